"""Conditions with their consequences."""

from mahdar.extract.conditions.finder import find_conditions

__all__ = ["find_conditions"]
