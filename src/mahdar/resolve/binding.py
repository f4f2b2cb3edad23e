"""Who is bound by a commitment: the subject of the act to come, the speaker who speaks of himself, whom a demand is put to."""

from __future__ import annotations

import bisect

from mahdar.analysis.types import Analysis, Clause, Phrase
from mahdar.languages.ar.cues import speech_words
from mahdar.resolve.holders import Holders
from mahdar.resolve.parties import Parties
from mahdar.resolve.sides import Sides
from mahdar.resolve.statements import Said
from mahdar.text import fold

_PRONOUNS = {"ه": ("m", "s"), "ها": ("f", "s"), "هم": ("", "p"), "هن": ("f", "p"), "هما": ("", "d")}
# Mentions before a definite noun in which the body that it points back to is looked for.
_MEMORY = 40


class Binding:
    """The parties of acts to come in one report."""

    def __init__(self, analysis: Analysis, table: Parties, said: list[Said]) -> None:
        self.a = analysis
        self.table = table
        self.said = said
        self.sides = Sides(analysis, table)
        self._holders = Holders(analysis)
        for number, one in enumerate(said):
            self._holders.enter(number, one.mention.content, one.mention.content_tokens)
        self._stretches = table.stretches()
        self._firsts = [first for first, _, _ in self._stretches]

    def statement_at(self, token: int) -> int | None:
        """The innermost statement whose words hold a token."""
        return self._holders.at(token, self.a.starts[token])

    def speaker(self, statement: int | None) -> tuple[int, ...]:
        """Who speaks in a statement."""
        return self.said[statement].speaker if statement is not None else ()

    def of_subject(self, clause: Clause, statement: int | None) -> tuple[int, ...]:
        """Who does what a clause tells; one's own act is the speaker's."""
        a = self.a
        subject = clause.subject or clause.inherited_subject
        verb = a.words[clause.predicate]
        speaker = self.speaker(statement)
        if verb.person == "1":
            return speaker
        if subject is None or a.words[subject.head].pos in ("SUB", "PRON"):
            head = a.words[subject.head] if subject is not None else None
            shown = _PRONOUNS.get(head.enclitic) if head is not None else None
            return self.pronoun(clause.predicate, shown or (verb.gender, verb.number or "s"), statement)
        return self.of_phrase(subject, statement)

    def of_phrase(self, phrase: Phrase, statement: int | None) -> tuple[int, ...]:
        """Who a phrase means: somebody named, the speaker's own state or body, a body told of before, else a group."""
        head = self.a.words[phrase.head]
        speaker = self.speaker(statement)
        if head.enclitic and head.lemma in speech_words().state_noun and speaker:
            state = self.state_of(speaker[0])
            return (state,) if state is not None else speaker
        found = self.sides.of((phrase,))
        named = [n for n in found if self.table.actors[n].kind != "group"]
        if named:
            return tuple(found)
        pointed = self._pointed(phrase)
        if pointed is not None:
            return (pointed,)
        if found:
            return found
        made = self.table.add_group(phrase)
        if made is not None and self.table.actors[made].kind != "place":
            return (made,)
        return ()

    def pronoun(self, token: int, shown: tuple[str, str], statement: int | None) -> tuple[int, ...]:
        """Whom a pronoun or a verb's own person means: the speaker if it agrees, else the actor last told of."""
        speaker = self.speaker(statement)
        gender, number = shown
        if speaker:
            known = self.table.gender(speaker[0])
            several = len(speaker) > 1 or self.table.actors[speaker[0]].kind == "group"
            fits = not known or not gender or known == gender
            if fits and (number != "p" or several or self.table.actors[speaker[0]].kind != "person"):
                return speaker
        focus = self.table.focus_before(token, gender, number)
        return (focus,) if focus is not None else speaker

    def state_of(self, number: int) -> int | None:
        """The state that somebody belongs to, where the report has it."""
        country = self.table.actors[number].country
        if country is None:
            return None
        return next(
            (n for n, one in enumerate(self.table.actors) if one.kind == "state" and one.country == country),
            None,
        )

    def asked(self, statement: int) -> tuple[int, ...]:
        """Those to whom a demand is put: told as hearers, or as the object or من-phrase of its verb."""
        one = self.said[statement]
        if one.addressee:
            return one.addressee
        a, mention = self.a, one.mention
        cue = mention.cue_token
        word = a.words[cue]
        if mention.addressee is not None:
            found = self._hearer(mention.addressee, statement)
            if found:
                return found
        if word.pos == "V" and word.enclitic in _PRONOUNS:
            focus = self.table.focus_before(cue, *_PRONOUNS[word.enclitic], without=one.speaker)
            return (focus,) if focus is not None else ()
        number = a.clause_of[cue]
        if number < 0 or a.clauses[number].predicate != cue:
            return ()
        clause = a.clauses[number]
        phrases = [o.phrase for o in clause.obliques if o.preposition in ("من", "ب", "على", "ل")]
        for phrase in ([clause.object] if clause.object is not None else []) + phrases:
            if phrase.first >= mention.content_tokens[0] or phrase.first <= cue:
                continue
            found = self._hearer(phrase, statement)
            if found:
                return found
        return ()

    def _hearer(self, phrase: Phrase, statement: int) -> tuple[int, ...]:
        """Who hears, if a phrase means people or a body other than the speaker."""
        head = self.a.words[phrase.head]
        if head.derived == "masdar" and not head.noun_class:
            return ()
        speaker = self.said[statement].speaker
        found = self.of_phrase(phrase, statement)
        return tuple(n for n in found if n not in speaker)

    def owner(self, first: int, last: int, statement: int | None) -> tuple[int, ...]:
        """To whom a verbal noun's pronoun points: سحب قواته، انسحابها."""
        a = self.a
        without = self.speaker(statement)
        for at in range(first, min(first + 3, last)):
            shown = _PRONOUNS.get(a.words[at].enclitic)
            if shown is not None and a.words[at].pos == "N":
                focus = self.table.focus_before(first, *shown, without=without)
                return (focus,) if focus is not None else ()
        return ()

    def _pointed(self, phrase: Phrase) -> int | None:
        """The body named before to which a definite noun points back: الجبهة, النادي, حركته."""
        a = self.a
        head = a.words[phrase.head]
        if head.pos != "N" or not (head.article or head.enclitic) or head.number == "p":
            return None
        at = bisect.bisect_left(self._firsts, phrase.head) - 1
        for place in range(at, max(-1, at - _MEMORY), -1):
            first, _, actors = self._stretches[place]
            if not actors or self.table.actors[actors[0]].kind not in ("organization", "state", "group"):
                continue
            own = fold(self.table.actors[actors[0]].name.split()[0]).removeprefix("ال")
            before = a.words[first - 1].lemma if first else ""
            if head.lemma in (own, before, a.words[first].lemma) and actors[0] < len(self.table.actors):
                return actors[0]
        return None
