"""Look-up by place in the text: which statement holds a word, which times and conditions stand in a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from mahdar.analysis.types import Analysis


class Holders:
    """The innermost of some stretches of text around a place; stretches are entered as they are found."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._in: dict[int, list[tuple[int, int, int]]] = {}

    def enter(self, number: int, spans: Iterable[tuple[int, int]], tokens: tuple[int, int]) -> None:
        """Enter stretch `number`: its original spans, and the token range that they lie in."""
        a = self._analysis
        for sentence in range(a.sentence_of[tokens[0]], a.sentence_of[tokens[1] - 1] + 1):
            self._in.setdefault(sentence, []).extend((start, end, number) for start, end in spans)

    def at(self, token: int, start: int) -> int | None:
        """Number of the innermost stretch that holds a place: its token and its original offset."""
        best: tuple[int, int] | None = None
        for first, last, number in self._in.get(self._analysis.sentence_of[token], ()):
            if first <= start < last and (best is None or last - first < best[0]):
                best = last - first, number
        return None if best is None else best[1]

    def around(self, token: int, start: int) -> list[int]:
        """Numbers of all stretches that hold a place, in the order in which they were entered."""
        return [
            number
            for first, last, number in self._in.get(self._analysis.sentence_of[token], ())
            if first <= start < last
        ]


def by_sentence(analysis: Analysis, tokens: Iterable[int]) -> dict[int, list[int]]:
    """Positions of some tokens, grouped by the sentence that each stands in."""
    found: dict[int, list[int]] = {}
    for number, token in enumerate(tokens):
        found.setdefault(analysis.sentence_of[token], []).append(number)
    return found
