"""Records and frames in the formats that other programs open."""
