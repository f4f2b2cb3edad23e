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
    "thing time title unit vehicle weapon masdar".split()
)


class Company(NamedTuple):
    """What may stand with a trigger: words (forms, lemmas, `@` with a class), phrases, prepositions it governs.

    Of a set in `together` all words must stand there, wherever.
    """

    words: frozenset[str] = frozenset()
    phrases: tuple[tuple[str, ...], ...] = ()
    together: tuple[frozenset[str], ...] = ()
    governed: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases or self.together or self.governed)


class Trigger(NamedTuple):
    """One frame of a lemma: something of `needs` must stand with it, nothing of `bars` may."""

    type: str
    mode: str
    sure: int
    source: str
    target: tuple[str, ...]
    needs: Company
    bars: Company
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
        pos: {
            lemma: tuple(sorted(rows, key=lambda r: (not r.needs, -r.sure))) for lemma, rows in table.items()
        }
        for pos, table in found.items()
    }


def _words(cell: str, line: int) -> tuple[Company, Company]:
    """What a cell `with` asks for, and what it forbids (behind `!`)."""
    written = variants(cell)
    needs = [one for one in written if not one.startswith("!")]
    return _company(needs, line), _company([one[1:] for one in written if one.startswith("!")], line)


def _company(names: list[str], line: int) -> Company:
    words: set[str] = set()
    phrases: list[tuple[str, ...]] = []
    together: list[frozenset[str]] = []
    governed: set[str] = set()
    for name in names:
        if name.startswith("+"):
            governed.add(name[1:])
        elif "&" in name:
            together.append(frozenset(name.split("&")))
        elif " " in name:
            phrases.append(tuple(name.split()))
        elif not name.startswith("@"):
            words.add(name)
        elif name[1:] in trigger_words():
            words |= trigger_words()[name[1:]]
        elif name[1:] in NOUN_CLASSES:
            words.add(name)
        else:
            raise TableError(str(_TABLES / "triggers.tsv"), line, f"no class of words {name!r}")
    return Company(frozenset(words), tuple(phrases), tuple(together), frozenset(governed))


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
