"""The actors of a report as later passes see them: the actor table, and groups that only a speaker's phrase names."""

from __future__ import annotations

from mahdar.analysis.types import Analysis, Phrase
from mahdar.record import Actor, Mention, Note
from mahdar.resolve.actors import ActorTable
from mahdar.text import fold

_HUMAN = frozenset({"office", "title", "role", "person", "collective", "speech", "body"})


class Parties:
    """Look-up of actors by phrase; what a phrase names that no mention covers can be added as a group."""

    def __init__(self, table: ActorTable, analysis: Analysis) -> None:
        self._table = table
        self._analysis = analysis
        self.actors: list[Actor] = list(table.actors)
        self._made: dict[tuple[int, int], int] = {}
        self._gender: dict[int, str] = {}
        for link in table.links:
            for number in link.actors:
                if link.mention.gender and number not in self._gender:
                    self._gender[number] = link.mention.gender

    @property
    def notes(self) -> list[Note]:
        """Notes of the actor table."""
        return self._table.notes

    def of_phrase(self, phrase: Phrase) -> list[int]:
        """Actors that a phrase stands for."""
        made = self._made.get((phrase.first, phrase.last))
        return [made] if made is not None else self._table.of_phrase(phrase)

    def places_of(self, phrase: Phrase) -> list[int]:
        """Places and states that a phrase names."""
        found = self._table.of_range(phrase.first, phrase.last)
        return [n for n in found if self.actors[n].kind in ("place", "state")]

    def focus_before(self, token: int, gender: str, number: str) -> int | None:
        """The most recent actor before a token that agrees."""
        return self._table.focus_before(token, gender, number)

    def gender(self, number: int) -> str:
        """Grammatical gender of an actor as its mentions show it, or ""."""
        actor = self.actors[number]
        return self._gender.get(number, "f" if actor.kind == "state" else "")

    def id(self, number: int) -> str:
        """The actor's id in the record."""
        return self.actors[number].id

    def add_group(self, phrase: Phrase) -> int | None:
        """An unnamed group for a phrase whose head is a person, a body or a piece of writing; else None."""
        a = self._analysis
        head = a.words[phrase.head]
        named = head.pos == "PN" or (head.guess and not head.article)
        human = named or head.noun_class in _HUMAN or head.derived in ("active", "passive")
        if not human or head.pos in ("PRON", "SUB", "REL", "DEM"):
            return None
        key = (phrase.first, phrase.last)
        if key in self._made:
            return self._made[key]
        first = a.words[phrase.first]
        start, end = a.start(phrase.first, first.cut), a.end(phrase.last - 1, a.words[phrase.last - 1].tail)
        name = " ".join(a.document.text[start:end].split())
        self.actors.append(
            Actor(
                id=f"a{len(self.actors) + 1}",
                key=f"{fold(name)}|{'person' if named else 'group'}|",
                kind="person" if named else "group",
                name=name,
                names={"ar": name},
                sector=head.sector or None,
                mentions=[Mention(start=start, end=end, form="nominal", rule="speaker")],
                rule="speaker",
            )
        )
        self._made[key] = len(self.actors) - 1
        return self._made[key]
