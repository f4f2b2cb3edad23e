"""What somebody bound themselves or others to, or said will happen: read from statements and planned acts."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from mahdar.analysis.mentions import CommitmentMention
from mahdar.analysis.types import Analysis, Clause, Phrase
from mahdar.languages.ar.cues import speech_words
from mahdar.languages.ar.grammar import grammar
from mahdar.resolve.events import Done
from mahdar.resolve.pairing import Pairing, chosen
from mahdar.resolve.parties import Parties
from mahdar.resolve.settled import Settled
from mahdar.resolve.statements import Said
from mahdar.resolve.times import ResolvedTime

_KINDS = {
    "promise": "pledge",
    "demand": "demand",
    "threaten": "threat",
    "offer": "offer",
    "forecast": "forecast",
}


# Acts of a statement that say of which kind the announced acts inside it are.
_INSIDE = {
    "promise": "pledge",
    "threaten": "threat",
    "forecast": "forecast",
    "believe": "forecast",
    "offer": "offer",
}
_AGENTS = frozenset({"person", "state", "organization", "group"})


class Bound(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A commitment with references as indexes."""

    kind: str
    start: int
    end: int
    actors: tuple[int, ...]
    beneficiary: tuple[int, ...]
    statement: int | None
    event: int | None
    quantities: tuple[int, ...]
    due: str | None
    condition: int | None


def _due(
    analysis: Analysis, span: tuple[int, int], times: list[ResolvedTime], published: str | None
) -> str | None:
    """By when: the first point of time inside the span that is not before the report, or a stretch from its day."""
    for time in times:
        one = time.mention
        if not span[0] <= one.start < span[1] or not time.value:
            continue
        if one.type in ("date", "time"):
            value = (
                _last_day(time.value)
                if analysis.folded[one.first].lstrip("وب") in speech_words().period_end
                else time.value
            )
            if published is None or value[: len(published)] >= published[: len(value)]:
                return value
        elif one.type == "duration" and published is not None and _within(analysis, one.first):
            day = _days_after(published, time.value)
            if day is not None:
                return day
    return None


def _within(analysis: Analysis, first: int) -> bool:
    """خلال، في غضون، بعد before a stretch of time: it runs from the report's day."""
    return first > 0 and analysis.folded[first - 1] in speech_words().within


def _last_day(value: str) -> str:
    """The last day of a month or year; other values as they are."""
    if len(value) == 4 and value.isdigit():
        return f"{value}-12-31"
    if len(value) == 7 and value[:4].isdigit() and value[5:].isdigit():
        year, month = int(value[:4]), int(value[5:])
        return f"{value}-{monthrange(year, month)[1]:02d}"
    return value


def _days_after(published: str, length: str) -> str | None:
    """The day that lies a number of days or weeks behind the report's."""
    unit = {"D": 1, "W": 7}.get(length[-1:])
    if unit is None or not length[1:-1].isdigit() or len(published) < 10:
        return None
    try:
        return (date.fromisoformat(published[:10]) + timedelta(days=unit * int(length[1:-1]))).isoformat()
    except (ValueError, OverflowError):
        return None


