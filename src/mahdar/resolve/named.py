"""Named mentions to actors: which entry is meant, place or state, short forms to full ones."""

from __future__ import annotations

import bisect
from collections import Counter

from mahdar.analysis.mentions import NameMention
from mahdar.analysis.types import Analysis, Phrase
from mahdar.knowledge import Entry, Knowledge
from mahdar.knowledge.variants import distance, skeleton
from mahdar.languages.ar.nametables import seats
from mahdar.languages.ar.references import references
from mahdar.record import Mention
from mahdar.resolve.drafts import Draft, plain_key
from mahdar.text import plain

_GOVERNMENTS = frozenset({"government", "presidency", "monarchy"})
_SHORT = frozenset({"surname", "leader", "short-name", "title"})
_STATELESS = frozenset({"IGO"})


_LONG = 7  # letters from which one that differs is a slip rather than another name


def _same_name(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether one word is a last name of a longer name with or without its article, or but for one letter."""
    if len(words) != 1 or len(others) < 2:
        return False
    (word,) = words
    bare = word.removeprefix("ال")
    return any(
        bare == other.removeprefix("ال")
        or (len(word) >= _LONG and len(other) >= _LONG and word[0] == other[0] and distance(word, other) == 1)
        for other in others
    )


class Cast:
    """The actors of a report, found by key; grows while mentions are read in order."""

    def __init__(self, analysis: Analysis, knowledge: Knowledge, published: str | None) -> None:
        self.a = analysis
        self.k = knowledge
        self.published = (published or "")[:10]
        self.refer = references()
        self.drafts: list[Draft] = []
        self.by_key: dict[str, int] = {}
        self.countries: Counter[str] = Counter()
        self.home: str | None = None
        self._stems: dict[tuple[str, str | None], list[str]] = {}
        self._told: list[tuple[int, str]] = []
        self._last: tuple[NameMention, int] | None = None
        self._short_of: dict[str, int] = {}

    def weigh(self, mentions: list[NameMention]) -> None:
        """Count the countries that the report speaks of; the most frequent is its home."""
        for mention in mentions:
            if mention.country and (len(mention.entries) < 2 or mention.form == "demonym"):
                self.countries[mention.country] += 1
                if mention.form == "demonym" or mention.kind == "state":
                    self._told.append((mention.first, mention.country))
        self.home = self.countries.most_common(1)[0][0] if self.countries else None

    def main_state(self) -> str | None:
        """The state that a report is about: named more than once, and more often than all others together."""
        if self.home is None:
            return None
        count = self.countries[self.home]
        return self.home if count > 1 and 2 * count > self.countries.total() else None

    def surface(self, mention: NameMention) -> str:
        """A mention's words on one line."""
        whole = self.a.document.text
        text = whole[mention.start : mention.end]
        if (
            mention.start
            and text.startswith("ل")
            and whole[mention.start - 1] == "ل"
            and self._swallowed(mention)
        ):
            text = "ا" + text
        return " ".join(text.replace("_", " ").replace("#", " ").split())

    def _swallowed(self, mention: NameMention) -> bool:
        """Whether a mention begins inside its token, behind the ل that swallowed the alif of its article."""
        return self.a.start(mention.first, 0) < mention.start

    def add(self, draft: Draft) -> int:
        """The index of the actor with this key; a new one if there is none."""
        number = self.by_key.get(draft.key)
        if number is None:
            number = self.by_key[draft.key] = len(self.drafts)
            self.drafts.append(draft)
        return number

    def tell(
        self, number: int, mention: NameMention, form: str | None = None, *, naming: bool = True
    ) -> None:
        """Note a mention of an actor; a person or body is called by its longest name in the report."""
        draft = self.drafts[number]
        if (
            naming
            and mention.form == "name"
            and draft.kind in ("person", "organization")
            and mention.rule != "portfolio"
        ):
            name = self.surface(mention)
            if not draft.told or len(name) > len(draft.name):
                draft.name, draft.told = name, True
        self.drafts[number].mentions.append(
            Mention(
                start=mention.start, end=mention.end, form=form or mention.form, rule=mention.rule or None
            )
        )

    def state(self, iso3: str) -> int:
        """The state actor of a country."""
        entry = self.k.states.get(iso3)
        if entry is None:
            return self.add(Draft(iso3, "state", iso3, iso3, iso3, "GOV"))
        return self.add(self.draft_of(entry, "state"))

    def draft_of(self, entry: Entry, kind: str) -> Draft:
        """A new actor for an entry of the tables."""
        country, sector = entry.country or None, entry.sector or None
        if entry.kind == "person":
            country, sector = self.office_of(entry)
        code = entry.code or None
        if kind != "place" and not code and country in self.k.states:
            code = (self.k.states[country].code or country) + (sector or "" if kind != "state" else "")
        key = entry.country or entry.key if entry.kind == "state" else entry.wikidata or entry.key
        return Draft(
            key, kind, entry.names[0], country, code, sector, entry.wikidata or None, entry.key, entry.en,
            entry.latitude if kind == "place" else None, entry.longitude if kind == "place" else None,
            entry.gender, words=frozenset(plain(entry.names[0]).split()), usual=entry.names[0],
        )  # fmt: skip

    def office_of(self, entry: Entry) -> tuple[str | None, str | None]:
        """Country and sector of a person at the time of the report, by the term that covers it."""
        terms = self.k.terms_of(entry.key)
        covering = [t for t in terms if t.covers(self.published)] if self.published else terms[-1:]
        for term in covering:
            if term.of in self.k.states or term.office == "ambassador":
                continue
            if self.k.has(term.of):
                body = self.k.entry(term.of)
                if body.sector in _STATELESS:
                    return None, body.sector
        return entry.country or None, entry.sector or None

    def choose(self, mention: NameMention) -> Entry | None:
        """The entry that a mention most likely means: by country told, by the report's countries, by table order."""
        entries = [self.k.entry(key) for key in mention.entries if self.k.has(key)]
        if not entries:
            return None
        if len(entries) == 1:
            return entries[0]

        def weight(entry: Entry) -> tuple[int, int, int]:
            told = int(bool(mention.title) and mention.country == entry.country)
            return told, self.countries.get(entry.country, 0), self._kind_fits(mention, entry)

        return max(entries, key=weight)

    def _kind_fits(self, mention: NameMention, entry: Entry) -> int:
        return int(entry.kind == mention.kind or (entry.kind == "capital" and mention.kind == "place"))

    def read(self, mention: NameMention) -> int:
        """The actor of a named mention."""
        number = self._read(mention)
        self._last = mention, number
        return number

    def _bracketed(self, mention: NameMention) -> int | None:
        """The body that a short form stands for: told in brackets behind its name, or told so before."""
        if mention.kind != "organization":
            return None
        name = plain(self.surface(mention))
        if self._last is not None:
            before, number = self._last
            inside = mention.first > 0 and self.a.texts[mention.first - 1] == "("
            closed = mention.last < len(self.a.texts) and self.a.texts[mention.last] == ")"
            if inside and closed and before.last == mention.first - 1 and before.kind == "organization":
                self._short_of[name] = number
        return self._short_of.get(name)

    def _read(self, mention: NameMention) -> int:
        entry = self.choose(mention)
        if entry is None and (known := self._bracketed(mention)) is not None:
            self.tell(known, mention)
            return known
        if mention.kind == "person" and mention.last == mention.first + 1 and mention.rule in _SHORT:
            known = self._known_person(frozenset({plain(self.surface(mention))}))
            if known is not None:
                self.tell(known, mention)
                return known
        if entry is not None:
            number = self._of_entry(mention, entry)
        elif mention.kind == "state" and mention.country:
            number = self.state(mention.country)
            self.tell(number, mention)
        elif mention.kind == "person":
            number = self._person(mention)
        else:
            number = self._other(mention)
        return number

    def _of_entry(self, mention: NameMention, entry: Entry) -> int:
        form = mention.form
        if entry.kind == "capital":
            if self.acts(mention) and entry.country:
                number = self.state(entry.country)
                form = "metonym"
            else:
                number = self.add(self.draft_of(entry, "place"))
        elif entry.kind == "seat":
            form = "metonym"
            number = self._seat(entry)
        elif entry.kind == "state":
            number = self.add(self.draft_of(entry, "state"))
        else:
            number = self.add(self.draft_of(entry, entry.kind))
        self.tell(number, mention, form)
        return number

    def acts(self, mention: NameMention) -> bool:
        """Whether a capital stands for its government here: not behind a preposition of place, and no class noun."""
        first = mention.first
        cut = self.a.texts[first][: max(0, len(self.a.texts[first]) - (mention.end - mention.start))]
        if cut.endswith("ب") and mention.last == first + 1:
            return False
        before = first - 1
        while before >= 0 and self.a.texts[before] in "\"'«“#_":
            before -= 1
        if before < 0 or self.a.sentence_of[before] != self.a.sentence_of[first]:
            after = mention.last
            return (
                after < len(self.a.texts)
                and self.a.texts[after] not in "،,-–:/()."
                and self.a.words[after].pos == "V"
            )
        text, folded = self.a.texts[before], self.a.folded[before]
        if folded == "بين" and before and self.a.folded[before - 1] in self.refer.occasion:
            return True  # المحادثات بين الخرطوم والحركة
        if text == "إلى" or folded in self.refer.placing or folded[1:] in self.refer.placing:
            return False
        word = self.a.words[before]
        if word.noun_class in ("place", "event") and not cut:
            return False
        clause = self.a.clauses[self.a.clause_of[first]] if self.a.clause_of[first] >= 0 else None
        if clause is not None:
            for phrase in (clause.subject, clause.inherited_subject):
                if phrase is not None and phrase.first <= first < phrase.last and self._heads(phrase, first):
                    return True
        return (
            word.pos == "V"
            or (word.pos == "N" and not word.article and plain(word.lemma) in self.refer.stance)
            or "بين" in self.a.folded[max(0, before - 2) : before + 1]
            or word.derived == "masdar"
            or (self.a.folded[before] in self.refer.facing or cut.endswith("ل"))
        )

    def _heads(self, phrase: Phrase, token: int) -> bool:
        """Whether a name is a phrase's head or joined to it, rather than what another noun belongs to (تاريخ بغداد)."""
        if phrase.head == token:
            return True
        before = self.a.words[token - 1]
        return before.pos != "N" or bool(before.article) or self.a.words[token].proclitics[:1] == "و"

    def _person(self, mention: NameMention) -> int:
        name = self.surface(mention)
        words = frozenset(plain(w) for w in name.replace("-", " ").split())
        match = self._known_person(words)
        if match is None:
            country = mention.country or self._beside(mention)
            draft = Draft(
                plain_key(self.k.personal_key(name, country), "person", country), "person", name, country, None, mention.sector, words=words,
                gender=mention.gender or "m", rule=mention.rule,
            )  # fmt: skip
            state = self.k.states.get(country or "")
            draft.code = (state.code or country or "") + (mention.sector or "") if state is not None else None
            match = self.add(draft)
        else:
            draft = self.drafts[match]
            if len(words) > len(draft.words) and not draft.entry:
                draft.name, draft.words = name, words
                draft.key = plain_key(self.k.personal_key(name, draft.country), "person", draft.country)
            draft.sector = draft.sector or mention.sector
        self.tell(match, mention)
        return match

    def _known_person(self, words: frozenset[str]) -> int | None:
        bones = frozenset(skeleton(w) for w in words)
        for number in range(len(self.drafts) - 1, -1, -1):
            draft = self.drafts[number]
            if draft.kind != "person" or not draft.words:
                continue
            if words <= draft.words or draft.words <= words or _same_name(words, draft.words):
                return number
            theirs = frozenset(skeleton(w) for w in draft.words)
            if len(words) == 1 and bones <= theirs and all(len(b) >= 3 for b in bones):
                return number
            if len(words) > 1 and len(draft.words) > 1 and (bones <= theirs or theirs <= bones):
                return number
        return None

    def _other(self, mention: NameMention) -> int:
        """A body or place that no table holds: the same stem, or the beginning of a longer name, is the same actor."""
        name = self.surface(mention)
        country = mention.country
        whole = self._part_of_known(mention)
        if whole is not None:
            self.tell(whole, mention, naming=False)
            return whole
        if country is None and (mention.kind == "place" or mention.sector not in _STATELESS):
            country = None if self._of_nobody(mention) else self.home
        stem = self.stem("وزارة " + name if mention.rule == "portfolio" else name, country)
        for number in range(len(self.drafts) - 1, -1, -1):
            draft = self.drafts[number]
            if draft.kind != mention.kind:
                continue
            theirs = self.stem(draft.usual or draft.name, draft.country)
            shorter = len(stem) > 1 or mention.kind == "place"
            if stem == theirs or (shorter and draft.country == country and stem == theirs[: len(stem)]):
                self.tell(number, mention)
                return number
        state = self.k.states.get(country or "")
        code = None
        if state is not None and mention.kind != "place":
            code = (state.code or country or "") + (mention.sector or "")
        number = self.add(Draft(
            plain_key(" ".join(stem), mention.kind, country), mention.kind, name, country, code, mention.sector,
            words=frozenset(plain(name).split()), rule=mention.rule,
        ))  # fmt: skip
        self.tell(number, mention)
        return number

    def _part_of_known(self, mention: NameMention) -> int | None:
        """The body that a short name means beside a body of the report: الجمعية العامة where the United Nations are
        named; المنظمة الدولية is the international body told last."""
        if mention.kind != "organization" or mention.country:
            return None
        words = plain(self.surface(mention)).split()
        if len(words) == 2 and words[1] in self.refer.worldwide and words[0] in self.refer.bodies:
            told = [
                (draft.mentions[-1].start, n)
                for n, draft in enumerate(self.drafts)
                if draft.entry and draft.mentions and self.k.entry(draft.entry).subtype == "igo"
            ]
            return max(told)[1] if told else None
        for draft in list(self.drafts):
            owner = plain(draft.usual)
            if draft.kind == "organization" and draft.entry and owner.startswith("ال"):
                for key in self.k.named(" ".join([*words, "ل" + owner[1:]])):
                    return self.add(self.draft_of(self.k.entry(key), "organization"))
        return None

    def _of_nobody(self, mention: NameMention) -> bool:
        """Whether a name says that what bears it belongs to no one state: المنظمة الدولية, بحر العرب."""
        words = self.a.folded[mention.first : mention.last]
        if mention.kind == "place":
            return words[0][self.a.words[mention.first].cut :].removeprefix("ال") in self.refer.waters
        return not self.refer.worldwide.isdisjoint(words)

    def stem(self, name: str, country: str | None) -> list[str]:
        """Folded words of a body's name without articles and without the demonym of its own state at the end."""
        known = self._stems.get((name, country))
        if known is not None:
            return known
        words = plain(name).replace("_", " ").replace("#", " ").split()
        while len(words) > 1:
            demonym = self.k.demonym(words[-1])
            own = (
                1
                if demonym is not None and demonym.country == country
                else self._state_at_end(words, country)
            )
            if not own:
                break
            del words[-own:]
            if words[-1] in self.refer.placing and len(words) > 1:
                words.pop()  # هيئة الكوارث في إندونيسيا
        found = self._stems[name, country] = [word.removeprefix("ال") for word in words]
        return found

    def _state_at_end(self, words: list[str], country: str | None) -> int:
        """How many words at the end of a body's name are its own state (وزارة خارجية روسيا)."""
        for size in range(min(4, len(words) - 2), 0, -1):
            if country and country in self.k.named(" ".join(words[-size:])):
                return size
        return 0

    def _seat(self, entry: Entry) -> int:
        """The government, or the ministry that a building stands for."""
        if entry.subtype in _GOVERNMENTS and entry.country:
            return self.state(entry.country)
        body = self._housed(entry)
        if body is not None:
            return self.add(self.draft_of(body, "organization"))
        draft = self.draft_of(entry, "organization")
        ministry = seats().get(entry.subtype)
        if ministry is not None:
            draft.usual = ministry
            draft.key = plain_key(" ".join(self.stem(draft.usual, None)), "organization", entry.country)
        return self.add(draft)

    def _housed(self, seat: Entry) -> Entry | None:
        """The body of the tables that a house gives its name to: الكونغرس."""
        for name in seat.names:
            for key in self.k.named(plain(name)):
                entry = self.k.entry(key)
                if entry.kind == "organization" and entry.country == seat.country:
                    return entry
        return None

    def _beside(self, mention: NameMention) -> str | None:
        """The country told last before a name in its sentence, else the one the report speaks of most."""
        place = bisect.bisect_left(self._told, (mention.first, ""))
        if place:
            at, country = self._told[place - 1]
            if mention.first - at <= 8 and self.a.sentence_of[at] == self.a.sentence_of[mention.first]:
                return country
        return self.home
