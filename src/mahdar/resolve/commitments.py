"""What somebody bound themselves or others to, or said will happen: read from statements and announced acts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import msgspec

from mahdar.analysis.mentions import CommitmentMention, QuantityMention
from mahdar.analysis.types import Analysis
from mahdar.resolve.bringing import Bringing
from mahdar.resolve.coming import Coming
from mahdar.resolve.conditions import Held
from mahdar.resolve.due import due_of
from mahdar.resolve.events import Done
from mahdar.resolve.found import Found, of_sentences
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
# Commitments before and behind one among which it may be told again.
_NEARBY = 12


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
    return ledger.once()


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
        self._in: dict[int, list[Bound]] = {}  # by sentence, as all that follows
        self._times = of_sentences(analysis, settled.times)
        self._held: dict[int, list[tuple[int, Held]]] = {}
        for number, held in enumerate(settled.held):
            self._held.setdefault(analysis.sentence_of[held.mention.marker], []).append((number, held))
        self._quantities: dict[int, list[tuple[int, QuantityMention]]] = {}
        for number, one in enumerate(settled.quantities):
            token = max(0, bisect_right(analysis.starts, one.start) - 1)
            self._quantities.setdefault(analysis.sentence_of[token], []).append((number, one))

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
        a, settled = self._analysis, self._settled
        sentence = a.sentence_of[found.tokens[0]]
        beside = self._in.setdefault(sentence, [])
        for b in beside:
            shared = min(span[1], b.end) - max(span[0], b.start)
            if shared > 0.5 * min(span[1] - span[0], b.end - b.start):
                return
        one = Bound(
            kind=found.kind,
            start=span[0],
            end=span[1],
            actors=found.actors,
            beneficiary=found.beneficiary,
            statement=found.statement,
            event=found.event,
            quantities=tuple(
                n for n, q in self._quantities.get(sentence, ()) if span[0] <= q.start < span[1]
            ),
            due=found.due or due_of(a, found.tokens, self._times.get(sentence, []), settled.published),
            condition=next(
                (n for n, h in self._held.get(sentence, ()) if h.then[0] < span[1] and span[0] < h.then[1]),
                None,
            ),
            rule=found.rule,
        )
        beside.append(one)
        self.found.append(one)

    def once(self) -> list[Bound]:
        """The commitments without those that are told again nearby in fewer words (a heading and its report)."""
        ordered = sorted(self.found, key=lambda b: (b.start, b.end))
        words = [self._words(b) for b in ordered]
        kept = []
        for n, one in enumerate(ordered):
            near = range(max(0, n - _NEARBY), min(len(ordered), n + _NEARBY + 1))
            again = any(
                m != n
                and ordered[m].kind == one.kind
                and (len(words[m]), n) > (len(words[n]), m)
                and self._same(one, ordered[m], words[n], words[m])
                for m in near
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
