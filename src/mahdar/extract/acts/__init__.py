"""Acts: triggers of PLOVER events with the phrases that may fill their slots."""

from mahdar.extract.acts.finder import find_acts

__all__ = ["find_acts"]
