"""Who is who in one report: mentions joined to actors, nominals and pairs resolved, look-up by phrase."""

from __future__ import annotations

import bisect

from mahdar.analysis.mentions import NameMention
from mahdar.analysis.types import Analysis, Phrase
from mahdar.knowledge import Knowledge, Office
from mahdar.languages.ar.references import references
from mahdar.record import Actor, Note, Role
from mahdar.resolve.drafts import Draft, Linked, plain_key
from mahdar.resolve.named import Cast
from mahdar.resolve.offices import Offices
from mahdar.resolve.pointers import Pointers, opening
from mahdar.text import plain


class ActorTable:
    """The actors of a report and what stands for them in its text.

    `actors` are in order of first mention, with provisional ids a1, a2 …; indexes count from 0. `notes` tell of roles
    that contradict what is known.
    """

    def __init__(self, actors: list[Actor], links: list[Linked], notes: list[Note]) -> None:
        self.actors = actors
        self.notes = notes
        self._links = links
        self._firsts = [link.mention.first for link in links]
        self._demonyms = {link.mention.first: link for link in links if link.mention.form == "demonym"}

    @property
    def links(self) -> list[Linked]:
        """All mentions with the actors they stand for, in order."""
        return self._links

    def of_range(self, first: int, last: int) -> list[int]:
        """Actors of all mentions inside tokens first..last, in order, demonyms left out; without repetition."""
        found: list[int] = []
        for link in self._between(first, last):
            if link.mention.form != "demonym" and link.mention.last <= last:
                found.extend(n for n in link.actors if n not in found)
        return found

    def of_phrase(self, phrase: Phrase) -> list[int]:
        """Actors that a noun phrase stands for: its head's and those coordinated with it, the person of a title.

        Where the head is no mention (`مواقع الحوثيين`, `الضربات الروسية`), what it belongs to is given.
        """
        links = self._outermost(phrase)
        if not links:
            return []
        heads = [x for x in links if x.covers(phrase.head)] or [x for x in links if x.first == phrase.first]
        if not heads:
            named = [x for x in links if x.link.mention.form != "demonym"] or links
            return list(named[0].link.actors)
        chosen = [heads[0]]
        for link in links:
            if link.first >= chosen[-1].last and link is not chosen[-1] and link.joined:
                chosen.append(link)
            elif (
                link.first == chosen[-1].last
                and link.link.mention.kind == "person"
                and chosen[-1].link.mention.kind == "person"
            ):
                chosen[-1] = link
        found: list[int] = []
        for link in chosen:
            found.extend(n for n in link.link.actors if n not in found)
        return found

    def links_in(self, first: int, last: int) -> list[Linked]:
        """Mentions that begin inside tokens first..last, demonyms among them."""
        return self._between(first, last)

    def country_of_demonym(self, token: int) -> str | None:
        """Country of the demonym at a token, or None."""
        link = self._demonyms.get(token)
        return link.mention.country if link is not None else None

    def focus_before(
        self, token: int, gender: str = "", number: str = "", without: tuple[int, ...] = ()
    ) -> int | None:
        """The most recent actor before a token that a pronoun of this gender and number may mean, or None.

        None of those `without` is taken.
        """
        at = bisect.bisect_left(self._firsts, token) - 1
        steps = 0
        while at >= 0 and steps < 12:
            link = self._links[at]
            at -= 1
            if link.mention.form == "demonym" or link.mention.last > token or not link.actors:
                continue
            steps += 1
            if link.actors[0] not in without and _agrees(link, self.actors[link.actors[0]], gender, number):
                return link.actors[0]
        return None

    def _between(self, first: int, last: int) -> list[Linked]:
        return self._links[bisect.bisect_left(self._firsts, first) : bisect.bisect_left(self._firsts, last)]

    def _outermost(self, phrase: Phrase) -> list[_Reach]:
        """Mentions of a phrase that lie in no other one's reach; a title belongs to its name."""
        reaches = [
            _Reach(link, phrase.first) for link in self._between(phrase.first, phrase.last) if link.actors
        ]
        kept: list[_Reach] = []
        for reach in reaches:
            if any(
                o is not reach
                and o.first <= reach.first
                and reach.last <= o.last
                and (o.last - o.first) > (reach.last - reach.first)
                for o in reaches
            ):
                continue
            kept.append(reach)
        return kept


