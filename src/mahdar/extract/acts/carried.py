"""Event nouns that a verb or a relative clause only carries: شن هجوما، الغارات التي شنتها."""

from __future__ import annotations

from mahdar.analysis.frames import NounFrame
from mahdar.analysis.types import Analysis, Clause, Phrase
from mahdar.analysis.words import NOUN, VERB
from mahdar.languages.ar.grammar import grammar


def does(analysis: Analysis, clause: Clause, at: int) -> bool:
    """Whether the subject of a verb does the act of an event noun under it: شن هجوما، حاول اقتحام السجن."""
    classes = grammar()
    own = classes.has("do", clause.lemma) or classes.has("own_act", clause.lemma)
    bound = classes.has("control", clause.lemma)
    if not own and not bound:
        return False
    slots = [clause.object] if clause.object is not None else []
    kind = "light_slot" if own and not bound else "control_slot"
    slots.extend(oblique.phrase for oblique in clause.obliques if classes.has(kind, oblique.preposition))
    return any(phrase.head == at or carried(analysis, phrase, at) for phrase in slots)


def carried(analysis: Analysis, phrase: Phrase, at: int) -> bool:
    """Whether only nouns like شن and تقديم stand between the head of a phrase and an event noun in it."""
    if not phrase.head < at < phrase.last:
        return False
    words = analysis.words
    return all(
        words[j].pos == NOUN and grammar().has("light_noun", words[j].lemma) for j in range(phrase.head, at)
    )


def told_behind(analysis: Analysis, at: int, frame: NounFrame) -> Clause | None:
    """The relative clause of a light verb behind an event noun: الغارات التي شنتها …, شكوى رفعتها …"""
    a = analysis
    marker = frame.last
    if marker >= len(a.words) or a.sentence_of[marker] != a.sentence_of[at]:
        return None
    verb = marker + 1 if a.words[marker].pos == "REL" else marker
    if verb >= len(a.words) or a.words[verb].pos != VERB or a.words[verb].passive == "yes":
        return None
    if not a.words[verb].enclitic and not any(w.enclitic for w in a.words[verb + 1 : verb + 2]):
        return None
    index = a.clause_of[verb]
    clause = a.clauses[index] if index >= 0 else None
    if clause is None or clause.predicate != verb or clause.passive or not grammar().has("do", clause.lemma):
        return None
    return clause if clause.subject is None or a.words[clause.subject.head].pos != "REL" else None
