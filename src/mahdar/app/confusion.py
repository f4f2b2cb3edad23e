"""Which types of events are taken for which: annotated events beside those read, as a matrix."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from mahdar.app.evaluation import load_module

# The row of what was read without being annotated, the column of what was annotated without being read.
NONE = "none"


class Confusion(NamedTuple):
    """How often an annotated type (first) was read as a type (second); `none` on either side."""

    counts: dict[tuple[str, str], int]

    @property
    def types(self) -> list[str]:
        """The types that occur, `none` last."""
        return [*sorted({name for pair in self.counts for name in pair} - {NONE}), NONE]

    def table(self) -> str:
        """A row for each annotated type, a column for each type read."""
        types = self.types
        short = {name: name[:5].lower() for name in types}
        width = max(len(name) for name in types) + 2
        lines = [" " * width + "".join(f"{short[name]:>6}" for name in types)]
        for row in types:
            cells = (self.counts.get((row, column), 0) for column in types)
            lines.append(f"{row:{width}}" + "".join(f"{n or '.':>6}" for n in cells))
        return "\n".join(lines)


def confusion(folder: Path, gold: Path, texts: Path, records: Path) -> Confusion:
    """Count annotated types of events against those read.

    An annotated event is matched with one whose trigger overlaps its own, else with one of its sentence; one of its
    own type goes before, so that the diagonal counts what the scorer counts as right.

    Args:
        folder: the evaluation folder with its scorer.
        gold, texts: annotations and their texts.
        records: what was read, a record a line.

    Raises:
        SourceError: the folder lacks a module of its scorer.
    """
    reading, scorer = load_module(folder, "gold"), load_module(folder, "score")
    found: dict[str, dict[str, Any]] = {}
    for line in records.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        found[record["document"]["text"]] = record
    counts: Counter[tuple[str, str]] = Counter()
    for one in reading.load(gold, texts):
        pair = scorer.Pair(one, found.get(one.text, {}))
        events = pair.record.get("events", [])
        matched = scorer.match(one.events, events, lambda a, b, pair=pair: _likeness(pair, scorer, a, b))
        counts.update((a["type"], b["type"]) for a, b in matched)
        wanted, read = Counter(e["type"] for e in one.events), Counter(e["type"] for e in events)
        wanted.subtract(a["type"] for a, _ in matched)
        read.subtract(b["type"] for _, b in matched)
        counts.update({(name, NONE): n for name, n in wanted.items() if n})
        counts.update({(NONE, name): n for name, n in read.items() if n})
    return Confusion(dict(counts))


def _likeness(pair: Any, scorer: Any, wanted: dict[str, Any], read: dict[str, Any]) -> float:
    trigger = scorer.span(read["trigger"])
    same: float = 2.0 * (wanted["type"] == read["type"])
    if scorer.overlap(wanted["trigger"], trigger):
        return float(2.0 + same)
    return 1.0 + same if pair.line(wanted["trigger"][0]) == pair.line(trigger[0]) else 0.0
