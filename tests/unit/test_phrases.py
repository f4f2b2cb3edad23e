"""Noun phrases: how far one reaches and which word is its head."""

from __future__ import annotations

from functools import cache

import pytest

from mahdar.analysis.phrases import Phrases
from mahdar.analysis.reader import Analyser
from mahdar.analysis.types import Analysis
from mahdar.knowledge import load
from mahdar.record import make_document


@cache
def analyser() -> Analyser:
    return Analyser(load())


def phrases(sentence: str) -> tuple[Analysis, Phrases]:
    analysis = analyser().analyse(make_document(sentence))
    places = analyser().overlay.places(analysis.hits)
    return analysis, Phrases(analysis.words, analysis.texts, analysis.name_of, places)


def phrase(sentence: str, first: str, *, inside: bool = False) -> tuple[str, str] | None:
    """Extent and head of the phrase that begins with a word; None where none begins there."""
    analysis, all_phrases = phrases(sentence)
    found = all_phrases.at(analysis.texts.index(first), len(analysis.texts), inside=inside)
    return None if found is None else (analysis.surface(found.first, found.last), analysis.texts[found.head])


def known(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


@pytest.mark.parametrize(
    ("sentence", "want", "head"),
    [
        ("وصل وزير الخارجية الفرنسي إلى بيروت.", "وزير الخارجية الفرنسي", "وزير"),
        ("وصل رئيس هيئة الأركان إلى بيروت.", "رئيس هيئة الأركان", "رئيس"),
        ("رفض مدير مكتب وزير الدفاع التعليق.", "مدير مكتب وزير الدفاع", "مدير"),
        ("انهار اتفاق سلام دائم.", "اتفاق سلام دائم", "اتفاق"),
        ("زادت أسعار المواد الغذائية أمس.", "أسعار المواد الغذائية", "أسعار"),
        ("تقع مدينة حلب السورية في الشمال.", "مدينة حلب السورية", "مدينة"),
        ("زار ميناء الحديدة اليمني أمس.", "ميناء الحديدة اليمني", "ميناء"),
        ("انتهت زيارته الأخيرة لباريس.", "زيارته الأخيرة", "زيارته"),
        ("استقال نائب رئيس هيئة مكافحة الفساد أمس.", "نائب رئيس هيئة مكافحة الفساد", "نائب"),
    ],
)
def test_genitive_chains_and_adjectives(sentence: str, want: str, head: str) -> None:
    assert phrase(sentence, want.split(maxsplit=1)[0]) == (want, head)


@pytest.mark.parametrize(
    ("sentence", "want", "head"),
    [
        ("هذه الأزمة الجديدة خطيرة", "هذه الأزمة الجديدة", "الأزمة"),
        ("انتهت الحرب هذه في أيام.", "الحرب هذه", "الحرب"),
        ("وافق كل الأطراف على النص.", "كل الأطراف", "الأطراف"),
        ("رفض بعض النواب القانون.", "بعض النواب", "النواب"),
        ("ترفض أي تدخل عسكري في شؤونها.", "أي تدخل عسكري", "تدخل"),
        ("غادر أحد قادة الحركة أمس.", "أحد قادة الحركة", "قادة"),
        ("قتل ثلاثة جنود إسرائيليين في كمين.", "ثلاثة جنود إسرائيليين", "جنود"),
        ("نزح عشرون شخصا من القرية.", "عشرون شخصا", "شخصا"),
        ("وصل 250 جنديا إلى القاعدة.", "250 جنديا", "جنديا"),
        ("أعلن مقتل عشرة مدنيين في القصف.", "مقتل عشرة مدنيين", "مقتل"),
        ("نزح مئات آلاف السكان عن الجنوب.", "مئات آلاف السكان", "مئات"),
        pytest.param(
            "صوت خمسة وعشرون نائبا ضد القانون.",
            "خمسة وعشرون نائبا",
            "نائبا",
            marks=known("a numeral joined with و is taken for the head"),
        ),
        pytest.param(
            "وافقت الدول الخمس الكبرى على النص.",
            "الدول الخمس الكبرى",
            "الدول",
            marks=known("a numeral behind its definite noun ends the phrase"),
        ),
    ],
)
def test_words_before_the_head(sentence: str, want: str, head: str) -> None:
    assert phrase(sentence, want.split(maxsplit=1)[0]) == (want, head)


@pytest.mark.parametrize(
    ("sentence", "want", "head"),
    [
        ("وصل الرئيس الأميركي جو بايدن إلى بروكسل.", "الرئيس الأميركي جو بايدن", "الرئيس"),
        ("وصل رئيس الوزراء الباكستاني شهباز شريف أمس.", "رئيس الوزراء الباكستاني شهباز شريف", "رئيس"),
        ("استقبله الملك عبد الله الثاني في عمان.", "الملك عبد الله الثاني", "الملك"),
        ("وصل المبعوث الأممي غير بيدرسن إلى دمشق.", "المبعوث الأممي غير بيدرسن", "المبعوث"),
        ("نفت حركة المقاومة الإسلامية (حماس) النبأ.", "حركة المقاومة الإسلامية (حماس)", "حركة"),
        ('ذكرت صحيفة "الأهرام" المصرية النبأ.', 'صحيفة "الأهرام" المصرية', "صحيفة"),
        pytest.param(
            "غادر الوزير علي حسن مكتبه في بيروت.",
            "الوزير علي حسن",
            "الوزير",
            marks=known("علي is read as the preposition على"),
        ),
    ],
)
def test_titles_and_names(sentence: str, want: str, head: str) -> None:
    assert phrase(sentence, want.split(maxsplit=1)[0]) == (want, head)


@pytest.mark.parametrize(
    ("sentence", "want", "head"),
    [
        ("انسحبت القوات البرية والجوية من المدينة.", "القوات البرية والجوية", "القوات"),
        ("أغلقت المدارس والجامعات والمصارف أمس.", "المدارس والجامعات والمصارف", "المدارس"),
        ("اجتمع رئيسا الحكومة والبرلمان أمس.", "رئيسا الحكومة والبرلمان", "رئيسا"),
        ("سقط عشرات القتلى والجرحى في القصف.", "عشرات القتلى والجرحى", "عشرات"),
        ("اتفقت مصر والسودان على خطة.", "مصر والسودان", "مصر"),
        ("دعا رؤساء بلديات الخليل ونابلس إلى إضراب.", "رؤساء بلديات الخليل ونابلس", "رؤساء"),
        ("بحث وزيرا خارجية روسيا والصين الأزمة.", "وزيرا خارجية روسيا والصين", "وزيرا"),
    ],
)
def test_coordination(sentence: str, want: str, head: str) -> None:
    assert phrase(sentence, want.split(maxsplit=1)[0]) == (want, head)


@pytest.mark.parametrize(
    ("sentence", "first", "want"),
    [
        ("انسحبت القوات والشرطة من المدينة.", "القوات", "القوات"),
        ("أغلقت المدارس والجامعات أمس.", "المدارس", "المدارس"),
        ("اتفقت مصر والسودان على خطة.", "مصر", "مصر"),
    ],
)
def test_inside_another_phrase_nothing_is_joined(sentence: str, first: str, want: str) -> None:
    found = phrase(sentence, first, inside=True)
    assert found is not None
    assert found[0] == want


@pytest.mark.parametrize(
    ("sentence", "first", "want"),
    [
        ("زار الرئيس بغداد أمس.", "الرئيس", "الرئيس"),
        ("الجيش يقصف المدينة.", "الجيش", "الجيش"),
        ("قال الوزير في بيان.", "الوزير", "الوزير"),
        ("قدم المحامي شكوى جديدة.", "المحامي", "المحامي"),
        ("غادر الوفد المطار، المدينة هادئة.", "المطار", "المطار"),
        ("سلم الوزير رسالته للسفير.", "رسالته", "رسالته"),
        ("هو يرفض.", "هو", "هو"),
    ],
)
def test_a_phrase_ends_where_another_word_takes_over(sentence: str, first: str, want: str) -> None:
    found = phrase(sentence, first)
    assert found is not None
    assert found[0] == want


@pytest.mark.parametrize(
    ("sentence", "first"),
    [("سافر في سيارة.", "في"), ("سافر الوفد.", "سافر"), ("لن يسافر.", "لن"), ("نعم.", ".")],
)
def test_no_phrase_begins_with_such_a_word(sentence: str, first: str) -> None:
    assert phrase(sentence, first) is None


def test_a_phrase_stays_within_its_limit() -> None:
    analysis, all_phrases = phrases("رئيس هيئة مكافحة الفساد في وزارة العدل")
    for first in range(len(analysis.texts)):
        for limit in range(first, len(analysis.texts) + 1):
            found = all_phrases.at(first, limit)
            assert found is None or first <= found.first <= found.head < found.last <= limit
