"""Lengths and frequencies: ثلاثة أيام، عامين ونصف، 48 ساعة، كل سنة، يوميا; and what is counted from the report: قبل عامين."""

from __future__ import annotations

from mahdar.analysis.timespec import Frequency, Interval, Length, Point, Spec, Vague
from mahdar.extract.times.cursor import Cursor
from mahdar.languages.ar.links import time_shares
from mahdar.languages.ar.timetables import Term, match, numerals
from mahdar.text import WORD

Found = tuple[int, Spec]

_YEARS = {"X": 10, "C": 100}
_LONG = frozenset("YMWDXC")


def length(c: Cursor, at: int) -> tuple[int, float | int, str] | None:
    """A counted length: the token behind it, amount and unit."""
    dual = c.term(at, "unit")
    if dual is not None and dual.argument == "d":
        end, amount = _half(c, at + 1, 2, dual.value)
        return end, amount, dual.value
    share = share_of_unit(c, at)
    if share is not None:
        return share
    number = c.cardinal(at)
    if number is None or number.value is None:
        return None
    end = number.last
    if c.word(end) == "من" and c.term(end + 1, "unit") is not None:
        end += 1
    unit = c.term(end, "unit")
    told = unit is not None and unit.article and unit.argument == "s"  # القوى الست | اليوم
    if unit is None or told or unit.argument not in "sp" or unit.joined or unit.preposition:
        return None
    after, amount = _half(c, end + 1, number.value, unit.value)
    return after, amount, unit.value


def share_of_unit(c: Cursor, at: int) -> tuple[int, float | int, str] | None:
    """نصف ساعة، ربع قرن: a fraction of a unit without article."""
    part = next((t for t in match(numerals(), c.folded, at, c.end) if t.kind == "fraction"), None)
    if part is None or part.article or not c.start <= at < c.end:
        return None
    unit = c.term(at + 1, "unit")
    if unit is None or unit.argument != "s" or unit.article or unit.cut:
        return None
    if unit.value not in ("H", "MIN", "Y", "X", "C") or c.numbers.get(at + 2) is not None:
        return None
    return at + 2, float(part.value), unit.value


def _half(c: Cursor, at: int, amount: float | int, unit: str) -> tuple[int, float | int]:
    """ونصف, ونصف السنة: a share of the unit behind its count."""
    part = time_shares().half.get(c.word(at))
    if part is None:
        return at, amount
    again = c.term(at + 1, "unit", unit)
    told = again is not None and again.argument == "s" and not again.cut
    return at + 1 + told, amount + part


def as_length(amount: float | int, unit: str) -> Spec:
    """Decades and centuries become years, nights days; half a unit is told in the next smaller one."""
    if unit in _YEARS:
        amount, unit = float(f"{amount * _YEARS[unit]:.12g}"), "Y"
    elif unit == "NIGHT":
        unit = "D"
    if isinstance(amount, float) and amount.is_integer():
        amount = int(amount)
    if isinstance(amount, float):
        smaller = {"Y": ("M", 12), "H": ("MIN", 60), "MIN": ("S", 60)}.get(unit)
        if smaller is not None and float(f"{amount * smaller[1]:.12g}").is_integer():
            whole = int(amount)
            rest = (round((amount - whole) * smaller[1]), smaller[0])
            return (
                Length(amount=whole, unit=unit, more=(rest,))
                if whole
                else Length(amount=rest[0], unit=rest[1])
            )
    if unit in ("Q", "SEASON"):
        return Vague(reason="unit")
    return Length(amount=amount, unit=unit)


