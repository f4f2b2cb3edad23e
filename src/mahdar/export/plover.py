"""PLOVER events as POLECAT publishes them, a row for each event: pure functions over records.

Columns bear the names of POLECAT's weekly files, in their order; behind them stand mahdar's own. `docs/export.md` says
what each means and where it comes from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from mahdar.knowledge import Entry
from mahdar.ontology import load_plover
from mahdar.ontology.tables import read_table
from mahdar.record import Actor, Event, Record

_EU_BODIES = Path(__file__).parent / "data" / "eu_bodies.tsv"
_QUADS = {
    1: "VERBAL COOPERATION",
    2: "MATERIAL COOPERATION",
    3: "VERBAL CONFLICT",
    4: "MATERIAL CONFLICT",
}
# PLOVER has no future: what is announced of these types is an undertaking in words.
_FOLDED = {
    "CONSULT": "AGREE",
    "SUPPORT": "AGREE",
    "COOPERATE": "AGREE",
    "AID": "AGREE",
    "RETREAT": "CONCEDE",
}
# Sectors of ours that PLOVER keeps in the country field, and beginnings of actor codes, the longest first.
_STATELESS = {"IGO": "IGO", "NGO": "NGO"}
_CODES = (("IGOUNO", "UNO"), ("IGOEUR", "EUR"), ("IGO", "IGO"))
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(T.*)?")
# What a spreadsheet takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PARTS, _TITLES, _NOTHING = "; ", "|", "None"


def _column(field: str) -> str:
    """The name of a column, as POLECAT writes them."""
    special = {"id": "ID", "url": "URL", "edtf": "EDTF"}
    return " ".join(special.get(word, word.capitalize()) for word in field.split("_"))


class PloverEvent(msgspec.Struct, frozen=True, kw_only=True, rename=_column, forbid_unknown_fields=True):
    """One event. Lists of one side (`actor_…`, `recipient_…`) have a place for each of its actors, None where one has no value."""

    event_id: str
    event_date: str | None
    event_type: str
    event_mode: list[str]
    event_intensity: float
    quad_code: str
    contexts: list[str]
    actor_name: list[str]
    actor_country: list[str | None]
    primary_actor_sector: list[str | None]
    actor_title: list[str | None]
    actor_name_raw: list[str]
    recipient_name: list[str]
    recipient_country: list[str | None]
    primary_recipient_sector: list[str | None]
    recipient_title: list[str | None]
    recipient_name_raw: list[str]
    placename: str | None
    city: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    raw_placename: str | None
    source: str | None
    publication_date: str | None
    story_people: list[str]
    story_organizations: list[str]
    story_locations: list[str]
    language: str
    version: str
    headline: str | None
    story_id: str
    # From here on the columns are mahdar's own.
    factuality: str
    background: bool
    auxiliary_status: list[str]
    reported_type: str
    reported_mode: list[str]
    event_date_edtf: str | None
    date_basis: str | None
    confidence: float | None
    statement: str | None
    attributed_to: list[str]
    trigger_text: str
    trigger_start: int
    trigger_end: int
    rule: str | None
    actor_key: list[str]
    actor_wikidata: list[str | None]
    recipient_key: list[str]
    recipient_wikidata: list[str | None]
    report_id: str
    url: str | None


COLUMNS = tuple(field.encode_name for field in msgspec.structs.fields(PloverEvent))


class Gazetteer(NamedTuple):
    """What the tables of names add to a record's actors: keys of cities, and the country field of bodies by key."""

    cities: frozenset[str] = frozenset()
    bodies: Mapping[str, str] = {}


def gazetteer(entries: Iterable[Entry]) -> Gazetteer:
    """The gazetteer of some entries of the knowledge: cities and capitals, bodies of the United Nations and of the EU.

    Raises:
        TableError: the table of EU bodies is broken.
    """
    european = {row["key"] for _, row in read_table(_EU_BODIES, ("key", "en"))}
    cities: set[str] = set()
    bodies: dict[str, str] = {}
    for entry in entries:
        # Records name an actor by its QID where it has one, roles name its row.
        keys = [key for key in (entry.key, entry.wikidata) if key]
        if entry.kind == "capital" or (entry.kind == "place" and entry.subtype == "city"):
            cities.update(keys)
        elif entry.key in european:
            bodies.update(dict.fromkeys(keys, "EUR"))
        elif entry.subtype == "un_body":
            bodies.update(dict.fromkeys(keys, "UNO"))
        elif (field := _by_code(entry.code)) is not None:
            bodies.update(dict.fromkeys(keys, field))
    return Gazetteer(frozenset(cities), bodies)


def plover_events(
    record: Record, *, everything: bool = False, known: Gazetteer | None = None
) -> list[PloverEvent]:
    """The events of a record as PLOVER has them.

    Planned meetings, support, cooperation and aid become AGREE, a planned retreat CONCEDE; denied events are left out.

    Args:
        record: a valid record.
        everything: also those that are planned, possible, conditional, or recalled as background.
        known: what the tables add; City, and UNO and EUR of bodies without a code of their own, stay empty without it.
    """
    rows = _Rows(record, known or Gazetteer())
    return [
        rows.event(event)
        for event in record.events
        if event.factuality != "denied"
        and (everything or (event.factuality == "actual" and not event.background))
    ]


