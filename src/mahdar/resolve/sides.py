"""Who a phrase of an act means: named actors, unnamed people, pronouns, and a subject carried over from before."""

from __future__ import annotations

import bisect
from collections import Counter

from mahdar.analysis.agreement import agrees_with, gender_of
from mahdar.analysis.mentions import TriggerMention
from mahdar.analysis.phrases import Phrases
from mahdar.analysis.types import Analysis, Clause, Phrase
from mahdar.analysis.words import Word
from mahdar.languages.ar.grammar import grammar
from mahdar.languages.ar.references import references
from mahdar.resolve.parties import Parties
from mahdar.text import NUMBER

_PEOPLE = frozenset({"office", "title", "role", "person", "collective"})
_SITES = frozenset({"place", "state", "organization"})
_COUNTS = frozenset({"number", "quant", "unit"})
_SINGLE = frozenset({"office", "title"})
# Joined pronouns: what their antecedent's gender and number are; those of the first person mean the speaker.
_PRONOUNS = {"ه": ("m", "s"), "ها": ("f", "s"), "هم": ("", "p"), "هن": ("f", "p"), "هما": ("", "d")}
# Clauses before a verb without a subject in which the one that it carries on is looked for.
_BACK = 5
# Tokens before a sentence in which the actor last told of is looked for.
_FAR = 80


