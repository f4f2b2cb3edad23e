"""Who fills a role by the learned reader's pair scores: each actor by its best mentions."""

from __future__ import annotations

import math
from bisect import bisect_left
from typing import TYPE_CHECKING

from mahdar.resolve.parties import Parties

if TYPE_CHECKING:
    from mahdar.tagger.scores import Scores

# Tokens on either side of an asking word within which mentions are scored.
_REACH = 400


class Pairing:
    """Scores of a report's actors in roles of its cues and triggers.

    Args:
        scores: the report's. table: its actors with their mentions.
    """

    def __init__(self, scores: Scores, table: Parties) -> None:
        self._scores = scores
        self._table = table
        self._stretches: list[tuple[int, int]] = []
        self._actors: list[tuple[int, ...]] = []
        for first, last, actors in table.stretches():
            self._stretches.append((first, last))
            self._actors.append(actors)
        self._firsts = [first for first, _ in self._stretches]
        self._kept: dict[tuple[str, int], dict[int, float]] = {}

    def actors(self, role: str, token: int) -> dict[int, float]:
        """The score (a logit) of each actor in a role of a token; mentions of one actor add up."""
        key = (role, token)
        known = self._kept.get(key)
        if known is not None:
            return known
        low = bisect_left(self._firsts, token - _REACH)
        high = bisect_left(self._firsts, token + _REACH)
        values = self._scores.pairs(role, token, self._stretches[low:high])
        found: dict[int, float] = {}
        for actors, value in zip(self._actors[low:high], values.tolist(), strict=True):
            for actor in actors:
                before = found.get(actor)
                found[actor] = value if before is None else _added(before, value)
        self._kept[key] = found
        return found

    def time(self, token: int, stretches: list[tuple[int, int]]) -> list[float]:
        """The score of each time expression as the time of a trigger."""
        values: list[float] = self._scores.pairs("time", token, stretches).tolist()
        return values

    def shares(self, head: str, token: int) -> dict[str, float]:
        """The probability of each label of a head at a token."""
        return self._scores.shares(head, token)


def _added(a: float, b: float) -> float:
    top = max(a, b)
    return round(top + math.log(math.exp(a - top) + math.exp(b - top)), 4)


def chosen(
    scores: dict[int, float], told: tuple[int, ...], *, least: float, trust: float, more: float | None = None
) -> tuple[int, ...]:
    """The actors of a role, the best first.

    Args:
        scores: logits by actor. told: those that grammar tells; they have `trust` more.
        least: from where the best is taken. more: from where others are taken besides (`least` if None).
    """
    total = {actor: value + (trust if actor in told else 0.0) for actor, value in scores.items()}
    for actor in told:
        total.setdefault(actor, trust)
    ranked = sorted(total, key=lambda actor: (-total[actor], actor))
    edge = least if more is None else more
    return tuple(
        actor for place, actor in enumerate(ranked) if total[actor] >= (least if place == 0 else edge)
    )
