"""Stretches in quotation marks: every mark in use, unbalanced, mixed and running over several sentences."""

from __future__ import annotations

from collections.abc import Sequence

from mahdar.analysis.types import Zone

_OPEN = {"«": "»", "“": "”", "„": "”", "‘": "’", "‹": "›"}
_CLOSE = frozenset("»”’›")
_BOTH = frozenset("\"'")
_LONGEST = 600  # tokens: an unclosed quotation ends at its paragraph, and none runs on for ever


def _gap(ends: Sequence[int], starts: Sequence[int], at: int) -> tuple[bool, bool]:
    """Whether white space (or the text's edge) stands before and after token `at`."""
    before = at == 0 or starts[at] > ends[at - 1]
    after = at + 1 >= len(starts) or starts[at + 1] > ends[at]
    return before, after


def _opens_clearly(ends: Sequence[int], starts: Sequence[int], at: int) -> bool:
    """Whether a mark has white space before it and none behind it."""
    return _gap(ends, starts, at) == (True, False)


def zones(
    texts: list[str], starts: Sequence[int], ends: Sequence[int], paragraph_of: list[int]
) -> list[Zone]:
    """Quotation zones of a text, outermost only, in order. Linear.

    Args:
        texts: tokens. starts, ends: their offsets. paragraph_of: number of the paragraph each token stands in.

    A straight mark opens where none is open and closes where one is; a mark whose shape says otherwise (an opening
    shape at the end, a closing one at the start, as translated typography has them) is taken by its position. A zone
    that never closes ends with its paragraph.
    """
    found: list[Zone] = []
    ends_of = _paragraph_ends(paragraph_of)
    opened = -1
    mark = ""
    for at, text in enumerate(texts):
        if opened >= 0 and (paragraph_of[at] > paragraph_of[opened] + 3 or at - opened > _LONGEST):
            found.append(Zone(opened + 1, min(ends_of[paragraph_of[opened]], at), False))
            opened = -1
        if text not in _OPEN and text not in _CLOSE and text not in _BOTH:
            continue
        before, after = _gap(ends, starts, at)
        if text == "'" and not (before or after):
            continue
        if opened < 0:
            opens = text in _OPEN or text in _BOTH or (before and not after)
            if opens:
                opened, mark = at, text
            continue
        if text == mark and before and not after and _opens_clearly(ends, starts, opened):
            # A second mark of opening shape: the first was never closed.
            found.append(Zone(opened + 1, min(ends_of[paragraph_of[opened]], at), False))
            opened = at
            continue
        closes = text in _CLOSE or text in _BOTH or (not before and after)
        fits = (mark in _BOTH and (text == mark or text in _CLOSE)) or mark not in _BOTH
        if closes and fits:
            if at > opened + 1:
                found.append(Zone(opened + 1, at, True))
            opened = -1
    if opened >= 0:
        end = ends_of[paragraph_of[opened]]
        if end > opened + 1:
            found.append(Zone(opened + 1, end, False))
    return [zone for zone in found if zone.last > zone.first]


def _paragraph_ends(paragraph_of: list[int]) -> dict[int, int]:
    """Number of a paragraph → the token behind it."""
    return {number: at + 1 for at, number in enumerate(paragraph_of)}
