"""Trigger mentions to events: parties, factuality, date, place, and one event for one act."""

from __future__ import annotations

import msgspec

from mahdar.analysis.mentions import TriggerMention
from mahdar.analysis.types import Analysis
from mahdar.languages.ar.factuals import factuals
from mahdar.languages.ar.grammar import grammar
from mahdar.languages.ar.triggers import context_words
from mahdar.resolve.eventdates import VERBAL, EventDates
from mahdar.resolve.factuality import factuality
from mahdar.resolve.holders import Holders, by_sentence
from mahdar.resolve.pairing import Pairing
from mahdar.resolve.parties import Parties
from mahdar.resolve.roles import Given, Roles
from mahdar.resolve.settled import Settled
from mahdar.resolve.sides import Sides
from mahdar.resolve.spokenacts import announced, neutral, with_speech

# Acts whose content is another's act: what is demanded, threatened or promised is no event besides.
_ABSORBING = frozenset({"demand", "threaten", "promise", "offer", "warn"})
# Types that may stand without any party: an unclaimed attack, a protest, an arrest by nobody named.
_PARTYLESS = frozenset({"ASSAULT", "PROTEST", "COERCE", "CONSULT"})
# Types of an act that somebody does to somebody.
_TWO_SIDED = frozenset(
    {
        "ACCUSE",
        "AGREE",
        "AID",
        "ASSAULT",
        "COERCE",
        "CONCEDE",
        "COOPERATE",
        "REJECT",
        "REQUEST",
        "SANCTION",
        "SUPPORT",
        "THREATEN",
    }
)
# Types whose other side may be told by the place where it is; types that nobody does without another side.
_HOSTED = _TWO_SIDED | {"CONSULT", "PROTEST"}
# Types of which, within the country that a report is about, who else the sentence names is more often the other side
# than not (measured on 505 annotated reports of our own; of ACCUSE, AGREE, ASSAULT, COERCE, SUPPORT it is not).
_WITHIN = frozenset({"AID", "CONSULT", "REJECT", "REQUEST", "SANCTION", "THREATEN"})
_GIVEN = frozenset({"AID", "SANCTION"})
# Types of acts whose object is an act itself, and the tokens behind a noun of theirs in which it stands.
_RULING = frozenset({"AGREE", "AID", "COERCE", "CONCEDE", "REJECT", "REQUEST", "RETREAT", "THREATEN"})
_SLOT = 4
# What else belongs to an act told before it in its clause: what a march chants and demands, in what a complaint is put.
_BELONGS = {
    "PROTEST": frozenset({"PROTEST", "REQUEST", "ACCUSE"}),
    "ACCUSE": frozenset({"ACCUSE", "PROTEST"}),
}
# Types of acts that a sentence goes on telling: an attack and whom it killed, a march and what it chanted, blame and its
# reasons. Of two of one type in a sentence, with parties in common, 22 of 90 were annotated apart.
_TOLD_ON = frozenset({"ASSAULT", "PROTEST", "ACCUSE"})
# Types of acts done by speaking: in the present tense they are done, whatever is said hangs on a condition.
_SPOKEN = frozenset({"AGREE", "REJECT", "REQUEST", "THREATEN"})
# Sentences within which one act is told again without a sign: a heading and its lead, a lead and its first details.
_NEARBY = 3
# Events of one type among which a repeated mention is looked for: those of the pages just read.
_RECENT = 60


