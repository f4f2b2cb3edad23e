"""Checking the tables of the knowledge as a whole: what no single row shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from mahdar.knowledge.compiler import named_keys
from mahdar.knowledge.tables import (
    CLDR,
    DATA,
    DEMONYMS,
    GIVEN,
    MEMBERS,
    METONYMS,
    OFFICES,
    ORGANIZATIONS,
    PERSONS,
    PLACES,
    SHARED,
    STATES,
    TERMS,
    codes,
    faults,
)
from mahdar.knowledge.variants import name_key
from mahdar.ontology.tables import Row, read_table, variants

_TABLES = (
    ("cldr.tsv", CLDR), ("demonyms.tsv", DEMONYMS), ("given_names.tsv", GIVEN), ("members.tsv", MEMBERS),
    ("metonyms.tsv", METONYMS), ("offices.tsv", OFFICES), ("organizations_*.tsv", ORGANIZATIONS),
    ("persons_*.tsv", PERSONS), ("places.tsv", PLACES), ("shared_offices.tsv", SHARED), ("states.tsv", STATES), ("terms_*.tsv", TERMS),
)  # fmt: skip


class Problem(NamedTuple):
    """What is wrong, and in which line of which table."""

    path: str
    line: int
    reason: str


class _Place(NamedTuple):
    path: Path
    line: int
    row: Row


def find_problems(folder: Path = DATA) -> list[Problem]:
    """All broken cells, duplicates, dangling keys and overlapping terms of the tables of a folder, in order.

    Raises:
        TableError: a table is no table: not UTF-8, another header, a row with too few cells.
    """
    known = codes(folder)
    rows: dict[tuple[str, ...], list[_Place]] = {}
    found: list[Problem] = []
    for pattern, columns in _TABLES:
        for path in sorted(folder.glob(pattern)):
            for line, row in read_table(path, columns):
                rows.setdefault(columns, []).append(_Place(path, line, row))
                found.extend(Problem(str(path), line, fault) for fault in faults(columns, row, known))
    if found:
        return found
    found.extend(_duplicates(rows))
    found.extend(_dangling(rows, folder))
    found.extend(_overlaps(rows))
    return sorted(found)


def _repeated(places: Iterable[_Place], what: str, *columns: str) -> Iterator[Problem]:
    """Rows whose cells in these columns stand in an earlier row too; rows whose first one is empty do not count."""
    seen: dict[tuple[str, ...], _Place] = {}
    for place in places:
        cells = tuple(place.row[column] for column in columns)
        first = seen.setdefault(cells, place)
        if first is not place and cells[0]:
            yield _problem(
                place,
                f"{what} {' '.join(filter(None, cells))!r} stands in {first.path.name}:{first.line} too",
            )


def _problem(place: _Place, reason: str) -> Problem:
    return Problem(str(place.path), place.line, reason)


def _duplicates(rows: dict[tuple[str, ...], list[_Place]]) -> Iterator[Problem]:
    # A second table may add names to a body that another one brought; in one table a key stands once.
    for columns in (PERSONS, ORGANIZATIONS):
        by_table: dict[Path, list[_Place]] = {}
        for place in rows[columns]:
            by_table.setdefault(place.path, []).append(place)
        for places in by_table.values():
            yield from _repeated(places, "the key", "key")
        firsts = list({place.row["key"]: place for place in reversed(rows[columns])}.values())
        yield from _repeated(reversed(firsts), "the item", "wikidata")
        yield from _repeated(reversed(firsts), "the English name", "en", "iso3")
        yield from _same_names(firsts)
    yield from _repeated(rows[STATES], "the code", "iso3")
    yield from _repeated(rows[STATES], "the item", "wikidata")
    yield from _repeated(rows[PLACES], "the place", "kind", "iso3", "en")
    yield from _repeated(rows[MEMBERS], "the membership", "key", "iso3", "since")
    yield from _repeated(rows[TERMS], "the term", "person", "office", "of", "since")


def _same_names(places: list[_Place]) -> Iterator[Problem]:
    """Rows of one country whose usual Arabic name is the same."""
    seen: dict[tuple[str, str], _Place] = {}
    for place in sorted(places, key=lambda p: (p.path, p.line)):
        key = (name_key(variants(place.row["names"])[0]), place.row["iso3"])
        first = seen.setdefault(key, place)
        if first is not place:
            yield _problem(place, f"the usual name is that of {first.path.name}:{first.line}")


def _dangling(rows: dict[tuple[str, ...], list[_Place]], folder: Path) -> Iterator[Problem]:
    """Keys that lead to no row."""
    keys = {place.row["key"] for columns in (PERSONS, ORGANIZATIONS) for place in rows[columns]}
    persons = {place.row["key"] for place in rows[PERSONS]}
    others = named_keys(folder)
    for place in rows[TERMS]:
        if place.row["person"] not in persons:
            yield _problem(place, f"no person {place.row['person']!r}")
        if place.row["of"] not in keys and place.row["of"] not in others:
            yield _problem(place, f"of: no state, body or place {place.row['of']!r}")
    for place in rows[MEMBERS]:
        if place.row["key"] not in keys:
            yield _problem(place, f"no body {place.row['key']!r}")


def _overlaps(rows: dict[tuple[str, ...], list[_Place]]) -> Iterator[Problem]:
    """Terms of two persons in an office that one person holds at a time, where they overlap by more than the
    precision of their dates."""
    unique = {place.row["office"] for place in rows[OFFICES] if place.row["unique"] == "1"}
    shared = {(place.row["office"], place.row["of"]) for place in rows[SHARED]}
    held: dict[tuple[str, str], list[_Place]] = {}
    for place in rows[TERMS]:
        office = (place.row["office"], place.row["of"])
        if place.row["office"] in unique and place.row["since"] and office not in shared:
            held.setdefault(office, []).append(place)
    for places in held.values():
        for one, other in combinations(sorted(places, key=lambda p: p.row["since"]), 2):
            if one.row["person"] != other.row["person"] and _overlap(one.row, other.row):
                yield _problem(
                    other,
                    f"{other.row['office']} of {other.row['of']}: {other.row['person']} from {other.row['since']}, "
                    f"but {one.row['person']} until {one.row['until'] or 'today'}",
                )


def _overlap(one: Row, other: Row) -> bool:
    """Whether the earlier term certainly goes on after the later one began."""
    until, since = one["until"], other["since"]
    size = min(len(until), len(since))
    return not until or until[:size] > since[:size]
