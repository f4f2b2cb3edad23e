"""Who speaks where the cue names nobody or only describes somebody: written-out passages, measured and held to floors.

`references.jsonl` holds passages with one cue each and whoever speaks there (`tests/cases/ar/README.md`). Cases say what
is right, so some of them fail: the floors keep what was reached (see `floors`). `pytest -s` prints the table.
"""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from typing import Any

import pytest
from floors import CASES, Tally, hold, show

from mahdar.pipeline import Reader
from mahdar.record import Record

FILE = "references.jsonl"
KINDS = frozenset(
    {"verb", "participle", "official", "source", "counterpart", "surname", "pair", "title", "country"}
)
EXPRESSION = frozenset({"expression", "expression_start", "expression_end"})  # words that point back
Case = dict[str, Any]


@cache
def cases() -> list[Case]:
    return [json.loads(line) for line in (CASES / FILE).read_text(encoding="utf-8").splitlines()]


def outcome(record: Record, case: Case) -> str:
    """right, wrong, or missing where no speaker is read and somebody speaks.

    Where nobody speaks, a statement without speaker and no statement are both right.
    """
    said = [s for s in record.statements if s.cue.start < case["cue_end"] and case["cue_start"] < s.cue.end]
    read = set(said[0].speaker) if said else set()
    wanted = [
        {a.id for a in record.actors if any(m.start < end and start < m.end for m in a.mentions)}
        for _, start, end in case["answer"]
    ]
    if not read:
        return "missing" if wanted else "right"
    all_found = bool(wanted) and all(actors & read for actors in wanted)
    return "right" if all_found and read <= set().union(*wanted) else "wrong"


@cache
def measure() -> dict[str, Tally]:
    """Counts by kind of reference; `share` and `precision` of all of them."""
    reader = Reader(mode="grammar")
    total: dict[str, Tally] = defaultdict(Tally)
    for case in cases():
        result = outcome(reader.read(case["text"]), case)
        total[case["kind"]] = total[case["kind"]].plus(result == "right", 1, result != "missing")
    right = sum(t.right for t in total.values())
    wanted = sum(t.wanted for t in total.values())
    found = sum(t.found for t in total.values())
    return {**total, "share": Tally(right, wanted, wanted), "precision": Tally(right, found, found)}


def test_references_stay_above_their_floors() -> None:
    tallies = measure()
    show(FILE, tallies)
    hold(FILE, tallies)


def test_cases_are_well_formed() -> None:
    rows = cases()
    assert len({row["text"] for row in rows}) == len(rows) >= 140
    assert {row["kind"] for row in rows} == KINDS
    for row in rows:
        assert set(row) - EXPRESSION == {
            "id",
            "kind",
            "text",
            "cue",
            "cue_start",
            "cue_end",
            "answer",
            "note",
        }
        assert row["text"][row["cue_start"] : row["cue_end"]] == row["cue"]
        for words, start, end in row["answer"]:
            assert row["text"][start:end] == words


# One sentence for each rule: cue, and who speaks by a part of their name; nobody where it is empty.
RULES = [
    (
        "the subject goes on",
        "عقد وزير الزراعة سالم الرواحي لقاء مع المستثمر بدر الغافري. وقال إن الموسم بدأ.",
        "قال",
        ["سالم الرواحي"],
    ),
    (
        "background is passed over",
        "أعلن المدير حمد اليعربي إغلاق السد. وكان الخبير ناصر العبري قد زار الموقع. وأضاف أن الماء ارتفع.",
        "أضاف",
        ["حمد اليعربي"],
    ),
    (
        "whoever acts since then speaks",
        "قال المدير حمد اليعربي إن السد آمن. ووصلت الوزيرة سعاد الكندي إلى الموقع. وأكدت أن العمل مستمر.",
        "أكدت",
        ["سعاد الكندي"],
    ),
    (
        "the carrier by gender",
        "نقلت وكالة رويترز عن مسؤول أن المصنع سيغلق. وأضافت أن العمال أبلغوا بذلك.",
        "أضافت",
        ["رويترز"],
    ),
    (
        "a nation tells which",
        "حذر مسؤول ليبي من نقص الوقود، ونفى مسؤول تونسي ذلك. وكشف المسؤول الليبي أن المخزون نفد.",
        "كشف",
        ["مسؤول ليبي"],
    ),
    (
        "a field tells which",
        "زار وزير المالية حسن الدليمي البلدة واستقبله رئيس بلدية طرابلس جميل حنا. وأكد المسؤول المحلي أن الطريق مغلق.",
        "أكد",
        ["جميل"],
    ),
    (
        "gender tells which",
        "التقى السفير ماجد الصالح القاضية هالة النمر. ونفت المسؤولة وجود خلاف.",
        "نفت",
        ["هالة النمر"],
    ),
    (
        "the same source",
        "قال مصدر عسكري إن الجسر دمر. ونفت البلدية ذلك. وأوضح المصدر ذاته أن الهجوم وقع ليلا.",
        "أوضح",
        ["مصدر عسكري"],
    ),
    (
        "the counterpart has the same office",
        "التقى وزير الدفاع الإيطالي لوكا فيراري وزير الدفاع الإسباني خوان موراليس والسفير بابلو رويث. وقال فيراري إن اللقاء مثمر. وأكد نظيره أن التعاون مستمر.",
        "أكد",
        ["خوان موراليس"],
    ),
    (
        "the latter",
        "كتب الوزير حسن الدليمي إلى النائب كريم عباس. وقال هذا الأخير إن الرسالة وصلت.",
        "قال",
        ["كريم عباس"],
    ),
    (
        "the first of two",
        "حضر الوزير حسن الدليمي والنائب كريم عباس. وأكد الأول أن القانون جاهز.",
        "أكد",
        ["حسن الدليمي"],
    ),
    (
        "two side by side",
        "وقعت تونس والجزائر اتفاقا بحضور إيطاليا. وأكد البلدان أن الأنبوب سيفتح قريبا.",
        "أكد",
        ["تونس", "الجزائر"],
    ),
    (
        "a title with a name is no reference",
        "قال المتحدث باسم الجيش علي حمدان إن الهدوء عاد. وقال المتحدث باسم الحكومة ناصر العبري إن التحقيق بدأ.",
        "قال",
        ["ناصر العبري"],
    ),
    (
        "a title of another body is no reference",
        "قال المتحدث باسم الجيش علي حمدان إن الهدوء عاد. وقال المتحدث باسم الشرطة إن التحقيق بدأ.",
        "قال",
        ["باسم الشرطة"],
    ),
    (
        "words that go round have no speaker",
        "غادر الوزير حسن الدليمي أمس. وتردد أن الحكومة ستستقيل.",
        "تردد",
        [],
    ),
    (
        "a verb of going on",
        "ألقى الوزير حسن الدليمي كلمة. ومضى يقول إن الخطة ستنجح.",
        "يقول",
        ["حسن الدليمي"],
    ),
]


@pytest.mark.parametrize(("text", "cue", "names"), [r[1:] for r in RULES], ids=[r[0] for r in RULES])
def test_rule(text: str, cue: str, names: list[str], reader: Reader) -> None:
    record = reader.read(text)
    said = [s for s in record.statements if record.document.text[s.cue.start : s.cue.end] == cue]
    assert said, "no statement"
    known = {a.id: a.name for a in record.actors}
    read = [known[n] for n in said[-1].speaker]
    assert len(read) == len(names), read
    for name in names:
        assert any(name in one for one in read), read
