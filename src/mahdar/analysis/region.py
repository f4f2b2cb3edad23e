"""The words of a clause behind its predicate, read once into phrases."""

from __future__ import annotations

from mahdar.analysis.drafts import Source
from mahdar.analysis.types import Oblique, Phrase
from mahdar.analysis.words import (
    ADJECTIVE,
    ADVERB,
    CONJUNCTION,
    MARK,
    NAME,
    NOUN,
    NUMERAL,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    VERB,
)
from mahdar.languages.ar.grammar import grammar

_PREFIXED = {"ب": "ب", "ل": "ل", "ك": "ك"}


class Region:
    """The words of a clause behind its predicate, read once into phrases."""

    def __init__(self, source: Source, first: int, last: int) -> None:
        self.bare: list[Phrase] = []
        self.obliques: list[Oblique] = []
        self.gap: dict[int, bool] = {}
        words, phrases = source.words, source.phrases
        at = first
        comma = False
        while at < last:
            word = words[at]
            if word.pos == MARK:
                comma = comma or source.texts[at] in "،,؛;:"
                at += 1
                continue
            lead = word.proclitics[-1:]
            if word.pos == PREPOSITION:
                at = self._preposition(source, at, last)
                continue
            if lead in _PREFIXED and word.pos in (NOUN, ADJECTIVE, NAME, NUMERAL, "X", "DEM", PRONOUN):
                phrase = phrases.at(at, last)
                if phrase is None:
                    at += 1
                    continue
                self.obliques.append(Oblique(lead, at, phrase))
                at = phrase.last
                continue
            denial = word.pos == "NEG" and not phrases.starts_at(at)
            if denial and grammar().has("without", word.lemma):
                at = self._preposition(source, at, last)  # دون موافقة
                continue
            single = word.guess and len(source.texts[at]) == 1
            if denial or single or word.pos in (ADVERB, "PART", CONJUNCTION, SUBORDINATOR, RELATIVE, VERB):
                at += 1
                continue
            phrase = phrases.at(at, last)
            if phrase is None:
                at += 1
                continue
            self.bare.append(phrase)
            self.gap[phrase.first] = comma
            at = max(phrase.last, at + 1)

    def _preposition(self, source: Source, at: int, last: int) -> int:
        word = source.words[at]
        if word.enclitic:
            self.obliques.append(Oblique(word.function, at, Phrase(at, at + 1, at)))
            return at + 1
        behind, function = at + 1, word.function
        if behind < last and grammar().has("without", source.words[behind].lemma):
            function = source.words[behind].lemma  # من دون موافقة
            behind += 1
        phrase = source.phrases.at(behind, last)
        if phrase is None:
            return at + 1
        self.obliques.append(Oblique(function if function != "noun" else word.lemma, at, phrase))
        return phrase.last


def before_quotation(source: Source, predicate: int, begin: int, end: int) -> int:
    """Where a clause's own words end before a quotation of some length that opens behind its verb."""
    own = source.zone_of[predicate]
    for at in range(begin, min(end, begin + 40)):
        number = source.zone_of[at]
        if number >= 0 and number != own:
            zone = source.zones[number]
            if zone.last - zone.first >= 5 or source.words[at].pos in (VERB, "NEG"):
                return at
            break
    return end
