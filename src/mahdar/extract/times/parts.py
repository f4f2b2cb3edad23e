"""What stands without a day or year: مساءً، عند الفجر، منتصف الليل، قبل الصيف; and ذلك المساء."""

from __future__ import annotations

from mahdar.analysis.timespec import Point
from mahdar.extract.times.cursor import Cursor
from mahdar.languages.ar.timetables import Term
from mahdar.text import WORD

Found = tuple[int, Point]

# Parts of a day that are none: they only say where in a longer time something lies.
_LOOSE = frozenset(("late", "early"))


def alone(c: Cursor, at: int) -> Found | None:
    """A part of a day, or a season, that its sentence or the report gives the day or year."""
    pointed = c.term(at, "dem", "that")
    if pointed is not None and not pointed.cut:
        day = c.term(at + 1, "weekday")
        if day is not None and not day.cut:
            return at + 2, Point(weekday=int(day.value), relation="same")
        part = c.term(at + 1, "part")
        if part is not None and part.article and not part.cut and part.value not in _LOOSE:
            return at + 1 + part.size, Point(part=part.value, relation="same", unit="D")
        return None
    part = c.term(at, "part") or c.term(at, "clockpart")
    if part is not None and part.value not in _LOOSE and part.argument != "of":
        return _part(c, at, part)
    season = c.term(at, "season")
    if season is not None and season.article and _led(c, at, season):
        return at + 1, Point(season=int(season.value))
    return None


def _part(c: Cursor, at: int, term: Term) -> Found | None:
    end = at + term.size
    if term.cut or c.analysis.name_of[at] >= 0:
        return None  # المغرب is a state more often than a sunset
    middle = term.form in c.links.midpoint
    if not (middle or (_led(c, at, term) if term.article else _adverb(c, at, end, term))):
        return None
    if (middle or term.article) and _described(c, end):
        return None
    return end, Point(part=term.value)


def _adverb(c: Cursor, at: int, end: int, term: Term) -> bool:
    """صباحا, مساء: an accusative of time, neither half of a pair (ليلا ونهارا) nor bound to a noun."""
    if term.size > 1 or not (c.texts[at].endswith("ا") or c.texts[at] in c.links.adverb):
        return False
    behind = c.word(end)
    pair = behind.startswith("و") and any(t.kind == "part" for t in c.lexis.get(behind[1:].rstrip("ا"), ()))
    if pair or c.term(end, "part") is not None or c.term(end, "clockpart") is not None:
        return False
    if c.term(at - 1, "part") is not None or c.term(at - 1, "clockpart") is not None:
        return False
    if c.texts[at].endswith("ا"):
        return True
    return not (end < c.end and c.kinds[end] == WORD and c.analysis.words[end].pos in ("N", "PN", "A"))


def _led(c: Cursor, at: int, term: Term) -> bool:
    """Whether a preposition or limit of time stands before a part of the day or season, and no adjective behind."""
    before = c.word(at - 1)
    if _described(c, at + term.size) or before.lstrip("و") not in c.links.part_lead:
        return False
    return before.lstrip("و") in c.links.part_limit or term.value not in ("noon", "afternoon")


def _described(c: Cursor, at: int) -> bool:
    return (
        at < c.end
        and c.kinds[at] == WORD
        and c.analysis.words[at].article
        and c.analysis.words[at].pos in ("A", "N", "PN")
    )
