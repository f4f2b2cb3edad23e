"""A clause while it is being built, and what its readers share."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from mahdar.analysis.phrases import Phrases
from mahdar.analysis.types import Oblique, Phrase, Zone
from mahdar.analysis.words import Word


class Draft:
    """A clause while it is being built."""

    __slots__ = (
        "attribute", "auxiliary", "complement", "first", "index", "kind", "last", "marker", "modality", "negative",
        "object", "object_enclitic", "obliques", "parent", "passive", "pluperfect", "predicate", "quoted",
        "relation", "rule", "subject", "tense", "topic", "topic_end",
    )  # fmt: skip

    def __init__(self, index: int, first: int, predicate: int, marker: int | None) -> None:
        self.index = index
        self.first = first
        self.last = predicate + 1
        self.predicate = predicate
        self.marker = marker
        self.kind = "verb"
        self.relation = "root"
        self.parent: int | None = None
        self.subject: Phrase | None = None
        self.object: Phrase | None = None
        self.object_enclitic = False
        self.complement: int | None = None
        self.obliques: list[Oblique] = []
        self.tense: str | None = None
        self.negative = False
        self.passive = False
        self.modality = ""
        self.pluperfect = False
        self.auxiliary: int | None = None
        self.quoted = False
        self.topic: Phrase | None = None
        self.topic_end = -1
        self.attribute: Phrase | None = None
        self.rule = ""


def _zone_first(zone: Zone) -> int:
    return zone.first


class Source(NamedTuple):
    """What a clause parser reads of a report."""

    words: list[Word]
    texts: list[str]
    phrases: Phrases
    zones: list[Zone]
    zone_of: list[int]
    options: list[tuple[Word, ...]]
    damma: frozenset[int] = frozenset()  # tokens whose first vowel is written as u: قُتل

    def zones_in(self, first: int, last: int) -> list[Zone]:
        """Quotation zones that begin inside a token range."""
        low = bisect_left(self.zones, first, key=_zone_first)
        return self.zones[low : bisect_left(self.zones, last, key=_zone_first)]


class Opening(NamedTuple):
    """What opens a clause: a marker token with its class, or a conjunction, or nothing."""

    kind: str  # an anna when if because purpose but whether rel, conj, quote, phase, ""
    at: int
    joined: bool  # a conjunction stands on or before the marker