def resolve_commitments(
    analysis: Analysis,
    table: Parties,
    done: list[Done],
    settled: Settled,
    told: Sequence[CommitmentMention] = (),
    pairing: Pairing | None = None,
) -> list[Bound]:
    """Commitments in order of their spans, the same words once.

    Args:
        analysis, table: the report and its actors. done, settled: its events, and what was resolved before them.
        told, pairing: what the learned reader finds, and its scores of who is bound; these go first.
    """
    ledger = _Ledger(analysis, settled)
    said = settled.said
    for mention in told if pairing is not None else ():
        _learned(mention, pairing, said, ledger)
    for number, one in enumerate(said):
        kind = _KINDS.get(one.act)
        if kind is None:
            continue
        actors = one.addressee if kind == "demand" else one.speaker
        beneficiary = one.addressee if kind != "demand" else ()
        if kind == "forecast" or (kind == "demand" and not actors):
            actors = _subject(analysis, table, one.mention.content_tokens)
        ledger.add(
            kind,
            (one.mention.content[0][0], one.mention.content[-1][1]),
            actors,
            beneficiary,
            statement=number,
        )
    by_clause = {d.mention.clause: n for n, d in enumerate(done) if not d.mention.nominal}
    for clause in analysis.clauses:
        if clause.kind != "verb" or clause.relation == "condition":
            continue
        if clause.tense == "future" or clause.modality == "planned":
            _plan(analysis, table, clause, said, by_clause.get(clause.index), ledger)
        elif _is_expected(analysis, clause):
            _plan(analysis, table, clause, said, by_clause.get(clause.index), ledger, kind="forecast")
        elif grammar().has("planned", clause.lemma) and not clause.negative:
            _intended(analysis, table, clause, said, ledger)
    return sorted(ledger.found, key=lambda b: (b.start, b.end))


def _learned(mention: CommitmentMention, pairing: Pairing | None, said: list[Said], ledger: _Ledger) -> None:
    """Enter what the learned reader finds, with the actors that its scores bind."""
    assert pairing is not None
    actors = chosen(pairing.actors("bound", mention.first), (), least=_LEAST, trust=0.0)
    others = chosen(pairing.actors("beneficiary", mention.first), (), least=_LEAST, trust=0.0)
    statement = next(
        (n for n, s in enumerate(said) for a, b in s.mention.content if a <= mention.start < b), None
    )
    beneficiary = tuple(n for n in others if n not in actors)
    ledger.add(mention.kind, (mention.start, mention.end), actors, beneficiary, statement=statement)


# The score (a logit) from which an actor is bound, or is the one for whom.
_LEAST = -0.5


class _Ledger:
    """Commitments so far; the same words are entered once."""

    def __init__(self, analysis: Analysis, settled: Settled) -> None:
        self.found: list[Bound] = []
        self._analysis = analysis
        self._settled = settled

    def add(
        self,
        kind: str,
        span: tuple[int, int],
        actors: tuple[int, ...],
        beneficiary: tuple[int, ...] = (),
        *,
        statement: int | None = None,
        event: int | None = None,
    ) -> None:
        """Enter a commitment unless half of it stands there already."""
        for b in self.found:
            shared = min(span[1], b.end) - max(span[0], b.start)
            if shared > 0.5 * min(span[1] - span[0], b.end - b.start):
                return
        settled = self._settled
        self.found.append(
            Bound(
                kind=kind,
                start=span[0],
                end=span[1],
                actors=actors,
                beneficiary=beneficiary,
                statement=statement,
                event=event,
                quantities=tuple(n for n, q in enumerate(settled.quantities) if span[0] <= q.start < span[1]),
                due=_due(self._analysis, span, settled.times, settled.published),
                condition=next(
                    (n for n, h in enumerate(settled.held) if span[0] <= h.then[0] < span[1]), None
                ),
            )
        )


def _is_expected(analysis: Analysis, clause: Clause) -> bool:
    """من المتوقع أن، يُنتظر أن: what others expect."""
    if clause.marker is None or analysis.words[clause.marker].function != "an" or clause.negative:
        return False
    first = analysis.sentences[clause.sentence][0]
    before = analysis.words[max(first, clause.marker - 1)]
    return before.lemma in speech_words().expected and (before.pos != "V" or before.tense == "present")


