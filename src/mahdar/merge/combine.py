"""Joining what grammar and the learned reader found, layer by layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from mahdar.analysis.mentions import (
    ConditionMention,
    Mentions,
    NameMention,
)
from mahdar.analysis.types import Analysis
from mahdar.merge.acts import standing
from mahdar.merge.confidence import rated
from mahdar.merge.said import spoken

if TYPE_CHECKING:
    from mahdar.tagger.scores import Scores

# Probabilities from which the learned reader adds a name, and below which it takes one away that grammar told without
# a table.
NAME, NO_NAME = 0.95, 0.1
# Probabilities from which its commitments and conditions stand.
BOUND, CONDITION = 0.75, 0.95
_NAMED = frozenset({"name", "metonym"})


def combine(
    grammar: Mentions,
    tagger: Mentions | None = None,
    scores: Scores | None = None,
    analysis: Analysis | None = None,
) -> Mentions:
    """The mentions that go on to be resolved.

    Without the learned reader grammar decides every layer.
    """
    if tagger is None or scores is None or analysis is None:
        return rated(grammar, None, None)
    joined = msgspec.structs.replace(
        grammar,
        names=_names(grammar.names, tagger.names, scores),
        speech=spoken(grammar.speech, tagger.speech, scores, analysis),
        triggers=standing(grammar.triggers, tagger.triggers, scores, analysis),
        conditions=_conditions(grammar.conditions, tagger.conditions),
        commitments=[one for one in tagger.commitments if one.score >= BOUND],
    )
    return rated(joined, scores, analysis)


def _names(grammar: list[NameMention], tagger: list[NameMention], scores: Scores) -> list[NameMention]:
    """All names of grammar that the learned reader does not strongly deny, and what it finds between them."""
    table = scores.probabilities("name")
    kept = []
    taken: set[int] = set()
    for one in grammar:
        if one.form in _NAMED and not one.entries:
            share = 1 - float(table[one.first : one.last, 0].min())
            if share < NO_NAME:
                continue
        kept.append(one)
        if one.form in _NAMED:
            taken.update(range(one.first, one.last))
    for one in tagger:
        if one.score >= NAME and taken.isdisjoint(range(one.first, one.last)):
            kept.append(one)
            taken.update(range(one.first, one.last))
    return sorted(kept, key=lambda m: (m.first, m.last))


def _conditions(grammar: list[ConditionMention], tagger: list[ConditionMention]) -> list[ConditionMention]:
    """Those of grammar, and those of the learned reader whose condition touches none of them."""
    kept = list(grammar)
    for one in tagger:
        apart = all(one.if_[1] <= other.if_[0] or other.if_[1] <= one.if_[0] for other in kept)
        if apart and one.score >= CONDITION:
            kept.append(one)
    return sorted(kept, key=lambda m: (m.marker, m.if_))
