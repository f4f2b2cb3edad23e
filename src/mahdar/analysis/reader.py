"""Document to Analysis: one pass per layer."""

from __future__ import annotations

from array import array

from mahdar.analysis.clauses import parse
from mahdar.analysis.drafts import Source
from mahdar.analysis.names import Overlay
from mahdar.analysis.numerals import find_numerals
from mahdar.analysis.phrases import Phrases
from mahdar.analysis.quotes import zones
from mahdar.analysis.tagging import choose
from mahdar.analysis.types import Analysis, Clause
from mahdar.analysis.words import FOREIGN, NAME, NUMERAL, Word
from mahdar.analysis.words import MARK as MARK_POS
from mahdar.knowledge import Knowledge
from mahdar.languages.ar.morphology import Morphology
from mahdar.record import Document
from mahdar.text import MARK, NUMBER, WORD, fold, normalise, sentences, tokenise

_NUMBER = Word(NUMERAL, "")
_MARK = Word(MARK_POS, "")
_FOREIGN = Word(FOREIGN, "")


# Tokens of the longest sentence: four times the longest that 25 reports of real news hold.
_LONGEST = 400


class Analyser:
    """Reads documents into analyses. Immutable once built; safe to share between threads."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.morphology = Morphology()
        self.overlay = Overlay(knowledge)

    def analyse(self, document: Document) -> Analysis:
        """Tokens, words, sentences, names, numerals, quotation zones and clauses of a document."""
        working = normalise(document.text)
        tokens = tokenise(working.text)
        starts, ends = array("q"), array("q")
        for first, last in zip(tokens.starts, tokens.ends, strict=True):
            start, end = working.span(first, last)
            starts.append(start)
            ends.append(end)
        read = self.morphology.readings
        plain = {NUMBER: (_NUMBER,), MARK: (_MARK,)}
        options = [
            read(text) if kind == WORD else plain.get(kind, (_FOREIGN,))
            for text, kind in zip(tokens.texts, tokens.kinds, strict=True)
        ]
        sentence_of, ranges = _sentences(tokens.starts, sentences(working.text))
        folded = [fold(text) for text in tokens.texts]
        hits = self.overlay.hits(tokens.texts, folded)
        name_of = self.overlay.apply(tokens.texts, folded, options, hits)
        words = choose(options, tokens.texts, {first for first, _ in ranges})
        for number, hit in enumerate(hits):
            if name_of[hit.first] < 0 and words[hit.first].pos == NAME:
                name_of[hit.first] = number  # a word that may be another, read as a name here
        quoted = zones(tokens.texts, starts, ends, _paragraphs(working.text, tokens.starts))
        zone_of = [-1] * len(words)
        for number, zone in enumerate(quoted):
            zone_of[zone.first : zone.last] = [number] * (zone.last - zone.first)
        places = self.overlay.places(hits)
        phrases = Phrases(words, tokens.texts, name_of, places)
        damma = _first_vowels(document.text, starts, words) if working.starts is not None else frozenset()
        source = Source(words, tokens.texts, phrases, quoted, zone_of, options, damma)
        clauses: list[Clause] = []
        clause_ranges: list[tuple[int, int]] = []
        clause_of = array("q", [-1] * len(words))
        for number, (first, last) in enumerate(ranges):
            found = parse(source, first, last, number, len(clauses))
            clause_ranges.append((len(clauses), len(clauses) + len(found)))
            clauses.extend(found)
            # Nested clauses lie inside the span of the clause that holds them: the outer ones are written first.
            for clause in sorted(found, key=lambda c: (c.first, -c.last)):
                clause_of[clause.first : clause.last] = array("q", [clause.index]) * (
                    clause.last - clause.first
                )
            for clause in found:
                clause_of[clause.predicate] = clause.index
        return Analysis(
            document=document,
            working=working,
            working_starts=tokens.starts,
            starts=starts,
            ends=ends,
            texts=tokens.texts,
            folded=folded,
            kinds=tokens.kinds,
            words=words,
            sentence_of=sentence_of,
            sentences=ranges,
            hits=hits,
            name_of=name_of,
            numerals=find_numerals(tokens.texts, folded, tokens.kinds),
            zones=quoted,
            clauses=clauses,
            clause_of=clause_of,
            clause_ranges=clause_ranges,
            places=places,
        )


def _sentences(starts: array[int], spans: list[tuple[int, int]]) -> tuple[array[int], list[tuple[int, int]]]:
    """Sentence number of each token, and the token range of each sentence.

    A stretch without any stop is cut every `_LONGEST` tokens, so that no step costs more than the text is long.
    """
    numbers = array("q")
    ranges: list[tuple[int, int]] = []
    at = 0
    for _, end in spans:
        first = at
        while at < len(starts) and starts[at] < end:
            if at - first == _LONGEST:
                ranges.append((first, at))
                first = at
            numbers.append(len(ranges))
            at += 1
        if at > first:
            ranges.append((first, at))
    return numbers, ranges


def _first_vowels(text: str, starts: array[int], words: list[Word]) -> frozenset[int]:
    """Verbs with a written u behind their first letter, proclitics passed over: the mark of a passive."""
    found = set()
    for at, word in enumerate(words):
        if word.pos == "V" and "\u064f" in text[starts[at] + 1 : starts[at] + 2 + 2 * word.cut]:
            letters = 0
            for char in text[starts[at] : starts[at] + 3 + 2 * word.cut]:
                if char == "\u064f" and letters == word.cut + 1:
                    found.add(at)
                letters += char.isalpha()
    return frozenset(found)


def _paragraphs(text: str, starts: array[int]) -> list[int]:
    """Number of the paragraph (line) that each token stands in."""
    numbers: list[int] = []
    number, edge = 0, text.find("\n")
    for start in starts:
        while 0 <= edge < start:
            number += 1
            edge = text.find("\n", edge + 1)
        numbers.append(number)
    return numbers
