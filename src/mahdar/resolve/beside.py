"""Names of persons that stand with a title: behind it, behind a comma, inside its phrase, or known to no table."""

from __future__ import annotations

from collections.abc import Container

from mahdar.analysis.types import Analysis, Phrase
from mahdar.languages.ar.grammar import grammar

TITLES = frozenset({"office", "title", "role", "person"})


class NamesBeside:
    """Names of one report by their place; `named_at` and `covered` are filled as its mentions are read.

    `named_at`: first token of a named person (or their title) → actor; `covered`: tokens of mentions and their titles,
    demonyms left out.
    """

    def __init__(self, analysis: Analysis, given: Container[str]) -> None:
        self._a = analysis
        self._given = given
        self.named_at: dict[int, int] = {}
        self.covered: set[int] = set()

    def inside(self, phrase: Phrase) -> int | None:
        """The person whose name ends a phrase, behind a definite word: كبير مفاوضي الحركة فلان."""
        words = self._a.words
        for at in range(phrase.head + 2, phrase.last):
            if at in self.named_at and (words[at - 1].article or words[at - 1].pos == "PN"):
                return self.named_at[at]
        return None

    def beside(self, at: int) -> int | None:
        """The person whose office a phrase begins: named behind it, or behind a comma, more titles between them.

        وزير الخارجية السعودي الأمير فلان، المتحدث باسم الوزارة، فلان؛ رئيس الوفد في المفاوضات فلان.
        """
        a = self._a
        marks = 0
        limit = min(at + 9, a.sentences[a.sentence_of[at - 1]][1])
        governed = False
        while at < limit:
            word = a.words[at]
            if at in self.named_at and not governed and word.proclitics[-1:] not in ("ب", "ل"):
                return self.named_at[at]
            governed = word.pos == "PREP" and not word.enclitic
            if word.pos in ("ADV", "DEM") or (governed and word.lemma == "عن"):
                at += 1
                continue
            if word.pos == "MARK":
                if a.texts[at] in "،,-–":
                    marks += 1
                    if marks > 1:
                        return None
                elif a.texts[at] not in "\"'«»“”#_()":
                    return None
            elif (word.pos not in ("N", "A", "PN", "X") and not grammar().has("title_link", word.lemma)) or (
                marks and word.noun_class not in TITLES
            ):
                return None
            at += 1
        return None

    def behind(self, phrase: Phrase) -> Phrase | None:
        """The words behind a title that can only be a name."""
        a = self._a
        words = a.words
        end = a.sentences[a.sentence_of[phrase.head]][1]
        at = phrase.head + 1
        while at < phrase.last and words[at].article and words[at].pos in ("A", "N", "PN"):
            at += 1
        if at >= end or not words[at - 1].article or at in self.covered:
            return None
        last = at
        while last < min(at + 4, end) and last not in self.covered and self._may_name(last):
            if last > at and last >= phrase.last and words[last].article:
                break
            last += 1
        if last < at + 2 or words[at].article:
            return None
        if words[at].derived == "masdar" and a.folded[at] not in self._given:
            behind = words[last] if last < end else None
            if behind is None or (behind.pos not in ("SUB", "V") and a.texts[last] not in '،,:"«“('):
                return None  # نفت المسؤولة وجود خلاف.
        return Phrase(at, last, at)

    def _may_name(self, at: int) -> bool:
        """Whether a word may be a part of a name that no table knows, where nothing else can stand."""
        a = self._a
        word = a.words[at]
        if word.proclitics or word.enclitic or word.noun_class in ("time", "unit", "quant", "body"):
            return False
        if word.plural and not word.guess and a.folded[at] not in self._given:
            return False  # نفى المسؤول وجود ضغوط
        adverbial = word.case == "a" and not word.guess and word.pos in ("N", "A")
        return word.pos == "PN" or (word.pos in ("N", "A") and not adverbial and a.texts[at].isalpha())