class _Rows:
    """Makes the rows of one record."""

    def __init__(self, record: Record, known: Gazetteer) -> None:
        self.record = record
        self.known = known
        self.actors = {actor.id: actor for actor in record.actors}
        self.speakers = {said.id: said.speaker for said in record.statements}
        self.people = self.named("person")
        self.organizations = self.named("organization")
        self.locations = self.named("state", "place")

    def event(self, event: Event) -> PloverEvent:
        document, reader = self.record.document, self.record.reader
        codebook = load_plover()
        kind, modes = fold(event)
        folded = kind != event.type
        side, other = self.side(event.source), self.side(event.target)
        place = self.actors[event.place] if event.place else None
        return PloverEvent(
            event_id=f"{document.report.removeprefix('sha256:')[:16]}_{event.id}",
            event_date=_day(event.date),
            event_type=kind,
            event_mode=modes,
            event_intensity=codebook.types[kind].intensity if folded else event.intensity,
            quad_code=_QUADS[codebook.types[kind].quad if folded else event.quad],
            contexts=event.contexts,
            actor_name=[_name(one) for one in side],
            actor_country=[self.country(one) for one in side],
            primary_actor_sector=[_sector(one) for one in side],
            actor_title=[_titles(one) for one in side],
            actor_name_raw=[_line(one.name) for one in side],
            recipient_name=[_name(one) for one in other],
            recipient_country=[self.country(one) for one in other],
            primary_recipient_sector=[_sector(one) for one in other],
            recipient_title=[_titles(one) for one in other],
            recipient_name_raw=[_line(one.name) for one in other],
            placename=_name(place) if place else None,
            city=_name(place) if place and place.key in self.known.cities else None,
            country=place.country if place else None,
            latitude=place.latitude if place else None,
            longitude=place.longitude if place else None,
            raw_placename=_line(place.name) if place else None,
            source=document.source,
            publication_date=document.published,
            story_people=self.people,
            story_organizations=self.organizations,
            story_locations=self.locations,
            language=document.language,
            version=f"mahdar {reader.version} {reader.mode}",
            headline=document.title,
            story_id=document.id,
            factuality=event.factuality,
            background=event.background,
            auxiliary_status=auxiliary(event),
            reported_type=event.type,
            reported_mode=event.mode,
            event_date_edtf=event.date,
            date_basis=event.date_basis,
            confidence=event.confidence,
            statement=event.statement,
            attributed_to=[_name(one) for one in self.side(self.speakers.get(event.statement or "", []))],
            trigger_text=document.text[event.trigger.start : event.trigger.end],
            trigger_start=event.trigger.start,
            trigger_end=event.trigger.end,
            rule=event.rule,
            actor_key=[one.key for one in side],
            actor_wikidata=[one.wikidata for one in side],
            recipient_key=[one.key for one in other],
            recipient_wikidata=[one.wikidata for one in other],
            report_id=document.report,
            url=document.url,
        )

    def side(self, ids: Iterable[str]) -> list[Actor]:
        return [self.actors[one] for one in ids]

    def named(self, *kinds: str) -> list[str]:
        """Names of the record's actors of some kinds, each once, in the order of the record."""
        return list(dict.fromkeys(_name(one) for one in self.record.actors if one.kind in kinds))

    def country(self, actor: Actor) -> str | None:
        """PLOVER's country field: a state's code, or what kind of body without a state somebody is or speaks for."""
        if actor.country is not None:
            return actor.country
        of = [role.of for role in actor.roles if role.of is not None]
        keys = [actor.key, *(self.actors[one].key if one in self.actors else one for one in of)]
        found = next((self.known.bodies[key] for key in keys if key in self.known.bodies), None)
        return found or _by_code(actor.code or "") or _STATELESS.get(actor.sector or "")


def fold(event: Event) -> tuple[str, list[str]]:
    """Type and modes of an event where a planned act counts as the undertaking that announces it."""
    folded = _FOLDED.get(event.type) if event.factuality == "planned" else None
    return (event.type, event.mode) if folded is None else (folded, [])


def auxiliary(event: Event) -> list[str]:
    """PLOVER's auxiliary status: historical, future, hypothetical; none of a folded act, which is present as words."""
    found = ["historical"] if event.background else []
    if event.factuality in ("possible", "conditional"):
        found.append("hypothetical")
    elif event.factuality == "planned" and event.type not in _FOLDED:
        found.append("future")
    return found


def cells(event: PloverEvent) -> list[str]:
    """The row of an event for CSV, in the order of `COLUMNS`.

    Lists are joined by `; `. In the lists of one side, `None` holds the place of an actor without a value, so that the
    nth name and the nth country belong together; where none has a value the cell is empty.
    """
    return [_cell(getattr(event, field.name)) for field in msgspec.structs.fields(PloverEvent)]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, float) else str(value)
    if isinstance(value, list):
        parts = [_NOTHING if part is None else str(part).replace(";", ",") for part in value]
        words = _PARTS.join(parts) if any(part is not None for part in value) else ""
    else:
        words = str(value)
    return f"'{words}" if words.startswith(_FORMULA) else words


def _by_code(code: str) -> str | None:
    return next((field for start, field in _CODES if code.startswith(start)), None)


def _day(date: str | None) -> str | None:
    """The day of a date that is a certain, full one; a month, a year or an uncertain day is none."""
    found = _DAY.fullmatch(date) if date else None
    return found[1] if found else None


def _line(words: str) -> str:
    return " ".join(words.split())


def _name(actor: Actor) -> str:
    return _line(actor.names.get("en") or actor.name)


def _sector(actor: Actor) -> str | None:
    return None if actor.sector in _STATELESS else actor.sector


def _titles(actor: Actor) -> str | None:
    """The titles that the report gives somebody, each once."""
    return _TITLES.join(dict.fromkeys(_line(role.title) for role in actor.roles)) or None
