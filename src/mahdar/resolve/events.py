"""Trigger mentions to events: parties, factuality, date, place, and one event for one act."""

from __future__ import annotations

import msgspec

from mahdar.analysis.mentions import TriggerMention
from mahdar.analysis.types import Analysis, Phrase
from mahdar.languages.ar.triggers import context_words
from mahdar.resolve.conditions import Held
from mahdar.resolve.factuality import factuality
from mahdar.resolve.parties import Parties
from mahdar.resolve.statements import Said
from mahdar.resolve.times import ResolvedTime

# Acts whose content is another's act: what is demanded, threatened or promised is no event besides.
_ABSORBING = frozenset({"demand", "threaten", "promise", "offer", "warn"})
_VERBAL = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"})
# Types that may stand without any party: an unclaimed attack, a protest, an arrest by nobody named.
_PARTYLESS = frozenset({"ASSAULT", "PROTEST", "COERCE", "CONSULT"})


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


def _holder(said: list[Said], mention: TriggerMention) -> int | None:
    """The innermost statement whose content holds the trigger."""
    best: int | None = None
    width = 0
    for number, one in enumerate(said):
        for start, end in one.mention.content:
            if start <= mention.start < end and (best is None or end - start < width):
                best, width = number, end - start
    return best


def _time(
    analysis: Analysis, mention: TriggerMention, times: list[ResolvedTime]
) -> tuple[int | None, str | None, str | None]:
    """The point of time in the trigger's own clause, the nearest if there are several."""
    best: tuple[int, int] | None = None
    sentence = analysis.sentence_of[mention.token]
    for number, time in enumerate(times):
        one = time.mention
        if one.type not in ("date", "time") or analysis.sentence_of[one.first] != sentence:
            continue
        same = mention.clause is not None and analysis.clause_of[one.first] == mention.clause
        near = abs(one.first - mention.token)
        if not same and not (mention.nominal and near <= 8):
            continue
        if best is None or near < best[0]:
            best = (near, number)
    if best is None:
        return None, None, None
    value = times[best[1]].value
    return best[1], value, "stated" if value is not None else None


def _place(analysis: Analysis, mention: TriggerMention, table: Parties) -> int | None:
    """A place in a prepositional phrase with في or ب of the same clause."""
    obliques = analysis.clauses[mention.clause].obliques if mention.clause is not None else ()
    for oblique in obliques:
        if oblique.preposition not in ("في", "ب", "داخل", "قرب", "وسط", "شمال", "جنوب", "شرق", "غرب", "لدى"):
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


def _quantities(analysis: Analysis, mention: TriggerMention, spans: list[tuple[int, int]]) -> tuple[int, ...]:
    if mention.clause is None:
        return ()
    return tuple(n for n, (first, _) in enumerate(spans) if analysis.clause_of[first] == mention.clause)


def resolve_events(
    mentions: list[TriggerMention],
    analysis: Analysis,
    table: Parties,
    *,
    said: list[Said],
    times: list[ResolvedTime],
    held: list[Held],
    quantities: list[tuple[int, int]],
    published: str | None,
) -> list[Done]:
    """Events in the order of their triggers, repeated mentions of one act joined.

    Args:
        mentions: what the extractors found. analysis, table: the report and its actors.
        said: statements. times: resolved times. held: conditions. quantities: their token ranges.
        published: ISO 8601 date of the report or None.
    """
    cue_of = {one.mention.cue_token: number for number, one in enumerate(said)}
    found: list[Done] = []
    for mention in mentions:
        done = _one(mention, analysis, table, said, times, held, quantities, published, cue_of)
        if done is None:
            continue
        if not any(_same(done, other, analysis) for other in found):
            found.append(done)
    return found


def _one(
    mention: TriggerMention,
    analysis: Analysis,
    table: Parties,
    said: list[Said],
    times: list[ResolvedTime],
    held: list[Held],
    quantities: list[tuple[int, int]],
    published: str | None,
    cue_of: dict[int, int],
) -> Done | None:
    statement = _holder(said, mention)
    speech = cue_of.get(mention.token)
    if statement is not None and said[statement].act in _ABSORBING and statement != speech:
        return None
    if any(h.if_[0] <= mention.start < h.if_[1] for h in held):
        return None
    source = _parties(mention.sources, table)
    target = tuple(i for i in _parties(mention.targets, table) if i not in source)
    if speech is not None and said[speech].speaker:
        source = said[speech].speaker  # whoever speaks does what the words do
        target = tuple(i for i in target or said[speech].addressee if i not in source)
    if mention.symmetric:
        source, target = source + target, ()
    if (
        mention.type in _VERBAL
        and not source
        and statement is not None
        and speech is None
        and not mention.nominal
    ):
        word = analysis.words[mention.token]
        if word.person == "1":
            source = said[statement].speaker
    parties = len(source) + len(target)
    if parties == 0 and (mention.type not in _PARTYLESS or mention.score < 0.8):
        return None
    if mention.score < 0.5 and not (source and target):
        return None
    if mention.nominal and mention.score < 0.8 and parties == 0:
        return None
    view = factuality(analysis, mention)
    if view == "actual" and any(h.then[0] <= mention.start < h.then[1] for h in held) and speech is None:
        view = "conditional"
    if mention.type in ("REQUEST", "ACCUSE", "THREATEN") and view in ("possible",) and speech is not None:
        view = "actual"
    time, date, basis = _time(analysis, mention, times)
    return Done(
        mention=mention,
        source=source,
        target=target,
        place=_place(analysis, mention, table),
        time=time,
        date=date,
        date_basis=basis,
        factuality=view,
        background=_background(analysis, mention, date, published),
        statement=statement if statement != speech else None,
        speech=speech,
        contexts=_contexts(analysis, mention),
        quantities=_quantities(analysis, mention, quantities),
    )


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
