"""Whether an act is actual, planned, possible, conditional or denied, read from its clause and those above it.

The scale follows FactBank (Saurí and Pustejovsky 2009) reduced to the record's five values. From the act outwards
each governor adds its say: the words around an event noun, the verb that governs it, the clauses above.
"""

from __future__ import annotations

from mahdar.analysis.frames import noun_frame
from mahdar.analysis.mentions import TriggerMention
from mahdar.analysis.types import Analysis, Clause
from mahdar.analysis.words import (
    ADJECTIVE,
    CONJUNCTION,
    MARK,
    NEGATION,
    NOUN,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
    VERB,
    Word,
)
from mahdar.languages.ar.factuals import Fact, factuals
from mahdar.languages.ar.grammar import grammar
from mahdar.resolve.actslots import slot

# What wins where two governors are both unsure of an act.
_WEIGHT = {"planned": 1, "possible": 2, "conditional": 3}
# Clauses climbed, tokens before an event noun in which its governing nouns stand, tokens behind it for its adjectives.
_CLIMB, _BEFORE, _BEHIND = 8, 6, 12
# Tokens before a clause in which the word stands that makes it due.
_LEAD = 5
# Tokens behind a present verb in which a time to come is looked for.
_AHEAD = 25
# Acts that are foiled rather than done where their verb says so.
_FOILED = frozenset({"ASSAULT", "MOBILIZE", "PROTEST"})
_STOPS = frozenset({VERB, MARK, SUBORDINATOR, RELATIVE})


def factuality(analysis: Analysis, mention: TriggerMention) -> str:
    """The factuality of an act."""
    if mention.refusal:
        return "actual"
    view = _nominal(analysis, mention) if mention.nominal else _verbal(analysis, mention)
    return "possible" if view == "actual" and _in_question(analysis, mention) else view


def _in_question(analysis: Analysis, mention: TriggerMention) -> bool:
    """Whether the sentence of an act that is not past is a question: متى يزور الرئيس بغداد؟"""
    last = analysis.sentences[analysis.sentence_of[mention.token]][1] - 1
    if mention.nominal or mention.clause is None or analysis.texts[last] not in ("؟", "?"):
        return False
    return analysis.clauses[mention.clause].tense != "past"


def _verbal(analysis: Analysis, mention: TriggerMention) -> str:
    """An act that a verb tells: what its clause says, and what those above say."""
    if mention.clause is None:
        return "actual"
    clause = analysis.clauses[mention.clause]
    if mention.type == "REJECT" and clause.negative and factuals().has("refusal", clause.lemma):
        return "actual"  # لن نسمح
    view = _own(analysis, clause)
    if mention.type in _FOILED and _foiled(clause):
        view = _joined(view, "denied")  # أحبط الجيش تسللا
    view = _joined(_above(analysis, clause), view)
    if view is not None:
        return view
    word = analysis.words[clause.predicate]
    marker = analysis.words[clause.marker] if clause.marker is not None else None
    if marker is not None and marker.function == "purpose":
        return "possible"
    if word.tense == "present" and word.proclitics.endswith("ل"):
        return "possible"
    if word.mood == "subjunctive" or (marker is not None and marker.function == "an"):
        return "possible" if clause.tense != "past" and not _told_after(analysis, clause) else "actual"
    return "actual"


def _foiled(clause: Clause) -> bool:
    """Whether the verb that tells of an attack says that it failed."""
    fact = factuals().fact("verb", clause.lemma, ("obj",))
    return fact is not None and not fact.needs and fact.factuality == "denied"


def _joined(outer: str | None, inner: str | None) -> str | None:
    """What two governors say of one act together, the outer of what the inner says."""
    if outer is None or (outer == "actual" and inner is not None):
        return inner
    if inner is None or inner == "actual":
        return outer
    if "denied" in (outer, inner):
        if outer == inner:
            return "actual"
        return "denied" if outer in ("denied", "planned") else outer
    return max(outer, inner, key=lambda view: _WEIGHT[view])


