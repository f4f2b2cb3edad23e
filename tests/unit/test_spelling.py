"""Seats of hamza and long vowels."""

from __future__ import annotations

import pytest

from mahdar.languages.ar.spelling import spell, spellings

CASES = """
كaتaب كتب
قAل قال
سaءaل سأل
سAءaل ساءل
سuءiل سئل
سUءiل سوئل
يaسءaل يسأل
يuسءaل يسأل
قaرaءa قرأ
قaرaءaت قرأت
يaقرaءu يقرأ
قuرiءa قرئ
يuقرiءu يقرئ
بaطuءa بطؤ
بuءس بؤس
بiءر بئر
رaءس رأس
رaءIس رئيس
مaسءUل مسؤول
سuءAل سؤال
رiءAسaة رئاسة
مuءaسaسaة مؤسسة
مiءaة مئة
شaيء شيء
بaدء بدء
جuزء جزء
سaمAء سماء
ءaخaذ أخذ
ءuخiذ أخذ
ءiعلAن إعلان
ءaءمaن آمن
ءAمaن آمن
قuرءAن قرآن
مaءAل مآل
ءaحyaY أحيا
بaنaY بنى
دaعA دعا
تaفAءuل تفاؤل
مuتaفAءiل متفائل
"""


def rows() -> list[tuple[str, str]]:
    pairs = [line.split() for line in CASES.strip().splitlines()]
    return [(pattern.replace("y", "ي"), written) for pattern, written in pairs]


@pytest.mark.parametrize(("pattern", "written"), rows())
def test_spelling(pattern: str, written: str) -> None:
    assert spell(pattern) == written


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        ("قaرaءUا", {"قرأوا", "قرؤوا", "قرئوا"}),
        ("جAءUا", {"جاؤوا", "جاءوا", "جائوا"}),
        ("كaتaبUا", {"كتبوا"}),
    ],
)
def test_newspapers_write_a_long_u_behind_a_hamza_in_several_ways(pattern: str, written: set[str]) -> None:
    assert set(spellings(pattern)) == written


def test_the_rule_s_own_spelling_is_among_all() -> None:
    for pattern, written in rows():
        assert written in spellings(pattern)
