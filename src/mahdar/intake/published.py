"""When a report was published, as far as its metadata, its dateline or its address say so.

Nothing is guessed here: a dateline without a year counts only where the address or the metadata give the year, and
where nothing is found the date stays empty.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from mahdar.languages.ar.timetables import TABLES
from mahdar.ontology.tables import read_table
from mahdar.record import Note, Span
from mahdar.text import ARABIC, Normalised, fold, normalise

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_ISO = re.compile(
    r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2})"
    r"(?:[T ]+(?P<clock>\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?)?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_URL = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:/(?P<month>\d{1,2})/(?P<day>\d{1,2})|-(?P<month2>\d{2})-(?P<day2>\d{2})"
    r"|(?P<month3>\d{2})(?P<day3>\d{2}))(?!\d)"
)
_URL_YEAR = re.compile(r"/((?:19|20)\d\d)/(?:(\d{1,2})/)?")
# A dateline stands in one of the first lines (headline, kicker, then the report) and near the line's beginning.
_HEAD, _LINES, _REACH = 1500, 4, 140


class Published(NamedTuple):
    """A publication date (ISO 8601), where it came from, the words that show it, and notes."""

    value: str | None = None
    basis: str | None = None
    evidence: Span | None = None
    notes: tuple[Note, ...] = ()


def parse_date(given: str) -> str | None:
    """An ISO 8601 date or date-time, in its canonical form; None where the words are none.

    Years and months stay years and months. Read are also `2014/03/15`, `15/03/2014` (day first, as Arabic writes it)
    and the dates of mail and RSS (`Sat, 15 Mar 2014 10:00:00 GMT`).
    """
    text = given.strip().translate(_DIGITS)
    match = _ISO.fullmatch(text)
    if match:
        year, month, day, clock, zone = match.group("year", "month", "day", "clock", "zone")
        return _canonical(year, month, day, clock, zone)
    match = _COMPACT.fullmatch(text)
    if match:
        return _canonical(*match.groups())
    match = _DAY_FIRST.fullmatch(text)
    if match:
        return _canonical(match[3], match[2], match[1])
    return _mail_date(text)


def _mail_date(text: str) -> str | None:
    if len(text) > 60 or ":" not in text:
        return None
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _canonical(
    year: str,
    month: str | None = None,
    day: str | None = None,
    clock: str | None = None,
    zone: str | None = None,
) -> str | None:
    """The parts of a date put together; None where the calendar has no such day."""
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if month is None:
        return year
    value = f"{year}-{int(month):02d}"
    if day is None:
        return value
    value += f"-{int(day):02d}"
    if clock is None:
        return value
    hour, *rest = clock.split(":")
    if int(hour) > 23 or int(rest[0]) > 59 or float(rest[1] if len(rest) > 1 else 0) >= 61:
        return value
    return f"{value}T{int(hour):02d}:{':'.join(rest)}{zone or ''}"


def find_published(text: str, *, given: str | None = None, url: str | None = None) -> Published:
    """The publication date of a report.

    Args:
        text: the report's own text; only its first lines are looked at.
        given: what the metadata say, in whatever form; words that are no date become a note.
        url: the report's address.

    Returns:
        The first of: a full date of the metadata (`metadata`), a dateline that is full or whose year the metadata or
        the address give (`dateline`, with its words), a full date in the address (`url`), what the metadata say of
        year or month (`metadata`), nothing.
    """
    stated = parse_date(given) if given and given.strip() else None
    notes: tuple[Note, ...] = ()
    if given and given.strip() and stated is None:
        notes = (
            Note(kind="published", message=f"the given publication date {given[:60]!r} is no date; left out"),
        )
    if stated and len(stated) >= 10:
        return Published(stated, "metadata", None, notes)
    address = _date_in_url(url)
    found = _dateline(text, _years(stated, address, url))
    if found is not None and (stated is None or (found.value is not None and found.value.startswith(stated))):
        return found._replace(notes=notes)
    if address is not None and (stated is None or address.startswith(stated)):
        return Published(address, "url", None, notes)
    if stated:
        return Published(stated, "metadata", None, notes)
    return Published(None, None, None, notes)


def _date_in_url(url: str | None) -> str | None:
    """A full date in an address (`/2014/03/15/`, `-2014-03-15`, `/20140315`), or None."""
    if not url:
        return None
    for match in _URL.finditer(url[:2000].translate(_DIGITS)):
        month = match["month"] or match["month2"] or match["month3"]
        day = match["day"] or match["day2"] or match["day3"]
        value = _canonical(match["year"], month, day)
        if value:
            return value
    return None


def _years(stated: str | None, address: str | None, url: str | None) -> tuple[str, str] | None:
    """The year, and the month where known, that the metadata or the address give for a dateline without a year."""
    if stated:
        return stated[:4], stated[5:7]
    if address:
        return address[:4], address[5:7]
    match = _URL_YEAR.search(url[:2000]) if url else None
    return (match[1], f"{int(match[2]):02d}" if match[2] else "") if match else None


class _Patterns(NamedTuple):
    """Compiled from the tables: dates, what may stand before one and behind one in a dateline; month → number."""

    dates: re.Pattern[str]
    head: re.Pattern[str]
    tail: re.Pattern[str]
    months: dict[str, int]


@cache
def _patterns() -> _Patterns:
    months = {
        fold(row["form"]): int(row["number"])
        for _, row in read_table(TABLES / "months.tsv", ("calendar", "number", "context", "form"))
        if row["calendar"] == "gregorian"
    }
    weekdays = {fold(row["form"]) for _, row in read_table(TABLES / "weekdays.tsv", ("number", "form"))}
    month = "|".join(re.escape(form) for form in sorted(months, key=len, reverse=True))
    weekday = "|".join(sorted(weekdays, key=len, reverse=True))
    dates = re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})\s?(?:من\s)?(?:شهر\s)?(?P<month>{month})(?![{ARABIC}])"
        rf"(?:\s?[/(\-]\s?(?P<second>{month})(?![{ARABIC}])(?:\s?\))?)?"
        rf"(?:[\s,،/]{{1,3}}(?:عام\s|سنه\s)?(?P<year>(?:19|20)\d\d)(?!\d))?"
        r"|(?<![\d/.-])(?P<day2>\d{1,2})(?P<mark>[-/.])(?P<month2>\d{1,2})(?P=mark)(?P<year2>(?:19|20)\d\d)(?![\d/.-]\d|\d)"
        r"|(?<![\d/.-])(?P<year3>(?:19|20)\d\d)(?P<mark3>[-/.])(?P<month3>\d{1,2})(?P=mark3)(?P<day3>\d{1,2})(?![\d/.-]\d|\d)"
    )
    agency = rf"[(/\[][{ARABIC}\s.\-]{{2,30}}[)/\]]"
    gap = r"[\s،,:\-–—ـ|/]"
    hijri = rf"\d{{1,2}}\s?[{ARABIC}\s]{{3,14}}\d{{4}}\s?ه?ـ?\s?(?:[/،,(]\s?)?(?:الموافق\s(?:ل)?)?"
    # One to four words of a place, an agency, a weekday: in this order, each of them optional.
    head = re.compile(
        rf"\s*(?P<place>[{ARABIC}]+(?:\s[{ARABIC}]+){{0,3}}(?:\s?[،,]\s?[{ARABIC}]+(?:\s[{ARABIC}]+)?)?)?"
        rf"(?P<gap>{gap}*)(?P<agency>{agency})?{gap}*(?:(?:يوم\s)?(?:{weekday}))?(?:\sفي)?{gap}*(?:{hijri})?\(?\s*"
    )
    tail = re.compile(
        rf"\s?(?:م(?![{ARABIC}]))?\)?\s*(?:{agency}|[-–—ـ|]|[{ARABIC}]{{2,12}}\s?[-–—]|(?P<alone>[.]?\s*\Z))"
    )
    return _Patterns(dates, head, tail, months)


def _dateline(text: str, known: tuple[str, str] | None) -> Published | None:
    working = normalise(text[:_HEAD])
    folded = fold(working.text)
    patterns = _patterns()
    at = lines = 0
    for line in folded.split("\n"):
        begin, at = at, at + len(line) + 1
        if not line.strip():
            continue
        lines += 1
        if lines > _LINES:
            break
        found = _in_line(line, patterns, known)
        if found is not None:
            value, start, end = found
            return Published(value, "dateline", _span(working, begin + start, begin + end))
    return None


def _span(working: Normalised, start: int, end: int) -> Span:
    return Span(*working.span(start, end))


def _in_line(line: str, patterns: _Patterns, known: tuple[str, str] | None) -> tuple[str, int, int] | None:
    """The date of a line that is a dateline or begins with one: value, start, end."""
    for match in patterns.dates.finditer(line[: _REACH + 40]):
        if match.start() > _REACH:
            break
        head = patterns.head.fullmatch(line, 0, match.start())
        tail = patterns.tail.match(line, match.end())
        if head is None or tail is None:
            continue
        # «هجوم باريس 13 نوفمبر 2015» alone on a line is a headline; «باريس، 13 نوفمبر 2015» is a dateline.
        if (
            tail["alone"] is not None
            and head["place"]
            and not _is_marked(line[: match.start()], head["place"])
        ):
            continue
        value = _value(match, patterns, known)
        if value is not None:
            return value, match.start(), match.end()
    return None


def _is_marked(before: str, place: str) -> bool:
    """True where a mark or «في» parts the place from the date, or where the words are only a day of the week."""
    if re.search(r"[،,:()/\-–—ـ|]", before) or before.rstrip().endswith(" في"):
        return True
    weekdays = {fold(row["form"]) for _, row in read_table(TABLES / "weekdays.tsv", ("number", "form"))}
    return place.removeprefix("يوم ").strip() in weekdays


def _value(match: re.Match[str], patterns: _Patterns, known: tuple[str, str] | None) -> str | None:
    if match["month"] is None:
        year = match["year2"] or match["year3"]
        return _canonical(year, match["month2"] or match["month3"], match["day2"] or match["day3"])
    month = patterns.months[match["month"]]
    if match["second"] is not None and patterns.months[match["second"]] != month:
        return None
    if match["year"] is not None:
        return _canonical(match["year"], str(month), match["day"])
    if known is None:
        return None
    year = int(known[0])
    # A report of 31 December may stand in January's folder, and the other way round.
    if known[1] == "01" and month == 12:
        year -= 1
    elif known[1] == "12" and month == 1:
        year += 1
    return _canonical(str(year), str(month), match["day"])
