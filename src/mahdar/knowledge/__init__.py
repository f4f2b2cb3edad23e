"""Actors, places, offices with terms, codes: tables, their compiler, look-up by name and date."""

from mahdar.knowledge.entries import Demonym, Entry, Found, Office, Term
from mahdar.knowledge.knowledge import Knowledge, load

__all__ = ["Demonym", "Entry", "Found", "Knowledge", "Office", "Term", "load"]