class _Reach:
    """A mention with the title before it."""

    __slots__ = ("first", "joined", "last", "link")

    def __init__(self, link: Linked, limit: int) -> None:
        mention = link.mention
        self.link = link
        self.first = max(limit, mention.title[0]) if mention.title else mention.first
        self.last = max(mention.last, mention.title[1]) if mention.title else mention.last
        self.joined = link.joined

    def covers(self, token: int) -> bool:
        return self.first <= token < self.last


def _agrees(link: Linked, actor: Actor, gender: str, number: str) -> bool:
    kind = actor.kind
    if kind == "place":
        return False
    if number == "p":
        return kind == "group" or link.mention.number == "p"
    if number == "d":
        return len(link.actors) == 2 or link.mention.number == "d"
    if link.mention.number == "p" and gender != "f":
        return False
    if gender == "m":
        return (kind == "person" and link.mention.gender != "f") or (
            kind == "organization" and link.mention.gender == "m"
        )
    if gender == "f":
        return kind == "state" or (link.mention.gender == "f")
    return True


def resolve_actors(
    mentions: list[NameMention], analysis: Analysis, knowledge: Knowledge, published: str | None
) -> ActorTable:
    """Join the mentions of a report to actors.

    Args:
        mentions: what the name readers found, in any order.
        analysis: the report.
        knowledge: the tables.
        published: ISO date of the report, or None: then no office is resolved by its terms.
    """
    return _Resolver(analysis, knowledge, published).run(sorted(mentions, key=lambda m: (m.first, m.last)))


