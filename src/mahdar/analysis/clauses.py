"""Clauses of a sentence: predicates, what opens them, how they nest, and what fills their slots.

Three steps over the tokens of one sentence, all linear: `_Scan` finds predicates with the marker that opens each
clause; `_attach` gives each clause its parent; `_Slots` fills subject, object, obliques from the words between.
"""

from __future__ import annotations

from typing import NamedTuple

from mahdar.analysis.phrases import Phrases, definite
from mahdar.analysis.slots import fill
from mahdar.analysis.types import Clause, Oblique, Phrase, Zone
from mahdar.analysis.words import (
    ADJECTIVE,
    CONJUNCTION,
    MARK,
    NEGATION,
    NOUN,
    PARTICLE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    VERB,
    Word,
)
from mahdar.languages.ar.grammar import grammar


class Draft:
    """A clause while it is being built."""

    __slots__ = (
        "attribute", "auxiliary", "complement", "first", "index", "kind", "last", "marker", "modality", "negative",
        "object", "object_enclitic", "obliques", "parent", "passive", "pluperfect", "predicate", "quoted",
        "relation", "rule", "subject", "tense", "topic", "topic_end",
    )  # fmt: skip

    def __init__(self, index: int, first: int, predicate: int, marker: int | None) -> None:
        self.index = index
        self.first = first
        self.last = predicate + 1
        self.predicate = predicate
        self.marker = marker
        self.kind = "verb"
        self.relation = "root"
        self.parent: int | None = None
        self.subject: Phrase | None = None
        self.object: Phrase | None = None
        self.object_enclitic = False
        self.complement: int | None = None
        self.obliques: list[Oblique] = []
        self.tense: str | None = None
        self.negative = False
        self.passive = False
        self.modality = ""
        self.pluperfect = False
        self.auxiliary: int | None = None
        self.quoted = False
        self.topic: Phrase | None = None
        self.topic_end = -1
        self.attribute: Phrase | None = None
        self.rule = ""


class Source(NamedTuple):
    """What a clause parser reads of a report."""

    words: list[Word]
    texts: list[str]
    phrases: Phrases
    zones: list[Zone]
    zone_of: list[int]
    options: list[tuple[Word, ...]]


_STOPS = frozenset("،,؛;:.!?؟…()[]-–—\n")


class Opening(NamedTuple):
    """What opens a clause: a marker token with its class, or a conjunction, or nothing."""

    kind: str  # an anna when if because purpose but whether rel, conj, quote, ""
    at: int
    joined: bool  # a conjunction stands on or before the marker


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


def _find_openings(source: Source, first: int, last: int) -> list[Found]:
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
        if kind == "rel" and word.lemma == "ما" and at > first and grammar().has("often", words[at - 1].lemma):
            kind = ""  # عادة ما، سرعان ما: the word only strengthens the adverb
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


def parse(source: Source, first: int, last: int, sentence: int, offset: int) -> list[Clause]:
    """The clauses of one sentence.

    Args:
        source: the report's words, texts, phrases and zones.
        first, last: token range of the sentence.
        sentence: its number. offset: index of its first clause in the report.
    """
    drafts: list[Draft] = []
    openings: list[Opening] = []
    for predicate, opening, begin, topic_end in _find_openings(source, first, last):
        at = predicate if predicate >= 0 else _nominal_predicate(source, opening.at + 1, last)
        if at is None:
            continue
        marker = opening.at if opening.kind not in ("", "conj") else None
        draft = Draft(len(drafts), min(begin, at), at, marker)
        draft.topic_end = topic_end
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
    _attach(source, drafts, openings)
    _quoted_before(source, drafts)
    for draft in drafts:
        _inflect(source, draft, first)
    fill(source, drafts)
    return [_freeze(draft, sentence, offset, source.words) for draft in drafts]


def _nominal_predicate(source: Source, first: int, last: int) -> int | None:
    """Head of the predicate of a verbless clause.

    Behind its topic the first bare nominal that is indefinite, else the first preposition, else the topic itself;
    هناك and a preposition with a joined pronoun (عليه، لديهم) come before their topic.
    """
    words = source.words
    topic: int | None = None
    preposition: int | None = None
    if first > 0 and words[first - 1].pos == SUBORDINATOR and words[first - 1].enclitic:
        topic = first - 1
    at = first
    while at < last:
        word = words[at]
        if topic is None and (
            source.texts[at] in ("هناك", "ثمة") or (word.pos == PREPOSITION and word.enclitic)
        ):
            return at
        if word.pos == PREPOSITION or word.proclitics.endswith(("ب", "ل", "ك")):
            if topic is not None and preposition is None:
                preposition = at
            phrase = source.phrases.at(at + (word.pos == PREPOSITION), last)
            at = phrase.last if phrase is not None and phrase.last > at else at + 1
            continue
        phrase = source.phrases.at(at, last, inside=True)
        if phrase is None:
            at += 1
            continue
        if topic is not None and not definite(words[phrase.head]):
            return phrase.head
        if topic is None:
            topic = phrase.head
        at = max(phrase.last, at + 1)
    return preposition if preposition is not None else topic


