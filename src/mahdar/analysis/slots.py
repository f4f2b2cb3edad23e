"""Filling a clause's slots: subject, object, complement, prepositional phrases.

The order of words decides first (verb, subject, object; or topic, verb, object), agreement second (see `agreement`).
"""

from __future__ import annotations

from mahdar.analysis.agreement import (
    ACTING,
    agrees_with,
    circumstance,
    gender_of,
    is_inverted,
    is_time,
    may_be_object,
)
from mahdar.analysis.drafts import Draft, Source
from mahdar.analysis.nesting import speaks
from mahdar.analysis.phrases import HUMAN, definite
from mahdar.analysis.region import Region, before_quotation
from mahdar.analysis.types import Phrase
from mahdar.analysis.voice import guess_passive
from mahdar.analysis.words import (
    ADJECTIVE,
    NAME,
    NEGATION,
    NUMERAL,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    VERB,
    Word,
)
from mahdar.languages.ar.grammar import grammar

# Tokens between a verb of speech and a quotation that no colon opens.
_NEAR = 4


def fill(source: Source, drafts: list[Draft]) -> None:
    """Slots of all clauses of one sentence, in order."""
    for i, draft in enumerate(drafts):
        if (
            draft.relation in ("complement", "quoted", "content")
            and draft.parent is not None
            and draft.parent < i
        ):
            above = drafts[draft.parent]
            if draft.relation == "quoted" and not _introduces(source, above, draft):
                continue
            if draft.relation == "content" and source.words[draft.marker or 0].function not in (
                "anna",
                "inna",
            ):
                continue
            if above.complement is None:
                above.complement = i
    for draft in drafts:
        begin = draft.predicate + 1
        end = draft.last
        if draft.kind == "nominal":
            _fill_nominal(source, draft)
            continue
        _fill_verbal(source, drafts, draft, begin, max(end, begin))
    for draft in drafts:
        if draft.relation == "relative" and draft.parent is not None:
            _give_back(source, drafts, draft)
        if draft.subject is None and draft.parent is not None:
            _inherit(source, drafts, draft)


def _introduces(source: Source, above: Draft, quoted: Draft) -> bool:
    """Whether a quotation is what a verb of speech says: behind a colon, or right behind the verb and its subject.

    A noun of speech before the colon takes the quotation for itself: نقل عنه قوله: "…".
    """
    words = source.words
    if not speaks(words[above.predicate]):
        return False
    zone = source.zones[source.zone_of[quoted.predicate]]
    at = zone.first - 2
    if at <= above.predicate:
        return True
    if source.texts[at] != ":":
        return "inna" in words[above.predicate].frame.split(":")[1] or at - above.predicate <= _NEAR
    return not (words[at - 1].derived == "masdar" and words[at - 1].enclitic)


def _fill_nominal(source: Source, draft: Draft) -> None:
    first = draft.first if draft.marker is None else draft.marker + 1
    region = Region(source, first, min(draft.last, first + 60))
    if draft.marker is not None and source.words[draft.marker].enclitic:
        draft.subject = Phrase(draft.marker, draft.marker + 1, draft.marker)
    elif region.bare and region.bare[0].head != draft.predicate:
        draft.subject = region.bare[0]
    draft.obliques = region.obliques


def _topic(source: Source, draft: Draft) -> Phrase | None:
    """The noun phrase before the verb in its own clause, prepositional phrases left out; the last that agrees."""
    words = source.words
    verb = words[draft.predicate]
    first = draft.first if draft.marker is None else draft.marker + 1
    stop = draft.auxiliary if draft.auxiliary is not None and draft.auxiliary >= first else draft.predicate
    if draft.topic_end >= first:
        stop = draft.topic_end
    region = Region(source, first, stop)
    if stop != draft.predicate and draft.topic_end < 0:
        region.bare.extend(Region(source, stop + 1, draft.predicate).bare)
    marker = None if draft.marker is None else words[draft.marker]
    best = None
    for phrase in region.bare:
        if is_time(words, phrase):
            continue
        gender = gender_of(words, phrase)
        counted = phrase.first < phrase.head and words[phrase.first].pos == NUMERAL
        if words[phrase.head].case == "a" and not definite(words[phrase.head]) and not counted:
            continue  # إن 21 شخصا قتلوا
        if verb.person == "3" and not agrees_with(verb, gender):
            continue
        best = phrase if best is None or definite(words[phrase.head]) else best
    if best is None and marker is not None and marker.enclitic and marker.pos == SUBORDINATOR:
        return Phrase(draft.marker or 0, (draft.marker or 0) + 1, draft.marker or 0)
    return best


