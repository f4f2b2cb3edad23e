"""Dates of events: the table of cases, and what their basis may be."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from mahdar.intake import Metadata, build_document
from mahdar.ontology.tables import read_table
from mahdar.pipeline import Reader
from mahdar.record import Event

CASES = Path(__file__).parents[1] / "cases" / "ar" / "event_dates.tsv"
ROWS = [row for _, row in read_table(CASES, ("published", "trigger", "date", "basis", "text"))]


@cache
def reader() -> Reader:
    return Reader(mode="grammar")


def events(text: str, published: str | None) -> list[tuple[str, Event]]:
    record = reader().read(build_document(text, Metadata(published=published)))
    return [(text[e.trigger.start : e.trigger.end], e) for e in record.events]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['trigger']}|{row['text'][:40]}" for row in ROWS])
def test_case(row: dict[str, str]) -> None:
    published = None if row["published"] == "-" else row["published"]
    text = row["text"].replace("\\n", "\n")
    found = [
        (e.date or "-", e.date_basis or "-") for word, e in events(text, published) if word == row["trigger"]
    ]
    assert found[:1] == [(row["date"], row["basis"])]


def test_every_basis_has_cases() -> None:
    assert {row["basis"] for row in ROWS} == {"stated", "context", "report", "-"}


@pytest.mark.parametrize("published", ["2019-05-10", "2021-01-02T10:00:00Z"])
@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["basis"] == "-" != row["published"]], ids=lambda row: row["text"][:40]
)
def test_the_report_s_date_is_never_fallen_back_on(row: dict[str, str], published: str) -> None:
    dates = [e.date for word, e in events(row["text"], published) if word == row["trigger"]]
    assert published[:10] not in dates


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("الخميس، قال الوزير الفرنسي إن بلاده قلقة.", "2019-05-09"),
        ("قال الوزير الفرنسي الخميس إن بلاده قلقة.", "2019-05-09"),
        ("قال الوزير الفرنسي إن بلاده قصفت البلدة الخميس.", None),
    ],
)
def test_a_statement_has_the_time_of_its_cue_s_clause(text: str, time: str | None) -> None:
    record = reader().read(build_document(text, Metadata(published="2019-05-10")))
    values = {one.id: one.value for one in record.times}
    assert [values.get(said.time or "") for said in record.statements][:1] == [time]
