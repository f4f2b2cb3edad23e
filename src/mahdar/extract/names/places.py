"""Places by their class noun: cities, camps, airports, mountains."""

from __future__ import annotations

from mahdar.analysis.words import ADJECTIVE
from mahdar.extract.names.scan import QUOTES, Scan, Span
from mahdar.text import fold

_LIST = 8  # places that one noun names together


def read_place(scan: Scan, at: int) -> Span | None:
    """The place that the class noun at a token names, or None where a table hit stands for itself."""
    way = scan.t.places.get(scan.base[at])
    if way is None or scan.definite(at) or not scan.noun(at):
        return None
    first = at + 1
    if first < scan.size and scan.texts[first] in QUOTES | {"#"}:
        first += 1
    if first >= scan.size or scan.cut[first] or not scan.same_sentence(at, first):
        return None
    last = first
    country: str | None = None
    hit = scan.hit_at[first]
    if hit is not None:
        if way == "cut":
            return None
        entry = scan.entries(first)[0]
        if scan.base[at] in scan.w.style:
            kind = entry.kind if entry.kind == "state" else "place"
            return Span(at, hit.last, scan.cut[at], kind, "style", None, entry.country or None, hit.entries)
        if first > at + 1 and scan.texts[at + 1] in QUOTES:
            return None
        last, country = hit.last, entry.country or None
        if entry.kind == "person" and scan.base[at] in scan.w.of_person:
            return None
        end = _adjectives(scan, last)
        return Span(at, end, scan.cut[at], "place", "place-of", None, country)
    if scan.guess(first) and scan.definite(first) and scan.base[at] in scan.w.branch:
        return None  # قطاع البتروكيماويات
    if scan.guess(first) and scan.base[first].startswith("ب") and scan.base[first].endswith("ات"):
        return None  # مستشفى بمواصفات
    if scan.guess(first):
        while last < scan.size and scan.guess(last) and not scan.cut[last] and last < first + 3:
            last += 1
    elif scan.plain_definite(first) and not scan.human(first) and scan.demonym(first) is None:
        if fold(scan.words[first].lemma) in scan.t.places:
            return None  # مطار المدينة
        named = scan.base[at] in scan.w.called or _pair(scan, at, first)
        if (way == "cut" and not named) or scan.base[at] in scan.w.described:
            return None
        last = _adjectives(scan, first + 1)
    if last == first:
        return None
    if way == "cut":
        return Span(first, last, 0, "place", "place-noun", None, None)
    return Span(at, last, scan.cut[at], "place", "place-noun", None, None)


def _pair(scan: Scan, at: int, first: int) -> bool:
    """Whether two places are named behind a dual: منطقتي السليم والصفراء."""
    return scan.words[at].number == "d" and _joined(scan, first + 1) and scan.definite(first + 1)


def _joined(scan: Scan, at: int) -> bool:
    """Whether و joins a token to what stands before it."""
    return (
        at < scan.size and scan.cut[at] == 1 and scan.folded[at][0] == "و" and scan.same_sentence(at - 1, at)
    )


def read_list(scan: Scan, at: int, last: int) -> list[Span]:
    """The places joined to the first one behind a dual or plural: بلدات المحمدية والأشعري وحمورية."""
    number = scan.words[at].number
    found: list[Span] = []
    limit = 1 if number == "d" else _LIST if number == "p" else 0
    while len(found) < limit and last < scan.size:
        if (
            scan.guess(last)
            and not scan.cut[last]
            and len(scan.folded[last]) > 4
            and scan.folded[last][0] == "و"
        ):
            scan.cut[last], scan.base[last] = 1, scan.folded[last][1:]
        unknown = scan.guess(last) or (scan.noun(last) and scan.definite(last) and not scan.human(last))
        if (
            not _joined(scan, last)
            or not unknown
            or scan.hit_at[last] is not None
            or scan.demonym(last) is not None
        ):
            break
        if scan.base[last] in scan.t.places or fold(scan.words[last].lemma) in scan.t.places:
            break
        found.append(Span(last, last + 1, 1, "place", "place-noun", None, None))
        last += 1
    return found


def _adjectives(scan: Scan, last: int) -> int:
    while scan.plain_definite(last, pos=ADJECTIVE) and scan.demonym(last) is None:
        last += 1
    return last
