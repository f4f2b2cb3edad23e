"""Days, months, years and the periods that a unit names: 4 فبراير، شباط/فبراير 2016، عام 2011، العام الماضي."""

from __future__ import annotations

from typing import Any

from mahdar.extract.times.cursor import Cursor
from mahdar.languages.ar.timetables import Term
from mahdar.text import NUMBER

Fields = dict[str, Any]
Found = tuple[int, Fields]

# The unit before the last and the one after the next, in units from the report.
BEYOND = {"before_last": -2, "after_next": 2}


def _signed(term: Term) -> Fields:
    """Fields of an adjective of relation behind a unit."""
    if term.value in BEYOND:
        return {"shift": BEYOND[term.value]}
    if term.value in ("last", "next", "this"):
        return {"shift": {"last": -1, "next": 1, "this": 0}[term.value]}
    if term.value == "recent":
        return {"relation": "recent"}
    return {"relation": term.value}


class Periods:
    """Components of a point that stand on a unit, a month or a year."""

    def __init__(self, cursor: Cursor) -> None:
        self.c = cursor

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
            if when is not None and not when.cut and (when.article or when.value in ("same", *BEYOND)):
                return end + when.size, {"unit": unit, **_signed(when)}
            after = self.c.term(end, "dem", "this")
            if after is not None and not after.cut:
                return end + 1, {"unit": unit, "shift": 0}
            if (
                unit in ("Y", "M", "W")
                and ("edge" in state or "portion" in state or "_behind" in state)
                and not self._ordinal_unit(end)
            ):
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
            if text.isdigit() and len(text) <= 2:
                told = self._era(at + 1, {"year": int(text)})
                if told[0] > at + 1 and int(text):
                    return told
                return (at + 1, {"year": 1900 + int(text)}) if len(text) == 2 and int(text) >= 30 else None
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

    def _day_month(self, at: int, state: Fields) -> Found | None:
        """4 فبراير، الرابع من شباط، 25 من الشهر الجاري."""
        found = self.c.day(at)
        if found is None or "day" in state or "month" in state:
            return None
        day, end = found
        if self.c.word(end) == "من" or (self.c.word(end) in ("/", "-") and end + 1 < self.c.end):
            end += 1
        current = self.c.term(end, "when", "this")
        if (
            current is not None
            and current.article
            and not current.cut
            and current.form in self.c.links.current_month
        ):
            return end + 1, {"day": day, "unit": "M", "shift": 0}
        unit = self.c.term(end, "unit", "M")
        if unit is not None and unit.argument == "s":
            if unit.article and not unit.cut:
                relative = self._unit(end, {})
                if relative is not None:
                    return relative[0], {"day": day, **relative[1]}
                return end + 1, {"day": day, "unit": "M", "shift": 0}
        month = self._month(end + 1 if unit is not None and unit.argument == "s" else end, {"day": day})
        if month is None:
            dem = self.c.term(end, "dem")
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
        if year is None and "day" not in state and not state.get("_unit"):
            ahead = self._day_and_year(end)
            if ahead is not None:
                return ahead[0], {**added, **ahead[1]}
        when = self.c.term(end, "when", "last", "next", "this", "same")
        firm = "day" in state or "_unit" in state or year is not None or "edge" in state
        firm = firm or (when is not None and not when.cut and (when.article or when.value == "same"))
        firm = firm or end > at + term.size
        if not firm and not self._fits(at, term, context):
            return None
        if context == "day" and "day" not in state:
            return None
        return (end, added) if year is None else (year[0], {**added, **year[1]})

    def _day_and_year(self, at: int) -> Found | None:
        """آذار 15، 2014: the day behind its month, where a year follows."""
        if not at < self.c.end or self.c.kinds[at] != NUMBER:
            return None
        day = self.c.day(at)
        if day is None:
            return None
        end = day[1] + 1 if self.c.word(day[1]) in ("،", ",") else day[1]
        year = self.c.year(end) if end < self.c.end and self.c.kinds[end] == NUMBER else None
        return None if year is None else (year[1], {"day": day[0], "year": year[0]})

    def _fits(self, at: int, term: Term, context: str) -> bool:
        """Whether a month without day, year or relation may be one here."""
        if context == "free":
            return True
        inside = self.c.word(at - 1) in self.c.links.inside or term.preposition in ("ل", "ب")
        if context == "context":
            return inside
        return (
            inside
            and term.form in self.c.links.written_month
            and self.c.texts[at].endswith(term.form)
            and self.c.word(at - 1) in self.c.links.firm_inside
        )

    def _second_name(self, at: int, first: Term) -> int:
        """The same month by its other name: شباط/فبراير, كانون الثاني (يناير)."""
        for lead in (("/",), ("-",), ("(",), (), ("\\",), ("أو",)):
            start = at + len(lead)
            if tuple(self.c.texts[at:start]) != lead:
                continue
            for term in self.c.terms(start):
                if (
                    term.kind == "month"
                    and term.value == first.value
                    and term.argument.split()[0] == first.argument.split()[0]
                    and not term.cut
                ):
                    end = start + term.size
                    if lead == ("(",):
                        return end + 1 if self.c.word(end) == ")" else at
                    return end
        return at

    def _year_behind(self, at: int) -> Found | None:
        """The year of a month: 2022, من عام 2022, من العام الماضي, العام المقبل."""
        start = at
        if self.c.word(at) in self.c.links.of or self.c.word(at) in ("،", ",", "/", "-"):
            at += 1
        if self.c.word(start) in ("/", "-") and not (
            at < self.c.end and self.c.kinds[at] == NUMBER and len(self.c.texts[at]) == 4
        ):
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
