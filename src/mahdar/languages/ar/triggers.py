"""Triggers of PLOVER events by lemma, and words that show an event's context; see the heads of the tables."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from mahdar.errors import TableError
from mahdar.ontology import load_plover
from mahdar.ontology.tables import read_table, variants

_TABLES = Path(__file__).parent / "tables"
_COLUMNS = ("type", "mode", "sure", "source", "target", "pos", "with", "lemma")
_SOURCES = frozenset({"subj", "by", "obj", "none", "both"})


class Trigger(NamedTuple):
    """One frame of a lemma. `needs` are the words of which one must stand with it, each split into its words."""

    type: str
    mode: str
    sure: int
    source: str
    target: tuple[str, ...]
    needs: tuple[tuple[str, ...], ...]
    lemma: str
    row: str


@cache
def triggers() -> dict[str, dict[str, tuple[Trigger, ...]]]:
    """Part of speech (verb, noun) → lemma → its frames, those that need a word first.

    Raises:
        TableError: a row names an unknown type, mode, source or part of speech.
    """
    path = _TABLES / "triggers.tsv"
    plover = load_plover()
    found: dict[str, dict[str, list[Trigger]]] = {"verb": {}, "noun": {}}
    for line, row in read_table(path, _COLUMNS):
        if row["type"] not in plover.types:
            raise TableError(str(path), line, f"no type {row['type']!r}")
        if row["mode"] and row["mode"] not in plover.modes.get(row["type"], {}):
            raise TableError(str(path), line, f"{row['type']} has no mode {row['mode']!r}")
        if row["source"] not in _SOURCES or row["pos"] not in found:
            raise TableError(str(path), line, "unknown source or part of speech")
        trigger = Trigger(
            row["type"],
            row["mode"],
            int(row["sure"]),
            row["source"],
            variants(row["target"], ","),
            tuple(tuple(need.split()) for need in variants(row["with"])),
            row["lemma"],
            f"triggers.tsv:{line}",
        )
        found[row["pos"]].setdefault(row["lemma"], []).append(trigger)
    return {
        pos: {lemma: tuple(sorted(rows, key=lambda r: not r.needs)) for lemma, rows in table.items()}
        for pos, table in found.items()
    }


@cache
def context_words() -> dict[str, tuple[str, ...]]:
    """Lemma or phrase → the PLOVER contexts that it shows.

    Raises:
        TableError: a row names an unknown context.
    """
    path = _TABLES / "contexts.tsv"
    known = load_plover().contexts
    found: dict[str, list[str]] = {}
    for line, row in read_table(path, ("context", "lemma")):
        if row["context"] not in known:
            raise TableError(str(path), line, f"no context {row['context']!r}")
        found.setdefault(row["lemma"], []).append(row["context"])
    return {lemma: tuple(contexts) for lemma, contexts in found.items()}
