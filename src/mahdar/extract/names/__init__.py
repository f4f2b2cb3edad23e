"""Names of actors and places, and what stands for them: nominals, demonyms, groups."""

from mahdar.extract.names.finder import find_names

__all__ = ["find_names"]
