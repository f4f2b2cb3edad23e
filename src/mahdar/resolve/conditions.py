"""Condition mentions with the statement that holds them."""

from __future__ import annotations

import msgspec

from mahdar.analysis.mentions import ConditionMention
from mahdar.resolve.statements import Said


class Held(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A condition, its consequence, and the number of the statement they stand in."""

    mention: ConditionMention
    if_: tuple[int, int]
    then: tuple[int, int]
    holder: int | None


def resolve_conditions(mentions: list[ConditionMention], said: list[Said]) -> list[Held]:
    """Conditions in order; the holder is the innermost statement whose content holds both sides."""
    found = []
    for mention in mentions:
        best: int | None = None
        width = 0
        for number, one in enumerate(said):
            for start, end in one.mention.content:
                inside = start <= mention.if_[0] < end and start <= mention.then[0] < end
                if inside and (best is None or end - start < width):
                    best, width = number, end - start
        found.append(Held(mention=mention, if_=mention.if_, then=mention.then, holder=best))
    return found
