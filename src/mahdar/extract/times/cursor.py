"""A look at the tokens of one report through the tables of time and the numerals."""

from __future__ import annotations

from mahdar.analysis.types import Analysis, Numeral
from mahdar.languages.ar import timetables
from mahdar.languages.ar.links import time_words
from mahdar.languages.ar.timetables import Term, match
from mahdar.text import NUMBER

CAN_BE_YEAR = range(1000, 2200)


class Cursor:
    """Terms, numbers and bounds at each token. All look-ups stay inside the token's sentence."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.texts, self.folded, self.kinds = analysis.texts, analysis.folded, analysis.kinds
        self.lexis = timetables.times()
        self.links = time_words()
        self.numbers: dict[int, Numeral] = {n.first: n for n in analysis.numerals}
        self.start, self.end = 0, len(self.texts)
        self._terms: dict[int, tuple[Term, ...]] = {}

    def terms(self, at: int) -> tuple[Term, ...]:
        """Everything that the tables of time know at a token."""
        found = self._terms.get(at)
        if found is None:
            found = match(self.lexis, self.folded, at, self.end) if self.start <= at < self.end else ()
            if self.start <= at < self.end:
                self._terms[at] = found
        elif not self.start <= at < self.end:
            return ()
        return found

    def term(self, at: int, kind: str, *values: str) -> Term | None:
        """The longest term of a class (and one of some values) at a token."""
        for term in self.terms(at):
            if term.kind == kind and (not values or term.value in values):
                return term
        return None

    def word(self, at: int) -> str:
        """The folded token, empty outside the sentence."""
        return self.folded[at] if self.start <= at < self.end else ""

    def cardinal(self, at: int) -> Numeral | None:
        """A number that is no ordinal and no vague count."""
        found = self.numbers.get(at) if self.start <= at < self.end else None
        if found is None or found.ordinal or found.value is None or found.last > self.end:
            return None
        return found

    def ordinal(self, at: int, *, article: bool = True) -> Numeral | None:
        """An ordinal in words, with its article unless told otherwise."""
        found = self.numbers.get(at) if self.start <= at < self.end else None
        if found is None or not found.ordinal or found.last > self.end:
            return None
        word = self.folded[at].lstrip("وفب")
        if article and not word.startswith(("ال", "لل")) and found.value != 20:
            return None
        return found

    def year(self, at: int) -> tuple[int, int] | None:
        """A year of four digits (or its words above a thousand) at a token: the year and the token behind it."""
        if not self.start <= at < self.end:
            return None
        if self.kinds[at] == NUMBER:
            text = self.texts[at]
            if len(text) == 4 and text.isdigit() and int(text) in CAN_BE_YEAR:
                return int(text), at + 1
            return None
        found = self.cardinal(at)
        if (
            found is not None
            and isinstance(found.value, int)
            and found.value in CAN_BE_YEAR
            and found.last - at > 1
        ):
            return found.value, found.last
        return None

    def day(self, at: int) -> tuple[int, int] | None:
        """A day of the month at a token: digits, cardinal or ordinal words; ال may stand before digits."""
        if (
            (self.word(at) == "لل" or self.word(at) in self.links.article)
            and at + 1 < self.end
            and self.kinds[at + 1] == NUMBER
        ):
            at += 1
        if not self.start <= at < self.end:
            return None
        if self.kinds[at] == NUMBER:
            text = self.texts[at]
            return (int(text), at + 1) if text.isdigit() and len(text) <= 2 and 1 <= int(text) <= 31 else None
        found = self.numbers.get(at)
        if (
            found is None
            or found.last > self.end
            or not isinstance(found.value, int)
            or not 1 <= found.value <= 31
        ):
            return None
        return found.value, found.last
