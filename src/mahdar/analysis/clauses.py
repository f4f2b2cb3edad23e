"""Clauses of a sentence: predicates, what opens them, how they nest, and what fills their slots.

Four steps over the tokens of one sentence, all linear: `openings` finds predicates with the marker that opens each
clause; `nesting` gives each clause its parent; `_inflect` reads tense, polarity and modality from the words before
the predicate; `slots` fills subject, object and prepositional phrases from the words between.
"""

from __future__ import annotations

from mahdar.analysis.agreement import gender_of, is_time
from mahdar.analysis.drafts import Draft, Opening, Source
from mahdar.analysis.nesting import attach, quoted_before, speaks, tense_of
from mahdar.analysis.openings import find_openings
from mahdar.analysis.phrases import definite
from mahdar.analysis.slots import fill
from mahdar.analysis.types import Clause, Phrase
from mahdar.analysis.words import (
    ADJECTIVE,
    NEGATION,
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

# Tokens within which the predicate of a verbless clause is looked for.
_REACH = 60


def parse(source: Source, first: int, last: int, sentence: int, offset: int) -> list[Clause]:
    """The clauses of one sentence.

    Args:
        source: the report's words, texts, phrases and zones.
        first, last: token range of the sentence.
        sentence: its number. offset: index of its first clause in the report.
    """
    drafts: list[Draft] = []
    openings: list[Opening] = []
    for predicate, opening, begin, topic_end, _ in find_openings(source, first, last):
        at = (
            predicate
            if predicate >= 0
            else _nominal_predicate(source, opening.at + 1, last, marker=opening.at)
        )
        if at is None or at >= last:
            continue  # a word that opens a clause at the end of the sentence
        marker = opening.at if opening.kind not in ("", "conj", "phase") else None
        draft = Draft(len(drafts), min(begin, at), at, marker)
        draft.topic_end = topic_end
        draft.rule = f"opening.{opening.kind or 'bare'}"
        if predicate < 0:
            draft.kind = "nominal"
        draft.quoted = source.zone_of[at] >= 0
        drafts.append(draft)
        openings.append(opening)
    if not drafts:
        at = _nominal_predicate(source, first, last)
        if at is None:
            return []
        draft = Draft(0, first, at, None)
        draft.kind = "nominal"
        draft.quoted = source.zone_of[at] >= 0
        drafts.append(draft)
        openings.append(Opening("", first, False))
    for i, draft in enumerate(drafts):
        draft.last = last
        for following in drafts[i + 1 :]:
            edge = following.first if following.first > draft.predicate else following.predicate
            if edge > draft.predicate:
                draft.last = edge
                break
    _quoted_nominals(source, drafts, openings, first, last)
    attach(source, drafts, openings)
    quoted_before(source, drafts)
    for draft in drafts:
        _inflect(source, draft, first)
    chosen = [source.words[draft.predicate] for draft in drafts]
    fill(source, drafts)
    for draft, word in zip(drafts, chosen, strict=True):
        if source.words[draft.predicate] is not word:
            _inflect(source, draft, first)  # its subject told another reading: قد تهاجم القوات
    return [_freeze(draft, sentence, offset, source.words) for draft in drafts]


def _nominal_predicate(source: Source, first: int, last: int, *, marker: int | None = None) -> int | None:
    """Head of the predicate of a verbless clause.

    Behind its topic the first bare nominal that is indefinite, else the first preposition, else the topic itself;
    هناك and a preposition with a joined pronoun (عليه، لديهم) come before their topic.
    """
    words = source.words
    last = min(last, first + _REACH)
    topic: int | None = None
    preposition: int | None = None
    lead: int | None = None
    parted = inner = denied = False
    said = marker is not None and words[marker].function in ("anna", "inna")
    if marker is not None and words[marker].pos == SUBORDINATOR and words[marker].enclitic:
        topic = marker
    at = first
    while at < last:
        word = words[at]
        if said and word.function in ("an", "anna", "inna", "if") and word.pos == SUBORDINATOR and at > first:
            break  # what stands in a clause below is no predicate of this one
        inner = inner or (said and word.pos == RELATIVE and topic is not None)
        denied = denied or (word.pos == NEGATION and word.function == "be")
        if topic is None and (
            source.texts[at] in ("هناك", "ثمة") or (word.pos == PREPOSITION and word.enclitic)
        ):
            return at
        if word.pos == PREPOSITION or word.proclitics.endswith(("ب", "ل", "ك")):
            if topic is not None and preposition is None:
                preposition = at
            lead = at if lead is None else lead
            phrase = source.phrases.at(at + (word.pos == PREPOSITION), last)
            at = phrase.last if phrase is not None and phrase.last > at else at + 1
            continue
        phrase = source.phrases.at(at, last, inside=True)
        if phrase is None:
            at += 1
            continue
        head = words[phrase.head]
        if topic is not None and head.pos == PRONOUN and phrase.head > first:
            parted = True  # السوق هي الحل: the pronoun parts topic and predicate
        elif topic is not None and (parted or not definite(head)) and not is_time(words, phrase):
            inside = inner and not (head.pos == ADJECTIVE and head.gender == gender_of(words, _at(topic)))
            counted = preposition is not None and words[phrase.first].pos == NUMERAL
            if not said or not (inside or counted or (head.case == "a" and not denied)):
                return phrase.head
        if topic is None:
            topic = phrase.head
            behind = words[topic + 1] if topic + 1 < phrase.last else head
            if said and head.guess and not definite(head) and behind.pos == ADJECTIVE and not behind.article:
                return topic + 1  # أن كيم مهتم: an unknown bare noun is most often a name
        at = max(phrase.last, at + 1)
    if preposition is not None:
        return preposition
    if topic is None or topic == marker:
        return lead  # من الممكن أن …: the prepositional phrase is the predicate
    return topic


def _at(token: int) -> Phrase:
    return Phrase(token, token + 1, token)


def _quoted_nominals(
    source: Source, drafts: list[Draft], openings: list[Opening], first: int, last: int
) -> None:
    """A quotation without a verb behind a verb of speech is a verbless clause: قال: "السوق متوازنة"."""
    for zone in source.zones_in(first, last):
        if zone.last - zone.first < 2:
            continue
        inside = [n for n, d in enumerate(drafts) if zone.first <= d.predicate < zone.last]
        end = min(zone.last, last)
        if inside:
            # من الممكن أن …: the first clause with a verb hangs on a predicate without one.
            opening = openings[inside[0]]
            if opening.kind not in ("an", "anna") or opening.at <= zone.first:
                continue
            end = opening.at
        before = [n for n, d in enumerate(drafts) if d.predicate < zone.first]
        if not before or not speaks(source.words[drafts[before[-1]].predicate]):
            continue
        if source.texts[zone.first - 2 : zone.first - 1] != [":"]:
            continue
        at = _nominal_predicate(source, zone.first, end)
        if at is None:
            continue
        draft = Draft(0, zone.first, at, None)
        draft.kind = "nominal"
        draft.quoted = True
        draft.last = end
        place = before[-1] + 1
        drafts.insert(place, draft)
        openings.insert(place, Opening("quote", zone.first, False))
        drafts[before[-1]].last = min(drafts[before[-1]].last, zone.first)
    for number, draft in enumerate(drafts):
        draft.index = number


def _inflect(source: Source, draft: Draft, first: int) -> None:
    """Tense, polarity, modality, auxiliaries from the words before the predicate."""
    words = source.words
    g = grammar()
    at = draft.predicate
    word = words[at]
    if word.pos == VERB:
        draft.tense = tense_of(words, at)
        vowel = at in source.damma and (word.tense == "past" or word.noun_class in ("1", "5", "8", "10"))
        draft.passive = word.passive == "yes" or vowel
    floor = max(draft.first, at - 8, first)
    perfect = False
    for j in range(at - 1, floor - 1, -1):
        before = words[j]
        perfect = perfect or (before.pos == PARTICLE and before.function == "perfect")
        if before.pos == VERB:
            if g.is_auxiliary(before):
                draft.auxiliary = j
                if g.is_be(before) and before.tense == "past" and word.pos == VERB:
                    draft.pluperfect = word.tense == "past" or perfect
                    draft.modality = "" if perfect else draft.modality  # كانا قد تهاتفا: no "may"
                    draft.tense = "past"
                elif before.tense and word.pos == VERB:
                    draft.tense = "past" if before.tense == "past" else draft.tense
                if j > 0 and words[j - 1].pos == NEGATION:
                    draft.negative = words[j - 1].function != "noun"
                    draft.tense = "past" if words[j - 1].function == "past" else draft.tense
            break
        if before.pos == NEGATION and before.function != "noun":
            near = at - j <= 2 or before.function == "be"
            draft.negative = draft.negative or near
        elif before.pos == PARTICLE:
            if (
                before.function == "perfect" and word.tense == "present" and at - j <= 2
            ) or before.function == "possible":
                draft.modality = "possible"
    if draft.marker is not None and g.has("negative_marker", words[draft.marker].lemma):
        draft.negative = True
    if at - 2 >= first and words[at - 1].lemma == "ما" and g.has("seldom", words[at - 2].lemma):
        draft.negative = True  # نادرا ما، قليلا ما: adverbs that all but deny
    if not draft.modality and draft.marker is not None:
        draft.modality = g.modal_before(words, draft.marker, max(first, draft.marker - 5))


def _freeze(draft: Draft, sentence: int, offset: int, words: list[Word]) -> Clause:
    return Clause(
        index=offset + draft.index,
        sentence=sentence,
        first=draft.first,
        last=draft.last,
        predicate=draft.predicate,
        lemma=words[draft.predicate].lemma,
        kind=draft.kind,
        tense=draft.tense,
        negative=draft.negative,
        passive=draft.passive,
        modality=draft.modality,
        pluperfect=draft.pluperfect,
        subject=draft.subject,
        object=draft.object,
        object_enclitic=draft.object_enclitic,
        attribute=draft.attribute,
        complement=None if draft.complement is None else offset + draft.complement,
        obliques=tuple(draft.obliques),
        parent=None if draft.parent is None else offset + draft.parent,
        relation=draft.relation,
        marker=draft.marker,
        inherited_subject=draft.topic,
        quoted=draft.quoted,
        rule=draft.rule,
    )