def _attach(source: Source, drafts: list[Draft], openings: list[Opening]) -> None:
    """Parents and relations."""
    waiting: list[int] = []  # adverbial clauses before their main clause
    for i, (draft, opening) in enumerate(zip(drafts, openings, strict=True)):
        kind = opening.kind
        previous = i - 1 if i else None
        if previous is None:
            if kind in ("when", "if", "because", "purpose") and len(drafts) > 1:
                waiting.append(i)
                draft.relation = "condition" if kind == "if" else "adverbial"
            elif kind in ("an", "anna", "whether"):
                draft.relation = "complement"
            elif kind == "rel":
                draft.relation = "relative"
                waiting.append(i)
            continue
        main = kind not in ("rel", "an", "anna", "when", "if", "because", "purpose", "whether")
        if waiting and main and (drafts[waiting[0]].relation != "relative" or not opening.joined):
            for j in waiting:
                drafts[j].parent = i
            waiting = []
            draft.relation = "root"
            continue
        parent, relation = _parent(source, drafts, i, opening)
        draft.parent, draft.relation = parent, relation
    for j in waiting:
        if drafts[j].parent is None and len(drafts) > j + 1 and drafts[j + 1].parent != j:
            drafts[j].parent = j + 1
    for i, draft in enumerate(drafts):
        if draft.parent is not None and draft.parent >= i and drafts[draft.parent].parent == i:
            draft.parent = None


def _speaks(word: Word) -> bool:
    """Whether a verb takes a clause with أن/إن."""
    frame = word.frame.split(":")
    return word.pos == VERB and len(frame) > 1 and ("anna" in frame[1] or "inna" in frame[1])


def _quoted_nominals(source: Source, drafts: list[Draft], openings: list[Opening], first: int, last: int) -> None:
    """A quotation without a verb behind a verb of speech is a verbless clause: قال: "السوق متوازنة"."""
    for zone in source.zones:
        if zone.first >= last or zone.first < first or zone.last - zone.first < 2:
            continue
        if any(zone.first <= d.predicate < zone.last for d in drafts):
            continue
        before = [n for n, d in enumerate(drafts) if d.predicate < zone.first]
        if not before or not _speaks(source.words[drafts[before[-1]].predicate]):
            continue
        if source.texts[zone.first - 2 : zone.first - 1] != [":"]:
            continue
        at = _nominal_predicate(source, zone.first, min(zone.last, last))
        if at is None:
            continue
        draft = Draft(0, zone.first, at, None)
        draft.kind = "nominal"
        draft.quoted = True
        draft.last = min(zone.last, last)
        place = before[-1] + 1
        drafts.insert(place, draft)
        openings.insert(place, Opening("quote", zone.first, False))
        drafts[before[-1]].last = min(drafts[before[-1]].last, zone.first)
    for number, draft in enumerate(drafts):
        draft.index = number


def _quoted_before(source: Source, drafts: list[Draft]) -> None:
    """A quotation before its verb of speech hangs on it: "…"، قالت المتحدثة."""
    for draft in drafts:
        at = draft.predicate
        if source.zone_of[at] >= 0 or not _speaks(source.words[at]):
            continue
        for zone in source.zones:
            if not 0 <= at - zone.last <= 3:
                continue
            inside = [d for d in drafts if zone.first <= d.predicate < zone.last]
            if inside and draft.parent is not None and zone.first <= drafts[draft.parent].predicate < zone.last:
                draft.parent, draft.relation = None, "root"
            for one in inside:
                if one.parent is None:
                    one.parent, one.relation = draft.index, "quoted"
                    draft.complement = one.index if draft.complement is None else draft.complement


def _climb(drafts: list[Draft], i: int | None, relations: tuple[str, ...]) -> int | None:
    """The nearest clause at or above `i` whose relation is one of these."""
    steps = 0
    while i is not None and steps < 40:
        if drafts[i].relation in relations:
            return i
        i = drafts[i].parent
        steps += 1
    return None


def _root(drafts: list[Draft], i: int) -> int:
    steps = 0
    at: int = i
    while drafts[at].parent is not None and steps < 200:
        at = drafts[at].parent or 0
        steps += 1
    return at