def counted(c: Cursor, at: int) -> Found | None:
    """ثلاثة أيام، عامين، السنوات الثلاث الماضية، العامين الماضيين، الأشهر المقبلة."""
    noun = c.term(at, "unit")
    pointed = c.term(at, "dem")
    if pointed is not None and not pointed.cut:
        pair = c.term(at + 1, "unit")
        if pair is not None and pair.article and not pair.cut and pair.argument in "pd":
            return at + 2, Vague(reason="no count")  # these two years: which, the text has said
    if noun is not None and noun.article and not noun.joined and noun.argument in "pd":
        period = _period(c, at, noun)
        if period is not None:
            return period
    vague = c.numbers.get(at)
    if vague is not None and vague.value is None and (vague.high is None or _few(c, at)):
        many = c.term(vague.last, "unit")
        if many is not None and many.argument == "p" and not many.cut and vague.last < c.end:
            return vague.last + 1, Vague(reason="no count")
    ranged = _between(c, at)
    if ranged is not None:
        return ranged, Vague(reason="no count")
    found = length(c, at)
    if found is not None:
        end, amount, unit = found
        when = c.term(end, "when", "last", "next")
        if (
            when is not None
            and not when.cut
            and when.article
            and float(amount).is_integer()
            and unit in _LONG
        ):
            return end + 1, _around(int(amount), unit, when.value)
        return _and_more(c, end, as_length(amount, unit))
    if noun is not None and noun.argument == "s" and not noun.article and not noun.joined:
        return _bare(c, at, noun)
    if (
        noun is not None
        and noun.argument == "p"
        and (noun.value not in ("X", "Q", "SEASON", "S") or _decades(c, at, noun))
    ):
        if c.term(at - 1, "edge") is not None or c.ordinal(at - 1, article=False) is not None:
            return None  # أول أيام العيد
        end = at + 1
        when = c.term(end, "when")
        while when is not None and not when.cut and when.value != "same":
            end += 1
            when = c.term(end, "when")
        if c.word(end) in c.links.few or c.word(end) == "قصيره":
            end += 1
        return end, Vague(reason="no count")
    return None


def _decades(c: Cursor, at: int, noun: Term) -> bool:
    """Whether عقود are decades rather than contracts: only behind words of lengths."""
    return noun.value == "X" and not noun.cut and _cued(c, at)


def _few(c: Cursor, at: int) -> bool:
    """بضعة أيام: no count, though some numbers are meant."""
    return any(term.kind == "few" and not term.cut for term in match(numerals(), c.folded, at, c.end))


def _between(c: Cursor, at: int) -> int | None:
    """The token behind a length between two numbers: ثلاثة أو أربعة أيام، 3-5 سنوات، (بين) ثلاثة وخمسة أيام."""
    first = c.numbers.get(at) if c.start <= at < c.end else None
    if first is None or first.ordinal:
        return None
    last = first.last
    if first.high is None:
        word = c.word(last)
        if first.value is None:
            return None
        linked = word in c.links.to or word in c.links.coordinate - {"و"} or word in ("-", "–", "—")
        joined = word.startswith("و") and c.word(at - 1) in c.links.between
        second = c.cardinal(last if joined and word != "و" else last + 1) if linked or joined else None
        if second is None or second.value is None or not first.value < second.value:
            return None
        last = second.last
    unit = c.term(last, "unit")
    if unit is None or unit.argument not in "sp" or unit.article or unit.cut:
        return None
    return last + 1


def _period(c: Cursor, at: int, noun: Term) -> Found | None:
    """The last three years: article, count before or behind, adjective of relation."""
    end, count = at + 1, 2 if noun.argument == "d" else 0
    number = c.cardinal(end)
    if number is not None and count == 0 and isinstance(number.value, int):
        count, end = number.value, number.last
    when = c.term(end, "when")
    if when is not None and not when.cut:
        end += when.size
        side = c.term(end, "when", "last", "next")
        if when.value == "recent" and side is not None and side.article and not side.cut:
            return end + 1, Vague(reason="no count")  # الأيام القليلة الماضية
        number = c.cardinal(end)
        if (
            number is not None
            and count == 0
            and isinstance(number.value, int)
            and c.word(end).startswith("ال")
        ):
            count, end = number.value, number.last
        if count and when.value in ("last", "next") and noun.value in _LONG:
            return end, _around(count, noun.value, when.value)
        return end, Vague(reason="no count")
    return (end, as_length(count, noun.value)) if count and noun.argument == "p" else None


def _around(count: int, unit: str, when: str) -> Spec:
    """The period of so many units that ends or begins with the report."""
    if unit in _YEARS:
        count, unit = count * _YEARS[unit], "Y"
    if count > 5000:
        return Vague(reason="too far")
    now = Point(shift=0, unit=unit)
    if when == "last":
        return Interval(start=Point(shift=-count, unit=unit), end=now)
    return Interval(start=now, end=Point(shift=count, unit=unit))


