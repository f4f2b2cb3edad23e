"""Agreement of verb and subject, and what a noun phrase may be in its clause.

A verb before its subject agrees in gender only and stays singular; a verb behind it agrees in both. Plurals of things
count as feminine singular. See Ryding (2005), chapter 4.
"""

from __future__ import annotations

from mahdar.analysis.phrases import HUMAN, definite
from mahdar.analysis.types import Phrase
from mahdar.analysis.words import ADJECTIVE, NAME, NOUN, NUMERAL, VERB, Word
from mahdar.languages.ar.grammar import grammar

ACTING = HUMAN | {"body", "speech"}


def gender_of(words: list[Word], phrase: Phrase) -> str:
    """Grammatical gender that a verb shows for a phrase: m, f, or "" where it is open."""
    head = words[phrase.head]
    if head.pos in (NAME, "X"):
        return head.gender
    if head.pos == NUMERAL:
        return ""
    if head.guess:
        return "f" if head.lemma.endswith("ة") else ""
    if grammar().has("vague_number", head.lemma) and head.plural:
        return ""
    if head.number == "p" and head.case in ("n", "o") and head.gender == "m":
        return "m"
    if head.plural and head.noun_class not in HUMAN and head.derived not in ("active", "passive"):
        return "f"
    if head.noun_class in {"quant", "number"}:
        return ""
    return head.gender


def agrees_with(verb: Word, gender: str, *, near: bool = True) -> bool:
    if not gender or not verb.gender:
        return True
    # A masculine verb may stand before a feminine subject that is not right behind it.
    return verb.gender == gender or (not near and verb.gender == "m")


def is_time(words: list[Word], phrase: Phrase) -> bool:
    """Whether a phrase without a preposition tells when; right behind a verb with the article it need not."""
    head = words[phrase.head]
    if (
        head.noun_class == "time"
        and head.article
        and phrase.first > 0
        and words[phrase.first - 1].pos == VERB
    ):
        return grammar().has("time_adverb", head.lemma)
    return head.noun_class == "time" or grammar().has("time_adverb", head.lemma)


def circumstance(words: list[Word], phrase: Phrase) -> bool:
    """قائلا، ساهرا: an accusative participle tells how, and is no object."""
    head = words[phrase.head]
    return head.pos == ADJECTIVE and head.case == "a" and not definite(head) and phrase.head == phrase.first


def is_inverted(words: list[Word], verb: Word, rest: list[Phrase]) -> bool:
    """Verb, object, subject: a thing stands behind a transitive verb, and somebody who may act behind it."""
    if len(rest) < 2 or not verb.frame.startswith("t") or verb.enclitic or verb.number in ("d", "p"):
        return False
    first, second = words[rest[0].head], words[rest[1].head]
    acts = second.noun_class in ACTING and second.case != "a" and second.proclitics[:1] not in ("و", "ف")
    thing = first.noun_class not in ACTING and first.pos == NOUN and definite(first) and not first.guess
    return acts and thing and agrees_with(verb, gender_of(words, rest[1]), near=False)


def may_be_object(words: list[Word], phrase: Phrase) -> bool:
    head = words[phrase.head]
    if head.pos == ADJECTIVE and head.article and not head.derived and not head.guess:
        return grammar().has("quantity", head.lemma)
    return not (head.proclitics[:1] in ("و", "ف") and head.proclitics)
