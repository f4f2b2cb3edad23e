"""Choosing one reading for each word from its neighbours.

A greedy pass from left to right: a reading's score is its prior (the lexicon's order) and what the word before and
the word after say about it. The weights are ranks of certainty, not probabilities: 8 all but settles a reading
(a verb after لم), 2 breaks a tie. They were set on sentences written for the purpose and checked on parsed news.
"""

from __future__ import annotations

from typing import NamedTuple

from mahdar.analysis.phrases import HUMAN, agrees
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
# What a preposition that the verb governs is worth among the next words, and how many words are looked at.
_GOVERNED, _SOON = 1.2, 6
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


class _Place(NamedTuple):
    """What is known around a word when its reading is chosen."""

    context: int
    previous: Word
    after: tuple[Word, ...]
    elative: bool  # an adjective of the shape of أكبر is among the readings
    noun: bool  # a noun or adjective without proclitics is among the readings of the lexicon
    verb: bool  # a verb without proclitics is among them
    open_object: bool  # the verb before takes an object and has only its subject so far
    verbal_noun: bool  # a verbal noun is due (تم، جرى)
    be: bool  # a past form of كان is among the readings
    soon: frozenset[str]  # prepositions within the next words, and "anna" for أن
    accusative: bool  # a noun in the accusative is among the readings
    governed: bool  # a verb is among them that governs one of `soon`
    thing: bool  # a noun for no person is among the readings of the lexicon


def _finds(word: Word, soon: frozenset[str]) -> bool:
    """Whether one of these prepositions, or أن, is what a verb governs."""
    if not soon or word.frame.count(":") != 2:
        return False
    _, complement, prepositions = word.frame.split(":")
    return not soon.isdisjoint(prepositions.split(",")) or bool(complement and "anna" in soon)


def _next_pos(options: tuple[Word, ...]) -> str:
    return options[0].pos if options else MARK


def _score(word: Word, place: _Place) -> float:
    if word.pos == VERB:
        return _verb(word, place)
    if word.pos in (NOUN, ADJECTIVE, NAME):
        return _nominal(word, place)
    return _closed(word, place)


def _verb(word: Word, place: _Place) -> float:
    context = place.context
    value = float(_VERB[context])
    settled = context in (AFTER_NEG, AFTER_QAD)
    to = word.proclitics.endswith("ل")
    if word.proclitics[:1] in ("و", "ف"):
        value = 4 if context == START else 3 if context == COMMA else 1
        if place.verb:
            value -= 1.5  # وصلت is the verb وصل rather than و with another
    if to:
        value += 3 if context not in (START, COMMA) and not word.mood else 0
    if context == AFTER_VERB and word.proclitics[:1] not in ("و", "ف"):
        value += 2 if word.tense == "present" else -3
    if word.tense == "past":
        value -= 8 if context == AFTER_NEG else 2 if context == AFTER_AN else 0
    if word.mood == "subjunctive" and context not in (AFTER_AN, AFTER_NEG) and not to:
        value -= 4
    if word.mood == "jussive" and context != AFTER_NEG and not to:
        value -= 4
    if word.guess:
        value -= 2
    if place.noun and word.proclitics in ("و", "ف", "ل", "ب", "ك"):
        value -= 4
    governs = _finds(word, place.soon)
    settled = settled or (governs and context in (START, COMMA))
    if grammar().has("rare_verb", word.lemma) and not word.enclitic and not settled:
        value -= 4
    if place.elative:
        value -= 4
    if word.tense == "past" and word.number == "d" and place.accusative and place.previous.number != "d":
        value -= 4  # وقتا أطول is no dual of a verb
    value += _GOVERNED if governs else 0
    return value - 0.5 * word.rank + _verb_and_next(word, place.after)


