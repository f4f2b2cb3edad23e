"""Which words tell an event, of which type and factuality: sentences of our own, held to floors.

`events.tsv` holds 25 sentences for each PLOVER type, a third of them neighbours and other uses of its words. Cases say
what is right, so some of them fail: the floors keep what was reached (see `floors`). `pytest -s` prints the table, and
`python tests/unit/test_event_cases.py` the cases that fail.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from typing import NamedTuple

from floors import CASES, Tally, hold, show

import mahdar
from mahdar.ontology import load_plover
from mahdar.record import make_document

FILE = "events.tsv"


class Wanted(NamedTuple):
    """An event that a sentence tells: the words that may be its trigger, its type, its factuality."""

    triggers: tuple[str, ...]
    type: str
    factuality: str


class Found(NamedTuple):
    """An event of a record."""

    start: int
    end: int
    type: str
    factuality: str


class Case(NamedTuple):
    """A sentence with the events it tells, and those that were read."""

    kind: str
    text: str
    wanted: tuple[Wanted, ...]
    found: tuple[Found, ...]

    @property
    def pairs(self) -> list[tuple[Wanted, Found]]:
        """Events wanted with those found for them: an allowed trigger and the same type."""
        pairs: list[tuple[Wanted, Found]] = []
        for one in self.wanted:
            for event in self.found:
                if event not in (f for _, f in pairs) and event.type == one.type and self.at(one, event):
                    pairs.append((one, event))
                    break
        return pairs

    def at(self, one: Wanted, event: Found) -> bool:
        """Whether an event's trigger is one of the words allowed for it."""
        places = (self.text.find(word) for word in one.triggers)
        return any(
            max(event.start, at) < min(event.end, at + len(word))
            for at, word in zip(places, one.triggers, strict=True)
        )

    @property
    def right(self) -> bool:
        """Whether exactly the events wanted were read, each with its factuality."""
        same = sum(one.factuality == event.factuality for one, event in self.pairs)
        return same == len(self.wanted) == len(self.found)


def wanted(written: str) -> tuple[Wanted, ...]:
    if written == "-":
        return ()
    events = []
    for one in written.split(";"):
        words, told = one.split("=")
        kind, _, factuality = told.partition("/")
        events.append(Wanted(tuple(words.split("/")), kind, factuality or "actual"))
    return tuple(events)


@cache
def cases() -> tuple[Case, ...]:
    """All sentences, read."""
    reader = mahdar.Reader(mode="grammar")
    lines = (CASES / FILE).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    read = []
    for kind, events, text in rows:
        record = reader.read(make_document(text, published="2023-05-10"))
        found = tuple(Found(e.trigger.start, e.trigger.end, e.type, e.factuality) for e in record.events)
        read.append(Case(kind, text, wanted(events), found))
    return tuple(read)


def measure() -> dict[str, Tally]:
    """The layers: each type, factualities other than actual, and sentences read without a fault."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for case in cases():
        kinds = [Counter(event.type for event in events) for events in (case.wanted, case.found)]
        right = Counter(one.type for one, _ in case.pairs)
        for kind in {*kinds[0], *kinds[1]}:
            tallies[kind] = tallies[kind].plus(right[kind], kinds[0][kind], kinds[1][kind])
        for one, event in case.pairs:
            other = one.factuality != "actual", event.factuality != "actual"
            same = all(other) and one.factuality == event.factuality
            tallies["factuality"] = tallies["factuality"].plus(same, *other)
        tallies["sentences"] = tallies["sentences"].plus(case.right, 1, 1)
    return {kind: tallies[kind] for kind in sorted(tallies)}


def test_cases_are_written_out() -> None:
    types = set(load_plover().types)
    assert Counter(case.kind for case in cases()) == dict.fromkeys(types, 25)
    for case in cases():
        for one in case.wanted:
            assert one.type in types
            assert all(word in case.text for word in one.triggers), case.text
    texts = [case.text for case in cases()]
    assert len(texts) == len(set(texts))


def test_events_hold_their_floors() -> None:
    tallies = measure()
    show(FILE, tallies)
    hold(FILE, tallies)


if __name__ == "__main__":
    for case in cases():
        if not case.right:
            told = [(case.text[e.start : e.end], e.type, e.factuality) for e in case.found]
            print(
                case.kind,
                case.text,
                [(*w.triggers, w.type, w.factuality) for w in case.wanted],
                told,
                sep="\t",
            )
    show(FILE, measure())
