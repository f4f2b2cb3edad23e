"""Whether an act is actual, planned, possible, conditional or denied, read from its clause and those above it.

The scale follows FactBank (Saurí and Pustejovsky 2009) reduced to the record's five values.
"""

from __future__ import annotations

from mahdar.analysis.mentions import TriggerMention
from mahdar.analysis.types import Analysis, Clause
from mahdar.languages.ar.factuals import factuals
from mahdar.languages.ar.grammar import grammar

_MODAL = {"possible": "possible", "planned": "planned", "wanted": "possible", "necessary": "possible"}


def _verb_view(clause: Clause) -> str | None:
    """What a clause says of its own predicate."""
    if clause.negative:
        return "denied"
    if clause.modality in ("possible", "planned"):
        return clause.modality
    if clause.modality in ("wanted", "necessary"):
        return "possible"
    if clause.tense == "future":
        return "planned"
    return None


def _above(analysis: Analysis, clause: Clause) -> str | None:
    """What the clauses above say of a complement."""
    at = clause
    steps = 0
    table = factuals()
    while at.parent is not None and steps < 8:
        above = analysis.clauses[at.parent]
        if at.relation in ("complement", "subject", "content"):
            view = table.verb(above.lemma)
            if view is not None:
                marker = analysis.words[at.marker] if at.marker is not None else None
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


def factuality(analysis: Analysis, mention: TriggerMention) -> str:
    """The factuality of an act."""
    if mention.nominal:
        return _nominal(analysis, mention)
    if mention.clause is None or mention.refusal:
        return "actual"
    clause = analysis.clauses[mention.clause]
    view = _verb_view(clause)
    if view is not None:
        return view
    above = _above(analysis, clause)
    if above is not None and above != "actual":
        return above
    purpose = clause.marker is not None and analysis.words[clause.marker].function == "purpose"
    word = analysis.words[clause.predicate]
    if purpose or (word.proclitics.endswith("ل") and word.tense == "present"):
        return "possible"
    if word.mood == "subjunctive" or (
        clause.marker is not None and analysis.words[clause.marker].function == "an"
    ):
        return "possible" if clause.tense != "past" else "actual"
    return "actual"


def _nominal(analysis: Analysis, mention: TriggerMention) -> str:
    """An event noun: the nouns before it and the verb that governs it decide."""
    words = analysis.words
    table = factuals()
    first = analysis.sentences[analysis.sentence_of[mention.token]][0]
    for at in range(mention.token - 1, max(first, mention.token - 4) - 1, -1):
        word = words[at]
        view = table.noun(word.lemma)
        if view is not None and not word.article:
            return view
        if word.pos in ("V", "MARK", "SUB", "REL"):
            break
    if mention.token + 1 < len(words):
        after = words[mention.token + 1]
        if after.pos == "A" and table.adjective(after.lemma) is not None:
            return table.adjective(after.lemma) or "actual"
    if mention.clause is None:
        return "actual"
    clause = analysis.clauses[mention.clause]
    if clause.kind != "verb" or clause.predicate > mention.token:
        return _governed(clause) if clause.kind == "verb" else "actual"
    heads = [p.head for p in (clause.subject, clause.object) if p is not None]
    heads += [o.phrase.head for o in clause.obliques]
    direct = mention.token in heads or any(
        p is not None and p.first <= mention.token < p.last for p in (clause.subject, clause.object)
    )
    view = table.verb(clause.lemma)
    if direct and view is not None:
        return "actual" if clause.negative and view == "denied" else view
    if direct and grammar().has("do", clause.lemma):
        return _verb_view(clause) or "actual"
    if direct and clause.tense == "future":
        return "planned"
    return "actual"


def _governed(clause: Clause) -> str:
    return "planned" if clause.tense == "future" and grammar().has("do", clause.lemma) else "actual"
