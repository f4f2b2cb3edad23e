"""English: not written yet; it will hold the same files as Arabic."""
