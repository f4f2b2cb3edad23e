"""Newspapers and agencies without their class noun: in quotation marks, told to, and in the line that opens a report."""

from __future__ import annotations

from collections.abc import Iterator

from mahdar.extract.names.claims import Claims
from mahdar.extract.names.scan import QUOTES, Scan, Span
from mahdar.text import WORD, fold

_WORDS = 4  # of the names of outlets in our tables that are one word or two beside their class noun, none is longer
_REACH = 8  # how far before an outlet the word stands that shows it to be told
_OPENING = 24  # tokens that the place, the date and the agency at a report's beginning take
_APART = frozenset("-–—/():|،,+«»\"'“”")
_CLOSING = frozenset('-–—/):|+»"”')


def find_outlets(found: Claims) -> None:
    """Claim the outlets that no class noun shows."""
    scan = found.scan
    for mark in range(scan.size - 2):
        if scan.texts[mark] in QUOTES:
            span = _quoted(scan, mark)
            if span is not None:
                _take(found, span)
    for first, last in _segments(scan):
        keys = _outlets(scan, first, last)
        placed = scan.hit_at[first] is not None and found.owner[first] is not None
        if keys and not (placed and _begins_line(scan, first)):  # القدس – is where the report comes from
            _take(found, _span(scan, first, last, keys, "dateline"))


def _take(found: Claims, span: Span) -> None:
    """Claim a span, also against a place or a word of the same length that stands there."""
    for at in range(span.first, span.last):
        owner = found.owner[at]
        if owner is not None and owner.last - owner.first <= span.last - span.first and owner.sector != "JRN":
            found.drop(owner)
    found.claim(span)


def _outlets(scan: Scan, first: int, last: int) -> tuple[str, ...]:
    """Outlets of the tables that are called so, alone or behind a class noun: «السفير» is صحيفة السفير."""
    name = " ".join(scan.folded[first:last])
    for noun in ("", *sorted(scan.w.outlet)):
        keys = tuple(
            key for key in scan.k.named(f"{noun} {name}".strip()) if scan.k.entry(key).sector == "JRN"
        )
        if keys:
            return keys
    return ()


def _span(scan: Scan, first: int, last: int, keys: tuple[str, ...], rule: str) -> Span:
    country = scan.k.entry(keys[0]).country or None if len(keys) == 1 else None
    return Span(first, last, 0, "organization", rule, "JRN", country, keys, gender="f")


def _quoted(scan: Scan, mark: int) -> Span | None:
    """The outlet in the quotation marks that open at a mark."""
    first = mark + 1
    last = first
    while last < scan.size and last - first <= _WORDS and scan.a.kinds[last] == WORD:
        last += 1
    if last == first or last - first > _WORDS or last >= scan.size or scan.texts[last] not in QUOTES:
        return None
    if mark and scan.base[mark - 1] in scan.t.things:
        return None
    keys = _outlets(scan, first, last)
    if keys:
        return _span(scan, first, last, keys, "quoted-outlet")
    if last - first <= 2 and _told(scan, mark, last):
        return _span(scan, first, last, (), "told-outlet")._replace(score=0.5)
    return None


def _told(scan: Scan, mark: int, close: int) -> bool:
    """Whether what stands in quotation marks tells or is told: كتبت «السفير» أن, تحدث إلى «الأخبار», قال لـ«الراي»."""
    before = mark - 1
    if before < 0 or not scan.same_sentence(before, mark):
        return False
    after = scan.folded[close + 1] if close + 1 < scan.size else ""
    if scan.is_verb(before):
        tells = _telling(scan, before) and scan.words[before].gender == "f"  # as of صحيفة
        return tells and (after in scan.w.that or after == "عن")
    if scan.folded[before] not in ("ل", "الي"):
        return False
    return any(
        _telling(scan, at) or fold(scan.words[at].lemma) in scan.w.interview
        for at in range(max(0, before - _REACH), before)
        if scan.same_sentence(at, mark)
    )


def _telling(scan: Scan, at: int) -> bool:
    return scan.is_verb(at) and fold(scan.words[at].lemma) in scan.w.telling


def _begins_line(scan: Scan, at: int) -> bool:
    return not at or "\n" in scan.a.document.text[scan.a.ends[at - 1] : scan.a.starts[at]]


def _segments(scan: Scan) -> Iterator[tuple[int, int]]:
    """What stands between the marks of the lines that open a report: الدوحة – قنا: …, بكين (شينخوا) - …"""
    first = 0
    for at in range(min(scan.size, _OPENING)):
        if at and _begins_line(scan, at):
            first = at
        if scan.texts[at] in _APART:
            if first < at <= first + _WORDS and scan.texts[at] in _CLOSING:
                yield first, at
            first = at + 1


__all__ = ["find_outlets"]
