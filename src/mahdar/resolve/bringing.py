"""Acts that a noun or adjective brings, that stand far behind their verb, or on which somebody agreed."""

from __future__ import annotations

from mahdar.analysis.types import Clause
from mahdar.languages.ar.committing import committing
from mahdar.languages.ar.conditionals import conditionals
from mahdar.resolve.found import Found, Ground
from mahdar.resolve.worded import KINDS, PRONOUNS, bearer, by_words, far_behind, is_act, ways_of


class Bringing(Ground):
    """Finds commitments that single words bring in one report."""

    def worded(self) -> list[Found]:
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
            found.append(self._from(at, first, kind, actors, rule=f"commitment.{a.words[at].lemma}"))
        found.extend(self._far(clause) for clause in a.clauses)
        return [one for one in found if one is not None]

    def _from(self, at: int, first: int, kind: str, actors: tuple[int, ...], *, rule: str) -> Found | None:
        """The act that begins at a token, brought by the word at another one."""
        number = self.a.clause_of[at]
        if number >= 0 and self.a.clauses[number].negative:
            return None
        last = self.a.sentences[self.a.sentence_of[first]][1]
        found = self.act(at, first, last, kind=kind, actors=actors, rule=rule)
        return found if found is not None and found.tokens[1] - found.tokens[0] > 1 else None

    def _far(self, clause: Clause) -> Found | None:
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
        own = self.cued.get(clause.predicate)
        if kind == "demand":
            actors = self.binding.asked(own) if own is not None else ()
        elif own is not None and self.said[own].speaker:
            actors = self.binding.side(self.said[own].speaker)
        else:
            actors = self.binding.of_subject(clause, statement)
        return self._from(clause.predicate, first, kind, actors, rule=f"commitment.{clause.lemma}")
