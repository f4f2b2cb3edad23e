"""Clock times: الساعة الثامنة والنصف مساء بتوقيت غرينتش, 10:30 صباحا."""

from __future__ import annotations

import re
from typing import Any

from mahdar.extract.times.cursor import Cursor
from mahdar.languages.ar.links import time_shares, time_words
from mahdar.text import MARK, NUMBER

_TIME = re.compile(r"(\d{1,2})[:.](\d{1,2})")
_STAMP = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d")


def read(c: Cursor, at: int) -> tuple[int, dict[str, Any]] | None:
    """Fields of a clock time that begins at a token, with its part of day and zone."""
    named = c.term(at, "oclock")
    start = at + 1 if named is not None else at
    if named is not None and not named.article:
        return None
    found = _hour(c, start, named=named is not None)
    if found is None:
        return None
    hour, minute, end = found
    half, part_end = _part(c, end)
    zone, zone_end = _zone(c, part_end)
    digits = c.kinds[start] == NUMBER
    if named is None and not (half or zone):
        told = _STAMP.fullmatch(c.texts[start]) and _may_stand(c, start) if digits else minute is not None
        if not told and (digits or not _asked(c, start, end)):
            return None
    elif named is None and minute is None and not digits and not half:
        return None
    if half:
        hour = _adjust(hour, half)
    end = max(end, part_end, zone_end)
    clock = f"{hour:02d}:{minute:02d}" if minute or (minute == 0 and zone == "Z") else f"{hour:02d}"
    added: dict[str, Any] = {"clock": clock}
    if named is None and digits and _opens(c, start):
        added["stamp"] = True
    if zone:
        added["zone"] = zone
    return end, added


def _opens(c: Cursor, at: int) -> bool:
    """Whether a clock time stands at the head of an entry: [11:00] الرؤساء يدخلون القاعة."""
    return all(c.kinds[k] == MARK for k in range(c.start, at))


def _may_stand(c: Cursor, at: int) -> bool:
    """Whether digits like 22:45 may be a clock time rather than a score: at the head, behind a mark or a preposition."""
    return at == c.start or c.kinds[at - 1] == MARK or c.word(at - 1) in c.links.clock_lead


def _asked(c: Cursor, at: int, end: int) -> bool:
    """عند السابعة; behind other prepositions only where nothing follows that the ordinal may belong to."""
    before = c.word(at - 1)
    if before in c.links.clock_at:
        return True
    return before in c.links.clock_limit and (end >= c.end or c.kinds[end] == MARK)


def _hour(c: Cursor, at: int, *, named: bool) -> tuple[int, int | None, int] | None:
    if not c.start <= at < c.end:
        return None
    if c.kinds[at] == NUMBER:
        text = c.texts[at]
        both = _TIME.fullmatch(text)
        if both is not None and (":" in text or named):
            hour, minute = int(both[1]), int(both[2])
            if hour > 24 and minute <= 24:  # written from the other side
                hour, minute = minute, hour
            return (hour % 24, minute, at + 1) if hour <= 24 and minute < 60 else None
        if text.isdigit() and len(text) <= 2 and int(text) <= 24:
            if not named and c.term(at + 1, "clockpart") is None:
                return None
            return (int(text) % 24, *_minutes(c, at + 1))
        return None
    number = c.ordinal(at) if named or c.word(at).startswith(("ال", "ف")) else None
    if number is None or not isinstance(number.value, int) or not 1 <= number.value <= 12:
        return None
    if not named and not c.word(at).endswith("ه") and number.last - at == 1:
        return None
    past, end = _minutes(c, number.last)
    if past is not None and past < 0:
        return (number.value - 1) % 24, 60 + past, end
    return number.value, past, end


def _minutes(c: Cursor, at: int) -> tuple[int | None, int]:
    """Minutes behind the hour: والنصف, والربع, إلا ربعا, و20 دقيقة."""
    word = c.word(at)
    shares = time_shares()
    part = shares.minutes.get(word)
    if part is not None:
        return part, at + 1
    less = shares.minus.get(c.word(at + 1)) if word == "الا" else None
    if less is not None:
        return -less, at + 2
    if word == "الا":
        few = c.cardinal(at + 1)
        if few is not None and isinstance(few.value, int) and c.term(few.last, "unit", "MIN") is not None:
            return (-few.value, few.last + 1) if 0 < few.value < 60 else (None, at)
    start = at + 1 if word == "و" else at
    number = c.cardinal(start)
    if number is not None and (word.startswith("و")) and c.term(number.last, "unit", "MIN") is not None:
        if isinstance(number.value, int) and 0 <= number.value < 60:
            return number.value, number.last + 1
    return None, at


def _part(c: Cursor, at: int) -> tuple[str, int]:
    term = c.term(at, "clockpart")
    if term is None or term.cut:
        return _part_of_day(c, at), at
    if term.argument == "of":
        return term.rest[-1] if term.rest else term.value, at + term.size
    return c.word(at).rstrip("ا") if term.size == 1 else term.value, at + term.size


_HALVES = {"dawn": "am", "morning": "am", "noon": "ظهر", "afternoon": "pm", "evening": "pm", "night": "ليل"}


def _part_of_day(c: Cursor, at: int) -> str:
    """The half of the day that a part of a named day gives: العاشرة ليل الخميس; the part stays for the day itself."""
    part = c.term(at, "part")
    if part is None or part.article or part.cut:
        return ""
    behind = at + part.size
    if (
        c.term(behind, "weekday") is None
        and c.term(behind, "day") is None
        and c.term(behind, "unit", "D") is None
    ):
        return ""
    return _HALVES.get(part.value, "")


def _adjust(hour: int, part: str) -> int:
    if part == "am" or part in time_words().morning:
        return 0 if hour == 12 and part != "am" else hour
    if part == "ليل":
        return 0 if hour == 12 else hour + 12 if 6 <= hour < 12 else hour
    if part == "ظهر" and 10 <= hour <= 12:
        return hour
    return hour + 12 if hour < 12 else hour


def _zone(c: Cursor, at: int) -> tuple[str, int]:
    """بتوقيت غرينتش, بالتوقيت المحلي, (ت غ); the offset or `local`."""
    start = at
    if c.word(at) == "(":
        at += 1
    if c.word(at) in c.links.zone_lead:
        at += 1
        if c.word(at) in c.links.zone_noun:
            at += 1
        term = c.term(at, "zone")
        end = at + (term.size if term is not None else 1)
        value = term.value if term is not None else "local"
    else:
        word = c.word(at)
        term = c.term(at, "zone", "Z")
        if term is not None and not term.cut:
            value, end = "Z", at + term.size
        elif word == "ت" and (c.word(at + 1) in c.links.gmt or c.word(at + 2) in c.links.gmt):
            value, end = "Z", at + (2 if c.word(at + 1) in c.links.gmt else 3)
        else:
            return "", start
    if c.word(start) == "(":
        if c.word(end) != ")":
            return "", start
        end += 1
    return value, min(end, c.end)
