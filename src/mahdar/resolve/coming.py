"""Acts that are announced, wherever they are told: in the future, as planned or expected, on a day ahead."""

from __future__ import annotations

import msgspec

from mahdar.analysis.types import Clause, Phrase
from mahdar.languages.ar.committing import committing
from mahdar.languages.ar.cues import speech_words
from mahdar.languages.ar.grammar import grammar
from mahdar.resolve.announced import (
    Setting,
    act_span,
    is_asked,
    is_else,
    is_recalled,
    kind_of,
    terms_of,
    tone_of,
)
from mahdar.resolve.due import after, due_of
from mahdar.resolve.found import Found, Ground

_AGENTS = frozenset({"person", "state", "organization", "group"})
# Nouns of these classes do something; a thing does not.
_ACTING = frozenset({"office", "title", "role", "person", "collective", "body"})
# Characters of a month: a year alone dates nothing that is told in the present.
_MONTH = 7
_ASKS = frozenset("?؟")


class Coming(Ground):
    """Finds commitments in the clauses of one report."""

    def announced(self) -> list[Found]:
        """Acts to come, wherever they are told: in the future, as planned or expected, on a day ahead."""
        found = []
        for clause in self.a.clauses:
            one = self._announced(clause)
            if one is not None:
                found.append(one)
        return found

    def _announced(self, clause: Clause) -> Found | None:
        if clause.kind != "verb" or clause.relation == "condition":
            return None
        if clause.lemma in committing().respite:
            return self._respite(clause)
        if clause.tense == "future" or clause.modality == "planned":
            return self._plan(clause)
        if self._is_expected(clause):
            return self._plan(clause, expected=True)
        if grammar().has("planned", clause.lemma) and not clause.negative:
            return self._intended(clause)
        return self._scheduled(clause)

    def _plan(self, clause: Clause, *, expected: bool = False, scheduled: bool = False) -> Found | None:
        """An announced act, or one that is said to come: of the kind that its words and those around it show."""
        a = self.a
        held = self.held.get(clause.sentence, [])
        tokens = act_span(a, clause, held)
        if tokens is None or tokens[1] - tokens[0] < 2 or is_asked(a, clause):
            return None
        if a.texts[a.sentences[clause.sentence][1] - 1] in _ASKS or self.inside_condition(clause.predicate):
            return None
        statement = self.binding.statement_at(clause.predicate)
        actors = self.binding.of_subject(clause, statement)
        due = due_of(a, tokens, self.times.get(clause.sentence, []), self.settled.published)
        if due is None and clause.first < tokens[0]:
            own = [
                t for t in self.times.get(clause.sentence, ()) if a.clause_of[t.mention.first] == clause.index
            ]
            due = due_of(a, (clause.first, tokens[0]), own, self.settled.published)
        if due is None and clause.relation == "relative":
            return None  # الجهة التي ستحقق: what something is, not what is announced
        if is_recalled(a, clause) and (due is None or clause.modality != "planned"):
            return None  # كان سيزور; كان مقررا أن يصل غدا may still be
        kind = self._kind(clause, tokens, statement, actors)
        if expected and not (kind == "plan" and self._is_awaited(clause)):
            kind = "forecast"
        lead = a.words[tokens[0]].cut if a.words[tokens[0]].proclitics[:1] in ("و", "ف") else 0
        return Found(
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

    def _belongs(self, token: int) -> bool:
        """Whether a time belongs to a noun before it: السباق المقرر في مايو."""
        words = self.a.words
        return any(
            words[j].derived in ("active", "passive") and words[j].article
            for j in range(max(0, token - 2), token)
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

    def _intended(self, clause: Clause) -> Found | None:
        """تعتزم الشركة بيع حصتها: an act that a noun tells behind a verb of intending."""
        a = self.a
        phrase = clause.object
        if phrase is None or a.words[phrase.head].derived != "masdar":
            phrase = next((o.phrase for o in clause.obliques if o.preposition in ("ل", "على")), None)
        if phrase is None or a.words[phrase.head].derived != "masdar" or phrase.first < clause.predicate:
            return None
        return self._noun(clause, phrase, kind="plan", rule="commitment.intended")

    def _noun(self, clause: Clause, phrase: Phrase, *, kind: str, rule: str) -> Found | None:
        statement = self.binding.statement_at(clause.predicate)
        actors = self.binding.of_subject(clause, statement)
        last = max(clause.last, phrase.last)
        return self.act(clause.predicate, phrase.first, last, kind=kind, actors=actors, rule=rule)

    def _respite(self, clause: Clause) -> Found | None:
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
                for time in self.times.get(clause.sentence, ())
                if published is not None
                and time.value
                and time.mention.type == "duration"
                and clause.predicate < time.mention.first < phrase.first
            ),
            None,
        )
        return None if found is None else msgspec.structs.replace(found, actors=asked, due=due)

    def _scheduled(self, clause: Clause) -> Found | None:
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
            and len(t.value) >= _MONTH
            and not self._belongs(t.mention.first)
            for t in self.times.get(clause.sentence, ())
        )
        if not ahead:
            return None
        return self._plan(clause, scheduled=True)
