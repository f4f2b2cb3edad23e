"""When an event happened: the time of its own clause, one carried over from nearby, or the report's own day.

Only a time that the grammar gives to the event counts; where it gives none the event has no date.
"""

from __future__ import annotations

import msgspec

from mahdar.analysis.mentions import TimeMention, TriggerMention
from mahdar.analysis.types import Analysis, Clause
from mahdar.languages.ar.links import time_words
from mahdar.languages.ar.references import references
from mahdar.resolve.holders import Holders, by_sentence
from mahdar.resolve.settled import Settled
from mahdar.resolve.timeclauses import clauses_of
from mahdar.text import fold

# How far (tokens) an event noun stands from the time that dates it where no clause of its own says so.
_NEAR = 8
# Statements over which a speech goes on without naming its speaker anew.
_GOES_ON = 4
# Acts that are done by saying so.
VERBAL = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"})
# و and ف before a word.
_AND = ("و", "ف")
# Points of time; lengths and frequencies date nothing.
_DATED = frozenset(("date", "time"))


class Dated(msgspec.Struct, frozen=True, gc=False):
    """The time of an event as an index of the times, its value, and what the value rests on."""

    time: int | None = None
    date: str | None = None
    basis: str | None = None


class EventDates:
    """Finds the dates of one report's events."""

    def __init__(
        self,
        analysis: Analysis,
        settled: Settled,
        holders: Holders,
        mentions: list[TriggerMention],
    ) -> None:
        self._analysis = analysis
        self._times = times = settled.times
        self._said = settled.said
        self._holders = holders
        self._published = settled.published
        # Clauses whose verb is an act itself, and event nouns.
        self._verbal = {one.clause for one in mentions if not one.nominal}
        self._nouns: dict[int, list[int]] = {}
        for one in mentions:
            if one.nominal:
                self._nouns.setdefault(analysis.sentence_of[one.token], []).append(one.token)
        self._words = time_words()
        self._refer = references()
        self._in_sentence = by_sentence(analysis, (time.mention.first for time in times))
        self._clause_of = clauses_of(analysis, times)
        self._by_clause: dict[int, list[int]] = {}
        for number, clause in enumerate(self._clause_of):
            if times[number].mention.type in _DATED and not self._is_attribute(times[number].mention):
                self._by_clause.setdefault(clause, []).append(number)

    def find(
        self, mention: TriggerMention, *, statement: int | None, speech: int | None, factuality: str
    ) -> Dated:
        """The date of a trigger's act.

        Args:
            mention: the trigger.
            statement: the statement that tells of the act, if any.
            speech: the statement that the act is, if it is one.
            factuality: of the act.
        """
        number = self._stated(mention, statement)
        if number is not None:
            return self._dated(number, "stated")
        clause = self._analysis.clauses[mention.clause] if mention.clause is not None else None
        if clause is None:
            return Dated()
        number = self._carried(clause, mention) if not mention.nominal else None
        if number is None:
            number = self._continued(clause, mention)
        if number is None:
            number = self._spoken(clause, mention, statement, speech)
        if number is not None:
            return self._dated(number, "context")
        if self._published and statement is None and factuality == "actual" and not mention.nominal:
            if self._is_current(clause):
                return Dated(None, self._published[:10], "report")
        return Dated()

    def _dated(self, number: int, basis: str) -> Dated:
        value = self._times[number].value
        return Dated(number, value, basis if value is not None else None)

    # stated

    def _stated(self, mention: TriggerMention, statement: int | None) -> int | None:
        """The point of time in the trigger's own clause, the nearest if there are several."""
        best: tuple[int, int] | None = None
        for number in self._in_sentence.get(self._analysis.sentence_of[mention.token], ()):
            one = self._times[number].mention
            if one.type not in _DATED:
                continue
            same = mention.clause is not None and self._clause_of[number] == mention.clause
            near = abs(one.first - mention.token)
            if not (same or (mention.nominal and self._belongs(mention.token, number))):
                continue
            if mention.nominal and self._is_of_another(mention, one, same=same):
                continue
            if self._holders.at(one.first, one.start) != statement or self._too_late(number, mention):
                continue
            if not mention.nominal and self._is_attribute(one):
                continue
            if best is None or near < best[0]:
                best = (near, number)
        return None if best is None else best[1]

    def _belongs(self, noun: int, number: int) -> bool:
        """Whether a time stands close before an event noun, or behind it with no verb and no other act between them.

        Between may stand another act that it happened in or that و joins to it (مقتل عشرة في هجوم الثلاثاء), and the verb
        of a relative clause about the noun that the time stands in (هجوم استهدف القاعدة الثلاثاء).
        """
        a, time = self._analysis, self._times[number].mention
        if time.first < noun:
            clauses = a.clauses_in(a.sentence_of[noun])
            return noun - time.first <= _NEAR and not any(
                c.kind == "verb" and time.first < c.predicate < noun for c in clauses
            )
        own = self._clause_of[number]
        subject = a.clauses[own].subject if own >= 0 else None
        if subject is not None and subject.head == noun:
            return True  # الهجوم … وقع الثلاثاء
        sentence = a.sentence_of[noun]
        until = time.first
        for clause in a.clauses_in(sentence):
            if not noun < clause.predicate < time.first:
                continue
            if clause.relation not in ("relative", "participle"):
                return False
            until = clause.predicate
        return not any(
            noun < other < until
            and a.folded[other - 1] not in self._words.course
            and a.words[other].proclitics[:1] not in ("ب", "ل", "و")
            for other in self._nouns.get(sentence, ())
        )

    def _is_attribute(self, time: TimeMention) -> bool:
        """Whether a time dates the noun before it by a participle: السباق المقرر في 2028, الاتفاق الموقع في 2015."""
        a = self._analysis
        at = time.first - 1
        while at >= 0 and a.words[at].pos == "PREP":
            at -= 1
        if at < 0:
            return False
        word = a.words[at]
        participle = at < time.first - 1 and word.article and word.derived in ("active", "passive")
        return a.texts[at] in self._words.coming or participle

    def _is_of_another(self, mention: TriggerMention, time: TimeMention, *, same: bool) -> bool:
        """Whether a time near an event noun dates something else.

        That is the noun that governs it, what بعد or قبل puts between them (لقاء بعد حرب عام 2015), or the act of the verb that it stands behind
        (أدان أمس الهجوم).
        """
        a = self._analysis
        if (
            mention.token - 1 in self._nouns.get(a.sentence_of[mention.token], ())
            and not a.words[mention.token - 1].article
        ):
            return True  # the head of the two has the time: فض الاعتصام يوم الاثنين
        if time.first < mention.token:
            own = a.words[mention.token].enclitic or a.folded[mention.token - 1] in self._words.course
            return same and mention.clause in self._verbal and not own
        apart = self._words.apart
        return any(a.folded[at] in apart for at in range(mention.token + 1, time.first - 1))

    def _too_late(self, number: int, mention: TriggerMention) -> bool:
        """Whether a time lies behind the report although its verb is past: what was demanded or agreed, not the act."""
        value = self._times[number].value
        if mention.nominal or mention.clause is None or not value or not self._published:
            return False
        clause = self._analysis.clauses[mention.clause]
        if clause.tense != "past" or clause.modality:
            return False
        day = self._published[:10]
        return value[:4].isdigit() and "W" not in value and value[: len(day)] > day[: len(value)]

    # context

    def _carried(self, clause: Clause, mention: TriggerMention) -> int | None:
        """The time of a clause of the sentence that tells of the same occasion."""
        if clause.parent is not None:
            parent = self._analysis.clauses[clause.parent]
            if self._same_occasion(clause, parent):
                found = self._only(parent)
                if found is not None or self._by_clause.get(parent.index):
                    return found
                return self._carried(parent, mention)
        for below in self._analysis.clauses_in(clause.sentence):
            if below.parent != clause.index or below.quoted != clause.quoted:
                continue
            if (
                self._introduced(below)
                or self._in_course_of(clause, below)
                or self._ends_with_time(clause, below)
            ):
                return self._only(below)
        return None

    def _only(self, clause: Clause) -> int | None:
        """The point of time of a clause that has just one."""
        own = self._by_clause.get(clause.index, [])
        return own[0] if len(own) == 1 else None

    def _same_occasion(self, clause: Clause, parent: Clause) -> bool:
        """زار بكين أمس والتقى نظيره, وصل أمس حيث التقى نظيره."""
        if clause.sentence != parent.sentence or clause.quoted != parent.quoted:
            return False
        if clause.relation == "conjunct":
            a = self._analysis
            before = a.texts[clause.predicate - 1] if clause.predicate > parent.predicate + 1 else ""
            joined = a.texts[clause.predicate][:1] == "و" or before == "و"
            same = clause.tense == parent.tense and clause.modality == parent.modality
            return joined and same and (self._shares_subject(clause, parent) or self._is_fronted(parent))
        if clause.relation == "participle":
            return True  # غادر أمس متهما جارته
        return clause.tense in (parent.tense, None) and self._introduced(clause)

    def _in_course_of(self, clause: Clause, below: Clause) -> bool:
        """قتلوا في غارة شنتها أمس: the clause that dates the occasion, if it tells of all of it and not of its start."""
        if below.relation != "relative" or below.tense != "past" or clause.tense != "past":
            return False
        if fold(below.lemma) in self._words.lasting:
            return False
        at = below.predicate - 1
        if self._analysis.words[at].pos == "REL":
            at -= 1
        return any(
            fold(one.preposition) in self._words.course and one.phrase.first <= at < one.phrase.last
            for one in clause.obliques
        )

    def _ends_with_time(self, clause: Clause, below: Clause) -> bool:
        """هاجموا القرية وقتلوا خمسة أمس: a time behind the last of the joined verbs is that of all."""
        number = self._only(below)
        return (
            number is not None
            and self._times[number].mention.first > below.predicate
            and self._same_occasion(below, clause)
        )

    def _shares_subject(self, clause: Clause, parent: Clause) -> bool:
        """Whether a joined verb names no subject and agrees with the verb before it."""
        words = self._analysis.words
        one, two = words[clause.predicate].gender, words[parent.predicate].gender
        return clause.subject is None and (one == two or not (one and two))

    def _is_fronted(self, clause: Clause) -> bool:
        """Whether a clause's only time stands before its verb, where it holds for all that و joins to it."""
        number = self._only(clause)
        return number is not None and self._times[number].mention.last <= clause.predicate

    def _introduced(self, clause: Clause) -> bool:
        """Whether a clause is joined to the one above by a word that says "where" or "when"."""
        a = self._analysis
        if clause.marker is not None and a.folded[clause.marker] in self._words.occasion:
            return True
        at = clause.predicate - 1
        return at >= 0 and a.folded[at] in self._words.occasion

    def _continued(self, clause: Clause, mention: TriggerMention) -> int | None:
        """The time of the sentence before, where this one goes on with what it told: جاء ذلك خلال لقاء, بحث الجانبان."""
        a = self._analysis
        if clause.quoted or clause.parent is not None or clause.tense != "past" or clause.pluperfect:
            return None
        subject = clause.subject
        if subject is None or clause.predicate > subject.head:
            lead = a.folded[clause.predicate + 1 : clause.predicate + 3]
        else:
            lead = a.folded[subject.first : subject.head + 1]
        refer = self._refer
        first = lead[0] if lead else ""
        if mention.nominal:
            if not (clause.lemma == "جاء" and first in refer.this):
                return None
        elif not (
            first in refer.sides or first in refer.occasion or first in refer.people or first in refer.states
        ):
            return None
        for sentence in range(clause.sentence - 1, max(clause.sentence - 3, -1), -1):
            roots = [c for c in a.clauses_in(sentence) if c.parent is None and not c.quoted]
            told = [number for c in roots for number in self._by_clause.get(c.index, [])]
            if told:
                return told[0] if len(told) == 1 else None
        return None

    def _spoken(
        self, clause: Clause, mention: TriggerMention, statement: int | None, speech: int | None
    ) -> int | None:
        """The time of the speech that an act is part of.

        It is that of a speech that goes on without naming its speaker anew (قال أمس …. ودعا إلى …), and that of words
        in which a speaker does the act by saying so (قال أمس إن بلاده ترفض …).
        """
        if speech is not None:
            said = self._said[speech].mention
            word = self._analysis.words[mention.token]
            goes_on = said.speaker is None and not said.anonymous and clause.relation in ("root", "conjunct")
            return self._said_time(speech) if goes_on and word.proclitics[:1] in _AND else None
        if statement is None or mention.type not in VERBAL or clause.modality:
            return None
        own = self._analysis.words[mention.token].enclitic if mention.nominal else clause.tense == "present"
        return self._said_time(statement) if own else None

    def _said_time(self, number: int) -> int | None:
        """The time of a statement, or of the one that it goes on with."""
        first = number
        while number >= 0 and first - number <= _GOES_ON:
            said = self._said[number]
            if said.speaker != self._said[first].speaker:
                number -= 1
                continue
            if said.time is not None:
                return said.time
            if said.mention.speaker is not None or said.mention.anonymous:
                return None
            number -= 1
        return None

    # report

    def _is_current(self, clause: Clause) -> bool:
        """Whether a clause of the report's own says that the act goes on now, or is just done."""
        if clause.quoted or clause.negative or clause.modality or clause.pluperfect:
            return False
        words = self._words.current if clause.tense == "present" else self._words.just
        if clause.tense not in ("present", "past"):
            return False
        a = self._analysis
        return any(
            a.folded[at] in words and a.clause_of[at] == clause.index
            for at in range(clause.first, min(clause.last, len(a.folded)))
        )
