"""What somebody bound themselves or others to, or said will happen: read from statements and announced acts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from mahdar.analysis.mentions import CommitmentMention
from mahdar.analysis.types import Analysis, Clause, Phrase
from mahdar.languages.ar.committing import committing
from mahdar.languages.ar.conditionals import conditionals
from mahdar.languages.ar.cues import feelings, speech_words
from mahdar.languages.ar.grammar import grammar
from mahdar.resolve.announced import (
    Setting,
    act_span,
    cut,
    is_asked,
    is_else,
    is_recalled,
    kind_of,
    terms_of,
    tone_of,
)
from mahdar.resolve.binding import Binding
from mahdar.resolve.conditions import Held
from mahdar.resolve.due import after, due_of
from mahdar.resolve.events import Done
from mahdar.resolve.pairing import Pairing, chosen
from mahdar.resolve.parties import Parties
from mahdar.resolve.settled import Settled
from mahdar.resolve.statements import Said
from mahdar.resolve.worded import KINDS, PRONOUNS, bearer, by_words, far_behind, is_act, ways_of

_AGENTS = frozenset({"person", "state", "organization", "group"})
# Nouns of these classes do something; a thing does not.
_ACTING = frozenset({"office", "title", "role", "person", "collective", "body"})
_HEARING = frozenset({"office", "title", "role", "person", "collective", "body"})
# What is shown or waved, not done.
_THINGS = frozenset({"thing", "vehicle", "weapon", "material", "document", "food", "animal", "place"})
_ASKS = frozenset("?؟")
_EDGES = frozenset("،,؛;:.!؟?\"'«»“”()–-")
# The score (a logit) from which an actor is bound, or is the one for whom.
_LEAST = -0.5
# Words that a commitment needs to be known again, and the share of them that another one must have.
_TELLING, _AGAIN = 2, 0.75


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
    rule: str = ""


class _Found(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A commitment before it is entered: its tokens, and what was made out."""

    kind: str
    tokens: tuple[int, int]
    actors: tuple[int, ...]
    rule: str
    cut: int = 0
    beneficiary: tuple[int, ...] = ()
    statement: int | None = None
    event: int | None = None
    due: str | None = None


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
    for mention in told if pairing is not None else ():
        _learned(mention, pairing, settled.said, ledger)
    reading = _Reading(analysis, table, settled, done)
    for found in (*reading.spoken(), *reading.announced(), *reading.worded()):
        ledger.add(found)
    return sorted(ledger.once(), key=lambda b: (b.start, b.end))


def _learned(mention: CommitmentMention, pairing: Pairing | None, said: list[Said], ledger: _Ledger) -> None:
    """Enter what the learned reader finds, with the actors that its scores bind."""
    assert pairing is not None
    actors = chosen(pairing.actors("bound", mention.first), (), least=_LEAST, trust=0.0)
    others = chosen(pairing.actors("beneficiary", mention.first), (), least=_LEAST, trust=0.0)
    statement = next(
        (n for n, s in enumerate(said) for a, b in s.mention.content if a <= mention.start < b), None
    )
    beneficiary = tuple(n for n in others if n not in actors)
    found = _Found(
        kind=mention.kind,
        tokens=(mention.first, mention.last),
        actors=actors,
        beneficiary=beneficiary,
        statement=statement,
        rule="commitment.learned",
    )
    ledger.enter(found, (mention.start, mention.end))


