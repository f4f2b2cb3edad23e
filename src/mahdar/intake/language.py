"""Which language a report is in: Arabic told from the other languages that are written in its script.

Script first, by counting letters; inside the Arabic script by letters that only one language writes and by function
words (both in `data/languages.tsv`); other scripts are left to py3langid, which is loaded only then.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mahdar.ontology.tables import read_table
from mahdar.record import Note

_TABLE = Path(__file__).parent / "data" / "languages.tsv"
_SAMPLE = 20_000
_ARABIC = re.compile(
    "[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"
)
_WORD = re.compile("[\u0620-\u065f\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\u200c]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_OTHER = re.compile(r"[^\W\d_]")
_SKIPPED = re.compile("[\u064b-\u065f\u0670\u0640]")
# The article is the surest sign of Arabic; names borrowed from Arabic carry it in its neighbours too, at most one
# word in forty (measured on the sentences of tests/unit/test_language.py), against one in four in Arabic news.
_ARTICLE = re.compile("^(?:[وفبك]?ال|[وف]?لل)[\u0621-\u064a]{2,}")


class Language(NamedTuple):
    """A language (BCP 47), the share of the letters that are Arabic, and its English name."""

    code: str
    arabic: float
    name: str


class _Evidence(NamedTuple):
    """Language → name; letter → languages that alone write it; word → languages that use it as a function word."""

    names: dict[str, str]
    letters: dict[str, tuple[str, ...]]
    words: dict[str, tuple[str, ...]]


@cache
def _evidence() -> _Evidence:
    names: dict[str, str] = {}
    letters: dict[str, tuple[str, ...]] = {}
    words: dict[str, tuple[str, ...]] = {}
    for _, row in read_table(_TABLE, ("language", "kind", "form")):
        code = row["language"]
        if row["kind"] == "name":
            names[code] = row["form"]
            continue
        table = letters if row["kind"] == "letter" else words
        for form in row["form"].split():
            table[form] = (*table.get(form, ()), code)
    return _Evidence(names, letters, words)


def identify(text: str) -> Language:
    """The language of a text.

    Args:
        text: a report; its first and middle stretches are looked at, so the time does not grow with its length.

    Returns:
        The language; `und` where the text has fewer than two letters or nothing decides.
    """
    sample = text
    if len(text) > 2 * _SAMPLE:
        middle = len(text) // 2
        sample = text[:_SAMPLE] + "\n" + text[middle : middle + _SAMPLE]
    arabic = len(_ARABIC.findall(sample))
    letters = len(_OTHER.findall(sample))
    if letters < 2:
        return Language("und", 0.0, "undetermined")
    share = min(arabic / letters, 1.0)
    # Arabic reports quote names and headlines in Latin letters; pages in Latin letters quote a word of Arabic.
    # A third lies far from both (dev reports of several outlets hold at most one Latin letter in ten).
    if share >= 1 / 3:
        code = _in_arabic_script(sample)
        return Language(code, share, _evidence().names.get(code, code))
    return _in_other_script(sample, letters, share)


def language_note(language: Language) -> Note | None:
    """A note for a report that is not Arabic; None for one that is, or that has no letters to judge by."""
    if language.code == "ar":
        return None
    if language.code == "und":
        message = "the language of the report cannot be told; it does not look like Arabic"
    else:
        message = f"the report is in {language.name} ({language.code}), not in Arabic"
    return Note(kind="language", message=message)


def _in_arabic_script(sample: str) -> str:
    evidence = _evidence()
    plain = _SKIPPED.sub("", sample)
    tokens = _WORD.findall(plain)
    if not tokens:
        return "ar"
    score: defaultdict[str, float] = defaultdict(float)
    for word in tokens:
        for code in evidence.words.get(word, ()):
            score[code] += 1.0
        if _ARTICLE.match(word):
            score["ar"] += 0.75
    for letter, count in Counter(plain).items():
        owners = evidence.letters.get(letter, ())
        for code in owners:
            # A letter that several languages share says less about each.
            score[code] += 0.5 * count / len(owners)
    best = max(score.items(), key=lambda pair: (pair[1], pair[0] == "ar", pair[0]), default=("ar", 0.0))
    return best[0] if best[1] > score["ar"] else "ar"


def _in_other_script(sample: str, letters: int, share: float) -> Language:
    if letters < 20:
        return Language("und", share, "undetermined")
    from py3langid import classify

    code, _ = classify(sample[:4000])
    if code == "ar":
        return Language("und", share, "undetermined")
    name = _evidence().names.get(code)
    return Language(code, share, name or "another language")
