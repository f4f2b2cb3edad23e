"""Statements, conditions and commitments by the tables of cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from mahdar.ontology.tables import read_table
from mahdar.pipeline import Reader
from mahdar.record import Record, make_document

CASES = Path(__file__).parents[1] / "cases" / "ar"


def rows(name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    return [row for _, row in read_table(CASES / name, columns)]


SPEECH = rows("speech.tsv", ("act", "speaker", "via", "content", "text"))
CONDITIONS = rows("conditions.tsv", ("if", "then", "text"))
COMMITMENTS = rows("commitments.tsv", ("kind", "actors", "due", "span", "text"))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(mode="grammar")


def names(record: Record, ids: list[str]) -> str:
    known = {actor.id: actor.name for actor in record.actors}
    return ", ".join(known[one] for one in ids) or "-"


@pytest.mark.parametrize("row", SPEECH, ids=[f"{row['act']}|{row['text'][:40]}" for row in SPEECH])
def test_statement(row: dict[str, str], reader: Reader) -> None:
    text = row["text"]
    record = reader.read(make_document(text, language="ar"))
    found = {
        " || ".join(text[span.start : span.end] for span in one.content): (
            one.act,
            names(record, one.speaker),
            names(record, one.via),
        )
        for one in record.statements
    }
    if row["act"] == "none":
        assert row["content"] in text
        assert not any(row["content"] in content for content in found)
    else:
        assert found.get(row["content"]) == (row["act"], row["speaker"], row["via"]), found


@pytest.mark.parametrize("row", CONDITIONS, ids=[row["text"][:50] for row in CONDITIONS])
def test_condition(row: dict[str, str], reader: Reader) -> None:
    text = row["text"]
    record = reader.read(make_document(text, language="ar"))
    found = [
        (text[one.if_.start : one.if_.end], text[one.then.start : one.then.end]) for one in record.conditions
    ]
    assert found[:1] == ([] if row["if"] == "-" else [(row["if"], row["then"])])


@pytest.mark.parametrize("row", COMMITMENTS, ids=[row["text"][:50] for row in COMMITMENTS])
def test_commitment(row: dict[str, str], reader: Reader) -> None:
    text = row["text"]
    record = reader.read(make_document(text, language="ar", published="2023-05-10"))
    found = [
        (one.kind, names(record, one.actors), one.due or "-", text[one.start : one.end])
        for one in record.commitments
    ]
    assert found == ([] if row["kind"] == "none" else [(row["kind"], row["actors"], row["due"], row["span"])])