_SMALLER = {"Y": "MWD", "M": "WD", "W": "D", "D": ("H", "MIN"), "H": ("MIN", "S"), "MIN": ("S",)}


def _and_more(c: Cursor, at: int, spec: Spec) -> Found:
    """A smaller unit joined to a length: ثلاثة أعوام وشهر، 16 ساعة و9 دقائق."""
    word = c.word(at)
    if not isinstance(spec, Length) or spec.more or not word.startswith("و"):
        return at, spec
    start = at + 1 if word == "و" else at
    found = length(c, start)
    if found is None:
        one = c.term(start, "unit")
        if one is None or one.argument != "s" or one.article or one.preposition:
            return at, spec
        found = start + 1, 1, one.value
    end, amount, unit = found
    if unit not in _SMALLER.get(spec.unit, ()) or not float(amount).is_integer():
        return at, spec
    return end, Length(amount=spec.amount, unit=spec.unit, more=((int(amount), unit),))


def _bare(c: Cursor, at: int, noun: Term) -> Found | None:
    """عام, شهر, أسبوع alone: a length behind words that take one, كل a frequency."""
    after = c.numbers.get(at + 1)
    if after is not None and (after.ordinal or c.year(at + 1) is not None):
        return None
    # يوم واحد, شهرا كاملا
    sole = c.word(at + 1) in c.links.one or c.word(at + 1) in c.links.entire
    if noun.value in ("S", "MIN", "Q", "SEASON", "NIGHT", "X") and not (_cued(c, at) or sole):
        return None
    if c.term(at + 1, "month") is not None or c.term(at + 1, "weekday") is not None:
        return None
    more = c.word(at + 1) in time_shares().half and noun.value in ("H", "Y", "X", "C")  # ساعة ونصف
    if not (_cued(c, at) or noun.preposition == "ل" or more or sole or _lasts(c, at, noun)):
        return None
    if noun.preposition and noun.preposition != "ل" and not sole:
        return None
    end, amount = _half(c, at + 1, 1, noun.value)
    if sole:
        end += 1
    if c.word(end) == "او" and c.term(end + 1, "unit") is not None:
        return end + 2, Vague(reason="one or two")
    if noun.preposition == "ل" and noun.value == "D" and not sole:
        return None
    return end, as_length(amount, noun.value)


# What may stand behind a bare length; a noun or adjective would make it something else (سنة جديدة).
_BETWEEN = frozenset(("PREP", "PART", "CONJ", "SUB"))


def _lasts(c: Cursor, at: int, noun: Term) -> bool:
    """تتأجل أسبوعا, دام سنة, مدته سنة, في أسبوع: the accusative of time, what something lasts, or what it needed."""
    if noun.preposition or noun.value not in ("Y", "M", "W", "D", "H"):
        return False
    if c.texts[at].endswith("ا"):
        # يوما ما and لم يكن يوما are no length
        return noun.value != "D"
    if at <= c.start:
        return False
    behind = at + 1 >= c.end or c.kinds[at + 1] != WORD or c.analysis.words[at + 1].pos in _BETWEEN
    return behind and (
        c.word(at - 1) in c.links.measured or (c.word(at - 1) in c.links.within and noun.value != "D")
    )


def _cued(c: Cursor, at: int) -> bool:
    if c.term(at - 1, "spancue") is not None:
        return True
    before = c.term(at - 2, "spancue")
    return before is not None and before.size == 2


