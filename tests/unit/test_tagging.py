"""Choosing a reading in context: what the word before and the word after say about a homograph."""

from __future__ import annotations

from functools import cache

import pytest

from mahdar.analysis.reader import Analyser
from mahdar.analysis.words import (
    ADJECTIVE,
    NAME,
    NEGATION,
    NOUN,
    PARTICLE,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
    VERB,
    Word,
)
from mahdar.knowledge import load
from mahdar.record import make_document


@cache
def analyser() -> Analyser:
    return Analyser(load())


def reading(sentence: str, surface: str) -> Word:
    """The reading chosen for the first word of a sentence that is written so."""
    analysis = analyser().analyse(make_document(sentence))
    return analysis.words[analysis.texts.index(surface)]


@pytest.mark.parametrize(
    ("sentence", "word", "lemma"),
    [
        ("لم يصل الوفد إلى الفندق.", "يصل", "وصل"),
        ("لم تقدم الشركة أي ضمانات.", "تقدم", "قدم"),
        ("لم ينته التحقيق في الحادث.", "ينته", "انتهى"),
        ("لن تعد الحكومة بشيء.", "تعد", "وعد"),
        ("لن يقبل الحزب الشرط.", "يقبل", "قبل"),
        ("قد تضرب العاصفة الساحل.", "تضرب", "ضرب"),
        ("وقد رفض النواب المشروع.", "رفض", "رفض"),
        ("سوف يحكم المجلس البلاد سنة.", "يحكم", "حكم"),
        ("يريد الوزير أن يزور المصنع.", "يزور", "زار"),
        pytest.param(
            "قررت الشركة أن تنقل مقرها.",
            "تنقل",
            "نقل",
            marks=pytest.mark.xfail(strict=True, reason="تنقل behind أن is read as the event noun"),
        ),
        ("طلب القاضي أن يكتب الشاهد اسمه.", "يكتب", "كتب"),
        ("إذا وقع هجوم أغلقت المدارس.", "وقع", "وقع"),
        ("الرجل الذي قتل الحارس هرب.", "قتل", "قتل"),
        ("عندما علم الوزير بالأمر غادر القاعة.", "علم", "علم"),
        pytest.param(
            "كانت الشرطة تنقل السجناء.",
            "تنقل",
            "نقل",
            marks=pytest.mark.xfail(
                strict=True, reason="تنقل: the perfect of تنقّل stands before the imperfect behind كانت"
            ),
        ),
        ("قتل الجنود رجلا في القرية.", "قتل", "قتل"),
        ("وقع الوزير الاتفاق في الرياض.", "وقع", "وقع"),
        ("قدم المحامي شكوى إلى المحكمة.", "قدم", "قدم"),
        ("علم المراسل أن الوفد غادر.", "علم", "علم"),
        ("حكم القاضي على المتهم بالسجن.", "حكم", "حكم"),
        ("دعم المجلس الخطة.", "دعم", "دعم"),
        ("شكل الرئيس لجنة تحقيق.", "شكل", "شكل"),
        ("كتب الصحافي مقالا عن الحرب.", "كتب", "كتب"),
        ("نقل التلفزيون عن شاهد قوله.", "نقل", "نقل"),
        ("ضرب الجيش مواقع المسلحين.", "ضرب", "ضرب"),
        ("أكد مصدر أن الهجوم وقع فجرا.", "وقع", "وقع"),
        pytest.param(
            "أكد مصدر أن هجوما وقع فجرا.",
            "وقع",
            "وقع",
            marks=pytest.mark.xfail(
                strict=True, reason="an indefinite noun after أن draws the verb behind it into a genitive"
            ),
        ),
        pytest.param(
            "قد تعد الوزارة خطة جديدة.",
            "تعد",
            "أعد",
            marks=pytest.mark.xfail(strict=True, reason="تعد: عدّ stands before أعدّ"),
        ),
        ("لم يعد الوفد إلى الفندق.", "يعد", "عاد"),
    ],
)
def test_a_verb_where_the_context_asks_for_one(sentence: str, word: str, lemma: str) -> None:
    found = reading(sentence, word)
    assert (found.pos, found.lemma) == (VERB, lemma)


