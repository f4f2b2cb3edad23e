"""The actors of a report as later passes see them: the actor table, and groups that only a speaker's phrase names."""

from __future__ import annotations

import msgspec

from mahdar.analysis.types import Analysis, Phrase
from mahdar.knowledge import Knowledge
from mahdar.languages.ar.grammar import grammar
from mahdar.record import Actor, Mention, Note
from mahdar.resolve.actors import ActorTable
from mahdar.resolve.beside import TITLES, NamesBeside
from mahdar.resolve.drafts import Linked, plain_key
from mahdar.text import NUMBER, plain

# Nouns that name no speaker by themselves: what they belong to speaks.
_NOTHINGS = frozenset(
    {"abstract", "event", "time", "unit", "money", "material", "speech", "document", "thing"}
)
_FROM = frozenset({("PREP", "من"), ("PREP", "في")})
# Nouns of bodies and writings: a name behind one is no apposition.
_WRITTEN = frozenset({"body", "speech", "document"})
_QUOTES = frozenset("\"'«“»”")
_HUMAN = frozenset({"office", "title", "role", "person", "collective", "speech", "body"})


def _unnamed(actor: Actor) -> Actor:
    """Somebody whom neither the report nor the tables name is a group by the contract, also when it is one person."""
    named = "en" in actor.names or any(m.form in ("name", "metonym") for m in actor.mentions)
    if actor.kind != "person" or named:
        return actor
    return msgspec.structs.replace(actor, kind="group", key=actor.key.replace("|person|", "|group|"))


