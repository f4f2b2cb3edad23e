"""Expressions of time: points, intervals, lengths, frequencies, each with a structured reading."""

from mahdar.extract.times.find import find_times

__all__ = ["find_times"]
