"""Where an event noun stands under the verb of its clause: what governs it there may say whether it happened."""

from __future__ import annotations

from mahdar.analysis.types import Analysis, Clause, Phrase
from mahdar.analysis.words import NOUN, Word
from mahdar.languages.ar.factuals import factuals
from mahdar.languages.ar.grammar import grammar

# Nouns that no act hides behind: what governs them governs the noun in their genitive.
_THROUGH = frozenset({"quant", "number", "event", "speech", "document"})


def slot(analysis: Analysis, clause: Clause, token: int) -> list[str]:
    """Where an event noun stands under a verb: subj, obj or a preposition; nothing where it stands deeper."""
    for place, phrase in (("subj", clause.subject), ("obj", clause.object)):
        if phrase is None or not phrase.first <= token < _reach(analysis, phrase):
            continue
        if _through(analysis, phrase, token):
            if place == "subj" and clause.passive:
                return ["subj", "obj"]
            return [place]
    topic = clause.inherited_subject
    if topic is not None and topic.first <= token < topic.last and clause.subject is None:
        return ["subj"] if _through(analysis, topic, token) else []
    last = None
    for oblique in clause.obliques:
        if oblique.at <= token:
            last = oblique
    if last is None or not last.phrase.first <= token < max(last.phrase.last, last.phrase.head + 1):
        return []
    if grammar().has("circumstance", last.preposition) or not _through(analysis, last.phrase, token):
        return []
    frame = analysis.words[clause.predicate].frame.rsplit(":", 1)[-1].split(",")
    if last.preposition == "في" and "في" not in frame:
        return []
    return [last.preposition]


def _through(analysis: Analysis, phrase: Phrase, token: int) -> bool:
    """Whether what governs a phrase governs an event noun in it: no person or thing stands between."""
    words = analysis.words
    for at in range(phrase.first, token):
        word = words[at]
        if word.pos != NOUN:
            continue
        if not _open(word):
            # محاولة المتمردين اقتحام السجن: who does it stands between
            doer = at > phrase.first and _open(words[at - 1]) and (word.article or word.enclitic)
            if not doer or words[token].article:
                return False
    return True


def _open(word: Word) -> bool:
    return word.derived == "masdar" or word.noun_class in _THROUGH or factuals().has("noun", word.lemma)


def _reach(analysis: Analysis, phrase: Phrase) -> int:
    """Where a phrase ends with the bare nouns right behind it: تقديم أي عرض، محاولة المتمردين اقتحام."""
    last = phrase.last
    if not _open(analysis.words[phrase.head]):
        return last
    while last < len(analysis.words) and last - phrase.last < 2:
        word = analysis.words[last]
        if word.pos != NOUN or word.article or word.proclitics or word.noun_class == "time":
            break
        last += 1
    return last