@pytest.mark.parametrize(
    ("sentence", "word", "lemma"),
    [
        ("في حكم المحكمة أخطاء كثيرة.", "حكم", "حكم"),
        ("على عمل اللجنة قيود كثيرة.", "عمل", "عمل"),
        ("تحدث الوزير عن دعم المزارعين.", "دعم", "دعم"),
        ("جاء القرار بعد رفض الحزب العرض.", "رفض", "رفض"),
        ("أدى قتل المتظاهر إلى احتجاجات.", "قتل", "قتل"),
        ("أدان المجلس قتل المدنيين.", "قتل", "قتل"),
        ("خرج السكان على وقع الانفجارات.", "وقع", "وقع"),
        ("أصيب اللاعب في قدم واحدة.", "قدم", "قدم"),
        ("رفع الجنود علم بلادهم.", "علم", "علم"),
        pytest.param(
            "إن قتل الرهائن جريمة.",
            "قتل",
            "قتل",
            marks=pytest.mark.xfail(
                strict=True, reason="a homograph of a verb behind إن makes it a condition"
            ),
        ),
        ("صدرت كتب جديدة عن الحرب.", "كتب", "كتاب"),
        ("صدر حكم ضد المتهم.", "حكم", "حكم"),
        ("أثار رفض الحزب غضبا.", "رفض", "رفض"),
        ("أعلن الاتحاد دعم الخطة.", "دعم", "دعم"),
        ("ناقش المجلس شكل الحكومة.", "شكل", "شكل"),
        ("تعطل نقل البضائع.", "نقل", "نقل"),
        ("استمر ضرب المواقع ليلا.", "ضرب", "ضرب"),
        ("تم نقل الجرحى إلى المستشفى.", "نقل", "نقل"),
        ("هذا الرفض يقلق الحكومة.", "الرفض", "رفض"),
        pytest.param(
            "كان وقع الخبر شديدا على السكان.",
            "وقع",
            "وقع",
            marks=pytest.mark.xfail(strict=True, reason="كان calls for a verb before an iḍāfa is tried"),
        ),
    ],
)
def test_a_noun_where_the_context_asks_for_one(sentence: str, word: str, lemma: str) -> None:
    found = reading(sentence, word)
    assert (found.pos, found.lemma) == (NOUN, lemma)


@pytest.mark.parametrize(
    ("sentence", "word", "function"),
    [
        ("إن رفضت الحكومة استقال الوزير.", "إن", "if"),
        pytest.param(
            "إن لم تصل المساعدات مات الجرحى.",
            "إن",
            "if",
            marks=pytest.mark.xfail(strict=True, reason="إن before لم is always a condition"),
        ),
        ("سيستقيل الوزير إن رفض النواب الخطة.", "إن", "if"),
        ("إن الحكومة رفضت الطلب.", "إن", "inna"),
        ("قال الوزير إن الحرب انتهت.", "إن", "inna"),
        ("أكد الوزير أن الحرب انتهت.", "أن", "anna"),
        ("يريد الوزير أن تنتهي الحرب.", "أن", "an"),
        ("يجب أن تنتهي الحرب.", "أن", "an"),
        ("أعلن أنه سيغادر.", "أنه", "anna"),
    ],
)
def test_an_and_in(sentence: str, word: str, function: str) -> None:
    found = reading(sentence, word)
    assert (found.pos, found.function) == (SUBORDINATOR, function)


@pytest.mark.parametrize(
    ("sentence", "word", "pos"),
    [
        ("ما زار الوزير بغداد.", "ما", NEGATION),
        ("ما زال القصف مستمرا.", "ما", NEGATION),
        ("نشر الوزير ما قاله في الاجتماع.", "ما", RELATIVE),
        ("رفض الحزب ما طلبته الحكومة.", "ما", RELATIVE),
        ("لا تعترف بغداد بالنتائج.", "لا", NEGATION),
        ("قد يصل الوفد غدا.", "قد", PARTICLE),
        ("لن يسافر الوفد من دون حراسة.", "من", PREPOSITION),
        ("وصل الوفد بعد ساعتين.", "بعد", PREPOSITION),
        ("القوات الحكومية تتقدم.", "الحكومية", ADJECTIVE),
        ("اشتبك جنود مع مسلحين قرب بغداد.", "بغداد", NAME),
        ("أطلق الجنود النار على مواقع قريبة.", "مواقع", NOUN),
        ("ضرب الجيش مواقع المسلحين.", "مواقع", NOUN),
    ],
)
def test_part_of_speech(sentence: str, word: str, pos: str) -> None:
    assert reading(sentence, word).pos == pos


@pytest.mark.parametrize(
    ("sentence", "word", "tense", "mood"),
    [
        ("لم يعمل المجلس.", "يعمل", "present", ""),
        ("لم ينته التحقيق.", "ينته", "present", "jussive"),
        ("لن يغادروا المدينة.", "يغادروا", "present", ""),
        ("سيغادر الوفد.", "سيغادر", "future", ""),
        ("غادر الوفد.", "غادر", "past", ""),
        ("يغادر الوفد غدا.", "يغادر", "present", ""),
    ],
)
def test_tense_of_the_spelling(sentence: str, word: str, tense: str, mood: str) -> None:
    found = reading(sentence, word)
    assert found.tense == tense
    assert not mood or found.mood == mood


def test_one_reading_for_every_token() -> None:
    for sentence in ("", "...", "abc", "لم", "أن أن أن", "و", "لم لن قد سوف"):
        analysis = analyser().analyse(make_document(sentence))
        assert len(analysis.words) == len(analysis.texts)
