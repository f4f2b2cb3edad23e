"""What the knowledge holds: entries (one per actor or place), terms of office, demonyms."""

from __future__ import annotations

from typing import NamedTuple

import msgspec


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An actor or place of the tables.

    `kind` is state, place, organization, person, capital or seat; `subtype` what the table says beyond that (former,
    city, armed_group, foreign_ministry …). `country` is an ISO 3166-1 code or empty; `names` are Arabic, the usual
    form first.
    """

    key: str
    kind: str
    subtype: str = ""
    country: str = ""
    code: str = ""
    sector: str = ""
    wikidata: str = ""
    en: str = ""
    gender: str = ""
    names: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None


class Term(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A term of office: dates are EDTF with the precision known, empty where unknown."""

    person: str
    office: str
    of: str
    since: str
    until: str
    title: str

    def covers(self, date: str) -> bool:
        """Whether the term certainly or possibly holds a date (ISO, any precision)."""
        return (not self.since or date >= self.since[: len(date)]) and (
            not self.until or date[: len(self.until)] <= self.until
        )


class Demonym(NamedTuple):
    """What a demonym says: its state, or the body of a wider one (أوروبي), with gender and number; `lemma` is its
    masculine singular, or the plural itself where it is a broken one (روس)."""

    country: str
    gender: str
    number: str
    body: str = ""
    lemma: str = ""


class Office(NamedTuple):
    """A kind of office: its code, whether one person holds it at a time, its sector."""

    code: str
    unique: bool
    sector: str


class Found(NamedTuple):
    """A name of the tables over tokens first..last; `cut` characters of the first token are proclitics."""

    first: int
    last: int
    cut: int
    entries: tuple[str, ...]


class Compiled(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The flat form on disk; look-up keys to positions in `entries`."""

    digest: str
    entries: list[Entry]
    names: dict[str, list[int]]
    skeletons: dict[str, list[int]]
    surnames: dict[str, list[int]]
    weak: list[str]
    demonyms: dict[str, tuple[str, str, str, str, str]]
    given: dict[str, str]
    terms: list[Term]
    offices: dict[str, tuple[str, bool, str]]
