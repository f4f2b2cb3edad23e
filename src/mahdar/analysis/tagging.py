"""Choosing one reading for each word from its neighbours.

A greedy pass from left to right: a reading's score is its prior (the lexicon's order) and what the word before and
the word after say about it. The weights are ranks of certainty, not probabilities: 8 all but settles a reading
(a verb after لم), 2 breaks a tie. They were set on sentences written for the purpose and checked on parsed news.
"""

from __future__ import annotations

from mahdar.analysis.words import (
    ADJECTIVE,
    CONJUNCTION,
    DEMONSTRATIVE,
    MARK,
    NAME,
    NEGATION,
    NOUN,
    NUMERAL,
    PARTICLE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    VERB,
    Word,
)
from mahdar.languages.ar.grammar import grammar

START, COMMA, AFTER_PREP, AFTER_AN, AFTER_ANNA, AFTER_ANNA_BOUND, AFTER_NEG, AFTER_QAD, AFTER_REL = range(9)
AFTER_DEFINITE, AFTER_BARE, AFTER_NUMBER, AFTER_VERB, AFTER_AUX, AFTER_CONJ, AFTER_DEM, AFTER_WHEN, OTHER = (
    range(9, 18)
)

# What each left context is worth to a verb, and to a noun or adjective.
_VERB = {
    START: 4, COMMA: 2, AFTER_PREP: -9, AFTER_AN: 6, AFTER_ANNA: -5, AFTER_ANNA_BOUND: 4, AFTER_NEG: 9,
    AFTER_QAD: 9, AFTER_REL: 6, AFTER_DEFINITE: 2, AFTER_BARE: -2, AFTER_NUMBER: -4, AFTER_VERB: -4,
    AFTER_AUX: 5, AFTER_CONJ: 1, AFTER_DEM: -5, AFTER_WHEN: 5, OTHER: 1,
}  # fmt: skip
_NOMINAL = {
    START: 0, COMMA: 1, AFTER_PREP: 5, AFTER_AN: 0, AFTER_ANNA: 4, AFTER_ANNA_BOUND: 0, AFTER_NEG: -3,
    AFTER_QAD: -6, AFTER_REL: 0, AFTER_DEFINITE: 0, AFTER_BARE: 1, AFTER_NUMBER: 3, AFTER_VERB: 2,
    AFTER_AUX: 1, AFTER_CONJ: 1, AFTER_DEM: 3, AFTER_WHEN: 0, OTHER: 1,
}  # fmt: skip

AUXILIARIES = frozenset(
    "كان أصبح بات ظل ليس صار أمسى أضحى عاد كاد أوشك أخذ بدأ راح شرع ما زال مازال زال انفك".split()
)
_OPENERS = frozenset(".!?؟:…\n")
_QUOTES = frozenset("\"'«»“”‘’„()[]-–—")


def context_of(word: Word, text: str) -> int:
    """The left context that a chosen word makes for the next one."""
    pos = word.pos
    if pos == MARK:
        if text in _OPENERS:
            return START
        return COMMA if text in "،,؛;" else -1
    if pos == PREPOSITION:
        return OTHER if word.enclitic else AFTER_PREP
    if pos == SUBORDINATOR:
        if word.function in ("an", "purpose"):
            return AFTER_ANNA_BOUND if word.enclitic else AFTER_AN
        if word.function in ("anna", "inna", "because", "but"):
            return AFTER_ANNA_BOUND if word.enclitic else AFTER_ANNA
        return AFTER_WHEN
    if pos == NEGATION:
        return AFTER_BARE if word.function == "noun" else AFTER_NEG if word.function != "any" else OTHER
    if pos == PARTICLE:
        return AFTER_QAD if word.function in ("perfect", "future") else OTHER
    if pos == RELATIVE:
        return AFTER_REL
    if pos == VERB:
        return AFTER_AUX if word.lemma in AUXILIARIES else AFTER_VERB
    if pos == NUMERAL:
        return AFTER_NUMBER
    if pos in (DEMONSTRATIVE,):
        return AFTER_DEM
    if pos in (NAME, PRONOUN) or (pos in (NOUN, ADJECTIVE) and (word.article or word.enclitic)):
        return AFTER_DEFINITE
    if pos in (NOUN, ADJECTIVE):
        return AFTER_BARE
    if pos == CONJUNCTION:
        return AFTER_CONJ
    return OTHER


