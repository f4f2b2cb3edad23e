"""Text without language: normalisation, sentences, tokens."""

from __future__ import annotations

import pytest

from mahdar.text import LATIN, MARK, NUMBER, WORD, fold, normalise, sentences, tokenise


@pytest.mark.parametrize(
    ("text", "working"),
    [
        ("مُحَمَّدٌ", "محمد"),
        ("الـــعراق", "العراق"),
        ("\u200fقال\u200e", "قال"),
        ("\ufeffقال", "قال"),
        ("ایران وکردستان", "ايران وكردستان"),
        ("ۀ ہ ھ ە", "ه ه ه ه"),
        ("٢٠١٤ و۲۰۱۵", "2014 و2015"),
        ("١٬٢٠٠٫٥", "1,200.5"),
        ("\ufefb\ufe97\ufed4\ufe8e\ufed5", "لاتفاق"),
        ("\ufdf2", "الله"),
        ("ٱلله", "الله"),
        ("قال\u00a0إن\u202fبلاده", "قال إن بلاده"),
        ("سطر\u2028سطر\x0bسطر", "سطر\nسطر سطر"),
        ("هذا\tذاك", "هذا ذاك"),
        ("آب أيلول إلى ى ة ئ ؤ", "آب أيلول إلى ى ة ئ ؤ"),
        ("گوگل وڤيتو وپوتين", "گوگل وڤيتو وپوتين"),
        ("Reuters (رويترز) 50%", "Reuters (رويترز) 50%"),
        ("", ""),
    ],
)
def test_working_text(text: str, working: str) -> None:
    assert normalise(text).text == working


@pytest.mark.parametrize("break_", ["\n", "\r", "\r\n", "\u2028", "\u2029", "\x85", "\x0c"])
def test_every_line_break_is_one(break_: str) -> None:
    assert set(normalise(f"سطر{break_}سطر").text) == set("سطر\n")
    assert len(sentences(normalise(f"سطر{break_}سطر").text)) == 2


def test_a_plain_text_needs_no_map() -> None:
    found = normalise("قال إن بلاده ستوقع.")
    assert found.starts is None
    assert found.span(0, 3) == (0, 3)


def test_marks_belong_to_the_letter_before_them_and_controls_to_none() -> None:
    text = "قَالَ \u200fإنَّ"
    found = normalise(text)
    assert found.text == "قال إن"
    assert found.span(0, 3) == (0, 5)
    start, end = found.span(4, 6)
    assert text[start:end] == "إنَّ"


def test_a_ligature_stands_for_all_its_letters() -> None:
    text = "عبد\ufdf2 قال"
    found = normalise(text)
    assert found.text == "عبدالله قال"
    assert [found.span(at, at + 1) for at in (3, 4, 5, 6)] == [(3, 4)] * 4
    assert text[slice(*found.span(8, 11))] == "قال"


@pytest.mark.parametrize(
    ("one", "other"),
    [("أحمد", "احمد"), ("إلى", "الي"), ("آذار", "اذار"), ("حكومة", "حكومه"), ("مستشفى", "مستشفي")],
)
def test_folding_forgets_what_writers_confuse(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("سأل", "سؤل"), ("علم", "غلم"), ("شيء", "شي"), ("قائد", "قايد")])
def test_folding_keeps_what_tells_words_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وقع الاتفاق. وغادر الوفد.", ["وقع الاتفاق.", "وغادر الوفد."]),
        ("هل وقع؟ لا! غادر… ثم عاد", ["هل وقع؟", "لا!", "غادر…", "ثم عاد"]),
        ("وقف النزاع.وقال الوزير", ["وقف النزاع.", "وقال الوزير"]),
        ("عنوان\nنص\n\nنص آخر", ["عنوان", "نص", "نص آخر"]),
        ("بلغ 3.5 مليار دولار.", ["بلغ 3.5 مليار دولار."]),
        ("نقلت أ.ف.ب عن مصدر.", ["نقلت أ.ف.ب عن مصدر."]),
        ("قال جورج و. بوش ذلك.", ["قال جورج و. بوش ذلك."]),
        ("قال: «لن نوقع.» وغادر.", ["قال: «لن نوقع.»", "وغادر."]),
        ('قال: "لن نوقع." وغادر.', ['قال: "لن نوقع."', "وغادر."]),
        ("أولاً؛ ثانياً؛ ثالثاً", ["أولاً؛ ثانياً؛ ثالثاً"]),
        ("انتظر... ثم غادر.", ["انتظر...", "ثم غادر."]),
        ("   \n\t ", []),
        ("", []),
        ("...", ["..."]),
        ("موقع example.com ذكر ذلك.", ["موقع example.com ذكر ذلك."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected", "kinds"),
    [
        ("قال إن", ["قال", "إن"], [WORD, WORD]),
        ("بلغ 1,200.5 دولار", ["بلغ", "1,200.5", "دولار"], [WORD, NUMBER, WORD]),
        ("يوم 15/3/2014.", ["يوم", "15/3/2014", "."], [WORD, NUMBER, MARK]),
        ("#دونالد_ترمب", ["#", "دونالد", "_", "ترمب"], [MARK, WORD, MARK, WORD]),
        ("50%", ["50", "%"], [NUMBER, MARK]),
        ("وكالة AFP", ["وكالة", "AFP"], [WORD, LATIN]),
        ("«نعم»،", ["«", "نعم", "»", "،"], [MARK, WORD, MARK, MARK]),
        ("عام2014م", ["عام", "2014", "م"], [WORD, NUMBER, WORD]),
        ("10-15", ["10-15"], [NUMBER]),
        ("كوفيد-19", ["كوفيد", "-", "19"], [WORD, MARK, NUMBER]),
        ("5.", ["5", "."], [NUMBER, MARK]),
        ("😀", ["😀"], [MARK]),
        ("", [], []),
    ],
)
def test_tokens(text: str, expected: list[str], kinds: list[int]) -> None:
    found = tokenise(text)
    assert found.texts == expected
    assert list(found.kinds) == kinds
    assert [text[start:end] for start, end in zip(found.starts, found.ends, strict=True)] == expected
