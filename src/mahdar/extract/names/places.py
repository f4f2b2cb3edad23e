"""Places by their class noun: cities, camps, airports, mountains."""

from __future__ import annotations

from mahdar.analysis.words import ADJECTIVE
from mahdar.extract.names.scan import QUOTES, Scan, Span
from mahdar.text import fold


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
        if (way == "cut" and scan.base[at] not in scan.w.called) or scan.base[at] in scan.w.described:
            return None
        last = _adjectives(scan, first + 1)
    if last == first:
        return None
    if way == "cut":
        return Span(first, last, 0, "place", "place-noun", None, None)
    return Span(at, last, scan.cut[at], "place", "place-noun", None, None)


def _adjectives(scan: Scan, last: int) -> int:
    while scan.plain_definite(last, pos=ADJECTIVE) and scan.demonym(last) is None:
        last += 1
    return last
