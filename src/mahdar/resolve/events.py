"""Trigger mentions to events: parties, factuality, date, place, and one event for one act."""

from __future__ import annotations

import msgspec

from mahdar.analysis.mentions import TriggerMention
from mahdar.analysis.types import Analysis, Phrase
from mahdar.languages.ar.grammar import grammar
from mahdar.languages.ar.triggers import context_words
from mahdar.resolve.factuality import factuality
from mahdar.resolve.holders import Holders, by_sentence
from mahdar.resolve.parties import Parties
from mahdar.resolve.settled import Settled

# Acts whose content is another's act: what is demanded, threatened or promised is no event besides.
_ABSORBING = frozenset({"demand", "threaten", "promise", "offer", "warn"})
_VERBAL = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"})
# Types that may stand without any party: an unclaimed attack, a protest, an arrest by nobody named.
_PARTYLESS = frozenset({"ASSAULT", "PROTEST", "COERCE", "CONSULT"})
# Events of one type among which a repeated mention is looked for: those of the pages just read.
_RECENT = 60


class Done(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An event with its actors as indexes of the actor table and its time as an index of the times."""

    mention: TriggerMention
    source: tuple[int, ...]
    target: tuple[int, ...]
    place: int | None
    time: int | None
    date: str | None
    date_basis: str | None
    factuality: str
    background: bool
    statement: int | None
    speech: int | None
    contexts: tuple[str, ...]
    quantities: tuple[int, ...]


def _parties(phrases: tuple[Phrase, ...], table: Parties) -> tuple[int, ...]:
    found: list[int] = []
    for phrase in phrases:
        for index in table.of_phrase(phrase):
            if index not in found:
                found.append(index)
    return tuple(found)


def _place(analysis: Analysis, mention: TriggerMention, table: Parties) -> int | None:
    """A place in a prepositional phrase with في or ب of the same clause."""
    obliques = analysis.clauses[mention.clause].obliques if mention.clause is not None else ()
    for oblique in obliques:
        if not grammar().has("locating", oblique.preposition):
            continue
        found = table.places_of(oblique.phrase)
        if found:
            return found[0]
    return None


def _contexts(analysis: Analysis, mention: TriggerMention) -> tuple[str, ...]:
    first, last = analysis.sentences[analysis.sentence_of[mention.token]]
    words = context_words()
    found: dict[str, int] = {}
    for at in range(max(first, mention.token - 25), min(last, mention.token + 25)):
        for context in words.get(analysis.words[at].lemma, ()):
            found[context] = min(found.get(context, 99), abs(at - mention.token))
    return tuple(sorted(sorted(found), key=lambda c: found[c])[:3])


def _background(analysis: Analysis, mention: TriggerMention, date: str | None, published: str | None) -> bool:
    """An act before the news of the report: a past perfect, سبق أن, or a date well before publication."""
    if mention.clause is not None and not mention.nominal:
        clause = analysis.clauses[mention.clause]
        if clause.pluperfect:
            return True
        if clause.parent is not None and analysis.clauses[clause.parent].lemma == "سبق":
            return True
    if date and published:
        head = date.strip("~?")[:7]
        year, month = head[:4], head[5:7]
        if year.isdigit():
            gap = (int(published[:4]) - int(year)) * 12
            if month.isdigit() and len(published) >= 7:
                gap += int(published[5:7]) - int(month)
            return gap >= 3
    return False


def resolve_events(
    mentions: list[TriggerMention], analysis: Analysis, table: Parties, settled: Settled
) -> list[Done]:
    """Events in the order of their triggers, repeated mentions of one act joined.

    Args:
        mentions: what the extractors found. analysis, table: the report and its actors.
        settled: what was resolved before.
    """
    resolver = _Resolver(analysis, table, settled)
    found: list[Done] = []
    by_type: dict[str, list[Done]] = {}
    for mention in mentions:
        done = resolver.event(mention)
        if done is None:
            continue
        earlier = by_type.setdefault(mention.type, [])
        if not any(_same(done, other, analysis) for other in earlier[-_RECENT:]):
            found.append(done)
            earlier.append(done)
    return found


class _Resolver:
    """Turns triggers of one report into events, with what surrounds them indexed by sentence and clause."""

    def __init__(self, analysis: Analysis, table: Parties, settled: Settled) -> None:
        self.analysis = analysis
        self.table = table
        self.said = said = settled.said
        self.times = settled.times
        self.published = settled.published
        self.speech_of = {one.mention.cue_token: number for number, one in enumerate(said)}
        self.holders = Holders(analysis)
        for number, one in enumerate(said):
            self.holders.enter(number, one.mention.content, one.mention.content_tokens)
        self.held = by_sentence(analysis, (one.mention.marker for one in settled.held))
        self.conditions = settled.held
        self.times_in = by_sentence(analysis, (time.mention.first for time in settled.times))
        self.quantities_in: dict[int, list[int]] = {}
        for number, quantity in enumerate(settled.quantities):
            self.quantities_in.setdefault(analysis.clause_of[quantity.first], []).append(number)

    def event(self, mention: TriggerMention) -> Done | None:
        """The event of a trigger, or None where the words tell of none."""
        said = self.said
        speech = self.speech_of.get(mention.token)
        statement = self.holders.at(mention.token, mention.start)
        if statement is not None and said[statement].act in _ABSORBING and statement != speech:
            return None
        near = self.held.get(self.analysis.sentence_of[mention.token], ())
        if any(self.conditions[n].if_[0] <= mention.start < self.conditions[n].if_[1] for n in near):
            return None
        source, target = self.parties(mention, speech, statement)
        if not _holds(mention, source, target):
            return None
        view = factuality(self.analysis, mention)
        consequence = any(
            self.conditions[n].then[0] <= mention.start < self.conditions[n].then[1] for n in near
        )
        if view == "actual" and consequence and speech is None:
            view = "conditional"
        if mention.type in ("REQUEST", "ACCUSE", "THREATEN") and view == "possible" and speech is not None:
            view = "actual"
        time, date = self.time(mention)
        clause = -1 if mention.clause is None else mention.clause
        return Done(
            mention=mention,
            source=source,
            target=target,
            place=_place(self.analysis, mention, self.table),
            time=time,
            date=date,
            date_basis=None if date is None else "stated",
            factuality=view,
            background=_background(self.analysis, mention, date, self.published),
            statement=statement if statement != speech else None,
            speech=speech,
            contexts=_contexts(self.analysis, mention),
            quantities=tuple(self.quantities_in.get(clause, ())) if clause >= 0 else (),
        )

    def parties(
        self, mention: TriggerMention, speech: int | None, statement: int | None
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Source and target: of the trigger's slots, and of the speech that the act is."""
        said = self.said
        source = _parties(mention.sources, self.table)
        target = tuple(i for i in _parties(mention.targets, self.table) if i not in source)
        if speech is not None and said[speech].speaker:
            source = said[speech].speaker  # whoever speaks does what the words do
            target = tuple(i for i in target or said[speech].addressee if i not in source)
        if mention.symmetric:
            return source + target, ()
        first_person = not mention.nominal and self.analysis.words[mention.token].person == "1"
        if not source and first_person and statement is not None and mention.type in _VERBAL:
            source = said[statement].speaker
        return source, target

    def time(self, mention: TriggerMention) -> tuple[int | None, str | None]:
        """The point of time in the trigger's own clause, the nearest if there are several."""
        analysis = self.analysis
        best: tuple[int, int] | None = None
        for number in self.times_in.get(analysis.sentence_of[mention.token], ()):
            one = self.times[number].mention
            if one.type not in ("date", "time"):
                continue
            same = mention.clause is not None and analysis.clause_of[one.first] == mention.clause
            near = abs(one.first - mention.token)
            if (same or (mention.nominal and near <= 8)) and (best is None or near < best[0]):
                best = (near, number)
        return (None, None) if best is None else (best[1], self.times[best[1]].value)


def _holds(mention: TriggerMention, source: tuple[int, ...], target: tuple[int, ...]) -> bool:
    """Whether enough is known of an act for an event: parties, unless its type stands without."""
    if mention.score < 0.5:
        return bool(source and target)
    return bool(source or target) or (mention.type in _PARTYLESS and mention.score >= 0.8)


def _same(new: Done, old: Done, analysis: Analysis) -> bool:
    """Whether a later mention tells the same act again."""
    if new.mention.type != old.mention.type:
        return False
    ours, theirs = set(new.source) | set(new.target), set(old.source) | set(old.target)
    if new.speech is not None and old.speech is not None and new.speech != old.speech:
        return False
    if analysis.sentence_of[new.mention.token] == analysis.sentence_of[old.mention.token]:
        if not ours or not theirs or ours <= theirs or theirs <= ours:
            return new.mention.nominal or old.mention.nominal
        return False
    if new.date and old.date and new.date != old.date:
        return False
    if not ours:
        return True
    return new.mention.nominal and ours <= theirs
