"""Statements, construction by construction: `tests/cases/ar/speech_constructions.tsv`.

Names agree where the words of one are among those of the other: how far the name of an unnamed speaker goes is no
matter of speech.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from mahdar.ontology import SPEECH_ACTS
from mahdar.ontology.tables import read_table
from mahdar.pipeline import Reader
from mahdar.record import Record, make_document

_PATH = Path(__file__).parents[1] / "cases" / "ar" / "speech_constructions.tsv"
_COLUMNS = ("known", "construction", "cue", "act", "speaker", "via", "content", "text")
ROWS = [row for _, row in read_table(_PATH, _COLUMNS)]


class Told(NamedTuple):
    """What a record says of one statement."""

    cue: str
    act: str
    speaker: tuple[str, ...]
    via: tuple[str, ...]


@cache
def reader() -> Reader:
    return Reader(mode="grammar")


@cache
def statements(text: str) -> dict[str, list[Told]]:
    """Statements of a text by their content, stretches joined."""
    record: Record = reader().read(make_document(text, language="ar"))
    known = {actor.id: actor.name for actor in record.actors}
    found: dict[str, list[Told]] = {}
    for one in record.statements:
        content = " || ".join(text[span.start : span.end] for span in one.content)
        told = Told(
            text[one.cue.start : one.cue.end] if one.cue is not None else "-",
            one.act,
            tuple(known[n] for n in one.speaker),
            tuple(known[n] for n in one.via),
        )
        found.setdefault(content, []).append(told)
    return found


def same_names(wanted: str, found: tuple[str, ...]) -> bool:
    """Whether two sets of names agree one to one."""
    left = [] if wanted == "-" else wanted.split(", ")
    return len(left) == len(found) and all(
        any(set(one.split()) <= set(name.split()) or set(name.split()) <= set(one.split()) for name in found)
        for one in left
    )


def plain(word: str) -> str:
    """A word without the marks of vowels."""
    return "".join(char for char in word if not "\u064b" <= char <= "\u0652")


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(
            row,
            id=f"{row['construction']}-{n}",
            marks=[pytest.mark.xfail(strict=True, reason="known fault")] if row["known"] == "fault" else [],
        )
        for n, row in enumerate(ROWS)
    ],
)
def test_statement(row: dict[str, str]) -> None:
    found = statements(row["text"])
    if row["act"] == "none":
        assert not any(row["content"] in content for content in found), found
        return
    told = found.get(row["content"], [])
    assert any(
        one.act == row["act"]
        and (row["cue"] == "-" or plain(one.cue) in row["cue"].split("/"))
        and same_names(row["speaker"], one.speaker)
        and same_names(row["via"], one.via)
        for one in told
    ), found


def test_rows_are_well_formed() -> None:
    texts = [(row["text"], row["content"]) for row in ROWS]
    assert len(set(texts)) == len(texts) >= 200
    assert min(Counter(row["construction"] for row in ROWS).values()) >= 5
    for row in ROWS:
        assert row["known"] in ("-", "fault")
        assert row["act"] in {*SPEECH_ACTS, "none"}, row["text"]
        assert all(part in row["text"] for part in row["content"].split(" || ")), row["text"]


@pytest.mark.parametrize(
    ("act", "content", "text"),
    [
        ("threaten", "سنقصف مواقعهم", "وقال القائد: «سنقصف مواقعهم»."),
        ("promise", "سنساعد كل قرية", "وقال القائد: «سنساعد كل قرية»."),
        ("threaten", "قصف القرى", "توعد القائد بقصف القرى."),
        ("demand", "ضرورة فتح المعابر", "وأكد المبعوث ضرورة فتح المعابر."),
        ("assert", "أهمية المعابر", "وأكد المبعوث على أهمية المعابر."),
        ("offer", "حزبه مستعد للحوار", "وقال الأمين العام إن حزبه مستعد للحوار."),
        ("deny", "لا علاقة له بالحريق", "وقال المدير إنه لا علاقة له بالحريق."),
        ("announce", "الوفد سيصل يوم الأحد", "وقال الناطق إن الوفد سيصل يوم الأحد."),
        ("forecast", "العاصفة ستشتد", "وقال الناطق إن العاصفة ستشتد."),
        ("forecast", "الحكومة ستسقط يوم الأحد", "وقال محلل إن الحكومة ستسقط يوم الأحد."),
        ("demand", "نطالب بالإفراج عنهم", "وقال النقيب: «نطالب بالإفراج عنهم»."),
        ("criticize", "القرار غير مبرر", "وقال النقيب إن القرار غير مبرر."),
        ("accuse", "الميليشيا انتهكت الهدنة", "وقال النقيب إن الميليشيا انتهكت الهدنة."),
        ("believe", "الحريق متعمد", "ورأى النقيب أن الحريق متعمد."),
    ],
)
def test_act_by_what_is_said(act: str, content: str, text: str) -> None:
    assert [told.act for told in statements(text).get(content, [])] == [act]


def test_who_works_for_an_outlet_is_not_carried_by_it() -> None:
    (told,) = statements("وقال مدير قناة الميادين إن البث عاد.")["البث عاد"]
    assert told.via == ()


def test_a_chain_ends_with_another_speaker() -> None:
    found = statements("وقال قائد الأمن لوكالة رويترز إن اللصوص فروا. وقال محافظ المدينة إن السوق آمنة.")
    assert [told.via for told in found["السوق آمنة"]] == [()]