def _own(analysis: Analysis, clause: Clause) -> str | None:
    """What a clause says of its own predicate."""
    view: str | None = None
    if clause.modality in ("possible", "wanted", "necessary"):
        view = "planned" if clause.modality == "possible" and _awaited(analysis, clause) else "possible"
    elif clause.modality == "planned" or clause.tense == "future" or _to_come(analysis, clause):
        view = "planned"
    if (
        clause.kind == "verb"
        and view != "possible"
        and (_asked(analysis, clause) or _hedged(analysis, clause))
    ):
        view = "possible"
    helped = _helped(analysis, clause)
    if helped is not None:
        return helped
    if clause.negative and view in (None, "planned") and not _only(analysis, clause):
        return "denied"
    return view


def _only(analysis: Analysis, clause: Clause) -> bool:
    """Whether a negation denies less than the act: لم يعترف إلا بعد سنوات، لم يؤيد فحسب، لا تزال تضغط."""
    words, at = analysis.words, clause.predicate
    if any(factuals().has("lasting", words[j].lemma) for j in range(max(at - 2, 0), at)):
        return True
    return any(factuals().has("only", analysis.texts[j]) for j in range(at + 1, min(clause.last, len(words))))


def _awaited(analysis: Analysis, clause: Clause) -> bool:
    """Whether what makes a clause possible is that it is due: من المنتظر أن، يفترض أن."""
    table, words = factuals(), analysis.words
    until = clause.marker if clause.marker is not None else clause.predicate
    for at in range(until - 1, max(until - 1 - _LEAD, -1), -1):
        fact = table.fact("adjective", words[at].lemma, ("an",)) or table.fact("verb", words[at].lemma)
        if fact is not None:
            return fact.factuality == "planned"
    return False


def _helped(analysis: Analysis, clause: Clause) -> str | None:
    """What a verb of nearness before the predicate says: كاد يقصف."""
    for at in range(clause.predicate - 1, max(clause.first, clause.predicate - 9) - 1, -1):
        word = analysis.words[at]
        if word.pos == VERB:
            fact = factuals().fact("verb", word.lemma) if grammar().is_auxiliary(word) else None
            return None if fact is None else fact.negated if clause.negative else fact.factuality
    return None


def _asked(analysis: Analysis, clause: Clause) -> bool:
    """Whether a clause asks if: هل يوقع، ما إذا كان قد وقع، أيوقع أم يرفض."""
    words = analysis.words
    at = clause.predicate
    if words[at].proclitics[:1] == "أ":
        return True
    first = analysis.sentences[clause.sentence][0]
    for j in range(at - 1, max(first, at - 4) - 1, -1):
        if factuals().has("asking", words[j].lemma) and words[j].pos in ("PART", CONJUNCTION):
            return True
        if words[j].pos in _STOPS:
            break
    if clause.marker is None:
        return False
    return factuals().has("asking", words[clause.marker].lemma) or _whether(analysis, clause)


def _hedged(analysis: Analysis, clause: Clause) -> bool:
    """Whether an adverb behind the predicate says that it may be: سيلتقيان ربما، سترفضه على الأرجح."""
    return any(
        factuals().has("hedge", analysis.words[at].lemma) and analysis.clause_of[at] == clause.index
        for at in range(clause.predicate + 1, min(clause.last, clause.predicate + _BEHIND))
    )


def _whether(analysis: Analysis, clause: Clause) -> bool:
    """Whether إذا opens a question: ما إذا."""
    words, at = analysis.words, clause.marker
    return at is not None and at > 0 and words[at].function == "if" and words[at - 1].lemma == "ما"


def _to_come(analysis: Analysis, clause: Clause) -> bool:
    """Whether a present verb tells of a time to come: يلتقي الوفدان غدا، يجتمع الوزراء الأسبوع المقبل."""
    if clause.kind != "verb" or clause.tense != "present" or clause.pluperfect:
        return False
    words, table = analysis.words, factuals()
    for at in range(clause.first, min(clause.last, clause.predicate + _AHEAD)):
        word = words[at]
        if analysis.clause_of[at] != clause.index or not table.has("time", word.lemma):
            continue
        if word.pos == ADJECTIVE:
            floor = max(clause.first, at - 3)
            head = next((words[j] for j in range(at - 1, floor - 1, -1) if words[j].pos == NOUN), None)
            if head is not None and head.noun_class == "time" and head.proclitics[-1:] != "ل":
                return True
        elif word.pos == "ADV":
            return True
        elif word.article and not word.proclitics and words[at - 1].pos != PREPOSITION:
            behind = words[at + 1] if at + 1 < len(words) else word
            if behind.pos != ADJECTIVE or table.has("time", behind.lemma):
                return True  # يلتقي الوفدان الخميس
    return False