class Done(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An event with its actors as indexes of the actor table and its time as an index of the times.

    `told` are the parties that the trigger's own slots name.
    """

    mention: TriggerMention
    source: tuple[int, ...]
    target: tuple[int, ...]
    told: frozenset[int]
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
    mentions: list[TriggerMention],
    analysis: Analysis,
    table: Parties,
    settled: Settled,
    pairing: Pairing | None = None,
) -> list[Done]:
    """Events in the order of their triggers, repeated mentions of one act joined.

    Args:
        mentions: what the extractors found. analysis, table: the report and its actors.
        settled: what was resolved before.
    """
    if pairing is None:
        mentions = with_speech(mentions, settled.said, analysis)
    resolver = _Resolver(mentions, analysis, table, settled, pairing)
    found: list[Done] = []
    again: set[int] = set()  # events of a heading that its report tells again
    headline = _headline(analysis)
    by_type: dict[str, list[int]] = {}
    ruling: dict[int, TriggerMention] = {}  # clause → the act read last in it that rules others
    for mention in mentions:
        if pairing is None and _ruled(mention, ruling):
            continue
        done = resolver.event(mention)
        if mention.clause is not None and _rules(mention, analysis, told=done is not None):
            ruling[mention.clause] = mention
        if done is None:
            continue
        earlier = by_type.setdefault(mention.type, [])
        # With the network the learned score has seen what is told again.
        near = earlier[-_RECENT:] if pairing is None else []
        same = next((n for n in near if _same(done, found[n], analysis)), None)
        if same is not None:
            if _one_act(done, found[same], analysis):
                found[same] = resolver.told_again(found[same], done)
            continue
        for number in earlier[-_RECENT:]:
            if _retold(done, found[number], analysis):
                found[number] = resolver.told_again(found[number], done)
                done = resolver.told_again(done, found[number])
                if headline and analysis.sentence_of[found[number].mention.token] == 0:
                    again.add(number)
        earlier.append(len(found))
        found.append(done)
    return [done for number, done in enumerate(found) if number not in again]


def _rules(mention: TriggerMention, analysis: Analysis, *, told: bool) -> bool:
    """Whether what stands under an act is no act besides.

    It is one where the verb only says whether it happened: a denial (نفى الغارة), or what is no event itself.
    """
    lemma = analysis.words[mention.token].lemma
    if mention.type not in _RULING:
        return mention.type in _BELONGS
    if mention.nominal or not factuals().has("verb", lemma):
        return True
    fact = factuals().fact("verb", lemma)
    return told and not (fact is not None and (fact.factuality, fact.negated) == ("denied", "possible"))


def _ruled(mention: TriggerMention, ruling: dict[int, TriggerMention]) -> bool:
    """Whether an event noun only says what another act of its clause asks for, grants, bars or ends.

    طالب بوقف القصف، وافق على سحب قواته، أنهى الحصار: one act each.
    """
    above = ruling.get(mention.clause) if mention.clause is not None else None
    if above is None or not mention.nominal:
        return False
    all_of_it = above.type in _RULING and (not above.nominal or mention.token - above.token <= _SLOT)
    return all_of_it or mention.type in _BELONGS.get(above.type, ())


class _Resolver:
    """Turns triggers of one report into events, with what surrounds them indexed by sentence and clause."""

    def __init__(
        self,
        mentions: list[TriggerMention],
        analysis: Analysis,
        table: Parties,
        settled: Settled,
        pairing: Pairing | None,
    ) -> None:
        self.pairing = pairing
        self.roles = None if pairing is None else Roles(pairing, analysis, table)
        self.analysis = analysis
        self.table = table
        self.sides = Sides(analysis, table)
        self.said = said = settled.said
        self.published = settled.published
        self.ahead = announced(mentions, analysis)
        self.speech_of = {one.mention.cue_token: number for number, one in enumerate(said)}
        self.holders = Holders(analysis)
        for number, one in enumerate(said):
            self.holders.enter(number, one.mention.content, one.mention.content_tokens)
        self.held = by_sentence(analysis, (one.mention.marker for one in settled.held))
        self.conditions = settled.held
        self.dates = EventDates(analysis, settled, self.holders, mentions)
        self.quantities_in: dict[int, list[int]] = {}
        for number, quantity in enumerate(settled.quantities):
            self.quantities_in.setdefault(analysis.clause_of[quantity.first], []).append(number)

    def event(self, mention: TriggerMention) -> Done | None:
        """The event of a trigger, or None where the words tell of none."""
        said = self.said
        speech = self.speech_of.get(mention.token)
        statement = self.holders.at(mention.token, mention.start)
        decided = self.pairing is not None  # then what stands was weighed before, with all this in view
        if (
            not decided
            and statement is not None
            and said[statement].act in _ABSORBING
            and statement != speech
            and not (said[statement].mention.clause in self.ahead and neutral(said[statement], self.analysis))
        ):
            return None
        near = self.held.get(self.analysis.sentence_of[mention.token], ())
        if not decided and any(
            self.conditions[n].if_[0] <= mention.start < self.conditions[n].if_[1] for n in near
        ):
            return None
        source, target = self.parties(mention, speech, statement)
        if not decided and not _holds(mention, source, target):
            return None
        slots = source, target
        source, target = self.completed(mention, source, target)
        if self.roles is not None:
            given = Given(
                told=slots,
                inferred=(source, target),
                speaker=said[speech].speaker if speech is not None else (),
                addressee=said[speech].addressee if speech is not None else (),
                holder=said[statement].speaker if statement is not None else (),
            )
            source, target = self.roles.parties(mention, given)
        told = frozenset((*slots[0], *slots[1])) & {*source, *target}
        view = factuality(self.analysis, mention)
        consequence = any(self.follows(n, mention, view) for n in near)
        if consequence and self.hangs(mention, view):
            view = "conditional"
        if self.pairing is not None:
            shares = dict(self.pairing.shares("factuality", mention.token))
            shares[view] += _TOLD if view != "actual" else _ACTUAL
            view = max(shares, key=lambda label: (shares[label], label))
        dated = self.dates.find(
            mention, statement=statement if statement != speech else None, speech=speech, factuality=view
        )
        if not decided and view == "actual" and speech is None and self.is_ahead(mention, dated.date):
            view = "planned"
        clause = -1 if mention.clause is None else mention.clause
        return Done(
            mention=mention,
            source=source,
            target=target,
            told=told,
            place=_place(self.analysis, mention, self.table),
            time=dated.time,
            date=dated.date,
            date_basis=dated.basis,
            factuality=view,
            background=_background(self.analysis, mention, dated.date, self.published),
            statement=statement if statement != speech else None,
            speech=speech,
            contexts=_contexts(self.analysis, mention),
            quantities=tuple(self.quantities_in.get(clause, ())) if clause >= 0 else (),
        )

    def follows(self, number: int, mention: TriggerMention, view: str) -> bool:
        """Whether an act stands in the consequence of a condition, or in the words that promise it (سيعلن هدنة إذا …)."""
        held = self.conditions[number]
        start, end = held.then if view == "actual" else held.mention.then
        return start <= mention.start < end

    def hangs(self, mention: TriggerMention, view: str) -> bool:
        """Whether an act in a consequence hangs on the condition: not one that was done (هدد بالرد إذا قصفت)."""
        if mention.refusal:
            return False
        if view not in ("actual", "denied"):
            return True
        clause = self.analysis.clauses[mention.clause] if mention.clause is not None else None
        if clause is None or clause.tense == "past":
            return False
        if view == "denied":
            return clause.negative and clause.tense == "future"  # لن تنسحب ما لم …; not استبعد أن تنسحب
        return mention.nominal or (mention.type not in _SPOKEN and clause.relation != "relative")

    def is_ahead(self, mention: TriggerMention, date: str | None) -> bool:
        """Whether an act that nothing tells in the past has a date behind the report's own."""
        if not date or not self.published or not date[:4].isdigit() or "W" in date:
            return False
        clause = self.analysis.clauses[mention.clause] if mention.clause is not None else None
        if clause is not None and clause.tense == "past":
            return False
        day = self.published[:10]
        return date[: len(day)] > day[: len(date)]

    def told_again(self, done: Done, other: Done) -> Done:
        """An event with the date of another mention of the same act, if it has none itself."""
        recalled = other.background and not done.background
        if done.date is not None or other.date is None or done.time is not None or recalled:
            return done
        background = done.background or _background(self.analysis, done.mention, other.date, self.published)
        return msgspec.structs.replace(
            done, time=other.time, date=other.date, date_basis="context", background=background
        )

    def parties(
        self, mention: TriggerMention, speech: int | None, statement: int | None
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Source and target: of the trigger's slots, and of the speech that the act is."""
        said = self.said
        sources = mention.sources
        if mention.symmetric and mention.nominal and len(sources) == 1 and not mention.targets:
            # محادثات جنيف: one capital alone is where both meet.
            sources = () if self.table.is_capital(sources[0]) else sources
        source = self.sides.of(sources)
        if not source and not mention.nominal:
            source = self.sides.seated(mention.sources)
        source = source or self.sides.carried(mention)
        target = tuple(
            i for i in self.sides.of(mention.targets, without=source, undergoing=True) if i not in source
        )
        if speech is not None and said[speech].speaker:
            source = said[speech].speaker  # whoever speaks does what the words do
            target = tuple(i for i in target or said[speech].addressee if i not in source)
        if mention.symmetric:
            both = source + target
            return both, ()
        first_person = not mention.nominal and self.analysis.words[mention.token].person == "1"
        if not source and first_person and statement is not None and mention.type in VERBAL:
            source = said[statement].speaker
        return source, target

    def completed(
        self, mention: TriggerMention, source: tuple[int, ...], target: tuple[int, ...]
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Both sides, one that the trigger's own slots do not tell taken from the words around."""
        source = source or self.sides.recent(mention, without=target)
        if mention.symmetric:
            return (source + self.sides.beside(mention, source) if len(source) == 1 else source), target
        if mention.type in _HOSTED and not target:
            target = self.sides.held(mention.targets, without=source)
        if mention.type in _HOSTED and not target:
            target = self.sides.towards(mention, source, within=mention.type in _WITHIN)
        if mention.type == "PROTEST" and not target:
            target = self.sides.ruled_by(source)
        if mention.type in _GIVEN and not target:
            target = self.sides.counterpart(source)
        return source, target


# What a factuality that grammar tells has ahead of the network's, and what "actual" has, which it tells by default.
_TOLD, _ACTUAL = 1.0, 0.1


def _holds(mention: TriggerMention, source: tuple[int, ...], target: tuple[int, ...]) -> bool:
    """Whether enough is known of an act for an event: parties, unless its type stands without."""
    if mention.score < 0.5:
        return len(source) > 1 if mention.symmetric else bool(source and (target or mention.targets))
    told = bool(mention.targets or mention.sources) or not mention.nominal
    return bool(source or target or told) or (mention.type in _PARTYLESS and mention.score >= 0.8)


def _act(analysis: Analysis, mention: TriggerMention) -> str:
    """The verb of a trigger, or the one that its noun comes from."""
    word = analysis.words[mention.token]
    return word.verb or word.lemma


def _headline(analysis: Analysis) -> bool:
    """Whether the report's first sentence is a line of its own, without a full stop."""
    if len(analysis.sentences) < 2:
        return False
    last, first = analysis.sentences[0][1] - 1, analysis.sentences[1][0]
    return (
        analysis.texts[last] != "."
        and "\n" in analysis.document.text[analysis.ends[last] : analysis.starts[first]]
    )


def _one_act(new: Done, old: Done, analysis: Analysis) -> bool:
    """Whether a repeated mention is sure enough of the same act to date it: the same word, or the noun of it with ال."""
    shared = {*new.source, *new.target} & {*old.source, *old.target}
    same = _act(analysis, new.mention) == _act(analysis, old.mention)
    return same or (bool(shared) and analysis.words[new.mention.token].article)


def _retold(new: Done, old: Done, analysis: Analysis) -> bool:
    """Whether two events of one type in neighbouring sentences are one act: the same doer and the same other side."""
    apart = analysis.sentence_of[new.mention.token] - analysis.sentence_of[old.mention.token]
    if not 0 < apart <= _NEARBY or new.factuality != old.factuality:
        return False
    ours, theirs = {*new.source, *new.target}, {*old.source, *old.target}
    again = _act(analysis, new.mention) == _act(analysis, old.mention)
    if analysis.sentence_of[old.mention.token] == 0 and _headline(analysis):
        return bool(ours and ours == theirs) or (again and bool(ours & theirs or not (ours and theirs)))
    if not again:
        return False
    if new.mention.symmetric:
        return len(new.source) > 1 and set(new.source) == set(old.source)
    return bool(new.source and new.target) and (new.source, new.target) == (old.source, old.target)


def _same(new: Done, old: Done, analysis: Analysis) -> bool:
    """Whether a later mention tells the same act again."""
    if new.mention.type != old.mention.type:
        return False
    ours, theirs = new.told, {*old.source, *old.target}
    if new.speech is not None and old.speech is not None and new.speech != old.speech:
        return False
    if analysis.sentence_of[new.mention.token] == analysis.sentence_of[old.mention.token]:
        if not ours or not theirs or ours <= theirs or theirs <= ours:
            return new.mention.nominal or old.mention.nominal or new.mention.type in _TOLD_ON
        return bool(ours & theirs) and new.mention.type in _TOLD_ON
    if new.date and old.date and new.date != old.date:
        return False
    one = _act(analysis, new.mention) == _act(analysis, old.mention)
    if not new.mention.nominal:
        return one and not ours
    if ours:
        return ours <= theirs
    return one or analysis.words[new.mention.token].article
