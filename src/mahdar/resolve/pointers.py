"""Nouns that point at actors told of before: duals at two of them, a title alone at whoever bears it."""

from __future__ import annotations

from mahdar.analysis.mentions import NameMention
from mahdar.analysis.types import Analysis
from mahdar.knowledge import Office
from mahdar.languages.ar.grammar import grammar
from mahdar.languages.ar.references import references
from mahdar.resolve.drafts import Linked
from mahdar.resolve.named import Cast
from mahdar.text import plain

# Mentions, and sentences, back to which a dual may point.
_MEMORY = 40
_SENTENCES = 4


def opening(analysis: Analysis, mention: NameMention) -> int:
    """The first token of a mention with its title or the demonym before it."""
    if mention.title:
        return mention.title[0]
    before = mention.first - 1
    demonym = before >= 0 and analysis.words[before].noun_class == "demonym"
    return before if demonym and mention.kind == "person" else mention.first


class Pointers:
    """Look-up among the mentions of one report that have been read so far."""

    def __init__(self, analysis: Analysis, cast: Cast) -> None:
        self.a = analysis
        self.cast = cast
        self.refer = references()

    def pair(self, mention: NameMention, links: list[Linked]) -> tuple[int, ...]:
        """The two actors last in focus that fit the word."""
        word = self.a.folded[mention.first].lstrip("ول")
        kinds = (
            {"person"}
            if word in self.refer.people
            else {"state"}
            if word in self.refer.states
            else {"person", "state", "organization"}
        )
        side_by_side = self._couple(kinds, mention.first, links)
        if side_by_side:
            return side_by_side
        found: list[int] = []
        for link in reversed(links):
            if (
                link.mention.rule == "pair"
                and len(link.actors) == 2
                and self.cast.drafts[link.actors[0]].kind in kinds
            ):
                return link.actors
            for number in link.actors:
                draft = self.cast.drafts[number]
                if draft.kind in kinds and number not in found:
                    found.append(number)
            if len(found) >= 2:
                break
        if len(found) >= 2:
            return tuple(sorted(found[:2]))
        # الرئيسان of a report that names at most one: the two states that it is about act through them.
        chief = [c for c, count in self.cast.countries.most_common(2) if count > 1]
        return tuple(sorted(self.cast.state(c) for c in chief)) if len(chief) == 2 else ()

    def _couple(self, kinds: set[str], token: int, links: list[Linked]) -> tuple[int, ...]:
        """Two told of side by side (مصر وإثيوبيا), or the only two of their sentence; the nearest sentence first.

        Who stands beside them there, and who is told of alone since, belongs to no pair.
        """
        own = self.a.sentence_of[token]
        sentence = own
        told: list[int] = []
        joined: tuple[int, ...] = ()
        before: Linked | None = None
        for link in reversed(links[-_MEMORY:]):
            now = self.a.sentence_of[link.mention.first]
            if now != sentence:
                found = joined or (tuple(sorted(told)) if len(told) == 2 else ())
                if found or own - now > _SENTENCES:
                    return found
                sentence, told, joined, before = now, [], (), None
            if link.mention.form == "demonym":
                continue
            if len(link.actors) == 2 and all(self.cast.drafts[n].kind in kinds for n in link.actors):
                return joined or link.actors
            if len(link.actors) != 1 or self.cast.drafts[link.actors[0]].kind not in kinds:
                continue
            number = link.actors[0]
            if before is not None and before.joined and not joined and before.actors[0] != number:
                if link.mention.last >= opening(self.a, before.mention):
                    joined = tuple(sorted((number, before.actors[0])))
            if number not in told:
                told.append(number)
            before = link
        return joined or (tuple(sorted(told)) if len(told) == 2 else ())

    def bearer(
        self, head: str, mention: NameMention, office: Office | None, links: list[Linked]
    ) -> int | None:
        """Who bears a title told alone (الرئيس): somebody with that very office rather than with the same noun (رئيس البعثة)."""
        gender = mention.gender or "m"
        title = self._governing(mention)
        second: int | None = None
        for link in reversed(links):
            for number in link.actors:
                draft = self.cast.drafts[number]
                if title and not any(plain(role.title) == title for role in draft.roles):
                    continue  # المتحدث باسم الشرطة is not المتحدث باسم الجيش
                if draft.kind != "person" or head not in draft.heads or (draft.gender or gender) != gender:
                    continue
                if office is None or any(code == office.code for code, _ in draft.offices):
                    return number
                second = number if second is None else second
        return second

    def _governing(self, mention: NameMention) -> str:
        """The words of a title that tells of what it is (باسم الشرطة), plain; empty where it stands alone."""
        first, last = mention.title or (mention.first, mention.first)
        words = self.a.words
        linked = any(
            self.a.folded[at] == "باسم" or grammar().has("title_link", words[at].lemma)
            for at in range(first + 1, last)
        )
        if not linked:
            return ""
        start = self.a.start(first, words[first].cut)
        return plain(" ".join(self.a.document.text[start : self.a.ends[last - 1]].split()))