def _fill_verbal(source: Source, drafts: list[Draft], draft: Draft, begin: int, end: int) -> None:
    words = source.words
    region = Region(source, begin, before_quotation(source, draft.predicate, begin, end))
    _reconsider(source, draft, region)
    verb = words[draft.predicate]
    draft.obliques = region.obliques
    draft.object_enclitic = bool(verb.enclitic)
    objects, _, _ = ([*verb.frame.split(":"), "", "", ""])[:3]
    bare = [p for p in region.bare if not is_time(words, p) and not circumstance(words, p)]
    topic = _topic(source, draft)
    relative = draft.marker is not None and words[draft.marker].pos == RELATIVE
    leads = relative and not _disagrees(words[draft.marker or 0], verb)
    resumed = draft.relation == "relative" and _resumed(words, draft, bare, begin)
    leads = leads and not resumed  # الذي قتل فيه جنديان، الذي بلغت كلفته: the relative is not the subject
    rest = list(bare)
    filled = _content_fills(source, drafts, draft)
    subject: Phrase | None = None
    if verb.person in ("1", "2"):
        subject = None
        topic = topic if topic is not None and words[topic.head].pos in (PRONOUN, SUBORDINATOR) else None
    elif is_inverted(words, verb, rest):
        subject = rest.pop(1)
    elif rest and not resumed and _controlled(source, drafts, draft, rest):
        subject = None
    elif rest and filled and topic is not None and _tells(words, verb, rest[0]):
        subject = rest.pop(0)  # what is said is the object, so this is who says it
    elif rest and _may_be_subject(words, verb, rest[0], draft, region, has_topic=topic is not None or leads):
        subject = rest.pop(0)
    elif len(rest) > 1 and not definite(words[rest[0].head]) and words[rest[0].head].case == "a":
        # An accusative between verb and subject: سيلتقي غدا الرئيس.
        if _may_be_subject(words, verb, rest[1], draft, region, has_topic=topic is not None or leads):
            subject = rest.pop(1)
            rest.pop(0)
    if subject is None and topic is not None:
        subject = topic
    if subject is None and leads and not verb.enclitic and draft.marker is not None:
        subject = Phrase(draft.marker, draft.marker + 1, draft.marker)
    draft.subject = subject
    draft.topic = topic
    if grammar().is_be(verb):
        said = [p for p in region.bare if p is not subject and not is_time(words, p)]
        held = next((o for o in region.obliques if o.preposition in ("ل", "لدى", "عند", "هناك")), None)
        there = any(source.texts[j] in ("هناك", "ثمة") for j in range(begin, min(begin + 3, end)))
        if said and (there or (held is not None and held.at < said[0].first)):
            # كان له أثر، كانت هناك دراسات: what follows is what there was.
            draft.subject = said[0] if subject is None or subject is topic else subject
            return
        loose = (p for p in said if words[p.head].pos == ADJECTIVE and not words[p.head].article)
        draft.attribute = next(loose, said[0] if said else None)
        return
    if grammar().has("transform", verb.lemma):
        draft.attribute = _second(source, draft, region, rest, objects)
    if relative and verb.enclitic and draft.marker is not None and words[draft.marker].lemma.startswith("ال"):
        draft.object = Phrase(draft.marker, draft.marker + 1, draft.marker)  # الذي جمعته
    rest = [p for p in rest if not _apposed(words, p, subject, region)]
    if not rest and topic is None and subject is None and objects.startswith("t") and not draft.passive:
        rest = [
            p for p in region.bare if is_time(words, p) and words[p.first].pos == NUMERAL
        ]  # قضى أربع سنوات
    if filled:
        draft.subject = _whole(words, draft, rest, region)
        rest = []
    if rest and not draft.passive and objects != "i" and not verb.enclitic:
        candidate = rest[0]
        limit = begin + 18
        if candidate.first < limit and may_be_object(words, candidate):
            draft.object = candidate
    guess_passive(source, drafts, draft, bare)


