"""What hangs on an event noun: its genitives, the adjectives that name a people, its prepositional phrases."""

from __future__ import annotations

import msgspec

from mahdar.analysis.phrases import Phrases
from mahdar.analysis.types import Analysis, Oblique, Phrase
from mahdar.analysis.words import ADJECTIVE, MARK, NAME, NOUN, NUMERAL, PREPOSITION, VERB

_DASHES = frozenset("-–")
_STOP = frozenset({VERB, "SUB", "REL", "CONJ"})


class NounFrame(msgspec.Struct, frozen=True, gc=False):
    """`genitives` in order (those joined by و together), `adjectives` as tokens, `obliques` right behind.

    `own` is the noun itself where a joined pronoun stands for its first genitive (زيارته).
    """

    token: int
    genitives: tuple[Phrase, ...]
    adjectives: tuple[int, ...]
    obliques: tuple[Oblique, ...]
    last: int
    own: Phrase | None


def noun_frame(analysis: Analysis, token: int) -> NounFrame:
    """The frame of the event noun at a token, inside its sentence."""
    words = analysis.words
    phrases = Phrases(words, analysis.texts, analysis.name_of, analysis.places)
    end = analysis.sentences[analysis.sentence_of[token]][1]
    genitives: list[Phrase] = []
    adjectives: list[int] = []
    at = token + 1
    if not words[token].article and not words[token].enclitic:
        while at < end and len(genitives) < 2:
            word = words[at]
            if word.pos in (NOUN, NAME, NUMERAL, "X", "DEM") and not word.proclitics and word.case != "a":
                phrase = phrases.at(at, end)
                if phrase is None:
                    break
                genitives.append(phrase)
                at = phrase.last
            else:
                break
    while at < end:
        word = words[at]
        dash = analysis.texts[at] in _DASHES and at + 1 < end and words[at + 1].noun_class == "demonym"
        joined = word.proclitics == "و" and word.noun_class == "demonym" and bool(adjectives)
        if dash and adjectives:
            at += 1
            continue
        if word.pos != ADJECTIVE or (word.proclitics and not joined):
            break
        adjectives.append(at)
        at += 1
    for genitive in genitives:
        adjectives.extend(j for j in range(genitive.head + 1, genitive.last) if words[j].pos == ADJECTIVE)
    obliques: list[Oblique] = []
    while at < end and len(obliques) < 3:
        word = words[at]
        if word.pos in _STOP or word.pos == MARK:
            break
        if word.pos == PREPOSITION:
            if word.enclitic:
                obliques.append(Oblique(word.function, at, Phrase(at, at + 1, at)))
                at += 1
                continue
            phrase = phrases.at(at + 1, end)
            if phrase is None:
                break
            obliques.append(Oblique(word.function, at, phrase))
            at = phrase.last
        elif word.proclitics[-1:] in ("ب", "ل") and word.pos in (NOUN, NAME, ADJECTIVE, NUMERAL):
            phrase = phrases.at(at, end)
            if phrase is None:
                break
            obliques.append(Oblique(word.proclitics[-1], at, phrase))
            at = phrase.last
        else:
            break
    own = Phrase(token, token + 1, token) if words[token].enclitic else None
    return NounFrame(token, tuple(genitives), tuple(adjectives), tuple(obliques), at, own)
