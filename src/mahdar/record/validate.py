"""Checks a record against its contract: every offset, id and label."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from mahdar.errors import RecordError
from mahdar.ontology import (
    ACTOR_KINDS,
    BOUNDS,
    CALENDARS,
    COMMITMENT_KINDS,
    DATE_BASES,
    FACTUALITIES,
    MENTION_FORMS,
    PUBLISHED_BASES,
    QUANTITY_ROLES,
    RATES,
    SPEECH_ACTS,
    TIME_TYPES,
    load_plover,
)
from mahdar.record.codec import report_id, text_id
from mahdar.record.items import Record

SCHEMA = "mahdar.record/1"
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}(:\d{2}(:\d{2}(\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?")


class _Check:
    """Collects what is wrong with one record."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.size = len(record.document.text)
        self.problems: list[str] = []
        self.kind_of: dict[str, str] = {}

    def say(self, where: str, what: str) -> None:
        self.problems.append(f"{where}: {what}")

    def span(self, where: str, start: int, end: int) -> None:
        if not 0 <= start < end <= self.size:
            self.say(where, f"span {start}:{end} is not inside the text (0:{self.size})")
        elif self.record.document.text[start:end].isspace():
            self.say(where, f"span {start}:{end} holds white space only")

    def label(
        self, where: str, value: str | None, allowed: Collection[str], *, optional: bool = False
    ) -> None:
        if value is None and optional:
            return
        if value is None or value not in allowed:
            self.say(where, f"{value!r} is not one of {', '.join(sorted(allowed))}")

    def refer(self, where: str, ids: Iterable[str | None], *kinds: str) -> None:
        for one in ids:
            if one is not None and self.kind_of.get(one) not in kinds:
                self.say(where, f"no {' or '.join(kinds)} with id {one!r}")

    def register(self) -> None:
        record = self.record
        for kind, items in (
            ("actor", record.actors),
            ("time", record.times),
            ("quantity", record.quantities),
            ("statement", record.statements),
            ("event", record.events),
            ("condition", record.conditions),
            ("commitment", record.commitments),
        ):
            for item in items:
                if item.id in self.kind_of:
                    self.say(item.id, "the id stands twice")
                self.kind_of[item.id] = kind
                if item.confidence is not None and not 0 <= item.confidence <= 1:
                    self.say(item.id, f"confidence {item.confidence} is not between 0 and 1")

    def document(self) -> None:
        document = self.record.document
        if self.record.schema != SCHEMA:
            self.say("schema", f"{self.record.schema!r} is not {SCHEMA!r}")
        if document.id != text_id(document.text):
            self.say("document.id", "is not the digest of the text")
        if document.report != report_id(document.id, document.source, document.url, document.published):
            self.say("document.report", "is not the digest of text id, source, url and published")
        self.label("document.published_basis", document.published_basis, PUBLISHED_BASES, optional=True)
        if document.published is not None and not _DATE.fullmatch(document.published):
            self.say("document.published", f"{document.published!r} is no ISO 8601 date")
        if document.published is not None and document.published_basis is None:
            self.say("document.published_basis", "a date without its basis")
        if document.published_evidence is not None:
            self.span(
                "document.published_evidence",
                document.published_evidence.start,
                document.published_evidence.end,
            )
        for number, note in enumerate(document.notes):
            if note.start is not None and note.end is not None:
                self.span(f"document.notes[{number}]", note.start, note.end)

    def actors(self) -> None:
        for actor in self.record.actors:
            self.label(f"{actor.id}.kind", actor.kind, ACTOR_KINDS)
            if not actor.mentions:
                self.say(actor.id, "no mention")
            for mention in actor.mentions:
                self.span(f"{actor.id}.mentions", mention.start, mention.end)
                self.label(f"{actor.id}.mentions", mention.form, MENTION_FORMS)
            for role in actor.roles:
                self.span(f"{actor.id}.roles", role.start, role.end)
            if (actor.latitude is None) != (actor.longitude is None):
                self.say(actor.id, "latitude and longitude go together")

    def measures(self) -> None:
        for time in self.record.times:
            self.span(time.id, time.start, time.end)
            self.label(f"{time.id}.type", time.type, TIME_TYPES)
            self.label(f"{time.id}.calendar", time.calendar, CALENDARS)
            if time.anchor != "published":
                self.refer(f"{time.id}.anchor", [time.anchor], "time")
        for quantity in self.record.quantities:
            self.span(quantity.id, quantity.start, quantity.end)
            self.label(f"{quantity.id}.bound", quantity.bound, BOUNDS)
            self.label(f"{quantity.id}.per", quantity.per, RATES, optional=True)
            self.label(f"{quantity.id}.role", quantity.role, QUANTITY_ROLES, optional=True)

    def statements(self) -> None:
        for item in self.record.statements:
            if item.cue is not None:
                self.span(f"{item.id}.cue", item.cue.start, item.cue.end)
            if not item.content:
                self.say(item.id, "no content")
            for span in item.content:
                self.span(f"{item.id}.content", span.start, span.end)
            self.label(f"{item.id}.act", item.act, SPEECH_ACTS)
            self.refer(f"{item.id}.speaker", item.speaker, "actor")
            self.refer(f"{item.id}.addressee", item.addressee, "actor")
            self.refer(f"{item.id}.via", item.via, "actor", "statement")
            self.refer(f"{item.id}.time", [item.time], "time")
            self.refer(f"{item.id}.place", [item.place], "actor")
            self.refer(f"{item.id}.event", [item.event], "event")

    def events(self) -> None:
        plover = load_plover()
        for event in self.record.events:
            self.span(f"{event.id}.trigger", event.trigger.start, event.trigger.end)
            self.label(f"{event.id}.type", event.type, plover.types)
            self.label(f"{event.id}.factuality", event.factuality, FACTUALITIES)
            self.label(f"{event.id}.date_basis", event.date_basis, DATE_BASES, optional=True)
            if (event.date is None) != (event.date_basis is None):
                self.say(event.id, "date and date_basis go together")
            if event.type in plover.types:
                for mode in event.mode:
                    self.label(f"{event.id}.mode", mode, plover.modes.get(event.type, {}))
                if event.quad != plover.types[event.type].quad:
                    self.say(event.id, f"quad {event.quad} is not that of {event.type}")
            for context in event.contexts:
                self.label(f"{event.id}.contexts", context, plover.contexts)
            self.refer(f"{event.id}.source", event.source, "actor")
            self.refer(f"{event.id}.target", event.target, "actor")
            self.refer(f"{event.id}.place", [event.place], "actor")
            self.refer(f"{event.id}.time", [event.time], "time")
            self.refer(f"{event.id}.quantities", event.quantities, "quantity")
            self.refer(f"{event.id}.statement", [event.statement], "statement")

    def hangers(self) -> None:
        for item in self.record.conditions:
            self.span(f"{item.id}.if", item.if_.start, item.if_.end)
            self.span(f"{item.id}.then", item.then.start, item.then.end)
            self.refer(f"{item.id}.holder", [item.holder], "statement")
            self.refer(f"{item.id}.if_events", item.if_events, "event")
            self.refer(f"{item.id}.then_events", item.then_events, "event")
        for bound in self.record.commitments:
            self.span(bound.id, bound.start, bound.end)
            self.label(f"{bound.id}.kind", bound.kind, COMMITMENT_KINDS)
            self.refer(f"{bound.id}.actors", bound.actors, "actor")
            self.refer(f"{bound.id}.beneficiary", bound.beneficiary, "actor")
            self.refer(f"{bound.id}.statement", [bound.statement], "statement")
            self.refer(f"{bound.id}.event", [bound.event], "event")
            self.refer(f"{bound.id}.quantities", bound.quantities, "quantity")
            self.refer(f"{bound.id}.condition", [bound.condition], "condition")


def problems(record: Record) -> list[str]:
    """Everything in a record that breaks the contract, one line each; empty if nothing does."""
    check = _Check(record)
    check.register()
    check.document()
    check.actors()
    check.measures()
    check.statements()
    check.events()
    check.hangers()
    return check.problems


def validate(record: Record) -> None:
    """Raise if a record breaks the contract.

    Raises:
        RecordError: with every problem, one line each.
    """
    found = problems(record)
    if found:
        raise RecordError(found)
