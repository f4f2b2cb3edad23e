"""Actors, places, offices with terms, codes: tables, their compiler, look-up by name and date."""

from mahdar.knowledge.entries import Demonym, Entry, Found, Membership, Office, Term
from mahdar.knowledge.knowledge import Knowledge, keep, load

__all__ = ["Demonym", "Entry", "Found", "Knowledge", "Membership", "Office", "Term", "keep", "load"]