def _parent(source: Source, drafts: list[Draft], i: int, opening: Opening) -> tuple[int | None, str]:
    words = source.words
    kind = opening.kind
    previous = i - 1
    if kind in ("an", "anna", "whether"):
        host = _participle_before(words, opening.at)
        if host:
            return previous, "adverbial"  # مؤكدا أن: the words belong to the participle
        if kind == "anna" and words[opening.at].proclitics[:1] == "ف":
            condition = _climb(drafts, previous, ("condition",))
            if condition is not None and drafts[condition].parent is None:
                drafts[condition].parent = i
                return None, "root"
        if opening.joined:
            sibling = _climb(drafts, previous, ("complement", "subject", "content"))
            if sibling is not None:
                above = drafts[sibling].parent
                return (above if above is not None else sibling), "complement"
        steps = 0
        at: int | None = previous
        while at is not None and steps < 6:
            frame = words[drafts[at].predicate].frame.split(":")
            if drafts[at].kind == "verb" and len(frame) > 1 and any(c in frame[1] for c in ("an", "inna")):
                # The clause is the subject of an impersonal verb: يمكن أن، يجب أن، يبدو أن.
                impersonal = grammar().has("impersonal", words[drafts[at].predicate].lemma)
                return at, "subject" if impersonal else "complement"
            at = drafts[at].parent
            steps += 1
        return previous, "content"
    if kind == "rel":
        if opening.joined:
            sibling = _climb(drafts, previous, ("relative",))
            if sibling is not None and drafts[sibling].parent is not None:
                return drafts[sibling].parent, "relative"
        return previous, "relative"
    if kind in ("when", "because", "purpose", "if"):
        return previous, "condition" if kind == "if" else "adverbial"
    if kind == "quote":
        return previous, "quoted"
    if kind == "but":
        return _root(drafts, previous), "conjunct"
    return _conjunct(source, drafts, i, opening)


def _participle_before(words: list[Word], marker: int) -> bool:
    """Whether an accusative participle, a preposition at most between them, stands before a marker."""
    at = marker - 1
    if at >= 0 and words[at].pos == PREPOSITION:
        at -= 1
    return at >= 0 and words[at].pos == ADJECTIVE and words[at].derived == "active" and words[at].case == "a"


def _conjunct(source: Source, drafts: list[Draft], i: int, opening: Opening) -> tuple[int | None, str]:
    """Parent of a clause that no subordinator opens."""
    words, texts = source.words, source.texts
    previous = i - 1
    at = drafts[i].predicate
    word = words[at]
    zone = source.zone_of[at]
    if zone >= 0 and source.zone_of[drafts[previous].predicate] != zone:
        return previous, "quoted"
    comma = any(texts[j] in "،,؛;" for j in range(max(drafts[previous].predicate, opening.at - 2), at))
    if opening.kind == "conj":
        tense = _tense(words, at)
        candidates: list[int] = []
        j: int | None = previous
        steps = 0
        while j is not None and steps < 12:
            candidates.append(j)
            j = drafts[j].parent
            steps += 1
        if comma and tense != "present":
            candidates.reverse()
        for j in candidates:
            other = words[drafts[j].predicate]
            if zone >= 0 and source.zone_of[drafts[j].predicate] != zone:
                continue
            if (
                drafts[j].kind == "verb"
                and _tense(words, drafts[j].predicate) == tense
                and other.number == word.number
            ):
                return j, "conjunct"
        return previous if not comma else _root(drafts, previous), "conjunct"
    before = words[at - 1] if at else word
    if (
        before.pos in (NOUN, ADJECTIVE)
        and not before.article
        and not before.enclitic
        and opening.at > drafts[previous].predicate + 1
    ):
        return previous, "relative"
    if comma or opening.at > drafts[previous].predicate + 12:
        return _root(drafts, previous), "conjunct"
    if word.tense == "present" and not _noun_between(words, drafts[previous].predicate, at):
        return previous, "complement" if "ma" in words[drafts[previous].predicate].frame else "adverbial"
    relative = _climb(drafts, previous, ("relative",))
    if relative is not None and drafts[relative].parent is not None:
        return drafts[relative].parent, "conjunct"
    return previous, "adverbial"


def _noun_between(words: list[Word], first: int, last: int) -> bool:
    return any(words[j].pos in (NOUN, PRONOUN) for j in range(first + 1, last))


def _tense(words: list[Word], at: int) -> str | None:
    word = words[at]
    tense = word.tense or None
    for j in range(at - 1, max(at - 4, -1), -1):
        before = words[j]
        if before.pos == NEGATION:
            return {"past": "past", "future": "future"}.get(before.function, tense)
        if before.pos == PARTICLE and before.function == "future":
            return "future"
        if before.pos not in (PARTICLE, "ADV", PRONOUN):
            break
    return "present" if tense == "imperative" else tense


def _inflect(source: Source, draft: Draft, first: int) -> None:
    """Tense, polarity, modality, auxiliaries from the words before the predicate."""
    words = source.words
    g = grammar()
    at = draft.predicate
    word = words[at]
    if word.pos == VERB:
        draft.tense = _tense(words, at)
        draft.passive = word.passive == "yes"
    floor = max(draft.first, at - 8, first)
    for j in range(at - 1, floor - 1, -1):
        before = words[j]
        if before.pos == VERB:
            if g.is_auxiliary(before):
                draft.auxiliary = j
                if g.is_be(before) and before.tense == "past" and word.pos == VERB:
                    draft.pluperfect = word.tense == "past"
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