def _content_fills(source: Source, drafts: list[Draft], draft: Draft) -> bool:
    """Whether a clause with أن, إن or in quotation marks takes the place of the object: قال، أعلن, not أبلغ."""
    verb = source.words[draft.predicate]
    if draft.complement is None or grammar().has("hearer", verb.lemma):
        return False
    content = drafts[draft.complement]
    marker = content.marker
    complement = verb.frame.split(":")[1] if ":" in verb.frame else ""
    if marker is None or source.words[marker].function not in ("an", "anna", "inna"):
        behind = content.predicate > draft.predicate
        return content.relation == "quoted" and (speaks(verb) if behind else "inna" in complement)
    if not complement:
        return False
    led = source.texts[marker].lstrip("و")[:1] in ("ب", "ل") or source.words[marker - 1].pos == PREPOSITION
    return not led or not verb.frame.startswith("t")


def _tells(words: list[Word], verb: Word, phrase: Phrase) -> bool:
    """Whether a phrase names somebody who may be the verb's subject."""
    head = words[phrase.head]
    acts = head.pos == NAME or (head.noun_class in ACTING and definite(head))
    return acts and agrees_with(verb, gender_of(words, phrase))


def _whole(words: list[Word], draft: Draft, rest: list[Phrase], region: Region) -> Phrase | None:
    """The subject of such a verb with the title, name or genitive right behind it: قال وزير الدفاع جون سميث إن."""
    subject = draft.subject
    if subject is None or subject.first < draft.predicate or words[subject.head].pos == NAME:
        return subject
    last = subject.last
    for phrase in rest:
        if phrase.first != last or region.gap.get(phrase.first) or words[phrase.head].case == "a":
            break
        last = phrase.last
    return Phrase(subject.first, last, subject.head)


def _resumed(words: list[Word], draft: Draft, bare: list[Phrase], begin: int) -> bool:
    """Whether a pronoun behind a preposition takes up the relative right behind the verb, and its subject follows.

    So in هجوم قتل فيه جنديان; not in بيان نفت فيه الأنباء, where a thing follows a verb that takes one.
    """
    lead = next((o for o in draft.obliques if o.at <= begin + 1 and o.phrase.last == o.at + 1), None)
    if lead is None or lead.at != lead.phrase.first or not bare or bare[0].first != lead.at + 1:
        return False
    head = words[bare[0].head]
    acts = head.noun_class in HUMAN or head.noun_class == "body" or head.pos in (NAME, NUMERAL) or head.guess
    return acts or not words[draft.predicate].frame.startswith("t")


def _disagrees(marker: Word, verb: Word) -> bool:
    """Whether a singular relative pronoun cannot be the verb's subject."""
    g = grammar()
    gender = "m" if g.has("relative_m", marker.lemma) else "f" if g.has("relative_f", marker.lemma) else ""
    return bool(gender) and verb.person == "3" and verb.gender not in ("", gender)


def _second(source: Source, draft: Draft, region: Region, rest: list[Phrase], objects: str) -> Phrase | None:
    """What a verb of thinking, naming or making says its object is: جعلها أكثر جاذبية، اعتبر القرار خطأ."""
    words = source.words
    verb = words[draft.predicate]
    if draft.complement is not None:
        return None
    loose = [
        p for p in region.bare
        if p is not draft.subject and not is_time(words, p) and not definite(words[p.head])
        and words[p.head].proclitics[:1] not in ("و", "ف")
    ]  # fmt: skip
    if verb.enclitic or draft.passive:
        return loose[0] if loose and not region.gap.get(loose[0].first) else None
    if not rest:
        return None
    behind = [p for p in loose if p.first >= rest[0].last and not region.gap.get(p.first)]
    if objects == "tt":
        return behind[0] if behind else None
    own = any(
        (words[p.head].case == "a" or words[p.head].pos == ADJECTIVE) and words[p.head].derived != "active"
        for p in behind[:1]
    )
    return behind[0] if behind and own else None


