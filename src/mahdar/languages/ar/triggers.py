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
# Classes of nouns of the lexicon that a frame may ask for.
NOUN_CLASSES = frozenset(
    "abstract animal body bodypart collective document event food material money office person place role speech "
    "thing time title unit vehicle weapon".split()
)


class Trigger(NamedTuple):
    """One frame of a lemma.

    `needs` are the words of which one must stand with it, `bars` those of which none may, each split into its words;
    `@` and a noun class stand for every noun of that class.
    """

    type: str
    mode: str
    sure: int
    source: str
    target: tuple[str, ...]
    needs: tuple[tuple[str, ...], ...]
    bars: tuple[tuple[str, ...], ...]
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
        needs, bars = _words(row["with"], line)
        trigger = Trigger(
            row["type"],
            row["mode"],
            int(row["sure"]),
            row["source"],
            variants(row["target"], ","),
            needs,
            bars,
            row["lemma"],
            f"triggers.tsv:{line}",
        )
        found[row["pos"]].setdefault(row["lemma"], []).append(trigger)
    return {
        pos: {lemma: tuple(sorted(rows, key=lambda r: not r.needs)) for lemma, rows in table.items()}
        for pos, table in found.items()
    }


def _words(cell: str, line: int) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...]]:
    """The words of a cell `with`: those of which one must stand there, and those with `!` of which none may."""
    needs: list[tuple[str, ...]] = []
    bars: list[tuple[str, ...]] = []
    for written in variants(cell):
        side, name = (bars, written[1:]) if written.startswith("!") else (needs, written)
        if not name.startswith("@"):
            side.append(tuple(name.split()))
        elif name[1:] in trigger_words():
            side.extend((word,) for word in sorted(trigger_words()[name[1:]]))
        elif name[1:] in NOUN_CLASSES:
            side.append((name,))
        else:
            raise TableError(str(_TABLES / "triggers.tsv"), line, f"no class of words {name!r}")
    return tuple(needs), tuple(bars)


@cache
def trigger_words() -> dict[str, frozenset[str]]:
    """Classes of words that tell in which sense another is meant; see the head of the table."""
    found: dict[str, set[str]] = {}
    for _, row in read_table(_TABLES / "triggerwords.tsv", ("class", "form")):
        found.setdefault(row["class"], set()).add(row["form"])
    return {name: frozenset(forms) for name, forms in found.items()}


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
