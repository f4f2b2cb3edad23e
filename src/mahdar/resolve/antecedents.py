"""Whom words that only describe somebody point back at: المسؤول المصري، الدبلوماسي، نظيره، الأخير، a verb without a subject."""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from typing import NamedTuple

from mahdar.analysis.types import Analysis, Clause, Phrase
from mahdar.languages.ar.cues import speech_words
from mahdar.languages.ar.grammar import grammar
from mahdar.languages.ar.references import bare_noun, fields, references
from mahdar.resolve.drafts import Linked
from mahdar.resolve.parties import Parties

# Mentions back to whom a description may point, and sentences back in which a verb without a subject finds its own.
_MEMORY = 40
_SENTENCES = 3
# Words behind a noun that still tell who an unnamed source is.
_BEHIND = 8
_MAIN = frozenset({"root", "conjunct"})
_PEOPLE = frozenset({"person", "group"})


class _Known(NamedTuple):
    """Somebody told of before: where, who, and the words that tell what they are."""

    at: int
    actor: int
    head: str  # lemma
    gender: str
    number: str
    words: frozenset[str]
    spoke: bool = False


class Antecedents:
    """Those of one report whom later words may mean; speakers are entered as they are found."""

    def __init__(self, analysis: Analysis, table: Parties) -> None:
        self._a = analysis
        self._table = table
        self._known: list[_Known] = []
        self._told: dict[int, set[str]] = {}  # actor → words of all its titles
        self._adjectives: dict[int, set[str]] = {}  # and the adjectives of nations among them
        for link in table.links:
            self._enter(link)
        self._starts = [one.at for one in self._known]
        self._spoken: list[_Known] = []

    def _enter(self, link: Linked) -> None:
        mention = link.mention
        if mention.form == "demonym" or len(link.actors) != 1:
            return
        actor = link.actors[0]
        if self._table.actors[actor].kind not in _PEOPLE:
            return
        first, last = mention.title or (mention.first, mention.first)
        words = self._words(first, last)
        self._told.setdefault(actor, set()).update(words)
        self._adjectives.setdefault(actor, set()).update(self._demonyms(first, last))
        head = self._a.words[first].lemma if first < last else ""
        gender = mention.gender or self._table.gender(actor)
        self._known.append(_Known(first, actor, head, gender, mention.number, frozenset(words)))

    def _words(self, first: int, last: int) -> set[str]:
        return {
            self._bare(at)
            for at in range(first, last)
            if self._a.words[at].pos not in ("PREP", "MARK") and self._a.texts[at].isalpha()
        }

    def _demonyms(self, first: int, last: int) -> set[str]:
        words = self._a.words
        return {self._bare(at) for at in range(first, last) if words[at].pos == "A" and (
            words[at].noun_class == "demonym" or words[at].guess
        )}  # fmt: skip

    def _bare(self, at: int) -> str:
        """A folded word without proclitics, article and the ending of the feminine."""
        a = self._a
        word = a.words[at]
        return bare_noun(a.folded[at][word.cut :] if not word.guess else a.folded[at])

    def spoke(self, phrase: Phrase, actor: int) -> None:
        """Note that somebody spoke through a phrase."""
        a = self._a
        head = a.words[phrase.head]
        end = min(a.sentences[a.sentence_of[phrase.head]][1], phrase.first + _BEHIND)
        last = phrase.first
        while last < end and a.words[last].pos not in ("V", "SUB", "MARK", "REL"):
            last += 1
        words = self._words(phrase.first, max(last, phrase.last))
        words.update(self._told.get(actor, ()))
        gender = self._table.gender(actor) or ("f" if head.gender == "f" else "m")
        self._spoken.append(
            _Known(phrase.first, actor, head.lemma, gender, head.number or "s", frozenset(words), spoke=True)
        )

    # -- descriptions -----------------------------------------------------------------------------------------
    def meant(self, phrase: Phrase, last: int | None) -> tuple[int, ...] | None:
        """Who is meant by a definite noun for people or sources, or None; `last` is who spoke last."""
        a = self._a
        head = a.words[phrase.head]
        if head.pos not in ("N", "A"):
            return None
        if head.lemma in references().peer:
            return self._peers(phrase, last)
        if not head.article:
            return self._same_source(phrase) if head.lemma in speech_words().source_noun else None
        ordinal = self._ordinal(phrase)
        if ordinal is not None:
            return ordinal
        if head.lemma in speech_words().source_noun:
            return self._source(phrase)
        if head.number == "d":
            return self._couple(phrase)
        if head.number != "s":
            return None
        found = self._described(phrase)
        return (found,) if found is not None else None

    def _before(self, at: int) -> list[_Known]:
        """Those told of before a token, the last first; those who spoke among them."""
        stop = bisect.bisect_left(self._starts, at)
        known = self._known[max(0, stop - _MEMORY) : stop]
        spoken = [one for one in self._spoken[-_MEMORY:] if one.at < at]
        return sorted([*known, *spoken], key=lambda one: one.at, reverse=True)

    def _described(self, phrase: Phrase) -> int | None:
        """The one person whom a definite noun and its adjectives fit: المسؤول المصري، الوزير السابق."""
        head = self._a.words[phrase.head]
        if self._goes_on(phrase):
            return None
        gender = head.gender or "m"
        generic = self._is_generic(phrase.head)
        best: tuple[int, int, int, int] | None = None
        actors: set[int] = set()
        chosen: int | None = None
        for order, one in enumerate(self._before(phrase.first)):
            if one.number not in ("s", "") or (one.gender and one.gender != gender):
                continue
            same = one.head == head.lemma
            if not (same or generic):
                continue
            fit = self._fits(phrase, one)
            if fit is None:
                continue
            actors.add(one.actor)
            rank = (int(same) + fit, int(same), int(one.spoke), -order)
            if best is None or rank > best:
                best, chosen = rank, one.actor
        if best is None or (best[0] == 0 and len(actors) > 1 and not best[2]):
            return None  # several, and nothing tells which
        return chosen

    def _goes_on(self, phrase: Phrase) -> bool:
        """Whether what somebody is of stands behind a phrase, so that it tells of them anew: المتحدث باسم الجيش."""
        a = self._a
        behind = phrase.last
        if any(a.words[at].pos == "PREP" for at in range(phrase.head + 1, phrase.last)):
            return True
        if behind + 1 >= len(a.words) or a.sentence_of[behind] != a.sentence_of[phrase.head]:
            return False
        if grammar().has("title_link", a.words[behind].lemma) or a.folded[behind] == "باسم":
            return a.folded[behind] != "في" or a.words[behind + 1].noun_class == "body"
        return False

    def _is_generic(self, at: int) -> bool:
        """Whether a noun may stand for anybody who speaks: المسؤول، الدبلوماسي."""
        form = self._a.folded[at][self._a.words[at].cut :]
        nouns = speech_words().speaker_noun
        return form in nouns or form[:-1] in nouns

    def _fits(self, phrase: Phrase, one: _Known) -> int | None:
        """How many qualities of a phrase somebody is known to have; None where one contradicts."""
        told = one.words | self._told.get(one.actor, set())
        actor = self._table.actors[one.actor]
        country, of = self._belonging(phrase)
        count = 0
        if country is not None:
            own = actor.country or self._country(one)
            if own is not None and own != country:
                return None
            if own is None and told and not self._table.is_named(one.actor):
                return None
            count += int(own is not None)
        elif of is not None:
            own_adjectives = self._adjectives.get(one.actor) if self._table.is_named(one.actor) else None
            if own_adjectives and own_adjectives.isdisjoint(self._demonyms(phrase.head + 1, phrase.last)):
                return None  # المسؤول الكردي is not رئيس الوزراء العراقي
            worldwide = actor.country is None and actor.sector == "IGO"
            count += int(worldwide or any(role.of == of for role in actor.roles))
        special = fields().get(self._bare(phrase.head))
        if special is not None and not special.isdisjoint(told):
            count += 1
        for at in range(phrase.head + 1, phrase.last):
            word = self._a.words[at]
            if word.pos not in ("A", "N") or not word.article or word.noun_class == "demonym":
                continue
            if word.lemma in speech_words().same:
                continue
            fit = self._has(at, told, actor.sector)
            if fit is None:
                return None
            count += fit
        return count

    def _has(self, at: int, told: Iterable[str], sector: str | None) -> int | None:
        """Whether somebody called so has the quality that an adjective tells; None where they have not, 0 where nothing tells."""
        told = set(told)
        form, text = self._bare(at), self._a.folded[at]
        if form in told:
            return 1
        if text in references().former:
            return None if told else 0
        kinds = fields().get(form)
        if kinds is not None:
            if not kinds.isdisjoint(told) or (sector is not None and sector in kinds):
                return 1
            return None if told else 0
        if not form.endswith("ي") or len(form) < 4:
            return 0  # المسؤول الرفيع: anybody
        stem = form[:-1]
        if any(word.startswith(stem) and len(word) - len(stem) <= 2 for word in told):
            return 1
        return None if told else 0

    def _country(self, one: _Known) -> str | None:
        """The country that stands beside somebody unnamed: مسؤول مصري."""
        end = self._a.sentences[self._a.sentence_of[one.at]][1]
        for at in range(one.at + 1, min(one.at + 4, end)):
            country = self._table.country_of_demonym(at)
            if country is not None:
                return country
        return None

    def _belonging(self, phrase: Phrase) -> tuple[str | None, str | None]:
        """The country or body that a phrase names beside its head."""
        for link in self._table.links_in(phrase.first, phrase.last):
            mention = link.mention
            if mention.country or mention.of:
                return mention.country, mention.of
        return None, None

    def _ordinal(self, phrase: Phrase) -> tuple[int, ...] | None:
        """الأخير: who was told of last; الأول، الثاني: of the last two."""
        a = self._a
        word = a.words[phrase.head]
        text = a.folded[phrase.head][word.cut :]
        refer = references()
        if text not in refer.latter and text not in refer.first and text not in refer.second:
            return None
        if any(a.words[at].pos in ("N", "PN") for at in range(phrase.head + 1, phrase.last)):
            return None
        gender = word.gender or "m"
        order: list[int] = []
        for one in self._before(phrase.first):
            fits = one.number in ("s", "") and (not one.gender or one.gender == gender)
            if fits and one.actor not in order:
                order.append(one.actor)
            if len(order) == 2:
                break
        if text in refer.latter or text in refer.second:
            return (order[0],) if order else None
        return (order[1],) if len(order) == 2 else None

    def _source(self, phrase: Phrase) -> tuple[int, ...] | None:
        """The source heard before: المصدر ذاته، المصدر العسكري."""
        a = self._a
        head = a.words[phrase.head]
        for one in reversed(self._spoken[-_MEMORY:]):
            if one.head != head.lemma or (one.number == "d") != (head.number == "d"):
                continue
            if one.at < phrase.first and self._fits(phrase, one) is not None:
                return (one.actor,)
        end = min(phrase.last + 1, a.sentences[a.sentence_of[phrase.head]][1])
        again = any(a.words[at].lemma in speech_words().same for at in range(phrase.head + 1, end))
        if not again or head.number != "s":
            return None
        for one in reversed(self._spoken[-_MEMORY:]):
            if not self._table.is_person(one.actor):
                return (one.actor,)
        return None

    def _same_source(self, phrase: Phrase) -> tuple[int, ...] | None:
        """Sources told of by what they are near to: مصادر الحركة behind مصادر مقربة من الحركة."""
        wanted = self._words(phrase.head + 1, phrase.last)
        lemma = self._a.words[phrase.head].lemma
        if not wanted or not all(self._a.words[at].article for at in range(phrase.head + 1, phrase.last)):
            return None
        for one in reversed(self._spoken[-_MEMORY:]):
            if one.head == lemma and wanted <= one.words:
                return (one.actor,)
        return None

    def _couple(self, phrase: Phrase) -> tuple[int, ...] | None:
        """The last two persons told of side by side: الدبلوماسيان، المسؤولان."""
        found: list[Linked] = []
        for link in reversed(self._table.links_in(0, phrase.first)[-_MEMORY:]):
            if link.mention.form == "demonym" or len(link.actors) != 1:
                continue
            person = self._table.actors[link.actors[0]].kind == "person"
            if person and found and found[-1].joined and found[-1].actors != link.actors:
                return tuple(sorted((link.actors[0], found[-1].actors[0])))
            found = [link] if person else []
        return None

    def _peers(self, phrase: Phrase, last: int | None) -> tuple[int, ...] | None:
        """Who has the same office as the one just told of: نظيره، نظيرته التركية."""
        head = self._a.words[phrase.head]
        if last is None:
            last = self._actor_before(phrase.first)
        if last is None or head.number != "s" or not head.enclitic:
            return None
        before = self._before(phrase.first)
        own = {word for one in before if one.actor == last for word in one.words}
        heads = {one.head for one in before if one.actor == last and one.head}
        country, _of = self._belonging(phrase)
        gender = head.gender or "m"
        best: tuple[int, int, int] | None = None
        chosen: int | None = None
        for order, one in enumerate(before):
            if one.actor == last or one.number not in ("s", "") or not self._table.is_person(one.actor):
                continue
            if one.gender and one.gender != gender:
                continue
            theirs = self._table.actors[one.actor].country
            if country is not None and theirs is not None and theirs != country:
                continue
            if one.head not in heads and not (country is not None and theirs == country and not one.head):
                continue
            rank = (len(own & (one.words | self._told.get(one.actor, set()))), int(theirs == country), -order)
            if best is None or rank > best:
                best, chosen = rank, one.actor
        return (chosen,) if chosen is not None else None

    def _actor_before(self, at: int) -> int | None:
        """Who acts in the clause before a token in its sentence, else in the sentences before it."""
        for clause in reversed(self._a.clauses_in(self._a.sentence_of[at])):
            actor = self._subject(clause, "", "s") if clause.predicate < at else None
            if actor is not None:
                return actor
        acting = self.acting(at, "", "s")
        return acting[0] if acting is not None else None

    # -- verbs without a subject --------------------------------------------------------------------------------
    def acting(self, cue: int, gender: str, number: str) -> tuple[int, int] | None:
        """Who acts in the sentences before a verb without a subject: that actor and the sentence, the nearest first.

        The subject of a sentence comes before those whom its later clauses tell of; what had happened before (كان قد)
        is only background.
        """
        a = self._a
        own = a.sentence_of[cue]
        for sentence in range(own - 1, max(own - 1 - _SENTENCES, -1), -1):
            for clause in a.clauses_in(sentence):
                actor = self._subject(clause, gender, number)
                if actor is not None:
                    return actor, sentence
        return None

    def _subject(self, clause: Clause, gender: str, number: str) -> int | None:
        if clause.kind != "verb" or clause.relation not in _MAIN or clause.pluperfect or clause.quoted:
            return None
        verb = self._a.words[clause.predicate]
        if grammar().is_be(verb) or (verb.tense == "present" and clause.tense == "past"):
            return None  # كان يهم بالمغادرة: what was so meanwhile
        subject = clause.subject
        if verb.person in ("1", "2") or (clause.passive and subject is None):
            return None
        if subject is None:
            found = list(self._table.named_beside(clause.predicate, verb.gender, behind=True))
        elif self._table.covers(subject.head):
            named = self._table.holder(subject)
            found = [named] if named is not None else self._table.of_phrase(subject)
        else:
            found = []
        if not found or clause.passive:
            return None
        actor = self._table.actors[found[0]]
        if actor.kind == "place":
            return None
        known = self._table.gender(found[0]) or verb.gender
        several = actor.kind == "group" and self._table.is_plural(found[0])
        if (number == "p") != several or (gender and known and gender != known and not several):
            return None
        return found[0]
