"""Sample reports written for mahdar; see `index.tsv`."""