def _told_after(analysis: Analysis, clause: Clause) -> bool:
    """Whether a clause with أن tells what came next: غادر قبل أن يلتقي الوفد."""
    words, at = analysis.words, clause.marker
    if at is None or at == 0 or not factuals().has("before", words[at - 1].lemma) or clause.parent is None:
        return False
    return analysis.clauses[clause.parent].tense == "past" and not analysis.clauses[clause.parent].negative


# -- clauses above -------------------------------------------------------------------------------------------------
def _above(analysis: Analysis, clause: Clause) -> str | None:
    """What the clauses above, and the nouns before a marker, say of a clause."""
    found: str | None = None
    at = clause
    for _ in range(_CLIMB):
        if at.marker is not None:
            found = _joined(_before_marker(analysis, at), found)
        if at.parent is None:
            break
        above = analysis.clauses[at.parent]
        if at.relation in ("complement", "subject", "content"):
            if above.kind == "verb":
                found = _joined(_governed(analysis, above, _places(analysis, at, above)), found)
        elif at.relation == "condition":
            return found if _whether(analysis, at) else "conditional"
        elif at.relation == "conjunct" and _goes_on(analysis, at, above):
            return _joined(_joined(_above(analysis, above), _own(analysis, above)), found)
        else:
            break
        at = above
    return found


def _goes_on(analysis: Analysis, clause: Clause, above: Clause) -> bool:
    """Whether a joined present verb shares what is said of the verb before: سيزور بغداد ويلتقي رئيسها."""
    words = analysis.words
    one, other = words[clause.predicate], words[above.predicate]
    if clause.kind != "verb" or above.kind != "verb" or one.proclitics[:1] != "و" or clause.negative:
        return False
    if above.negative or clause.predicate - above.predicate > 25:
        return False
    if (one.person, one.gender) != ("3", other.gender):
        return False
    return one.tense == "present" and other.tense in ("present", "future")


def _places(analysis: Analysis, clause: Clause, above: Clause) -> list[str]:
    """Where a clause stands under the verb above: its marker, and the preposition before it."""
    words = analysis.words
    places: list[str] = []
    if above.passive:
        places.append("pass")
    if clause.marker is None:
        return [*places, "anna"] if clause.relation == "complement" else places
    marker = words[clause.marker]
    real = clause.tense == "past" or clause.kind != "verb" or marker.enclitic or clause.tense == "future"
    places.append("anna" if real or (marker.function == "anna" and not _bare(analysis, clause)) else "an")
    if clause.relation == "subject":
        places.append("subj")
    before = words[clause.marker - 1] if clause.marker else marker
    if before.pos == PREPOSITION and clause.marker - 1 > above.predicate:
        places.append(before.function)
    elif marker.proclitics[-1:] in ("ب", "ل"):
        places.append(marker.proclitics[-1])
    elif marker.lemma.startswith("ب") and len(marker.lemma) > 2:
        places.append("ب")
    return places


def _bare(analysis: Analysis, clause: Clause) -> bool:
    """Whether a present verb stands right behind أن, which then governs it."""
    marker = clause.marker
    if marker is None or marker + 1 >= len(analysis.words):
        return False
    behind = analysis.words[marker + 1]
    return behind.pos == VERB and behind.tense == "present"


def _before_marker(analysis: Analysis, clause: Clause) -> str | None:
    """What the words right before أن say: دون أن، احتمال أن، أنباء عن أن، على أن (as a term of what was settled)."""
    words, at = analysis.words, clause.marker
    if at is None:
        return None
    if words[at].lemma == "لما" and at > 0:
        fact = factuals().fact("noun", words[at - 1].lemma, ("ل",))
        return None if fact is None else _said(analysis, fact, at - 1)  # لا صحة لما أشيع
    if words[at].function not in ("an", "anna"):
        return None
    first = analysis.sentences[clause.sentence][0]
    place = "anna" if words[at].function == "anna" and not _bare(analysis, clause) else "an"
    places = [place]
    if words[at].proclitics[-1:] in ("ب", "ل"):
        places.append(words[at].proclitics[-1])
    for j in range(at - 1, max(first, at - 4) - 1, -1):
        word = words[j]
        if word.pos == PREPOSITION:
            if word.function == "على" and j == at - 1 and clause.relation in ("conjunct", "adverbial"):
                return "planned" if clause.tense == "present" and place == "an" else None
            places.append(word.function)
            fact = factuals().fact("noun", word.lemma, places)
            if fact is not None and j == at - 1:
                return fact.factuality
            continue
        if word.pos in _STOPS:
            break
        if word.pos == NEGATION and word.function == "noun" and _without(words, j):
            return "denied"
        fact = factuals().fact("noun", word.lemma, places) if word.pos == NOUN else None
        if fact is not None:
            return _said(analysis, fact, j)
        if word.pos == ADJECTIVE and j and words[j - 1].lemma == "غير":
            fact = factuals().fact("adjective", word.lemma, places)
            if fact is not None:
                return fact.negated
    return None


