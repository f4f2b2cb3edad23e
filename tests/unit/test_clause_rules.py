"""One sentence for each rule of clauses: what hangs on what, and what fills a slot."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from mahdar.analysis.reader import Analyser
from mahdar.app.analyze import clause_rows
from mahdar.knowledge import load
from mahdar.record import make_document


@cache
def analyser() -> Analyser:
    return Analyser(load())


def clauses(text: str) -> list[dict[str, Any]]:
    """The clauses of a text, spans as surfaces."""
    analysis = analyser().analyse(make_document(text))
    rows = clause_rows(analysis)
    for row in rows:
        for slot in ("predicate", "subject", "object", "complement"):
            span = row[slot]
            row[slot] = None if span is None else text[span[0] : span[1]]
    return rows


def clause(text: str, predicate: str) -> dict[str, Any]:
    return next(row for row in clauses(text) if row["predicate"] == predicate)


@pytest.mark.parametrize(
    ("text", "predicate", "complement"),
    [
        ("أصبح المرشح رئيسا للبلدية.", "أصبح", "رئيسا"),
        ("كان الشارع خاليا من المارة.", "كان", "خاليا"),
        ("ظل الحارس يراقب البوابة.", "ظل", "يراقب"),
        ("بدأ العمال يغادرون المصنع.", "بدأ", "يغادرون"),
        ("قالت الممرضة إن هناك نقصا في الأدوية.", "قالت", "هناك نقصا"),
        ("يرى الخبير أن المشكلة هي غياب الثقة.", "يرى", "غياب الثقة"),
        ("أضاف الطبيب أن هذه حالة نادرة.", "أضاف", "حالة نادرة"),
        ("قال المزارع: \"من الصعب أن نعود\".", "قال", "من الصعب"),
        ("اعتبر النائب الزيادة ظلما.", "اعتبر", "ظلما"),
        ("وصف الشاهد الحارس بأنه موظف هادئ.", "وصف", "موظف هادئ"),
    ],
)  # fmt: skip
def test_complement(text: str, predicate: str, complement: str) -> None:
    assert clause(text, predicate)["complement"] == complement


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("كانت الأوراق رسائل قديمة.", "كانت"),  # a noun said by كان is a predicate, no complement
        ("كما أوضح المدير فإن المكتبة ستغلق.", "أوضح"),
        ('نقل عنه قوله: "سنبقى هنا".', "نقل"),
        ("تضم القائمة أسماء كثيرة وكانت المدرسة مغلقة.", "تضم"),
    ],
)
def test_no_complement(text: str, predicate: str) -> None:
    assert clause(text, predicate)["complement"] is None


def test_noun_of_being_stands_among_the_phrases() -> None:
    text = "كانت الأوراق رسائل قديمة."
    start, end = clause(text, "كانت")["phrases"]["attribute"]
    assert text[start:end] == "رسائل قديمة"


def test_clause_is_the_subject_of_a_passive() -> None:
    row = clause("يعتقد أن اللص هرب من النافذة.", "يعتقد")
    assert (row["passive"], row["subject"], row["complement"]) == (True, "هرب", None)


def test_verbless_clause_stands_before_the_relative_inside_it() -> None:
    rows = clauses("إنها مدينة صغيرة تحيط بها الجبال.")
    assert [row["kind"] for row in rows] == ["nominal", "verb"]
    assert rows[1]["within"] == 0


def test_relative_behind_a_complete_verbless_clause() -> None:
    row = clause("أكد الحارس أنه لا ضرورة لأبواب تغلق ليلا.", "أكد")
    assert row["complement"] == "ضرورة"


@pytest.mark.parametrize(
    ("text", "predicate", "subject"),
    [
        ("انهار الجسر الذي بلغت كلفته مليون دولار.", "بلغت", "كلفته"),
        ("وقع الحادث الذي أصيب فيه سائقان قرب المطار.", "أصيب", "سائقان"),
        ("رفض المجلس اقتراحا تقدمت به الحكومة.", "تقدمت", "الحكومة"),
        ("كان من المتوقع أن يصل القطار ظهرا.", "كان", None),
    ],
)
def test_subject(text: str, predicate: str, subject: str | None) -> None:
    assert clause(text, predicate)["subject"] == subject


def test_emphatic_noun_stays_with_its_head() -> None:
    text = "أعلن الوزير نفسه استقالته."
    row = clause(text, "أعلن")
    start, end = row["phrases"]["subject"]
    assert (text[start:end], row["object"]) == ("الوزير نفسه", "استقالته")


@pytest.mark.parametrize(
    ("text", "predicate", "negative"),
    [
        ("نادرا ما يزور المدير الفرع.", "يزور", True),
        ("غالبا ما يزور المدير الفرع.", "يزور", False),
        ("أما الرسوم فلا تشمل النقل.", "تشمل", True),
        ("لم يكن في وسع الركاب مغادرة القطار.", "يكن", True),
        ("لم تكن الشحنة قد وصلت.", "وصلت", True),
    ],
)
def test_negation(text: str, predicate: str, negative: bool) -> None:
    assert clause(text, predicate)["negative"] is negative


def test_being_reaches_its_verb_with_qad_over_a_phrase() -> None:
    row = clause("وكان مدير المتحف في المدينة القديمة قد أغلق القاعة.", "أغلق")
    assert (row["tense"], row["pluperfect"], row["subject"]) == ("past", True, "مدير")


def test_without_is_a_preposition() -> None:
    row = clause("دخل العمال النفق من دون خوذ.", "دخل")
    assert row["object"] == "النفق"
    assert [one["preposition"] for one in row["obliques"]] == ["دون"]


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("السورية", "سوري"),
        ("الفرنسيين", "فرنسي"),
        ("إيطاليون", "إيطالي"),
        ("الصينيات", "صيني"),
        ("الروس", "روس"),
    ],
)
def test_lemma_of_a_demonym(word: str, lemma: str) -> None:
    analysis = analyser().analyse(make_document(f"زار الوفد البعثة {word}."))
    assert analysis.words[3].lemma == lemma


@pytest.mark.parametrize(
    ("text", "predicate", "subject"),
    [
        ("قالت هيئة مكافحة الحرائق إن النار انطفأت.", "قالت", "هيئة مكافحة الحرائق"),
        ("أعلن أمين السر لطفي بوداري أن القاعة مغلقة.", "أعلن", "أمين السر لطفي بوداري"),
        ("في القرية رفضت المعلمة أن تغلق المدرسة.", "رفضت", "المعلمة"),
    ],
)
def test_what_is_said_leaves_no_object(text: str, predicate: str, subject: str) -> None:
    row = clause(text, predicate)
    start, end = row["phrases"]["subject"]
    assert (text[start:end], row["object"]) == (subject, None)


@pytest.mark.parametrize(
    ("text", "predicate", "thing"),
    [
        ("أبلغ الحارس الجيران أن الباب مفتوح.", "أبلغ", "الجيران"),
        ("وصف الشاهد الرواية بأنها كاذبة.", "وصف", "الرواية"),
    ],
)
def test_hearer_stays_the_object(text: str, predicate: str, thing: str) -> None:
    assert clause(text, predicate)["object"] == thing


def test_second_of_two_contents_leaves_the_first_without_a_verb() -> None:
    rows = clauses("قال الساعي إن الطريق وعرة وإن سيارته تعطلت حين عبر الجسر.")
    assert [row["predicate"] for row in rows] == ["قال", "وعرة", "تعطلت", "عبر"]


def above(text: str, predicate: str) -> tuple[str | None, str]:
    """The predicate of the clause that holds a clause, and how it hangs there."""
    analysis = analyser().analyse(make_document(text))
    row = next(c for c in analysis.clauses if analysis.texts[c.predicate] == predicate)
    return (
        None if row.parent is None else analysis.texts[analysis.clauses[row.parent].predicate]
    ), row.relation


@pytest.mark.parametrize(
    ("text", "predicate", "parent", "relation"),
    [
        # content goes to the nearest verb that takes it and has none yet
        ("طلب الساعي الذي زعم أن الباب مغلق أن يحضر الحارس.", "يحضر", "طلب", "complement"),
        ("أكد الطبيب الذي غادر المستشفى أن المريض تعافى.", "تعافى", "أكد", "complement"),
        # the main clause of a condition is what أن brings, and holds the condition
        ("أضاف المهندس أنه إذا انهار السد فإن المدينة ستغرق.", "ستغرق", "أضاف", "complement"),
        ("أضاف المهندس أنه إذا انهار السد فإن المدينة ستغرق.", "انهار", "ستغرق", "condition"),
        ("قال المدير إنه إذا رفض العمال العرض فلن يدفع الأجور.", "يدفع", "قال", "complement"),
        # behind بعد a past verb follows أن; كما behind a comma goes on with the main clause
        ("ندم البائع بعد أن كشف سره.", "كشف", "ندم", "adverbial"),
        ("ندم البائع بعد أن كشف سره، كما أغلق متجره.", "أغلق", "ندم", "adverbial"),
        # a joined verb that does not agree with the relative closes it
        ("أغلق العمال المصنع الذي احترق وغادرت الحافلات القرية.", "وغادرت", "أغلق", "conjunct"),
        ("زار الوفد الجسر الذي انهار وأغلق الشارع.", "وأغلق", "انهار", "conjunct"),
        # a noun without the article and a present verb behind it
        ("وقال المدير إن المصنع الذي بناه العمال تسبب في موجات تصل إلى القرية.", "تصل", "تسبب", "relative"),
        ("تحدث الزائر عن الأبواب التي سقطت وعن سفن تغادر الميناء.", "تغادر", "سقطت", "relative"),
    ],
)  # fmt: skip
def test_parent(text: str, predicate: str, parent: str, relation: str) -> None:
    assert above(text, predicate) == (parent, relation)


@pytest.mark.parametrize(
    ("text", "predicate", "complement"),
    [
        ("ظن الحارس أنه من الصعب أن يجد المفتاح.", "ظن", "من الصعب"),
        ("أكد البائع أن السوق خلال شهرين من الشتاء في خمس مدن.", "أكد", "خلال شهرين"),
    ],
)
def test_predicate_of_a_verbless_content(text: str, predicate: str, complement: str) -> None:
    assert clause(text, predicate)["complement"] == complement


@pytest.mark.parametrize(
    ("text", "predicate", "passive"),
    [
        ("غادر الوفد القمة التي عقدت في القصر.", "عقدت", True),
        ("زار الوفد القاضية التي حكمت في القضية.", "حكمت", False),
        ("لم تسجل إصابات.", "تسجل", True),
        ("لم تسجل الطبيبة إصابات.", "تسجل", False),
    ],
)
def test_passive(text: str, predicate: str, passive: bool) -> None:
    assert clause(text, predicate)["passive"] is passive


@pytest.mark.parametrize(
    ("text", "at", "lemma"),
    [
        ("أصدر البنك سندات دولارية.", 3, "دولاري"),
        ("التقى الوزراء نظراءهم.", 2, "نظير"),
        ("بحث النواب أن يتم الدفع.", 3, "تم"),
    ],
)
def test_lemma(text: str, at: int, lemma: str) -> None:
    assert analyser().analyse(make_document(text)).words[at].lemma == lemma
