"""The tables of the knowledge: where they stand, their columns, and what a sound row looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mahdar.errors import TableError
from mahdar.ontology import load_plover
from mahdar.ontology.tables import Row, read_table, variants

DATA = Path(__file__).parent / "data"

STATES = (
    "iso3",
    "cameo",
    "wikidata",
    "type",
    "en",
    "demonym_en",
    "capital_en",
    "capital",
    "demonym",
    "names",
)
METONYMS = ("iso3", "body", "en", "names")
PLACES = ("kind", "iso3", "latitude", "longitude", "en", "names")
ORGANIZATIONS = ("key", "wikidata", "type", "sector", "iso3", "code", "en", "names")
PERSONS = ("key", "wikidata", "sector", "iso3", "gender", "en", "names")
TERMS = ("person", "office", "of", "since", "until", "title_en", "title")
DEMONYMS = ("iso3", "body", "number", "forms")
OFFICES = ("office", "unique", "sector", "titles")
GIVEN = ("gender", "names")
MEMBERS = ("key", "since", "until", "iso3")
SHARED = ("office", "of", "reason")
CLDR = ("iso3", "iso2", "en", "names")

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_QID = re.compile(r"Q[1-9]\d*")
_KEY = re.compile(r"[a-z0-9][a-z0-9_]*")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_GENDERS = frozenset({"m", "f"})
_BODIES = frozenset(
    {"government", "presidency", "monarchy", "foreign_ministry", "defence_ministry", "parliament", "intelligence"}
)  # fmt: skip


class Codes(NamedTuple):
    """Closed sets that cells are checked against."""

    countries: frozenset[str]
    sectors: frozenset[str]
    offices: frozenset[str]


@cache
def codes(folder: Path = DATA) -> Codes:
    """Country codes of CLDR and of the vanished or user-assigned states, sectors, offices."""
    countries = {row["iso3"] for _, row in read_table(folder / "cldr.tsv", CLDR)}
    # States that ISO 3166-1 does not hold (any more) bring their codes themselves.
    countries |= {row["iso3"] for _, row in read_table(folder / "states.tsv", STATES) if row["iso3"]}
    offices = {row["office"] for _, row in read_table(folder / "offices.tsv", OFFICES)}
    return Codes(frozenset(countries), frozenset(load_plover().sectors), frozenset(offices))


def faults(columns: tuple[str, ...], row: Row, known: Codes) -> Iterator[str]:
    """What is wrong with a row, cell by cell."""
    for column in columns:
        cell = row[column]
        if cell != cell.strip():
            yield f"{column}: blanks around {cell!r}"
        fault = _fault(column, cell, known)
        if fault:
            yield f"{column}: {fault}"
    if "since" in row and row["since"] and row["until"]:
        since, until = row["since"], row["until"]
        if until[: len(since)] < since[: len(until)]:
            yield f"ends ({until}) before it begins ({since})"
    if "body" in row and columns == METONYMS and row["body"] not in _BODIES:
        yield f"body: no body {row['body']!r}"
    if columns == PLACES:
        yield from _point(row)


def _fault(column: str, cell: str, known: Codes) -> str:
    """What is wrong with one cell; empty where nothing is."""
    if column in ("wikidata", "iso3", "since", "until") and not cell:
        return ""
    if column == "wikidata" and not _QID.fullmatch(cell):
        return f"no QID: {cell!r}"
    if column == "iso3" and cell not in known.countries:
        return f"no country code: {cell!r}"
    if column == "sector" and cell not in known.sectors:
        return f"no sector: {cell!r}"
    if column == "office" and cell not in known.offices:
        return f"no office: {cell!r}"
    if column == "gender" and cell not in _GENDERS:
        return f"neither m nor f: {cell!r}"
    if column in ("since", "until") and not _DATE.fullmatch(cell):
        return f"no date: {cell!r}"
    if column in ("key", "person") and not _KEY.fullmatch(cell):
        return f"no slug: {cell!r}"
    if column in ("names", "forms") and cell != "-":
        return _names_fault(cell)
    return ""


def _names_fault(cell: str) -> str:
    names = variants(cell)
    if not names:
        return "no name"
    if len(set(names)) < len(names):
        return f"a name stands twice: {cell!r}"
    foreign = [name for name in names if not _ARABIC.search(name)]
    return f"not Arabic: {foreign[0]!r}" if foreign else ""


def _point(row: Row) -> Iterator[str]:
    for column, limit in (("latitude", 90.0), ("longitude", 180.0)):
        cell = row[column]
        try:
            if cell and abs(float(cell)) > limit:
                yield f"{column}: beyond {limit:.0f} degrees: {cell}"
        except ValueError:
            yield f"{column}: not a number: {cell!r}"
    if bool(row["latitude"]) != bool(row["longitude"]):
        yield "half a point"


def sound_rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, Row]]:
    """Rows of a table with their lines.

    Raises:
        TableError: a row is broken.
    """
    known = codes(path.parent)
    for line, row in read_table(path, columns):
        for fault in faults(columns, row, known):
            raise TableError(str(path), line, fault)
        yield line, row
