"""Dates in digits: 15/3/2014, 2014-03-15, 15.3.2014, 15-3."""

from __future__ import annotations

import re
from typing import Any

_FULL = re.compile(r"(\d{1,4})([/.\-])(\d{1,2})\2(\d{1,4})")
_SHORT = re.compile(r"(\d{1,2})[/\-](\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})/(\d{4})")


def _plausible(day: int, month: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31


def read(text: str, *, marked: bool, at: int) -> tuple[int, dict[str, Any]] | None:
    """Fields of a date in digits.

    Args:
        text: the number token.
        marked: a word before it says that a date follows, so day and month are enough.
        at: its token.
    """
    if len(text) > 10:
        return None
    full = _FULL.fullmatch(text)
    if full is not None:
        first, middle, last = int(full[1]), int(full[3]), int(full[4])
        if len(full[1]) == 4:
            year, month, day = first, middle, last
        elif len(full[4]) == 4:
            day, month, year = first, middle, last
            if month > 12 and day <= 12:
                day, month = month, day
        elif len(full[4]) == 2 and full[2] != "." and len(full[1]) <= 2:
            day, month, year = first, middle, 2000 + last if last < 70 else 1900 + last
        else:
            return None
        return (at + 1, {"year": year, "month": month, "day": day}) if _plausible(day, month) else None
    month_year = _MONTH_YEAR.fullmatch(text)
    if month_year is not None and 1 <= int(month_year[1]) <= 12 and 1900 <= int(month_year[2]) <= 2100:
        return at + 1, {"year": int(month_year[2]), "month": int(month_year[1])}
    short = _SHORT.fullmatch(text)
    if short is not None and marked and _plausible(int(short[1]), int(short[2])):
        return at + 1, {"day": int(short[1]), "month": int(short[2])}
    return None
