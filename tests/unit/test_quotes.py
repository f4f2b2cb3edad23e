"""Quotation zones: every mark in use, unbalanced, mixed, nested, over several sentences, and very many of them."""

from __future__ import annotations

import time
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.analysis.quotes import zones
from mahdar.analysis.reader import Analyser
from mahdar.analysis.types import Zone
from mahdar.knowledge import load
from mahdar.record import make_document


@cache
def analyser() -> Analyser:
    return Analyser(load())


def quoted(text: str) -> list[str]:
    """The quotations of a text, marks left out; `…` behind one that never closes."""
    analysis = analyser().analyse(make_document(text))
    return [analysis.surface(z.first, z.last) + ("" if z.closed else "…") for z in analysis.zones]


def bare_zones(texts: list[str], paragraph_of: list[int] | None = None) -> list[Zone]:
    """Zones of tokens that stand apart, white space between each two."""
    size = len(texts)
    starts = list(range(0, 2 * size, 2))
    return zones(texts, starts, [start + 1 for start in starts], paragraph_of or [0] * size)


def known(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


@pytest.mark.parametrize(
    "marks",
    [
        "«»",
        "“”",
        "„“",
        "„”",
        "‘’",
        "‹›",
        '""',
        "''",
        "”“",
        "»«",
        "””",
        "““",
        pytest.param("‚‘", marks=known("the low single mark is not known")),
        pytest.param("《》", marks=known("double angle brackets are not known")),
    ],
)
def test_every_pair_of_marks(marks: str) -> None:
    opening, closing = marks
    assert quoted(f"قال الوزير: {opening}نحن هنا{closing} ثم خرج.") == ["نحن هنا"]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("وصفها بأنها «كارثة».", ["كارثة"]),
        ("قال «نعم» ثم قال «لا».", ["نعم", "لا"]),
        ("«نعم»«لا»", ["نعم", "لا"]),
        ("بين «أ» و«ب» و«ج» فرق.", ["أ", "ب", "ج"]),
        ("مجلة 'تايم' وصحيفة \"لوموند\"", ["تايم", "لوموند"]),
        ("«نحن هنا»، قال الوزير.", ["نحن هنا"]),
        ("قال (بحدة): «لا».", ["لا"]),
        ("لا قول في هذا.", []),
        ("قال: «» ثم خرج.", []),
        ('قال: "" ثم خرج.', []),
        ("", []),
    ],
)
def test_where_quotations_stand(text: str, want: list[str]) -> None:
    assert quoted(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ('قال: "نحن هنا” ثم خرج.', ["نحن هنا"]),
        ('قال: «نحن هنا" ثم خرج.', ["نحن هنا"]),
        ("قال: “نحن هنا» ثم خرج.", ["نحن هنا"]),
        ("قال: «نحن هنا” ثم خرج.", ["نحن هنا"]),
        ("قال: „نحن هنا» ثم خرج.", ["نحن هنا"]),
        pytest.param(
            "قال: ''نحن هنا'' ثم خرج.",
            ["نحن هنا"],
            marks=known("two straight single marks leave one inside the zone"),
        ),
    ],
)
def test_marks_that_do_not_fit_each_other(text: str, want: list[str]) -> None:
    assert quoted(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        pytest.param(
            "قال: «أنا 'لا' أريد» ثم ذهب.",
            ["أنا 'لا' أريد"],
            marks=known("a straight mark inside «» closes the zone"),
        ),
        pytest.param(
            'قال: «أنا "لا" أريد» ثم ذهب.',
            ['أنا "لا" أريد'],
            marks=known("a straight mark inside «» closes the zone"),
        ),
        pytest.param(
            'قال: "رأيت «الحرب» بعيني" ثم خرج.',
            ["رأيت «الحرب» بعيني"],
            marks=known("» closes a zone that a straight mark opened"),
        ),
        pytest.param(
            "قال: «سمعت «نعم» منه» ثم خرج.",
            ["سمعت «نعم» منه"],
            marks=known("a second opening mark is taken for a new zone though both are closed"),
        ),
        pytest.param(
            "قال: “سمعت ‘نعم’ منه” ثم خرج.",
            ["سمعت ‘نعم’ منه"],
            marks=known("an inner closing mark closes the outer zone"),
        ),
    ],
)
def test_nested_quotations_are_one_zone(text: str, want: list[str]) -> None:
    assert quoted(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("قال: «نحن هنا. سنبقى هنا. لن نرحل.» ثم خرج.", ["نحن هنا. سنبقى هنا. لن نرحل."]),
        ('قال: "انتهت الحرب؟ لا! لم تنته." ثم خرج.', ["انتهت الحرب؟ لا! لم تنته."]),
        ("قال: «نحن هنا.\nسنبقى هنا.» ثم خرج.", ["نحن هنا.\nسنبقى هنا."]),
        ("قال: “نحن هنا.\n“وسنبقى غدا.” ثم خرج.", ["نحن هنا.…", "وسنبقى غدا."]),
    ],
)
def test_a_quotation_over_several_sentences(text: str, want: list[str]) -> None:
    assert quoted(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("قال: «نحن هنا", ["نحن هنا…"]),
        ("قال: «نحن هنا\n\nخرج.\n\nعاد.\n\nنام.\n\nقام.\n\nذهب.", ["نحن هنا…"]),
        ("نحن هنا» ثم خرج.", []),
        ("نحن هنا «", []),
        ("قال: «نحن هنا ثم «لا» وخرج.", ["نحن هنا ثم…", "لا"]),
        ("»» ثم خرج.", []),
    ],
)
def test_unbalanced_marks(text: str, want: list[str]) -> None:
    assert quoted(text) == want


@pytest.mark.parametrize(
    "text",
    [
        "وصل O'Brien إلى d'Ivoire أمس.",
        "زار قرية عين'عريك أمس.",
        "قال (نحن هنا) ثم خرج.",
        "قرأ [النص] ثم خرج.",
        pytest.param("طوله 5'10\" تقريبا.", marks=known("the sign of inches behind a digit opens a zone")),
    ],
)
def test_what_is_no_quotation(text: str) -> None:
    assert quoted(text) == []


def test_an_apostrophe_inside_a_word_does_not_close_a_quotation() -> None:
    assert quoted("قال: 'وصل O'Brien أمس' ثم خرج.") == ["وصل O'Brien أمس"]


@pytest.mark.parametrize("mark", ["«", "»", "“", "”", "„", "‘", "’", '"', "'"])
def test_thousands_of_unmatched_marks(mark: str) -> None:
    size = 60_000
    begin = time.perf_counter()
    found = bare_zones([mark, "كلمة"] * (size // 2), [at // 50 for at in range(size)])
    assert time.perf_counter() - begin < 20  # a guard against quadratic time, not a benchmark
    assert all(0 <= zone.first < zone.last <= size for zone in found)


@pytest.mark.parametrize(
    "mark",
    list("»”’\"'«“„‘"),
)
def test_unmatched_marks_in_one_long_paragraph_make_no_zones_that_overlap(mark: str) -> None:
    found = bare_zones([mark, "كلمة"] * 3000)
    assert all(one.last <= after.first for one, after in pairwise(found))


@given(st.text(alphabet="«»“”„‘’‹›\"'ab .\n", max_size=60))
def test_no_text_raises_and_zones_stand_in_order(text: str) -> None:
    analysis = analyser().analyse(make_document(text))
    for zone in analysis.zones:
        assert 0 <= zone.first < zone.last <= len(analysis.texts)
    for one, after in pairwise(analysis.zones):
        assert one.last <= after.first
