"""Which words of a report are the same actor: one construction a row of tests/cases/ar/coreference.tsv."""

from __future__ import annotations

from pathlib import Path

import pytest

from mahdar.intake import Metadata, build_document
from mahdar.ontology.tables import read_table
from mahdar.pipeline import Reader
from mahdar.record import Record

CASES = Path(__file__).parents[1] / "cases" / "ar" / "coreference.tsv"
ROWS = list(read_table(CASES, ("construction", "published", "expected", "sentence")))


def actors_of(record: Record, words: str) -> set[str]:
    """Ids of the actors that have a mention with exactly these words."""
    text = record.document.text
    return {a.id for a in record.actors for m in a.mentions if text[m.start : m.end] == words}


@pytest.mark.parametrize(("line", "row"), ROWS, ids=[f"{row['construction']}-{line}" for line, row in ROWS])
def test_case(line: int, row: dict[str, str], reader: Reader) -> None:
    record = reader.read(build_document(row["sentence"], Metadata(published=row["published"] or None)))
    keys = {actor.id: actor.key for actor in record.actors}
    groups: list[set[str]] = []
    for item in row["expected"].split(" ; "):
        first, *others = item.split("=")
        if first.startswith("!"):
            assert not actors_of(record, first[1:]), f"{first[1:]} is no actor"
            continue
        found = actors_of(record, first)
        assert found, f"{first} is no actor"
        for other in others:
            if other.startswith("key:"):
                assert {keys[n] for n in found} == {other.removeprefix("key:")}
            else:
                assert found & actors_of(record, other), f"{first} is not {other}"
        groups.append(found)
    if len(groups) > 1 and "=" not in row["expected"]:
        assert not set.intersection(*groups)
