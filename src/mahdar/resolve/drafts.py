"""Actors of one report while they are being put together, and the order in which they come into focus."""

from __future__ import annotations

from dataclasses import dataclass, field

from mahdar.analysis.mentions import NameMention
from mahdar.record import Actor, Mention, Role
from mahdar.text import plain


@dataclass(slots=True)
class Draft:
    """An actor in the making; fields as in the record."""

    key: str
    kind: str
    name: str
    country: str | None = None
    code: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    entry: str = ""
    en: str = ""
    latitude: float | None = None
    longitude: float | None = None
    gender: str = ""
    number: str = "s"
    roles: list[Role] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    words: frozenset[str] = frozenset()
    heads: set[str] = field(default_factory=set)
    offices: set[tuple[str, str]] = field(default_factory=set)
    rule: str = ""
    named: bool = True
    told: bool = False
    usual: str = ""

    def actor(self, number: int) -> Actor:
        """The record's item."""
        names = {"ar": self.usual or self.name}
        if self.en:
            names["en"] = self.en
        return Actor(
            id=f"a{number}", key=self.key, kind=self.kind, name=self.name, names=names, country=self.country,
            code=self.code, sector=self.sector, wikidata=self.wikidata, latitude=self.latitude,
            longitude=self.longitude, roles=self.roles, mentions=sorted(self.mentions, key=lambda m: (m.start, m.end)),
            rule=self.rule or None,
        )  # fmt: skip


def plain_key(name: str, kind: str, country: str | None) -> str:
    """Key of an actor that no table holds: its folded name with kind and country."""
    return f"{' '.join(plain(name).replace('_', ' ').replace('#', '').split())}|{kind}|{country or ''}"


@dataclass(slots=True)
class Linked:
    """A mention with the actors that it stands for."""

    mention: NameMention
    actors: tuple[int, ...]
    joined: bool = False
