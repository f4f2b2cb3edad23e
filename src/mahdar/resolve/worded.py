"""Acts to come that a noun or an adjective brings (مستعد لدفع، تعهده تحويل، نداء لجمع), or a verb far behind its words."""

from __future__ import annotations

from typing import NamedTuple

from mahdar.analysis.types import Analysis, Clause, Phrase
from mahdar.languages.ar.committing import committing
from mahdar.languages.ar.cues import Cue, cues

# Acts of speech that bind somebody, with the kind of commitment.
KINDS = {
    "promise": "pledge",
    "demand": "demand",
    "threaten": "threat",
    "offer": "offer",
    "forecast": "forecast",
}
PRONOUNS = {"ه": ("m", "s"), "ها": ("f", "s"), "هم": ("", "p"), "هن": ("f", "p"), "هما": ("", "d")}
_LINKS = frozenset({"إلى", "الى", "على", "ل", "ب"})
_COMMAS = frozenset("،,–-")
# Tokens behind a noun, and behind a verb, within which the act begins.
_NEAR, _FAR = 6, 18


class Worded(NamedTuple):
    """A word that binds somebody: its token, the kind, the token where the act begins."""

    at: int
    kind: str
    first: int


def by_words(analysis: Analysis) -> list[Worded]:
    """Words of readiness, promising, asking, offering and intending with a verbal noun behind them."""
    kinds = committing().kinds
    found = []
    for at, word in enumerate(analysis.words):
        kind = kinds.get(word.lemma) if word.pos in ("N", "A") else None
        if kind is None or word.plural:
            continue
        first = _behind(analysis, at)
        if first is not None:
            found.append(Worded(at, kind, first))
    return found


def _behind(a: Analysis, at: int) -> int | None:
    """Where the act begins behind a word: تعهده تحويل, مستعد لدفع, دعوة إلى إرسال, عرض إلى الحكومة ببناء."""
    last = min(a.sentences[a.sentence_of[at]][1], at + 1 + _NEAR)
    word = a.words[at]
    for j in range(at + 1, last):
        one, before = a.words[j], a.words[j - 1]
        if one.pos in ("V", "MARK", "SUB", "REL", "CONJ", "NEG"):
            return None
        if not is_act(a, j):
            continue
        led = one.proclitics[-1:] in ("ب", "ل") or (before.pos == "PREP" and a.texts[j - 1] in _LINKS)
        bare = j == at + 1 and word.enclitic in PRONOUNS and not one.proclitics and not one.article
        if led or bare:
            return j
    return None


def is_act(a: Analysis, at: int) -> bool:
    """Whether a word names an act: a verbal noun, no body, thing or person that is called by one."""
    word = a.words[at]
    return word.pos == "N" and word.derived == "masdar" and word.noun_class in ("", "event")


def ways_of(lemma: str) -> list[Cue]:
    """The ways in which a verb brings what it binds somebody to."""
    return [way for way in cues()["verb"].get(lemma, ()) if way.act in KINDS]


def far_behind(analysis: Analysis, clause: Clause, ways: list[Cue]) -> int | None:
    """Where an act begins behind a verb, past what comes between: وعد الوزير، بلسان مساعده، بتعليق."""
    a = analysis
    cue = clause.predicate
    last = min(a.sentences[clause.sentence][1], cue + _FAR)
    links = {link for way in ways for link in way.prepositions}
    bare = any(way.object for way in ways)
    aside = False
    for j in range(cue + 1, last):
        word = a.words[j]
        if a.texts[j] in _COMMAS:
            aside = not aside
        if word.pos in ("V", "SUB") and not aside:
            return None
        if not is_act(a, j):
            continue
        if "ب" in links and word.proclitics[-1:] == "ب" and not word.proclitics[:-1].endswith("و"):
            return j
        if a.words[j - 1].pos == "PREP" and a.texts[j - 1] in links:
            return j
        if bare and not word.proclitics and not word.article and a.texts[j - 1] in _COMMAS:
            return j
    return None


def bearer(analysis: Analysis, at: int) -> Phrase | None:
    """Who is ready, where the word stands as a predicate: the phrase before it."""
    a = analysis
    number = a.clause_of[at]
    subject = a.clauses[number].subject if number >= 0 else None
    if subject is not None and subject.last <= at and a.words[subject.head].pos not in ("V", "SUB"):
        return subject
    if subject is not None and subject.first < at < subject.last:
        return Phrase(subject.first, at, subject.head)
    return None
