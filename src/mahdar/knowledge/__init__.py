"""Actors, places, offices with terms: tables, and their look-up by name and date."""
