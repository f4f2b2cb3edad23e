"""Who is bound by a commitment: the subject of the act to come, the speaker who speaks of himself, whom a demand is put to."""

from __future__ import annotations

import bisect

from mahdar.analysis.agreement import agrees_with, gender_of
from mahdar.analysis.types import Analysis, Clause, Phrase
from mahdar.languages.ar.committing import committing
from mahdar.languages.ar.grammar import grammar
from mahdar.resolve.holders import Holders
from mahdar.resolve.parties import Parties
from mahdar.resolve.sides import Sides
from mahdar.resolve.statements import Said
from mahdar.text import fold

_PRONOUNS = {"ه": ("m", "s"), "ها": ("f", "s"), "هم": ("", "p"), "هن": ("f", "p"), "هما": ("", "d")}
# Mentions before a definite noun in which the body that it points back to is looked for.
_MEMORY = 40
# Clauses before a verb without a subject in which the one that it goes on with is looked for.
_BACK = 4
# Tokens between a cue and what is asked in which the one asked stands.
_NEAR = 12
_BODIES = frozenset({"organization", "state", "group"})
_HOUSES = frozenset({"organization", "state"})
# Sectors in which somebody speaks for more than himself.
_OFFICIAL = frozenset({"GOV", "MIL", "REB", "PTY", "IGO", "LEG", "JUD", "COP"})
_TITLES = frozenset({"office", "title", "role"})
_HUMAN = frozenset({"office", "title", "role", "person", "collective", "body"})


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
        self._begun: dict[str, list[int]] = {}
        self._looked = 0

    def statement_at(self, token: int) -> int | None:
        """The innermost statement whose words hold a token."""
        return self._holders.at(token, self.a.starts[token])

    def speaker(self, statement: int | None) -> tuple[int, ...]:
        """Who speaks in a statement."""
        return self.said[statement].speaker if statement is not None else ()

    def houses(self, speaker: tuple[int, ...]) -> tuple[int, ...]:
        """What the office of somebody who speaks is of: his ministry, party or state, where the report has it."""
        found: list[int] = []
        for number in speaker:
            actor = self.table.actors[number]
            if actor.kind != "person" or actor.sector not in _OFFICIAL:
                continue
            keys = dict.fromkeys(role.of for role in actor.roles if role.of)
            of = [n for n in map(self.table.keyed, keys) if n is not None]
            of = [n for n in of if self.table.actors[n].kind in _HOUSES]
            state = self.state_of(number)
            found.extend(of or ([state] if state is not None else []))
        return tuple(found)

    def side(self, speaker: tuple[int, ...]) -> tuple[int, ...]:
        """Who is bound where an official speaks for more than himself: he, and what his office is of."""
        return speaker + tuple(n for n in self.houses(speaker) if n not in speaker)

    def of_subject(self, clause: Clause, statement: int | None) -> tuple[int, ...]:
        """Who does what a clause tells; one's own act is the speaker's."""
        a = self.a
        subject = clause.subject or clause.inherited_subject
        verb = a.words[clause.predicate]
        speaker = self.speaker(statement)
        if clause.lemma in committing().receiving and speaker:
            return self.houses(speaker) or speaker  # سيحصل كل لاجئ: who says so gives it
        if verb.person == "1":
            return self.side(speaker) if verb.number == "p" else speaker
        if clause.passive:
            # ستغلق المدارس: whoever says so closes them
            return self._by(clause, statement) or self.houses(speaker) or speaker
        if subject is None:
            before = self._carried(clause, statement)
            if before is not None:
                return self.of_phrase(before, statement)
        if subject is None or a.words[subject.head].pos in ("SUB", "PRON"):
            above = self._above(clause, statement)
            if above is not None:
                return self.of_phrase(above, statement)
            head = a.words[subject.head] if subject is not None else None
            shown = _PRONOUNS.get(head.enclitic) if head is not None else None
            return self.pronoun(clause.predicate, shown or (verb.gender, verb.number or "s"), statement)
        return self.of_phrase(subject, statement)

    def _by(self, clause: Clause, statement: int | None) -> tuple[int, ...]:
        """Who does what a passive tells, where من قبل or على يد says it."""
        for one in clause.obliques:
            if grammar().has("agent_lead", self.a.words[one.phrase.head].lemma):
                return self.of_phrase(one.phrase, statement)
        return ()

    def _carried(self, clause: Clause, statement: int | None) -> Phrase | None:
        """The subject of a clause before in the same words, with which a verb joined by و goes on."""
        a = self.a
        verb = a.words[clause.predicate]
        low = self.said[statement].mention.content_tokens[0] if statement is not None else -1
        for number in range(clause.index - 1, max(-1, clause.index - 1 - _BACK), -1):
            before = a.clauses[number]
            if before.sentence != clause.sentence or before.predicate < low:
                return None
            subject = before.subject
            if (
                subject is None
                or before.kind == "masdar"
                or a.words[subject.head].pos in ("SUB", "PRON", "REL")
            ):
                continue
            if agrees_with(verb, gender_of(a.words, subject)):
                return subject
        return None

    def _above(self, clause: Clause, statement: int | None) -> Phrase | None:
        """The subject of the clause that a pronoun's clause hangs on, inside the words of a statement."""
        if statement is None or clause.parent is None:
            return None
        a = self.a
        parent = a.clauses[clause.parent]
        first, last = self.said[statement].mention.content_tokens
        if not first <= parent.predicate < last or parent.subject is None or parent.kind != "verb":
            return None
        if a.words[parent.subject.head].pos in ("SUB", "PRON", "REL"):
            return None
        agrees = agrees_with(a.words[clause.predicate], gender_of(a.words, parent.subject))
        return parent.subject if agrees else None

    def of_phrase(self, phrase: Phrase, statement: int | None) -> tuple[int, ...]:
        """Who a phrase means: somebody named, the speaker's own state or body, a body told of before, else a group."""
        head = self.a.words[phrase.head]
        speaker = self.speaker(statement)
        if head.enclitic and head.lemma in committing().own_state and speaker:
            country = self.table.actors[speaker[0]].country
            state = (
                self.table.state(country, Phrase(phrase.head, phrase.head + 1, phrase.head))
                if country
                else None
            )
            return (state,) if state is not None else speaker
        if head.noun_class in _TITLES and head.number == "s":
            told = self.table.speakers(phrase)
            if told:
                return tuple(told)
        direct = self.table.of_phrase(phrase)
        named = [n for n in direct if self.table.actors[n].kind not in ("group", "place")]
        if named:
            return tuple(direct)
        seats = [
            self.state_of(n) for n in direct if self.table.actors[n].kind == "place" and head.pos == "PN"
        ]
        if seats and seats[0] is not None:
            return (seats[0],)
        pointed = self._pointed(phrase)
        if pointed is not None:
            return (pointed,)
        if head.enclitic and speaker and not self.table.covers(phrase.head):
            return speaker  # كتلته، مجموعته: those of the speaker
        found = self.sides.of((phrase,))
        if found:
            return found
        if head.pos != "N" and not (head.article or head.plural):
            return ()
        runs = head.noun_class == "place" and head.article  # المصانع ستتوقف: whoever runs them
        made = self.table.add_group(phrase, speaks=runs)
        if made is not None and self.table.actors[made].kind != "place":
            return (made,)
        return ()

    def _seat(self, phrase: Phrase, found: list[int]) -> int | None:
        """The state that a place stands for where somebody is to act: طلبت أنقرة من واشنطن."""
        if self.a.words[phrase.head].pos != "PN" or not found:
            return None
        place = self.table.actors[found[0]]
        return self.table.state(place.country, phrase) if place.kind == "place" and place.country else None

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
        return None if country is None else self.table.keyed(country)

    def asked(self, statement: int) -> tuple[int, ...]:
        """Those to whom a demand is put: told as hearers, or as the object or من-phrase of its verb."""
        one = self.said[statement]
        a, mention = self.a, one.mention
        inside = mention.addressee is not None and mention.addressee.first >= mention.content_tokens[0]
        if one.addressee and not inside:
            return tuple(dict.fromkeys(self._official(n) for n in one.addressee))
        cue = mention.cue_token
        word = a.words[cue]
        if mention.addressee is not None and not inside:
            found = self._hearer(mention.addressee, statement)
            if found:
                return found
        if word.pos == "V" and word.enclitic in _PRONOUNS:
            focus = self.table.focus_before(cue, *_PRONOUNS[word.enclitic], without=one.speaker)
            return (focus,) if focus is not None else ()
        return self._beside(statement)

    def _official(self, number: int) -> int:
        """Whom one asks who asks a place: its state, where the report has it."""
        state = self.state_of(number) if self.table.actors[number].kind == "place" else None
        return number if state is None else state

    def _beside(self, statement: int) -> tuple[int, ...]:
        """Who stands right before what is asked: ناشد البرنامج المانحين توفير المال، طلبت موسكو من أنقرة أن."""
        a, one = self.a, self.said[statement]
        cue, first = one.mention.cue_token, one.mention.content_tokens[0]
        spoken = one.mention.speaker
        own = range(spoken.first, spoken.last) if spoken is not None else range(0)
        if not cue < first <= cue + _NEAR or a.words[cue].lemma in committing().termed:
            return ()
        for at in range(first - 1, cue, -1):
            word = a.words[at]
            if word.pos in ("MARK", "ADV", "SUB", "CONJ") or (word.pos == "PREP" and not word.enclitic):
                continue
            if at in own:
                return ()
            stretch = next((x for x in self._around(at) if any(n not in one.speaker for n in x[2])), None)
            if stretch is not None:
                begin = max(stretch[0], cue + 1)
                return self._hearer(Phrase(begin, at + 1, stretch[0]), statement)
            people = word.number == "p" and a.texts[at].endswith(("ين", "ون", "يين", "يون"))
            human = word.noun_class in _HUMAN or people
            if word.pos in ("N", "A") and human and (word.article or word.plural or word.enclitic):
                return self._hearer(Phrase(at, at + 1, at), statement)
            if word.pos not in ("N", "A", "PN", "X", "NUM"):
                return ()
        return ()

    def _around(self, token: int) -> list[tuple[int, int, tuple[int, ...]]]:
        """The mentions that a token belongs to."""
        at = bisect.bisect_right(self._firsts, token)
        return [x for x in self._stretches[max(0, at - 6) : at] if x[0] <= token < x[1]]

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
        acted_on = "t" in a.words[first].frame.split(":")[0]  # إعفائه: whom it is done to
        for at in range(first + acted_on, min(first + 3, last)):
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
        start = a.starts[phrase.head]
        at = bisect.bisect_left(self._firsts, phrase.head) - 1
        for place in range(at, max(-1, at - _MEMORY), -1):
            first, _, actors = self._stretches[place]
            kind = self.table.actors[actors[0]].kind if actors else ""
            if kind not in _BODIES and not (kind == "place" and head.noun_class == "place"):
                continue
            before = a.words[first - 1].lemma if first else ""
            own = fold(a.words[first].lemma).removeprefix("ال")
            if head.lemma == before or fold(head.lemma) == own:
                return actors[0]
        for number in reversed(self._bodies(fold(head.lemma))):
            if any(m.start < start for m in self.table.actors[number].mentions):
                return number
        return None

    def _bodies(self, word: str) -> list[int]:
        """The bodies whose name begins with a word."""
        for number in range(self._looked, len(self.table.actors)):
            actor = self.table.actors[number]
            if actor.kind in _BODIES:
                self._begun.setdefault(fold(actor.name).split(" ", 1)[0], []).append(number)
        self._looked = len(self.table.actors)
        return self._begun.get(word, [])
