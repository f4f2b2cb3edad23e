"""A quantity's part in its event, from the word beside it: killed, injured, price, share …"""

from __future__ import annotations

from typing import NamedTuple

from mahdar.analysis.types import Analysis
from mahdar.extract.quantities.units import Unit
from mahdar.languages.ar import timetables
from mahdar.languages.ar.timetables import Term, match
from mahdar.text import MARK, WORD

_REACH = 6  # tokens before the number; farther words mostly belong to another number
_OF_PEOPLE = frozenset(("killed", "injured", "missing", "arrested", "displaced"))
_OF_MONEY = frozenset(("price",))


class Role(NamedTuple):
    """A role with the unit that a bare number beside its word has."""

    role: str
    unit: str


class Roles:
    """Finds role words near numbers of one report."""

    def __init__(self, analysis: Analysis) -> None:
        self.a = analysis
        self.lexis = timetables.roles()

    def _term(self, at: int, end: int) -> Term | None:
        for term in match(self.lexis, self.a.folded, at, end):
            if term.value != "body":
                return term
        return None

    def body(self, at: int, end: int) -> bool:
        """Whether a word names a body of people, so that some of it are people."""
        return any(
            term.value == "body" and not term.cut for term in match(self.lexis, self.a.folded, at, end)
        )

    def unit_of(self, first: int, last: int, end: int) -> str:
        """The unit that a role word among some tokens gives a bare number; empty if there is none."""
        for at in range(first, last):
            term = self._term(at, end)
            if term is not None and term.argument:
                return term.argument
        return ""

    def direct(self, first: int, start: int, end: int) -> Role | None:
        """The role word right before a number (or its word of approximation)."""
        at = first - 1
        if at < start or self.a.kinds[at] != WORD:
            return None
        for back in (at, at - 1):
            if back < start:
                continue
            term = self._term(back, end)
            if term is not None and back + term.size >= at + 1:
                return Role(term.value.strip("-"), term.argument)
        return None

    def near(self, first: int, unit: Unit, start: int, end: int) -> str | None:
        """The role of a number with its unit: the unit's own word, else the nearest word before."""
        if unit.kind == "percent":
            return "share"
        if unit.code == "{vote}":
            return "vote"
        if unit.item is not None:
            own = self._term(unit.item[0], end)
            if own is not None and self._suits(own.value, unit):
                return own.value
        for at in range(first - 1, max(start, first - _REACH) - 1, -1):
            if self.a.kinds[at] == MARK and self.a.texts[at] in ".؛":
                break
            term = self._term(at, end)
            if term is not None and self._suits(term.value, unit):
                return term.value
        return None

    @staticmethod
    def _suits(role: str, unit: Unit) -> bool:
        if role == "-":
            return False
        if role in _OF_PEOPLE:
            return unit.kind == "person"
        if role in _OF_MONEY:
            return unit.kind == "money"
        if role in ("volume", "capacity", "area"):
            return unit.kind in ("measure", "money") and (
                role != "area" or unit.code.endswith("2") or unit.code in ("har", "{feddan}", "{dunam}")
            )
        if role == "vote":
            return unit.code in ("{vote}", "{seat}", "{voter}")
        return unit.kind == "percent"
