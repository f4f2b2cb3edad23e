"""Numbers without a noun of their own: what they count stands elsewhere (ستة منهم، وعددهم أربعون، من 1200 ريال إلى 880)."""

from __future__ import annotations

from typing import NamedTuple

from mahdar.analysis.mentions import QuantityMention
from mahdar.analysis.numerals import bound_before
from mahdar.analysis.types import Analysis
from mahdar.extract.quantities.roles import Roles
from mahdar.extract.quantities.units import Unit, Units
from mahdar.languages.ar import timetables
from mahdar.languages.ar.links import quantity_words
from mahdar.languages.ar.timetables import match
from mahdar.text import WORD

_DASHES = frozenset("-–—")
# A unit is carried on so many tokens; a number farther off mostly counts something else.
_REACH = 12
# What may stand behind a number that counts no noun of its own.
_FREE = frozenset(("PREP", "PART", "CONJ", "SUB", "REL", "NEG", "V"))
_PERSON = "{person}"


class Number(NamedTuple):
    """A numeral or a range of two."""

    first: int
    last: int
    value: float | int | None
    low: float | int | None
    high: float | int | None
    bound: str
    vague: bool


def looks_year(number: Number) -> bool:
    """Whether a number alone may be a year."""
    return number.last - number.first == 1 and isinstance(number.value, int) and 1800 <= number.value <= 2100


class Elliptic:
    """Finds the unit of bare numbers of one report."""

    def __init__(self, analysis: Analysis, units: Units, roles: Roles) -> None:
        self.a, self.units, self.roles = analysis, units, roles
        self.folded = analysis.folded
        self.links = quantity_words()
        self.numbers = {n.first: n for n in analysis.numerals}

    def unit(
        self, number: Number, first: int, start: int, end: int, found: list[QuantityMention]
    ) -> Unit | None:
        """The unit of a bare number whose words (with those of approximation) begin at `first`."""
        return (
            self._joined(number, first, start, found)
            or self._told(number, first, start)
            or self._carried(number, first, start, end, found)
            or self._total(number, first, start, end)
        )

    def part(self, number: Number, first: int, found: list[QuantityMention]) -> Unit | None:
        """118 منهم، بينهم 181، أسعف منهم ثمانين: some of those counted last; هم are people."""
        words = self.folded
        near = [words[number.last]] if number.last < len(words) else []
        near += words[max(0, first - 1) : first]
        if first > 1 and self.a.words[first - 1].pos == "V":
            near.append(words[first - 2])
        if any(
            word in self.links.part_people or word.lstrip("وف") in self.links.part_people for word in near
        ):
            if looks_year(number):
                return None
            last = found[-1].unit if found and self._close(found[-1], first) else None
            known = last is not None and self.units.counts(last.strip("{}")) == "person"
            return Unit(number.last, last if known and last else _PERSON, 1, "person")
        if words[number.last : number.last + 1] and words[number.last] in self.links.part:
            for before in reversed(found[-3:]):
                if before.unit and before.rule == "quantities.counted" and self._close(before, first):
                    return Unit(number.last, before.unit, 1, "counted")
        return None

    def _close(self, quantity: QuantityMention, at: int) -> bool:
        """Whether a quantity stands in the same sentence as a token, or in the one before."""
        return self.a.sentence_of[at] - self.a.sentence_of[quantity.first] <= 1

    def _joined(self, number: Number, first: int, start: int, found: list[QuantityMention]) -> Unit | None:
        """75 إلى 40 %, 33 قتيلا و15 …: only where the same sentence says it of a number right before."""
        at = number.last
        words = self.folded
        if at < len(words) and words[at] in self.links.coupled and at + 1 < len(words):
            nxt = self.numbers.get(at + 1)
            if nxt is not None and not nxt.ordinal:
                unit = self.units.at(nxt.last, len(words), noun=False)
                if unit is not None and (
                    unit.kind == "percent" or words[at] in self.links.to or words[at] in _DASHES
                ):
                    return unit._replace(last=number.last)
        if found and bound_before(words, number.first, start) is not None and first > start:
            last = found[-1]
            word = words[first - 1]
            if (
                word in self.links.joined
                and number.first - last.last <= 8
                and last.unit
                and last.last > start
                and not looks_year(number)
            ):
                return Unit(number.last, last.unit, 1, "counted")
        return None

    def _told(self, number: Number, first: int, start: int) -> Unit | None:
        """وهم خمسون, وعددهم ستة آلاف, يربو عددهم على تسعين ألفا: a pronoun of people says who is counted."""
        words = self.folded
        if first > start and words[first - 1] in self.links.they:
            return Unit(number.last, _PERSON, 1, "person")
        near = words[max(start, first - 3) : first]
        if any(word in self.links.number_of_them for word in near):
            return Unit(number.last, _PERSON, 1, "person")
        return None

    def _carried(
        self, number: Number, first: int, start: int, end: int, found: list[QuantityMention]
    ) -> Unit | None:
        """A unit carried on from the number before: من 1200 ريال إلى 880، 84 صوتا مقابل 30، و600 مليون."""
        value = number.value if number.value is not None else number.low
        if not found or looks_year(number) or value is None:
            return None
        last = found[-1]
        if (
            last.first < start
            or not last.unit
            or first - last.last > _REACH
            or not self._free(number.last, end)
        ):
            return None
        kind = last.rule.rpartition(".")[2]
        if kind == "money" and value < 1000 and (last.value or last.low or 0) >= 10**6:
            return None  # أربعة ملايين … وأربعة: millions too, or pieces of something
        money = kind == "money" and value >= 10**6
        at = first - 1
        while at > start and self.folded[at] in self.links.opening and self.folded[at] != "من":
            at -= 1  # إلى ما بين 2500 و3000
        before = self.folded[at] if at >= start else ""
        terms = match(timetables.numerals(), self.folded, number.first, number.last)
        joined = bool(terms) and all(t.joined == "و" and not t.article for t in terms)
        if before in self.links.carried or (joined and kind != "percent") or money:
            return Unit(number.last, last.unit, 1, kind)
        return None

    def _free(self, at: int, end: int) -> bool:
        word = self.a.words[at] if at < end else None
        return word is None or self.a.kinds[at] != WORD or word.pos in _FREE or bool(word.proclitics)

    def _total(self, number: Number, first: int, start: int, end: int) -> Unit | None:
        """ارتفاع عدد القتلى إلى 21: what the word for total before it names."""
        words = self.folded
        if looks_year(number) or words[first - 1] not in self.links.reaching:
            return None
        for at in range(first - 2, max(start, first - 11) - 1, -1):
            if self._is_total(words[at]):
                for noun in range(at + 1, min(at + 3, first)):
                    unit = self.units.noun(noun, end)
                    if unit is not None and unit.kind == "person":
                        return unit._replace(last=number.last)
                code = self.roles.unit_of(at + 1, min(at + 5, first), end)
                return Unit(number.last, code, 1, "person") if code == _PERSON else None
        return None

    def _is_total(self, word: str) -> bool:
        return any(word.endswith(total) and len(word) - len(total) <= 3 for total in self.links.total)