def _apposed(words: list[Word], phrase: Phrase, subject: Phrase | None, region: Region) -> bool:
    """Whether a phrase behind a comma tells who the subject is: قال فلان، رئيس الوفد."""
    if subject is None or not region.gap.get(phrase.first) or phrase.first > subject.last + 2:
        return False
    return words[phrase.head].noun_class in HUMAN


def _controlled(source: Source, drafts: list[Draft], draft: Draft, rest: list[Phrase]) -> bool:
    """Whether a transitive verb with one phrase behind it has its subject from the clause that it hangs on.

    So after أن (يريد أن يعزز الطلب) and in the second of two joined verbs (وقف ويواصل الاحتجاج); the phrase is then
    the object, unless it names somebody who may act.
    """
    words = source.words
    verb = words[draft.predicate]
    if (
        len(rest) != 1
        or not verb.frame.startswith("t")
        or verb.enclitic
        or draft.passive
        or draft.parent is None
    ):
        return False
    if (
        draft.relation not in ("complement", "conjunct", "relative", "subject", "adverbial")
        or draft.parent > draft.index
    ):
        return False
    head = words[rest[0].head]
    if draft.relation == "relative" and draft.marker is None:
        return True  # تطبيقا يساعد العملاء
    comma = any(source.texts[j] in "،,؛;" for j in range(drafts[draft.parent].predicate, draft.predicate))
    close = draft.relation == "conjunct" and not comma and not verb.frame.split(":")[1]
    if not close and (head.noun_class in ACTING or head.pos in (NAME, NUMERAL) or head.guess):
        return False
    if draft.marker is not None and words[draft.marker].function in ("anna", "inna", "when", "if", "because"):
        return False
    above = drafts[draft.parent]
    subject = above.subject or above.topic
    if draft.relation == "relative" and draft.marker is None:
        return True
    if draft.relation == "subject":
        return any(o.preposition == "ل" for o in above.obliques) or words[above.predicate].enclitic != ""
    if subject is None or words[subject.head].pos in (RELATIVE, SUBORDINATOR):
        return words[above.predicate].person in ("1", "2")
    return agrees_with(verb, gender_of(words, subject))


def _reconsider(source: Source, draft: Draft, region: Region) -> None:
    """Choose among verbs of one spelling by what follows: وقع (sign, fall), تقدم (offers, advances)."""
    words = source.words
    verb = words[draft.predicate]
    fixed = any(grammar().has(name, verb.lemma) for name in ("impersonal", "verbal_noun"))
    if grammar().is_be(verb) or fixed:
        return
    options = [
        o
        for o in source.options[draft.predicate]
        if o.pos == VERB
        and (o.person, o.number, o.enclitic) == (verb.person, verb.number, verb.enclitic)
        and (o.proclitics == verb.proclitics or {o.proclitics, verb.proclitics} == {"", "و"})
        and o is not verb
        and o.mood == verb.mood
        and o.passive == verb.passive
        and o.rank <= verb.rank + 14
        and (o.tense == verb.tense or (draft.tense == verb.tense and not draft.negative))
    ]
    if not options:
        return
    bare = [p for p in region.bare if not is_time(words, p)]
    accusative = any(words[p.head].case == "a" for p in bare)
    wants = "t" if accusative or len(bare) > 1 else "i" if not bare else ""
    found = {o.preposition for o in draft.obliques} | {o.preposition for o in region.obliques[:2]}
    clausal = draft.complement is not None
    near = bare[0] if bare and bare[0].first <= draft.predicate + 2 else None
    gender = gender_of(words, near) if near is not None and words[near.head].case != "a" else ""
    if draft.marker is not None and words[draft.marker].pos == RELATIVE and not verb.enclitic:
        gender = {"التي": "f", "الذي": "m"}.get(words[draft.marker].lemma, gender)

    def fit(word: Word) -> float:
        objects, complement, prepositions = ([*word.frame.split(":"), "", "", ""])[:3]
        score = -0.15 * word.rank
        if wants == "t":
            score += 1.5 if objects.startswith("t") else -1.5
        elif wants == "i" and not clausal:
            score += 0.5 if objects == "i" else 0
        if gender and word.gender:
            score += 1 if word.gender == gender else -1
        if grammar().is_be(word):
            score += 2
        if clausal and complement:
            score += 1.5
        if found & set(prepositions.split(",")):
            score += 1
        return score

    best = max([verb, *options], key=fit)
    if fit(best) > fit(verb) + 0.4:
        words[draft.predicate] = best
        if best.tense != verb.tense:
            draft.tense = best.tense


