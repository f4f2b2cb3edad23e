"""Whether an act is actual, planned, possible, conditional or denied, read from its clause and those above it.

The scale follows FactBank (Saurí and Pustejovsky 2009) reduced to the record's five values.
"""

from __future__ import annotations

from mahdar.analysis.mentions import TriggerMention
from mahdar.analysis.types import Analysis, Clause
from mahdar.analysis.words import ADJECTIVE, MARK, NEGATION, NOUN, RELATIVE, SUBORDINATOR, VERB
from mahdar.languages.ar.factuals import factuals
from mahdar.languages.ar.grammar import grammar

# Words before a clause or an event noun that may speak for it, and behind an event noun.
_LEAD, _BEFORE, _BEHIND = 5, 4, 5
# Clauses above that are asked.
_DEEP = 8
# Acts that are foiled rather than done where their verb says so: أحبط هجوما.
_FOILED = frozenset({"ASSAULT", "PROTEST", "MOBILIZE"})


def factuality(analysis: Analysis, mention: TriggerMention) -> str:
    """The factuality of an act."""
    if mention.refusal:
        return "actual"
    view = _nominal(analysis, mention) if mention.nominal else _verbal(analysis, mention)
    return "possible" if view == "actual" and _asked(analysis, mention) else view


def _verbal(analysis: Analysis, mention: TriggerMention) -> str:
    if mention.clause is None:
        return "actual"
    clause = analysis.clauses[mention.clause]
    if mention.type in _FOILED and factuals().verb(clause.lemma) == "denied" and not clause.negative:
        return "denied"
    return _of_clause(analysis, clause)


def _of_clause(analysis: Analysis, clause: Clause) -> str:
    """What a clause says of its predicate, or the clauses above it do."""
    view = _own(analysis, clause)
    if view is not None:
        return view
    above = _above(analysis, clause)
    if above is not None and above != "actual":
        return above
    words = analysis.words
    marker = words[clause.marker] if clause.marker is not None else None
    word = words[clause.predicate]
    purpose = marker is not None and marker.function == "purpose"
    if purpose or (word.proclitics.endswith("ل") and word.tense == "present"):
        return "possible"
    if word.mood == "subjunctive" or (marker is not None and marker.function == "an"):
        return "actual" if clause.tense == "past" or _happened_after(analysis, clause) else "possible"
    return "actual"


def _own(analysis: Analysis, clause: Clause) -> str | None:
    """What a clause says of its own predicate."""
    if clause.negative and not _only(analysis, clause):
        return "denied"
    if clause.modality == "possible":
        return "planned" if _awaited(analysis, clause) else "possible"
    if clause.modality == "planned":
        return "planned"
    if clause.modality in ("wanted", "necessary"):
        return "possible"
    return "planned" if clause.tense == "future" else None


def _only(analysis: Analysis, clause: Clause) -> bool:
    """Whether a negation denies less than the act: لم يعترف إلا بعد سنوات, لم يؤيد فحسب, لا تزال تضغط."""
    words = analysis.words
    lead = range(max(clause.predicate - 2, 0), clause.predicate)
    if any(factuals().has("lasting", words[at].lemma) for at in lead):
        return True
    behind = range(clause.predicate + 1, min(clause.last, len(words)))
    return any(factuals().has("only", analysis.texts[at]) for at in behind)


def _awaited(analysis: Analysis, clause: Clause) -> bool:
    """Whether what makes a clause possible is that it is due: من المنتظر أن, يفترض أن."""
    table, words = factuals(), analysis.words
    until = clause.marker if clause.marker is not None else clause.predicate
    for at in range(until - 1, max(until - 1 - _LEAD, -1), -1):
        view = table.adjective(words[at].lemma) or table.verb(words[at].lemma)
        if view is not None:
            return view == "planned"
    return False


def _happened_after(analysis: Analysis, clause: Clause) -> bool:
    """Whether قبل أن tells what came next in a story: استقبل الوفد قبل أن يتوجه إلى القصر."""
    at, parent = clause.marker, clause.parent
    if at is None or at == 0 or parent is None or not factuals().has("before", analysis.words[at - 1].lemma):
        return False
    return analysis.clauses[parent].tense == "past"


