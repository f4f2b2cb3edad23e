"""Condition mentions with the statement that holds them."""

from __future__ import annotations

import msgspec

from mahdar.analysis.mentions import ConditionMention
from mahdar.analysis.types import Analysis
from mahdar.languages.ar.cues import cues
from mahdar.languages.ar.grammar import grammar
from mahdar.resolve.holders import Holders
from mahdar.resolve.statements import Said


class Held(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A condition, its consequence, and the number of the statement they stand in."""

    mention: ConditionMention
    if_: tuple[int, int]
    then: tuple[int, int]
    holder: int | None


def resolve_conditions(mentions: list[ConditionMention], analysis: Analysis, said: list[Said]) -> list[Held]:
    """Conditions in order; the holder is the innermost statement whose content holds both sides."""
    holders = Holders(analysis)
    for number, one in enumerate(said):
        holders.enter(number, one.mention.content, one.mention.content_tokens)
    found = []
    for mention in mentions:
        both = set(holders.around(mention.marker, mention.if_[0])) & set(
            holders.around(mention.marker, mention.then[0])
        )
        width = {n: said[n].mention.content[-1][1] - said[n].mention.content[0][0] for n in both}
        holder = min(both, key=lambda n: (width[n], n), default=None)
        then = _act(analysis, mention, _said(mention, said))
        found.append(Held(mention=mention, if_=mention.if_, then=then, holder=holder))
    return found


def _said(mention: ConditionMention, said: list[Said]) -> tuple[int, int]:
    """The consequence without the cue of speech before it: لوّح بتسليح السكان إن عادت القذائف."""
    start, end = mention.then
    if mention.if_[0] < start:
        return start, end
    for one in said:
        first, last = one.mention.content[0][0], one.mention.content[-1][1]
        if start <= one.mention.cue[0] < end and start < first < end - 1 and last >= end:
            start = max(start, first)
    return start, end


# What a verb says of an act that hangs on a condition: promised, threatened, offered, asked for.
_SPOKEN = frozenset({"promise", "threaten", "offer", "demand"})


def _act(analysis: Analysis, mention: ConditionMention, then: tuple[int, int]) -> tuple[int, int]:
    """The act alone, where a verb of promising or intending with a verbal noun brings it: تعتزم الشركة بيع حصتها."""
    start, end = then
    if mention.if_[0] < start:
        return then
    for clause in analysis.clauses_in(analysis.sentence_of[mention.marker]):
        if clause.kind != "verb" or not start <= analysis.starts[clause.predicate] < end:
            continue
        spoken = any(cue.act in _SPOKEN for cue in cues()["verb"].get(clause.lemma, ()))
        if not spoken and not grammar().has("planned", clause.lemma):
            return then
        phrases = [clause.object, *(o.phrase for o in clause.obliques)]
        for phrase in phrases:
            if phrase is None or phrase.first <= clause.predicate:
                continue
            word = analysis.words[phrase.first]
            first = analysis.start(phrase.first, word.cut if word.proclitics else 0)
            if phrase.head == phrase.first and word.derived == "masdar" and first < end:
                return first, end
        return then
    return then