def _may_be_subject(
    words: list[Word], verb: Word, phrase: Phrase, draft: Draft, region: Region, *, has_topic: bool
) -> bool:
    head = words[phrase.head]
    if head.proclitics[:1] in ("و", "ف"):
        return False
    if head.pos == NEGATION and verb.frame.startswith("t"):
        return False  # قرر عدم الحضور
    if grammar().has("impersonal", verb.lemma) and head.derived == "masdar":
        return True
    near = phrase.first <= draft.predicate + 2
    if verb.number in ("p", "d") and verb.person == "3":
        return False
    if head.case == "a" and not definite(head):
        return False
    counted = phrase.first < phrase.head and words[phrase.first].pos == NUMERAL
    if (
        head.case == "o"
        and head.number in ("p", "d")
        and not head.guess
        and not head.bound
        and near
        and not counted
    ):
        return bool(verb.frame.startswith("i"))
    if not agrees_with(verb, gender_of(words, phrase), near=near):
        return False
    if region.gap.get(phrase.first) and phrase.first > draft.predicate + 4:
        return False
    others = [p for p in region.bare if p is not phrase and not is_time(words, p)]
    if grammar().is_be(verb):
        # كانت متأثرة، أصبح رئيسا: what is left behind a known subject is the predicate.
        if head.pos == ADJECTIVE and not head.article and not others:
            return False
        if has_topic and not others:
            return False
    if has_topic and verb.frame.startswith("t") and not draft.passive and not verb.enclitic:
        # Topic before the verb: what follows a transitive verb is its object, unless two phrases follow.
        return (
            bool(others) and others[0].first > phrase.first and head.noun_class in ACTING and definite(head)
        )
    if verb.frame.startswith("t:") and not verb.enclitic and not draft.passive and not others:
        complement = verb.frame.split(":")[1]
        own = head.enclitic and (head.derived == "masdar" or head.noun_class not in ACTING)
        if own and not complement:
            return False
        if head.derived == "masdar" and not head.article and verb.proclitics[:1] == "و" and not complement:
            return False
    return True


def _give_back(source: Source, drafts: list[Draft], draft: Draft) -> None:
    """A phrase behind an intransitive relative clause is the object that the clause above still lacks.

    فقدت العائلات التي نزحت من حلب ممتلكاتها.
    """
    words = source.words
    above = drafts[draft.parent or 0]
    verb = words[draft.predicate]
    marker = draft.marker
    if marker is None or words[marker].pos != RELATIVE or above.predicate >= draft.predicate:
        return
    if not verb.frame.startswith("i") or above.object is not None or above.passive or above.object_enclitic:
        return
    if (
        not words[above.predicate].frame.startswith("t")
        or above.subject is None
        or above.complement is not None
    ):
        return
    extra = draft.object or (
        draft.subject if draft.subject is not None and draft.subject.first > draft.predicate else None
    )
    if extra is not None and extra.first > draft.predicate + 2:
        above.object = extra
        if extra is draft.object:
            draft.object = None
        else:
            draft.subject = Phrase(marker, marker + 1, marker)


def _inherit(source: Source, drafts: list[Draft], draft: Draft) -> None:
    """A clause without its own subject that is joined to one with a subject shares it, if it agrees."""
    words = source.words
    verb = words[draft.predicate]
    at = draft.parent
    steps = 0
    while at is not None and steps < 5:
        above = drafts[at]
        subject = above.subject or above.topic
        if subject is not None and words[subject.head].pos not in (RELATIVE, SUBORDINATOR):
            if agrees_with(verb, gender_of(words, subject)):
                draft.topic = draft.topic or subject
            return
        at = above.parent
        steps += 1