def _above(analysis: Analysis, clause: Clause) -> str | None:
    """What the clauses above say of a complement."""
    at = clause
    steps = 0
    table, words = factuals(), analysis.words
    while at.parent is not None and steps < _DEEP:
        above = analysis.clauses[at.parent]
        if at.relation in ("complement", "subject", "content"):
            view = table.verb(words[above.predicate].verb or above.lemma)
            if view is not None:
                marker = words[at.marker] if at.marker is not None else None
                clausal = marker is not None and marker.function == "an"
                if view in ("denied", "possible") or clausal:
                    return "actual" if view == "denied" and above.negative else view
        elif at.relation == "condition":
            return "conditional"
        elif at.relation in ("relative", "root"):
            break
        at = above
        steps += 1
    return None


def _asked(analysis: Analysis, mention: TriggerMention) -> bool:
    """Whether an act is only asked about: هل يزور الرئيس بغداد؟"""
    last = analysis.sentences[analysis.sentence_of[mention.token]][1] - 1
    if analysis.texts[last] not in ("؟", "?") or mention.clause is None:
        return False
    clause = analysis.clauses[mention.clause]
    return not mention.nominal and clause.tense != "past"


def _nominal(analysis: Analysis, mention: TriggerMention) -> str:
    """An event noun: the nouns before it, the words behind it and the verb that governs it decide."""
    view = _led(analysis, mention.token) or _followed(analysis, mention.token)
    if view is not None:
        return view
    if mention.clause is None:
        return "actual"
    clause = analysis.clauses[mention.clause]
    if clause.kind != "verb":
        return "actual"
    doing = grammar().has("do", clause.lemma) or factuals().has("occur", clause.lemma)
    if not _governed(analysis, clause, mention.token):
        told = clause.predicate > mention.token and doing and clause.tense == "future"
        return "planned" if told else "actual"
    view = factuals().verb(clause.lemma)
    if view is not None:
        return "actual" if clause.negative and view == "denied" else view
    if doing:
        return _of_clause(analysis, clause)
    return "planned" if clause.tense == "future" else "actual"


def _led(analysis: Analysis, token: int) -> str | None:
    """What stands before an event noun says of it: عدم التوقيع, محاولة اغتيال, لا زيارة."""
    words, table = analysis.words, factuals()
    first = analysis.sentences[analysis.sentence_of[token]][0]
    for at in range(token - 1, max(first, token - _BEFORE) - 1, -1):
        word = words[at]
        if word.pos == NEGATION and at == token - 1 and analysis.texts[at] in ("لا", "ولا"):
            return "denied"
        view = table.noun(word.lemma) or table.noun(analysis.texts[at])
        if view is not None and not word.article:
            none = at > first and analysis.texts[at - 1].lstrip("وف") == "لا"
            return "denied" if none else view
        if word.pos in (VERB, MARK, SUBORDINATOR, RELATIVE):
            break
    return None


def _followed(analysis: Analysis, token: int) -> str | None:
    """What the adjectives of an event noun say of it, behind its genitives: القمة العربية المقبلة."""
    words, table = analysis.words, factuals()
    last = analysis.sentences[analysis.sentence_of[token]][1]
    for at in range(token + 1, min(last, token + 1 + _BEHIND)):
        word = words[at]
        if word.pos == ADJECTIVE or word.derived in ("active", "passive"):
            view = table.adjective(word.lemma)
            if view is not None:
                return view
        elif word.pos != NOUN and analysis.name_of[at] < 0:
            break
    return None


def _governed(analysis: Analysis, clause: Clause, token: int) -> bool:
    """Whether an event noun is subject or object of a clause's verb, or stands with a preposition that it governs."""
    for phrase in (clause.subject, clause.object):
        if phrase is not None and phrase.first <= token < phrase.last:
            return True
    parts = analysis.words[clause.predicate].frame.split(":")
    governed = parts[2].split(",") if len(parts) == 3 else []
    return any(o.phrase.head == token and o.preposition in governed for o in clause.obliques)
