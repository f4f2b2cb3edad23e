"""What somebody bound themselves or others to, or said will happen: read from statements and planned acts."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from mahdar.analysis.mentions import CommitmentMention
from mahdar.analysis.types import Analysis, Clause
from mahdar.resolve.events import Done
from mahdar.resolve.pairing import Pairing, chosen
from mahdar.resolve.parties import Parties
from mahdar.resolve.settled import Settled
from mahdar.resolve.statements import Said
from mahdar.resolve.times import ResolvedTime

_KINDS = {
    "promise": "pledge",
    "demand": "demand",
    "threaten": "threat",
    "offer": "offer",
    "forecast": "forecast",
}


class Bound(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A commitment with references as indexes."""

    kind: str
    start: int
    end: int
    actors: tuple[int, ...]
    beneficiary: tuple[int, ...]
    statement: int | None
    event: int | None
    quantities: tuple[int, ...]
    due: str | None
    condition: int | None


def _due(span: tuple[int, int], times: list[ResolvedTime], published: str | None) -> str | None:
    """The first point of time inside the span that is not before the report."""
    for time in times:
        one = time.mention
        if span[0] <= one.start < span[1] and one.type in ("date", "time") and time.value:
            if published is None or time.value[: len(published)] >= published[: len(time.value)]:
                return time.value
    return None


def resolve_commitments(
    analysis: Analysis,
    table: Parties,
    done: list[Done],
    settled: Settled,
    told: Sequence[CommitmentMention] = (),
    pairing: Pairing | None = None,
) -> list[Bound]:
    """Commitments in order of their spans, the same words once.

    Args:
        analysis, table: the report and its actors. done, settled: its events, and what was resolved before them.
        told, pairing: what the learned reader finds, and its scores of who is bound; these go first.
    """
    ledger = _Ledger(settled)
    said = settled.said
    for mention in told if pairing is not None else ():
        _learned(mention, pairing, said, ledger)
    for number, one in enumerate(said):
        kind = _KINDS.get(one.act)
        if kind is None:
            continue
        actors = one.addressee if kind == "demand" else one.speaker
        beneficiary = one.addressee if kind != "demand" else ()
        if kind == "forecast":
            actors = _subject(analysis, table, one.mention.content_tokens)
        ledger.add(
            kind,
            (one.mention.content[0][0], one.mention.content[-1][1]),
            actors,
            beneficiary,
            statement=number,
        )
    by_clause = {d.mention.clause: n for n, d in enumerate(done) if not d.mention.nominal}
    for clause in analysis.clauses:
        if (
            clause.kind == "verb"
            and not clause.negative
            and (clause.tense == "future" or clause.modality == "planned")
        ):
            _plan(analysis, table, clause, said, by_clause.get(clause.index), ledger)
    return sorted(ledger.found, key=lambda b: (b.start, b.end))


def _learned(mention: CommitmentMention, pairing: Pairing | None, said: list[Said], ledger: _Ledger) -> None:
    """Enter what the learned reader finds, with the actors that its scores bind."""
    assert pairing is not None
    actors = chosen(pairing.actors("bound", mention.first), (), least=_LEAST, trust=0.0)
    others = chosen(pairing.actors("beneficiary", mention.first), (), least=_LEAST, trust=0.0)
    statement = next(
        (n for n, s in enumerate(said) for a, b in s.mention.content if a <= mention.start < b), None
    )
    beneficiary = tuple(n for n in others if n not in actors)
    ledger.add(mention.kind, (mention.start, mention.end), actors, beneficiary, statement=statement)


# The score (a logit) from which an actor is bound, or is the one for whom.
_LEAST = -0.5


class _Ledger:
    """Commitments so far; the same words are entered once."""

    def __init__(self, settled: Settled) -> None:
        self.found: list[Bound] = []
        self._settled = settled

    def add(
        self,
        kind: str,
        span: tuple[int, int],
        actors: tuple[int, ...],
        beneficiary: tuple[int, ...] = (),
        *,
        statement: int | None = None,
        event: int | None = None,
    ) -> None:
        """Enter a commitment unless half of it stands there already."""
        for b in self.found:
            shared = min(span[1], b.end) - max(span[0], b.start)
            if shared > 0.5 * min(span[1] - span[0], b.end - b.start):
                return
        settled = self._settled
        self.found.append(
            Bound(
                kind=kind,
                start=span[0],
                end=span[1],
                actors=actors,
                beneficiary=beneficiary,
                statement=statement,
                event=event,
                quantities=tuple(n for n, q in enumerate(settled.quantities) if span[0] <= q.start < span[1]),
                due=_due(span, settled.times, settled.published),
                condition=next(
                    (n for n, h in enumerate(settled.held) if span[0] <= h.then[0] < span[1]), None
                ),
            )
        )


def _plan(
    analysis: Analysis, table: Parties, clause: Clause, said: list[Said], event: int | None, ledger: _Ledger
) -> None:
    """An announced act of somebody who can act."""
    subject = clause.subject or clause.inherited_subject
    actors = tuple(table.of_phrase(subject)) if subject is not None else ()
    if not actors or table.actors[actors[0]].kind == "place":
        return
    first = subject.first if subject is not None and subject.first < clause.predicate else clause.predicate
    last = max(clause.last, clause.predicate + 1)
    while last > first + 1 and analysis.words[last - 1].pos in ("MARK", "SUB"):
        last -= 1
    span = (analysis.starts[first], analysis.ends[last - 1])
    statement = next((n for n, s in enumerate(said) for a, b in s.mention.content if a <= span[0] < b), None)
    ledger.add("plan", span, actors, statement=statement, event=event)


def _subject(analysis: Analysis, table: Parties, tokens: tuple[int, int]) -> tuple[int, ...]:
    """Parties of the first clause inside a forecast."""
    for clause in analysis.clauses_in(analysis.sentence_of[tokens[0]]):
        if tokens[0] <= clause.predicate < tokens[1] and clause.subject is not None:
            return tuple(table.of_phrase(clause.subject))
    return ()
