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
# Tokens between كان and its verb with قد.
_AUXILIARY_REACH = 18


class Found(NamedTuple):
    """A predicate (-1 for a marker without a verb) with its opening."""

    predicate: int
    opening: Opening
    first: int
    topic_end: int
    phase: bool = False  # a verb of being, becoming or beginning whose own verb follows


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
            if kind == "anna" and word.proclitics[:1] == "ف" and _holds_condition(pending, found):
                # أنه إذا نزل المطر فإن السد سيفيض: the main clause is what أن brings.
                pending[-1] = (pending[-1][0], -1)
                begin = at
                at += 1
                continue
            if joined and kind == "anna" and pending and pending[-1][0].kind == kind and pending[-1][1] < 0:
                opening, topic_end = pending.pop()  # إن الطرق خطرة وإن …: the first has no verb
                found.append(Found(-1, opening, opening.at, topic_end))
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
            helps = g.is_auxiliary(word) and _verb_follows(words, texts, at, last)
            if helps and not g.has("phase", word.lemma):
                helper = at if helper < 0 else helper
                at += 1
                continue
            phased = bool(found) and found[-1].phase and not _is_joined(words, at, first)
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
            elif (
                own
                and not joined
                and pending[-1][0].kind == "anna"
                and _said(source, pending[-1][0].at, lead)
            ):
                opening, topic_end = pending.pop()
                found.append(Found(-1, opening, opening.at, topic_end))
                begin, own = lead, False
            if phased:
                # ظل يعمل، بدأ الجنود ينسحبون: the second verb is what the first says of its subject.
                topic_end, start, opening = -1, at, Opening("phase", at, False)
            elif (_holds_condition(pending, found) and _answers(words, lead, begin)) or (
                pending
                and (own or not joined)
                and not (pending[-1][0].kind == "" and _describes(words, lead))
            ):
                opening, topic_end = pending.pop()
                start = opening.at
            else:
                topic_end = -1
                topical = at > begin and g.has("topic_lead", words[begin].lemma)
                if joined and topical and _answers(words, lead, begin):
                    opening, start = Opening("", begin, False), begin  # أما الوزير فرفض
                elif joined:
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
            found.append(Found(at, opening, start, topic_end, helps))
            begin = at + 1
        elif word.pos == MARK and texts[at] in _STOPS and (not pending or pending[-1][1] >= 0):
            told = not found and at + 1 < last and words[at + 1].pos == RELATIVE
            begin = begin if told and not words[at + 1].proclitics else at + 1  # الوزير، الذي يزور بغداد، قال
        at += 1
    for opening, topic_end in pending:
        if opening.kind or not found:
            # A verbless clause stands before the clauses inside it: إنها دولة تحوي النفط.
            place = next((n for n, f in enumerate(found) if f.predicate > opening.at), len(found))
            found.insert(place, Found(-1, opening, opening.at, topic_end))
    return found


def _said(source: Source, marker: int, verb: int) -> bool:
    """Whether a verbless clause is complete between its marker and a verb, which then begins a relative clause.

    إنها امرأة تركت أثرا؛ إنه لا حاجة إلى لجنة تراقب: a predicate without the article behind a pronoun joined to the
    marker, or لا with a bare noun, and a noun without the article right before the verb.
    """
    words = source.words
    at = marker + 1
    last = verb - 1
    if at > last or words[last].pos not in (NOUN, ADJECTIVE) or words[last].article or words[last].enclitic:
        return False
    if words[last].noun_class == "time" or words[last].case == "a":
        return False
    first = words[at]
    if first.pos == NEGATION and at + 1 <= last:
        return words[at + 1].pos == NOUN and not words[at + 1].article and not words[at + 1].proclitics
    bare = not (first.article or first.proclitics or first.enclitic)
    return (
        bool(words[marker].enclitic)
        and first.pos in (NOUN, ADJECTIVE)
        and bare
        and first.case != "a"
        and first.noun_class not in ("time", "quant", "number")
    )


def _holds_condition(pending: list[tuple[Opening, int]], found: list[Found]) -> bool:
    """Whether a clause with أن waits for its verb behind a condition."""
    if not pending or pending[-1][0].kind not in ("an", "anna"):
        return False
    for one in reversed(found):
        if one.opening.at <= pending[-1][0].at:
            break
        if one.opening.kind in ("if", "when"):
            return True
    return False


def _answers(words: list[Word], at: int, floor: int) -> bool:
    """Whether ف joins a verb, on itself or on the particles before it: فسيغادر، فلن يدفع."""
    return words[at].proclitics[:1] == "ف" or words[_with_particles(words, at, floor)].proclitics[:1] == "ف"


def _describes(words: list[Word], at: int) -> bool:
    """Whether a present verb stands right behind a noun phrase without the article, and so tells of it."""
    before = words[at - 1] if at else None
    bare = before is not None and before.pos in (NOUN, ADJECTIVE) and not (before.article or before.enclitic)
    if not bare or before is None or before.noun_class == "time" or words[at].tense != "present":
        return False
    return before.case != "n"


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
    """Whether an auxiliary is followed by its main verb, a subject at most between them.

    Over more than a subject only كان reaches its verb, and only one with قد: كان وزير النقل في لبنان قد أعلن.
    """
    be = grammar().is_be(words[at])
    apart = False
    for j in range(at + 1, min(at + _AUXILIARY_REACH, last)):
        word = words[j]
        if word.pos == VERB:
            if word.proclitics.startswith(("و", "ف")):
                return False
            perfect = words[j - 1].pos == PARTICLE and words[j - 1].function == "perfect"
            if word.tense == "present":
                return not apart or (be and perfect)
            plain = words[at].tense == "past" or at == 0 or words[at - 1].pos != NEGATION
            return be and (perfect or (plain and not apart))
        if word.pos in (SUBORDINATOR, RELATIVE, CONJUNCTION) or texts[j] in _STOPS:
            return False
        prepositional = word.pos == PREPOSITION or word.proclitics[-1:] in ("ب", "ل", "ك")
        if prepositional or (word.pos == NOUN and word.case == "a") or j > at + 8:
            if not be:
                return False
            apart = True
    return False
