"""Condition mentions with the statement that holds them."""

from __future__ import annotations

import msgspec

from mahdar.analysis.mentions import ConditionMention
from mahdar.analysis.types import Analysis
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
        then = _said(mention, said)
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
