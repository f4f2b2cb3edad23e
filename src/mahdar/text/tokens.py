"""Tokens of a working text: words, numbers, marks."""

from __future__ import annotations

import re
from array import array
from typing import NamedTuple

WORD, NUMBER, LATIN, MARK = 0, 1, 2, 3

# Arabic letters with the Persian, Urdu and Maghrebi additions that stay after normalisation.
ARABIC = "\u0621-\u063a\u0641-\u064a\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff\u0750-\u077f"
_TOKEN = re.compile(
    rf"(?P<word>[{ARABIC}]+)|(?P<number>\d+(?:[.,/:\-]\d+)*)|(?P<latin>[^\W\d_{ARABIC}]+)|(?P<mark>[^\s\w]|_|\w)"
)
_KINDS = {"word": WORD, "number": NUMBER, "latin": LATIN, "mark": MARK}


class Tokens(NamedTuple):
    """Parallel sequences: working offsets, texts and kinds (WORD, NUMBER, LATIN, MARK)."""

    starts: array[int]
    ends: array[int]
    texts: list[str]
    kinds: bytearray


def tokenise(text: str) -> Tokens:
    """All tokens of a working text, in order; white space is none. Linear."""
    starts, ends, texts, kinds = array("q"), array("q"), [], bytearray()
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        starts.append(start)
        ends.append(end)
        texts.append(match.group())
        kinds.append(_KINDS[match.lastgroup or "mark"])
    return Tokens(starts, ends, texts, kinds)
