"""The record's items, exactly as the public contract names them (frozen msgspec structs).

Offsets count Unicode code points in `document.text`, half-open.
"""

from __future__ import annotations

import msgspec


class Item(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Base of all items: a frozen struct with named fields."""


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """A half-open stretch of the report's text, in code points."""

    start: int
    end: int


class Note(Item, frozen=True, kw_only=True):
    """What a careful reader should know; `start`/`end` are null where the note is about the whole report."""

    kind: str
    message: str
    start: int | None = None
    end: int | None = None


class Document(Item, frozen=True, kw_only=True):
    """A report's own text and what is known about it.

    `id` is the identity of the text, `report` that of this copy of it (text, source, url, published).
    """

    id: str
    report: str
    text: str
    language: str = "und"
    title: str | None = None
    url: str | None = None
    source: str | None = None
    author: str | None = None
    published: str | None = None
    published_basis: str | None = None
    published_evidence: Span | None = None
    notes: list[Note] = []


class ReaderInfo(Item, frozen=True, kw_only=True):
    """What read the report: same bytes, metadata and reader give the same record bytes."""

    version: str
    mode: str = "grammar"
    knowledge: str = ""
    model: str | None = None
    codebook: str | None = None


class Mention(Item, frozen=True, kw_only=True):
    """One mention of an actor; `form` is name, metonym, nominal, demonym or pronoun."""

    start: int
    end: int
    form: str
    rule: str | None = None


class Role(Item, frozen=True, kw_only=True):
    """A role that the report gives a person: the title's words and what it is a title of."""

    title: str
    of: str | None = None
    start: int
    end: int


class Actor(Item, frozen=True, kw_only=True):
    """Whoever can act or speak, and places."""

    id: str
    key: str
    kind: str
    name: str
    names: dict[str, str] = {}
    country: str | None = None
    code: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    roles: list[Role] = []
    mentions: list[Mention] = []
    confidence: float | None = None
    rule: str | None = None


class Time(Item, frozen=True, kw_only=True):
    """An expression of time with its EDTF/ISO 8601 value, or null where it cannot be resolved."""

    id: str
    start: int
    end: int
    type: str
    value: str | None = None
    anchor: str | None = None
    calendar: str = "gregorian"
    confidence: float | None = None
    rule: str | None = None


class Quantity(Item, frozen=True, kw_only=True):
    """A number with what it counts: ISO 4217 for money, UCUM for measures, `{noun}` for counted things."""

    id: str
    start: int
    end: int
    value: float | int | None = None
    low: float | int | None = None
    high: float | int | None = None
    bound: str = "exact"
    unit: str | None = None
    per: str | None = None
    item: str | None = None
    role: str | None = None
    confidence: float | None = None
    rule: str | None = None


class Statement(Item, frozen=True, kw_only=True):
    """Attributed speech or thought; `content` is what was said, without cue and quotation marks."""

    id: str
    speaker: list[str] = []
    cue: Span | None = None
    content: list[Span] = []
    direct: bool = False
    act: str = "assert"
    addressee: list[str] = []
    via: list[str] = []
    time: str | None = None
    place: str | None = None
    event: str | None = None
    confidence: float | None = None
    rule: str | None = None


class Event(Item, frozen=True, kw_only=True):
    """A PLOVER event, with the words that show it."""

    id: str
    type: str
    mode: list[str] = []
    contexts: list[str] = []
    trigger: Span
    source: list[str] = []
    target: list[str] = []
    place: str | None = None
    time: str | None = None
    date: str | None = None
    date_basis: str | None = None
    quantities: list[str] = []
    factuality: str = "actual"
    background: bool = False
    statement: str | None = None
    quad: int
    intensity: float
    confidence: float | None = None
    rule: str | None = None


class Condition(Item, frozen=True, kw_only=True):
    """An explicit condition and its consequence."""

    id: str
    if_: Span = msgspec.field(name="if")
    then: Span
    holder: str | None = None
    if_events: list[str] = []
    then_events: list[str] = []
    confidence: float | None = None
    rule: str | None = None


class Commitment(Item, frozen=True, kw_only=True):
    """What somebody bound themselves or others to, or said will happen, that can later be checked."""

    id: str
    kind: str
    actors: list[str] = []
    beneficiary: list[str] = []
    statement: str | None = None
    event: str | None = None
    quantities: list[str] = []
    due: str | None = None
    condition: str | None = None
    start: int
    end: int
    confidence: float | None = None
    rule: str | None = None


class Record(Item, frozen=True, kw_only=True):
    """What reading one report yields."""

    schema: str = "mahdar.record/1"
    reader: ReaderInfo
    document: Document
    actors: list[Actor] = []
    times: list[Time] = []
    quantities: list[Quantity] = []
    statements: list[Statement] = []
    events: list[Event] = []
    conditions: list[Condition] = []
    commitments: list[Commitment] = []

    def to_json(self, *, indent: int | None = None) -> str:
        """The record as JSON; one line unless `indent` (spaces) is given."""
        from mahdar.record.codec import encode

        return encode(self, indent=indent).decode("utf-8")

    def text_of(self, item: Span | Mention | Time | Quantity | Commitment | Role) -> str:
        """The characters of the report that an item points at."""
        return self.document.text[item.start : item.end]

    def actor(self, id: str) -> Actor:
        """The actor with this id.

        Raises:
            KeyError: there is none.
        """
        for actor in self.actors:
            if actor.id == id:
                return actor
        raise KeyError(id)

    def _repr_html_(self) -> str:
        from mahdar.record.html import to_html

        return to_html(self)
