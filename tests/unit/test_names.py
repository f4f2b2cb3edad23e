"""Names found in single sentences: one construction a row of tests/cases/ar/names.tsv."""

from __future__ import annotations

from pathlib import Path

import pytest

from mahdar.analysis.reader import Analyser
from mahdar.extract.names import find_names
from mahdar.knowledge import load
from mahdar.ontology.tables import read_table
from mahdar.pipeline import Reader
from mahdar.record import Document, problems
from mahdar.resolve.actors import resolve_actors

CASES = Path(__file__).parents[1] / "cases" / "ar" / "names.tsv"
ROWS = list(read_table(CASES, ("construction", "expected", "sentence")))
ANALYSER = Analyser(load())


def named(text: str) -> list[tuple[str, str, str | None]]:
    """(surface, kind, country) of every named mention of a text, in order."""
    analysis = ANALYSER.analyse(Document(id="d", report="d", text=text, language="ar"))
    table = resolve_actors(find_names(analysis, load()), analysis, load(), None)
    found = [
        (m.start, text[m.start : m.end], actor.kind, actor.country)
        for actor in table.actors
        for m in actor.mentions
        if m.form in ("name", "metonym")
    ]
    return [rest for _, *rest in sorted(found)]  # type: ignore[misc]


def test_enough_cases() -> None:
    assert len(ROWS) >= 150
    assert len({row["sentence"] for _, row in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("line", "row"), ROWS, ids=[f"{row['construction']}-{line}" for line, row in ROWS])
def test_case(line: int, row: dict[str, str]) -> None:
    expected = [tuple(item.strip().split(":")) for item in row["expected"].split(";") if item.strip()]
    found = named(row["sentence"])
    assert [(surface, kind) for surface, kind, _ in found] == [(e[0], e[1]) for e in expected], CASES.name
    for (_, _, country), item in zip(found, expected, strict=True):
        if item[2]:
            assert country == item[2]


def test_nominals_groups_and_pairs_are_told_by_form() -> None:
    text = "اتفق الجانبان. وقال خبراء غربيون إن الضربات الروسية مستمرة."
    analysis = ANALYSER.analyse(Document(id="d", report="d", text=text, language="ar"))
    forms = {text[m.start : m.end]: (m.form, m.kind) for m in find_names(analysis, load())}
    assert forms["الجانبان"] == ("nominal", "group")
    assert forms["خبراء غربيون"] == ("nominal", "group")
    assert forms["الروسية"][0] == "demonym"


def test_offsets_survive_marks() -> None:
    text = "قال الرئيسُ الرُّوسِيُّ فلاديمير بوتين في الصِّينِ"
    assert [surface for surface, _, _ in named(text)] == ["فلاديمير بوتين", "الصِّينِ"]


def test_a_word_for_a_capital_that_names_nothing_else_stays_in_the_name() -> None:
    """A name of the tables may be the word for a capital and an adjective; nothing of it is cut away."""
    text = "زار الوفد العاصمة الإدارية لكازاخستان، ثم عاد."
    record = Reader(mode="grammar").read(text)
    assert problems(record) == []
    assert all(text[m.start : m.end] for actor in record.actors for m in actor.mentions)
