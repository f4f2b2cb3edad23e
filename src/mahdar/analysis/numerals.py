"""Numbers in digits and words, single or compound: where they stand and what they are worth."""

from __future__ import annotations

import re
from typing import NamedTuple

from mahdar.analysis.types import Numeral
from mahdar.languages.ar import timetables
from mahdar.languages.ar.timetables import Term, match
from mahdar.text import NUMBER, WORD

_LIMIT = 10**18  # beyond it nothing in the news is counted; keeps hostile digits out of arithmetic and JSON
_DIGITS = 24  # longest run of characters that is read as one number
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_COMMA = re.compile(r"\d+,\d+")
_RANGE = re.compile(r"(\d{1,9})-(\d{1,9})")

Value = int | float


def number_of(text: str, *, scaled: bool = False) -> Value | None:
    """The number that a digit token writes, or None for dates, times, ranges and overflow.

    Args:
        text: digits with separators, in ASCII.
        scaled: a scale word or percent sign follows, so a point before three digits is a decimal point.
    """
    if len(text) > _DIGITS:
        return None
    if _GROUPED.fullmatch(text):
        if text.count(",") > 0:
            return (
                _tidy(text.replace(",", ""))
                if not (scaled and text.count(",") == 1)
                else _tidy(text.replace(",", "."))
            )
        return _tidy(text.replace(".", ""))
    if _PLAIN.fullmatch(text):
        whole, _, part = text.partition(".")
        if len(part) == 3 and not scaled and 1 <= len(whole) <= 3 and whole[0] != "0":
            return _tidy(whole + part)
        return _tidy(text)
    if _COMMA.fullmatch(text):
        return _tidy(text.replace(",", "."))
    return None


def _tidy(text: str) -> Value | None:
    value: Value = float(text) if "." in text else int(text)
    return value if value < _LIMIT else None


class _Sum(NamedTuple):
    """A number being read: finished scaled part, open part below a thousand, last magnitude, tokens so far."""

    total: Value
    open: Value
    least: Value  # the next addend joined by و must be smaller
    last: int
    scale: int = 1  # of the last scale word
    dual: bool = False

    @property
    def value(self) -> Value:
        return self.total + self.open