def _plan(
    analysis: Analysis,
    table: Parties,
    clause: Clause,
    said: list[Said],
    event: int | None,
    ledger: _Ledger,
    *,
    kind: str | None = None,
) -> None:
    """An announced act, or one that is said to come: of the kind that the statement around it shows."""
    subject = clause.subject or clause.inherited_subject
    actors = tuple(table.of_phrase(subject)) if subject is not None else ()
    if actors and table.actors[actors[0]].kind == "place":
        return
    first = subject.first if subject is not None and subject.first < clause.predicate else clause.predicate
    if first <= clause.predicate and analysis.sentence_of[first] != clause.sentence:
        first = clause.predicate
    if first > 0 and first == clause.predicate and analysis.words[first - 1].pos == "NEG":
        first -= 1
    if subject is not None and analysis.words[subject.head].pos == "SUB":
        first = clause.predicate - (analysis.words[clause.predicate - 1].pos == "NEG")
    if any(analysis.texts[j] in _BREAKS for j in range(first, clause.predicate)):
        first = clause.predicate
    last = max(clause.last, clause.predicate + 1)
    while last > first + 1 and analysis.words[last - 1].pos in ("MARK", "SUB", "CONJ"):
        last -= 1
    if analysis.texts[analysis.sentences[clause.sentence][1] - 1] in "?؟" or last - clause.predicate < 2:
        return
    lead = analysis.words[first].cut if analysis.words[first].proclitics[:1] in ("و", "ف") else 0
    span = (analysis.start(first, 1 if lead else 0), analysis.ends[last - 1])
    statement = next(
        (n for n, s in enumerate(said) for a, b in s.mention.content if a - 1 <= span[0] < b), None
    )
    own = analysis.words[clause.predicate].person == "1"
    itself = subject is None or analysis.words[subject.head].pos in ("SUB", "PRON")
    if not actors and (own or itself) and statement is not None:
        actors = said[statement].speaker
    if kind is None:
        kind = _INSIDE.get(said[statement].act, "plan") if statement is not None else "plan"
        agent = not actors or table.actors[actors[0]].kind in _AGENTS
        if kind == "plan" and not own and (not agent or (not actors and not _may_act(analysis, subject))):
            kind = "forecast"
    ledger.add(kind, span, actors, statement=statement, event=event)


_BREAKS = frozenset("،,؛;:")


def _may_act(analysis: Analysis, subject: Phrase | None) -> bool:
    """Whether a subject that no mention covers is somebody: people or a body."""
    if subject is None:
        return True
    head = analysis.words[subject.head]
    if head.pos in ("SUB", "PRON") or head.lemma in speech_words().state_noun:
        return True
    return head.noun_class in ("office", "title", "role", "person", "collective", "body") or head.pos == "PN"


def _intended(analysis: Analysis, table: Parties, clause: Clause, said: list[Said], ledger: _Ledger) -> None:
    """تعتزم الشركة بيع حصتها: an act that a noun tells behind a verb of intending."""
    phrase = clause.object
    if phrase is None:
        phrase = next((o.phrase for o in clause.obliques if o.preposition in ("ل", "على")), None)
    if phrase is None or analysis.words[phrase.head].derived != "masdar" or phrase.first < clause.predicate:
        return
    subject = clause.subject or clause.inherited_subject
    actors = tuple(table.of_phrase(subject)) if subject is not None else ()
    word = analysis.words[phrase.first]
    last = max(clause.last, phrase.last)
    while last > phrase.last and analysis.words[last - 1].pos in ("MARK", "SUB", "CONJ"):
        last -= 1
    start = analysis.start(phrase.first, word.cut if word.proclitics else 0)
    span = (start, analysis.ends[last - 1])
    statement = next((n for n, s in enumerate(said) for a, b in s.mention.content if a <= start < b), None)
    ledger.add("plan", span, actors, statement=statement)


def _subject(analysis: Analysis, table: Parties, tokens: tuple[int, int]) -> tuple[int, ...]:
    """Parties of the first clause inside a forecast."""
    for clause in analysis.clauses_in(analysis.sentence_of[tokens[0]]):
        if tokens[0] <= clause.predicate < tokens[1] and clause.subject is not None:
            return tuple(table.of_phrase(clause.subject))
    return ()