def _without(words: list[Word], at: int) -> bool:
    """Whether a negating noun denies what follows: غير does behind a preposition (من غير أن), not by itself (غير أن)."""
    if words[at].lemma != "غير":
        return True
    return words[at].proclitics[-1:] == "ب" or (at > 0 and words[at - 1].pos == PREPOSITION)


def _said(analysis: Analysis, fact: Fact, at: int) -> str:
    """What a governing noun says, a negation before it taken in: لا نية، لا صحة."""
    before = analysis.words[at - 1] if at else None
    denied = before is not None and before.pos == NEGATION and before.lemma == "لا"
    return fact.negated if denied else fact.factuality


def _governed(analysis: Analysis, clause: Clause, places: list[str]) -> str | None:
    """What the verb of a clause says of an act in one of its places."""
    fact = factuals().fact("verb", clause.lemma, places)
    if fact is None:
        return None
    if not fact.needs and places[0] == "subj" and not clause.passive:
        return None
    if fact.factuality == "planned" and not fact.needs and "anna" in places:
        return None  # قرر أن القانون باطل: a finding, no plan
    own = _own(analysis, clause)
    if clause.negative:
        return fact.negated if own in ("denied", None) else own
    if fact.factuality == "actual" and own is None and clause.tense == "present":
        return "possible"  # يستطيع أن: who can has not yet done it
    return _joined(own, fact.factuality)


# -- event nouns ---------------------------------------------------------------------------------------------------
def _nominal(analysis: Analysis, mention: TriggerMention) -> str:
    """An event noun: the words around it and the verb that governs it decide."""
    at = mention.token
    clause = analysis.clauses[mention.clause] if mention.clause is not None else None
    near = _joined(_nouns_before(analysis, at), _behind(analysis, at))
    if _any(analysis, at):
        if clause is not None and clause.negative:
            return "denied"  # لم تسجل أي غارة
        near = near or "possible"
    if near == "possible" and clause is not None and slot(analysis, clause, at)[:1] == ["subj"]:
        if factuals().has("failure", clause.lemma) and not clause.negative:
            return "denied"  # باءت محاولة الاقتحام بالفشل
    view = _joined(_verb(analysis, mention), near)
    return view or "actual"


def _any(analysis: Analysis, token: int) -> bool:
    """Whether أي stands before an event noun, which then is none in particular."""
    before = analysis.words[token - 1] if token else None
    return before is not None and before.pos == NOUN and factuals().has("any", before.lemma)


def _behind(analysis: Analysis, token: int) -> str | None:
    """What adjectives behind an event noun say, beside it or as its predicate, and a relative clause that does it."""
    words, table = analysis.words, factuals()
    head = words[token]
    end = min(analysis.sentences[analysis.sentence_of[token]][1], token + _BEHIND)
    beside = True
    places: list[str] = []
    for at in range(token + 1, end):
        word = words[at]
        if word.pos in _STOPS:
            if word.pos == VERB and (grammar().is_be(word) or grammar().has("phase", word.lemma)):
                continue
            break
        if word.pos == ADJECTIVE or table.has("adjective", word.lemma):
            behind = words[at + 1] if at + 1 < len(words) else word
            places = [behind.function if behind.pos == PREPOSITION else behind.proclitics[-1:]]
            fact = table.fact("adjective", word.lemma, places)
            if fact is not None and (beside or _agree(head, word)):
                timely = table.has("time", word.lemma) and not beside
                if not timely or words[at - 1].noun_class == "time":
                    before = words[at - 1]
                    denied = before.pos == NEGATION and before.lemma in ("غير", "ليس")
                    return fact.negated if denied else fact.factuality
        if word.pos != ADJECTIVE:
            beside = False
    return _relative(analysis, token)


