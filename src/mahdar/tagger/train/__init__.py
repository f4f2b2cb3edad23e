"""Training of the learned reader (needs the `train` extra)."""
