"""Clitic splitting in context: 1,000 words by somebody who had not seen the rules, held to a floor (see `floors`)."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from floors import CASES, Tally, hold, show

from mahdar.analysis.reader import Analyser
from mahdar.analysis.types import Analysis
from mahdar.knowledge import load
from mahdar.ontology.tables import read_table
from mahdar.record import make_document
from mahdar.text import normalise

FILE = "clitics_blind.tsv"
COLUMNS = ("word", "proclitics", "article", "stem", "enclitic", "sentence")
Clitics = tuple[str, bool, str]


class Measured(NamedTuple):
    tally: Tally
    wrong: list[tuple[str, Clitics, Clitics, str]]


@cache
def rows() -> list[dict[str, str]]:
    return [row for _, row in read_table(CASES / FILE, COLUMNS)]


@cache
def analyser() -> Analyser:
    return Analyser(load())


@cache
def analysed(sentence: str) -> Analysis:
    return analyser().analyse(make_document(sentence))


@cache
def measure() -> Measured:
    """How many words are split as the table says, and those that are not: word, wanted, found, sentence."""
    wrong = []
    for row in rows():
        analysis = analysed(row["sentence"])
        wanted = (
            row["proclitics"].replace("-", ""),
            row["article"] == "1",
            row["enclitic"].replace("-", ""),
        )
        at = analysis.texts.index(normalise(row["word"]).text)
        word = analysis.words[at]
        found = (word.proclitics, word.article, word.enclitic)
        if found != wanted:
            wrong.append((row["word"], wanted, found, row["sentence"]))
    size = len(rows())
    return Measured(Tally(size - len(wrong), size, size), wrong)


def test_splitting_stays_above_its_floor() -> None:
    tally, wrong = measure()
    show(FILE, {"words": tally})
    for line in wrong:
        print(*line, sep="  ")
    hold(FILE, {"words": tally})


def test_every_word_stands_in_its_sentence() -> None:
    assert len(rows()) >= 1000
    for row in rows():
        assert normalise(row["word"]).text in analysed(row["sentence"]).texts, row


def test_clitics_are_no_longer_than_their_word() -> None:
    for row in rows():
        analysis = analysed(row["sentence"])
        for text, word in zip(analysis.texts, analysis.words, strict=True):
            assert 0 <= word.cut <= len(text), (text, row["sentence"])
            assert word.cut + word.tail <= len(text), (text, row["sentence"])