class _Resolver:
    def __init__(self, analysis: Analysis, knowledge: Knowledge, published: str | None) -> None:
        self.a = analysis
        self.k = knowledge
        self.cast = Cast(analysis, knowledge, published)
        self.published = (published or "")[:10]
        self.refer = references()
        self.links: list[Linked] = []
        self.notes: list[Note] = []
        self.offices: list[tuple[int, Office]] = []
        self.couples = Pointers(analysis, self.cast)
        self.held = Offices(self.cast, knowledge, self.published)
        self.spans = {(hit.first, hit.last) for hit in analysis.hits}

    def run(self, mentions: list[NameMention]) -> ActorTable:
        self.cast.weigh(mentions)
        named = {}
        for mention in mentions:
            if mention.form in ("name", "metonym"):
                named[id(mention)] = number = self.cast.read(mention)
                if mention.title is not None:
                    self._role(number, mention)
        for mention in mentions:
            if id(mention) in named:
                actors: tuple[int, ...] = (named[id(mention)],)
            elif mention.form == "demonym":
                actors = self._demonym(mention)
            else:
                actors = self._nominal(mention)
            self.links.append(Linked(mention, actors, self._joined(mention)))
        return self._table()

    def _joined(self, mention: NameMention) -> bool:
        """Whether a conjunction or a comma stands before a mention (or its title)."""
        first = opening(self.a, mention)
        first = first if self.a.words[first].proclitics[:1] == "و" else mention.first
        first = mention.title[0] if mention.title else first
        if (self.a.texts[first][:1] == "و" and self.a.start(first) < mention.start) or self.a.words[
            first
        ].proclitics[:1] == "و":
            return True
        if first == 0:
            return False
        before = self.a.texts[first - 1]
        return before in self.refer.joining or before in ("،", ",")

    def _words(self, span: tuple[int, int]) -> list[str]:
        """Folded words of a title, without the proclitics of its first."""
        first, last = span
        words = self.a.folded[first:last]
        return [words[0][self.a.words[first].cut :], *words[1:]]

    def _role(self, number: int, mention: NameMention) -> None:
        """Note the role that a title gives a person, and whether it contradicts the terms that are known."""
        assert mention.title is not None
        draft = self.cast.drafts[number]
        first, last = mention.title
        start, end = self.a.start(first, self.a.words[first].cut), self.a.ends[last - 1]
        draft.roles.append(
            Role(
                title=" ".join(self.a.document.text[start:end].split()),
                of=mention.of or mention.country,
                start=start,
                end=end,
            )
        )
        words = self._words(mention.title)
        draft.heads.add(self.a.words[first].lemma)
        office = self._office_of(words, mention)
        if office is None:
            return
        self.offices.append((mention.first, office))
        of = mention.of or mention.country or draft.country or ""
        if not self.refer.former.intersection(words):
            draft.offices.add((office.code, of))
        if (
            not office.unique
            or not self.published
            or not draft.entry
            or self.refer.former.intersection(words)
        ):
            return
        held = [t for t in self.k.terms_of(draft.entry) if t.office == office.code and t.of == of]
        if held and not any(t.covers(self.published) for t in held):
            others = [t.person for t in self.k.holders(office.code, of, self.published) if t.since]
            self.notes.append(Note(
                kind="role_conflict", start=start, end=end,
                message=f"{draft.en or draft.name}: {office.code} of {of} at {self.published} by the report, "
                f"{held[0].since or '?'}/{held[-1].until or '?'} by the tables"
                + (f"; then {self.k.entry(others[0]).en}" if others else ""),
            ))  # fmt: skip

    def _office_of(self, words: list[str], mention: NameMention) -> Office | None:
        """The office of a title; a counterpart has that of the title told last before."""
        if words[0].startswith("نظير"):
            before = [office for token, office in self.offices if token < mention.first]
            return before[-1] if before else None
        if words[0] in self.refer.presiding and self._of_state_alone(mention):
            return self.k.office_by_code("head_of_state")
        return self.k.office(words)

    def _of_state_alone(self, mention: NameMention) -> bool:
        """Whether a title is a noun with a state or a demonym and nothing else: رئيس بوليفيا, الزعيم الكوري."""
        if mention.title is None or not mention.country or (mention.of and mention.of != mention.country):
            return False
        first, last = mention.title
        demonym = self.k.demonym(" ".join(self.a.folded[first + 1 : last]))
        return (first + 1, last) in self.spans or demonym is not None

    def _demonym(self, mention: NameMention) -> tuple[int, ...]:
        if mention.country:
            number = self.cast.state(mention.country)
        elif mention.of and self.k.has(mention.of):
            number = self.cast.add(self.cast.draft_of(self.k.entry(mention.of), "organization"))
        else:
            return ()
        self.cast.tell(number, mention)
        return (number,)

    def _nominal(self, mention: NameMention) -> tuple[int, ...]:
        if mention.rule == "pair":
            actors = self.couples.pair(mention, self.links)
            for number in actors:
                self.cast.tell(number, mention)
            return actors
        if mention.rule == "members":
            known = self._members(mention)
        else:
            known = self._office(mention) if mention.rule == "nominal" else self._body(mention)
        if known is None:
            known = self._described(mention)
        if known is None:
            return ()
        self.cast.tell(known, mention)
        return (known,)

    def _members(self, mention: NameMention) -> int | None:
        """The member states of a body as one group: of the body told beside them, else of the one told last."""
        date = self.published or None
        body = mention.of if mention.of and self.k.members(mention.of, date) else None
        for link in reversed(self.links):
            for number in link.actors if body is None else ():
                entry = self.cast.drafts[number].entry
                body = body or (entry if entry and self.k.members(entry, date) else None)
        if body is None:
            return None
        entry_of = self.k.entry(body)
        return self.cast.add(Draft(
            f"members|group|{body}", "group", self.cast.surface(mention), None, entry_of.code or None, entry_of.sector,
            en=f"members of {entry_of.en}", gender="f", number="p", rule=mention.rule,
        ))  # fmt: skip

    def _office(self, mention: NameMention) -> int | None:
        """The person who holds the office that a nominal names: in the report, else by the terms known."""
        if mention.number != "s":
            return None
        assert mention.title is not None
        beside = self._apposed(mention)
        if beside is not None:
            self._role(beside, mention)
            return beside
        if mention.kind == "group" and mention.country is None:
            return None
        words = self._words(mention.title)
        office = self._office_of(words, mention)
        head = self.a.words[mention.first].lemma
        former = bool(self.refer.former.intersection(words))
        of = mention.of or mention.country
        if words[0] in self.refer.leading and not former and self._of_state_alone(mention):
            return self.held.leader(mention.country or "")
        if office is not None and of:
            for number, draft in enumerate(self.cast.drafts):
                if (office.code, of) in draft.offices and draft.kind == "person":
                    return number
            if not former and (held := self.held.ever_held(office.code, of)) is not None:
                return held
            if office.unique and self.published and not former:
                holders = [t for t in self.k.holders(office.code, of, self.published) if t.since]
                if len({t.person for t in holders}) == 1:
                    return self.cast.add(self.cast.draft_of(self.k.entry(holders[0].person), "person"))
            return None
        if of:
            return None
        holder = self.couples.bearer(head, mention, office, self.links)
        if holder is not None:
            return holder
        if (
            office is not None
            and office.unique
            and self.cast.home
            and self.published
            and mention.kind == "person"
        ):
            for number, draft in enumerate(self.cast.drafts):
                if (office.code, self.cast.home) in draft.offices:
                    return number
            return self.held.of_home(office) if not former else None
        return None

    def _apposed(self, mention: NameMention) -> int | None:
        """The person named right before a comma and a title: إيفو موراليس، رئيس بوليفيا،."""
        first = mention.title[0] if mention.title else mention.first
        if first < 2 or self.a.texts[first - 1] not in "،," or not self.links or self.a.words[first].cut:
            return None
        last = self.links[-1]
        if last.mention.last != first - 1 or last.mention.kind != "person" or len(last.actors) != 1:
            return None
        draft = self.cast.drafts[last.actors[0]]
        # A list of persons goes on with a title too; two states, or a name behind the title, show one.
        if draft.kind != "person" or (mention.country and draft.country not in (None, mention.country)):
            return None
        return last.actors[0]

    def _body(self, mention: NameMention) -> int | None:
        """What a definite noun of a body points back at."""
        word = self.a.folded[mention.first][self.a.words[mention.first].cut :]
        word = "ا" + word if word.startswith("ل") else word
        if mention.country:
            return self.cast.state(mention.country) if mention.kind == "state" else None
        if mention.kind == "group":
            return None
        if word in self.refer.governing:
            main = self.cast.main_state()
            if main is not None:
                return self.cast.state(main)
            for link in reversed(self.links):
                for number in link.actors:
                    if self.cast.drafts[number].kind == "state":
                        return number
            return self.cast.state(self.cast.home) if self.cast.home else None
        bare = word.removeprefix("ال")
        for link in reversed(self.links):
            for number in link.actors:
                draft = self.cast.drafts[number]
                if draft.kind == mention.kind and any(w.removeprefix("ال") == bare for w in draft.words):
                    return number
        return None

    def _described(self, mention: NameMention) -> int | None:
        """An actor known by its description alone."""
        name = self.cast.surface(mention)
        if mention.kind in ("place", "state"):
            return None
        country = mention.country
        if country is None and mention.of and self.k.has(mention.of):
            country = self.k.entry(mention.of).country or None
        if mention.rule == "nominal-body" and country is None and mention.kind != "group":
            word = self.a.folded[mention.first][self.a.words[mention.first].cut :]
            word = "ا" + word if word.startswith("ل") else word
            country = None if word in self.refer.shared else self.cast.home
        draft = Draft(
            plain_key(name, mention.kind, country), mention.kind, name, country, None, mention.sector,
            gender=mention.gender, number=mention.number, words=frozenset(plain(name).split()), rule=mention.rule, named=False,
        )  # fmt: skip
        state = self.k.states.get(country or "")
        if state is not None:
            draft.code = (state.code or country or "") + (mention.sector or "")
        draft.heads.add(self.a.words[mention.first].lemma)
        return self.cast.add(draft)

    def _table(self) -> ActorTable:
        """Actors in order of their first mention."""
        drafts = self.cast.drafts
        order = sorted(
            (n for n in range(len(drafts)) if drafts[n].mentions),
            key=lambda n: (min(m.start for m in drafts[n].mentions), n),
        )
        place = {number: at for at, number in enumerate(order)}
        links = [
            Linked(link.mention, tuple(place[n] for n in link.actors if n in place), link.joined)
            for link in self.links
        ]
        actors = [drafts[number].actor(at + 1) for at, number in enumerate(order)]
        return ActorTable(actors, links, self.notes)
