"""Quantities: the table of cases, money by context, hostile input."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from mahdar.analysis.mentions import QuantityMention
from mahdar.analysis.reader import Analyser
from mahdar.extract.quantities import find_quantities
from mahdar.knowledge import load
from mahdar.languages.ar import timetables
from mahdar.ontology.tables import read_table, variants
from mahdar.record import Document

CASES = Path(__file__).parents[1] / "cases" / "ar" / "quantities.tsv"
COLUMNS = ("value", "low", "high", "bound", "unit", "per", "role", "span", "sentence")
ROWS = [row for _, row in read_table(CASES, COLUMNS)]


@cache
def analyser() -> Analyser:
    return Analyser(load())


def read(text: str) -> list[QuantityMention]:
    return find_quantities(analyser().analyse(Document(id="d", report="r", text=text)))


def shown(text: str, quantity: QuantityMention) -> dict[str, str]:
    cells = {key: getattr(quantity, key) for key in COLUMNS[:7]}
    return {key: "-" if cell is None else str(cell) for key, cell in cells.items()} | {
        "span": text[quantity.start : quantity.end],
        "sentence": text,
    }


@pytest.mark.parametrize("row", ROWS, ids=[row["span"] for row in ROWS])
def test_case(row: dict[str, str]) -> None:
    found = [shown(row["sentence"], quantity) for quantity in read(row["sentence"])]
    assert found == ([] if row["value"] == "none" else [row])


def test_there_are_enough_cases() -> None:
    assert len(ROWS) >= 300


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("قالت الحكومة السعودية إن الغرامة 500 ريال.", "SAR"),
        ("قالت الحكومة العراقية إن الغرامة 500 دينار.", "IQD"),
        ("قالت الحكومة إن الغرامة 500 دينار.", "XXX"),
        ("قالت الحكومة التركية إن الغرامة 500 ليرة.", "TRY"),
    ],
)
def test_bare_money_takes_its_country_from_the_report(text: str, unit: str) -> None:
    assert [quantity.unit for quantity in read(text)] == [unit]


@pytest.mark.parametrize(
    "text",
    [
        "9" * 400 + " دولار",
        "مليون " * 300,
        "بين " * 50 + "3 و4 " * 50,
        "999999999999999999 تريليون دولار",
        "نصف نصف ربع ألف ألف مليون ونصف ونصف",
        "%%%% 5 %% 6 $ $ 7",
        "١٢3٤,٥6.٧8 طن",
        "1,2,3,4,5 دولار و1.2.3.4 يورو",
        "",
        "3" * 24 + " مليار",
    ],
)
def test_hostile_input_never_raises(text: str) -> None:
    read(text)


def test_every_currency_has_an_unambiguous_name() -> None:
    _, table = timetables.currencies()
    codes = {c.default for c in table.values()} | {
        code for c in table.values() for code in c.qualified.values()
    }
    assert len(codes) > 150
    assert all(len(code) == 3 for code in codes if code)


def test_every_row_of_the_counted_nouns_is_read() -> None:
    path = timetables.TABLES / "counted.tsv"
    units: dict[str, set[str]] = {}
    texts: dict[str, str] = {}
    for _, row in read_table(path, ("unit", "singular", "plurals")):
        for count, forms in ((37, (row["singular"],)), (7, variants(row["plurals"]))):
            for form in forms:
                units.setdefault(form, set()).add("{" + row["unit"] + "}")  # homographs: either row
                texts[f"أحصت اللجنة {count} {form} في الإقليم."] = form
    missed = [text for text, form in texts.items() if not any(q.unit in units[form] for q in read(text))]
    assert missed == []


def test_every_row_of_the_measures_is_read() -> None:
    path = timetables.TABLES / "units.tsv"
    missed = [
        (row["ucum"], form)
        for _, row in read_table(path, ("ucum", "factor", "form"))
        for form in variants(row["form"])
        if row["ucum"] not in [quantity.unit for quantity in read(f"بلغ المقدار 37 {form} في تلك السنة.")]
    ]
    assert missed == []


def test_every_row_of_the_currencies_is_read() -> None:
    path = timetables.TABLES / "currencies.tsv"
    rows = [row for _, row in read_table(path, ("code", "kind", "factor", "head", "form"))]
    nouns = {row["head"]: variants(row["form"])[0] for row in rows if row["kind"] == "head"}
    missed = []
    for row in rows:
        for form in variants(row["form"]):
            phrase = form if row["kind"] == "head" else f"{nouns[row['head']]} {form}"
            money = [quantity.unit for quantity in read(f"دفعت الشركة 37 {phrase} مقابل الأرض.")]
            if not money or (row["code"] != "-" and money != [row["code"]]):
                missed.append((row["code"], phrase, money))
    assert missed == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("بلغ المبلغ " + "9" * 400 + " دولار.", []),
        ("بلغ المبلغ 999999999999999999 تريليون دولار.", []),
        ("بلغ المبلغ 1,2,3 دولار.", []),
        ("بلغ المبلغ 1.2.3 دولار.", []),
        ("بلغ المبلغ 12٣4 دولار.", [(1234, None, None, "USD")]),
        ("بلغ المبلغ من 3 إلى 5 إلى 7 أطنان.", [(None, 3, 5, "t"), (7, None, None, "t")]),
        ("بلغ المبلغ بين 5 و3 أطنان.", [(3, None, None, "t")]),
    ],
    ids=lambda value: str(value)[:24],
)
def test_what_is_no_number_is_left_out(text: str, expected: list[tuple[object, ...]]) -> None:
    assert [(q.value, q.low, q.high, q.unit) for q in read(text)] == expected


# Circulating currencies of ISO 4217 at the end of 2024.
_ISO_4217 = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP "
    "CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR "
    "ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT "
    "MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD "
    "SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND "
    "VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG"
).split()


def test_every_currency_in_use_has_a_row() -> None:
    rows = read_table(timetables.TABLES / "currencies.tsv", ("code", "kind", "factor", "head", "form"))
    assert set(_ISO_4217) - {row["code"] for _, row in rows} == set()


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("وصل 40 سجينا إلى المرفأ، وغادر سبعة منهم بعد ساعة.", 7, "{prisoner}"),
        ("احتجز الحراس 14 شاحنة ثم أعادوا خمسة منها.", 5, "{truck}"),
        ("عاد أعضاء النادي، وعددهم ستون، إلى القاعة.", 60, "{person}"),
        ("صوت 84 نائبا مقابل 30.", 30, "{lawmaker}"),
        ("تراجع السعر من 1200 دولار إلى 880.", 880, "USD"),
        ("أودعت الدولة ملياري دولار في المصرف، ثم أضافت 600 مليون للصندوق.", 600_000_000, "USD"),
    ],
)
def test_a_bare_number_counts_what_the_words_before_tell(text: str, value: float, unit: str) -> None:
    found = read(text)[-1]
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("ارتفعت الأسعار في عدن وبلغ ثمن الخبز 500 ريال.", "YER"),
        ("خصصت الحكومة الليبية المبلغ. ويبلغ الصندوق 20 مليون دينار.", "LYD"),
        ("تنفق السوق في نجامينا 20 مليون فرنك.", "XAF"),
        ("اشترى التاجر في مدينة بعيدة ثوبا بخمسين ريالا.", "XXX"),
    ],
)
def test_bare_money_is_that_of_the_place(text: str, unit: str) -> None:
    analysis = analyser().analyse(Document(id="d", report="r", text=text))
    assert [q.unit for q in find_quantities(analysis, load())] == [unit]
