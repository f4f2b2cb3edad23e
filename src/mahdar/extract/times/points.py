"""Points of the calendar: dates, months, years, weekdays, relative days and periods, in any order and mix.

A point is read as a run of components (part of day, weekday, day and month, year, relative unit …). Each adds fields
that the run does not have yet; a component that contradicts the run ends it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mahdar.analysis.timespec import Point
from mahdar.extract.times import clock, numeric
from mahdar.extract.times.cursor import CAN_BE_YEAR, Cursor
from mahdar.languages.ar.timetables import Term
from mahdar.text import NUMBER

Fields = dict[str, Any]
Found = tuple[int, Fields]

_INSIDE = frozenset(("في", "منذ", "خلال", "من", "حتي", "الي", "بين", "قبل", "بعد", "لغايه", "مطلع", "منذ", "طوال", "وفي", "ومنذ"))
_STRONG = frozenset(
    ("year", "month", "weekday", "shift", "season", "decade", "century", "portion", "relation", "clock", "named", "day")
)


def _signed(term: Term) -> Fields:
    """Fields of an adjective of relation behind a unit."""
    if term.value in ("last", "next", "this"):
        return {"shift": {"last": -1, "next": 1, "this": 0}[term.value]}
    if term.value == "recent":
        return {"relation": "recent"}
    return {"relation": term.value}


class Points:
    """Reads points at a token of a cursor."""

    def __init__(self, cursor: Cursor) -> None:
        self.c = cursor
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
        opened = sum(1 for k in range(at, end) if self.c.texts[k] == "(") - sum(1 for k in range(at, end) if self.c.texts[k] == ")")
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
        if word in ("من", "الموافق", "الموافقه", "في", "ل", "بتاريخ", ",", "،", "(", "-", "–") or word == "أي":
            if word == "في" and not ("weekday" in state and "month" not in state):
                return None
            if word in ("-", "–") and "weekday" not in state:
                return None
            found = self._component(at + 1, {**state, "_behind": word})
            if found is None:
                return None
            if word in (",", "،", "(", "-", "–", "في") and not self._apposition(found[1], state):
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
            if self.c.word(at) not in ("ال", "وال", "/"):
                return None
        if state and not state.get("_behind"):
            # A component with a conjunction or preposition of its own opens another expression.
            terms = self.c.terms(at)
            if terms and all(t.joined or t.preposition for t in terms):
                if not (state.get("part") and any(t.preposition == "ل" for t in terms)):
                    return None
        for component in self.components:
            found = component(at, state)
            if found is not None and not (found[1].keys() & state.keys() - {"unit", "calendar", "part", "edge", "_weak", "_filler"}):
                if "part" in found[1] and "part" in state and found[1]["part"] != state["part"] and "clock" not in found[1]:
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
        marked = "weekday" in state or "_filler" in state or before in ("يوم", "بتاريخ", "تاريخ", "في", "منذ", "حتي", "الموافق", "ليوم")
        return numeric.read(self.c.texts[at], marked=marked, at=at) if self.c.kinds[at] == NUMBER else None

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
        # Without a year the day itself is certain only in a calendar that stands still.
        return (end, added) if term.argument == "gregorian" else None

    def _unit(self, at: int, state: Fields) -> Found | None:
        """العام الماضي، هذا الشهر، الأسبوع المقبل، عام 2011، شهر مارس، يوم (before a date)."""
        dem = self.c.term(at, "dem")
        start = at + 1 if dem is not None else at
        term = self.c.term(start, "unit")
        if term is None or term.argument != "s" or term.value in ("H", "MIN", "S", "NIGHT"):
            return None
        end = start + 1
        unit = term.value
        if dem is not None:
            if not term.article or term.cut:
                return None
            return end, {"unit": unit, **({"shift": 0} if dem.value == "this" else {"relation": "same"})}
        if unit == "Y":
            year = self._numbered_year(end)
            if year is not None:
                return year
        if unit in ("Y", "M", "W", "D", "X", "C") and term.article:
            when = self.c.term(end, "when")
            if when is not None and not when.cut and (when.article or when.value == "same"):
                return end + 1, {"unit": unit, **_signed(when)}
            after = self.c.term(end, "dem", "this")
            if after is not None and not after.cut:
                return end + 1, {"unit": unit, "shift": 0}
            if unit in ("Y", "M", "W") and ("edge" in state or "portion" in state or "_behind" in state) and not self._ordinal_unit(end):
                return end, {"unit": unit, "shift": 0}
        if unit == "M" and not term.article:
            month = self._month(end, {**state, "_unit": True})
            if month is not None:
                return month
        return None

    def _ordinal_unit(self, at: int) -> bool:
        return self.c.ordinal(at) is not None

    def _numbered_year(self, at: int) -> Found | None:
        found = self.c.year(at)
        if found is None and self.c.kinds[at] == NUMBER if at < self.c.end else False:
            text = self.c.texts[at]
            if text.isdigit() and len(text) == 2 and int(text) >= 30:
                return at + 1, {"year": 1900 + int(text)}
            if text.isdigit() and len(text) == 3:
                return self._era(at + 1, {"year": int(text)})
        return None if found is None else self._era(found[1], {"year": found[0]})

    def _era(self, at: int, added: Fields) -> Found:
        term = self.c.term(at, "era")
        if term is None or term.cut > (1 if term.article else 0):
            return at, added
        if term.value == "AH":
            return at + term.size, {**added, "calendar": "islamic"}
        if term.value == "SH":
            return at + term.size, {**added, "calendar": "persian"}
        if term.value == "BC":
            return at + term.size, {**added, "before_era": True}
        return at + term.size, added

    def _relative_day(self, at: int, state: Fields) -> Found | None:
        term = self.c.term(at, "day")
        if term is None or (term.cut and state):
            return None
        if term.value == "0" and not term.argument:
            if "weekday" in state or self.c.ordinal(at + 1) is not None:
                return None
            if self.c.word(at + 1) in ("العالمي", "الدولي", "الوطني", "الواحد", "الاخير"):
                return None
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

    def _day_month(self, at: int, state: Fields) -> Found | None:
        """4 فبراير، الرابع من شباط، 25 من الشهر الجاري."""
        found = self.c.day(at)
        if found is None or "day" in state or "month" in state:
            return None
        day, end = found
        if self.c.word(end) == "من" or (self.c.word(end) in ("/", "-") and end + 1 < self.c.end):
            end += 1
        unit = self.c.term(end, "unit", "M")
        if unit is not None and unit.argument == "s":
            if unit.article and not unit.cut:
                relative = self._unit(end, {})
                if relative is not None:
                    return relative[0], {"day": day, **relative[1]}
                return None
        month = self._month(end + 1 if unit is not None and unit.argument == "s" else end, {"day": day})
        if month is None:
            dem = self.c.term(end, "dem", "this")
            relative = self._unit(end, {}) if dem is not None else None
            if relative is not None and relative[1].get("unit") == "M":
                return relative[0], {"day": day, **relative[1]}
            return None
        added = {"day": day, **month[1]}
        if "year" not in added and "shift" not in added:
            added |= self._remembered(at, added)
        return month[0], added

    def _remembered(self, at: int, added: Fields) -> Fields:
        """هجمات 11 سبتمبر: a day that its event has given a year, where the report is not older than that."""
        published = (self.c.analysis.document.published or "")[:10]
        for before in (at - 1, at - 2):
            for term in self.c.terms(before):
                if term.kind != "memory":
                    continue
                year, month, day = term.value.split("-")
                late = int(year) > 2013
                if int(month) == added["month"] and int(day) == added["day"]:
                    if (published and published >= term.value) or (not published and not late):
                        return {"year": int(year)}
        return {}

    def _month(self, at: int, state: Fields) -> Found | None:
        term = self.c.term(at, "month")
        if term is None or (term.cut and state) or "month" in state:
            return None
        calendar, context = term.argument.split()
        end = self._second_name(at + term.size, term)
        added: Fields = {"month": int(term.value)}
        if calendar != "gregorian":
            added["calendar"] = calendar
        year = self._year_behind(end)
        when = self.c.term(end, "when", "last", "next", "this", "same")
        firm = "day" in state or "_unit" in state or year is not None or "edge" in state
        firm = firm or (when is not None and not when.cut and (when.article or when.value == "same"))
        firm = firm or end > at + term.size
        if not firm and not self._fits(at, term, context):
            return None
        if context == "day" and "day" not in state:
            return None
        return (end, added) if year is None else (year[0], {**added, **year[1]})

    def _fits(self, at: int, term: Term, context: str) -> bool:
        """Whether a month without day, year or relation may be one here."""
        if context == "free":
            return True
        inside = self.c.word(at - 1) in _INSIDE or term.preposition in ("ل", "ب")
        if context == "context":
            return inside
        return inside and term.form in ("آب", "أوت") and self.c.texts[at].endswith(term.form) and self.c.word(at - 1) in ("في", "منذ", "خلال")

    def _second_name(self, at: int, first: Term) -> int:
        """The same month by its other name: شباط/فبراير, كانون الثاني (يناير)."""
        for lead in (("/",), ("-",), ("(",), (), ("\\",), ("أو",)):
            start = at + len(lead)
            if tuple(self.c.texts[at:start]) != lead:
                continue
            for term in self.c.terms(start):
                if term.kind == "month" and term.value == first.value and term.argument.split()[0] == first.argument.split()[0] and not term.cut:
                    end = start + term.size
                    if lead == ("(",):
                        return end + 1 if self.c.word(end) == ")" else at
                    return end
        return at

    def _year_behind(self, at: int) -> Found | None:
        """The year of a month: 2022, من عام 2022, من العام الماضي, العام المقبل."""
        start = at
        if self.c.word(at) in ("من", "،", ",", "ل", "/", "-"):
            at += 1
        if self.c.word(start) in ("/", "-") and not (at < self.c.end and self.c.kinds[at] == NUMBER and len(self.c.texts[at]) == 4):
            return None
        unit = self.c.term(at, "unit", "Y")
        if unit is not None and unit.argument == "s" and self.c.word(start) not in ("،", ","):
            year = self._numbered_year(at + 1)
            if year is not None:
                return year
            relative = self._unit(at, {})
            return relative if relative is not None and relative[1].get("unit") == "Y" else None
        dem = self.c.term(at, "dem", "this")
        if dem is not None and not dem.cut:
            relative = self._unit(at, {})
            return relative if relative is not None and relative[1].get("unit") == "Y" else None
        found = self.c.year(at)
        return None if found is None else self._era(found[1], {"year": found[0]})

    def _year(self, at: int, state: Fields) -> Found | None:
        """A bare year behind another part of the expression."""
        if not ({"month", "season", "portion", "edge", "century", "decade"} & state.keys()) or "shift" in state:
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
        elif self.c.word(at + 1) in ("الاخير", "الثاني"):
            rank, end = int(term.argument), at + 2
        else:
            return None
        if self.c.word(end) not in ("من", "ل") and self.c.year(end) is None and self.c.term(end, "unit", "Y") is None:
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
        if not ({"weekday", "month"} & state.keys()) or "when" in state or "year" in state or "shift" in state:
            return None
        term = self.c.term(at, "when")
        if term is None or term.cut or not (term.article or term.value == "same"):
            return None
        if term.value in ("prev", "following", "same"):
            return at + 1, {"relation": term.value}
        return (at + 1, {"when": term.value}) if term.value in ("last", "next", "this") else None

    def _part(self, at: int, state: Fields) -> Found | None:
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
        if self.c.word(at) in ("فصل", "موسم") and self.c.term(at + 1, "season") is not None:
            return at + 1, {"_filler": True, "_weak": True}
        return None


def bare_year(cursor: Cursor, at: int) -> int | None:
    """A year that stands alone: four digits in a place where years stand, and nothing that it could count behind it."""
    if cursor.kinds[at] != NUMBER or len(cursor.texts[at]) != 4 or not cursor.texts[at].isdigit():
        return None
    year = int(cursor.texts[at])
    return year if year in CAN_BE_YEAR and 1800 <= year <= 2100 else None
