"""Closed classes that names are built with; the words stand in `tables/names/`."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from mahdar.errors import TableError
from mahdar.languages.ar.wordclasses import TABLES, read_classes
from mahdar.ontology.tables import read_table, variants
from mahdar.text import fold

_PATH = TABLES / "names"


class Body(NamedTuple):
    """A noun of a body; fields as in bodies.tsv."""

    kind: str
    sector: str
    way: str
    gender: str


class NameTables(NamedTuple):
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


class NameWords(NamedTuple):
    """The classes of words.tsv, each explained in its head; folded."""

    attached: frozenset[str]
    branch: frozenset[str]
    called: frozenset[str]
    common_demonym: frozenset[str]
    compass: frozenset[str]
    compound: frozenset[str]
    compound_end: frozenset[str]
    described: frozenset[str]
    directed: frozenset[str]
    extending: frozenset[str]
    firm: frozenset[str]
    force: frozenset[str]
    given_start: frozenset[str]
    governing: frozenset[str]
    holding: frozenset[str]
    interview: frozenset[str]
    link: frozenset[str]
    locative: frozenset[str]
    loose: frozenset[str]
    manned: frozenset[str]
    member: frozenset[str]
    minister_pair: frozenset[str]
    ministry_pair: frozenset[str]
    movement: frozenset[str]
    naming: frozenset[str]
    naming_verb: frozenset[str]
    negating: frozenset[str]
    nobody: frozenset[str]
    of_person: frozenset[str]
    of_state: frozenset[str]
    outlet: frozenset[str]
    peer: frozenset[str]
    state_noun: frozenset[str]
    plural_pair: frozenset[str]
    premises: frozenset[str]
    quantity: frozenset[str]
    regnal: frozenset[str]
    ruler: frozenset[str]
    site: frozenset[str]
    site_of: frozenset[str]
    style: frozenset[str]
    suffix: frozenset[str]
    takes_li: frozenset[str]
    telling: frozenset[str]
    that: frozenset[str]
    trading: frozenset[str]
    vague: frozenset[str]
    within: frozenset[str]


class Nominals(NamedTuple):
    """Definite nouns that point back: `bodies` → kind of actor; duals, and those of them that are certain."""

    bodies: dict[str, str]
    pairs: frozenset[str]
    certain_pairs: frozenset[str]


_Phrases = dict[str, list[tuple[tuple[str, ...], Body]]]


def _bodies() -> tuple[dict[str, list[Body]], _Phrases]:
    heads: dict[str, list[Body]] = {}
    phrases: _Phrases = {}
    for _, row in read_table(_PATH / "bodies.tsv", ("kind", "sector", "way", "gender", "names")):
        body = Body(row["kind"], row["sector"], row["way"], row["gender"])
        for name in variants(row["names"]):
            words = tuple(fold(name).split())
            if body.way == "unit":
                phrases.setdefault(words[0], []).append((words, body))
            elif len(words) == 1:
                heads.setdefault(words[0], []).append(body)
            else:
                # A noun with an adjective takes the article on both, a construct only on its end.
                start = "ال" + words[0]
                rest = tuple(w if w.startswith("ال") else "ال" + w for w in words[1:])
                phrases.setdefault(start, []).append(((start, *rest), body))
    return heads, phrases


@cache
def name_tables() -> NameTables:
    """The tables of bodies, portfolios, places and qualifiers, with folded forms.

    Raises:
        TableError: a qualifier has an unknown use.
    """
    heads, phrases = _bodies()
    portfolios: dict[str, tuple[str, str]] = {}
    for _, row in read_table(_PATH / "portfolios.tsv", ("alone", "sector", "names")):
        for name in variants(row["names"]):
            portfolios[fold(name)] = (row["alone"], row["sector"])
    places: dict[str, str] = {}
    for _, row in read_table(_PATH / "placewords.tsv", ("way", "names")):
        for name in variants(row["names"]):
            places.setdefault(fold(name), row["way"])
    uses: dict[str, set[str]] = {use: set() for use in ("after", "inside", "thing", "honorific", "never")}
    path = _PATH / "qualifiers.tsv"
    for line, row in read_table(path, ("use", "names")):
        if row["use"] not in uses:
            raise TableError(str(path), line, f"no use {row['use']!r}")
        uses[row["use"]].update(fold(name) for name in variants(row["names"]))
    return NameTables(
        {key: tuple(rows) for key, rows in heads.items()},
        {key: tuple(sorted(rows, key=lambda r: -len(r[0]))) for key, rows in phrases.items()},
        portfolios,
        frozenset(name for name in portfolios if " " in name),
        places,
        after_title=frozenset(uses["after"]),
        inside=frozenset(uses["inside"]),
        things=frozenset(uses["thing"]),
        honorifics=frozenset(uses["honorific"]),
        never=frozenset(uses["never"]),
    )


@cache
def name_words() -> NameWords:
    """The classes of words.tsv, read once."""
    return NameWords(**read_classes(_PATH / "words.tsv", NameWords._fields))


@cache
def nominals() -> Nominals:
    """The table of nominals, read once.

    Raises:
        TableError: a row has an unknown kind.
    """
    path = _PATH / "nominals.tsv"
    bodies: dict[str, str] = {}
    pairs: dict[str, set[str]] = {"pair": set(), "pair_sure": set()}
    for line, row in read_table(path, ("kind", "form")):
        if row["kind"] in pairs:
            pairs[row["kind"]].add(fold(row["form"]))
        elif row["kind"] in ("state", "organization", "group", "place"):
            bodies[fold(row["form"])] = row["kind"]
        else:
            raise TableError(str(path), line, f"no kind {row['kind']!r}")
    return Nominals(bodies, frozenset(pairs["pair"]), frozenset(pairs["pair_sure"]))


@cache
def seats() -> dict[str, str]:
    """Subtype of a building → usual name of the ministry that it stands for."""
    return {row["subtype"]: row["name"] for _, row in read_table(_PATH / "seats.tsv", ("subtype", "name"))}
