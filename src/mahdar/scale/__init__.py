"""The same reading over a cluster."""
