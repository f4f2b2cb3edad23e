"""Acts that statements of promising, asking, threatening, offering and expecting are about."""

from __future__ import annotations

from mahdar.analysis.types import Clause, Phrase
from mahdar.languages.ar.committing import committing
from mahdar.languages.ar.conditionals import conditionals
from mahdar.languages.ar.cues import feelings, speech_words
from mahdar.languages.ar.grammar import grammar
from mahdar.resolve.announced import act_span, cut
from mahdar.resolve.found import Found, Ground
from mahdar.resolve.statements import Said
from mahdar.resolve.worded import KINDS

_HEARING = frozenset({"office", "title", "role", "person", "collective", "body"})
# What is shown or waved, not done.
_THINGS = frozenset({"thing", "vehicle", "weapon", "material", "document", "food", "animal", "place"})
_EDGES = frozenset("،,؛;:.!؟?\"'«»“”()–-")


class Spoken(Ground):
    """Finds commitments in the statements of one report."""

    def spoken(self) -> list[Found]:
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
        if word.lemma in conditionals().refusing or self.inside_condition(cue):
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

    def _items(self, number: int, one: Said, kind: str) -> list[Found]:
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

    def _clause(self, clause: Clause, number: int, one: Said, kind: str, last: int) -> list[Found]:
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

    def _nominal(self, number: int, one: Said, kind: str, tokens: tuple[int, int]) -> list[Found]:
        a = self.a
        first, last = tokens
        head = a.words[first]
        if head.lemma in committing().voice:
            return []  # وعد، بلسان مساعده، بتعليق
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
        if kind == "forecast" and not self._is_ahead(one):
            return []  # رجح إسقاط الطائرة: what may have been
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
    ) -> Found:
        word = self.a.words[tokens[0]]
        others = tuple(n for n in one.addressee if n not in actors) if kind != "demand" else ()
        return Found(
            kind=kind,
            tokens=tokens,
            cut=word.cut if word.proclitics else 0,
            actors=actors,
            beneficiary=others,
            statement=number,
            rule=rule,
        )