def ago(c: Cursor, at: int) -> Found | None:
    """قبل عشرة أيام: a point counted back from the report, unless من says from what else."""
    term = c.term(at, "ago")
    if term is None:
        return None
    start = at + 1
    about = c.word(start) in c.links.nearly
    if about:
        start += 1
    elif c.word(start) in c.links.compared and c.word(start + 1) == "من":
        start += 2
    unit = c.term(start, "unit")
    if unit is not None and unit.argument == "s" and not unit.article and not unit.cut:
        if c.numbers.get(start + 1) is not None or c.term(start + 1, "month") is not None:
            return None
        end, amount = _half(c, start + 1, 1, unit.value)
        kind = unit.value
    elif unit is not None and unit.argument == "p" and not unit.article and not unit.cut:
        end = start + 1
        while c.word(end) in c.links.few:
            end += 1
        return end, Vague(reason="no count")
    else:
        found = length(c, start)
        if found is None:
            return None
        end, amount, kind = found
    if c.word(end) == "من" and c.term(end + 1, "day") is None:
        if c.word(end + 1) not in c.links.of_time:
            return None
        end += 2  # قبل عقد من الزمن
    if kind in _YEARS:
        amount, kind = amount * _YEARS[kind], "Y"
    if kind == "Y" and not float(amount).is_integer():
        amount, kind = round(amount * 12), "M"
    if kind not in _LONG or amount > 5000 or not float(amount).is_integer():
        return end, Vague(reason="counted from the hour of the report")
    if kind == "W" and not about:
        return end, Point(shift=-7 * int(amount), unit="D")  # as the day of a week, so many weeks before
    return end, Point(shift=-int(amount), unit=kind, about=about)


def frequency(c: Cursor, at: int) -> Found | None:
    """كل سنة، كل ثلاثة أشهر، يوميا، الأسبوعية."""
    every = c.term(at, "every")
    if every is not None and not every.article:
        round_ = c.term(at + 1, "part") or c.term(at + 1, "season")
        if round_ is not None and not round_.article and not round_.cut and round_.size == 1:
            weekly = round_.kind == "part" and _weekday(c, at + 2)
            return at + 2 + weekly, Frequency(
                amount=1, unit="Y" if round_.kind == "season" else "W" if weekly else "D"
            )
        unit = c.term(at + 1, "unit")
        named = unit is not None and unit.value == "D" and _weekday(c, at + 2)
        if (
            unit is not None
            and not named
            and unit.argument == "s"
            and not unit.article
            and not unit.cut
            and unit.value in "YMWDHX"
        ):
            return at + 2, as_frequency(1, unit.value)
        found = length(c, at + 1)
        if found is not None and float(found[1]).is_integer():
            return found[0], as_frequency(int(found[1]), found[2])
        if named or _weekday(c, at + 1):
            return at + (3 if named else 2), Frequency(amount=1, unit="W")
        return None
    turn = c.term(at, "unit")
    if turn is not None and turn.argument == "s" and not turn.article and c.texts[at].endswith("ا"):
        again = c.term(at + 2, "unit", turn.value)  # أسبوعا بعد أسبوع
        if (
            c.word(at + 1) in c.links.after
            and again is not None
            and again.argument == "s"
            and not again.article
        ):
            return at + 3, as_frequency(1, turn.value)
    term = c.term(at, "often")
    if term is None or term.joined == "ف":
        return None
    if term.argument == "adverb" and _rate(c, at):
        return None
    if term.argument == "adjective" and c.term(at - 1, "notoften") is not None:
        return None
    value = term.value
    amount = int(value[:-1]) if value[:-1] else 1
    return at + term.size, Frequency(amount=amount, unit=value[-1])


def _weekday(c: Cursor, at: int) -> bool:
    """Whether a weekday stands at a token, with its article or (كل جمعة) without."""
    if c.term(at, "weekday") is not None:
        return True
    return any(term.kind == "weekday" and not term.cut for term in c.lexis.get("ال" + c.word(at), ()))


def as_frequency(amount: int, unit: str) -> Spec:
    """R/P…; nights are days, decades years."""
    if unit in _YEARS:
        return Frequency(amount=amount * _YEARS[unit], unit="Y")
    return Frequency(amount=amount, unit="D" if unit == "NIGHT" else unit)


def _rate(c: Cursor, at: int) -> bool:
    """An adverb of frequency close behind a number is the rate of a quantity, not a time."""
    for k in range(max(c.start, at - 5), at):
        number = c.numbers.get(k)
        if (
            number is not None
            and not number.ordinal
            and number.last <= at
            and number.value != 1
            and c.term(number.last, "unit") is None
        ):
            return True
    return False
