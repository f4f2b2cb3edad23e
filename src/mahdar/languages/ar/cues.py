"""Cues of speech and thought by lemma; the words stand in `tables/cues.tsv`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from mahdar.errors import TableError
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
def sources() -> dict[str, tuple[Cue, ...]]:
    """Folded word of an according-to expression → its ways."""
    found: dict[str, tuple[Cue, ...]] = {}
    for lemma, ways in cues()["source"].items():
        found[fold(lemma)] = found.get(fold(lemma), ()) + ways
    return found
