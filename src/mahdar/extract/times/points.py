"""Points of the calendar: dates, months, years, weekdays, relative days and periods, in any order and mix.

A point is read as a run of components (part of day, weekday, day and month, year, relative unit …). Each adds fields
that the run does not have yet; a component that contradicts the run ends it.
"""

from __future__ import annotations

from collections.abc import Callable

from mahdar.analysis.timespec import Point
from mahdar.analysis.words import ADJECTIVE
from mahdar.extract.times import clock, numeric
from mahdar.extract.times.cursor import CAN_BE_YEAR, Cursor
from mahdar.extract.times.periods import BEYOND, Fields, Found, Periods
from mahdar.text import NUMBER

# Marks that may stand between two parts of one point.
_MARKS = frozenset(",،(-–")
_STRONG = frozenset(
    (
        "year",
        "month",
        "weekday",
        "shift",
        "season",
        "decade",
        "century",
        "portion",
        "relation",
        "clock",
        "named",
        "day",
    )
)


class Points(Periods):
    """Reads points at a token of a cursor."""

    def __init__(self, cursor: Cursor) -> None:
        super().__init__(cursor)
        self.components: tuple[Callable[[int, Fields], Found | None], ...] = (
            self._clock,
            self._numeric,
            self._named,
            self._unit,
            self._relative_day,
            self._weekday,
            self._day_month,
            self._month,
            self._year,
            self._season,
            self._portion,
            self._century,
            self._decade,
            self._when,
            self._part,
            self._edge,
            self._filler,
        )

    def read(self, at: int, fields: Fields | None = None) -> tuple[int, Point] | None:
        """The longest point that begins at a token, and the token behind it."""
        state: Fields = dict(fields or {})
        here = end = at
        strong = False
        while here < self.c.end:
            step = self._step(here, state)
            if step is None:
                break
            here, added = step
            state.update(added)
            if not added.get("_weak"):
                strong = strong or bool(_STRONG & added.keys())
                end = here
        state.pop("_weak", None)
        if not strong or end == at:
            return None
        return self._closed(end, at), self._point(state)

    def _closed(self, end: int, at: int) -> int:
        """Take in the bracket that closes behind the point if one was opened in it."""
        opened = sum(1 for k in range(at, end) if self.c.texts[k] == "(") - sum(
            1 for k in range(at, end) if self.c.texts[k] == ")"
        )
        return end + 1 if opened > 0 and end < self.c.end and self.c.texts[end] == ")" else end

    def _point(self, state: Fields) -> Point:
        fields = {key: value for key, value in state.items() if not key.startswith("_") and key != "named"}
        return Point(**fields)

    def _step(self, at: int, state: Fields) -> Found | None:
        """A component at a token, or behind a connector that may stand between two."""
        found = self._component(at, state)
        if found is not None or not state:
            return found
        word = self.c.word(at)
        if word in self.c.links.connector or word in _MARKS:
            if word == "في" and not ("weekday" in state and "month" not in state):
                return None
            if word in ("-", "–") and "weekday" not in state:
                return None
            behind = at + 2 if word in self.c.links.connector and self.c.word(at + 1) == "ل" else at + 1
            found = self._component(behind, {**state, "_behind": word})
            if found is None:
                return None
            if (word == "في" or word in _MARKS) and not self._apposition(found[1], state):
                return None
            return found
        return None

    @staticmethod
    def _apposition(added: Fields, state: Fields) -> bool:
        """Behind a mark only what says the same time again: a date beside a day, a year beside a month."""
        if "weekday" in added or ("month" in added and "day" in added):
            return "weekday" in state or state.get("unit") == "D" or "day" in state
        if "part" in added or "clock" in added or added.get("unit") == "D":
            return "weekday" in state or "day" in state
        return "year" in added and "month" in state

    def _component(self, at: int, state: Fields) -> Found | None:
        if not self.c.start <= at < self.c.end:
            return None
        if self.c.kinds[at] != NUMBER and self.c.folded[at] not in self.c.lexis and at not in self.c.numbers:
            if self.c.word(at) not in self.c.links.article_inside and self.c.word(at) != "/":
                return None
        if state and not state.get("_behind"):
            # A component with a conjunction or preposition of its own opens another expression.
            terms = self.c.terms(at)
            if terms and all(t.joined or t.preposition for t in terms):
                if not (state.get("part") and any(t.preposition == "ل" for t in terms)):
                    return None
        for component in self.components:
            found = component(at, state)
            if found is not None and not (
                found[1].keys() & state.keys() - {"unit", "calendar", "part", "edge", "_weak", "_filler"}
            ):
                if (
                    "part" in found[1]
                    and "part" in state
                    and found[1]["part"] != state["part"]
                    and "clock" not in found[1]
                ):
                    if state["part"] not in ("late", "early"):
                        continue
                return found
        return None

    # components

    def _clock(self, at: int, state: Fields) -> Found | None:
        return None if "clock" in state else clock.read(self.c, at)

    def _numeric(self, at: int, state: Fields) -> Found | None:
        if "day" in state or "month" in state:
            return None
        before = self.c.word(at - 1)
        if self.c.kinds[at] != NUMBER:
            return None
        marked = "weekday" in state or "_filler" in state or before in self.c.links.dated
        found = numeric.read(self.c.texts[at], marked=marked, at=at)
        if found is None and at + 4 < self.c.end and self.c.texts[at + 1] in ("/", "-", "."):
            spaced = numeric.read("".join(self.c.texts[at : at + 5]), marked=False, at=at)
            return None if spaced is None or "day" not in spaced[1] else (at + 5, spaced[1])
        return found

    def _named(self, at: int, state: Fields) -> Found | None:
        term = self.c.term(at, "named")
        if term is None or "month" in state:
            return None
        month, day = term.value.split("-")
        end = at + term.size
        added: Fields = {"month": int(month), "day": int(day), "named": True, "calendar": term.argument}
        found = self._year_behind(end)
        if found is not None:
            return found[0], {**added, **found[1]}
        when = self.c.term(end, "when", "last", "next")
        if when is not None and when.article and not when.cut:
            return end + 1, {**added, "when": when.value}
        # Without a year the day itself is certain only in a calendar that stands still.
        return (end, added) if term.argument == "gregorian" else None

    def _relative_day(self, at: int, state: Fields) -> Found | None:
        term = self.c.term(at, "day")
        if term is None or (term.cut and state):
            return None
        if term.value == "0" and not term.argument:
            if "weekday" in state or self.c.ordinal(at + 1) is not None:
                return None
            if self.c.word(at + 1) in self.c.links.titled:
                return None
        after = at + term.size
        if term.value == "1" and after < self.c.end and not self.c.terms(after):
            if self.c.analysis.words[after].pos == ADJECTIVE:
                return None  # a better tomorrow is no day
        added: Fields = {"shift": int(term.value), "unit": "D"}
        if term.argument:
            added["part"] = term.argument
        return at + term.size, added

    def _weekday(self, at: int, state: Fields) -> Found | None:
        term = self.c.term(at, "weekday")
        if term is None or (term.cut and state):
            return None
        if self.c.term(at - 1, "notday") is not None:
            return None
        return at + 1, {"weekday": int(term.value)}

    def _year(self, at: int, state: Fields) -> Found | None:
        """A bare year behind another part of the expression."""
        if (
            not ({"month", "season", "portion", "edge", "century", "decade"} & state.keys())
            or "shift" in state
        ):
            return None
        found = self._year_behind(at)
        return found if found is not None and "year" not in state else None

    def _season(self, at: int, state: Fields) -> Found | None:
        term = self.c.term(at, "season")
        if term is None or "month" in state or "season" in state:
            return None
        end = at + 1
        added: Fields = {"season": int(term.value)}
        year = self._year_behind(end)
        if year is not None:
            return year[0], {**added, **year[1]}
        when = self.c.term(end, "when", "last", "next", "this")
        if when is not None and when.article and term.article and not when.cut:
            return end + 1, {**added, "when": when.value}
        dem = self.c.term(at - 1, "dem", "this")
        return (end, {**added, "when": "this"}) if dem is not None and term.article else None

    def _portion(self, at: int, state: Fields) -> Found | None:
        """النصف الأول، الربع الأخير (من العام): only before a year or month."""
        term = self.c.term(at, "half")
        if term is None or not term.article or state.keys() - {"edge"}:
            return None
        number = self.c.ordinal(at + 1)
        if number is not None and isinstance(number.value, int) and 1 <= number.value <= int(term.argument):
            rank, end = number.value, number.last
        elif self.c.word(at + 1) in self.c.links.last_part:
            rank, end = int(term.argument), at + 2
        else:
            return None
        if (
            self.c.word(end) not in self.c.links.of
            and self.c.year(end) is None
            and self.c.term(end, "unit", "Y") is None
        ):
            return None
        return end, {"portion": (int(term.value), rank), "_weak": True}

    def _century(self, at: int, state: Fields) -> Found | None:
        term = self.c.term(at, "unit", "C")
        if term is None or term.argument != "s" or "century" in state:
            return None
        number = self.c.ordinal(at + 1) or self.c.cardinal(at + 1)
        if number is None or not isinstance(number.value, int) or not 1 <= number.value <= 30:
            return None
        return self._era(number.last, {"century": number.value})

    def _decade(self, at: int, state: Fields) -> Found | None:
        if "decade" in state:
            return None
        start = at
        lead = self.c.term(at, "unit", "X")
        if lead is not None and lead.argument == "s":
            at += 1
        term = self.c.term(at, "decade")
        if term is None or (term.cut and start < at):
            return None
        behind = self.c.word(at + 1)
        if behind == "من" and self.c.term(at + 2, "age") is not None:
            return None
        if self.c.word(start - 1) == "في" and start - 2 >= self.c.start:
            who = self.c.analysis.words[start - 2]
            if who.sector or who.row.startswith("humans"):
                return None  # an age: a doctor in his forties
        if not term.article and self.c.term(at + 1, "unit", "C") is None and lead is None:
            return None
        return at + 1, {"decade": int(term.value)}

    def _when(self, at: int, state: Fields) -> Found | None:
        """الماضي behind a weekday or month."""
        if (
            not ({"weekday", "month"} & state.keys())
            or "when" in state
            or "year" in state
            or "shift" in state
        ):
            return None
        term = self.c.term(at, "when")
        if term is None or term.cut or not (term.article or term.value in ("same", *BEYOND)):
            return None
        if term.value in BEYOND:
            return at + term.size, {"when": term.value}
        if term.value in ("prev", "following", "same"):
            return at + 1, {"relation": term.value}
        return (at + 1, {"when": term.value}) if term.value in ("last", "next", "this") else None

    def _part(self, at: int, state: Fields) -> Found | None:
        pointed = self.c.term(at, "dem", "this")
        if pointed is not None and not pointed.cut and not state:
            part = self.c.term(at + 1, "part")
            if part is not None and part.article and part.value not in ("late", "early"):
                return at + 1 + part.size, {"part": part.value, "shift": 0, "unit": "D"}
        term = self.c.term(at, "part")
        if term is None or (term.cut and state):
            return None
        if term.value in ("late", "early") and state:
            return None
        adverb = self.c.term(at, "clockpart")
        if adverb is not None and state and not adverb.argument and self.c.texts[at].endswith("ا"):
            return at + adverb.size, {"part": adverb.value}
        return at + term.size, {"part": term.value, "_weak": not (state.keys() & _STRONG)}

    def _edge(self, at: int, state: Fields) -> Found | None:
        term = self.c.term(at, "edge")
        if state and not (set(state) <= {"_filler", "_behind", "_weak"}):
            return None
        rank = self.c.ordinal(at, article=False)
        days = self.c.term(at + 1, "unit", "D")
        if (
            (term is not None or rank is not None)
            and days is not None
            and days.argument == "p"
            and not days.cut
        ):
            if not days.article and (rank is None or rank.last == at + 1):
                return at + 2, {"edge": "start" if term is None else term.value, "_weak": True}
        if term is not None and term.article is False:
            return at + term.size, {"edge": term.value, "_weak": True}
        # The first week of a month is a part of that month.
        unit = self.c.term(at, "unit", "W")
        number = self.c.ordinal(at + 1) if unit is not None and unit.article else None
        if number is not None and self.c.word(number.last) == "من":
            return number.last, {"edge": "start" if number.value == 1 else "middle", "_weak": True}
        return None

    def _filler(self, at: int, state: Fields) -> Found | None:
        """يوم before a day; شهر, فصل, موسم before their names."""
        if "weekday" in state or "day" in state:
            return None
        term = self.c.term(at, "unit", "D")
        if term is not None and term.argument == "s" and not (term.cut and state) and "_filler" not in state:
            return at + 1, {"_filler": True, "_weak": True}
        if self.c.word(at) in self.c.links.season_noun and self.c.term(at + 1, "season") is not None:
            return at + 1, {"_filler": True, "_weak": True}
        return None


def bare_year(cursor: Cursor, at: int) -> int | None:
    """A year that stands alone: four digits in a place where years stand, and nothing that it could count behind it."""
    if cursor.kinds[at] != NUMBER or len(cursor.texts[at]) != 4 or not cursor.texts[at].isdigit():
        return None
    year = int(cursor.texts[at])
    return year if year in CAN_BE_YEAR and 1800 <= year <= 2100 else None
