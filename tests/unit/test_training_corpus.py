"""The training corpus: every span resolves, every label is known, no two reports tell the same sentences."""

from __future__ import annotations

import json
import sys
from functools import cache
from itertools import combinations
from pathlib import Path
from types import ModuleType

import pytest

from mahdar.ontology.plover import load_plover
from mahdar.tagger.labels import ACTS, COMMITMENTS, FACTUALITY

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "training" / "corpus"
KINDS = {"person", "state", "organization", "group", "place"}
# Words of a shingle, and the share of shingles from which two reports count as one told twice.
_WORDS, _TWICE = 4, 0.2


@cache
def spans() -> ModuleType:
    sys.path.insert(0, str(ROOT / "training"))
    try:
        import spans as module
    finally:
        sys.path.pop(0)
    return module


@cache
def reports() -> list:  # type: ignore[type-arg]
    return spans().load(CORPUS)


def test_size() -> None:
    assert len(reports()) >= 300
    assert sum(len(one.sentences) for one in reports()) >= 3000


@pytest.mark.parametrize("report", reports(), ids=lambda one: one.name)
def test_annotation(report) -> None:  # type: ignore[no-untyped-def]
    raw = report.raw
    assert raw["doc"] == report.name
    ids = {actor["id"] for actor in raw["actors"]}
    assert len(ids) == len(raw["actors"])
    for actor in raw["actors"]:
        assert actor["kind"] in KINDS
        for key in ("mentions", "nominals", "demonyms"):
            report.spans(actor.get(key))
    for key in ("times", "quantities", "commitments"):
        report.spans([item["span"] for item in raw[key]])
    for item in raw["statements"]:
        report.spans([*item["content"], *([item["cue"]] if item.get("cue") else [])])
        assert item["act"] in ACTS
        assert ids.issuperset([*item.get("speaker", []), *item.get("via", []), *item.get("addressee", [])])
    for item in raw["events"]:
        report.spans([item["trigger"], *([item["time"]] if item.get("time") else [])])
        assert item["type"] in load_plover().types
        assert item.get("factuality", "actual") in FACTUALITY
        assert ids.issuperset([*item.get("source", []), *item.get("target", [])])
    for item in raw["conditions"]:
        report.spans([item["if"], item["then"]])
    for item in raw["commitments"]:
        assert item["kind"] in COMMITMENTS
        assert ids.issuperset([*item.get("actors", []), *item.get("beneficiary", [])])
    assert report.problems == []


def test_no_sentence_stands_in_two_reports() -> None:
    seen: dict[str, str] = {}
    for report in reports():
        for start, end in report.sentences:
            sentence = " ".join(report.text[start:end].split())
            if len(sentence.split()) > _WORDS:
                assert seen.setdefault(sentence, report.name) == report.name


def test_no_report_is_another_in_other_words() -> None:
    shingles = {}
    for report in reports():
        words = report.text.split()
        shingles[report.name] = {tuple(words[i : i + _WORDS]) for i in range(len(words) - _WORDS + 1)}
    for a, b in combinations(shingles, 2):
        both = len(shingles[a] & shingles[b])
        assert both < _TWICE * min(len(shingles[a]), len(shingles[b])), (a, b)


def test_the_held_out_part_is_a_fifth() -> None:
    held = (CORPUS / "HELD_OUT").read_text(encoding="utf-8").split()
    assert set(held) <= {one.name for one in reports()}
    assert abs(len(held) - len(reports()) / 5) < 1


def test_gold_is_one_object_a_file() -> None:
    for path in (CORPUS / "gold").glob("*.json"):
        assert isinstance(json.loads(path.read_text(encoding="utf-8")), dict)
