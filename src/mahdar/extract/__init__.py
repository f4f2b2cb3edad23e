"""Extractors: a folder each, none imports another; all emit mentions, never items."""
