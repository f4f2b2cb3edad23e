"""Pairs of actors and how they move over time: series, panels, ledger, networks."""
