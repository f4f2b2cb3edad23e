"""What somebody bound themselves or others to, or said will happen: read from statements and announced acts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from mahdar.analysis.mentions import CommitmentMention
from mahdar.analysis.types import Analysis
from mahdar.resolve.bringing import Bringing
from mahdar.resolve.coming import Coming
from mahdar.resolve.due import due_of
from mahdar.resolve.events import Done
from mahdar.resolve.found import Found
from mahdar.resolve.pairing import Pairing, chosen
from mahdar.resolve.parties import Parties
from mahdar.resolve.settled import Settled
from mahdar.resolve.spoken import Spoken
from mahdar.resolve.statements import Said

_EDGES = frozenset("،,؛;:.!؟?\"'«»“”()–-")
# The score (a logit) from which an actor is bound, or is the one for whom.
_LEAST = -0.5
# Words that a commitment needs to be known again, and the share of them that another one must have.
_TELLING, _AGAIN = 2, 0.75


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
    rule: str = ""


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
    ledger = _Ledger(analysis, settled)
    for mention in told if pairing is not None else ():
        _learned(mention, pairing, settled.said, ledger)
    reading = _Reading(analysis, table, settled, done)
    for found in (*reading.spoken(), *reading.announced(), *reading.worded()):
        ledger.add(found)
    return sorted(ledger.once(), key=lambda b: (b.start, b.end))


def _learned(mention: CommitmentMention, pairing: Pairing | None, said: list[Said], ledger: _Ledger) -> None:
    """Enter what the learned reader finds, with the actors that its scores bind."""
    assert pairing is not None
    actors = chosen(pairing.actors("bound", mention.first), (), least=_LEAST, trust=0.0)
    others = chosen(pairing.actors("beneficiary", mention.first), (), least=_LEAST, trust=0.0)
    statement = next(
        (n for n, s in enumerate(said) for a, b in s.mention.content if a <= mention.start < b), None
    )
    beneficiary = tuple(n for n in others if n not in actors)
    found = Found(
        kind=mention.kind,
        tokens=(mention.first, mention.last),
        actors=actors,
        beneficiary=beneficiary,
        statement=statement,
        rule="commitment.learned",
    )
    ledger.enter(found, (mention.start, mention.end))


class _Reading(Spoken, Coming, Bringing):
    """All ways of finding commitments, on one ground."""


class _Ledger:
    """Commitments so far; the same words are entered once."""

    def __init__(self, analysis: Analysis, settled: Settled) -> None:
        self.found: list[Bound] = []
        self._analysis = analysis
        self._settled = settled

    def add(self, found: Found) -> None:
        """Enter a commitment by its tokens."""
        first, last = found.tokens
        a = self._analysis
        while last > first and a.texts[last - 1] in _EDGES:
            last -= 1
        while first < last and a.texts[first] in _EDGES:
            first += 1
        if last > first:
            self.enter(
                found, (a.start(first, found.cut if first == found.tokens[0] else 0), a.ends[last - 1])
            )

    def enter(self, found: Found, span: tuple[int, int]) -> None:
        """Enter a commitment unless half of it stands there already."""
        for b in self.found:
            shared = min(span[1], b.end) - max(span[0], b.start)
            if shared > 0.5 * min(span[1] - span[0], b.end - b.start):
                return
        settled = self._settled
        due = found.due or due_of(self._analysis, found.tokens, settled.times, settled.published)
        held = settled.held
        self.found.append(
            Bound(
                kind=found.kind,
                start=span[0],
                end=span[1],
                actors=found.actors,
                beneficiary=found.beneficiary,
                statement=found.statement,
                event=found.event,
                quantities=tuple(n for n, q in enumerate(settled.quantities) if span[0] <= q.start < span[1]),
                due=due,
                condition=next(
                    (n for n, h in enumerate(held) if h.then[0] < span[1] and span[0] < h.then[1]), None
                ),
                rule=found.rule,
            )
        )

    def once(self) -> list[Bound]:
        """The commitments without those that are told again elsewhere in fewer words (a heading and its report)."""
        words = [self._words(b) for b in self.found]
        kept = []
        for n, one in enumerate(self.found):
            again = any(
                other.kind == one.kind
                and (len(words[m]), n) > (len(words[n]), m)
                and self._same(one, other, words[n], words[m])
                for m, other in enumerate(self.found)
                if m != n
            )
            if not again:
                kept.append(one)
        return kept

    def _same(self, one: Bound, other: Bound, ours: frozenset[str], theirs: frozenset[str]) -> bool:
        if len(ours) < _TELLING or (one.due and other.due and one.due != other.due):
            return False
        if one.actors and other.actors and not set(one.actors) & set(other.actors):
            return False
        return len(ours & theirs) >= _AGAIN * len(ours)

    def _words(self, one: Bound) -> frozenset[str]:
        """The lemmas that tell what is to happen."""
        a = self._analysis
        low = bisect_left(a.starts, one.start)
        high = bisect_left(a.starts, one.end)
        return frozenset(w.lemma for w in a.words[low:high] if w.pos in ("N", "A", "V", "PN", "NUM"))
