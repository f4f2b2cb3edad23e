"""Texts for the properties: any Unicode, Arabic letters in disorder, and words of news in disorder."""

from __future__ import annotations

import re
from functools import cache

from hypothesis import strategies as st

from mahdar.app.samples import load_samples

_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآؤئىة"
_LOOK_ALIKES = "یکہھەےٱۀگچپڤ"
_MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0670\u0640\u06d6\u06dd"
_INVISIBLE = "\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202e\u2066\u2069\ufeff\u00ad"
_PRESENTATION = "\ufefb\ufef7\ufe8e\ufedf\ufdf2\ufdfa\ufe7b\ufb8e\ufd3e"
_DIGITS = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲"
_PUNCTUATION = " \n\t\r.,:;!?،؛؟«»\"'“”‘’()[]{}-–—/\\%٪٫٬_#@…"

# What turns words into grammar: cues, negations, conditions, numerals and endings that open something.
_JOINTS = (
    "قال إن أن أنه إنه لم لن لا ما قد سوف إذا لو ما لم في حال من المقرر وأضاف وأكد، نفى بحسب وفق نقلا عن على لسان"
    " أمس اليوم غدا الماضي المقبل قبل بعد منذ حتى خلال بين و إلى عشرات مئات آلاف ألف مليون مليار نحو أكثر من دولار"
    " قتيلا جريح في المئة يناير شباط محرم عام 2014 1435 هـ الرئيس وزير نظيره الجانبان تم كان الذي التي"
).split()
_MARKS_BETWEEN = (
    "،",
    ".",
    ":",
    "؛",
    "!",
    "؟",
    "«",
    "»",
    '"',
    "“",
    "”",
    "(",
    ")",
    "-",
    "\n",
    "\n\n",
    "...",
    "_",
    "#",
)


@cache
def news_words() -> list[str]:
    """Every word of the bundled reports, once, in a fixed order."""
    found: set[str] = set()
    for sample in load_samples():
        found.update(re.findall(r"\S+", sample.document.text))
    return sorted(found)


def any_text(longest: int = 120) -> st.SearchStrategy[str]:
    """Any Unicode text without half surrogate pairs."""
    return st.text(st.characters(exclude_categories=["Cs"]), max_size=longest)


def arabic_letters(longest: int = 160) -> st.SearchStrategy[str]:
    """Arabic letters, marks, look-alikes, invisible controls, ligatures, digits and punctuation, in any order."""
    kinds = (_LETTERS, _LOOK_ALIKES, _MARKS, _INVISIBLE, _PRESENTATION, _DIGITS, _PUNCTUATION)
    return st.text(
        st.one_of([st.sampled_from(_LETTERS)] * 3 + [st.sampled_from(kind) for kind in kinds]),
        max_size=longest,
    )


def disordered_news(longest: int = 60) -> st.SearchStrategy[str]:
    """Words of real reports with cues, numerals and punctuation between them: grammatical nonsense."""
    word = st.one_of(
        st.sampled_from(news_words()),
        st.sampled_from(_JOINTS),
        st.sampled_from(_MARKS_BETWEEN),
        st.integers(0, 10**13).map(str),
    )
    joint = st.sampled_from((" ", " ", " ", " ", "", "\n"))
    return st.lists(st.tuples(word, joint), max_size=longest).map(
        lambda parts: "".join(w + j for w, j in parts)
    )


def texts() -> st.SearchStrategy[str]:
    """Any of the three."""
    return st.one_of(any_text(), arabic_letters(), disordered_news())


def cut_news() -> st.SearchStrategy[str]:
    """Real sentences cut anywhere and glued together again."""
    whole = [sample.document.text for sample in load_samples()]
    piece = st.sampled_from(whole).flatmap(
        lambda text: st.tuples(st.integers(0, len(text)), st.integers(1, 220)).map(
            lambda cut: text[cut[0] : cut[0] + cut[1]]
        )
    )
    return st.lists(piece, max_size=6).map("".join)
