"""All expressions of time in a report."""

from __future__ import annotations

from mahdar.analysis.mentions import TimeMention
from mahdar.analysis.numerals import bound_after, bound_before
from mahdar.analysis.timespec import Frequency, Interval, Length, Point, Spec, Vague
from mahdar.analysis.types import Analysis, Numeral
from mahdar.analysis.words import ADJECTIVE, NOUN
from mahdar.extract.times import lengths, parts
from mahdar.extract.times.cursor import Cursor
from mahdar.extract.times.points import Points, bare_year
from mahdar.languages.ar.timetables import Lexis
from mahdar.text import NUMBER

_DASHES = frozenset("-–—")
_LISTING = frozenset("،,-–")


# Classes of words that an expression of time can begin with.
_OPENERS = frozenset(
    (
        "unit",
        "month",
        "weekday",
        "day",
        "part",
        "clockpart",
        "edge",
        "season",
        "dem",
        "often",
        "every",
        "ago",
        "half",
        "oclock",
        "decade",
        "named",
    )
)

Found = tuple[int, Spec, int]  # token behind, spec, characters cut off the first token


class _Finder:
    def __init__(self, analysis: Analysis) -> None:
        self.c = Cursor(analysis)
        self.links = self.c.links
        self.points = Points(self.c)
        self.found: list[TimeMention] = []

    def run(self) -> list[TimeMention]:
        c = self.c
        lexis, numbers = c.lexis, c.numbers
        for start, end in c.analysis.sentences:
            c.start, c.end = start, end
            at = start
            while at < c.end:
                if self._may_begin(at, lexis, numbers):
                    at = self._at(at)
                else:
                    at += 1
        return self.found

    def _may_begin(self, at: int, lexis: Lexis, numbers: dict[int, Numeral]) -> bool:
        """Whether an expression can begin at a token; asked of every token, so the cheap answers come first."""
        word = self.c.folded[at]
        if word in lexis:
            return at in numbers or any(term.kind in _OPENERS for term in self.c.terms(at))
        return at in numbers or self.c.kinds[at] == NUMBER or word in self.links.article

    def _at(self, at: int) -> int:
        """Read one expression at a token; the token where reading goes on."""
        found = self._read(at)
        if found is None:
            return at + 1
        end, spec, cut = found
        first = at
        if isinstance(spec, Length | Vague):
            if self._is_age(at, end):
                return end
            before = bound_before(self.c.folded, at, self.c.start)
            if before is not None and not cut:
                first = before[0]
            after = bound_after(self.c.folded, end, self.c.end)
            if after is not None:
                end = after[0]
        a = self.c.analysis
        start = a.start(first, cut if first == at else 0)
        calendar = (
            spec.calendar
            if isinstance(spec, Point)
            else spec.end.calendar
            if isinstance(spec, Interval)
            else "gregorian"
        )
        self.found.append(
            TimeMention(
                first=first,
                last=end,
                start=start,
                end=a.ends[end - 1],
                type=_type(spec),
                spec=spec,
                calendar=calendar,
                rule=f"times.{type(spec).__name__.lower()}",
            )
        )
        return end

    def _cut(self, at: int) -> int:
        terms = self.c.terms(at)
        return min((t.cut for t in terms), default=0) if terms else self._number_cut(at)

    def _number_cut(self, at: int) -> int:
        """Proclitics of a number word: والخامس."""
        word = self.c.folded[at]
        if at not in self.c.numbers or self.c.kinds[at] == NUMBER or len(word) < 4:
            return 0
        if word[0] in "وف" and word[1:3] == "ال":
            return 1
        if word[0] in "بلك" and word[1:3] == "ال":
            return 1
        if word[:2] in ("ول", "وب") and word[2:4] == "ال":
            return 2
        return 1 if word[0] == "و" and word not in self.links.one else 0

    def _read(self, at: int) -> Found | None:
        """The best reading at a token."""
        c = self.c
        back = lengths.ago(c, at)
        if back is not None:
            return back[0], back[1], self._cut(at)
        often = lengths.frequency(c, at)
        plural = self._coordinated(at)
        if plural is not None:
            return plural
        point = self.points.read(at)
        if point is None:
            ranged = self._open_range(at)
            if ranged is not None:
                return ranged
        if often is not None and isinstance(often[1], Frequency) and c.term(at, "unit") is not None:
            return often[0], often[1], self._cut(at)
        counted = lengths.counted(c, at)
        if point is None and counted is not None:
            return counted[0], counted[1], self._cut(at)
        if point is not None and (counted is None or point[0] >= counted[0]):
            return self._ranged(at, point)
        if counted is not None:
            return counted[0], counted[1], self._cut(at)
        if often is not None:
            return often[0], often[1], self._cut(at)
        loose = parts.alone(c, at)
        if loose is not None:
            return loose[0], loose[1], self._cut(at)
        ordinal = self._nth(at)
        if ordinal is not None:
            return ordinal
        return self._year_alone(at)

    def _ranged(self, at: int, point: tuple[int, Point]) -> Found:
        """A point, or an interval if another follows: من السبت إلى الاثنين، بين 2014 و2018."""
        end, start = point
        cut = self._cut(at)
        c = self.c
        before = c.word(at - 1)
        word = c.word(end)
        if self._to(word) and (before in self.links.since or word in _DASHES or start.part == "night"):
            other = self._other(end + 1)
            if other is not None and self._comparable(start, other[1]):
                return other[0], Interval(start=start, end=other[1]), cut
        if before in self.links.between or before in self.links.period:
            joined = c.word(end)
            after = end + 1 if joined == "و" else end
            if joined == "و" or joined.startswith("و"):
                other = self._other(after)
                if other is not None and self._comparable(start, other[1]):
                    return other[0], Interval(start=start, end=other[1]), cut
        if (
            start.day is not None
            and start.month is None
            and start.year is None
            and start.shift is None
            and not start.relation
        ):
            return end, Vague(reason="day without month"), cut
        return end, start, cut

    def _to(self, word: str) -> bool:
        """Whether a word or dash may stand between the ends of a range."""
        return word in self.links.to or word in _DASHES

    def _listing(self, word: str) -> bool:
        """Whether a word or mark may stand between the items of a list."""
        return word in self.links.coordinate or word in _LISTING

    def _other(self, at: int) -> tuple[int, Point] | None:
        found = self.points.read(at)
        if found is not None:
            return found
        year = self.c.year(at) if at < self.c.end else None
        return None if year is None else (year[1], Point(year=year[0]))

    @staticmethod
    def _comparable(a: Point, b: Point) -> bool:
        return any(
            getattr(a, key) is not None and getattr(b, key) is not None
            for key in ("day", "weekday", "month", "year", "shift", "clock")
        ) and bool(a.clock) == bool(b.clock)

    def _open_range(self, at: int) -> Found | None:
        """A range whose start lacks what its end says: 4 إلى 20 فبراير، يناير إلى مارس 2014، 2014-2018."""
        c = self.c
        if c.kinds[at] == NUMBER:
            text = c.texts[at]
            for mark in ("-", "/"):
                one, found, two = text.partition(mark)
                if found and one.isdigit() and two.isdigit() and len(one) == 4 and len(two) in (2, 4):
                    last = int(two) if len(two) == 4 else int(one[:2] + two)
                    if 1000 <= int(one) < last <= 2200 and last - int(one) < 200:
                        return at + 1, Interval(start=Point(year=int(one)), end=Point(year=last)), 0
                if (
                    found == "-"
                    and one.isdigit()
                    and two.isdigit()
                    and 1 <= int(one[:3]) < int(two[:3]) <= 31
                    and len(two) < 3
                ):
                    later = self.points.read(at + 1, {"day": int(two)})
                    if later is not None and later[1].month is not None:
                        return later[0], Interval(start=Point(day=int(one)), end=later[1]), 0
        day = c.day(at)
        if day is not None:
            found2 = self._days_to(at, day)
            if found2 is not None:
                return found2
        year = c.year(at)
        if year is not None and (c.word(at - 1) in self.links.since or c.word(year[1]) in _DASHES):
            word = c.word(year[1])
            after = year[1] + 1 if self._to(word) or word == "و" else year[1] if word.startswith("و") else -1
            other = c.year(after) if after > 0 else None
            if (
                other is not None
                and other[0] > year[0]
                and (self._to(word) or c.word(at - 1) in self.links.between)
            ):
                return other[1], Interval(start=Point(year=year[0]), end=Point(year=other[0])), 0
        return None

    def _days_to(self, at: int, day: tuple[int, int]) -> Found | None:
        c = self.c
        before, word = c.word(at - 1), c.word(day[1])
        linked = self._to(word) and (
            before in self.links.since or before in self.links.days or word in ("-", "–")
        )
        if not linked and (
            before in self.links.between or self._ordinal_pair(at, day[1]) or self._next_day(day)
        ):
            linked = word.startswith("و")
        if not linked:
            return None
        start = day[1] + 1 if self._to(word) or word == "و" else day[1]
        last = c.day(start)
        if last is None:
            return None
        more = self._days_to(start, last)  # 3 و4 و5 مارس
        if more is not None and isinstance(more[1], Interval):
            return more[0], Interval(start=Point(day=day[0]), end=more[1].end), self._cut(at)
        later = self.points.read(start)
        if (
            later is None
            or later[1].day is None
            or (later[1].month is None and later[1].unit != "M")
            or later[1].day == day[0]
        ):
            return None
        return later[0], Interval(start=Point(day=day[0]), end=later[1]), self._cut(at)

    def _next_day(self, day: tuple[int, int]) -> bool:
        """Whether و and the day after follow, both in digits: 3 و4 مارس."""
        c = self.c
        behind = day[1] + 1
        if (
            c.word(day[1]) != "و"
            or not behind < c.end
            or c.kinds[behind] != NUMBER
            or c.kinds[day[1] - 1] != NUMBER
        ):
            return False
        other = c.day(behind)
        return other is not None and other[0] == day[0] + 1

    def _ordinal_pair(self, at: int, behind: int) -> bool:
        one, two = self.c.numbers.get(at), self.c.numbers.get(behind)
        return one is not None and two is not None and one.ordinal and two.ordinal

    def _coordinated(self, at: int) -> Found | None:
        """عامي 2014 و2015، يومي 2 و3 ماي، يومي السبت والأحد، شهري يناير وفبراير."""
        c = self.c
        unit = c.term(at, "unit")
        if (
            unit is None
            or unit.article
            or unit.argument not in ("c", "p")
            or unit.value not in ("Y", "D", "M", "W")
        ):
            return None
        here = at + 1
        items: list[Point] = []
        while here < c.end and len(items) < 12:
            item = self._item(here, unit.value)
            if item is None:
                break
            here, point = item
            items.append(point)
            word = c.word(here)
            if self._listing(word) or self._to(word):
                here += 1
            elif not word.startswith("و"):
                break
        if len(items) < 2:
            return None
        end = here if items and not self._listing(c.word(here - 1)) else here - 1
        return end, Interval(start=items[0], end=items[-1]), self._cut(at)

    def _item(self, at: int, unit: str) -> tuple[int, Point] | None:
        if unit == "Y":
            year = self.c.year(at)
            if (
                year is None
                and self.c.kinds[at] == NUMBER
                and self.c.texts[at].isdigit()
                and len(self.c.texts[at]) == 2
            ):
                return at + 1, Point(year=1900 + int(self.c.texts[at]))
            return None if year is None else (year[1], Point(year=year[0]))
        point = self.points.read(at)
        if point is not None and (
            point[1].weekday is not None or point[1].month is not None or point[1].unit == "M"
        ):
            return point
        day = self.c.day(at) if unit == "D" else None
        return None if day is None else (day[1], Point(day=day[0]))

    def _nth(self, at: int) -> Found | None:
        """العام الثاني على التوالي، اليوم الأول, عامها الثامن: a place in a row whose start is not told."""
        c = self.c
        unit = c.term(at, "unit")
        if unit is None or unit.argument != "s" or not unit.article or unit.value not in ("Y", "M", "W", "D"):
            return None
        number = c.ordinal(at + 1)
        if number is None:
            return None
        end = number.last
        if c.word(end) == "علي" and c.word(end + 1) == "التوالي":
            end += 2
        return end, Vague(reason="place in a row"), self._cut(at)

    def _year_alone(self, at: int) -> Found | None:
        c = self.c
        year = bare_year(c, at)
        if year is None:
            return None
        before = c.word(at - 1)
        number = c.numbers.get(at)
        if number is not None and number.last != at + 1:
            return None
        opens = at + 1 >= c.end or c.texts[at + 1] in (".", "،", ",", ")", "(", "؛", ":", "-", "»", '"')
        known = before in self.links.before_year or before.lstrip("و") in self.links.before_year
        title = c.start == 0 and c.end - c.start < 25 and opens
        if not (
            known or (opens and 1900 <= year <= 2100 and bound_before(c.folded, at, c.start) is None) or title
        ):
            return None
        if before in self.links.numbered:
            return None
        if "رؤيه" in (before.lstrip("و"), c.word(at - 2), c.word(at - 3)):
            return None  # the name of a programme
        if before in self.links.paired and self._paired(at):
            return None
        if not opens and known and before in self.links.limit and self._counts(at):
            return None
        return at + 1, Point(year=year), 0

    def _paired(self, at: int) -> bool:
        """Whether a number that is no year follows behind و or إلى."""
        word = self.c.word(at + 1)
        other = self.c.cardinal(
            at + 2 if word in self.links.coupled or word == "-" else at + 1 if word.startswith("و") else -1
        )
        return other is not None and self.c.year(other.first) is None

    def _counts(self, at: int) -> bool:
        """Whether the word behind a number of four digits is what it counts."""
        from mahdar.languages.ar import timetables

        c = self.c
        if at + 1 >= c.end:
            return False
        for lexis in (timetables.counted(), timetables.units(), timetables.currencies()[0]):
            if timetables.match(lexis, c.folded, at + 1, c.end):
                return True
        return c.texts[at + 1] in ("%", "٪", "$", "€")

    def _is_thing(self, at: int) -> bool:
        """Whether the noun in front of عمره is none of a person: حظر عمره أحد عشر عاما."""
        words = self.c.analysis.words
        while at > self.c.start and words[at].pos == ADJECTIVE:
            at -= 1
        word = words[at]
        if (
            at < self.c.start
            or word.pos != NOUN
            or word.guess
            or word.sector
            or word.row.startswith("humans")
        ):
            return False
        return word.derived == "masdar" or word.noun_class in ("event", "abstract")

    def _is_age(self, at: int, end: int) -> bool:
        """عن عمر 85 عاما، (45 عاما)، البالغ من العمر 30 عاما."""
        c = self.c
        for k in range(max(c.start, at - 4), at):
            if c.term(k, "age") is not None:
                return not (c.word(k) in self.links.age_of and self._is_thing(k - 1))
        if c.word(end) == "من" and c.term(end + 1, "age") is not None:
            return True
        return c.word(at - 1) == "(" and c.word(end) == ")" and c.term(end - 1, "unit", "Y") is not None


def _type(spec: Spec) -> str:
    if isinstance(spec, Length):
        return "duration"
    if isinstance(spec, Frequency):
        return "set"
    if isinstance(spec, Vague):
        return "duration" if spec.reason in ("no count", "one or two", "unit") else "date"
    if isinstance(spec, Point) and spec.clock:
        return "time"
    return "date"


def find_times(analysis: Analysis) -> list[TimeMention]:
    """Every expression of point, span, duration and frequency, in order, none overlapping; linear."""
    return _Finder(analysis).run()
