"""Document to Analysis: one pass per layer."""

from __future__ import annotations

from array import array

from mahdar.analysis.types import Analysis
from mahdar.analysis.words import FOREIGN, NUMERAL, Word
from mahdar.analysis.words import MARK as MARK_POS
from mahdar.languages.ar.morphology import Morphology
from mahdar.record import Document
from mahdar.text import MARK, NUMBER, WORD, fold, normalise, sentences, tokenise

_NUMBER = Word(NUMERAL, "")
_MARK = Word(MARK_POS, "")
_FOREIGN = Word(FOREIGN, "")


class Analyser:
    """Reads documents into analyses. Immutable once built; safe to share between threads."""

    def __init__(self) -> None:
        self.morphology = Morphology()

    def analyse(self, document: Document) -> Analysis:
        """Tokens, words, sentences, names, numerals, quotation zones and clauses of a document."""
        working = normalise(document.text)
        tokens = tokenise(working.text)
        starts, ends = array("q"), array("q")
        for first, last in zip(tokens.starts, tokens.ends, strict=True):
            start, end = working.span(first, last)
            starts.append(start)
            ends.append(end)
        words = []
        for text, kind in zip(tokens.texts, tokens.kinds, strict=True):
            if kind == WORD:
                words.append(self.morphology.readings(text)[0])
            else:
                words.append(_NUMBER if kind == NUMBER else _MARK if kind == MARK else _FOREIGN)
        sentence_of, ranges = _sentences(tokens.starts, sentences(working.text))
        return Analysis(
            document=document,
            working=working,
            working_starts=tokens.starts,
            starts=starts,
            ends=ends,
            texts=tokens.texts,
            folded=[fold(text) for text in tokens.texts],
            kinds=tokens.kinds,
            words=words,
            sentence_of=sentence_of,
            sentences=ranges,
            hits=[],
            numerals=[],
            zones=[],
            clauses=[],
            clause_of=array("q", [-1] * len(starts)),
        )


def _sentences(starts: array[int], spans: list[tuple[int, int]]) -> tuple[array[int], list[tuple[int, int]]]:
    """Sentence number of each token, and the token range of each sentence."""
    numbers = array("q")
    ranges: list[tuple[int, int]] = []
    at = 0
    for _, end in spans:
        first = at
        while at < len(starts) and starts[at] < end:
            numbers.append(len(ranges))
            at += 1
        if at > first:
            ranges.append((first, at))
    return numbers, ranges