def _nominal(word: Word, place: _Place) -> float:
    context, after = place.context, place.after
    adjective = word.pos == ADJECTIVE
    value = float(_NOMINAL[context])
    if word.proclitics[:1] in ("و", "ف"):
        value = -1 if place.noun else 1
    if word.guess and word.proclitics and word.proclitics != "و":
        value -= 1.5  # an unknown word keeps its letters: فريدريك
    if adjective and context in (START, AFTER_PREP, AFTER_VERB) and not word.article:
        value -= 2
    if adjective and context in (AFTER_DEFINITE, AFTER_BARE) and not word.proclitics:
        value += _fits(word, place)
    if adjective and place.thing and word.lemma[0] == "م" and _heads_idafa(word, after):
        value -= 5  # هيئة مكافحة الكوارث، مركز تدريب: the noun of this spelling with its genitive
    if word.guess and not word.article and _is_title(place.previous):
        value -= (
            3 if adjective or word.proclitics not in ("", "و") else 0
        )  # the name behind a title and a first name
    if adjective and word.proclitics == "و" and place.previous.pos == ADJECTIVE and context == AFTER_DEFINITE:
        same = (word.gender, word.number) == (place.previous.gender, place.previous.number)
        value += 3 if word.article and place.previous.article and same else 0  # السياسية والاقتصادية
    if word.derived in ("active", "masdar") and word.case == "a" and _governs(word, after):
        value += 4
    if word.pos == NOUN and context == AFTER_DEFINITE and not word.article and not word.proclitics:
        value += 1 if place.open_object and word.case != "n" else -1
    if word.case == "a" and word.noun_class == "office" and word.number == "s" and _next_pos(after) == NOUN:
        loose = after[0].case or after[0].proclitics or (after[0].article and after[0].noun_class == "time")
        value -= 4 if not loose else 0  # وزيرا خارجية، وزيرا الخارجية
    if word.bound and not word.enclitic:
        value -= 1 if _next_pos(after) in (NOUN, NAME, ADJECTIVE) else 5
    if word.noun_class == "time" and _next_pos(after) == NUMERAL:
        value += 5  # عام 2004
    if word.derived == "masdar":
        value += 0.6
        if not word.proclitics:
            value += 3.5 if place.open_object and context == AFTER_DEFINITE else 0
            value += 4 if place.verbal_noun else 0
    if _next_pos(after) == NOUN and after[0].article and not word.article:
        value += 0.5
    return value - 0.5 * word.rank


def _heads_idafa(word: Word, after: tuple[Word, ...]) -> bool:
    """Whether a word without the article stands right before a noun or name that may be its genitive."""
    if not after or word.article or word.case or word.enclitic or word.number == "p":
        return False
    first = after[0]
    loose = first.proclitics or first.case == "a" or first.noun_class in ("time", "quant")
    return first.pos in (NOUN, NAME) and not loose


def _is_title(word: Word) -> bool:
    """Whether a name is due behind a word: a title or office, or a name."""
    return word.pos == NAME or (
        word.pos == NOUN and word.noun_class in ("office", "title") and word.number == "s"
    )


def _fits(word: Word, place: _Place) -> float:
    """What an adjective gains from the nominal before it: agreement in definiteness, gender and number."""
    definite = place.context == AFTER_DEFINITE
    if word.article and not definite:
        return 1.5 if place.previous.pos == NOUN and place.previous.guess else 0.5
    if not word.article and definite:
        return 0
    if not agrees(place.previous, word):
        return 0.5
    return 3 if word.article else 2


def _closed(word: Word, place: _Place) -> float:
    """Closed classes win unless something stronger stands against them."""
    pos, after, context = word.pos, place.after, place.context
    following = _next_pos(after)
    shadowed = place.noun or (place.verb and pos in (PREPOSITION, SUBORDINATOR))  # فتحت is no ف + تحت
    shadowed = shadowed and not (
        pos == PRONOUN and word.proclitics == "و"
    )  # وهي is the pronoun, no verbal noun
    shadowed = shadowed or (place.be and pos == SUBORDINATOR)  # وكان is no وكأن
    if pos == PREPOSITION and len(word.lemma) == 2 and following in (NOUN, NAME, NUMERAL, DEMONSTRATIVE):
        shadowed = shadowed and bool(after[0].proclitics)  # وفي بغداد is no verb وفى
    score = 0.0 if shadowed and word.proclitics else 5.0
    joined = word.proclitics in ("و", "ف") and following == VERB and after[0].tense == "present"
    denied = joined and word.function != "noun"
    if pos == NEGATION and (not word.proclitics or denied):
        score = 8  # فلا تندرج is no dual of a verb
    if pos == PREPOSITION and not word.enclitic:
        score += 3 if len(word.lemma) == 2 or (len(word.lemma) == 3 and not place.noun) else 0
        score += 3 if following == SUBORDINATOR else 0  # قبل أن
        firm = grammar().has("firm_preposition", word.lemma)
        if place.governed and len(word.lemma) > 2 and context in (START, COMMA) and not firm:
            score -= 5  # وعبر الوزير عن أسفه
        if following in (VERB, MARK) and not any(o.pos == NOUN for o in after):
            score -= 4
    if pos == PARTICLE and word.function == "perfect" and following == VERB:
        score += 4
    if pos == NEGATION and word.function == "any":
        past = following == VERB and after[0].tense == "past"
        score = 5 if past and (context == START or word.proclitics) else 1
    if pos == SUBORDINATOR and word.lemma == "إن":
        if following == VERB:
            score += 0.5 if word.function == "if" else -1
        else:
            score += -3 if word.function == "if" else 1
    if pos == SUBORDINATOR and word.function == "an":
        told = grammar().has("past_before_an", place.previous.lemma)  # بعد أن غادرت
        fits = following == VERB and (after[0].tense == "present" or told)
        score += 1.5 if fits or _homograph(after) else -1
    return score


