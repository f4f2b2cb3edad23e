"""What the two ends of an interval tell of each other."""

from __future__ import annotations

from datetime import date

import msgspec

from mahdar.analysis.timespec import Interval, Point
from mahdar.resolve import timevalues
from mahdar.resolve.calendar import Stretch


def shared(spec: Interval) -> tuple[Point, Point]:
    """Start and end, each completed by what the other says."""
    start, end = spec.start, spec.end
    if start.weekday is not None and end.weekday is not None and end.when and not start.when:
        start = msgspec.structs.replace(start, when=end.when)
    if start.day is not None and start.month is None and end.day is not None:
        changes = {key: getattr(end, key) for key in ("month", "year", "shift", "unit", "when", "calendar")}
        start = msgspec.structs.replace(start, **changes)
    elif (
        start.month is not None
        and start.year is None
        and start.shift is None
        and end.year is not None
        and end.month
    ):
        behind = (start.month, start.day or 0) > (end.month, end.day or 99)
        start = msgspec.structs.replace(start, year=end.year - 1 if behind else end.year)
    if (
        end.month is not None
        and end.year is None
        and end.shift is None
        and start.year is not None
        and start.month
    ):
        behind = (end.month, end.day or 99) < (start.month, start.day or 0)
        end = msgspec.structs.replace(end, year=start.year + 1 if behind else start.year)
    return start, end


def start_before(start: Point, end: date) -> Stretch | None:
    """The start of an interval in the year of its end, or the year before."""
    for y in (end.year, end.year - 1):
        found, _ = timevalues.in_year(start, y)
        if found is not None and found.first <= end:
            return found
    return None
