"""Everything found, put together as one record: ids in order of the text, forward links written last."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from mahdar.analysis.mentions import Mentions
from mahdar.analysis.types import Analysis
from mahdar.knowledge import Knowledge
from mahdar.ontology import load_plover
from mahdar.record import (
    Actor,
    Commitment,
    Condition,
    Document,
    Event,
    Note,
    Quantity,
    ReaderInfo,
    Record,
    Span,
    Statement,
    Time,
    report_id,
)
from mahdar.resolve.actors import resolve_actors
from mahdar.resolve.commitments import Bound, resolve_commitments
from mahdar.resolve.conditions import Held, resolve_conditions
from mahdar.resolve.events import Done, resolve_events
from mahdar.resolve.pairing import Pairing
from mahdar.resolve.parties import Parties
from mahdar.resolve.settled import Settled
from mahdar.resolve.statements import Said, resolve_statements
from mahdar.resolve.times import ResolvedTime, infer_published, resolve_times

if TYPE_CHECKING:
    from mahdar.tagger.scores import Scores


def resolve(
    mentions: Mentions,
    analysis: Analysis,
    knowledge: Knowledge,
    reader: ReaderInfo,
    scores: Scores | None = None,
) -> Record:
    """One report's mentions as a record.

    The passes run in order and none edits what another found: actors, times, statements, conditions, events,
    commitments, assembly.
    """
    document = _dated(analysis, mentions)
    published = document.published
    table = Parties(resolve_actors(mentions.names, analysis, knowledge, published), analysis, knowledge)
    times = resolve_times(mentions.times, analysis, published)
    said = resolve_statements(
        mentions.speech, analysis, table, times, Pairing(scores, table) if scores is not None else None
    )
    held = resolve_conditions(mentions.conditions, analysis, said)
    settled = Settled(said=said, held=held, times=times, quantities=mentions.quantities, published=published)
    pairing = Pairing(scores, table) if scores is not None else None  # anew: speakers have added groups
    done = resolve_events(mentions.triggers, analysis, table, settled, pairing)
    bound = resolve_commitments(analysis, table, done, settled, mentions.commitments, pairing)
    notes = [*document.notes, *table.notes, *_time_notes(times)]
    return Record(
        reader=reader,
        document=msgspec.structs.replace(document, notes=notes),
        actors=_actors(table),
        times=_times(times),
        quantities=_quantities(mentions),
        statements=_statements(said, done, table),
        events=_events(done, table),
        conditions=_conditions(held, done),
        commitments=_commitments(bound, table),
    )


def candidates(analysis: Analysis, mentions: Mentions, knowledge: Knowledge) -> Parties:
    """The actors among which roles are given out, those included that only a speaker's phrase names."""
    published = analysis.document.published
    table = Parties(resolve_actors(mentions.names, analysis, knowledge, published), analysis, knowledge)
    resolve_statements(mentions.speech, analysis, table, resolve_times(mentions.times, analysis, published))
    return table


def _dated(analysis: Analysis, mentions: Mentions) -> Document:
    """The report's document, with the date of publication that its own words show where its source tells none."""
    document = analysis.document
    inferred = infer_published(analysis, mentions.times) if document.published is None else None
    if inferred is None:
        return document
    published, (start, end) = inferred
    note = Note(
        kind="published",
        message=f"publication date {published} inferred from the text",
        start=start,
        end=end,
    )
    return msgspec.structs.replace(
        document,
        published=published,
        published_basis="inferred",
        published_evidence=Span(start, end),
        report=report_id(document.id, document.source, document.url, published),
        notes=[*document.notes, note],
    )


def _time_notes(times: list[ResolvedTime]) -> list[Note]:
    return [
        Note(kind="time", message=time.note, start=time.mention.start, end=time.mention.end)
        for time in times
        if time.note
    ]


def _actors(table: Parties) -> list[Actor]:
    """The actors, each as sure as its surest mention."""
    return [
        actor if sure is None else msgspec.structs.replace(actor, confidence=sure)
        for actor, sure in zip(table.actors, table.confidences(), strict=True)
    ]