class Parties:
    """Look-up of actors by phrase; what a phrase names that no mention covers can be added as a group."""

    def __init__(self, table: ActorTable, analysis: Analysis, knowledge: Knowledge) -> None:
        self._personal_key = knowledge.personal_key
        self._states = knowledge.states
        self._table = table
        self._analysis = analysis
        self.actors: list[Actor] = [_unnamed(actor) for actor in table.actors]
        self._made: dict[tuple[int, int], int] = {}
        self._gender: dict[int, str] = {}
        self._entitled: dict[int, int] = {}  # token of a title → the person named with it
        self._capitals: set[int] = set()  # first tokens of capitals
        self._titled: dict[str, list[tuple[int, int]]] = {}  # head of a title → (token, actor), in order
        self._begins: dict[
            int, list[tuple[int, str, tuple[int, ...]]]
        ] = {}  # first token → end, gender, actors
        self._ends: dict[
            int, list[tuple[int, str, tuple[int, ...]]]
        ] = {}  # token behind → first, gender, actors
        self._names = NamesBeside(analysis, knowledge.given)
        self._named_at, self._covered = self._names.named_at, self._names.covered
        self._answering: int | None = None
        self._keyed: dict[str, int] = {}
        self._looked = 0  # actors whose keys are known
        self._title_words: dict[int, set[str]] = {}  # person → words of their titles
        self._plural: set[int] = set()  # actors that a plural stands for
        self._whole: set[int] = set()  # tokens with which a name begins at their first letter
        for link in table.links:
            mention = link.mention
            if (mention.form in ("name", "metonym") or len(link.actors) == 2) and link.actors:
                first = mention.title[0] if mention.title else mention.first
                if mention.start == analysis.starts[mention.first] and mention.rule == "short-name":
                    self._whole.add(mention.first)
                led_by = analysis.folded[mention.first].endswith("ان")
                if self.actors[link.actors[0]].kind != "place" and (mention.rule != "pair" or led_by):
                    self._begins.setdefault(first, []).append((mention.last, mention.gender, link.actors))
                    self._ends.setdefault(mention.last, []).append((first, mention.gender, link.actors))
            if mention.kind == "place" and any(knowledge.entry(e).kind == "capital" for e in mention.entries):
                self._capitals.add(mention.first)
            if mention.form != "demonym" and link.actors:
                self._covered.update(
                    range(mention.title[0] if mention.title else mention.first, mention.last)
                )
            if mention.form == "name" and link.actors and self.actors[link.actors[0]].kind == "person":
                begin = mention.title[0] if mention.title else mention.first
                self._named_at[begin] = link.actors[0]
                self._named_at[mention.first] = link.actors[0]
                if mention.title:
                    words = analysis.folded[mention.title[0] : mention.title[1]]
                    self._title_words.setdefault(link.actors[0], set()).update(words)
                    for at in range(*mention.title):
                        self._entitled[at] = link.actors[0]
                        if analysis.words[at].noun_class in TITLES:
                            head = analysis.words[at].lemma
                            self._titled.setdefault(head, []).append((mention.first, link.actors[0]))
                            break
            for number in link.actors:
                if link.mention.gender and number not in self._gender and len(link.actors) == 1:
                    self._gender[number] = link.mention.gender
            if link.mention.number == "p" and link.actors:
                self._plural.add(link.actors[0])

    @property
    def links(self) -> list[Linked]:
        """All mentions with the actors that they stand for, in order."""
        return self._table.links

    def links_in(self, first: int, last: int) -> list[Linked]:
        """Mentions that begin inside tokens first..last, demonyms among them."""
        return self._table.links_in(first, last)

    def country_of_demonym(self, token: int) -> str | None:
        """Country of the demonym at a token, or None."""
        return self._table.country_of_demonym(token)

    def is_plural(self, number: int) -> bool:
        """Whether a plural stands for an actor: several people."""
        return number in self._plural

    def is_person(self, number: int) -> bool:
        """Whether an actor is a person whom the report or the tables name."""
        return self.actors[number].kind == "person"

    @property
    def notes(self) -> list[Note]:
        """Notes of the actor table."""
        return self._table.notes

    def stretches(self) -> list[tuple[int, int, tuple[int, ...]]]:
        """Token ranges of all mentions with the actors that they stand for, in order of the text."""
        found = [
            (x.mention.first, x.mention.last, x.actors)
            for x in self._table.links
            if x.actors and x.mention.first < x.mention.last
        ]
        found += [(first, last, (number,)) for (first, last), number in self._made.items() if first < last]
        return sorted(found)

    def confidences(self) -> list[float | None]:
        """Of each actor the confidence of its surest mention; None where none has one."""
        found: list[float | None] = [None] * len(self.actors)
        for link in self._table.links:
            sure = link.mention.confidence
            for number in link.actors if sure is not None and link.mention.form != "demonym" else ():
                found[number] = max(sure or 0.0, found[number] or 0.0)
        return found

    def of_phrase(self, phrase: Phrase) -> list[int]:
        """Actors that a phrase stands for."""
        made = self._made.get((phrase.first, phrase.last))
        return [made] if made is not None else self._table.of_phrase(phrase)

    def speakers(self, phrase: Phrase) -> list[int]:
        """Actors that speak through a phrase: the person named beside or before an office, else the phrase's own.

        An office or role is a person: where no mention covers it, it is somebody named with that title before it in
        the report, or an unnamed speaker of its own, never the body or state that it belongs to.
        """
        found = self.of_phrase(phrase)
        head = self._analysis.words[phrase.head]
        counted = (
            head.noun_class == "quant" or head.pos == "NUM" or self._analysis.kinds[phrase.head] == NUMBER
        )
        if (
            counted
            and head.pos != "A"
            and (grammar().has("one_of", head.lemma) or not any(self.is_named(n) for n in found))
        ):
            made = self.add_group(self._counted(phrase), speaks=True)
            return [made] if made is not None else found
        covered = phrase.head in self._covered
        plain_head = head.noun_class not in TITLES and head.noun_class not in _WRITTEN
        if plain_head and head.pos in ("N", "A") and not covered:
            # عضو المجلس فلان، الجزائري فلان، كبير المفاوضين فلان: a person's name in apposition
            named = self._named_at.get(phrase.last)
            if named is None and head.pos == "A":
                named = self._names.inside(phrase)
            if named is not None:
                return [named]
        if head.noun_class not in TITLES and head.derived != "active":
            behind = phrase.head + 1
            while behind < phrase.last and self._analysis.texts[behind] in _QUOTES:
                behind += 1  # صحيفة «الوطن»
            apposed = found and behind in self._covered and head.noun_class in ("body", "speech", "document")
            thing = head.noun_class in _NOTHINGS or (
                found and head.derived == "masdar" and not head.noun_class
            )
            named = bool(found) and head.pos == "PN"  # قوات of قوات الدعم السريع
            if phrase.head in self._covered or apposed or named or (thing and not head.plural):
                return found
            if counted:
                return found
            made = self.add_group(phrase, speaks=True)
            return [made] if made is not None else found
        if any(self.actors[n].kind == "person" and self.is_named(n) for n in found):
            return found
        beside = self._named_at.get(phrase.head + 1) if head.enclitic else self._names.beside(phrase.last)
        if beside is not None:
            return [beside]  # مبعوثها فلان
        apposed_name = self._unknown_name(phrase)
        if apposed_name is not None:
            return [apposed_name]
        if head.number == "s" and (head.article or found):
            before = [n for at, n in self._titled.get(head.lemma, []) if at < phrase.first]
            country = next((self.actors[n].country for n in found if self.actors[n].country), None)
            whose = self._complement(phrase)
            for number in reversed(before):
                if head.gender and self.gender(number) not in ("", head.gender):
                    continue
                if whose and whose not in self._title_words.get(number, ()):
                    continue  # المتحدث باسم الشرطة is not المتحدث باسم الجيش
                if country is None or self.actors[number].country in (None, country):
                    return [number]
        if found and all(self.actors[n].kind in ("person", "group") for n in found):
            return found
        made = self.add_group(phrase, speaks=True)
        return [made] if made is not None else found

    def _complement(self, phrase: Phrase) -> str:
        """The word that tells whose a title is, behind its phrase (المتحدث باسم الشرطة), or empty."""
        a = self._analysis
        last, end = phrase.last, a.sentences[a.sentence_of[phrase.head]][1]
        if last + 1 >= end or (a.folded[last] == "في" and a.words[last + 1].noun_class != "body"):
            return ""
        linked = a.folded[last] == "باسم" or grammar().has("title_link", a.words[last].lemma)
        return a.folded[last + 1] if linked else ""

    def _counted(self, phrase: Phrase) -> Phrase:
        """A phrase that counts people, with what follows من: أحد من المراقبين."""
        a = self._analysis
        last = phrase.last
        end = a.sentences[a.sentence_of[phrase.head]][1]
        if last + 1 < end and a.words[last].lemma == "من" and a.words[last + 1].pos in ("N", "A"):
            last += 2
            while last < end and a.words[last].pos == "A" and a.words[last].article:
                last += 1
        return Phrase(phrase.first, last, phrase.head)

    def _unknown_name(self, phrase: Phrase) -> int | None:
        """Somebody whose name follows their title though no table or pattern knows it: المحللة الاقتصادية لمى العبسي."""
        name = self._names.behind(phrase)
        return self.add_group(name, speaks=True) if name is not None else None

    def named_beside(
        self, cue: int, gender: str, *, behind: bool, before: int | None = None
    ) -> tuple[int, ...]:
        """Named actors right behind a cue, or right before it (a comma between them), that its verb may speak of.

        Those behind it end right `before` a token, where one is given.
        """
        a = self._analysis
        if behind:
            opens = cue + 2 if cue + 2 < len(a.texts) and a.texts[cue + 1] in _QUOTES else cue + 1
            places = [(opens, self._begins.get(opens, ()))]
        else:
            at = cue - 1 if cue and a.texts[cue - 1] in "،," else cue
            places = [(at, self._ends.get(at, ()))]
        for _, spans in places:
            for edge, shown, actors in spans:
                if before is not None and edge != before:
                    continue
                first = places[0][0] if behind else edge
                known = shown or self.gender(actors[0])
                person = self.actors[actors[0]].kind == "person"
                if gender and known and known != gender and (person or shown):
                    continue
                led = a.words[first].proclitics[-1:] in ("ب", "ل", "ك") and a.name_of[first] < 0
                if (
                    led and first not in self._whole
                ):  # of بريشا, whose name the report tells, the ب is its own
                    continue
                if not behind and first and a.words[first - 1].pos in ("PREP", "N", "PN"):
                    continue
                return actors
        return ()

    def _known(self, at: int) -> int | None:
        """The person of the report whose name holds the word at a token, the last one told."""
        word = self._analysis.folded[at]
        for number in range(len(self.actors) - 1, -1, -1):
            actor = self.actors[number]
            if actor.kind == "person" and word in plain(actor.name).split():
                return number
        return None

    def interviewed(self, token: int) -> int | None:
        """Who answers in an interview: the person whom the words before the first answer name first."""
        found = [
            (at, actors[0]) for at, spans in self._begins.items() for _, _, actors in spans if at < token
        ]
        people = [(at, n) for at, n in found if self.actors[n].kind == "person"]
        if not people:
            return None
        if self._answering is None:
            self._answering = min(people)[1]
        return self._answering

    def is_named(self, number: int) -> bool:
        """Whether the report names an actor."""
        return any(m.form == "name" for m in self.actors[number].mentions)

    def holder(self, phrase: Phrase) -> int | None:
        """The person named with the title that a phrase is, or None."""
        named = self._entitled.get(phrase.head)
        if named is None and self._analysis.words[phrase.head].noun_class in TITLES:
            named = self._names.beside(phrase.last)
        return named

    def names_holder(self, phrase: Phrase) -> bool:
        """Whether the name of whoever a title is the title of stands with it."""
        if self._analysis.words[phrase.head].enclitic and self._named_at.get(phrase.head + 1) is not None:
            return True
        return self.holder(phrase) is not None or self._names.behind(phrase) is not None

    def entitled(self, token: int) -> int | None:
        """The person named with the title that a token belongs to, or None."""
        return self._entitled.get(token)

    def is_capital(self, phrase: Phrase) -> bool:
        """Whether a phrase is the name of a capital alone."""
        return phrase.head in self._capitals and phrase.last == phrase.first + 1

    def state_of(self, actor: int, phrase: Phrase | None = None) -> int | None:
        """The state to which an actor belongs, or None.

        One that the report tells by its places or people alone is added, shown by a phrase or by their first mention.
        """
        told = self.actors[actor]
        country = told.country
        if told.kind == "state" or not country:
            return actor if told.kind == "state" else None
        number = next(
            (n for n, a in enumerate(self.actors) if a.kind == "state" and a.country == country), None
        )
        state = self._states.get(country)
        if number is not None or state is None or not told.mentions:
            return number
        span = (told.mentions[0].start, told.mentions[0].end)
        if phrase is not None:
            words = self._analysis.words
            span = (
                self._analysis.start(phrase.first, words[phrase.first].cut),
                self._analysis.ends[phrase.last - 1],
            )
        return self._add_state(country, span, state.sector, "place")

    def _add_state(self, country: str, span: tuple[int, int], sector: str, rule: str) -> int:
        """A new actor for a state that the report names nowhere."""
        entry = self._states[country]
        self.actors.append(
            Actor(
                id=f"a{len(self.actors) + 1}",
                key=country,
                kind="state",
                name=entry.names[0],
                names={"ar": entry.names[0], "en": entry.en},
                country=country,
                code=entry.code or country,
                sector=sector or None,
                wikidata=entry.wikidata or None,
                mentions=[Mention(start=span[0], end=span[1], form="nominal", rule=rule)],
                rule=rule,
            )
        )
        return len(self.actors) - 1

    def places_of(self, phrase: Phrase) -> list[int]:
        """Places and states that a phrase names."""
        found = self._table.of_range(phrase.first, phrase.last)
        return [n for n in found if self.actors[n].kind in ("place", "state")]

    def focus_before(self, token: int, gender: str, number: str, without: tuple[int, ...] = ()) -> int | None:
        """The most recent actor before a token that agrees, none of those `without`."""
        return self._table.focus_before(token, gender, number, without)

    def covers(self, token: int) -> bool:
        """Whether a token belongs to a mention or its title; demonyms do not count."""
        return token in self._covered

    def place_group(self, number: int, phrase: Phrase) -> bool:
        """Give an unnamed group the country that its phrase tells, or what stands behind it with من or في.

        متظاهرون إيرانيون، مقاتلو الحركة، مسلحون من جبهة النصرة، سكان في غزة. Whether its country is known then.
        """
        actor = self.actors[number]
        if actor.country is not None or actor.kind != "group":
            return True
        a = self._analysis
        last = phrase.last
        while last < len(a.words) and a.words[last].noun_class == "demonym" and not a.words[last].proclitics:
            last += 1
        if last + 1 < len(a.words) and (a.words[last].pos, a.words[last].lemma) in _FROM:
            last = min(last + 4, a.sentences[a.sentence_of[phrase.head]][1])
        elif last < len(a.words) and a.words[last].proclitics[-1:] == "ب" and a.words[last].pos == "PN":
            last += 1
        for link in self._table.links_in(phrase.head, last):
            for other in link.actors:
                country = self.actors[other].country or link.mention.country
                if other != number and country:
                    self.settle(number, country)
                    return True
        return False

    def keyed(self, key: str) -> int | None:
        """The actor with a key; that of a state is its country."""
        for number in range(self._looked, len(self.actors)):
            self._keyed.setdefault(self.actors[number].key, number)
        self._looked = len(self.actors)
        return self._keyed.get(key)

    def state(self, country: str, phrase: Phrase) -> int | None:
        """The state actor of a country, which a phrase means (بلاده); a new one where the report names it nowhere else."""
        known = self.keyed(country)
        entry = self._states.get(country)
        if known is not None or entry is None:
            return known
        span = self._analysis.span(phrase.first, phrase.last)
        made = self._add_state(country, span, "GOV", "own_state")
        self._made[(phrase.first, phrase.last)] = made
        return made

    def settle(self, number: int, country: str) -> None:
        """Give an unnamed group its country."""
        actor = self.actors[number]
        key = f"{actor.key.rsplit('|', 1)[0]}|{country}"
        state = self._states.get(country)
        code = ((state.code if state is not None else "") or country) + (actor.sector or "")
        self.actors[number] = msgspec.structs.replace(actor, country=country, key=key, code=code)

    def gender(self, number: int) -> str:
        """Grammatical gender of an actor as its mentions show it, or ""."""
        actor = self.actors[number]
        return self._gender.get(number, "f" if actor.kind == "state" else "")

    def id(self, number: int) -> str:
        """The actor's id in the record."""
        return self.actors[number].id

    def _kind(self, phrase: Phrase, *, named: bool) -> str:
        """The kind of somebody whom no mention covers: a body that a definite phrase names is an organization."""
        a = self._analysis
        head = a.words[phrase.head]
        hit = a.name_of[phrase.head]
        if named and hit >= 0:
            return "organization"  # persons of the tables are mentions; what is left is a body's name
        if named:
            return "person"
        quoted = any(a.texts[j] in _QUOTES for j in range(phrase.head, phrase.last))
        if head.noun_class == "body" or (quoted and head.noun_class in ("place", "thing", "")):
            whole = phrase.last - phrase.head > 1 or head.article
            definite = (
                head.article
                or quoted
                or any(
                    a.words[j].article or a.words[j].pos == "PN" or a.words[j].guess
                    for j in range(phrase.head + 1, phrase.last)
                )
            )
            if not head.plural and whole and definite and not head.enclitic:
                return "organization"
        return "group"

    def add_group(self, phrase: Phrase, *, speaks: bool = False) -> int | None:
        """An unnamed group for a phrase whose head is a person, a body or a piece of writing; else None.

        What `speaks` is somebody, whatever the word: مصادر، أوساط، وسائل إعلام.
        """
        a = self._analysis
        head = a.words[phrase.head]
        named = head.pos == "PN" or (head.guess and not head.article)
        human = speaks or named or head.noun_class in _HUMAN or head.derived in ("active", "passive")
        if not human or head.pos in ("PRON", "SUB", "REL", "DEM"):
            return None
        key = (phrase.first, phrase.last)
        if key in self._made:
            return self._made[key]
        if named and (known := self._known(phrase.head)) is not None:
            return known
        first = a.words[phrase.first]
        start, end = a.start(phrase.first, first.cut), a.end(phrase.last - 1, a.words[phrase.last - 1].tail)
        name = " ".join(a.document.text[start:end].split())
        kind = self._kind(phrase, named=named)
        label = plain_key(self._personal_key(name, None) if kind == "person" else name, kind, None)
        mention = Mention(start=start, end=end, form="nominal", rule="speaker")
        for number, actor in enumerate(self.actors):
            if actor.key == label:
                mentions = sorted([*actor.mentions, mention], key=lambda m: (m.start, m.end))
                self.actors[number] = msgspec.structs.replace(actor, mentions=mentions)
                self._made[key] = number
                return number
        self.actors.append(
            Actor(
                id=f"a{len(self.actors) + 1}",
                key=label,
                kind=kind,
                name=name,
                names={"ar": name},
                sector=head.sector or None,
                mentions=[mention],
                rule="speaker",
            )
        )
        self._made[key] = len(self.actors) - 1
        return self._made[key]
