"""Ways of reading side by side on annotated reports, with bootstrap intervals over reports."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from mahdar.app.evaluation import load_module
from mahdar.app.read import make_reader
from mahdar.errors import SourceError
from mahdar.intake import Metadata, build_document, decode
from mahdar.record import Document, encode

MODES = ("grammar", "tagger", "both")
# Resamples behind an interval, and the share of them inside it.
_DRAWS, _INSIDE = 1000, 0.95


class Figure(NamedTuple):
    """One measure of one way of reading: an F1 or a share, with its interval; None where there is nothing to measure."""

    value: float | None
    low: float | None
    high: float | None


class Comparison(NamedTuple):
    """Measures of one set of reports: for each, a figure for each mode."""

    name: str
    reports: int
    measures: dict[str, dict[str, Figure]]


# Counts of one measure on one report: right, annotated, found (the same as annotated for a share).
_Counts = tuple[float, float, float]


def compare(folder: Path, own: Path | None, modes: tuple[str, ...] = MODES) -> Iterator[Comparison]:
    """Compare ways of reading on the development reports and on reports held out of the training corpus.

    Args:
        folder: the evaluation folder, with its scorer and `dev`.
        own: the training corpus with its list `HELD_OUT`; left out if it is not there.
        modes: the ways of reading.

    Raises:
        SourceError: the folder has no scorer or no development reports.
    """
    gold, score = load_module(folder, "gold"), load_module(folder, "score")
    sets: list[tuple[str, Path, set[str] | None]] = [("development reports", folder / "dev", None)]
    if own is not None and (own / "HELD_OUT").is_file():
        held = set((own / "HELD_OUT").read_text(encoding="utf-8").split())
        sets.append(("reports held out of the corpus", own, held))
    for title, place, names in sets:
        if not (place / "gold").is_dir():
            raise SourceError(str(place), "no annotated reports here")
        golds = [g for g in gold.load(place / "gold", place / "texts") if names is None or g.name in names]
        documents = [read_document(place / "texts" / f"{one.name}.txt", one.published) for one in golds]
        measures: dict[str, dict[str, Figure]] = {}
        for mode in modes:
            for measure, figure in figures_of(score, golds, documents, mode).items():
                measures.setdefault(measure, {})[mode] = figure
        yield Comparison(title, len(golds), measures)


def read_document(path: Path, published: str | None) -> Document:
    text, notes = decode(path.read_bytes())
    return build_document(text, Metadata(published=published), notes=tuple(notes))


def figures_of(
    score: ModuleType, golds: list[Any], documents: list[Document], mode: str
) -> dict[str, Figure]:
    reader = make_reader(mode)
    counts: dict[str, list[_Counts]] = {}
    for number, record in enumerate(reader.read_many(documents)):
        pair = score.Pair(golds[number], json.loads(encode(record)))
        for measure, row in score.score([pair]).items():
            rows = counts.setdefault(measure, [(0, 0, 0)] * number)
            rows.append(_counts(row))
        for rows in counts.values():
            if len(rows) <= number:
                rows.append((0, 0, 0))
    return {measure: _figure(rows) for measure, rows in counts.items()}


def _counts(row: dict[str, Any]) -> _Counts:
    if "f1" in row:
        return round(row["p"] * row["pred"]), row["gold"], row["pred"]
    return round((row["share"] or 0) * row["of"]), row["of"], row["of"]


def _value(rows: list[_Counts]) -> float | None:
    right, gold, found = (sum(row[n] for row in rows) for n in range(3))
    return 2 * right / (gold + found) if gold + found else None


def _figure(rows: list[_Counts]) -> Figure:
    draws = random.Random(1)  # noqa: S311 (resampling, no secrets)
    values = sorted(
        value
        for value in (_value(draws.choices(rows, k=len(rows))) for _ in range(_DRAWS))
        if value is not None
    )
    if not values:
        return Figure(None, None, None)
    edge = int((1 - _INSIDE) / 2 * len(values))
    return Figure(_value(rows), values[edge], values[-edge - 1])
