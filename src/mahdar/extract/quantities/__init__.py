"""Quantities: numbers with what they count, bounds, rates and roles."""

from mahdar.extract.quantities.find import find_quantities

__all__ = ["find_quantities"]
