"""Scores of one way of reading taken apart: by PLOVER type, by outlet, and how far its confidence can be trusted."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from mahdar.app.evaluation import load_module
from mahdar.app.read import make_reader
from mahdar.app.score import parts
from mahdar.errors import SourceError
from mahdar.intake import Metadata, build_document, decode
from mahdar.record import encode

BY = ("type", "outlet", "confidence")
_MEASURES = (
    "names exact",
    "statements content",
    "statements content+speaker",
    "events type",
    "events type+countries",
)
_BINS = 10
# The outlet of a report is what its file name begins with, the number left out.
_NUMBER = re.compile(r"[-_]?\d[\d_-]*")


class Row(NamedTuple):
    """One line: a label and its cells, in the order of the table's columns; None where there is nothing to measure."""

    label: str
    cells: tuple[float | int | None, ...]


class Table(NamedTuple):
    """A titled table of rows."""

    title: str
    columns: tuple[str, ...]
    rows: list[Row]


def breakdown(folder: Path, by: str, names: tuple[str, ...], mode: str | None) -> Iterator[Table]:
    """Scores by type, by outlet or by confidence.

    Args:
        folder: the evaluation folder. by: one of `BY`. names: parts of the folder. mode: the way of reading.

    Raises:
        SourceError: no such part, or the folder has no scorer.
    """
    gold, score = load_module(folder, "gold"), load_module(folder, "score")
    chosen = parts(folder, names)
    if not chosen:
        raise SourceError(str(folder), f"none of {', '.join(names)} is here")
    pairs: list[Any] = []
    reader = make_reader(mode)
    for part in chosen:
        golds = gold.load(part.gold, part.texts)
        documents = []
        for one in golds:
            text, notes = decode((part.texts / f"{one.name}.txt").read_bytes())
            documents.append(build_document(text, Metadata(published=one.published), notes=tuple(notes)))
        for one, record in zip(golds, reader.read_many(documents), strict=True):
            pairs.append(score.Pair(one, json.loads(encode(record))))
    if by == "type":
        yield _by_type(score, pairs)
    elif by == "outlet":
        yield _by_outlet(score, pairs)
    else:
        yield from _by_confidence(score, pairs)


def same_event(pair: Any, score: ModuleType) -> Any:
    """Likeness of an annotated and a found event of one type: overlapping triggers before the same sentence."""

    def alike(a: Any, b: Any) -> float:
        trigger = score.span(b["trigger"])
        if a["type"] != b["type"]:
            return 0.0
        if score.overlap(a["trigger"], trigger):
            return 2.0
        return float(pair.line(a["trigger"][0]) == pair.line(trigger[0]))

    return alike


def same_content(score: ModuleType) -> Any:
    """Likeness of the contents of two statements: their intersection over their union, from a half."""

    def alike(a: Any, b: Any) -> float:
        ours = score.covered(a["content"])
        theirs = score.covered(score.span(part) for part in b.get("content", []))
        ratio = len(ours & theirs) / max(1, len(ours | theirs))
        return ratio if ratio >= 0.5 else 0.0

    return alike


def _by_type(score: ModuleType, pairs: list[Any]) -> Table:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for pair in pairs:
        found = pair.record.get("events", [])
        for a, _ in score.match(pair.gold.events, found, same_event(pair, score)):
            counts[a["type"]][0] += 1
        for a in pair.gold.events:
            counts[a["type"]][1] += 1
        for b in found:
            counts[b["type"]][2] += 1
    rows = []
    for name, (right, gold, found_) in sorted(counts.items()):
        share = right / found_ if found_ else None
        reach = right / gold if gold else None
        rows.append(Row(name, (2 * right / (gold + found_), share, reach, gold, found_)))
    return Table("events by type", ("F1", "precision", "recall", "annotated", "found"), rows)


def _by_outlet(score: ModuleType, pairs: list[Any]) -> Table:
    groups: dict[str, list[Any]] = defaultdict(list)
    for pair in pairs:
        groups[_NUMBER.sub("", pair.gold.name) or pair.gold.name].append(pair)
    rows = []
    for name, some in sorted(groups.items()):
        result = score.score(some)
        cells = tuple(result[measure]["f1"] if measure in result else None for measure in _MEASURES)
        rows.append(Row(name, (len(some), *cells)))
    return Table("by outlet", ("reports", *_MEASURES), rows)


def _by_confidence(score: ModuleType, pairs: list[Any]) -> Iterator[Table]:
    """Reliability tables (Guo et al. 2017): of the items in each bin of confidence, how many are right."""
    for layer in ("statements", "events"):
        told: list[tuple[float, bool]] = []
        for pair in pairs:
            alike = same_event(pair, score) if layer == "events" else same_content(score)
            found = pair.record.get(layer, [])
            hits = {id(b) for _, b in score.match(getattr(pair.gold, layer), found, alike)}
            told += [
                (one["confidence"], id(one) in hits) for one in found if one.get("confidence") is not None
            ]
        yield reliability(layer, told)


def reliability(layer: str, told: list[tuple[float, bool]]) -> Table:
    """Bins of equal width with their mean confidence and the share that is right; the last row sums up the gap."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for chance, right in told:
        bins[min(_BINS - 1, int(chance * _BINS))].append((chance, right))
    rows, gap = [], 0.0
    for number, part in sorted(bins.items()):
        mean, share = sum(c for c, _ in part) / len(part), sum(r for _, r in part) / len(part)
        gap += abs(mean - share) * len(part)
        rows.append(Row(f"{number / _BINS:.1f}-{(number + 1) / _BINS:.1f}", (mean, share, len(part))))
    error = gap / len(told) if told else None
    rows.append(Row("expected calibration error", (error, None, len(told))))
    return Table(f"{layer}: confidence", ("confidence", "right", "items"), rows)
