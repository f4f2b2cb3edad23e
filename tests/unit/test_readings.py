"""Homographs in context, row by row: `tests/cases/ar/readings.tsv`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from mahdar.analysis.reader import Analyser
from mahdar.knowledge import load
from mahdar.ontology.tables import read_table
from mahdar.record import make_document

_PATH = Path(__file__).parents[1] / "cases" / "ar" / "readings.tsv"
ROWS = [row for _, row in read_table(_PATH, ("pos", "known", "word", "sentence"))]


@cache
def analyser() -> Analyser:
    return Analyser(load())


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(
            row,
            id=f"{row['word']}-{n}",
            marks=[pytest.mark.xfail(strict=True, reason="known fault")] if row["known"] == "fault" else [],
        )
        for n, row in enumerate(ROWS)
    ],
)
def test_homograph(row: dict[str, str]) -> None:
    analysis = analyser().analyse(make_document(row["sentence"]))
    assert analysis.words[analysis.texts.index(row["word"])].pos == row["pos"]
