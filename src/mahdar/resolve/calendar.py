"""Arithmetic of calendars with stated precision: no date is ever finer than the words that gave it."""

from __future__ import annotations

import calendar as months
from datetime import date, timedelta
from typing import NamedTuple

import convertdate.persian
import hijridate


class Stretch(NamedTuple):
    """A resolved stretch of time: first and last day, and its EDTF value."""

    first: date
    last: date
    value: str


def day(when: date) -> Stretch:
    """One day."""
    return Stretch(when, when, when.isoformat())


def month(year: int, number: int) -> Stretch | None:
    """One month."""
    if not 1 <= year <= 9998 or not 1 <= number <= 12:
        return None
    return Stretch(
        date(year, number, 1),
        date(year, number, months.monthrange(year, number)[1]),
        f"{year:04d}-{number:02d}",
    )


def year(number: int) -> Stretch | None:
    """One year."""
    return Stretch(date(number, 1, 1), date(number, 12, 31), f"{number:04d}") if 1 <= number <= 9998 else None


def week(when: date) -> Stretch | None:
    """The ISO week of a day, None at the ends of the calendar."""
    number = when.isocalendar()
    try:
        first = when - timedelta(days=when.weekday())
        last = first + timedelta(days=6)
    except OverflowError:
        return None
    return Stretch(first, last, f"{number.year:04d}-W{number.week:02d}")


def years(first: int, digits: str) -> Stretch | None:
    """A decade (199X) or century (19XX)."""
    length = 10 ** digits.count("X")
    if not 1 <= max(first, 1) <= 9900:
        return None
    return Stretch(date(max(first, 1), 1, 1), date(first + length - 1, 12, 31), digits)


def ymd(y: int, m: int, d: int) -> date | None:
    """A day that exists, or None."""
    try:
        return date(y, m, d)
    except (ValueError, OverflowError):
        return None


def shifted(when: date, amount: int, unit: str) -> Stretch | None:
    """The day, week, month, year, decade or century so many units from a day."""
    try:
        if unit == "D":
            return day(when + timedelta(days=amount))
        if unit == "W":
            return week(when + timedelta(weeks=amount))
    except OverflowError:
        return None
    if unit == "M":
        total = when.year * 12 + when.month - 1 + amount
        return month(total // 12, total % 12 + 1)
    if unit == "Y":
        return year(when.year + amount)
    if unit == "X":
        first = when.year // 10 * 10 + 10 * amount
        return years(first, f"{first // 10:03d}X")
    if unit == "C":
        first = (when.year - 1) // 100 * 100 + 100 * amount
        return years(first, f"{first // 100:02d}XX")
    return None


def other_calendar(name: str, y: int, m: int | None, d: int | None) -> tuple[date, date] | None:
    """First and last Gregorian day of a Hijri or Persian year, month or day; None outside the tables."""
    try:
        if name == "islamic":
            start = hijridate.Hijri(y, m or 1, d or 1).to_gregorian()
            if d is not None:
                return date(start.year, start.month, start.day), date(start.year, start.month, start.day)
            ny, nm = (y, m + 1) if m is not None and m < 12 else (y + 1, 1)
            end = hijridate.Hijri(ny, nm, 1).to_gregorian()
            return date(start.year, start.month, start.day), date(end.year, end.month, end.day) - timedelta(
                days=1
            )
        first = date(*convertdate.persian.to_gregorian(y, m or 1, d or 1))
        if d is not None:
            return first, first
        ny, nm = (y, m + 1) if m is not None and m < 12 else (y + 1, 1)
        return first, date(*convertdate.persian.to_gregorian(ny, nm, 1)) - timedelta(days=1)
    except (ValueError, OverflowError, IndexError):
        return None


def year_in(name: str, when: date) -> int:
    """The year of another calendar that holds a Gregorian day."""
    if name == "islamic":
        try:
            return int(hijridate.Gregorian(when.year, when.month, when.day).to_hijri().year)
        except (ValueError, OverflowError):
            return int((when.year - 622) * 33 / 32)
    return int(convertdate.persian.from_gregorian(when.year, when.month, when.day)[0])
