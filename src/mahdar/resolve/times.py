"""From what an expression of time says to its value: resolved against the report's date or another time of the text.

Nothing is guessed: without a date to count from, a relative expression keeps no value.
"""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from mahdar.analysis.mentions import TimeMention
from mahdar.analysis.timespec import Frequency, Interval, Length, Point
from mahdar.analysis.types import Analysis
from mahdar.languages.ar.links import time_words
from mahdar.resolve import calendar, timevalues
from mahdar.resolve.calendar import Stretch
from mahdar.resolve.dateline import infer_published
from mahdar.resolve.intervals import shared, start_before
from mahdar.resolve.stamps import stamped_days
from mahdar.resolve.tense import is_limit, side_of

__all__ = ["ResolvedTime", "infer_published", "parse_date", "resolve_times"]

# A day and month without a year lie on the nearer side of the report unless the tense speaks for the other side and
# that is at least this near (days); measured on own cases: longer reaches took past statements for old dates.
_REACH = 200


class ResolvedTime(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A mention with its value; `anchor` is "published", the index of the mention it was counted from, or None."""

    mention: TimeMention
    value: str | None
    anchor: str | int | None = None
    note: str | None = None


class _Answer(msgspec.Struct, gc=False):
    """What resolving one point found."""

    stretch: Stretch | None
    anchor: str | int | None = None
    note: str | None = None


class _Resolver:
    def __init__(self, mentions: list[TimeMention], analysis: Analysis, published: date | None) -> None:
        self.mentions, self.analysis, self.published = mentions, analysis, published
        self.known: list[tuple[int, Stretch]] = []  # mention and value, in order of the text
        self.years = sorted({y for m in mentions for y in _years(m)})
        self.title_year = self._title_year()
        self.index = 0
        self.days: dict[int, int] | None = None  # of the stamps, once one is asked for

    def _title_year(self) -> int | None:
        """The only year that the report names, if its first sentence does: then it is the year of its days too."""
        if self.published is not None or len(self.years) != 1:
            return None
        first = (
            [m for m in self.mentions if m.last <= self.analysis.sentences[0][1]]
            if self.analysis.sentences
            else []
        )
        return self.years[0] if any(_years(m) for m in first) else None

    def run(self) -> list[ResolvedTime]:
        self._dated_weekdays()
        return [self._one(index, mention) for index, mention in enumerate(self.mentions)]

    def _dated_weekdays(self) -> None:
        """Without a date of the report: days whose weekday fixes the year among those near the years of the text."""
        self.fixed: dict[int, date] = {}
        if self.published is not None:
            return
        near = {y + k for y in self.years for k in (-1, 0, 1)}
        for index, mention in enumerate(self.mentions):
            p = mention.spec
            if not isinstance(p, Point) or p.calendar != "gregorian":
                continue
            if p.year is not None and p.month is not None and p.day is not None and p.weekday is not None:
                found = calendar.ymd(p.year, p.month, p.day)
                if found is not None:
                    self.fixed[index] = found
            elif p.weekday is not None and p.month is not None and p.day is not None and p.year is None:
                days = [
                    d
                    for y in sorted(near)
                    if (d := calendar.ymd(y, p.month, p.day)) and d.weekday() == p.weekday
                ]
                if len(days) == 1:
                    self.fixed[index] = days[0]

    def _one(self, index: int, mention: TimeMention) -> ResolvedTime:
        self.index = index
        spec = mention.spec
        if isinstance(spec, Length):
            return ResolvedTime(mention=mention, value=_duration(spec))
        if isinstance(spec, Frequency):
            return ResolvedTime(mention=mention, value="R/" + str(timevalues.period(spec.amount, spec.unit)))
        if isinstance(spec, Interval):
            return self._interval(mention, spec)
        if isinstance(spec, Point):
            answer = self._point(spec, mention.first)
            value = answer.stretch.value if answer.stretch is not None else None
            if answer.stretch is not None:
                if spec.edge and spec.calendar == "gregorian":
                    answer.stretch = self._at_edge(answer.stretch, spec, mention.first)
                    value = answer.stretch.value
                self.known.append((index, answer.stretch))
                value = timevalues.finished(value or "", spec)
            return ResolvedTime(mention=mention, value=value, anchor=answer.anchor, note=answer.note)
        return ResolvedTime(mention=mention, value=None)

    def _at_edge(self, stretch: Stretch, p: Point, token: int) -> Stretch:
        """The edge of a month or year; the opening of this year lies in the next where it is still to come."""
        if (
            p.unit == "Y"
            and p.shift == 0
            and p.edge == "opening"
            and side_of(self.analysis, token) == "future"
        ):
            if self.published is not None and self.published.month > 2:
                stretch = calendar.year(stretch.first.year + 1) or stretch
        return timevalues.at_edge(stretch, p, limit=is_limit(self.analysis, token))

    # points

    def _point(self, p: Point, token: int) -> _Answer:
        if p.before_era:
            return _Answer(timevalues.before_era(p))
        if p.calendar != "gregorian":
            return self._foreign(p)
        if p.relation:
            return self._related(p)
        if p.decade is not None or p.century is not None:
            return self._long(p)
        if p.shift is not None:
            return self._shifted(p)
        if p.year is not None:
            stretch, note = timevalues.in_year(p, p.year)
            return _Answer(stretch, note=note)
        if p.month is not None:
            return self._month(p, token)
        if p.season is not None:
            return self._season(p, token)
        if p.weekday is not None:
            return self._weekday(p, token)
        if p.stamp:
            return self._stamped()
        if p.clock or p.part:
            return self._hour(token)
        return _Answer(None)

    def _shifted(self, p: Point) -> _Answer:
        if self.published is None or p.shift is None:
            return _Answer(None)
        here = self.published
        if p.unit == "W" and here.weekday() == 6:
            here += timedelta(
                days=1 if here < date.max else 0
            )  # the week that a Sunday opens is the next one of ISO
        base = calendar.shifted(here, p.shift, p.unit)
        if base is None:
            return _Answer(None, note="out of range")
        if p.unit == "D":
            return self._checked(base.first, p)
        if p.unit == "Y":
            return _with_anchor(*timevalues.in_year(p, base.first.year))
        if p.unit == "M":
            if p.day is not None:
                return _with_anchor(*timevalues.dated(base.first.year, base.first.month, p.day))
            return _Answer(base, "published")
        if p.unit == "W" and p.weekday is not None:
            return _Answer(_moved(base.first, p.weekday), "published")
        return _Answer(base, "published")

    def _checked(self, found: date, p: Point) -> _Answer:
        """A relative day with its weekday: where they differ by a day, the weekday is right (time zones, late copies)."""
        if p.month is not None and p.day is not None:
            stated = calendar.ymd(found.year, p.month, p.day)
            if stated is not None and stated != found:
                near = stated if abs((stated - found).days) < 180 else None
                return _Answer(
                    calendar.day(near) if near else None,
                    "published",
                    "the date differs from the relative day",
                )
        if p.weekday is None or found.weekday() == p.weekday:
            return _Answer(calendar.day(found), "published")
        for off in (-1, 1):
            near_by = _moved(found, off)
            if near_by is not None and near_by.first.weekday() == p.weekday:
                return _Answer(near_by, "published", "the weekday differs from the relative day")
        return _Answer(calendar.day(found), "published", "the weekday contradicts the relative day")

    def _month(self, p: Point, token: int) -> _Answer:
        assert p.month is not None
        if self.index in self.fixed:
            return _Answer(calendar.day(self.fixed[self.index]), note="the weekday fixes the year")
        if self.published is None:
            return self._year_from_text(p)
        year = self._year_of(p, token)
        return _with_anchor(*timevalues.in_year(p, year))

    def _year_from_text(self, p: Point) -> _Answer:
        if self.title_year is not None and not p.when:
            stretch, note = timevalues.in_year(p, self.title_year)
            return _Answer(stretch, None, note or "the year is that of the title")
        return _Answer(None)

    def _year_of(self, p: Point, token: int) -> int:
        """The year of a month or day that names none."""
        assert self.published is not None
        assert p.month is not None
        here = self.published
        ref = (here.month, here.day) if p.day is not None else (here.month, 0)
        mine = (p.month, p.day) if p.day is not None else (p.month, 0)
        before = here.year if mine <= ref else here.year - 1
        after = here.year if mine >= ref else here.year + 1
        if p.when == "before_last":
            return before - 1
        if p.when == "after_next":
            return after + 1
        if p.when == "last":
            return before if mine != ref else here.year - 1 if p.day is None else before
        if p.when == "next":
            return after if mine != ref else here.year + 1 if p.day is None else after
        if p.when == "this":
            return here.year
        if before == after:
            return before
        back = (here - _about(before, p)).days
        ahead = (_about(after, p) - here).days
        if p.weekday is not None and p.day is not None:
            fits = [
                y
                for y in (before, after)
                if (d := calendar.ymd(y, p.month, p.day)) and d.weekday() == p.weekday
            ]
            if len(fits) == 1:
                return fits[0]
        tense = side_of(self.analysis, token)
        nearest = before if back <= ahead else after
        if tense == "past":
            return before if back <= _REACH or p.day is None else nearest
        if tense == "future":
            return after if ahead <= _REACH or p.day is None else nearest
        return nearest

    def _weekday(self, p: Point, token: int) -> _Answer:
        assert p.weekday is not None
        here = self.published
        if here is None:
            return self._same_weekday(p)
        back = (here.weekday() - p.weekday) % 7
        if p.when in ("last", "before_last"):
            return _Answer(_moved(here, -(back or 7) - 7 * (p.when != "last")), "published")
        if p.when in ("next", "after_next"):
            return _Answer(_moved(here, ((-back) % 7 or 7) + 7 * (p.when != "next")), "published")
        tense = side_of(self.analysis, token) if p.when != "this" else None
        if tense == "future" or (tense == "present" and not self._since(token)):
            return _Answer(_moved(here, (-back) % 7), "published")
        return _Answer(_moved(here, -back), "published")

    def _since(self, token: int) -> bool:
        """Whether the time is where something began: then it lies behind, whatever the tense."""
        return token > 0 and self.analysis.folded[token - 1] in time_words().begun

    def _same_weekday(self, p: Point) -> _Answer:
        """Without a date of the report: the day of that name that the text dates, or the day right beside it."""
        if p.when or not self.fixed:
            return _Answer(None)
        for index, when in self.fixed.items():
            if when.weekday() == p.weekday:
                return _Answer(calendar.day(when), index, "dated elsewhere in the text")
        days = set(self.fixed.values())
        if len(days) == 1:
            (index, when), *_ = self.fixed.items()
            after = _moved(when, 1)
            if after is not None and after.first.weekday() == p.weekday:
                return _Answer(after, index, "the day after a dated one")
        return _Answer(None)

    def _season(self, p: Point, token: int) -> _Answer:
        if self.published is None:
            return _Answer(None)
        assert p.season is not None
        if not p.when:
            return _with_anchor(*timevalues.in_year(p, self._year_of_season(p.season, token)))
        middle = {21: 4, 22: 7, 23: 10, 24: 1}[p.season]
        y = self.published.year
        if p.when == "last":
            y = y if middle < self.published.month - 1 else y - 1
        elif p.when == "next":
            y = y if middle > self.published.month + 1 else y + 1
        return _with_anchor(*timevalues.in_year(p, y))

    def _year_of_season(self, season: int, token: int) -> int:
        """The year of a season that names none: the last that has begun, or the first that has not ended."""
        assert self.published is not None
        begins = {21: 3, 22: 6, 23: 9, 24: 12}[season]
        passed = self.published.month >= begins
        side = side_of(self.analysis, token)
        if side == "past":
            return self.published.year - (not passed)
        over = self.published.month >= begins + 3
        running = season == 24 and self.published.month < 3
        return self.published.year + over - running

    def _hour(self, token: int) -> _Answer:
        """The day of a clock time or part of a day: the last day named in its sentence, else the report's own."""
        sentence_of = self.analysis.sentence_of
        for index, stretch in reversed(self.known):
            if sentence_of[self.mentions[index].first] != sentence_of[token] and self.published is not None:
                break
            if stretch.first == stretch.last:
                return _Answer(calendar.day(stretch.first), index)
        return _Answer(None if self.published is None else calendar.day(self.published), "published")

    def _stamped(self) -> _Answer:
        """The day of an entry of a live report, which may begin on the day before or end on the day after."""
        if self.published is None:
            return _Answer(None)
        if self.days is None:
            self.days = stamped_days(self.mentions)
        return _Answer(_moved(self.published, self.days[self.index]), "published")

    def _long(self, p: Point) -> _Answer:
        """Decades and centuries."""
        if p.century is not None:
            first = (p.century - 1) * 100
            if p.decade is not None:
                return _Answer(calendar.years(first + p.decade * 10, f"{(first + p.decade * 10) // 10:03d}X"))
            return _Answer(calendar.years(first, f"{first // 100:02d}XX"))
        assert p.decade is not None
        hundred = 1900
        if p.shift is not None and p.unit == "C" and self.published is not None:
            hundred = (self.published.year - 1) // 100 * 100 + 100 * p.shift
        return _Answer(calendar.years(hundred + 10 * p.decade, f"{(hundred + 10 * p.decade) // 10:03d}X"))

    def _related(self, p: Point) -> _Answer:
        """The next day, the same year: counted from the last time of the text that is fine enough."""
        if p.relation == "recent":
            return _Answer(None)
        if p.weekday is not None and p.month is None:
            return self._named_before(p)
        unit = p.unit or ("M" if p.month is not None else "")
        if p.month is not None and p.unit == "Y":
            return self._in_that_year(p)
        if p.month is not None or not unit:
            return _Answer(None)
        longest = {"D": 1, "W": 7, "M": 31, "Y": 366}.get(unit)
        if longest is None:
            return _Answer(None)
        for index, stretch in reversed(self.known):
            if (stretch.last - stretch.first).days < longest:
                step = {"prev": -1, "following": 1, "same": 0}[p.relation]
                found = calendar.shifted(stretch.first, step, unit)
                if found is not None and unit == "M" and p.day is not None:
                    inside, note = timevalues.dated(found.first.year, found.first.month, p.day)
                    return _Answer(inside, index, note)
                return _Answer(found, index)
        return _Answer(None)

    def _in_that_year(self, p: Point) -> _Answer:
        """كانون الأول من العام نفسه: a month of the year that the text told last, or of one beside it."""
        step = {"prev": -1, "following": 1, "same": 0}[p.relation]
        for index, stretch in reversed(self.known):
            if stretch.first.year == stretch.last.year:
                found, note = timevalues.in_year(p, stretch.first.year + step)
                return _Answer(found, index, note)
        return _Answer(None)

    def _named_before(self, p: Point) -> _Answer:
        """السبت نفسه, ذلك الاثنين: the day of that name that the text has told, else the last before the report."""
        for index, stretch in reversed(self.known):
            if stretch.first == stretch.last and stretch.first.weekday() == p.weekday:
                return _Answer(calendar.day(stretch.first), index)
        if self.published is None or p.relation != "same":
            return _Answer(None)
        return _Answer(
            _moved(self.published, -((self.published.weekday() - (p.weekday or 0)) % 7)), "published"
        )

    def _foreign(self, p: Point) -> _Answer:
        """Hijri and Persian dates; the day of a Hijri date depends on the sighting of the moon, so it is about."""
        y = p.year
        anchor = None
        if y is None:
            if self.published is None or p.month is None:
                return _Answer(None)
            anchor = "published"
            y = calendar.year_in(p.calendar, self.published)
            spans = [
                (k, s)
                for k in (y - 1, y, y + 1)
                if (s := calendar.other_calendar(p.calendar, k, p.month, p.day))
            ]
            y = _nearest(spans, self.published, p.when)
            if y is None:
                return _Answer(None)
        found = calendar.other_calendar(p.calendar, y, p.month, p.day)
        if found is None:
            return _Answer(None, note="no such date")
        mark = "~" if p.calendar == "islamic" else ""
        first, last = found
        value = f"{first}{mark}" if first == last else f"{first}{mark}/{last}{mark}"
        return _Answer(Stretch(first, last, value), anchor)

    # intervals

    def _interval(self, mention: TimeMention, spec: Interval) -> ResolvedTime:
        start, end = shared(spec)
        if start.shift is not None and end.shift is not None and not (start.weekday or end.weekday):
            one, two = self._point(start, mention.first), self._point(end, mention.first)
        else:
            two = self._point(end, mention.first)
            if (
                two.stretch is not None
                and start.year is None
                and start.shift is None
                and start.month is not None
            ):
                filled = start_before(start, two.stretch.first)
                one = _Answer(filled) if filled is not None else self._point(start, mention.first)
            else:
                one = self._point(start, mention.first)
                if one.stretch is not None and end.weekday is not None and end.month is None:
                    off = (end.weekday - one.stretch.first.weekday()) % 7
                    two = _Answer(_moved(one.stretch.first, off), one.anchor)
        if one.stretch is None or two.stretch is None:
            return ResolvedTime(mention=mention, value=None, note=one.note or two.note)
        if one.stretch.first > two.stretch.last:
            return ResolvedTime(mention=mention, value=None, note="ends before it begins")
        self.known.append((self.index, Stretch(one.stretch.first, two.stretch.last, "")))
        anchor = one.anchor if one.anchor is not None else two.anchor
        value = (
            f"{timevalues.finished(one.stretch.value, start)}/{timevalues.finished(two.stretch.value, end)}"
        )
        return ResolvedTime(mention=mention, value=value, anchor=anchor)


def _moved(here: date, days: int) -> Stretch | None:
    return calendar.shifted(here, days, "D")


def _with_anchor(stretch: Stretch | None, note: str | None) -> _Answer:
    return _Answer(stretch, "published" if stretch is not None else None, note)


def _about(year: int, p: Point) -> date:
    return calendar.ymd(year, p.month or 1, min(p.day or 15, 28)) or (date.min if year < 1 else date.max)


def _nearest(spans: list[tuple[int, tuple[date, date]]], here: date, when: str) -> int | None:
    if when == "last":
        spans = [s for s in spans if s[1][1] < here]
        return spans[-1][0] if spans else None
    if when == "next":
        spans = [s for s in spans if s[1][0] > here]
        return spans[0][0] if spans else None
    return min(spans, key=lambda s: abs((s[1][0] - here).days), default=(None,))[0]


def _duration(spec: Length) -> str | None:
    return timevalues.period(spec.amount, spec.unit, spec.more)


def _years(mention: TimeMention) -> list[int]:
    spec = mention.spec
    points = (
        [spec] if isinstance(spec, Point) else [spec.start, spec.end] if isinstance(spec, Interval) else []
    )
    return [p.year for p in points if p.year is not None and p.calendar == "gregorian" and not p.before_era]


def parse_date(text: str | None) -> date | None:
    """The day of an ISO 8601 date or date-time; None for anything else."""
    if not text or len(text) < 10:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def resolve_times(
    mentions: list[TimeMention], analysis: Analysis, published: str | None
) -> list[ResolvedTime]:
    """The value of every mention, in the order given.

    Args:
        mentions: times in the order of the text.
        analysis: the report.
        published: its date or date-time, if known.
    """
    return _Resolver(mentions, analysis, parse_date(published)).run()
