"""Cues of speech and thought by lemma, and words around them; see `tables/cues.tsv` and `tables/speech.tsv`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from mahdar.errors import TableError
from mahdar.languages.ar.wordclasses import TABLES, read_classes
from mahdar.ontology import SPEECH_ACTS
from mahdar.ontology.tables import read_table, variants
from mahdar.text import fold

_PATH = Path(__file__).parent / "tables" / "cues.tsv"


class Cue(NamedTuple):
    """One way in which a lemma introduces speech; see the head of the table."""

    lemma: str
    act: str
    clause: bool
    quotation: bool
    object: bool
    prepositions: tuple[str, ...]
    addressee: str
    row: str


@cache
def cues() -> dict[str, dict[str, tuple[Cue, ...]]]:
    """Part of speech (verb, noun, source) → lemma → its ways.

    Raises:
        TableError: a row has an unknown act or part of speech.
    """
    found: dict[str, dict[str, list[Cue]]] = {"verb": {}, "noun": {}, "source": {}}
    for line, row in read_table(_PATH, ("act", "content", "pos", "addressee", "lemma")):
        if row["act"] not in SPEECH_ACTS:
            raise TableError(str(_PATH), line, f"no act {row['act']!r}")
        if row["pos"] not in found:
            raise TableError(str(_PATH), line, f"no part of speech {row['pos']!r}")
        codes = variants(row["content"], ",")
        cue = Cue(
            row["lemma"],
            row["act"],
            "c" in codes,
            "q" in codes,
            "o" in codes,
            tuple(code for code in codes if code not in ("c", "q", "o")),
            row["addressee"] if row["addressee"] != "-" else "",
            f"cues.tsv:{line}",
        )
        found[row["pos"]].setdefault(row["lemma"], []).append(cue)
    return {pos: {lemma: tuple(ways) for lemma, ways in table.items()} for pos, table in found.items()}


@cache
def sources() -> dict[str, tuple[tuple[tuple[str, ...], Cue], ...]]:
    """First folded word of an according-to expression → its further words with the way, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for lemma, ways in cues()["source"].items():
        first, *rest = fold(lemma).split()
        found.setdefault(first, []).extend((tuple(rest), way) for way in ways)
    return {first: tuple(sorted(ways, key=lambda way: -len(way[0]))) for first, ways in found.items()}


class SpeechWords(NamedTuple):
    """The classes of `tables/speech.tsv`: lemmas, but `introducer`, `aside`, `lone`, `speaker_noun`,
    `period_end`, `within` and `turn` as written."""

    introducer: frozenset[str]
    owner: frozenset[str]
    addressing: frozenset[str]
    describing: frozenset[str]
    aside: frozenset[str]
    lone: frozenset[str]
    same: frozenset[str]
    speaker_noun: frozenset[str]
    state_noun: frozenset[str]
    showing: frozenset[str]
    offered: frozenset[str]
    praised: frozenset[str]
    criticized: frozenset[str]
    believed: frozenset[str]
    demanded: frozenset[str]
    promised: frozenset[str]
    heard: frozenset[str]
    ascribed: frozenset[str]
    bound: frozenset[str]
    expected: frozenset[str]
    period_end: frozenset[str]
    within: frozenset[str]
    conveying: frozenset[str]
    recited: frozenset[str]
    medium: frozenset[str]
    turn: frozenset[str]
    appearing: frozenset[str]
    informant: frozenset[str]
    continuing: frozenset[str]
    rumour: frozenset[str]
    source_noun: frozenset[str]


@cache
def speech_words() -> SpeechWords:
    """The table, read once."""
    lemmas = frozenset(SpeechWords._fields) - {
        "introducer",
        "aside",
        "lone",
        "speaker_noun",
        "period_end",
        "within",
        "turn",
    }
    classes = SpeechWords._fields
    return SpeechWords(**read_classes(TABLES / "speech.tsv", classes, written=lemmas))


@cache
def feelings() -> dict[str, str]:
    """Noun of what somebody shows (استعداد، قلق) → the act of speech in showing it."""
    words = speech_words()
    acts = {
        "offer": words.offered,
        "praise": words.praised,
        "criticize": words.criticized,
        "believe": words.believed,
        "demand": words.demanded,
        "promise": words.promised,
    }
    return {noun: act for act, nouns in acts.items() for noun in nouns}


@cache
def introducers() -> dict[str, tuple[tuple[str, ...], ...]]:
    """First folded word of what leads a verb of speech that points at the words around it → its further words."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for form in speech_words().introducer:
        first, *rest = form.split()
        found.setdefault(first, []).append(tuple(rest))
    return {first: tuple(sorted(rests, key=lambda rest: -len(rest))) for first, rests in found.items()}
