"""Where the clauses of a sentence begin: predicates, and the markers and conjunctions that open them."""

from __future__ import annotations

from typing import NamedTuple

from mahdar.analysis.drafts import Opening, Source
from mahdar.analysis.words import (
    ADJECTIVE,
    CONJUNCTION,
    MARK,
    NEGATION,
    NOUN,
    PARTICLE,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
    VERB,
    Word,
)
from mahdar.languages.ar.grammar import grammar

_STOPS = frozenset("،,؛;:.!?؟…()[]-–—\n")


class Found(NamedTuple):
    """A predicate (-1 for a marker without a verb) with its opening."""

    predicate: int
    opening: Opening
    first: int
    topic_end: int


def _marker_kind(word: Word) -> str:
    if word.pos == RELATIVE:
        return "rel"
    if word.pos == SUBORDINATOR:
        return {"inna": "anna"}.get(word.function, word.function)
    if word.pos == PARTICLE and word.function == "ask":
        return "whether"
    return ""


def find_openings(source: Source, first: int, last: int) -> list[Found]:
    """Predicates in order, each with what opens its clause, where the clause begins, and where its topic ends."""
    words, texts = source.words, source.texts
    g = grammar()
    found: list[Found] = []
    pending: list[
        tuple[Opening, int]
    ] = []  # markers that wait for their verb, with the end of the words before
    begin = first
    helper = -1  # an auxiliary that waits for its verb: the clause begins with it
    at = first
    while at < last:
        word = words[at]
        kind = _marker_kind(word)
        if (
            kind == "rel"
            and word.lemma == "ما"
            and at > first
            and grammar().has("often", words[at - 1].lemma)
        ):
            kind = ""  # عادة ما، سرعان ما: the word only strengthens the adverb
        if kind in ("an", "anna") and at > first and grammar().has("before_an", words[at - 1].lemma):
            kind = "but"  # كما أن، غير أن، إلا أن: a new clause beside the last, not a complement of it
            if pending and pending[-1][0].at == at - 1:
                pending.pop()
        if kind:
            joined = word.proclitics[:1] in ("و", "ف") or (at > first and words[at - 1].pos == CONJUNCTION)
            if pending and kind in ("an", "anna") and pending[-1][0].at == at - 1:
                old = pending[-1][0]
                pending[-1] = (Opening(old.kind if old.kind == "but" else kind, old.at, old.joined), at)
            else:
                if kind == "rel" and not pending and not joined and _has_topic(source, begin, at):
                    # A topic with its relative clause before the verb: الرئيس الذي انتخب أمس زار …
                    pending.append((Opening("", begin, False), at))
                elif pending and pending[-1][1] < 0:
                    pending[-1] = (pending[-1][0], at)
                pending.append((Opening(kind, at, joined), -1))
            begin = at
        elif word.pos == VERB:
            if g.is_auxiliary(word) and _verb_follows(words, texts, at, last):
                helper = at if helper < 0 else helper
                at += 1
                continue
            lead = at if helper < 0 else helper
            helper = -1
            joined = _is_joined(words, lead, first)
            own = bool(pending) and pending[-1][1] < 0
            if (
                own
                and joined
                and at - pending[-1][0].at > 2
                and pending[-1][0].kind in ("anna", "because", "but")
            ):
                # إنه أمر مهم وقال …: the marker's clause has no verb, and the joined verb begins another.
                opening, topic_end = pending.pop()
                found.append(Found(-1, opening, opening.at, topic_end))
                own = False
            if pending and (own or not joined):
                opening, topic_end = pending.pop()
                start = opening.at
            else:
                topic_end = -1
                if joined:
                    start = _with_particles(words, lead, begin)
                    opening = Opening("conj", start, True)
                elif word.proclitics.endswith("ل"):
                    opening, start = Opening("purpose", at, False), at
                else:
                    # Without a mark or marker between them the words before belong to the verb before.
                    start = begin
                    if found and begin == found[-1].predicate + 1:
                        start = _with_particles(words, lead, begin)
                    opening = Opening("", start, False)
            found.append(Found(at, opening, start, topic_end))
            begin = at + 1
        elif word.pos == MARK and texts[at] in _STOPS and (not pending or pending[-1][1] >= 0):
            begin = at + 1
        at += 1
    for opening, topic_end in pending:
        if opening.kind or not found:
            found.append(Found(-1, opening, opening.at, topic_end))
    return found


def _with_particles(words: list[Word], at: int, floor: int) -> int:
    """Where a verb begins with the negations and particles before it."""
    while at > floor and words[at - 1].pos in (NEGATION, PARTICLE):
        at -= 1
    return at


def _is_joined(words: list[Word], at: int, first: int) -> bool:
    """Whether a conjunction stands on or before a verb and its particles (وقد قررت، ولم يعد)."""
    while True:
        if words[at].proclitics[:1] in ("و", "ف"):
            return True
        if at == first:
            return False
        at -= 1
        if words[at].pos not in (PARTICLE, NEGATION):
            return words[at].pos == CONJUNCTION


def _has_topic(source: Source, first: int, last: int) -> bool:
    """Whether the words before a relative hold a noun phrase that is no prepositional phrase."""
    at = first
    while at < last:
        word = source.words[at]
        if word.pos == PREPOSITION:
            phrase = source.phrases.at(at + 1, last)
            at = phrase.last if phrase is not None else at + 1
            continue
        if word.pos in (NOUN, ADJECTIVE, "PN") and not word.proclitics.endswith(("ب", "ل", "ك")):
            return True
        if word.proclitics.endswith(("ب", "ل", "ك")):
            phrase = source.phrases.at(at, last)
            at = phrase.last if phrase is not None else at + 1
            continue
        at += 1
    return False


def _verb_follows(words: list[Word], texts: list[str], at: int, last: int) -> bool:
    """Whether an auxiliary is followed by its main verb, a subject at most between them."""
    g = grammar()
    for j in range(at + 1, min(at + 9, last)):
        word = words[j]
        if word.pos == VERB:
            return (word.tense == "present" or g.is_be(words[at])) and not word.proclitics.startswith(
                ("و", "ف")
            )
        if word.pos in (SUBORDINATOR, RELATIVE, CONJUNCTION) or texts[j] in _STOPS:
            return False
        if word.pos == PREPOSITION or word.proclitics[-1:] in ("ب", "ل", "ك"):
            return False
        if word.pos in (NOUN,) and word.case == "a":
            return False
    return False
