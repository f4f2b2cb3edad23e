"""The text view: a report with what was found in it underneath, Arabic left in the order it is stored in."""

from __future__ import annotations

from collections.abc import Iterable

from mahdar.cli.screen import Screen
from mahdar.record import Actor, Event, Quantity, Record, Span, Statement, Time

_RULE = "─" * 72


def show_record(screen: Screen, record: Record, *, name: str, explain: bool = False) -> None:
    """Write a report and its items.

    Args:
        screen: where to.
        record: what was read.
        name: the report's file, as the heading.
        explain: add the rule that found each item.
    """
    _View(screen, record, explain).show(name)


def plain_label(actor: Actor) -> str:
    """An actor's name as the report has it, and in English."""
    english = actor.names.get("en")
    name = " ".join(actor.name.split())
    return f"{name} ({english})" if english and english != actor.name else name


def actor_label(screen: Screen, actor: Actor) -> str:
    """The same for a line of English: the Arabic name isolated."""
    name = " ".join(actor.name.split())
    return screen.isolate(name) + plain_label(actor).removeprefix(name)


class _View:
    def __init__(self, screen: Screen, record: Record, explain: bool) -> None:
        self.screen = screen
        self.record = record
        self.explain = explain
        self.actors = {actor.id: actor for actor in record.actors}

    def show(self, name: str) -> None:
        screen = self.screen
        self.heading(name)
        for line in self.record.document.text.rstrip("\n").split("\n"):
            screen.line(screen.safe(line))
        screen.line()
        self.section("Actors", [line for actor in self.record.actors for line in self.actor(actor)])
        self.section("Times", [self.time(time) for time in self.record.times])
        self.section("Quantities", [self.quantity(quantity) for quantity in self.record.quantities])
        self.section("Statements", [line for said in self.record.statements for line in self.statement(said)])
        self.section("Events", [line for event in self.record.events for line in self.event(event)])
        self.section("Conditions", self.conditions())
        self.section("Commitments", self.commitments())
        self.section("Notes", self.notes())

    def heading(self, name: str) -> None:
        screen, document = self.screen, self.record.document
        screen.line(screen.style(_RULE, "dim"))
        screen.line(screen.style(screen.isolate(name), "bold"))
        if document.title:
            screen.line(screen.isolate(document.title))
        dated = (
            f"published {document.published} ({document.published_basis})"
            if document.published
            else "no date"
        )
        facts = [dated, f"language {document.language}", f"{len(document.text):,} characters"]
        facts += [screen.isolate(fact) for fact in (document.source, document.author, document.url) if fact]
        screen.line(screen.style(" · ".join(facts), "dim"))
        screen.line(screen.style(_RULE, "dim"))

    def section(self, title: str, lines: list[str]) -> None:
        if not lines:
            return
        self.screen.line(self.screen.style(title, "bold", "cyan"))
        for line in lines:
            self.screen.line(line)

    def mark(self, id: str) -> str:
        return "  " + self.screen.style(f"{id:<4}", "yellow")

    def rule(self, rule: str | None, confidence: float | None = None) -> str:
        if not self.explain:
            return ""
        sure = "" if confidence is None else f" {confidence:.2f}"
        return self.screen.style(f"  [{rule or 'no rule named'}{sure}]", "dim")

    def words(self, *spans: Span) -> str:
        text = self.record.document.text
        return " ".join(self.screen.quote(text[span.start : span.end]) for span in spans)

    def names(self, ids: Iterable[str]) -> str:
        shown = [actor_label(self.screen, self.actors[one]) if one in self.actors else one for one in ids]
        return ", ".join(shown) or "—"

    def actor(self, actor: Actor) -> list[str]:
        facts = [actor.kind, actor.country, actor.code, actor.sector, actor.wikidata]
        told = " · ".join(fact for fact in facts if fact)
        times = f" ×{len(actor.mentions)}" if len(actor.mentions) > 1 else ""
        head = (
            f"{self.mark(actor.id)}{actor_label(self.screen, actor)}  {self.screen.style(told, 'dim')}{times}"
        )
        lines = [head + self.rule(actor.rule, actor.confidence)]
        for role in actor.roles:
            of = f" of {self.names([role.of])}" if role.of else ""
            lines.append(f"        role {self.screen.quote(role.title)}{of}")
        if self.explain:
            for mention in actor.mentions:
                told = f"{mention.form} at {mention.start}"
                lines.append(
                    f"        {self.words(Span(mention.start, mention.end))} {told}{self.rule(mention.rule)}"
                )
        return lines

    def time(self, time: Time) -> str:
        anchor = f", from {time.anchor}" if time.anchor else ""
        calendar = "" if time.calendar == "gregorian" else f", {time.calendar} calendar"
        value = time.value or self.screen.style("not resolved", "dim")
        words = self.words(Span(time.start, time.end))
        return f"{self.mark(time.id)}{words}  {value}  {time.type}{anchor}{calendar}{self.rule(time.rule, time.confidence)}"

    def quantity(self, quantity: Quantity) -> str:
        words = self.words(Span(quantity.start, quantity.end))
        parts = [
            amount(quantity),
            quantity.unit,
            f"per {quantity.per}" if quantity.per else None,
            quantity.role,
        ]
        told = " ".join(part for part in parts if part)
        item = f"  {self.screen.quote(quantity.item)}" if quantity.item else ""
        return f"{self.mark(quantity.id)}{words}  {told}{item}{self.rule(quantity.rule, quantity.confidence)}"

    def statement(self, said: Statement) -> list[str]:
        cue = f" {self.words(said.cue)}" if said.cue else ""
        act = self.screen.style(said.act, "magenta") + (", in quotes" if said.direct else "")
        facts = [f"to {self.names(said.addressee)}"] if said.addressee else []
        facts += [f"through {self.names(said.via)}"] if said.via else []
        facts += [f"in {self.names([said.place])}"] if said.place else []
        facts += [f"is {said.event}"] if said.event else []
        more = f"  ({'; '.join(facts)})" if facts else ""
        speaker = self.names(said.speaker) if said.speaker else "source not named"
        head = f"{self.mark(said.id)}{speaker} · {act}{cue}{more}{self.rule(said.rule, said.confidence)}"
        return [head, *(f"        {self.words(span)}" for span in said.content)]

    def event(self, event: Event) -> list[str]:
        kind = self.screen.style("/".join([event.type, *event.mode]), "magenta")
        whom = f" → {self.names(event.target)}" if event.target else ""
        facts = [event.factuality + (", background" if event.background else "")]
        facts += [f"{event.date} ({event.date_basis})"] if event.date else []
        facts += [f"in {self.names([event.place])}"] if event.place else []
        facts += [", ".join(event.quantities)] if event.quantities else []
        facts += [", ".join(event.contexts)] if event.contexts else []
        facts += [f"on the word of {event.statement}"] if event.statement else []
        return [
            f"{self.mark(event.id)}{kind}  {self.names(event.source)}{whom}{self.rule(event.rule, event.confidence)}",
            f"        {self.words(event.trigger)}  {'; '.join(facts)}",
        ]

    def conditions(self) -> list[str]:
        return [
            f"{self.mark(item.id)}if {self.words(item.if_)} then {self.words(item.then)}"
            + (f"  (held by {item.holder})" if item.holder else "")
            + self.rule(item.rule, item.confidence)
            for item in self.record.conditions
        ]

    def commitments(self) -> list[str]:
        lines = []
        for bound in self.record.commitments:
            facts = [f"due {bound.due}"] if bound.due else []
            facts += [f"for {self.names(bound.beneficiary)}"] if bound.beneficiary else []
            facts += [f"if {bound.condition}"] if bound.condition else []
            facts += [one for one in (bound.statement, bound.event) if one]
            more = f"  ({'; '.join(facts)})" if facts else ""
            kind = self.screen.style(bound.kind, "magenta")
            words = self.words(Span(bound.start, bound.end))
            rule = self.rule(bound.rule, bound.confidence)
            lines.append(f"{self.mark(bound.id)}{kind}  {self.names(bound.actors)}  {words}{more}{rule}")
        return lines

    def notes(self) -> list[str]:
        lines = []
        for note in self.record.document.notes:
            words = ""
            if note.start is not None and note.end is not None:
                words = "  " + self.words(Span(note.start, note.end))
            lines.append(
                f"  {self.screen.style('!', 'yellow')} {note.kind}: {self.screen.isolate(note.message)}{words}"
            )
        return lines


def amount(quantity: Quantity) -> str:
    """A quantity's value with its bound, in signs."""
    if quantity.value is not None:
        sign = {"about": "≈ ", "at_least": "≥ ", "at_most": "≤ "}.get(quantity.bound, "")
        return f"{sign}{quantity.value:,}"
    if quantity.low is not None and quantity.high is not None:
        return f"{quantity.low:,}…{quantity.high:,}"
    if quantity.low is not None:
        return f"≥ {quantity.low:,}"
    if quantity.high is not None:
        return f"≤ {quantity.high:,}"
    return "a vague number"
