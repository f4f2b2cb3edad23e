"""Sentence bounds of a working text, robust to lost white space and initials."""

from __future__ import annotations

import re

# A line break always ends a sentence. A stop . ! ? ؟ … with the quotes and brackets that close behind it ends one
# before white space or straight before an Arabic letter (a lost break), except a full stop behind a single letter
# (initials, abbreviations such as أ.ف.ب) or inside a number.
_STOP = re.compile(r"\n+|[.!?؟…؛۔]+[\"'»”’)\]]*")
_LETTER = re.compile(r"[^\W\d_]")


def _is_end(text: str, start: int, end: int) -> bool:
    mark = text[start]
    if mark == "\n":
        return True
    if mark == "؛":
        return False
    after = text[end] if end < len(text) else " "
    before = text[start - 1] if start else " "
    lost_break = "\u0621" <= after <= "\u064a"
    if not (after.isspace() or lost_break):
        return False
    if mark == ".":
        if before.isspace() and lost_break:
            return True
        if _LETTER.match(before) and (start < 2 or not (text[start - 2].isalnum() or text[start - 2] == "_")):
            return False
    return True


def sentences(text: str) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of a working text, trimmed; empty ones left out. Linear."""
    spans: list[tuple[int, int]] = []
    last = 0
    for match in _STOP.finditer(text):
        if not _is_end(text, match.start(), match.end()):
            continue
        _add(text, last, match.end(), spans)
        last = match.end()
    _add(text, last, len(text), spans)
    return spans


def _add(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))