def _next_pos(options: tuple[Word, ...]) -> str:
    return options[0].pos if options else MARK


def _score(
    word: Word,
    context: int,
    after: tuple[Word, ...],
    *,
    lead: bool,
    elative: bool = False,
    plain: bool = False,
) -> float:
    pos = word.pos
    score = -0.5 * word.rank
    joined = word.proclitics[:1] in ("و", "ف") and word.proclitics
    if pos == VERB:
        value = float(_VERB[context])
        if joined:
            value = 4 if context == START else 3 if context == COMMA else 1
        if word.proclitics.endswith("ل"):
            value += 3 if context not in (START, COMMA) and not word.mood else 0
        if context == AFTER_VERB:
            value += 2 if word.tense == "present" else -3
        if word.tense == "past" and context == AFTER_NEG:
            value -= 8
        if word.tense == "past" and context == AFTER_AN:
            value -= 2
        if (
            word.mood == "subjunctive"
            and context not in (AFTER_AN, AFTER_NEG)
            and not word.proclitics.endswith("ل")
        ):
            value -= 4
        if word.mood == "jussive" and context != AFTER_NEG and not word.proclitics.endswith("ل"):
            value -= 4
        if word.guess:
            value -= 2
        if plain and word.proclitics in ("و", "ف", "ل", "ب", "ك"):
            value -= 4
        if (
            grammar().has("rare_verb", word.lemma)
            and not word.enclitic
            and context not in (AFTER_NEG, AFTER_QAD)
        ):
            value -= 4
        if elative:
            value -= 4
        score += value + _verb_and_next(word, after)
        return score
    if pos in (NOUN, ADJECTIVE, NAME):
        value = float(_NOMINAL[context])
        if joined:
            value = -1 if plain else 1
        if pos == ADJECTIVE and context in (START, AFTER_PREP, AFTER_VERB) and not word.article:
            value -= 2
        if pos == ADJECTIVE and context in (AFTER_DEFINITE, AFTER_BARE):
            value += 3 if word.article else 2 if context == AFTER_BARE else 0
        if word.derived == "active" and word.case == "a" and _governs(word, after):
            value += 4
        if pos == NOUN and context == AFTER_DEFINITE and not word.article and not word.proclitics:
            value -= 1
        if word.bound and not word.enclitic:
            value -= 1 if _next_pos(after) in (NOUN, NAME, ADJECTIVE) else 5
        if word.noun_class == "time" and _next_pos(after) == NUMERAL:
            value += 5  # عام 2004
        if word.derived == "masdar":
            value += 0.6
        if _next_pos(after) == NOUN and after and after[0].article and not word.article:
            value += 0.5
        return score + value + (0.3 if lead else 0)
    # Closed classes win unless something stronger stands against them.
    score += 8 if pos == NEGATION and not word.proclitics else 0 if plain and word.proclitics else 5
    if (
        pos == PREPOSITION
        and not word.enclitic
        and _next_pos(after) in (VERB, MARK)
        and not _any(after, NOUN)
    ):
        score -= 4
    if pos == NEGATION and word.function == "any":
        past = after and after[0].pos == VERB and after[0].tense == "past"
        score += 0 if past and (context == START or word.proclitics) else -4
    if pos == SUBORDINATOR and word.lemma == "إن":
        score += (
            (0.5 if word.function == "if" else -1)
            if _next_pos(after) == VERB
            else (-3 if word.function == "if" else 1)
        )
    if pos == SUBORDINATOR and word.function == "an":
        score += 1.5 if after and after[0].pos == VERB and after[0].tense == "present" else -1
    return score


