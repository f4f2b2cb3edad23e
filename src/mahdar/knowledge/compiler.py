"""From the tables to one flat file: entries, look-up keys with their variants, demonyms, terms."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

import msgspec

from mahdar.errors import TableError
from mahdar.knowledge.entries import Compiled, Entry, Membership, Term
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
    STATES,
    TERMS,
    sound_rows,
)
from mahdar.knowledge.variants import (
    NATIVE,
    arabic_variants,
    demonym_forms,
    family_name,
    key_of,
    name_key,
    skeleton,
)
from mahdar.languages.ar.morphology import Morphology, Reading
from mahdar.languages.ar.nametables import name_words
from mahdar.ontology.tables import variants
from mahdar.text import fold

_FORMAT = 7  # raised when the compiled layout or the variants change

_SEAT_SECTORS = {
    "foreign_ministry": "GOV", "defence_ministry": "MIL", "parliament": "LEG", "intelligence": "SPY",
}  # fmt: skip


def digest(folder: Path = DATA) -> str:
    """Digest of the tables and layout."""
    total = hashlib.sha256(str(_FORMAT).encode())
    for path in sorted(folder.glob("*.tsv")):
        total.update(path.name.encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:24]


def slug(en: str) -> str:
    """An ASCII key of an English name."""
    return re.sub(r"[^a-z0-9]+", "_", en.lower()).strip("_")


class _Builder:
    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.keys: dict[str, int] = {}
        self.source: dict[str, str] = {}
        self.names: dict[str, list[int]] = {}
        self.skeletons: dict[str, list[int]] = {}
        self.surnames: dict[str, list[int]] = {}
        self.demonyms: dict[str, tuple[str, str, str, str, str]] = {}
        self.given: dict[str, str] = {}
        self.terms: list[Term] = []
        self.native: set[str] = set()

    def add(self, entry: Entry, where: tuple[Path, int]) -> None:
        path, line = where
        if not entry.names:
            raise TableError(str(path), line, "no name")
        number = self._number(entry, where)
        for name in entry.names:
            key = name_key(name)
            forms = arabic_variants(key) if entry.kind == "person" else (key,)
            for form in forms:
                _put(self.names, form, number)
        if entry.en and entry.kind in ("state", "organization", "seat", "capital"):
            _put(self.names, name_key(entry.en), number)
        if entry.kind == "person":
            self._person(entry, number)

    def _number(self, entry: Entry, where: tuple[Path, int]) -> int:
        """Position of an entry; a second table may add names to one that another table brought."""
        path, line = where
        number = self.keys.get(entry.key)
        if number is None:
            number = self.keys[entry.key] = len(self.entries)
            self.entries.append(entry)
            self.source[entry.key] = path.name
            return number
        before = self.entries[number]
        if self.source[entry.key] == path.name or before.kind != entry.kind:
            raise TableError(str(path), line, f"the key {entry.key!r} stands twice")
        self.entries[number] = msgspec.structs.replace(
            before, names=tuple(dict.fromkeys(before.names + entry.names))
        )
        return number

    def _person(self, entry: Entry, number: int) -> None:
        for name in entry.names:
            tokens = name_key(name).split(" ")
            if len(tokens) < 2:
                continue
            if len(tokens[0]) > 2 and not tokens[0].startswith("ال") and _rare(tokens[0]):
                self.given.setdefault(tokens[0], entry.gender)
            if entry.country in NATIVE and len(tokens[0]) > 2:
                self.native.add(tokens[0])
            family = family_name(" ".join(tokens)) if entry.country not in NATIVE else ""
            if family:
                _put(self.names, family, number)
            if len(tokens[-1]) > 2 and tokens[-1] not in _ordinals():
                _put(self.surnames, tokens[-1], number)
            if entry.country in NATIVE:
                continue
            bones = [skeleton(token) for token in tokens]
            if sum(map(len, bones)) >= 5 and all(bones):
                _put(self.skeletons, " ".join(bones), number)


def _rare(key: str) -> bool:
    """Whether the lexicon holds no word that is written so."""
    return all(r.guess for r in _morphology().readings(key))


@cache
def _ordinals() -> frozenset[str]:
    """Numbers of rulers, which are no last names."""
    return frozenset(key_of(word) for word in name_words().regnal)


@cache
def _morphology() -> Morphology:
    return Morphology()


def _put(table: dict[str, list[int]], key: str, number: int) -> None:
    if key and number not in table.setdefault(key, []):
        table[key].append(number)


def _float(cell: str) -> float | None:
    return float(cell) if cell else None


def _states(builder: _Builder, path: Path) -> None:
    taken: set[str] = set()
    for line, row in sound_rows(path, STATES):
        former = row["type"] == "former"
        key = row["iso3"] or f"former_{slug(row['en'])}"
        names = variants(row["names"])
        own = {fold(name) for name in names}
        builder.add(
            Entry(
                key,
                "state",
                row["type"],
                row["iso3"],
                row["cameo"],
                "GOV",
                row["wikidata"],
                row["en"],
                "f",
                names,
            ),
            (path, line),
        )
        capital = variants(row["capital"])
        if capital and not former and row["capital_en"] not in taken:
            taken.add(row["capital_en"])
            entry = Entry(
                f"capital_{key}",
                "capital",
                "city",
                row["iso3"],
                row["cameo"],
                "",
                "",
                row["capital_en"],
                "f",
                capital,
            )
            builder.add(entry, (path, line))
        for demonym in variants(row["demonym"]):
            for form, gender, number in demonym_forms(demonym):
                if form.endswith("يا") and form in own:
                    continue  # أوكرانيا is the state, not the accusative of its demonym
                said = (row["iso3"], gender, number, "" if row["iso3"] else key, demonym)
                builder.demonyms.setdefault(form, said)


def _metonyms(builder: _Builder, path: Path) -> None:
    for line, row in sound_rows(path, METONYMS):
        entry = Entry(
            f"seat_{slug(row['en'])}_{row['iso3'].lower()}", "seat", row["body"], row["iso3"], "",
            _SEAT_SECTORS.get(row["body"], "GOV"), "", row["en"], "m", variants(row["names"]),
        )  # fmt: skip
        builder.add(entry, (path, line))


def _places(builder: _Builder, path: Path) -> None:
    for line, row in sound_rows(path, PLACES):
        key = f"place_{slug(row['en'])}_{row['iso3'].lower()}"
        while key in builder.keys:
            key += "_"
        entry = Entry(
            key, "place", row["kind"], row["iso3"], "", "", "", row["en"], "", variants(row["names"]),
            _float(row["latitude"]), _float(row["longitude"]),
        )  # fmt: skip
        builder.add(entry, (path, line))


def _organizations(builder: _Builder, path: Path) -> None:
    for line, row in sound_rows(path, ORGANIZATIONS):
        entry = Entry(
            row["key"], "organization", row["type"], row["iso3"], row["code"], row["sector"], row["wikidata"],
            row["en"], "", variants(row["names"]),
        )  # fmt: skip
        builder.add(entry, (path, line))


def _persons(builder: _Builder, path: Path) -> None:
    for line, row in sound_rows(path, PERSONS):
        entry = Entry(
            row["key"], "person", "", row["iso3"], "", row["sector"], row["wikidata"], row["en"], row["gender"],
            variants(row["names"]),
        )  # fmt: skip
        builder.add(entry, (path, line))


def _rest(builder: _Builder, folder: Path) -> None:
    for path in sorted(folder.glob("terms_*.tsv")):
        for line, row in sound_rows(path, TERMS):
            if row["person"] not in builder.keys:
                raise TableError(str(path), line, f"no person {row['person']!r}")
            if row["of"] not in builder.keys:
                raise TableError(str(path), line, f"of: no state, body or place {row['of']!r}")
            builder.terms.append(
                Term(row["person"], row["office"], row["of"], row["since"], row["until"], row["title"])
            )
    for _, row in sound_rows(folder / "demonyms.tsv", DEMONYMS):
        for form in variants(row["forms"]):
            if row["number"] == "p":
                builder.demonyms.setdefault(fold(form), (row["iso3"], "m", "p", row["body"], form))
                continue
            for inflected, gender, number in demonym_forms(form):
                said = (row["iso3"], gender, number, row["body"], form)
                builder.demonyms.setdefault(inflected, said)
    for _, row in sound_rows(folder / "given_names.tsv", GIVEN):
        for name in variants(row["names"]):
            if len(fold(name)) > 2:
                builder.given[fold(name)] = row["gender"]


def _packages(builder: _Builder, path: Path) -> None:
    """Further Arabic names of states from CLDR; a name that something bears already is left to it."""
    for _, row in sound_rows(path, CLDR):
        number = builder.keys.get(row["iso3"])
        if number is None:
            continue
        for name in variants(row["names"]):
            if name_key(name) not in builder.names:
                entry = builder.entries[number]
                builder.entries[number] = msgspec.structs.replace(entry, names=(*entry.names, name))
                _put(builder.names, name_key(name), number)


def _members(builder: _Builder, path: Path) -> list[Membership]:
    found = []
    for line, row in sound_rows(path, MEMBERS):
        if row["key"] not in builder.keys:
            raise TableError(str(path), line, f"no body {row['key']!r}")
        found.append(Membership(row["key"], row["iso3"], row["since"], row["until"]))
    return found


def _weak(names: dict[str, list[int]], entries: list[Entry]) -> list[str]:
    """Single-word names that the lexicon also reads as common words: they need support from their neighbours."""
    read = _morphology().readings
    found = []
    for key, numbers in names.items():
        if " " in key:
            continue
        forms = {n for number in numbers for n in entries[number].names if name_key(n) == key} or {key}
        if key.startswith("ا"):
            forms.add(key)  # إلبيت is written like البيت where the hamza is left out, آفاد like أفاد
        for form in forms:
            if any(_common(r) for r in read(form)):
                found.append(key)
                break
    return sorted(found)


def _common(reading: Reading) -> bool:
    plain = not (reading.guess or reading.cut or reading.tail or reading.bound or reading.case == "a")
    return plain and (
        reading.pos in ("N", "A") or (reading.pos == "V" and reading.number == "s" and not reading.mood)
    )


def named_keys(folder: Path = DATA) -> set[str]:
    """Keys of the states, capitals, seats and places of a folder: they are made of codes and names."""
    builder = _Builder()
    _states(builder, folder / "states.tsv")
    _metonyms(builder, folder / "metonyms.tsv")
    _places(builder, folder / "places.tsv")
    return set(builder.keys)


def build(folder: Path = DATA) -> Compiled:
    """Read every table and derive all look-up keys.

    Raises:
        TableError: a row is broken; it names file, line and reason.
    """
    builder = _Builder()
    _states(builder, folder / "states.tsv")
    _metonyms(builder, folder / "metonyms.tsv")
    for pattern, read in (
        ("organizations_*.tsv", _organizations), ("persons_*.tsv", _persons), ("places.tsv", _places),
    ):  # fmt: skip
        for path in sorted(folder.glob(pattern)):
            read(builder, path)
    _packages(builder, folder / "cldr.tsv")
    _rest(builder, folder)
    offices = {
        fold(title): (row["office"], row["unique"] == "1", row["sector"])
        for _, row in sound_rows(folder / "offices.tsv", OFFICES)
        for title in variants(row["titles"])
    }
    return Compiled(
        digest(folder), builder.entries, builder.names, builder.skeletons, builder.surnames,
        _weak(builder.names, builder.entries), builder.demonyms, builder.given, builder.terms, offices,
        _members(builder, folder / "members.tsv"), sorted(builder.native),
    )  # fmt: skip
