"""Every bundled report gives the record that stands in `tests/golden`, reviewed by eye."""

from __future__ import annotations

import difflib
import json
import sys
from pathlib import Path

import pytest

from mahdar.app.samples import Sample, load_samples
from mahdar.pipeline import Reader
from mahdar.record import Record, decode, encode, problems

GOLDEN = Path(__file__).parents[1] / "golden"
sys.path.insert(0, str(GOLDEN))

from regenerate import plain  # noqa: E402 (it stands beside the records that it writes)

_SHOWN = 40


def lines(record: Record) -> list[str]:
    """A record as lines, items by their words rather than their offsets alone, so that a difference can be read."""
    text = record.document.text
    told: list[str] = []

    def walk(value: object, path: str) -> None:
        if isinstance(value, dict):
            start, end = value.get("start"), value.get("end")
            if isinstance(start, int) and isinstance(end, int):
                told.append(f"{path} = {start}:{end} {text[start:end]!r}")
            for key, inner in value.items():
                walk(inner, f"{path}.{key}")
        elif isinstance(value, list):
            for number, inner in enumerate(value):
                name = inner.get("id", number) if isinstance(inner, dict) else number
                walk(inner, f"{path}[{name}]")
        elif value is not None and not path.endswith((".text", ".start", ".end")):
            told.append(f"{path} = {value!r}")

    walk(json.loads(encode(record)), "")
    return told


@pytest.mark.parametrize("sample", load_samples(), ids=lambda sample: sample.name)
def test_golden(reader: Reader, sample: Sample) -> None:
    path = GOLDEN / sample.name.replace(".txt", ".json")
    assert path.exists(), f"no golden record of {sample.name}: run `make golden`, look at it, commit it"
    expected = decode(path.read_bytes())
    record = plain(reader.read(sample.document))
    assert not problems(record)
    if record == expected:
        return
    changes = [
        line
        for line in difflib.unified_diff(lines(expected), lines(record), "golden", "now", lineterm="", n=0)
        if not line.startswith("@@")
    ]
    more = f"\n… and {len(changes) - _SHOWN} lines more" if len(changes) > _SHOWN else ""
    pytest.fail(
        f"{sample.name} is read in another way; if it is a better one, `make golden` writes it anew\n"
        + "\n".join(changes[:_SHOWN])
        + more,
        pytrace=False,
    )


def test_no_golden_record_is_without_its_report() -> None:
    names = {sample.name.replace(".txt", ".json") for sample in load_samples()}
    assert {path.name for path in GOLDEN.glob("*.json")} == names
