"""Commitments before they are entered, and what every way of finding them shares."""

from __future__ import annotations

import msgspec

from mahdar.analysis.types import Analysis
from mahdar.resolve.announced import cut
from mahdar.resolve.binding import Binding
from mahdar.resolve.conditions import Held
from mahdar.resolve.events import Done
from mahdar.resolve.parties import Parties
from mahdar.resolve.settled import Settled
from mahdar.resolve.times import ResolvedTime


class Found(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A commitment before it is entered: its tokens, and what was made out."""

    kind: str
    tokens: tuple[int, int]
    actors: tuple[int, ...]
    rule: str
    cut: int = 0
    beneficiary: tuple[int, ...] = ()
    statement: int | None = None
    event: int | None = None
    due: str | None = None


def of_sentences(analysis: Analysis, times: list[ResolvedTime]) -> dict[int, list[ResolvedTime]]:
    """Times by the sentence that each stands in."""
    found: dict[int, list[ResolvedTime]] = {}
    for time in times:
        found.setdefault(analysis.sentence_of[time.mention.first], []).append(time)
    return found


class Ground:
    """What the ways of finding commitments stand on: the report, its actors, statements and conditions."""

    def __init__(self, analysis: Analysis, table: Parties, settled: Settled, done: list[Done]) -> None:
        self.a = analysis
        self.table = table
        self.settled = settled
        self.said = settled.said
        self.binding = Binding(analysis, table, settled.said)
        self.event_of = {d.mention.clause: n for n, d in enumerate(done) if not d.mention.nominal}
        self.held: dict[int, list[Held]] = {}
        for held in settled.held:
            self.held.setdefault(analysis.sentence_of[held.mention.marker], []).append(held)
        self.times = of_sentences(analysis, settled.times)
        self.cued = {one.mention.cue_token: number for number, one in enumerate(settled.said)}

    def inside_condition(self, token: int) -> bool:
        """Whether a token stands in what something else hangs on."""
        at = self.a.starts[token]
        return any(h.if_[0] <= at < h.if_[1] for h in self.held.get(self.a.sentence_of[token], ()))

    def act(
        self,
        at: int,
        first: int,
        last: int,
        *,
        kind: str,
        actors: tuple[int, ...],
        rule: str,
    ) -> Found | None:
        """The act that a noun tells from a token on, brought by the word at another one; at most up to `last`."""
        a = self.a
        span = cut(a, first, first, last, self.held.get(a.sentence_of[first], []))
        if span is None or self.inside_condition(at):
            return None
        word = a.words[first]
        return Found(
            kind=kind,
            tokens=span,
            cut=word.cut if word.proclitics else 0,
            actors=actors,
            statement=self.binding.statement_at(at),
            rule=rule,
        )
