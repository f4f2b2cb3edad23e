"""Mentions: what extractors and the learned reader emit. Unresolved: spans with labels and scores.

`start`/`end` are offsets into the original text; `first`/`last` the half-open token range. `rule` says what found it,
`score` how sure that is of itself, `confidence` the measured probability that it is right.
"""

from __future__ import annotations

import msgspec

from mahdar.analysis.types import Phrase


class NameMention(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A mention of an actor or place.

    `form` as in the record; `kind` person, state, organization, group, place; `entries` keys of knowledge rows that
    it may be; `country` where words beside it tell (a demonym, a title); `title` the token range of a title that
    belongs to it; `of` what the title is a title of (an ISO 3166-1 code or an entry key).
    """

    first: int
    last: int
    start: int
    end: int
    form: str
    kind: str
    entries: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    title: tuple[int, int] | None = None
    of: str | None = None
    gender: str = ""
    number: str = "s"
    head: int = -1
    score: float = 1.0
    rule: str = ""
    confidence: float | None = None


class TimeMention(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An expression of time, not yet resolved; `spec` is the extractor's structured reading of it."""

    first: int
    last: int
    start: int
    end: int
    type: str
    spec: msgspec.Struct | None = None
    calendar: str = "gregorian"
    score: float = 1.0
    rule: str = ""


class QuantityMention(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A number with what it counts; fields as in the record."""

    first: int
    last: int
    start: int
    end: int
    value: float | int | None
    low: float | int | None = None
    high: float | int | None = None
    bound: str = "exact"
    unit: str | None = None
    per: str | None = None
    item: str | None = None
    role: str | None = None
    score: float = 1.0
    rule: str = ""


class SpeechMention(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A cue of speech or thought with its content.

    `speaker` and `addressee` are noun phrases or None; where the speaker is only the verb's own person, `gender` and
    `number` describe it. `via` is who carries the words. `anonymous` marks passives that hide the speaker.
    """

    cue: tuple[int, int]
    cue_token: int
    content: tuple[tuple[int, int], ...]
    content_tokens: tuple[int, int]
    act: str
    direct: bool = False
    speaker: Phrase | None = None
    gender: str = ""
    number: str = ""
    addressee: Phrase | None = None
    via: Phrase | None = None
    clause: int | None = None
    anonymous: bool = False
    score: float = 1.0
    rule: str = ""
    confidence: float | None = None


class TriggerMention(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A word that shows an act, with the phrases that may fill its slots, best first.

    `refusal`: the act is what a negation says (لن نقبل), so that the negation denies nothing.
    The span is that of the noun where the verb at `token` only carries it (أجرى محادثات).
    """

    token: int
    start: int
    end: int
    type: str
    mode: str = ""
    clause: int | None = None
    sources: tuple[Phrase, ...] = ()
    targets: tuple[Phrase, ...] = ()
    symmetric: bool = False
    nominal: bool = False
    refusal: bool = False
    score: float = 1.0
    rule: str = ""
    confidence: float | None = None


class ConditionMention(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A condition and its consequence, as original spans; `clause` is the one the condition stands in."""

    if_: tuple[int, int]
    then: tuple[int, int]
    marker: int
    score: float = 1.0
    rule: str = ""
    confidence: float | None = None


class CommitmentMention(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Words that say what is to happen, over tokens first..last; `kind` as in the record."""

    first: int
    last: int
    start: int
    end: int
    kind: str
    score: float = 1.0
    rule: str = ""


class Mentions(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """All that was found in one report, layer by layer."""

    names: list[NameMention] = []
    times: list[TimeMention] = []
    quantities: list[QuantityMention] = []
    speech: list[SpeechMention] = []
    triggers: list[TriggerMention] = []
    conditions: list[ConditionMention] = []
    commitments: list[CommitmentMention] = []
