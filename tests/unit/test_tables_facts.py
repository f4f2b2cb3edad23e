"""The tables of knowledge: keys, codes, dates and names in shape, no office of a state held by two at once."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from mahdar.knowledge import load
from mahdar.knowledge.compiler import (
    DATA,
    METONYMS,
    ORGANIZATIONS,
    PERSONS,
    PLACES,
    STATES,
    TERMS,
)
from mahdar.ontology.plover import load_plover
from mahdar.ontology.tables import Row, read_table

COLUMNS = {
    "states": STATES,
    "metonyms": METONYMS,
    "places": PLACES,
    "organizations": ORGANIZATIONS,
    "persons": PERSONS,
    "terms": TERMS,
}
NAMED = ("states", "metonyms", "places", "organizations", "persons")
SINGLE = ("head_of_state", "head_of_government", "foreign_minister", "defence_minister")
EDTF = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
SLUG = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
ITEM = re.compile(r"Q[1-9]\d*")
# Vowel signs, Quranic marks, superscript alif, and tatweel.
MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]")

# Terms of one office that overlap in fact: state, office, the two persons in order of the alphabet, and why.
OVERLAPS = {
    (
        "CIV",
        "head_of_state",
        "alassane_ouattara",
        "laurent_gbagbo",
    ): "both sworn in after the election of 2010",
    (
        "LBY",
        "head_of_state",
        "muammar_gaddafi",
        "mustafa_abdul_jalil",
    ): "the rebel council before the capital fell",
    (
        "LBY",
        "head_of_government",
        "baghdadi_mahmudi",
        "mahmoud_jibril",
    ): "the rebel cabinet before the capital fell",
    (
        "LBY",
        "head_of_government",
        "abdullah_al_thani",
        "fayez_al_sarraj",
    ): "rival governments in east and west",
}


def files(table: str) -> list[Path]:
    return sorted(path for pattern in (f"{table}.tsv", f"{table}_*.tsv") for path in DATA.glob(pattern))


@cache
def rows(table: str) -> tuple[tuple[str, Row], ...]:
    """All rows of a table and its parts, each with its file and line."""
    return tuple(
        (f"{path.name}:{line}", row)
        for path in files(table)
        for line, row in read_table(path, COLUMNS[table])
    )


def states() -> set[str]:
    return {row["iso3"] for _, row in rows("states") if row["iso3"]}


def overlap(one: Row, other: Row) -> bool:
    """Whether two terms overlap at the coarser of the precisions known; terms that only touch do not."""
    first, second = sorted((one, other), key=lambda row: row["since"])
    if not first["since"]:
        return False
    if not first["until"]:
        return True
    width = min(len(first["until"]), len(second["since"]))
    return second["since"][:width] < first["until"][:width]


@pytest.mark.parametrize("table", COLUMNS)
def test_tables_are_there(table: str) -> None:
    assert rows(table)


@pytest.mark.parametrize("table", ["persons", "organizations"])
def test_keys_are_slugs_and_unique_across_files(table: str) -> None:
    keys = Counter(row["key"] for _, row in rows(table))
    assert [key for key, count in keys.items() if count > 1] == []
    assert [where for where, row in rows(table) if not SLUG.fullmatch(row["key"])] == []


def test_persons_and_organizations_share_no_key() -> None:
    persons = {row["key"] for _, row in rows("persons")}
    assert persons & {row["key"] for _, row in rows("organizations")} == set()


@pytest.mark.parametrize("table", ["persons", "organizations", "states"])
def test_wikidata_items(table: str) -> None:
    items = Counter(row["wikidata"] for _, row in rows(table) if row["wikidata"])
    assert [item for item in items if not ITEM.fullmatch(item)] == []
    assert [item for item, count in items.items() if count > 1] == []


def test_state_codes() -> None:
    codes = Counter(row["iso3"] for _, row in rows("states") if row["iso3"])
    assert [code for code in codes if not re.fullmatch("[A-Z]{3}", code)] == []
    assert [code for code, count in codes.items() if count > 1] == []


@pytest.mark.parametrize("table", ["metonyms", "places", "organizations", "persons"])
def test_rows_belong_to_known_states(table: str) -> None:
    blank = {""} if table in ("places", "organizations") else set()
    assert [where for where, row in rows(table) if row["iso3"] not in states() | blank] == []


@pytest.mark.parametrize("table", ["organizations", "persons"])
def test_sectors(table: str) -> None:
    assert [where for where, row in rows(table) if row["sector"] not in load_plover().sectors] == []


def test_genders() -> None:
    assert {row["gender"] for _, row in rows("persons")} == {"m", "f"}


@pytest.mark.parametrize("end", ["since", "until"])
def test_dates(end: str) -> None:
    assert [where for where, row in rows("terms") if row[end] and not EDTF.fullmatch(row[end])] == []


def test_terms_begin_before_they_end() -> None:
    wrong = []
    for where, row in rows("terms"):
        width = min(len(row["since"]), len(row["until"]))
        if row["since"][:width] > row["until"][:width]:
            wrong.append(where)
    assert wrong == []


def test_terms_are_held_by_persons_of_the_tables() -> None:
    persons = {row["key"] for _, row in rows("persons")}
    assert [(where, row["person"]) for where, row in rows("terms") if row["person"] not in persons] == []


def test_terms_are_of_a_state_a_body_or_a_place() -> None:
    known = load()
    assert [(where, row["of"]) for where, row in rows("terms") if not known.has(row["of"])] == []


def test_terms_stand_once() -> None:
    terms = Counter((row["person"], row["office"], row["of"], row["since"]) for _, row in rows("terms"))
    assert [term for term, count in terms.items() if count > 1] == []


@pytest.mark.parametrize("path", files("terms"), ids=lambda path: path.name)
def test_terms_are_sorted(path: Path) -> None:
    order = [(row["person"], row["since"]) for _, row in read_table(path, TERMS)]
    assert order == sorted(order)


@pytest.mark.parametrize(
    "path", [path for table in NAMED for path in files(table)], ids=lambda path: path.name
)
def test_named_rows_are_sorted(path: Path) -> None:
    columns = COLUMNS[path.stem.split("_")[0]]
    order = [row["names"] for _, row in read_table(path, columns)]
    assert order == sorted(order)


@pytest.mark.parametrize("office", SINGLE)
def test_one_holder_at_a_time(office: str) -> None:
    held = defaultdict(list)
    for _, row in rows("terms"):
        if row["office"] == office and row["of"] in states():
            held[row["of"]].append(row)
    found = set()
    for state, terms in held.items():
        for one, other in combinations(terms, 2):
            if overlap(one, other):
                found.add((state, office, *sorted((one["person"], other["person"]))))
    assert found == {case for case in OVERLAPS if case[1] == office}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("2001", "2004"), ("2004", "2006"), False),
        (("2001-03", "2004-05-06"), ("2004-05", ""), False),
        (("2001", ""), ("2004", "2006"), True),
        (("2001", "2004-06"), ("2004-05", ""), True),
        (("", "2004-06"), ("2004-05", ""), False),
    ],
)
def test_overlap(one: tuple[str, str], other: tuple[str, str], expected: bool) -> None:
    a, b = ({"since": since, "until": until} for since, until in (one, other))
    assert overlap(a, b) is overlap(b, a) is expected


def test_coordinates() -> None:
    wrong = []
    for where, row in rows("places"):
        latitude, longitude = row["latitude"], row["longitude"]
        paired = bool(latitude) == bool(longitude)
        if not paired or (latitude and not (abs(float(latitude)) <= 90 and abs(float(longitude)) <= 180)):
            wrong.append(where)
    assert wrong == []


@pytest.mark.parametrize("table", NAMED)
def test_names(table: str) -> None:
    wrong = []
    for where, row in rows(table):
        names = row["names"].split("|")
        if not row["en"] or len(names) != len(set(names)):
            wrong.append(where)
        for name in names:
            neat = name and name == " ".join(name.split()) and unicodedata.is_normalized("NFC", name)
            if not neat or MARKS.search(name):
                wrong.append(f"{where} {name!r}")
    assert wrong == []


def test_other_texts_are_in_nfc_without_marks() -> None:
    cells = [
        (where, cell) for table, column in (("states", "capital"), ("states", "demonym"), ("terms", "title"))
        for where, row in rows(table) for cell in row[column].split("|")
    ]  # fmt: skip
    assert [
        where for where, cell in cells if not unicodedata.is_normalized("NFC", cell) or MARKS.search(cell)
    ] == []
    assert [where for where, row in rows("terms") if not row["title"] or not row["title_en"]] == []