def _homograph(options: tuple[Word, ...]) -> bool:
    """Whether a word in ت is a verbal noun or a past verb or else a present verb, as تلاحق is: behind أن the last."""
    first = options[0] if options else None
    if first is None or first.article or first.proclitics:
        return False
    if first.derived != "masdar" and not (
        first.pos == VERB and first.tense == "past" and first.lemma[0] == "ت"
    ):
        return False
    return any(one.pos == VERB and one.tense == "present" and not one.proclitics for one in options)


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
    if first.case == "n" and not first.proclitics and word.person == "3" and word.number == "s":
        score += 3  # وضع الجانبان: a nominative is no genitive
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
    previous = options[0][0] if options else None
    verbal_noun = 0  # tokens in which a verbal noun is still due
    open_object = False
    answer = False  # behind أما the word with ف tells of the topic: أما الوزير فرفض
    size = len(options)
    for at, readings in enumerate(options):
        if at in breaks:
            context, answer = START, False
        word = readings[0]
        if len(readings) > 1:
            after = options[at + 1] if at + 1 < size and at + 1 not in breaks else ()
            soon = _soon(options, at, breaks) if readings[0].pos != MARK else frozenset()
            place = _place(readings, context, previous or word, after, open_object, verbal_noun > 0, soon)
            best = -1e9
            for reading in readings[:14]:
                score = _score(reading, place) + (0.3 if reading is readings[0] else 0)
                if answer and reading.pos == VERB and reading.proclitics[:1] == "ف":
                    score += 4
                if score > best:
                    best, word = score, reading
        if word.pos == VERB:
            if grammar().has("name_part", texts[at]):
                word = Word(NAME, texts[at], number="s")  # بن، عبد
            elif context == AFTER_PREP and not word.proclitics:
                gender = "f" if texts[at].endswith("ة") else "m"
                word = Word(NOUN, texts[at], gender=gender, number="s")  # على متن
        chosen.append(word)
        answer = word.proclitics[:1] != "ف" and (answer or grammar().has("topic_lead", word.lemma))
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
            previous = word
        elif context in (AFTER_VERB, AFTER_BARE):
            context = OTHER
    return chosen


def _soon(options: list[tuple[Word, ...]], at: int, breaks: set[int]) -> frozenset[str]:
    """Prepositions, written alone or joined, among the words behind a token, up to a stop or a verb."""
    found = []
    for j in range(at + 1, min(at + 1 + _SOON, len(options))):
        first = options[j][0] if options[j] else None
        if j in breaks or first is None or first.pos in (MARK, VERB):
            break
        if first.pos == PREPOSITION:
            found.append(first.function)
        elif first.pos == SUBORDINATOR:
            found.append("anna")
            break
        elif first.proclitics[-1:] in ("ب", "ل"):
            found.append(first.proclitics[-1])
    return frozenset(found)


def _place(
    readings: tuple[Word, ...],
    context: int,
    previous: Word,
    after: tuple[Word, ...],
    open_object: bool,
    verbal_noun: bool,
    soon: frozenset[str],
) -> _Place:
    """The place of a word with several readings."""
    elative = noun = verb = be = accusative = governed = thing = False
    for r in readings:
        be = be or (r.tense == "past" and r.rank <= 0 and grammar().is_be(r))
        accusative = accusative or (r.case == "a" and r.pos == NOUN)
        governed = governed or (r.pos == VERB and r.rank <= 2 and _finds(r, soon))
        if r.guess or r.proclitics:
            continue
        if r.pos == VERB:
            verb = verb or (not r.passive and r.rank <= 1)
        elif r.pos in (NOUN, ADJECTIVE) and r.rank <= 2:
            noun = True
            thing = thing or (r.pos == NOUN and not r.case and r.noun_class not in HUMAN)
            elative = elative or (
                r.pos == ADJECTIVE and r.lemma[0] == "أ" and len(r.lemma) in (3, 4) and not r.derived
            )
    return _Place(
        context,
        previous,
        after,
        elative,
        noun,
        verb,
        open_object,
        verbal_noun,
        be,
        soon,
        accusative,
        governed,
        thing,
    )
