"""Closed classes that names are built with, read once from the tables beside this module."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from mahdar.ontology.tables import read_table, variants
from mahdar.text import fold

_TABLES = Path(__file__).parent / "tables"


class Body(NamedTuple):
    """A noun of a body; fields as in bodies.tsv."""

    kind: str
    sector: str
    way: str
    gender: str


class Tables(NamedTuple):
    """`heads`: bare noun → its rows; `phrases`: first word → fixed phrases with their row, longest first."""

    heads: dict[str, tuple[Body, ...]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Body], ...]]
    portfolios: dict[str, tuple[str, str]]
    two_word_portfolios: frozenset[str]
    places: dict[str, str]
    after_title: frozenset[str]
    inside: frozenset[str]
    things: frozenset[str]
    honorifics: frozenset[str]
    never: frozenset[str]


@cache
def load() -> Tables:
    """All tables, with folded forms."""
    heads: dict[str, list[Body]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Body]]] = {}
    for _, row in read_table(_TABLES / "bodies.tsv", ("kind", "sector", "way", "gender", "names")):
        body = Body(row["kind"], row["sector"], row["way"], row["gender"])
        for name in variants(row["names"]):
            words = tuple(fold(name).split())
            if body.way == "unit":
                phrases.setdefault(words[0], []).append((words, body))
            elif len(words) == 1:
                heads.setdefault(words[0], []).append(body)
            else:
                definite = ("ال" + words[0], *words[1:]) if words[1].startswith("ال") else words
                if words[0] == "دفاع":
                    definite = ("الدفاع", "المدني")
                phrases.setdefault(definite[0], []).append((definite, body))
    portfolios: dict[str, tuple[str, str]] = {}
    for _, row in read_table(_TABLES / "portfolios.tsv", ("alone", "sector", "names")):
        for name in variants(row["names"]):
            portfolios[fold(name)] = (row["alone"], row["sector"])
    places: dict[str, str] = {}
    for _, row in read_table(_TABLES / "placewords.tsv", ("way", "names")):
        for name in variants(row["names"]):
            places.setdefault(fold(name), row["way"])
    classes: dict[str, set[str]] = {
        "after": set(),
        "inside": set(),
        "thing": set(),
        "honorific": set(),
        "never": set(),
    }
    for _, row in read_table(_TABLES / "qualifiers.tsv", ("use", "names")):
        classes[row["use"]].update(fold(name) for name in variants(row["names"]))
    return Tables(
        {key: tuple(rows) for key, rows in heads.items()},
        {key: tuple(sorted(rows, key=lambda r: -len(r[0]))) for key, rows in phrases.items()},
        portfolios,
        frozenset(name for name in portfolios if " " in name),
        places,
        frozenset(classes["after"]),
        frozenset(classes["inside"]),
        frozenset(classes["thing"]),
        frozenset(classes["honorific"]),
        frozenset(classes["never"]),
    )