class _Reader:
    def __init__(self, texts: list[str], folded: list[str], kinds: bytearray) -> None:
        self.texts, self.folded, self.kinds = texts, folded, kinds
        self.lexis = timetables.numerals()
        self.size = len(texts)

    def terms(self, at: int) -> tuple[Term, ...]:
        if at >= self.size or self.kinds[at] != WORD:
            return ()
        return match(self.lexis, self.folded, at, self.size)

    def term(self, at: int, *kinds: str) -> Term | None:
        for term in self.terms(at):
            if term.kind in kinds and not self._mistaken(term, at):
                return term
        return None

    def _mistaken(self, term: Term, at: int) -> bool:
        """Look-alikes after folding: وأحد is not واحد, الاثنين is Monday."""
        if term.kind == "one" and self.texts[at].find("أ") in (0, 1):
            return True
        if term.article and term.kind == "small" and term.value == "2":
            return True
        return term.kind in ("ordinal", "lead") and term.joined == "" and term.preposition == "ك"

    def digits(self, at: int) -> tuple[Value, int] | None:
        """Number in digits at a token and the token behind it; blanks may group thousands."""
        if at >= self.size or self.kinds[at] != NUMBER:
            return None
        text = self.texts[at]
        if len(text) > _DIGITS:
            return None
        after = at + 1
        if text.isdigit() and len(text) <= 3 and text[0] != "0":
            while (
                after < self.size
                and self.kinds[after] == NUMBER
                and len(self.texts[after]) == 3
                and self.texts[after].isdigit()
            ):
                text += self.texts[after]
                after += 1
        value = number_of(
            text, scaled=self.term(after, "scale", "scales") is not None or self._percent(after)
        )
        return None if value is None else (value, after)

    def _percent(self, at: int) -> bool:
        if at >= self.size:
            return False
        return (
            self.texts[at] in ("%", "٪")
            or (
                self.folded[at] in ("في", "ب")
                and at + 1 < self.size
                and self.folded[at + 1] in ("المئه", "المائه")
            )
            or (self.folded[at] in ("بالمئه", "بالمائه"))
        )

    def read(self, at: int) -> Numeral | None:
        """The longest number that begins at a token."""
        if self.kinds[at] == NUMBER:
            both = _RANGE.fullmatch(self.texts[at])
            if both is not None and int(both[1]) < int(both[2]):
                return self._between(at, int(both[1]), int(both[2]))
        opened = self._open(at)
        if opened is None:
            return self._other(at)
        state = opened
        while True:
            following = self._next(state)
            if following is None or following.value >= _LIMIT:
                break
            state = following
        value = state.value
        if isinstance(value, float) and value.is_integer() and value < _LIMIT:
            value = int(value)
        elif isinstance(value, float):
            value = float(f"{value:.12g}")
        return Numeral(at, state.last, value, dual=state.dual)

    def _between(self, at: int, low: int, high: int) -> Numeral | None:
        """10-15, 10-15 ألف."""
        scale = self.term(at + 1, "scale", "scales")
        worth = int(scale.value) if scale is not None and not scale.cut else 1
        if high * worth >= _LIMIT:
            return None
        return Numeral(at, at + (2 if worth > 1 else 1), None, low * worth, high * worth)

    def _open(self, at: int) -> _Sum | None:
        found = self.digits(at)
        if found is not None:
            return self._scaled(_Sum(0, found[0], 1, found[1]))
        small = self._small(at)
        if small is not None:
            return self._parts(small) or self._scaled(small)
        term = self.term(at, "scale", "twoscale", "fraction")
        if term is None:
            return None
        if term.kind == "fraction":
            return self._fraction(at, term)
        worth = int(term.value)
        return self._scaled(
            _Sum(
                worth * (2 if term.kind == "twoscale" else 1),
                0,
                worth,
                at + 1,
                worth,
                term.kind == "twoscale",
            )
        )

    def _fraction(self, at: int, term: Term) -> _Sum | None:
        """نصف مليون, ربع المليار; a fraction of no scale word is not a number here."""
        scale = self.term(at + 1, "scale")
        if scale is None or scale.joined or scale.preposition:
            return None
        worth = int(scale.value)
        return _Sum(float(term.value) * worth, 0, 1, at + 2, worth)

    def _parts(self, count: _Sum) -> _Sum | None:
        """ثلاثة أرباع المليون; as with fractions, no number without a scale word."""
        part, scale = self.term(count.last, "part"), self.term(count.last + 1, "scale")
        if part is None or part.cut or scale is None or scale.cut or count.value >= 10:
            return None
        worth = int(scale.value)
        value = float(f"{count.value * float(part.value):.12g}")
        return _Sum(value * worth, 0, 1, count.last + 2, worth)

    def _small(self, at: int) -> _Sum | None:
        """A number below a thousand in words, hundreds and rest: مئة وثلاثة وسبعين."""
        state = self._part(at)
        if state is None or state.least != 100:
            return state
        start = state.last + 1 if state.last < self.size and self.folded[state.last] == "و" else state.last
        terms = self.terms(start)
        if not any((start > state.last or t.joined == "و") and not t.preposition for t in terms):
            return state
        rest = self._part(start)
        if rest is None or rest.value >= 100:
            return state
        return _Sum(0, state.value + rest.value, 1, rest.last, dual=state.dual)

    def _part(self, at: int) -> _Sum | None:
        """Hundreds or what is below a hundred: ثلاثة، خمسة عشر، خمسة وعشرون، ثلاث مئة، مئة."""
        term = self.term(at, "small", "one", "lead", "tens", "hundred", "hundreds")
        if term is None:
            return None
        value = int(term.value)
        if term.kind == "hundred" and term.article:
            return None  # in the percent: بالمئة
        if term.kind in ("small", "one", "lead"):
            after = self.term(at + 1, "small", "tens", "hundred")
            if after is not None and not after.preposition:
                if (
                    after.kind == "small"
                    and after.value == "10"
                    and not after.joined
                    and value < 10
                    and term.kind != "one"
                ):
                    return _Sum(0, value + 10, 1, at + 2)
                if after.kind == "tens" and after.joined and value < 10:
                    return _Sum(0, value + int(after.value), 1, at + 2)
                if after.kind == "hundred" and not after.joined and 3 <= value < 10:
                    return _Sum(0, value * 100, 100, at + 2)
            if term.kind == "lead" or (term.kind == "one" and (term.article or term.preposition)):
                return None
            return _Sum(0, value, 1, at + 1)
        return _Sum(
            0,
            value,
            {"tens": 1}.get(term.kind, 100),
            at + 1,
            dual=term.value == "200" and term.kind == "hundreds",
        )

    def _scaled(self, state: _Sum) -> _Sum:
        """Multiply by the scale words that follow directly: 3 آلاف, 12 ألف مليار."""
        while True:
            term = self.term(state.last, "scale", "scales")
            if term is None or term.joined or term.preposition:
                return state
            worth = int(term.value)
            if state.scale >= worth or state.value * worth >= _LIMIT:
                return state
            state = _Sum(state.value * worth, 0, worth, state.last + 1, worth, state.dual)

    def _next(self, state: _Sum) -> _Sum | None:
        """One more addend behind و."""
        at = state.last
        if at >= self.size or self.kinds[at] != WORD:
            return None
        alone = self.folded[at] == "و"
        if not alone and not self.folded[at].startswith("و"):
            return None
        start = at + 1 if alone else at
        half = self.term(start, "fraction")
        if half is not None and (alone or half.joined) and not half.preposition:
            scale = self.term(start + 1, "scale")
            worth = int(scale.value) if scale is not None and not scale.cut else state.scale
            after = start + 2 if scale is not None and not scale.cut else start + 1
            return _Sum(state.value + float(half.value) * worth, 0, 0, after, 0, state.dual)
        limit = state.least
        if limit <= 1:
            return None
        added = self._addend(start, alone)
        if added is None or added.value >= limit or added.value == 0:
            return None
        return _Sum(
            state.value + added.value,
            0,
            added.least,
            added.last,
            added.scale if added.scale > 1 else state.scale,
            state.dual,
        )

    def _addend(self, start: int, alone: bool) -> _Sum | None:
        if alone and self.kinds[start] == NUMBER if start < self.size else False:
            found = self.digits(start)
            return None if found is None else self._scaled(_Sum(0, found[0], 1, found[1]))
        terms = self.terms(start)
        if not any((alone or t.joined == "و") and not t.preposition for t in terms):
            return None
        return self._open(start)

    def _other(self, at: int) -> Numeral | None:
        """Vague counts and ordinals."""
        term = self.term(at, "vague", "few", "scales")
        if term is not None:
            return self._vague(at, term)
        return self._ordinal(at)

    def _vague(self, at: int, term: Term) -> Numeral | None:
        low, last = int(term.value), at + 1
        high = 9 if term.kind == "few" else None
        if term.kind == "few":
            tens = self.term(last, "small", "tens", "hundred")
            if (
                tens is not None
                and not tens.article
                and tens.kind == "small"
                and tens.value == "10"
                and not tens.cut
            ):
                low, high, last = 13, 19, last + 1
        scale = self.term(last, "scale", "scales")
        while scale is not None and not scale.cut and int(scale.value) > (1 if term.kind == "few" else low):
            low, high, last = (
                low * int(scale.value),
                None if high is None else high * int(scale.value),
                last + 1,
            )
            if low >= _LIMIT:
                return None
            scale = self.term(last, "scale", "scales")
        return Numeral(at, last, None, low, high)

    def _ordinal(self, at: int) -> Numeral | None:
        term = self.term(at, "ordinal")
        if term is None:
            tens = self.term(at, "tens")
            return None if tens is None else Numeral(at, at + 1, int(tens.value), ordinal=True)
        value, last = int(term.value), at + 1
        after = self.term(last, "small", "tens")
        if after is not None and not after.preposition and value != 1:
            if after.kind == "small" and after.value == "10" and not after.joined:
                return Numeral(at, last + 1, 11 if value == 11 else value + 10, ordinal=True)
            if after.kind == "tens" and after.joined and (after.article or not term.article):
                return Numeral(at, last + 1, (1 if value == 11 else value) + int(after.value), ordinal=True)
        return None if value == 11 else Numeral(at, last, value, ordinal=True)