def _governs(word: Word, after: tuple[Word, ...]) -> bool:
    """Whether the next word is what the word's verb governs: مشيرا إلى، مؤكدا أن."""
    if not after or word.frame.count(":") != 2:
        return False
    _, complement, prepositions = word.frame.split(":")
    first = after[0]
    if first.pos == SUBORDINATOR:
        return bool(complement)
    lead = first.function if first.pos == PREPOSITION else first.proclitics[-1:]
    return bool(lead) and lead in prepositions.split(",")


def _any(options: tuple[Word, ...], pos: str) -> bool:
    return any(o.pos == pos for o in options)


def _verb_and_next(word: Word, after: tuple[Word, ...]) -> float:
    if not after:
        return 0
    first = after[0]
    score = 0.0
    _, complement, prepositions = ([*word.frame.split(":"), "", "", ""])[:3]
    if first.pos == SUBORDINATOR and complement:
        score += 3
    if first.pos == PREPOSITION and first.function and first.function in prepositions.split(","):
        score += 1.0
    if first.pos == NOUN and first.proclitics[-1:] and first.proclitics[-1:] in prepositions.split(","):
        score += 1.0
    if first.pos in (NOUN, NAME) and (first.article or first.pos == NAME):
        score += 0.7
    if word.passive == "yes" and word.frame.startswith("i"):
        score -= 2
    return score


def choose(options: list[tuple[Word, ...]], texts: list[str], breaks: set[int]) -> list[Word]:
    """One reading for each token.

    Args:
        options: the readings of each token, likeliest first.
        texts: the normalised tokens.
        breaks: tokens that begin a sentence.
    """
    chosen: list[Word] = []
    context = START
    verbal_noun = 0  # tokens in which a verbal noun is still due (تم، جرى)
    open_object = False  # the last verb takes an object and has only its subject so far
    size = len(options)
    for at, readings in enumerate(options):
        if at in breaks:
            context = START
        word = readings[0]
        if len(readings) > 1:
            after = options[at + 1] if at + 1 < size and at + 1 not in breaks else ()
            best = -1e9
            # An adjective or noun without proclitics that the lexicon holds: فلكي is no ف + لكي.
            plain = any(
                r.pos in (NOUN, ADJECTIVE) and not r.proclitics and not r.guess and r.rank <= 2
                for r in readings
            )
            elative = any(
                r.pos == ADJECTIVE and r.lemma[0] == "أ" and len(r.lemma) in (3, 4) and not r.derived
                for r in readings
            )
            for reading in readings[:14]:
                score = _score(
                    reading, context, after, lead=reading is readings[0], elative=elative, plain=plain
                )
                if (
                    open_object
                    and context == AFTER_DEFINITE
                    and reading.derived == "masdar"
                    and not reading.proclitics
                ):
                    score += 3.5
                if verbal_noun and reading.derived == "masdar" and not reading.proclitics:
                    score += 4
                if score > best:
                    best, word = score, reading
        chosen.append(word)
        verbal_noun = 0 if word.derived == "masdar" else max(0, verbal_noun - 1)
        if word.pos == VERB:
            verbal_noun = 6 if grammar().has("verbal_noun", word.lemma) else 0
            open_object = word.frame.startswith("t") and not word.enclitic
        elif word.pos in (MARK, SUBORDINATOR, RELATIVE) or (
            word.pos in (NOUN, NAME) and context in (AFTER_DEFINITE, OTHER) and not word.proclitics
        ):
            open_object = False
        following = context_of(word, texts[at])
        if following >= 0:
            context = following
        elif context in (AFTER_VERB, AFTER_BARE):
            context = OTHER
    return chosen
