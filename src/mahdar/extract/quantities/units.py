"""What a number counts: money, measures, percent, counted nouns, by the tables."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from mahdar.analysis.types import Analysis
from mahdar.languages.ar import timetables
from mahdar.languages.ar.links import quantity_words
from mahdar.languages.ar.timetables import look, match, stem
from mahdar.text import WORD


class Unit(NamedTuple):
    """A unit over tokens up to `last`: `code`, factor to the code, kind (money, measure, percent, counted, person)."""

    last: int
    code: str
    factor: float
    kind: str
    item: tuple[int, int] | None = None


class Units:
    """Reads the unit at a token of one report."""

    def __init__(self, analysis: Analysis) -> None:
        self.a = analysis
        self.folded, self.texts = analysis.folded, analysis.texts
        self.counted = timetables.counted()
        self.measures = timetables.units()
        self.heads, self.money_of = timetables.currencies()
        self.symbols, self.people, self.scores = timetables.symbols()
        self.links = quantity_words()
        self._context: dict[str, str] = {}

    def at(self, at: int, last: int, *, noun: bool = True, many: bool = False) -> Unit | None:
        """The unit at a token.

        Args:
            at: the token.
            last: end of the sentence.
            noun: counted nouns count too (not only money and measures).
            many: the number before it is above ten, so the noun is a singular.
        """
        if at >= last:
            return None
        if self.a.kinds[at] != WORD:
            return self.symbol(at, last)
        return (
            self.measure(at, last)
            or self.money(at, last)
            or (self.noun(at, last, many=many) if noun else None)
        )

    def symbol(self, at: int, last: int) -> Unit | None:
        """A sign or Latin letters: %, $, USD, km."""
        for symbol in self.symbols.get(self.texts[at], ()):
            end = at + len(symbol.form)
            if end <= last and tuple(self.texts[at:end]) == symbol.form:
                return Unit(end, symbol.code, symbol.factor, symbol.kind)
        return None

    def measure(self, at: int, last: int) -> Unit | None:
        """Metres, barrels, percent."""
        for term in match(self.measures, self.folded, at, last):
            return Unit(
                at + term.size,
                term.value,
                float(term.argument),
                "percent" if term.value == "%" else "measure",
            )
        if self.folded[at] in self.links.hundred and self.folded[at - 1] in self.links.of_hundred:
            return Unit(at + 1, "%", 1, "percent")
        return None

    def money(self, at: int, last: int) -> Unit | None:
        """A money noun with the adjective behind it that says whose money it is."""
        terms = match(self.heads, self.folded, at, last)
        if not terms:
            return None
        term = terms[0]
        currency = self.money_of[term.value]
        end = at + term.size
        for size in (3, 2, 1):
            if end + size > last:
                continue
            key = " ".join(stem(w) for w in self.folded[end : end + size])
            code = currency.qualified.get(key)
            if code is not None:
                return Unit(end + size, code, currency.factor, "money")
        code = currency.default or self._by_context(term.value)
        return Unit(end, code, currency.factor, "money")

    def _by_context(self, head: str) -> str:
        """A bare dinar or pound: the country's whose adjective or name the report uses most; else unknown (XXX)."""
        if head not in self._context:
            qualified = self.money_of[head].qualified
            votes: Counter[str] = Counter()
            for word in self.folded:
                code = qualified.get(stem(word)) or self._country(word, qualified)
                if code is not None:
                    votes[code] += 1
            best = votes.most_common(2)
            self._context[head] = (
                best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else "XXX"
            )
        return self._context[head]

    @staticmethod
    def _country(word: str, qualified: dict[str, str]) -> str | None:
        """A country's name beside its adjective: العراق, عراقي; مصر, مصري; قطر, قطري."""
        plain = stem(word)
        if len(plain) < 3:
            return None
        for form in (
            plain + "ي",
            plain[:-1] + "ي" if plain[-1] in "اه" else "",
            plain[:-2] + "ي" if plain.endswith("يا") else "",
        ):
            if form and form in qualified:
                return qualified[form]
        return None

    def counts(self, unit: str) -> str:
        """What a unit of the counted nouns (without its braces) counts: person or counted."""
        return "person" if unit in self.people else "counted"

    def noun(self, at: int, last: int, *, many: bool = False) -> Unit | None:
        """A counted noun of the table, or a person by the lexicon."""
        for term in look(self.counted, self.folded, at, last):
            if term.joined or term.preposition:
                return None
            code = "{" + term.value + "}"
            return Unit(at + term.size, code, 1, self.counts(term.value), (at, at + term.size))
        word = self.a.words[at]
        if word.sector or word.row.startswith("humans"):
            return Unit(at + 1, "{person}", 1, "person", (at, at + 1))
        return self._nationality(at, many=many)

    def _nationality(self, at: int, *, many: bool) -> Unit | None:
        """سوري، فلسطينيا، حوثيين: adjectives of relation used for people; the singular stands behind more than ten."""
        text = self.texts[at]
        word = self.a.words[at]
        if (
            len(text) < 4
            or self.folded[at] in timetables.numerals()
            or word.pos in ("V", "PREP", "CONJ", "SUB", "REL", "NEG")
        ):
            return None
        if text.endswith(("يين", "يون")) and len(text) > 5:
            return Unit(at + 1, "{person}", 1, "person", (at, at + 1))
        if (
            many
            and not word.article
            and text.endswith(("ي", "يا"))
            and not match(timetables.times(), self.folded, at, at + 1)
        ):
            return Unit(at + 1, "{person}", 1, "person", (at, at + 1))
        return None
