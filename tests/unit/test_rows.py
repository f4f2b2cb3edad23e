"""Every row of the tables of time words, numerals and symbols is read in a sentence that its class builds.

A builder gives the sentence, the date of the report, and what must be read: the span (or a word in it) with its value.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

import pytest

from mahdar.analysis.numerals import bound_after, bound_before, find_numerals
from mahdar.analysis.reader import Analyser
from mahdar.extract.quantities import find_quantities
from mahdar.extract.times import find_times
from mahdar.knowledge import load
from mahdar.languages.ar import timetables
from mahdar.ontology.tables import read_table
from mahdar.record import Document
from mahdar.resolve.times import resolve_times
from mahdar.text import fold, normalise, tokenise

TODAY = "2019-05-10"  # a Friday
Row = dict[str, str]
Read = list[tuple[str, str | None]]


def rows(table: str, *columns: str) -> list[Row]:
    return [row for _, row in read_table(timetables.TABLES / table, columns)]


@cache
def analyser() -> Analyser:
    return Analyser(load())


def times(text: str, published: str | None = TODAY) -> Read:
    analysis = analyser().analyse(Document(id="d", report="r", text=text, published=published))
    return [
        (text[r.mention.start : r.mention.end], r.value)
        for r in resolve_times(find_times(analysis), analysis, published)
    ]


# -- times -----------------------------------------------------------------------------------------------------


def check_age(row: Row) -> bool:
    return times(f"قابل رجلا {row['form']} 45 عاما.") == [] and times("بقي هناك 45 عاما.") == [
        ("45 عاما", "P45Y")
    ]


def check_ago(row: Row) -> bool:
    return times(f"وصل الوفد {row['form']} 3 أيام.") == [(f"{row['form']} 3 أيام", "2019-05-07")]


def check_clockpart(row: Row) -> bool:
    behind = "الخميس" if row["argument"] == "of" else "يوم الخميس"
    hour = "09" if row["value"] == "am" else "21"
    phrase = f"الساعة 9 {row['form']} {behind}"
    return times(f"وصل الوفد {phrase}.") == [(phrase, f"2019-05-09T{hour}")]


def check_day(row: Row) -> bool:
    day = date.fromisoformat(TODAY) + timedelta(days=int(row["value"]))
    return times(f"وصل الوفد {row['form']}.") == [(row["form"], day.isoformat())]


def check_decade(row: Row) -> bool:
    return times(f"وقع ذلك في ال{row['form']}.") == [(f"ال{row['form']}", f"19{row['value']}X")]


def check_dem(row: Row) -> bool:
    if row["form"] in ("هذين", "هاتين"):
        phrase = f"{row['form']} {'العامين' if row['form'] == 'هذين' else 'السنتين'}"
        return times(f"وقع ذلك في {phrase}.") == [(phrase, None)]
    phrase = f"{row['form']} {'السنة' if row['form'] in ('هذه', 'تلك') else 'العام'}"
    if row["value"] == "this":
        return times(f"وقع ذلك في {phrase}.") == [(phrase, "2019")]
    return times(f"بدأ البناء في 3 مايو 2015 وتوقف في {phrase}.")[1:] == [(phrase, "2015")]


def check_edge(row: Row) -> bool:
    if row["form"] == "أول":  # before a month it is the first of it
        return times("وقع ذلك في أول العام 2018.") == [("أول العام 2018", "2018")]
    phrase = f"{row['form']} مايو 2018"
    value = {"first": "2018-05-01", "final": "2018-05-31"}.get(row["value"], "2018-05")
    return times(f"وقع ذلك في {phrase}.") == [(phrase, value)]


def check_era(row: Row) -> bool:
    year = {"AH": 1440, "SH": 1398, "BC": 44, "AD": 2014}[row["value"]]
    value = {"AH": "2018-09-11~/2019-08-30~", "SH": "2019-03-21/2020-03-19", "BC": "-0043", "AD": "2014"}
    return times(f"وقع ذلك عام {year} {row['form']} هناك.") == [
        (f"عام {year} {row['form']}", value[row["value"]])
    ]


def check_every(row: Row) -> bool:
    return times(f"يجتمع الوفد {row['form']} شهر.") == [(f"{row['form']} شهر", "R/P1M")]


def check_half(row: Row) -> bool:
    months = int(row["value"])
    phrase = f"ال{row['form']} الأول من عام 2018"
    return times(f"وقع ذلك في {phrase}.") == [(phrase, f"2018-01/2018-{months:02d}")]


_MONTHS = (
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
)


def check_memory(row: Row) -> bool:
    _, month, day = (int(part) for part in row["value"].split("-"))
    phrase = f"{day} {_MONTHS[month - 1]}"
    return times(f"تغير الوضع منذ {row['form']} {phrase}.", "2025-01-02") == [(phrase, row["value"])]


def check_named(row: Row) -> bool:
    year, islamic = (1440, True) if row["argument"] == "islamic" else (2018, False)
    found = times(f"أقيم الحفل في {row['form']} {year}.")
    value = found[0][1] if len(found) == 1 else None
    return value is not None and (value.endswith("~") if islamic else value == f"2018-{row['value']}")


def check_notday(row: Row) -> bool:
    return (
        times(f"تجمع الناس في {row['form']} الجمعة.") == [] and len(times("تجمع الناس في دار الجمعة.")) == 1
    )


def check_notoften(row: Row) -> bool:
    return times(f"وصف ذلك في {row['form']} السنوية.") == [] and len(times("وصف ذلك في الحفلة السنوية.")) == 1


def check_oclock(row: Row) -> bool:
    phrase = f"ال{row['form']} 9 صباح الخميس"
    return times(f"وصل الوفد {phrase}.") == [(phrase, "2019-05-09T09")]


def check_often(row: Row) -> bool:
    value = row["value"] if row["value"][0].isdigit() else "1" + row["value"]
    value = f"R/PT{value}" if value[-1] == "H" else f"R/P{value}"
    return times(f"ينظم المركز لقاء {row['form']} هناك.") == [(row["form"], value)]


def check_part(row: Row) -> bool:
    found = times(f"وصل الوفد {row['form']} الخميس.")
    return found == [(f"{row['form']} الخميس", "2019-05-09")]


def check_season(row: Row) -> bool:
    return times(f"وقع ذلك في {row['form']} 2018.") == [(f"{row['form']} 2018", f"2018-{row['value']}")]


def check_spancue(row: Row) -> bool:
    found = times(f"غاب الوفد {row['form']} شهر.")
    if row["form"] == "كل":
        return found == [("كل شهر", "R/P1M")]
    if row["form"] == "قبل":
        return found == [("قبل شهر", "2019-04")]
    return len(found) == 1 and found[0][0].endswith("شهر") and found[0][1] == "P1M"


_UNITS = {"C": ("Y", 100), "X": ("Y", 10), "NIGHT": ("D", 1)}


def check_unit(row: Row) -> bool:
    unit, form = row["value"], row["form"]
    if row["argument"] == "c":
        items = {
            "Y": ("2014", "2015"),
            "M": ("يناير 2014", "فبراير 2014"),
            "D": ("2 مايو 2014", "3 مايو 2014"),
        }[unit]
        found = times(f"وقع ذلك في {form} {items[0]} و{items[1]}.")
        return len(found) == 1 and found[0][0].startswith(form) and "/" in (found[0][1] or "")
    count = {"s": 11, "p": 3, "d": 2}[row["argument"]]
    phrase = form if count == 2 else f"{count} {form}"
    found = times(f"استمر ذلك {phrase} هناك.")
    base, factor = _UNITS.get(unit, (unit, 1))
    value = f"PT{count}{base[0]}" if base in ("H", "MIN", "S") else f"P{count * factor}{base}"
    return found == [(phrase, None if unit in ("Q", "SEASON") else value)]


def check_when(row: Row) -> bool:
    form, value = row["form"], row["value"]
    if value in ("before_last", "after_next"):
        noun = "السنة" if form.endswith("ة") else "العام"
        year = "2017" if value == "before_last" else "2021"
        return times(f"وقع ذلك في {noun} {form}.") == [(f"{noun} {form}", year)]
    definite = form if value == "same" else "قليلة" if form == "قليلة" else f"ال{form}"
    if value == "recent" and form in ("قليلة", "معدودة"):
        phrase = f"أيام {form}"
        return times(f"غاب الوفد {phrase}.") == [(phrase, None)]
    if form.endswith(("تين", "تان")):
        noun = "السنتين"
    elif form.endswith(("ين", "ان")):
        noun = "العامين"
    elif form.endswith("ات"):
        noun = "السنوات الثلاث"
    else:
        noun = "السنة" if form.endswith(("ة", "ها")) else "العام"
    phrase = f"{noun} {definite}"
    single = noun in ("السنة", "العام")
    back, ahead = (1, 1) if single else (3, 3) if "الثلاث" in noun else (2, 2)
    if value in ("prev", "following", "same") and single:
        found = times(f"بدأ البناء في 3 مايو 2015 وتوقف في {phrase}.")[1:]
        return found == [(phrase, {"prev": "2014", "following": "2016", "same": "2015"}[value])]
    found = times(f"وقع ذلك في {phrase}.")
    if value == "last":
        return found == [(phrase, "2018" if single else f"{2019 - back}/2019")]
    if value == "next":
        return found == [(phrase, "2020" if single else f"2019/{2019 + ahead}")]
    if value == "this" and single:
        return found == [(phrase, "2019")]
    return found == [(phrase, None)]


def check_zone(row: Row) -> bool:
    phrase = f"الساعة 10:30 بتوقيت {row['form']}"
    found = times(f"وصل الوفد الخميس {phrase}.")
    value = "2019-05-09T10:30" + ("Z" if row["value"] == "Z" else "")
    return found == [(f"الخميس {phrase}", value)]


_CHECKS: dict[str, Callable[[Row], bool]] = {
    name.removeprefix("check_"): check for name, check in list(globals().items()) if name.startswith("check_")
}
TIMEWORDS = rows("timewords.tsv", "class", "value", "argument", "form")


@pytest.mark.parametrize("name", sorted({row["class"] for row in TIMEWORDS}))
def test_every_row_of_the_words_of_time_is_read(name: str) -> None:
    assert [row["form"] for row in TIMEWORDS if row["class"] == name and not _CHECKS[name](row)] == []


# -- numerals --------------------------------------------------------------------------------------------------


def numeral(text: str) -> list[tuple[float | int | None, float | int | None, float | int | None, bool]]:
    """Value, low, high and whether it is an ordinal, of every number in a text."""
    tokens = tokenise(normalise(text).text)
    found = find_numerals(tokens.texts, [fold(t) for t in tokens.texts], tokens.kinds)
    return [(n.value, n.low, n.high, n.ordinal) for n in found]


def counted(value: float) -> list[tuple[float | int | None, float | int | None, float | int | None, bool]]:
    return [(pytest.approx(value), None, None, False)]


def check_number(row: Row) -> bool:
    kind, form, worth = row["kind"], row["form"], row["value"]
    if kind in ("before", "after"):
        tokens = [fold(t) for t in (f"{form} خمسة" if kind == "before" else f"خمسة {form}").split()]
        if kind == "before":
            return bound_before(tokens, len(tokens) - 1, 0) == (0, worth)
        return bound_after(tokens, 1, len(tokens)) == (len(tokens), worth)
    value = float(worth)
    if kind in ("small", "one", "hundred", "hundreds", "scale", "tens"):
        return numeral(f"وجد {form} هناك") == counted(value)
    if kind == "twoscale":
        return numeral(f"وجد {form} هناك") == counted(2 * value)
    if kind == "scales":
        return numeral(f"وجد ثلاثة {form} هناك") == counted(3 * value)
    if kind == "lead":
        return numeral(f"وجد {form} عشر هناك") == counted(11) and numeral(
            f"وجد {form} وعشرين هناك"
        ) == counted(21)
    if kind == "fraction":
        return numeral(f"وجد {form} مليون هناك") == counted(value * 1e6)
    if kind == "part":
        return numeral(f"وجد ثلاثة {form} مليون هناك") == counted(3 * value * 1e6)
    if kind == "vague":
        return numeral(f"وجد {form} هناك") == [(None, value, None, False)]
    if kind == "few":
        return numeral(f"وجد {form} آلاف هناك") == [(None, 3000, 9000, False)]
    assert kind == "ordinal"
    if value == 11:
        return numeral(f"الـ{form} عشر"[3:]) == [(11, None, None, True)]
    return numeral(f"وصل في المركز ال{form}") == [(value, None, None, True)]


NUMERALS = rows("numerals.tsv", "kind", "value", "form")


@pytest.mark.parametrize("kind", sorted({row["kind"] for row in NUMERALS}))
def test_every_row_of_the_numerals_is_read(kind: str) -> None:
    assert [row["form"] for row in NUMERALS if row["kind"] == kind and not check_number(row)] == []


# -- symbols ---------------------------------------------------------------------------------------------------

SYMBOLS = rows("symbols.tsv", "kind", "code", "factor", "form")


def units(text: str) -> list[tuple[float | int | None, str | None]]:
    analysis = analyser().analyse(Document(id="d", report="r", text=text))
    return [(q.value, q.unit) for q in find_quantities(analysis)]


@pytest.mark.parametrize("row", [row for row in SYMBOLS if row["form"] != "-"], ids=lambda row: row["form"])
def test_every_symbol_is_read(row: Row) -> None:
    expected = [(pytest.approx(37 * float(row["factor"])), row["code"])]
    assert units(f"بلغ المقدار 37 {row['form']} هناك.") == expected
    if row["kind"] != "measure":
        assert units(f"بلغ المقدار {row['form']}37 هناك.") == expected


def test_every_unit_of_people_and_scores_is_a_counted_noun() -> None:
    known = {"{" + row["unit"] + "}" for row in rows("counted.tsv", "unit", "singular", "plurals")}
    assert {row["code"] for row in SYMBOLS if row["form"] == "-"} - known == set()


def test_every_iso_code_of_the_currencies_is_read_in_latin_letters() -> None:
    codes = {row["code"] for row in rows("currencies.tsv", "code", "kind", "factor", "head", "form")} - {"-"}
    assert [code for code in sorted(codes) if units(f"بلغ الثمن 37 {code} هناك.") != [(37, code)]] == []
