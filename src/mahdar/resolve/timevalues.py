"""EDTF and ISO 8601 values of points and lengths whose year or amount is known."""

from __future__ import annotations

from datetime import date, timedelta

from mahdar.analysis.timespec import Point
from mahdar.resolve import calendar
from mahdar.resolve.calendar import Stretch


def dated(year: int, month: int, day: int) -> tuple[Stretch | None, str | None]:
    found = calendar.ymd(year, month, day)
    return (calendar.day(found), None) if found is not None else (None, "no such date")


def in_year(p: Point, year: int) -> tuple[Stretch | None, str | None]:
    """A point inside a year that is known."""
    if not 1 <= year <= 9998:
        return None, "out of range"
    if p.month is not None and p.day is not None:
        return dated(year, p.month, p.day)
    if p.month is not None:
        return calendar.month(year, p.month), None
    if p.season is not None:
        first = calendar.month(year, {21: 3, 22: 6, 23: 9, 24: 12}[p.season])
        assert first is not None
        return Stretch(first.first, first.first + timedelta(days=91), f"{year:04d}-{p.season}"), None
    if p.portion is not None:
        length, rank = p.portion
        one, two = calendar.month(year, (rank - 1) * length + 1), calendar.month(year, rank * length)
        if one is None or two is None:
            return None, "no such part of a year"
        return Stretch(one.first, two.last, f"{one.value}/{two.value}"), None
    return calendar.year(year), None


def at_edge(stretch: Stretch, p: Point, *, limit: bool) -> Stretch:
    """The edge of a month or year, where the words tell a day or month of it.

    The end of a period is its last day only as a limit (قبل نهاية الشهر); else it is a part of the period, as vague as
    its first days are.
    """
    size = len(stretch.value)
    if size not in (4, 7) or not stretch.value.replace("-", "").isdigit():
        return stretch
    if p.edge == "final" or (p.edge == "end" and limit):
        return calendar.day(stretch.last)
    if size == 7:
        if p.edge == "first":
            return calendar.day(stretch.first)
        if p.edge == "middle" and limit:
            return calendar.day(stretch.first + timedelta(days=14))
    elif p.edge in ("first", "opening"):
        return calendar.month(stretch.first.year, 1) or stretch
    return stretch


def before_era(p: Point) -> Stretch | None:
    if p.year is not None and 1 <= p.year <= 9999:
        return Stretch(date(1, 1, 1), date(1, 1, 1), f"-{p.year - 1:04d}" if p.year > 1 else "0000")
    return None


def finished(value: str, p: Point) -> str:
    """The value with its hour and its `about`."""
    if p.clock and len(value) == 10:
        value = f"{value}T{p.clock}" + ("Z" if p.zone == "Z" and ":" in p.clock else "")
    return f"{value}~" if p.about and "~" not in value else value


def period(amount: float | int, unit: str, more: tuple[tuple[float | int, str], ...] = ()) -> str | None:
    """ISO 8601 of a length and the smaller ones joined to it; weeks stand alone there, so they become days."""
    parts = [(amount, unit), *more]
    if len(parts) > 1:
        parts = [(n * 7, "D") if u == "W" else (n, u) for n, u in parts]
    days = hours = ""
    for n, u in parts:
        if n <= 0 or n > 1e9:
            return None
        number = f"{n:g}" if isinstance(n, float) else str(n)
        if "e" in number:
            return None
        if u in ("H", "MIN", "S"):
            hours += f"{number}{'M' if u == 'MIN' else u}"
        else:
            days += f"{number}{u}"
    return f"P{days}T{hours}" if hours else f"P{days}"
