"""Noun phrases: where one begins, how far it reaches, which word is its head."""

from __future__ import annotations

from mahdar.analysis.types import Phrase
from mahdar.analysis.words import (
    ADJECTIVE,
    DEMONSTRATIVE,
    FOREIGN,
    NAME,
    NEGATION,
    NOUN,
    NUMERAL,
    PRONOUN,
    Word,
)
from mahdar.languages.ar.grammar import grammar
from mahdar.languages.ar.timetables import month_words

_NOMINAL = frozenset({NOUN, ADJECTIVE, NAME, NUMERAL, FOREIGN, DEMONSTRATIVE})
# Tokens that a noun phrase may have; longer runs are no prose, and must not cost more than their length.
_LONGEST = 40
_OPEN = frozenset("\"'«“([")
_CLOSED = frozenset("\"'»”)]")


def definite(word: Word) -> bool:
    """Whether a nominal is definite by itself: article, joined pronoun, or a name."""
    return word.article or bool(word.enclitic) or word.pos == NAME


# Classes of nouns for people.
HUMAN = frozenset({"office", "title", "role", "person", "collective"})


def agrees(noun: Word, adjective: Word) -> bool:
    """Whether an adjective may belong to a noun by gender and number; names, guesses and numerals take any."""
    if noun.pos not in (NOUN, ADJECTIVE) or noun.guess or adjective.guess or not adjective.gender:
        return True
    if noun.noun_class in ("quant", "number", "collective") or not noun.gender:
        return True
    if adjective.noun_class == "demonym" and not adjective.gender:
        return True
    if noun.pos == ADJECTIVE:
        return noun.gender == adjective.gender or noun.plural != adjective.plural
    if noun.number == "p":
        if noun.noun_class in HUMAN:
            return adjective.number == "p"
        return adjective.gender == "f" or adjective.number == "p"
    if noun.number == "d":
        return adjective.number != "p"
    return noun.gender == adjective.gender and adjective.number != "p"


def unbound(word: Word) -> bool:
    """Whether a noun's ending keeps genitives away: a sound plural or dual with its ن."""
    ending = word.number in ("p", "d") and word.case in ("n", "o") and not word.bound
    person = word.noun_class in HUMAN or word.derived in ("active", "passive")  # قوانين is no sound plural
    return ending and person and not word.guess and not word.enclitic


def _alone(word: Word, following: Word) -> bool:
    """Whether a word for one out of several stands by itself before a noun: لم يطلق أحد | النار."""
    single = following.number == "s" and following.noun_class != "collective" and following.pos == NOUN
    return single and grammar().has("one_of", word.lemma)


