"""Clauses of written-out cases, construction by construction, measured and held to floors.

`clauses.jsonl` and `clauses_blind.jsonl` hold sentences with their verbal clauses (`tests/cases/ar/README.md`); the
blind file was written by somebody who had not seen the rules. Cases say what is right, so some of them fail: the
floors keep what was reached (see `floors`), and may be raised, never lowered. `pytest -s` prints the table.
"""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from typing import Any

import pytest
from floors import CASES, Tally, hold, show

from mahdar.analysis.reader import Analyser
from mahdar.analysis.types import Analysis, Clause, Phrase
from mahdar.analysis.words import RELATIVE, SUBORDINATOR
from mahdar.knowledge import load
from mahdar.record import make_document
from mahdar.text import normalise

FILES = ("clauses.jsonl", "clauses_blind.jsonl")
FIELDS = {
    "predicate": str,
    "subject": (str, type(None)),
    "object": (str, type(None)),
    "complement": (str, type(None)),
    "negative": bool,
    "passive": bool,
    "tense": str,
    "parent": (int, type(None)),
}
Case = dict[str, Any]
Forms = frozenset[str]
Read = dict[str, Any]


@cache
def analyser() -> Analyser:
    return Analyser(load())


def cases(name: str) -> list[Case]:
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


def forms(analysis: Analysis, token: int) -> Forms:
    """A word with its clitics and without: cases write heads either way (سيصل, يصل)."""
    word, text = analysis.words[token], analysis.texts[token]
    return frozenset(
        text[cut : len(text) - tail] for cut in range(word.cut + 1) for tail in {0, word.tail}
    ) - {""}


def head(analysis: Analysis, phrase: Phrase | None) -> Forms:
    """The forms of a phrase's head; of a particle with a pronoun (أنه) the pronoun."""
    if phrase is None:
        return frozenset()
    word = analysis.words[phrase.head]
    if word.pos == SUBORDINATOR and word.enclitic:
        return frozenset({word.enclitic})
    return forms(analysis, phrase.head)


def slots(analysis: Analysis, clause: Clause) -> dict[str, Forms]:
    """What a clause's slots may be written as in a case; empty where a slot is not filled."""
    subject = head(analysis, clause.subject)
    for other in analysis.clauses:
        if other.parent == clause.index and other.relation == "subject":
            subject = forms(analysis, other.predicate)
    thing = head(analysis, clause.object)
    joined = analysis.words[clause.predicate].enclitic
    relative = clause.object is not None and analysis.words[clause.object.head].pos == RELATIVE
    if joined and clause.object_enclitic and (relative or not thing):
        thing |= {joined}  # القرار الذي اتخذه: الذي and the pronoun are one thing, and a case may name either
    if clause.complement is not None:
        complement = forms(analysis, analysis.clauses[clause.complement].predicate)
    else:
        complement = head(analysis, clause.attribute)
    return {"subject": subject, "object": thing, "complement": complement}


def verbal_parent(analysis: Analysis, clause: Clause) -> int | None:
    """The nearest verbal clause above: cases leave verbless clauses out."""
    at = clause.parent
    for _ in analysis.clauses:
        if at is None or analysis.clauses[at].kind == "verb":
            return at
        at = analysis.clauses[at].parent
    return None


def read(text: str) -> list[Read]:
    """The verbal clauses of a text, with their slots as sets of forms."""
    analysis = analyser().analyse(make_document(text))
    return [
        {
            "index": clause.index,
            "predicate": forms(analysis, clause.predicate),
            "negative": clause.negative,
            "passive": clause.passive,
            "tense": clause.tense,
            "parent": verbal_parent(analysis, clause),
            **slots(analysis, clause),
        }
        for clause in analysis.clauses
        if clause.kind == "verb"
    ]


def matched(wanted: list[Case], found: list[Read]) -> dict[int, Read]:
    """Clauses found for each clause wanted, in order, by the surface of their predicates."""
    pairs: dict[int, Read] = {}
    used: set[int] = set()
    for number, clause in enumerate(wanted):
        for one in found:
            if one["index"] not in used and normalise(clause["predicate"]).text in one["predicate"]:
                pairs[number] = one
                used.add(one["index"])
                break
    return pairs


def compare(case: Case) -> dict[str, Tally]:
    """Counts of every layer on one sentence. Slots and marks are counted on matched predicates only."""
    wanted: list[Case] = case["clauses"]
    found = read(case["text"])
    pairs = matched(wanted, found)
    tallies: dict[str, Tally] = defaultdict(Tally)
    tallies["predicate"] = Tally(len(pairs), len(wanted), len(found))
    for slot in ("subject", "object", "complement"):
        right = sum(
            clause[slot] is not None and normalise(clause[slot]).text in pairs[number][slot]
            for number, clause in enumerate(wanted)
            if number in pairs
        )
        tallies[slot] = Tally(
            right,
            sum(clause[slot] is not None for clause in wanted),
            sum(bool(one[slot]) for one in pairs.values()),
        )
    for mark in ("negative", "passive"):
        tallies[mark] = Tally(
            sum(wanted[number][mark] and one[mark] for number, one in pairs.items()),
            sum(clause[mark] for clause in wanted),
            sum(one[mark] for one in pairs.values()),
        )
    for number, one in pairs.items():
        tallies["tense"] = tallies["tense"].plus(wanted[number]["tense"] == one["tense"], 1, 1)
        above = wanted[number]["parent"]
        if above is None or above in pairs:
            right = one["parent"] == (None if above is None else pairs[above]["index"])
            tallies["parent"] = tallies["parent"].plus(right, 1, 1)
    return tallies


@cache
def measure(name: str) -> dict[str, Tally]:
    """Counts of every layer over a file of cases."""
    total = {
        layer: Tally()
        for layer in (
            "predicate",
            "subject",
            "object",
            "complement",
            "negative",
            "passive",
            "tense",
            "parent",
        )
    }
    for case in cases(name):
        for layer, tally in compare(case).items():
            total[layer] = total[layer].plus(*tally)
    return total


@pytest.mark.parametrize("name", FILES)
def test_clauses_stay_above_their_floors(name: str) -> None:
    tallies = measure(name)
    show(name, tallies)
    hold(name, tallies)


@pytest.mark.parametrize("name", FILES)
def test_cases_are_well_formed(name: str) -> None:
    rows = cases(name)
    texts = [row["text"] for row in rows]
    assert len(set(texts)) == len(texts) >= 150
    for row in rows:
        assert set(row) == {"construction", "text", "clauses"}
        plain = normalise(row["text"]).text
        for number, clause in enumerate(row["clauses"]):
            assert set(clause) == set(FIELDS), row["text"]
            for field, kind in FIELDS.items():
                assert isinstance(clause[field], kind), (row["text"], field)
            assert clause["tense"] in ("past", "present", "future")
            parent = clause["parent"]
            assert parent is None or (parent != number and 0 <= parent < len(row["clauses"])), row["text"]
            for field in ("predicate", "subject", "object", "complement"):
                assert clause[field] is None or normalise(clause[field]).text in plain, (row["text"], field)


def test_the_two_files_share_no_sentence() -> None:
    own, blind = ({row["text"] for row in cases(name)} for name in FILES)
    assert not own & blind
