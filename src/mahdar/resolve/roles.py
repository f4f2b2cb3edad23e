"""Who does an act, and to whom: a logistic score of each actor near a trigger in each of the two roles.

It weighs what grammar tells and infers, the network's pair scores, and where the actor stands. The weights are learned on reports
held out of the network's training and stand in `data/roles.tsv`.
"""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mahdar.analysis.mentions import TriggerMention
from mahdar.analysis.types import Analysis
from mahdar.ontology.weights import read_weights, sigmoid
from mahdar.resolve.pairing import Pairing
from mahdar.resolve.parties import Parties

PATH = Path(__file__).parent / "data" / "roles.tsv"
SIDES = ("source", "target")
# The probability from which the likeliest actor takes a role, and from which others do besides.
FIRST, MORE = {"source": 0.1, "target": 0.3}, {"source": 0.3, "target": 0.4}
# Sentences on either side of the trigger's own in which actors are looked at.
_REACH = 2
_FAR = 8.0
_KINDS = ("state", "person", "organization", "group", "place")
FEATURES = (
    "pair",  # the network's score of the actor in the role
    "other",  # … in the other role
    "lead",  # how far it is behind the best in the role
    "best",
    "told",  # a slot of the trigger names the actor in the role
    "told other",
    "inferred",  # grammar infers it
    "inferred other",
    "any told",  # whether a slot names anybody in the role
    "speaker",  # the actor speaks the words that are the act
    "addressee",
    "holder",  # the actor says the words that the act stands in
    "sentence",  # is mentioned in the trigger's sentence
    "clause",  # … in its clause
    "near",  # log of the tokens between
    "before",  # the nearest mention stands before the trigger
    *_KINDS,
    "country",  # its country is known
    "mentions",  # log of its mentions
    "mutual",  # an act of equals
    "noun",  # the trigger is a noun
    "one",
)


class Chance(NamedTuple):
    """An actor with what speaks for it in a role."""

    actor: int
    side: str
    features: tuple[float, ...]


class Given(NamedTuple):
    """What grammar says of the parties of an act: told by slots, then with what it infers; and who speaks."""

    told: tuple[tuple[int, ...], tuple[int, ...]]
    inferred: tuple[tuple[int, ...], tuple[int, ...]]
    speaker: tuple[int, ...]
    addressee: tuple[int, ...]
    holder: tuple[int, ...]


@cache
def weights() -> dict[str, tuple[float, ...]]:
    """For each role the weight of each feature."""
    return {side: read_weights(PATH, FEATURES, side) for side in SIDES}


class Roles:
    """Scores actors of one report in the roles of its acts."""

    def __init__(self, pairing: Pairing, analysis: Analysis, table: Parties) -> None:
        self._pairing = pairing
        self._analysis = analysis
        self._table = table
        self._places: dict[int, list[tuple[int, int]]] = {}
        for first, last, actors in table.stretches():
            for actor in actors:
                self._places.setdefault(actor, []).append((first, last))

    def chances(self, mention: TriggerMention, given: Given) -> list[Chance]:
        """The actors that may take part, in both roles."""
        a = self._analysis
        at, sentence = mention.token, a.sentence_of[mention.token]
        low = a.sentences[max(0, sentence - _REACH)][0]
        high = a.sentences[min(len(a.sentences) - 1, sentence + _REACH)][1]
        own = a.sentences[sentence]
        clause = a.clause_of[at]
        named = {*given.told[0], *given.told[1], *given.inferred[0], *given.inferred[1]}
        named |= {*given.speaker, *given.addressee, *given.holder}
        scores = {side: self._pairing.actors(side, at) for side in SIDES}
        near: dict[int, tuple[int, int]] = {}
        for actor, places in self._places.items():
            inside = [p for p in places if low <= p[0] < high]
            if inside or actor in named:
                near[actor] = min(inside or places, key=lambda p: (_apart(p, at), p))
        found = []
        for number, side in enumerate(SIDES):
            mine = {actor: scores[side].get(actor, -_FAR) for actor in near}
            top = max(mine.values(), default=0.0)
            for actor, place in near.items():
                one = self._table.actors[actor]
                score, other = mine[actor], scores[SIDES[1 - number]].get(actor, -_FAR)
                told, inferred = given.told, given.inferred
                found.append(
                    Chance(
                        actor, side,
                        (
                            _kept(score), _kept(other), _kept(score - top), float(score == top),
                            float(actor in told[number]), float(actor in told[1 - number]),
                            float(actor in inferred[number] and actor not in told[number]),
                            float(actor in inferred[1 - number] and actor not in told[1 - number]),
                            float(bool(told[number])), float(actor in given.speaker),
                            float(actor in given.addressee), float(actor in given.holder),
                            float(own[0] <= place[0] < own[1]),
                            float(clause >= 0 and a.clause_of[place[0]] == clause),
                            math.log(1 + _apart(place, at)), float(place[0] < at),
                            *(float(one.kind == kind) for kind in _KINDS), float(one.country is not None),
                            math.log(len(self._places.get(actor, ())) or 1), float(mention.symmetric),
                            float(mention.nominal), 1.0,
                        ),
                    )
                )  # fmt: skip
        return found

    def parties(self, mention: TriggerMention, given: Given) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Source and target of an act, the likeliest first; nobody is both."""
        chance: dict[str, dict[int, float]] = {side: {} for side in SIDES}
        for one in self.chances(mention, given):
            chance[one.side][one.actor] = sigmoid(weights()[one.side], one.features)
        found = []
        for side in SIDES:
            ranked = sorted(chance[side], key=lambda n: (-chance[side][n], n))
            taken = [
                actor
                for place, actor in enumerate(ranked)
                if chance[side][actor] >= (MORE if place else FIRST)[side]
            ]
            found.append(taken)
        source, target = (
            tuple(n for n in found[k] if n not in found[1 - k] or self._prefers(chance, n, k)) for k in (0, 1)
        )
        return source, target

    @staticmethod
    def _prefers(chance: dict[str, dict[int, float]], actor: int, side: int) -> bool:
        ours, theirs = chance[SIDES[side]][actor], chance[SIDES[1 - side]][actor]
        return ours > theirs or (ours == theirs and side == 0)


def _apart(place: tuple[int, int], at: int) -> int:
    return place[0] - at if place[0] > at else max(0, at - place[1] + 1)


def _kept(value: float) -> float:
    return max(-_FAR, min(_FAR, value))