class _Ledger:
    """Commitments so far; the same words are entered once."""

    def __init__(self, analysis: Analysis, settled: Settled) -> None:
        self.found: list[Bound] = []
        self._analysis = analysis
        self._settled = settled

    def add(self, found: _Found) -> None:
        """Enter a commitment by its tokens."""
        first, last = found.tokens
        a = self._analysis
        while last > first and a.texts[last - 1] in _EDGES:
            last -= 1
        while first < last and a.texts[first] in _EDGES:
            first += 1
        if last > first:
            self.enter(
                found, (a.start(first, found.cut if first == found.tokens[0] else 0), a.ends[last - 1])
            )

    def enter(self, found: _Found, span: tuple[int, int]) -> None:
        """Enter a commitment unless half of it stands there already."""
        for b in self.found:
            shared = min(span[1], b.end) - max(span[0], b.start)
            if shared > 0.5 * min(span[1] - span[0], b.end - b.start):
                return
        settled = self._settled
        due = found.due or due_of(self._analysis, found.tokens, settled.times, settled.published)
        held = settled.held
        self.found.append(
            Bound(
                kind=found.kind,
                start=span[0],
                end=span[1],
                actors=found.actors,
                beneficiary=found.beneficiary,
                statement=found.statement,
                event=found.event,
                quantities=tuple(n for n, q in enumerate(settled.quantities) if span[0] <= q.start < span[1]),
                due=due,
                condition=next(
                    (n for n, h in enumerate(held) if h.then[0] < span[1] and span[0] < h.then[1]), None
                ),
                rule=found.rule,
            )
        )

    def once(self) -> list[Bound]:
        """The commitments without those that are told again elsewhere in fewer words (a heading and its report)."""
        words = [self._words(b) for b in self.found]
        kept = []
        for n, one in enumerate(self.found):
            again = any(
                other.kind == one.kind
                and (len(words[m]), n) > (len(words[n]), m)
                and self._same(one, other, words[n], words[m])
                for m, other in enumerate(self.found)
                if m != n
            )
            if not again:
                kept.append(one)
        return kept

    def _same(self, one: Bound, other: Bound, ours: frozenset[str], theirs: frozenset[str]) -> bool:
        if len(ours) < _TELLING or (one.due and other.due and one.due != other.due):
            return False
        if one.actors and other.actors and not set(one.actors) & set(other.actors):
            return False
        return len(ours & theirs) >= _AGAIN * len(ours)

    def _words(self, one: Bound) -> frozenset[str]:
        """The lemmas that tell what is to happen."""
        a = self._analysis
        low = bisect_left(a.starts, one.start)
        high = bisect_left(a.starts, one.end)
        return frozenset(w.lemma for w in a.words[low:high] if w.pos in ("N", "A", "V", "PN", "NUM"))