class Sides:
    """The actors that the phrases of acts stand for in one report."""

    def __init__(self, analysis: Analysis, table: Parties) -> None:
        self._a = analysis
        self._table = table
        self._phrases = Phrases(analysis.words, analysis.texts, analysis.name_of, analysis.places)
        self._asked: set[int] = set()
        self._stretches = table.stretches()
        self._firsts = [first for first, _, _ in self._stretches]
        told = Counter(table.actors[n].country for _, _, actors in self._stretches for n in actors)
        country, count = max(((c, k) for c, k in told.items() if c), key=lambda p: p[1], default=(None, 0))
        self._country = country
        self._home = country if 3 * count > told.total() else None
        self._main = self._chief(country) if country else None

    def _chief(self, country: str) -> int | None:
        """The state of a country, or else whoever of it is told of most."""
        actors = self._table.actors
        told = Counter(
            n for _, _, found in self._stretches for n in found
            if actors[n].country == country and actors[n].kind not in ("place", "group")
        )  # fmt: skip
        return max(told, key=lambda n: (actors[n].kind == "state", told[n], -n), default=None)

    def of(
        self, phrases: tuple[Phrase, ...], *, without: tuple[int, ...] = (), undergoing: bool = False
    ) -> tuple[int, ...]:
        """Actors of some phrases, in order; a pronoun is none of those `without`. `undergoing`: they do not act."""
        found: list[int] = []
        for phrase in phrases:
            found.extend(n for n in self._one(phrase, without, undergoing=undergoing) if n not in found)
        return tuple(found)

    def _one(self, phrase: Phrase, without: tuple[int, ...], *, undergoing: bool = False) -> list[int]:
        a, table = self._a, self._table
        word = a.words[phrase.head]
        if word.pos == "REL":
            before = self._antecedent(phrase.head)
            return self._one(before, without, undergoing=undergoing) if before is not None else []
        single = phrase.last == phrase.first + 1
        if single and word.enclitic and (word.pos in ("PREP", "V", "SUB") or word.derived == "masdar"):
            return self._pronoun(phrase.head, word.enclitic, without)
        inner = self._counted(phrase)
        if inner is not None:
            return self._one(inner, without, undergoing=undergoing)
        if word.enclitic and grammar().has("own_country", word.lemma):
            return self._own_country(phrase)
        named = table.entitled(phrase.head)
        if named is not None and word.noun_class in _PEOPLE:
            return [named]
        head = self._human(phrase)
        if head is not None and not table.covers(head):
            one = Phrase(phrase.first, phrase.last, head)
            if a.words[head].noun_class in _SINGLE and a.words[head].number == "s" and a.words[head].article:
                return [n for n in table.speakers(one) if table.actors[n].kind != "place"]
            made = table.add_group(one)
            if made is not None:
                self._place(made, one, undergoing=undergoing)
                return [made]
        found = table.of_phrase(phrase)
        for number in found:
            if table.actors[number].kind == "group":
                self._place(number, phrase, undergoing=undergoing)
        found = [n for n in found if table.actors[n].kind != "place"]
        holder = None if found else self._holder(phrase)
        return self._one(holder, without, undergoing=undergoing) if holder is not None else found

    def _place(self, number: int, phrase: Phrase, *, undergoing: bool = False) -> None:
        """Tell the country of unnamed people: by their phrase, else by what the report tells around them.

        The holder of an office is of the country told last before; who undergoes an act of the country that the
        report is about; others of the nearest place or state of their sentence.
        """
        table = self._table
        word = self._a.folded[phrase.head][self._a.words[phrase.head].cut :]
        if word in references().shared or "ا" + word in references().shared:
            return  # الدول: of no one state
        if table.place_group(number, phrase) or self._owned(number, phrase):
            return
        head = self._a.words[phrase.head]
        first, last = self._a.sentences[self._a.sentence_of[phrase.head]]
        office = head.noun_class == "office" and head.number == "s"
        low = bisect.bisect_left(self._firsts, max(0, first - _FAR) if office else first)
        high = bisect.bisect_left(self._firsts, phrase.head if office else last)
        near = [] if undergoing and not office else self._stretches[low:high]
        for _, _, actors in sorted(near, key=lambda s: abs(s[0] - phrase.head)):
            for other in actors:
                country = table.actors[other].country
                if country and (office or table.actors[other].kind in _SITES):
                    table.settle(number, country)
                    return
        if self._country is not None and (undergoing or self._home is not None):
            table.settle(number, self._country)

    def _owned(self, number: int, phrase: Phrase) -> bool:
        """Give unnamed people the country of the subject before them whose they are: أجلت الفلبين رعاياها.

        Neighbours, allies and counterparts are of another: that of the state told most beside (عرضت جيبوتي على جارتها).
        """
        a = self._a
        head = a.words[phrase.head]
        told = _PRONOUNS.get(head.enclitic)
        index = a.clause_of[phrase.head]
        if told is None or index < 0 or phrase.head in self._asked:
            return False
        subject = a.clauses[index].subject or a.clauses[index].inherited_subject
        if subject is None or subject.last > phrase.first or not self._may_mean(subject, *told):
            return False
        self._asked.add(phrase.head)
        owners = self._one(subject, ())
        self._asked.discard(phrase.head)
        if grammar().has("other_side", head.lemma):
            owners = list(self.counterpart(tuple(owners))) if owners else []
        country = next((c for n in owners if (c := self._table.actors[n].country)), None)
        if country is not None:
            self._table.settle(number, country)
        return country is not None

    def _holder(self, phrase: Phrase) -> Phrase | None:
        """Whose an unnamed thing or body is, behind ل or من: ثكنة للجيش، وفدا من البنك الدولي."""
        a = self._a
        head, at = a.words[phrase.head], phrase.last
        if head.article or head.enclitic or head.pos != "N" or head.derived == "masdar" or at >= len(a.words):
            return None
        word = a.words[at]
        end = a.sentences[a.sentence_of[phrase.head]][1]
        if at >= end:
            return None
        if word.proclitics == "ل" and word.pos in ("N", "A", "PN"):
            return self._phrases.at(at, end)
        if (word.pos, word.function) == ("PREP", "من") and not word.enclitic and head.noun_class == "body":
            return self._phrases.at(at + 1, end)
        return None

    def _own_country(self, phrase: Phrase) -> list[int]:
        """The state that somebody's own country is: قال الوزير إن بلاده سترسل مساعدات."""
        a, table = self._a, self._table
        enclitic = a.words[phrase.head].enclitic
        told = _PRONOUNS.get(enclitic)
        index = a.clause_of[phrase.head]
        if told is None or index < 0 or phrase.head in self._asked:
            return []
        self._asked.add(phrase.head)
        clause = a.clauses[index]
        above = a.clauses[clause.parent] if clause.parent is not None else None
        owners: list[int] = []
        for one in (clause, above):
            subject = (one.subject or one.inherited_subject) if one is not None else None
            if subject is not None and subject.last <= phrase.first and self._may_mean(subject, *told):
                owners = self._one(subject, ())
                break
        self._asked.discard(phrase.head)
        if not owners:
            near = table.focus_before(phrase.head, *told)
            owners = [near] if near is not None else []
        states = [table.state_of(n, phrase) for n in owners]
        return [n for n in states if n is not None][:1]

    def _counted(self, phrase: Phrase) -> Phrase | None:
        """What a number or a word for a part counts behind من: عشرات من الطلبة، ثلاثة من رجالها، كل من روسيا والصين."""
        a = self._a
        head, at = a.words[phrase.head], phrase.last
        counts = head.pos == "NUM" or a.kinds[phrase.head] == NUMBER or head.noun_class in _COUNTS
        if not counts or phrase.head != at - 1 or at >= len(a.words):
            return None
        if (a.words[at].pos, a.words[at].function) != ("PREP", "من") or a.sentence_of[at] != a.sentence_of[
            at - 1
        ]:
            return None
        if a.words[at].enclitic:
            return Phrase(at, at + 1, at)
        return self._phrases.at(at + 1, a.sentences[a.sentence_of[at]][1])

    def _human(self, phrase: Phrase) -> int | None:
        """The noun for people that a phrase is about, behind numbers and the words for about so many; else None."""
        a = self._a
        for at in range(phrase.first, phrase.last):
            word = a.words[at]
            counts = (
                word.pos == "NUM" or a.kinds[at] == NUMBER or word.noun_class in ("number", "quant", "unit")
            )
            if counts or word.pos == "DEM" or grammar().has("about", word.lemma):
                continue
            if word.pos not in ("N", "A") or a.name_of[at] >= 0:
                return None
            if word.noun_class in _PEOPLE:
                return at
            people = word.derived in ("active", "passive") and word.number == "p" and word.gender != "f"
            return at if people and not word.noun_class else None
        return None

    def _antecedent(self, marker: int) -> Phrase | None:
        """The phrase of the clause above that a relative clause describes: the last one before its pronoun."""
        a = self._a
        inner = a.clause_of[marker]
        parent = a.clauses[inner].parent if inner >= 0 else None
        if parent is None:
            return None
        above = a.clauses[parent]
        phrases = [p for p in (above.subject, above.object, above.attribute) if p is not None]
        phrases += [o.phrase for o in above.obliques]
        before = [p for p in phrases if p.last <= marker and a.words[p.head].pos != "REL"]
        best = max(before, key=lambda p: p.last, default=None)
        if best is None or best.last < marker - 1:
            at = bisect.bisect_left(self._firsts, marker) - 1
            if at >= 0 and marker - 2 <= self._stretches[at][1] <= marker:
                first, last, _ = self._stretches[at]
                return Phrase(first, last, first)
        return best

    def _pronoun(self, token: int, enclitic: str, without: tuple[int, ...]) -> list[int]:
        told = _PRONOUNS.get(enclitic)
        if told is None:
            return []
        near = self._governed(token, *told) if token not in self._asked else None
        if near is not None and not near.first <= token < near.last:
            self._asked.add(token)  # two pronouns may point at each other
            found = [n for n in self._one(near, without) if n not in without]
            self._asked.discard(token)
            return found
        number = self._table.focus_before(token, *told, without=without)
        return [number] if number is not None else []

    def _governed(self, token: int, gender: str, number: str) -> Phrase | None:
        """What a pronoun takes up by the shape of its clause, where that shows it.

        In a relative clause the noun that it describes (قرار رحبت به، الدولة التي زارها), behind أن the subject of the
        clause above (أكد الوزير أنه), on a verbal noun the subject of its own clause (أنهى الوزير زيارته).
        """
        a = self._a
        word = a.words[token]
        index = a.clause_of[token]
        clause = a.clauses[index] if index >= 0 else None
        if clause is None:
            return None
        if word.pos == "SUB":
            above = a.clauses[clause.parent] if clause.parent is not None else None
            found = above.subject or above.inherited_subject if above is not None else None
        elif word.derived == "masdar":
            subject = clause.subject or clause.inherited_subject
            found = subject if subject is not None and subject.last <= token else None
        else:
            found = self._described(clause, token)
        if found is None or a.words[found.head].pos in ("REL", "SUB"):
            return None
        return found if self._may_mean(found, gender, number) else None

    def _described(self, clause: Clause, token: int) -> Phrase | None:
        """The noun that a relative clause tells of, where not it but a pronoun of the clause takes it up."""
        a = self._a
        if clause.relation != "relative" or (
            clause.subject is not None and a.words[clause.subject.head].pos == "REL"
        ):
            return None
        marker = clause.marker
        if marker is not None and a.words[marker].pos == "REL":
            return self._antecedent(marker)
        first = clause.predicate
        while first > 0 and a.words[first - 1].pos in ("PART", "NEG"):
            first -= 1
        parent = a.clauses[clause.parent] if clause.parent is not None else None
        if parent is None or not 0 < first <= token:
            return None
        slots = [p for p in (parent.subject, parent.object, parent.attribute) if p is not None]
        slots += [o.phrase for o in parent.obliques]
        return next((p for p in slots if p.last == first and not a.words[p.head].article), None)

    def _may_mean(self, phrase: Phrase, gender: str, number: str) -> bool:
        """Whether a pronoun of this gender and number may stand for a phrase."""
        head = self._a.words[phrase.head]
        shown = gender_of(self._a.words, phrase)
        if number == "d":
            return head.number == "d"
        if number == "p":
            return head.number == "p" or head.noun_class in ("collective", "body", "number", "quant")
        return not gender or not shown or shown == gender

    def carried(self, mention: TriggerMention) -> tuple[int, ...]:
        """Who a verb without a subject of its own goes on with: the subject of a clause before that agrees with it."""
        a = self._a
        if mention.nominal or mention.clause is None:
            return ()
        verb = a.words[mention.token]
        clause = a.clauses[mention.clause]
        if verb.person != "3" or clause.passive or self._told(clause):
            return ()
        for number in range(clause.index - 1, max(-1, clause.index - 1 - _BACK), -1):
            before = a.clauses[number]
            if clause.sentence - before.sentence > 1:
                break
            subject = before.subject if self._told(before) else None
            if subject is None or before.quoted != clause.quoted:
                continue
            if agrees_with(verb, gender_of(a.words, subject)):
                found = self.of((subject,))
                if found and not any(self._differs(verb, n) for n in found):
                    return found
        return ()

    def _differs(self, verb: Word, actor: int) -> bool:
        """Whether a verb shows another gender than the person has who is to be its subject."""
        known = self._table.gender(actor) if self._table.actors[actor].kind == "person" else ""
        return bool(known and verb.gender and known != verb.gender and verb.number == "s")

    def beside(self, mention: TriggerMention, known: tuple[int, ...]) -> tuple[int, ...]:
        """The other side of an act that has one, where its slots tell none: who else the sentence names.

        What stands behind the trigger comes first; a party of the countries that are `known` already is no other side.
        """
        first, last = self._a.sentences[self._a.sentence_of[mention.token]]
        countries = {self._table.actors[n].country for n in known}
        behind = [n for at, n in self._places(mention.token + 1, last)]
        before = [n for at, n in self._places(first, mention.token)]
        for number in (*behind, *reversed(before)):
            if number not in known and self._table.actors[number].country not in countries:
                return (number,)
        return ()

    def towards(self, mention: TriggerMention, known: tuple[int, ...], *, within: bool) -> tuple[int, ...]:
        """The other side of an act whose own words tell none.

        Who acts from outside the country that the report is about acts towards whom the clause names behind the act,
        else towards that country; of an act within it, who else the sentence names, where `within` asks for it.
        """
        main = self.outside(known)
        if not main:
            return self.beside(mention, known) if within else ()
        clause = self._a.clauses[mention.clause] if mention.clause is not None else None
        countries = {self._table.actors[n].country for n in known}
        if clause is not None:
            for _, number in self._places(mention.token + 1, clause.last):
                if number not in known and self._table.actors[number].country not in countries:
                    return (number,)
        return main

    def ruled_by(self, known: tuple[int, ...]) -> tuple[int, ...]:
        """The state that the report is about, where those `known` are people or bodies of it."""
        actors = self._table.actors
        if self._main is None or actors[self._main].kind != "state" or not known:
            return ()
        own = all(actors[n].country == actors[self._main].country and n != self._main for n in known)
        return (self._main,) if own else ()

    def outside(self, known: tuple[int, ...]) -> tuple[int, ...]:
        """The state that the report is about, where those `known` are of other countries: they act towards it."""
        actors = self._table.actors
        if self._main is None or any(actors[n].country == actors[self._main].country for n in known):
            return ()
        return (self._main,)

    def recent(self, mention: TriggerMention, without: tuple[int, ...] = ()) -> tuple[int, ...]:
        """The actor last told of before an act that names no doer, else the first behind it in its sentence.

        None of those `without` is taken.
        """
        clause = self._a.clauses[mention.clause] if mention.clause is not None else None
        subject = (clause.subject or clause.inherited_subject) if clause is not None else None
        if (
            clause is not None
            and subject is not None
            and not clause.passive
            and not subject.first <= mention.token < subject.last
        ):
            doers = tuple(n for n in self.of((subject,)) if n not in without)
            if doers:
                return doers
        first, last = self._a.sentences[self._a.sentence_of[mention.token]]
        for start, end in ((first, mention.token), (mention.token + 1, last), (max(0, first - _FAR), first)):
            found = [n for _, n in self._places(start, end) if n not in without]
            if found:
                return (found[0 if start > mention.token else -1],)
        return ()

    def held(self, phrases: tuple[Phrase, ...], *, without: tuple[int, ...]) -> tuple[int, ...]:
        """The state of the report to which a place told as the other side belongs: زار جدة."""
        actors = self._table.actors
        known = {actors[n].country for n in without}
        for phrase in phrases:
            for place in self._table.places_of(phrase):
                if actors[place].country and actors[place].country not in known:
                    state = self._table.state_of(place)
                    if state is not None:
                        return (state,)
        return ()

    def seated(self, phrases: tuple[Phrase, ...]) -> tuple[int, ...]:
        """The state whose capital stands as the doer of a verb: بكين لن تؤجل، وقد توفد."""
        return self.held(tuple(p for p in phrases if self._table.is_capital(p)), without=())

    def counterpart(self, known: tuple[int, ...]) -> tuple[int, ...]:
        """The state told most often in the report beside those `known`."""
        actors = self._table.actors
        countries = {actors[n].country for n in known}
        told = Counter(
            n for _, _, found in self._stretches for n in found
            if actors[n].kind == "state" and actors[n].country not in countries
        )  # fmt: skip
        return (max(told, key=lambda n: (told[n], -n)),) if told else ()

    def _places(self, first: int, last: int) -> list[tuple[int, int]]:
        """Tokens and actors of the mentions inside a stretch, places left out."""
        low, high = bisect.bisect_left(self._firsts, first), bisect.bisect_left(self._firsts, last)
        return [
            (at, n)
            for at, _, actors in self._stretches[low:high]
            for n in actors
            if self._table.actors[n].kind not in ("place", "group")
        ]

    def _told(self, clause: Clause) -> bool:
        """Whether a clause names its own subject."""
        return clause.subject is not None and self._a.words[clause.subject.head].pos not in ("REL", "SUB")