def _times(times: list[ResolvedTime]) -> list[Time]:
    found = []
    for number, time in enumerate(times, 1):
        anchor = f"t{time.anchor + 1}" if isinstance(time.anchor, int) else time.anchor
        one = time.mention
        found.append(
            Time(
                id=f"t{number}",
                start=one.start,
                end=one.end,
                type=one.type,
                value=time.value,
                anchor=anchor,
                calendar=one.calendar,
                rule=one.rule or None,
            )
        )
    return found


def _quantities(mentions: Mentions) -> list[Quantity]:
    return [
        Quantity(
            id=f"q{number}",
            start=q.start,
            end=q.end,
            value=q.value,
            low=q.low,
            high=q.high,
            bound=q.bound,
            unit=q.unit,
            per=q.per,
            item=q.item,
            role=q.role,
            rule=q.rule or None,
        )
        for number, q in enumerate(mentions.quantities, 1)
    ]


def _statements(said: list[Said], done: list[Done], table: Parties) -> list[Statement]:
    event_of = {d.speech: f"e{n}" for n, d in enumerate(done, 1) if d.speech is not None}
    return [
        Statement(
            id=f"s{number}",
            speaker=[table.id(i) for i in s.speaker],
            cue=Span(*s.mention.cue),
            content=[Span(start, end) for start, end in s.mention.content],
            direct=s.mention.direct,
            act=s.act,
            addressee=[table.id(i) for i in s.addressee],
            via=[table.id(i) for i in s.via],
            time=f"t{s.time + 1}" if s.time is not None else None,
            event=event_of.get(number - 1),
            confidence=s.mention.confidence,
            rule=s.mention.rule or None,
        )
        for number, s in enumerate(said, 1)
    ]


def _events(done: list[Done], table: Parties) -> list[Event]:
    plover = load_plover()
    found = []
    for number, d in enumerate(done, 1):
        modes = [d.mention.mode] if d.mention.mode else []
        found.append(
            Event(
                id=f"e{number}",
                type=d.mention.type,
                mode=modes,
                contexts=list(d.contexts),
                trigger=Span(d.mention.start, d.mention.end),
                source=[table.id(i) for i in d.source],
                target=[table.id(i) for i in d.target],
                place=table.id(d.place) if d.place is not None else None,
                time=f"t{d.time + 1}" if d.time is not None else None,
                date=d.date,
                date_basis=d.date_basis,
                quantities=[f"q{n + 1}" for n in d.quantities],
                factuality=d.factuality,
                background=d.background,
                statement=f"s{d.statement + 1}" if d.statement is not None else None,
                quad=plover.types[d.mention.type].quad,
                intensity=plover.intensity(d.mention.type, tuple(modes)),
                confidence=d.mention.confidence,
                rule=d.mention.rule or None,
            )
        )
    return found


def _conditions(held: list[Held], done: list[Done]) -> list[Condition]:
    def inside(span: tuple[int, int]) -> list[str]:
        return [f"e{n}" for n, d in enumerate(done, 1) if span[0] <= d.mention.start < span[1]]

    return [
        Condition(
            id=f"c{number}",
            if_=Span(*h.if_),
            then=Span(*h.then),
            holder=f"s{h.holder + 1}" if h.holder is not None else None,
            if_events=inside(h.if_),
            then_events=inside(h.then),
            confidence=h.mention.confidence,
            rule=h.mention.rule or None,
        )
        for number, h in enumerate(held, 1)
    ]


def _commitments(bound: list[Bound], table: Parties) -> list[Commitment]:
    return [
        Commitment(
            id=f"m{number}",
            kind=b.kind,
            actors=[table.id(i) for i in b.actors],
            beneficiary=[table.id(i) for i in b.beneficiary],
            statement=f"s{b.statement + 1}" if b.statement is not None else None,
            event=f"e{b.event + 1}" if b.event is not None else None,
            quantities=[f"q{n + 1}" for n in b.quantities],
            due=b.due,
            condition=f"c{b.condition + 1}" if b.condition is not None else None,
            start=b.start,
            end=b.end,
            rule=b.rule or None,
        )
        for number, b in enumerate(bound, 1)
    ]