class _Reading:
    """Finds commitments in the statements and clauses of one report."""

    def __init__(self, analysis: Analysis, table: Parties, settled: Settled, done: list[Done]) -> None:
        self.a = analysis
        self.table = table
        self.settled = settled
        self.said = settled.said
        self.binding = Binding(analysis, table, settled.said)
        self.event_of = {d.mention.clause: n for n, d in enumerate(done) if not d.mention.nominal}
        self.held: dict[int, list[Held]] = {}
        for held in settled.held:
            self.held.setdefault(analysis.sentence_of[held.mention.marker], []).append(held)

    # -- acts that a statement is about ----------------------------------------------------------------------
    def spoken(self) -> list[_Found]:
        """What statements of promising, asking, threatening, offering and expecting are about."""
        found = []
        for number, one in enumerate(self.said):
            kind = self._spoken_kind(one)
            if kind is not None:
                found.extend(self._items(number, one, kind))
        return found

    def _spoken_kind(self, one: Said) -> str | None:
        """The kind that a statement's cue shows; None where what it says is read clause by clause, or not meant."""
        a, cue = self.a, one.mention.cue_token
        word = a.words[cue]
        shown = one.mention.act in KINDS or (word.verb or word.lemma) in speech_words().showing
        kind = KINDS.get(one.act)
        if kind is None or word.lemma in committing().respite or not (shown or kind == "demand"):
            return None
        number = a.clause_of[cue]
        clause = a.clauses[number] if number >= 0 else None
        if (
            clause is not None
            and clause.predicate == cue
            and (clause.negative or clause.relation == "condition")
        ):
            return None
        if word.lemma in conditionals().refusing or self._inside_condition(cue):
            return None
        head = a.words[one.mention.content_tokens[0]]
        if (word.verb or word.lemma) in speech_words().showing and head.lemma not in feelings():
            return None  # أبدى حذرا
        first, last = one.mention.content_tokens
        comes = any(
            first <= c.predicate < last and c.kind == "verb" and c.tense == "future"
            for c in a.clauses_in(a.sentence_of[first])
        )
        return None if comes and shown else kind

    def _inside_condition(self, token: int) -> bool:
        at = self.a.starts[token]
        return any(h.if_[0] <= at < h.if_[1] for h in self.held.get(self.a.sentence_of[token], ()))

    def _items(self, number: int, one: Said, kind: str) -> list[_Found]:
        """The acts that the words of a statement name: clauses behind أن, else a verbal noun with what belongs to it."""
        a = self.a
        first, last = one.mention.content_tokens
        last = min(last, a.sentences[a.sentence_of[first]][1])
        while first < last and a.texts[first] in _EDGES:
            first += 1
        if first >= last:
            return []
        clauses = [
            c
            for c in a.clauses_in(a.sentence_of[first])
            if first <= c.predicate < last
            and c.kind == "verb"
            and (c.predicate <= first + 1 or (c.marker is not None and self._lists(c.marker, first)))
        ]
        if clauses and a.words[first].pos not in ("N", "A", "NUM"):
            return [f for c in clauses for f in self._clause(c, number, one, kind, last)]
        return self._nominal(number, one, kind, (first, last))

    def _lists(self, marker: int, first: int) -> bool:
        """وأن: one more of the things that a cue brings."""
        word = self.a.words[marker]
        return marker > first and word.proclitics[:1] == "و" and word.function in ("an", "anna")

    def _clause(self, clause: Clause, number: int, one: Said, kind: str, last: int) -> list[_Found]:
        a = self.a
        tokens = act_span(a, clause, self.held.get(clause.sentence, []))
        if tokens is None or tokens[1] - tokens[0] < 2 or clause.tense == "past":
            return []
        if kind == "forecast" and grammar().is_be(a.words[clause.predicate]) and not self._is_ahead(one):
            return []  # يرجح أن يكون الوقود مغشوشا
        actors = self.binding.of_subject(clause, number)
        if kind == "forecast" and clause.passive:
            actors = ()
        if kind == "demand":
            actors = self.binding.asked(number) or actors
        elif kind != "forecast" and one.speaker:
            side = self.binding.side(one.speaker)
            actors = side + tuple(n for n in actors if n not in side)
        return [
            self._told(
                number, one, kind, (tokens[0], min(tokens[1], last)), actors, rule=f"commitment.{one.act}"
            )
        ]

    def _nominal(self, number: int, one: Said, kind: str, tokens: tuple[int, int]) -> list[_Found]:
        a = self.a
        first, last = tokens
        head = a.words[first]
        asked: tuple[int, ...] = ()
        if head.pos == "PN" or (head.noun_class in _HEARING and head.derived != "masdar"):
            at = next(
                (
                    j
                    for j in range(first + 1, last)
                    if a.words[j].derived == "masdar"
                    and not a.words[j].noun_class
                    and not a.words[j].article
                    and (not a.words[j].proclitics or a.words[j].proclitics[-1:] in ("ب",))
                ),
                None,
            )
            if kind != "demand" or at is None:
                return []
            asked = self.binding.of_phrase(Phrase(first, at, first), number)
            first = at
        span = cut(a, first, first, last, self.held.get(a.sentence_of[first], []))
        if span is None or span[1] - span[0] < 2 or a.words[first].lemma in committing().anonymous:
            return []
        if kind == "demand" and not self._may_be_asked(first):
            return []
        if kind in ("threat", "offer") and a.words[first].noun_class in _THINGS:
            return []  # لوحوا بأعلام، عرض صورا
        if kind == "demand":
            actors = asked or self.binding.asked(number) or self.binding.owner(first, span[1], number)
        elif kind == "forecast":
            actors = self.binding.owner(first, span[1], number)
        else:
            actors = self.binding.side(one.speaker)
        return [self._told(number, one, kind, span, actors, rule=f"commitment.{one.act}")]

    def _is_ahead(self, one: Said) -> bool:
        """Whether a verb of expecting speaks of what is to come: توقع, not رجح."""
        return self.a.words[one.mention.cue_token].lemma in committing().foretelling

    def _may_be_asked(self, at: int) -> bool:
        """Whether a word names what somebody may be asked for; not whom or what one wonders about."""
        return self.a.words[at].pos in ("N", "A", "NUM", "NEG", "SUB", "V")

    def _told(
        self,
        number: int,
        one: Said,
        kind: str,
        tokens: tuple[int, int],
        actors: tuple[int, ...],
        *,
        rule: str,
    ) -> _Found:
        word = self.a.words[tokens[0]]
        others = tuple(n for n in one.addressee if n not in actors) if kind != "demand" else ()
        return _Found(
            kind=kind,
            tokens=tokens,
            cut=word.cut if word.proclitics else 0,
            actors=actors,
            beneficiary=others,
            statement=number,
            rule=rule,
        )

    # -- acts that words bring ------------------------------------------------------------------------------
    def worded(self) -> list[_Found]:
        """Acts that a noun or adjective brings, that stand far behind their verb, or on which somebody agreed."""
        a, binding = self.a, self.binding
        found = []
        for at, kind, first in by_words(a):
            statement = binding.statement_at(at)
            shown = PRONOUNS.get(a.words[at].enclitic)
            before = a.words[at - 1] if at else None
            phrase = bearer(a, at)
            if shown is None and before is not None and before.pos == "SUB":
                shown = PRONOUNS.get(before.enclitic)
            if shown is not None:
                actors = binding.pronoun(at, shown, statement)
            elif kind == "demand" or phrase is None:
                actors = ()
            else:
                actors = binding.of_phrase(phrase, statement)
            found.append(
                self._from(at, first, kind, actors, statement, rule=f"commitment.{a.words[at].lemma}")
            )
        found.extend(self._far(clause) for clause in a.clauses)
        return [one for one in found if one is not None]

    def _from(
        self, at: int, first: int, kind: str, actors: tuple[int, ...], statement: int | None, *, rule: str
    ) -> _Found | None:
        """The act that begins at a token, brought by the word at another one."""
        a = self.a
        number = a.clause_of[at]
        if number >= 0 and a.clauses[number].negative:
            return None
        sentence = a.sentence_of[first]
        span = cut(a, first, first, a.sentences[sentence][1], self.held.get(sentence, []))
        if span is None or span[1] - span[0] < 2 or self._inside_condition(at):
            return None
        word = a.words[first]
        return _Found(
            kind=kind,
            tokens=span,
            cut=word.cut if word.proclitics else 0,
            actors=actors,
            statement=statement,
            rule=rule,
        )

    def _far(self, clause: Clause) -> _Found | None:
        """وعد الوزير، بلسان مساعده، بتعليق; اتفق الجانبان على إعادة."""
        a = self.a
        if (
            clause.kind != "verb"
            or clause.negative
            or clause.tense == "future"
            or clause.relation == "condition"
        ):
            return None
        agreed = clause.lemma in committing().agreeing
        ways = ways_of(clause.lemma)
        if clause.lemma in committing().respite or clause.lemma in conditionals().refusing:
            return None
        if agreed:
            first = next(
                (
                    o.phrase.first
                    for o in clause.obliques
                    if o.preposition == "على" and is_act(a, o.phrase.head) and o.phrase.head == o.phrase.first
                ),
                None,
            )
        else:
            first = far_behind(a, clause, ways) if ways else None
        if first is None or a.words[first].lemma in committing().anonymous:
            return None
        statement = self.binding.statement_at(clause.predicate)
        kind = "plan" if agreed else KINDS[ways[0].act]
        own = next((n for n, s in enumerate(self.said) if s.mention.cue_token == clause.predicate), None)
        if kind == "demand":
            actors = self.binding.asked(own) if own is not None else ()
        elif own is not None and self.said[own].speaker:
            actors = self.binding.side(self.said[own].speaker)
        else:
            actors = self.binding.of_subject(clause, statement)
        return self._from(clause.predicate, first, kind, actors, statement, rule=f"commitment.{clause.lemma}")

    # -- acts that are announced -------------------------------------------------------------------------------
    def announced(self) -> list[_Found]:
        """Acts to come, wherever they are told: in the future, as planned or expected, on a day ahead."""
        found = []
        for clause in self.a.clauses:
            one = self._announced(clause)
            if one is not None:
                found.append(one)
        return found

    def _announced(self, clause: Clause) -> _Found | None:
        if clause.kind != "verb" or clause.relation == "condition":
            return None
        if clause.lemma in committing().respite:
            return self._respite(clause)
        if clause.tense == "future" or clause.modality == "planned":
            return self._plan(clause)
        if self._is_expected(clause):
            return self._plan(clause, expected=True)
        if grammar().has("planned", clause.lemma) and not clause.negative and clause.tense != "past":
            return self._intended(clause)
        return self._scheduled(clause)

    def _plan(self, clause: Clause, *, expected: bool = False, scheduled: bool = False) -> _Found | None:
        """An announced act, or one that is said to come: of the kind that its words and those around it show."""
        a = self.a
        held = self.held.get(clause.sentence, [])
        tokens = act_span(a, clause, held)
        if tokens is None or tokens[1] - tokens[0] < 2 or is_asked(a, clause):
            return None
        if a.texts[a.sentences[clause.sentence][1] - 1] in _ASKS or self._inside_condition(clause.predicate):
            return None
        statement = self.binding.statement_at(clause.predicate)
        actors = self.binding.of_subject(clause, statement)
        due = due_of(a, tokens, self.settled.times, self.settled.published)
        if due is None and clause.first < tokens[0]:
            own = [t for t in self.settled.times if a.clause_of[t.mention.first] == clause.index]
            due = due_of(a, (clause.first, tokens[0]), own, self.settled.published)
        if due is None and clause.relation == "relative":
            return None  # الجهة التي ستحقق: what something is, not what is announced
        if is_recalled(a, clause) and (due is None or clause.modality != "planned"):
            return None  # كان سيزور; كان مقررا أن يصل غدا may still be
        kind = self._kind(clause, tokens, statement, actors)
        if expected and not (kind == "plan" and self._is_awaited(clause)):
            kind = "forecast"
        lead = a.words[tokens[0]].cut if a.words[tokens[0]].proclitics[:1] in ("و", "ف") else 0
        return _Found(
            kind=kind,
            tokens=tokens,
            cut=1 if lead else 0,
            actors=actors,
            statement=statement,
            event=self.event_of.get(clause.index),
            due=due,
            rule="commitment.scheduled"
            if scheduled
            else "commitment.expected"
            if expected
            else "commitment.clause",
        )

    def _kind(
        self, clause: Clause, tokens: tuple[int, int], statement: int | None, actors: tuple[int, ...]
    ) -> str:
        a, table = self.a, self.table
        one = self.said[statement] if statement is not None else None
        subject = clause.subject or clause.inherited_subject
        first_person = own = a.words[clause.predicate].person == "1"
        if one is not None and one.speaker and actors:
            sides = {table.actors[n].country for n in one.speaker} - {None}
            own = (
                own
                or bool(set(actors) & set(one.speaker))
                or any(table.actors[n].country in sides for n in actors)
            )
        agent = bool(actors) and any(table.actors[n].kind in _AGENTS for n in actors)
        if clause.passive:
            own = own or bool(actors)
        if not own and (not agent or not self._may_act(subject)):
            agent = self._runs(clause, subject)
        agent = agent or first_person
        held = next(
            (
                h
                for h in self.held.get(clause.sentence, ())
                if h.then[0] <= a.starts[clause.predicate] < h.then[1]
            ),
            None,
        )
        act = ""
        if one is not None:
            act = one.act if one.act in ("promise", "threaten", "offer") else one.mention.act
        return kind_of(
            Setting(
                act=act,
                own=own,
                agent=agent,
                terms="else" if is_else(a, tokens[0]) else terms_of(a, held),
                tone=tone_of(a, clause, tokens[1]),
                negative=clause.negative,
            )
        )

    def _runs(self, clause: Clause, subject: Phrase | None) -> bool:
        """المتحف سيفتح أبوابه: a place that does something to something is whoever runs it."""
        if subject is None or clause.object is None or clause.passive:
            return False
        head = self.a.words[subject.head]
        return head.noun_class == "place" and head.article

    def _may_act(self, subject: Phrase | None) -> bool:
        """Whether a subject is somebody: people or a body, not what belongs to them."""
        if subject is None:
            return True
        head = self.a.words[subject.head]
        if head.pos in ("SUB", "PRON", "PN", "REL") or head.lemma in speech_words().state_noun:
            return True
        return head.noun_class in _ACTING or self.table.covers(subject.head)

    def _is_awaited(self, clause: Clause) -> bool:
        """من المنتظر أن، يُرتقب أن: what is on its way, not what somebody thinks."""
        assert clause.marker is not None
        return self.a.words[clause.marker - 1].lemma in committing().awaited

    def _is_expected(self, clause: Clause) -> bool:
        """من المتوقع أن، يُنتظر أن: what others expect."""
        a = self.a
        if clause.marker is None or a.words[clause.marker].function != "an" or clause.negative:
            return False
        first = a.sentences[clause.sentence][0]
        before = a.words[max(first, clause.marker - 1)]
        denied = clause.marker - 2 >= first and a.words[clause.marker - 2].pos == "NEG"
        return (
            before.lemma in speech_words().expected
            and not denied
            and (before.pos != "V" or before.tense == "present")
        )

    def _intended(self, clause: Clause) -> _Found | None:
        """تعتزم الشركة بيع حصتها: an act that a noun tells behind a verb of intending."""
        a = self.a
        phrase = clause.object
        if phrase is None or a.words[phrase.head].derived != "masdar":
            phrase = next((o.phrase for o in clause.obliques if o.preposition in ("ل", "على")), None)
        if phrase is None or a.words[phrase.head].derived != "masdar" or phrase.first < clause.predicate:
            return None
        return self._noun(clause, phrase, kind="plan", rule="commitment.intended")

    def _noun(self, clause: Clause, phrase: Phrase, *, kind: str, rule: str) -> _Found | None:
        a = self.a
        span = cut(
            a, phrase.first, phrase.first, max(clause.last, phrase.last), self.held.get(clause.sentence, [])
        )
        if span is None or self._inside_condition(clause.predicate):
            return None
        statement = self.binding.statement_at(clause.predicate)
        word = a.words[phrase.first]
        return _Found(
            kind=kind,
            tokens=span,
            cut=word.cut if word.proclitics else 0,
            actors=self.binding.of_subject(clause, statement),
            statement=statement,
            rule=rule,
        )

    def _respite(self, clause: Clause) -> _Found | None:
        """أمهل المجلس الحكومة أسبوعين لسحب القوات: a demand with the day on which the respite ends."""
        a = self.a
        phrase = next(
            (
                o.phrase
                for o in clause.obliques
                if o.preposition == "ل"
                and o.at > clause.predicate
                and a.words[o.phrase.head].derived == "masdar"
            ),
            None,
        )
        if phrase is None:
            return None
        statement = self.binding.statement_at(clause.predicate)
        asked = self.binding.of_phrase(clause.object, statement) if clause.object is not None else ()
        found = self._noun(clause, phrase, kind="demand", rule="commitment.respite")
        published = self.settled.published
        due = next(
            (
                after(published, time.value)
                for time in self.settled.times
                if published is not None
                and time.value
                and time.mention.type == "duration"
                and clause.predicate < time.mention.first < phrase.first
            ),
            None,
        )
        return None if found is None else msgspec.structs.replace(found, actors=asked, due=due)

    def _scheduled(self, clause: Clause) -> _Found | None:
        """يصل الوفد غدا: an act in the present with a day ahead of the report is to come."""
        a = self.a
        if clause.tense != "present" or clause.negative or clause.modality or clause.marker is not None:
            return None
        if clause.relation not in ("root", "conjunct", "quoted", "complement"):
            return None
        tokens = act_span(a, clause, self.held.get(clause.sentence, []))
        published = self.settled.published
        if tokens is None or published is None:
            return None
        scope = (min(clause.first, tokens[0]), tokens[1])
        ahead = any(
            t.value
            and t.mention.type in ("date", "time")
            and scope[0] <= t.mention.first < scope[1]
            and t.value[: len(published[:10])] > published[: len(t.value)][:10]
            and a.clause_of[t.mention.first] == clause.index
            for t in self.settled.times
        )
        if not ahead:
            return None
        return self._plan(clause, scheduled=True)
