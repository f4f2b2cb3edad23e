"""Times: the table of cases, hostile input, inference of the report's date."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from mahdar.analysis.reader import Analyser
from mahdar.analysis.types import Analysis
from mahdar.extract.times import find_times
from mahdar.knowledge import load
from mahdar.languages.ar import timetables
from mahdar.ontology.tables import read_table
from mahdar.record import Document
from mahdar.resolve.times import infer_published, resolve_times

CASES = Path(__file__).parents[1] / "cases" / "ar" / "times.tsv"
ROWS = [row for _, row in read_table(CASES, ("published", "value", "span", "sentence"))]


@cache
def analyser() -> Analyser:
    return Analyser(load())


def analyse(text: str) -> Analysis:
    return analyser().analyse(Document(id="d", report="r", text=text))


def read(text: str, published: str | None = None) -> list[tuple[str, str | None]]:
    analysis = analyse(text)
    return [
        (text[r.mention.start : r.mention.end], r.value)
        for r in resolve_times(find_times(analysis), analysis, published)
    ]


@pytest.mark.parametrize("row", ROWS, ids=[row["span"] + "|" + row["published"] for row in ROWS])
def test_case(row: dict[str, str]) -> None:
    published = None if row["published"] == "-" else row["published"]
    found = read(row["sentence"], published)
    if row["value"] == "none":
        assert found == []
    else:
        assert found == [(row["span"], None if row["value"] == "-" else row["value"])]


def test_there_are_enough_cases() -> None:
    assert len(ROWS) >= 300


@pytest.mark.parametrize(
    "text",
    [
        "عام " + "9" * 400,
        "من " * 200 + "2014",
        "31 شباط 2022 و30 فبراير",
        "بين 4 و5 و6 و7 مارس إلى 8 و9 أبريل حتى حتى 2014",
        "قبل 99999999 عاما",
        "قبل 9999999999 يوما",
        "الساعة 99:99 والساعة 25:61",
        "في 45/45/4545",
        "القرن الثلاثين والقرن 99",
        "١٥/3/٢٠١٤ و 1٥ مارس",
        "يوم يوم يوم الأحد الأحد",
        "",
        "(" * 50 + "أمس" + ")" * 50,
        "عام 9999 والعام المقبل",
    ],
)
@pytest.mark.parametrize("published", [None, "2022-02-04", "0001-01-01", "9999-12-31", "nonsense"])
def test_hostile_input_never_raises(text: str, published: str | None) -> None:
    read(text, published)


def test_impossible_date_has_a_note() -> None:
    analysis = analyse("وقع ذلك في 31 شباط 2019.")
    (time,) = resolve_times(find_times(analysis), analysis, None)
    assert time.value is None
    assert time.note


def test_anchor_says_what_was_counted_from() -> None:
    text = "بدأت الدورة في 3 مايو 2019 وفي اليوم التالي انتهت."
    analysis = analyse(text)
    first, second = resolve_times(find_times(analysis), analysis, None)
    assert (first.anchor, second.anchor, second.value) == (None, 0, "2019-05-04")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قالت البلدية اليوم الأربعاء 3 يناير 2024 إن الجسر أغلق.", "2024-01-03"),
        ("قالت البلدية أمس الخميس 3 مايو 2012 إن الجسر أغلق.", "2012-05-04"),
        ("بيروت، 4 فبراير 2022 - أغلقت البلدية الجسر.", "2022-02-04"),
        ("أغلقت البلدية الجسر في 4 فبراير 2022.", None),
        ("الخرطوم في 7-6-2019 (وكالة) – أغلقت البلدية الجسر.", "2019-06-07"),
        ("الدوحة في 4 من فبراير 2022: أغلقت البلدية الجسر.", "2022-02-04"),
        ("(بيروت - 4 شباط/فبراير 2022) أغلقت البلدية الجسر.", "2022-02-04"),
        ("الرياض، الجمعة 4 فبراير 2022: أغلقت البلدية الجسر.", "2022-02-04"),
        ("حريق في 4 فبراير 2022 (وكالة) أغلق الجسر.", None),
        ("القاهرة 31/2/2022 - أغلقت البلدية الجسر.", None),
        ("بغداد 7 حزيران (وكالة) - أغلقت البلدية الجسر.", None),
        ("قالت البلدية اليوم الأحد 3 يناير 2024 إن الجسر أغلق.", None),
        ("قالت البلدية أمس إن الجسر أغلق.", None),
    ],
)
def test_inferred_date(text: str, expected: str | None) -> None:
    analysis = analyse(text)
    found = infer_published(analysis, find_times(analysis))
    assert (found[0] if found else None) == expected


def test_spans_are_offsets_of_the_original() -> None:
    text = "وصلَ الوفدُ أمْسِ الخميسَ."
    assert [span for span, _ in read(text, "2022-02-04")] == ["أمْسِ الخميسَ"]


def test_every_month_of_every_calendar_is_read() -> None:
    path = timetables.TABLES / "months.tsv"
    missed = []
    for _, row in read_table(path, ("calendar", "number", "context", "form")):
        year = {"gregorian": 2019, "islamic": 1440, "persian": 1398}[row["calendar"]]
        analysis = analyse(f"وقع ذلك في 7 {row['form']} {year}.")
        found = resolve_times(find_times(analysis), analysis, None)
        value = found[0].value if len(found) == 1 else None
        if row["calendar"] == "gregorian" and value != f"2019-{int(row['number']):02d}-07":
            missed.append((row["form"], value))
        if row["calendar"] != "gregorian" and (not value or found[0].mention.calendar != row["calendar"]):
            missed.append((row["form"], value))
    assert missed == []


def test_every_weekday_is_read() -> None:
    monday = 4  # 4 February 2019
    missed = []
    for _, row in read_table(timetables.TABLES / "weekdays.tsv", ("number", "form")):
        found = read(f"وصل الوفد يوم {row['form']} الماضي.", "2019-02-11")
        if [value for _, value in found] != [f"2019-02-{monday + int(row['number']):02d}"]:
            missed.append((row["form"], found))
    assert missed == []


@pytest.mark.parametrize(
    ("text", "published", "expected", "noted"),
    [
        ("وقع ذلك عام " + "9" * 400 + " هناك.", None, [], False),
        ("وقع ذلك عام 99999 هناك.", None, [], False),
        ("وقع ذلك في 45/45/4545 هناك.", None, [], False),
        ("وقع ذلك في 31/2/2014 هناك.", None, [("31/2/2014", None)], True),
        ("وقع ذلك في 30 فبراير الماضي هناك.", "2022-02-04", [("30 فبراير الماضي", None)], True),
        ("وقع ذلك في 31 محرم 1440 هناك.", None, [("31 محرم 1440", None)], True),
        ("وقع ذلك عام 1600 هجرية هناك.", None, [("عام 1600 هجرية", None)], True),
        ("وقع ذلك قبل 4999 عاما هناك.", "2022-02-04", [("قبل 4999 عاما", None)], True),
        ("وقع ذلك قبل 99999999 عاما هناك.", "2022-02-04", [("قبل 99999999 عاما", None)], False),
        ("أقيم من 20 إلى 4 فبراير 2014 هناك.", None, [("20 إلى 4 فبراير 2014", None)], True),
        (
            "أقيم من 2014 إلى 2018 إلى 2020 هناك.",
            None,
            [("2014 إلى 2018", "2014/2018"), ("2020", "2020")],
            False,
        ),
        ("وقع ذلك في ١٥/3/٢٠١٤ هناك.", None, [("١٥/3/٢٠١٤", "2014-03-15")], False),
        ("وقع ذلك في 1٥ مارس ۲۰14 هناك.", None, [("1٥ مارس ۲۰14", "2014-03-15")], False),
        ("وصل الوفد الساعة 25:61 هناك.", "2022-02-04", [], False),
    ],
    ids=lambda value: str(value)[:24],
)
def test_what_cannot_be_is_null_or_no_time(
    text: str, published: str | None, expected: list[tuple[str, str | None]], noted: bool
) -> None:
    analysis = analyse(text)
    found = resolve_times(find_times(analysis), analysis, published)
    assert [(text[r.mention.start : r.mention.end], r.value) for r in found] == expected
    assert any(r.note for r in found) is noted


def test_entries_of_a_live_report_have_its_day() -> None:
    text = "09:10 وصول الوفد إلى المرفأ\n[10:00] بدء اللقاء\n14:35 انتهاء اللقاء"
    assert [value for _, value in read(text, "2022-02-04")] == [
        "2022-02-04T09:10",
        "2022-02-04T10",
        "2022-02-04T14:35",
    ]


def test_entries_before_midnight_belong_to_the_day_before() -> None:
    text = "22:20 دوي انفجار في المرفأ\n00:30 هدوء في المرفأ\n06:15 فتح المرفأ"
    assert [value for _, value in read(text, "2022-02-04")] == [
        "2022-02-03T22:20",
        "2022-02-04T00:30",
        "2022-02-04T06:15",
    ]


def test_the_newest_entry_may_stand_first() -> None:
    text = "06:15 فتح المرفأ\n00:30 هدوء في المرفأ\n22:20 دوي انفجار في المرفأ\n21:05 وصول السفينة"
    assert [value for _, value in read(text, "2022-02-04")][2:] == ["2022-02-03T22:20", "2022-02-03T21:05"]


def test_a_score_is_no_clock_time() -> None:
    assert read("تعادل الفريقان 12:15 في المباراة.", "2022-02-04") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("فاز الوفد يوم 5 مارس 2021. وفي ذلك الجمعة عاد إلى المرفأ.", "2021-03-05"),
        ("بدأ البناء في 3 مايو 2015 وتوقف في أكتوبر من العام نفسه.", "2015-10"),
        ("غادر الوفد في مايو 2015، ووصل في الثاني والعشرين من ذلك الشهر.", "2015-05-22"),
    ],
)
def test_what_points_back_takes_its_time_from_the_text(text: str, value: str) -> None:
    assert read(text, "2022-02-04")[-1][1] == value
