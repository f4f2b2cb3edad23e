"""Factuality of acts: 214 sentences, one act each, annotated by somebody who had not seen the rules."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from mahdar.pipeline import Reader

CASES = Path(__file__).parents[1] / "cases" / "ar" / "factuality.jsonl"
LABELS = ("actual", "planned", "possible", "conditional", "denied")
# What was reached: the mean F1 of the five labels over acts that are found, and over all (an act not found is wrong).
FOUND, ALL = 0.94, 0.86


def test_factualities_hold_their_floor() -> None:
    reader = Reader(mode="grammar")
    counts: Counter[tuple[str, str]] = Counter()
    for line in CASES.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        record = reader.read(case["text"])
        assert record.document.text[case["start"] : case["end"]] == case["trigger"]
        hits = [e for e in record.events if e.trigger.start < case["end"] and case["start"] < e.trigger.end]
        counts[case["factuality"], hits[0].factuality if hits else "none"] += 1
    assert sum(counts.values()) == 214
    assert mean(counts, LABELS) >= FOUND
    assert mean(counts, (*LABELS, "none")) >= ALL


def mean(counts: Counter[tuple[str, str]], told: tuple[str, ...]) -> float:
    values = []
    for label in LABELS:
        found = sum(counts[wanted, label] for wanted in LABELS)
        wanted = sum(counts[label, one] for one in told)
        values.append(2 * counts[label, label] / (found + wanted) if found + wanted else 0.0)
    return sum(values) / len(values)