def find_numerals(texts: list[str], folded: list[str], kinds: bytearray) -> list[Numeral]:
    """All numbers of a report in order, none overlapping; linear.

    Args:
        texts: normalised tokens.
        folded: their look-up keys.
        kinds: their kinds.
    """
    reader = _Reader(texts, folded, kinds)
    lexis = reader.lexis
    found = []
    at = 0
    while at < len(texts):
        numeral = None
        if kinds[at] == NUMBER or (kinds[at] == WORD and folded[at] in lexis):
            numeral = reader.read(at)
        if numeral is None:
            at += 1
            continue
        found.append(numeral)
        at = numeral.last
    return found


def bound_before(folded: list[str], first: int, start: int) -> tuple[int, str] | None:
    """A word of approximation that ends right before token `first`: where it begins and its bound."""
    lexis = timetables.numerals()
    best: tuple[int, str] | None = None
    for at in range(max(start, first - 4), first):
        for term in match(lexis, folded, at, first):
            if term.kind == "before" and at + term.size == first and best is None:
                best = (at, term.value)
    return best


def bound_after(folded: list[str], at: int, last: int) -> tuple[int, str] | None:
    """A word of approximation that begins at a token: the token behind it and its bound."""
    if at >= last:
        return None
    for term in match(timetables.numerals(), folded, at, last):
        if term.kind == "after":
            return at + term.size, term.value
    return None