def _agree(noun: Word, adjective: Word) -> bool:
    """Whether an adjective some words behind may belong to an event noun."""
    gender = "f" if (noun.plural and noun.gender != "m") or noun.number == "p" else noun.gender
    return not gender or not adjective.gender or gender == adjective.gender


def _relative(analysis: Analysis, token: int) -> str | None:
    """What a relative clause of a light verb right behind an event noun says: نداء سيوجهه، زيارة قد يقوم بها."""
    last = noun_frame(analysis, token).last
    words = analysis.words
    if last >= len(words) or analysis.sentence_of[last] != analysis.sentence_of[token]:
        return None
    for at in range(last, min(last + 4, analysis.sentences[analysis.sentence_of[token]][1])):
        if words[at].pos == VERB:
            index = analysis.clause_of[at]
            clause = analysis.clauses[index] if index >= 0 else None
            back = words[at].enclitic or any(word.enclitic for word in words[at + 1 : at + 2])
            if clause is None or clause.predicate != at or not back or words[at].proclitics[:1] in ("و", "ف"):
                return None
            table = factuals()
            light = table.has("carrier", clause.lemma) or grammar().has("do", clause.lemma)
            return _own(analysis, clause) if light else None
        if words[at].pos not in (RELATIVE, NEGATION, "PART"):
            return None
    return None


def _nouns_before(analysis: Analysis, token: int) -> str | None:
    """What the nouns before an event noun say: خطة لقصف، احتمال توقيع، عدم ملاحقة، أنباء عن إعدام."""
    words, table = analysis.words, factuals()
    first = analysis.sentences[analysis.sentence_of[token]][0]
    found: str | None = None
    places: list[str] = [p for p in (words[token].proclitics[-1:],) if p in ("ب", "ل")]
    if words[token].enclitic and words[token].pos != NOUN:
        return None
    for at in range(token - 1, max(first, token - _BEFORE) - 1, -1):
        word = words[at]
        led = word.proclitics[-1:]
        if word.pos == NEGATION and at == token - 1 and analysis.texts[at] in ("لا", "ولا"):
            found = "denied"  # لا زيارة
            continue
        if word.pos == PREPOSITION or (word.pos == NEGATION and word.function != "noun"):
            if grammar().has("circumstance", word.function):
                break
            if word.function == "في" and not (at and table.has("noun", words[at - 1].lemma)):
                break
            fact = table.fact("noun", word.lemma, ())
            if fact is not None:
                found = _joined(fact.factuality, found)
            places.append(word.function)
            continue
        if word.pos in _STOPS or word.pos == CONJUNCTION:
            break
        if word.pos == NEGATION:
            if word.lemma != "غير":
                found = _joined("denied", found)
            continue
        if word.pos == "ADV" and table.has("noun", word.lemma):
            fact = table.fact("noun", word.lemma, places)
        else:
            fact = table.fact("noun", word.lemma, places) if word.pos in (NOUN, ADJECTIVE) else None
        if fact is not None and (places or not word.article):
            found = _joined(_said(analysis, fact, at), found)
        if led in ("ب", "ل"):
            places.append(led)
        if word.proclitics[:1] in ("و", "ف"):
            break
    return found


def _verb(analysis: Analysis, mention: TriggerMention) -> str | None:
    """What the verb that governs an event noun says of it, and what is said of that verb."""
    if mention.clause is None:
        return None
    clause = analysis.clauses[mention.clause]
    if clause.kind != "verb":
        return _above(analysis, clause) if clause.negative is False else _joined("denied", None)
    places = slot(analysis, clause, mention.token)
    if not places:
        return None
    table, words = factuals(), grammar()
    said = _governed(analysis, clause, places)
    if said is None:
        carried = table.fact("carrier", clause.lemma, places) is not None
        carried = carried or (words.has("do", clause.lemma) and ("obj" in places or "ب" in places))
        carried = carried or (words.has("own_act", clause.lemma) and "obj" in places)
        carried = carried or (clause.passive and "subj" in places and words.has("do", clause.lemma))
        if not carried:
            return None
        said = _own(analysis, clause)
    return _joined(_above(analysis, clause), said)