class Phrases:
    """Reads noun phrases of one report. `name_of[i]` numbers the table name that token i belongs to, or -1."""

    def __init__(
        self, words: list[Word], texts: list[str], name_of: list[int], places: frozenset[int] = frozenset()
    ) -> None:
        self.words = words
        self.texts = texts
        self.name_of = name_of
        self.places = places  # numbers of the names that are places or states
        self._months = month_words()

    def starts_at(self, at: int) -> bool:
        """Whether a noun phrase may begin at a token."""
        word = self.words[at]
        if word.pos == PRONOUN:
            return True
        return word.pos in _NOMINAL or (word.pos == NEGATION and word.lemma == "عدم")

    def at(self, first: int, limit: int, *, inside: bool = False) -> Phrase | None:
        """The noun phrase that begins at a token, coordination included, or None.

        Args:
            first: token to begin at; a quotation mark or bracket before a name is passed over.
            limit: token not to go beyond.
            inside: no coordination (the phrase stands inside another).
        """
        words = self.words
        limit = min(limit, first + _LONGEST)
        while first < limit and self.texts[first] in _OPEN:
            first += 1
        if first >= limit or not self.starts_at(first):
            return None
        if words[first].pos == PRONOUN:
            return Phrase(first, first + 1, first)
        head = self._head(first, limit)
        last = self._extend(head, limit, counted=head > first and words[head - 1].pos == NUMERAL)
        if inside:
            return Phrase(first, last, head)
        while last < limit and self._joins(last, head):
            after = self._extend(last, limit)
            if after <= last:
                break
            last = after
        return Phrase(first, last, head)

    def _head(self, first: int, limit: int) -> int:
        """Numerals, quantifiers and demonstratives come before the noun that they belong to."""
        at = first
        words = self.words
        while at + 1 < limit:
            word = words[at]
            following = words[at + 1]
            plain = following.pos in (NOUN, ADJECTIVE, NAME, NUMERAL) and not following.proclitics
            plain = plain and not _alone(word, following)
            if (word.pos == DEMONSTRATIVE and following.article and not following.proclitics) or (
                (word.pos == NUMERAL or word.noun_class in ("number", "quant"))
                and plain
                and not word.enclitic
            ):
                at += 1
            else:
                break
        return at

    def _extend(self, at: int, limit: int, *, counted: bool = False) -> int:
        """Token behind the phrase whose head is `at`: genitives, adjectives, names, brackets."""
        words, texts = self.words, self.texts
        last = at + 1
        previous = words[at]
        closed = False  # a definite noun with the article: no further genitive
        if previous.pos in (NOUN, ADJECTIVE) and definite(previous):
            closed = True
        while last < limit:
            word = words[last]
            if word.pos == "MARK":
                skip = self._bracket(last, limit)
                if skip == last:
                    break
                last = skip
                continue
            if self.name_of[last] >= 0 and self.name_of[last] == self.name_of[last - 1]:
                last += 1
                previous, closed = word, True
                continue
            if word.lemma == "غير" and last + 1 < limit and words[last + 1].pos == ADJECTIVE:
                last += 2  # عقوبات غير تقليدية
                continue
            if (
                word.pos not in _NOMINAL
                or word.proclitics
                or (word.noun_class == "quant" and not word.enclitic)
            ):
                break
            if word.noun_class == "quant" and definite(previous):
                last += 1  # الهجوم نفسه، الدول كلها
                continue
            if word.pos == DEMONSTRATIVE:
                if not definite(previous) or (last + 1 < limit and words[last + 1].article):
                    break
                last += 1
                continue
            placed = previous.pos == NAME and self.name_of[last - 1] in self.places
            if placed and word.derived and word.article and word.gender == "m":
                break  # رفضت طهران | المقترح
            if not self._continues(previous, word, last, closed=closed):
                break
            if last == at + 1 and words[at].pos == DEMONSTRATIVE and not word.article:
                break  # هذه | مسألة معقدة
            if counted and last == at + 1 and word.pos == NOUN and not word.article and not word.guess:
                break  # a counted noun has no bare genitive: ست درجات | ولاية
            apart = word.derived or not word.article
            if word.pos == ADJECTIVE and apart and not (agrees(previous, word) or agrees(words[at], word)):
                break
            closed = closed or (word.pos == NOUN and definite(word)) or word.pos == NAME
            if word.pos != ADJECTIVE or not word.article:
                previous = word
            last += 1
            if texts[last - 1] == "و":
                break
        return last

    def _continues(self, previous: Word, word: Word, at: int, *, closed: bool) -> bool:
        """Whether `word` still belongs to the phrase behind `previous`."""
        if word.pos == ADJECTIVE:
            if word.derived == "active" and word.case == "a" and not word.article:
                return False
            if word.article:
                return True
            return not closed or (previous.pos == ADJECTIVE and not previous.article)
        if word.pos == NUMERAL and self.words[at - 1].pos == ADJECTIVE and word.lemma.startswith("عشر"):
            return True  # القرن السادس عشر
        if word.pos in (NUMERAL, FOREIGN):
            return previous.pos in (FOREIGN, NAME) or (previous.pos == NOUN and not closed)
        if word.pos == NAME:
            if self.name_of[at] in self.places and self._qualified(at - 1):
                return False  # زار وفد أمريكي | تركيا
            placed = closed and self.name_of[at] in self.places
            if placed and previous.noun_class != "place" and previous.pos != NAME:
                return False  # a place is no apposition of a person: زار الرئيس | بغداد
            other = (
                self.name_of[at] >= 0
                and self.name_of[at - 1] >= 0
                and self.name_of[at] != self.name_of[at - 1]
            )
            return not other or previous.pos != NAME
        if (
            _alone(previous, word)
            or unbound(previous)
            or (previous.lemma in self._months and word.noun_class != "time")
        ):
            return False  # قطع مزارعون | الطريق، في مطلع مايو | رفات
        # A noun goes on as a genitive behind a bare noun, or as a name behind a title; never behind an adjective.
        if self.words[at - 1].pos == ADJECTIVE and self.name_of[at - 1] < 0:
            return word.guess and not word.article
        if previous.pos == NAME:
            return word.guess and not word.article
        if closed:
            return (
                word.guess
                and not word.article
                and previous.pos in (NOUN, ADJECTIVE)
                and not previous.enclitic
            )
        if previous.guess and previous.pos == NOUN and not previous.article and not word.guess:
            return False  # an unknown bare noun is most often a name
        if word.noun_class == "time" and word.lemma in ("يوم", "أمس", "مساء", "صباح", "ليل"):
            return previous.noun_class == "time"
        return word.case != "a" or previous.pos == NUMERAL or previous.noun_class in ("number", "unit")

    def _qualified(self, at: int) -> bool:
        """Whether a token is an adjective that closes its phrase to genitives: (وفد) أمريكي, but not رؤساء بلديات."""
        word = self.words[at]
        if word.pos != ADJECTIVE or self.name_of[at] >= 0:
            return False
        noun = self.words[at - 1] if at else None
        if noun is None or noun.pos != NOUN:
            return True
        if noun.number == "d" or (noun.number == "p" and noun.noun_class in HUMAN):
            return word.number == noun.number and word.gender in ("", noun.gender or "m")
        return True

    def _bracket(self, at: int, limit: int) -> int:
        """Behind a short bracket or quoted name that belongs to the phrase, or `at` itself."""
        text = self.texts[at]
        if text == "_" or (text == "#" and at + 1 < limit):
            return at + 1
        if text in ("-", "–", ".") and at + 1 < limit and self.name_of[at] >= 0:
            return at + 1
        if text not in _OPEN:
            return at
        for end in range(at + 1, min(at + 7, limit)):
            inner = self.words[end]
            if self.texts[end] in _CLOSED:
                return end + 1 if end > at + 1 else at
            if inner.pos not in _NOMINAL and inner.pos != "MARK":
                return at
        return at

    def _joins(self, at: int, head: int) -> bool:
        """Whether the token begins a noun coordinated with the phrase."""
        word = self.words[at]
        if word.pos not in (NOUN, NAME, ADJECTIVE, NUMERAL) or word.proclitics not in ("و",):
            return False
        first = self.words[head]
        if NAME in (word.pos, first.pos):
            return word.pos in (NAME, NOUN)
        if word.pos == ADJECTIVE and word.case == "a":
            return False
        return definite(word) or not definite(first) or not word.article
