"""By when something is due: the times in the scope of a commitment, the last day of each."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from mahdar.analysis.types import Analysis
from mahdar.languages.ar.cues import speech_words
from mahdar.resolve.times import ResolvedTime

_LENGTH = re.compile(r"P(\d+)([DWMY])|PT(\d+)H")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_HOURS = 24


def due_of(
    analysis: Analysis, tokens: tuple[int, int], times: list[ResolvedTime], published: str | None
) -> str | None:
    """The first point of time among some tokens that is not before the report, or a stretch from its day."""
    for time in times:
        one = time.mention
        if not tokens[0] <= one.first < tokens[1] or not time.value:
            continue
        found = (
            _point(analysis, one.first, time.value)
            if one.type in ("date", "time")
            else _stretch(analysis, one.first, time.value, published)
        )
        if found is not None and not is_over(found, published):
            return found
    return None


def is_over(value: str, published: str | None) -> bool:
    """Whether a date lies before the report, as far as both tell."""
    last = value.rsplit("/", 1)[-1]
    if published is None or _WEEK.match(last):
        return False
    return last[: len(published)] < published[: len(last)]


def _point(analysis: Analysis, first: int, value: str) -> str:
    """A date as it stands; the last day of what ends (نهاية الشهر), the last month of a stretch of months."""
    if analysis.folded[first].lstrip("وب") in speech_words().period_end:
        return _last_day(value)
    start, _, end = value.partition("/")
    return end if end and (len(start) == len("2024-05") or _within(analysis, first)) else value


def _stretch(analysis: Analysis, first: int, value: str, published: str | None) -> str | None:
    """Where a stretch ends that runs from the report's day; as precise as its unit."""
    return after(published, value) if published is not None and _within(analysis, first) else None


def _within(analysis: Analysis, first: int) -> bool:
    """خلال، في غضون، بعد before a stretch of time: it runs from the report's day."""
    return first > 0 and analysis.folded[first - 1].lstrip("ول") in speech_words().within


def _last_day(value: str) -> str:
    """The last day of a week, month or year, of the last of several; other values as they are."""
    value = value.rsplit("/", 1)[-1]
    if len(value) == 4 and value.isdigit():
        return f"{value}-12-31"
    if len(value) == 7 and value[:4].isdigit() and value[5:].isdigit():
        year, month = int(value[:4]), int(value[5:])
        return f"{value}-{monthrange(year, month)[1]:02d}" if 1 <= month <= 12 else value
    week = _WEEK.fullmatch(value)
    if week is not None:
        try:
            return date.fromisocalendar(int(week[1]), int(week[2]), 7).isoformat()
        except ValueError:
            return value
    return value


def after(published: str, length: str) -> str | None:
    """When a stretch of hours, days or weeks is over that begins on the report's day; months and years by the month."""
    found = _LENGTH.fullmatch(length)
    if found is None or len(published) < 10:
        return None
    try:
        day = date.fromisoformat(published[:10])
        if found[3]:
            return (day + timedelta(days=-(-int(found[3]) // _HOURS))).isoformat()
        count = int(found[1])
        if found[2] in "DW":
            return (day + timedelta(days=count * (7 if found[2] == "W" else 1))).isoformat()
        months = day.month - 1 + count * (12 if found[2] == "Y" else 1)
        return date(day.year + months // 12, months % 12 + 1, 1).isoformat()[:7]
    except (ValueError, OverflowError):
        return None
