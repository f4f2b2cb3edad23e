"""Pure functions over many records: near-duplicates, event clusters, actor links, contradictions; no SQL."""
