"""Annotated reports: spans written as "N:surface" resolved to offsets, by the numbering that the corpus brief states."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# A sentence ends at line breaks, and behind a stop (with closing quotes) before white space or straight before an
# Arabic letter; a full stop between digits, and behind a single letter (initials), ends none.
_STOPS = ".!?؟…"
_CLOSERS = "\"»”)]"
_DIGITS = "0123456789٠١٢٣٤٥٦٧٨٩"
_REFERENCE = re.compile(r"(\d+):(.+?)(?:#(\d+))?", re.S)


def _arabic(char: str) -> bool:
    return "\u0621" <= char <= "\u064a"


def _stop(text: str, at: int) -> int:
    """Where the sentence that a run of stops at `at` closes ends, or `at` itself where it closes none."""
    end = at
    while end < len(text) and text[end] in _STOPS:
        end += 1
    after = end
    while after < len(text) and text[after] in _CLOSERS:
        after += 1
    following = text[after : after + 1]
    goes_on = bool(following) and not following.isspace() and not _arabic(following)
    before = text[at - 1 : at]
    if before in _DIGITS and before:
        single = text[at] == "." and end == at + 1
        bare = text[at + 1 : at + 2]
        return at + 1 if single and bare and (bare.isspace() or _arabic(bare)) else at
    if not following or goes_on:
        return at
    letter = before.isalpha() or before == "_"
    alone = at < 2 or text[at - 2].isspace() or text[at - 2] == "."
    return at if letter and alone else after


def sentences(text: str) -> list[tuple[int, int]]:
    """Code-point spans of the sentences of a text, trimmed, empty ones left out."""
    cuts: list[tuple[int, int]] = []
    last = at = 0
    while at < len(text):
        end = at
        if text[at] == "\n":
            while end < len(text) and text[end] == "\n":
                end += 1
        elif text[at] in _STOPS:
            end = _stop(text, at)
        if end > at:
            cuts.append((last, end))
            last = at = end
        else:
            at += 1
    cuts.append((last, len(text)))
    found = []
    for start, end in cuts:
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        if start < end:
            found.append((start, end))
    return found


Span = tuple[int, int]


@dataclass
class Report:
    """An annotated report; items are the annotation's own, their spans resolved (`start`, `end`) where they were."""

    name: str
    text: str
    raw: dict[str, Any]
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sentences = sentences(self.text)

    def span(self, reference: str | None) -> Span | None:
        """Offsets of a reference; None, and a problem noted, where it does not resolve."""
        if not reference:
            return None
        match = _REFERENCE.fullmatch(reference)
        if match is None or not 1 <= int(match[1]) <= len(self.sentences):
            self.problems.append(f"no such place: {reference!r}")
            return None
        start, end = self.sentences[int(match[1]) - 1]
        pattern = r"\s+".join(re.escape(word) for word in match[2].split())
        hits = [hit.span() for hit in re.finditer(pattern, self.text[start:end])]
        number = int(match[3] or 1)
        if len(hits) < number:
            self.problems.append(f"not in sentence {match[1]}: {match[2]!r}")
            return None
        first, last = hits[number - 1]
        return start + first, start + last

    def spans(self, references: list[str] | None) -> list[Span]:
        return [one for one in map(self.span, references or []) if one is not None]

    def items(self, key: str) -> list[dict[str, Any]]:
        return self.raw.get(key) or []


def load(folder: Path) -> list[Report]:
    """The reports of a folder with `gold` and `texts`, by name."""
    found = []
    for path in sorted((folder / "gold").glob("*.json")):
        text = (folder / "texts" / f"{path.stem}.txt").read_text(encoding="utf-8")
        found.append(Report(path.stem, text, json.loads(path.read_text(encoding="utf-8"))))
    return found
