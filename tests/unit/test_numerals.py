"""Numbers in digits and words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.analysis.numerals import bound_after, bound_before, find_numerals, number_of
from mahdar.analysis.types import Numeral
from mahdar.languages.ar import timetables
from mahdar.ontology.tables import read_table
from mahdar.text import fold, normalise, tokenise


def read(text: str) -> list[Numeral]:
    tokens = tokenise(normalise(text).text)
    return find_numerals(tokens.texts, [fold(t) for t in tokens.texts], tokens.kinds)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ثلاثة", 3), ("ثماني", 8), ("عشر", 10), ("أحد عشر", 11), ("إحدى عشرة", 11), ("اثنا عشر", 12),
        ("خمس عشرة", 15), ("ثمانية عشر", 18), ("عشرون", 20), ("واحد وعشرون", 21), ("إحدى وعشرين", 21),
        ("خمسة وعشرين", 25), ("تسع وتسعون", 99), ("مئة", 100), ("مائة", 100), ("مئتان", 200), ("مئتي", 200),
        ("ثلاثمئة", 300), ("ثلاثمائة", 300), ("ثلاث مئة", 300), ("ثمانمئة", 800), ("مئة وواحد", 101),
        ("مئة وثلاثة وسبعين", 173), ("ألف", 1000), ("ألفين", 2000), ("ثلاثة آلاف", 3000), ("أحد عشر ألفا", 11000),
        ("ثمانية عشر ألفا", 18000), ("مئة ألف", 100_000), ("مئتي ألف", 200_000), ("مئة وثلاثة وسبعين ألف", 173_000),
        ("ألفين وخمسمئة", 2500), ("ألف وتسعمئة وتسعة وتسعين", 1999), ("مليون", 10**6), ("مليونين", 2 * 10**6),
        ("مليونين ونصف", 2_500_000), ("خمسة ملايين ونصف المليون", 5_500_000), ("نصف مليون", 500_000),
        ("ربع مليون", 250_000), ("مليون ومئتي ألف وخمسمئة", 1_200_500), ("3 آلاف", 3000), ("1.5 مليار", 1.5e9),
        ("1,5 مليون", 1.5e6), ("٣ ملايين و200 ألف", 3_200_000), ("١٬٥٠٠", 1500), ("١٫٥", 1.5), ("1,250", 1250),
        ("360.000", 360_000), ("1.250.000", 1_250_000), ("20 000", 20_000), ("21.125 مليار", 21.125e9), ("0.125", 0.125),
        ("مليار", 10**9), ("بليون", 10**9), ("ملياري", 2 * 10**9), ("تريليون", 10**12), ("ألف مليار", 10**12),
        ("ثلاثة ونصف", 3.5),
    ],
)  # fmt: skip
def test_value(text: str, value: float) -> None:
    (found,) = read(text)
    assert found.value == pytest.approx(value)
    assert not found.ordinal


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("الأول", 1),
        ("الثانية", 2),
        ("الخامس عشر", 15),
        ("الحادي عشر", 11),
        ("الرابع والعشرين", 24),
        ("الحادية والعشرين", 21),
    ],
)
def test_ordinal(text: str, value: int) -> None:
    (found,) = read(text)
    assert (found.value, found.ordinal) == (value, True)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("عشرات", 10, None), ("المئات", 100, None), ("آلاف", 1000, None), ("عشرات الآلاف", 10_000, None),
        ("مئات الآلاف", 100_000, None), ("عشرات الملايين", 10**7, None), ("بضعة آلاف", 3000, 9000), ("10-15", 10, 15),
        ("10-15 ألف", 10_000, 15_000),
    ],
)  # fmt: skip
def test_vague(text: str, low: int, high: int | None) -> None:
    (found,) = read(text)
    assert (found.value, found.low, found.high) == (None, low, high)


@pytest.mark.parametrize("text", ["وأحد السكان", "الاثنين", "بالمئة", "كمية", "9" * 400, "15/3/2014", ""])
def test_no_number(text: str) -> None:
    assert read(text) == []


def test_duals_are_flagged() -> None:
    assert [n.dual for n in read("مليونين ، ثلاثة ، مئتي")] == [True, False, True]


def test_a_number_ends_where_the_next_cannot_be_added() -> None:
    assert [n.value for n in read("خمسة وستة")] == [5, 6]
    assert [n.value for n in read("مئة ومئتين")] == [100, 200]


def test_bounds() -> None:
    folded = [fold(w) for w in ("ما", "لا", "يقل", "عن", "خمسة", "على", "الأقل")]
    assert bound_before(folded, 4, 0) == (0, "at_least")
    assert bound_after(folded, 5, 7) == (7, "at_least")


def test_every_row_is_read() -> None:
    for _, row in read_table(timetables.TABLES / "numerals.tsv", ("kind", "value", "form")):
        first = fold(row["form"]).split()[0]
        assert any(t.form == row["form"] for t in timetables.numerals()[first])


def test_digits_that_are_no_number() -> None:
    assert number_of("1,2,3") is None
    assert number_of("10:30") is None
    assert number_of("9" * 30) is None


_PIECES = st.sampled_from(
    [
        "ألف",
        "مليون",
        "و",
        "نصف",
        "ونصف",
        "ثلاثة",
        "وعشرين",
        "مئة",
        "آلاف",
        "عشرات",
        "3",
        "1,5",
        "999",
        "و2",
        "عشر",
        "%",
        "الأول",
    ]
)


@given(st.lists(_PIECES, max_size=40))
def test_any_mixture_gives_ordered_numbers(pieces: list[str]) -> None:
    found = read(" ".join(pieces))
    assert all(a.last <= b.first for a, b in pairwise(found))
    assert all(n.first < n.last for n in found)
