"""What a number counts: money, measures, percent, counted nouns, by the tables."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from mahdar.analysis.types import Analysis
from mahdar.knowledge import Knowledge
from mahdar.languages.ar import timetables
from mahdar.languages.ar.links import quantity_words
from mahdar.languages.ar.timetables import Term, look, match, stem
from mahdar.text import WORD, fold

# Sentences back from a sum that may say whose money it is.
_SENTENCES = 4


class Unit(NamedTuple):
    """A unit over tokens up to `last`: `code`, factor to the code, kind (money, measure, percent, counted, person)."""

    last: int
    code: str
    factor: float
    kind: str
    item: tuple[int, int] | None = None


class Units:
    """Reads the unit at a token of one report."""

    def __init__(self, analysis: Analysis, knowledge: Knowledge | None = None) -> None:
        self.a = analysis
        self.knowledge = knowledge
        self.folded, self.texts = analysis.folded, analysis.texts
        self.counted = timetables.counted()
        self.measures = timetables.units()
        self.heads, self.money_of = timetables.currencies()
        self.symbols, self.people, self.scores = timetables.symbols()
        self.links = quantity_words()
        self._evidence: dict[str, tuple[dict[int, str], str]] = {}

    def at(self, at: int, last: int, *, noun: bool = True, many: bool = False) -> Unit | None:
        """The unit at a token.

        Args:
            at: the token.
            last: end of the sentence.
            noun: counted nouns count too (not only money and measures).
            many: the number before it is above ten, so the noun is a singular.
        """
        if at >= last:
            return None
        if self.a.kinds[at] != WORD:
            return self.symbol(at, last)
        return (
            self.measure(at, last)
            or self.money(at, last)
            or (self.noun(at, last, many=many) if noun else None)
        )

    def symbol(self, at: int, last: int) -> Unit | None:
        """A sign or Latin letters: %, $, USD, km."""
        for symbol in self.symbols.get(self.texts[at], ()):
            end = at + len(symbol.form)
            if end <= last and tuple(self.texts[at:end]) == symbol.form:
                return Unit(end, symbol.code, symbol.factor, symbol.kind)
        return None

    def measure(self, at: int, last: int) -> Unit | None:
        """Metres, barrels, percent."""
        for term in match(self.measures, self.folded, at, last):
            return Unit(
                at + term.size,
                term.value,
                float(term.argument),
                "percent" if term.value == "%" else "measure",
            )
        if self.folded[at] in self.links.hundred and self.folded[at - 1] in self.links.of_hundred:
            return Unit(at + 1, "%", 1, "percent")
        return None

    def money(self, at: int, last: int) -> Unit | None:
        """A money noun with the adjective behind it that says whose money it is."""
        terms = match(self.heads, self.folded, at, last)
        if not terms:
            return None
        term = terms[0]
        currency = self.money_of[term.value]
        end = at + term.size
        for size in (3, 2, 1):
            if end + size > last:
                continue
            key = " ".join(stem(w) for w in self.folded[end : end + size])
            code = currency.qualified.get(key)
            if code is not None:
                return Unit(end + size, code, currency.factor, "money")
        code = currency.default or self._by_context(term.value, at)
        return Unit(end, code, currency.factor, "money")

    def possessed(self, at: int) -> tuple[Term, ...]:
        """A counted noun with a pronoun joined to it: شاحناته, أعضائها."""
        word = self.a.words[at]
        return self.counted.get(fold(word.lemma), ()) if word.enclitic and word.lemma else ()

    def _by_context(self, head: str, at: int) -> str:
        """A bare dinar or pound: the country's that its sentence names most or first, else the last sentence before
        that names one, else the whole report; unknown (XXX) where that leaves a doubt."""
        if head not in self._evidence:
            votes = self._votes(head)
            inside: dict[int, Counter[str]] = {}
            for token, code in votes:
                inside.setdefault(self.a.sentence_of[token], Counter())[code] += 1
            best = Counter(code for _, code in votes).most_common(2)
            known = best and (len(best) == 1 or best[0][1] > best[1][1])
            told = {sentence: codes.most_common(1)[0][0] for sentence, codes in inside.items()}
            self._evidence[head] = (told, best[0][0] if known else "XXX")
        told, whole = self._evidence[head]
        sentence = self.a.sentence_of[at]
        return next((told[k] for k in range(sentence, sentence - _SENTENCES, -1) if k in told), whole)

    def _votes(self, head: str) -> list[tuple[int, str]]:
        """Tokens that point to a country with money of this name, in order, and its code."""
        currency = self.money_of[head]
        votes: dict[int, str] = {}
        for at, word in enumerate(self.folded):
            code = currency.context.get(stem(word)) or self._country(word, currency.context)
            if code is not None:
                votes[at] = code
        if self.knowledge is not None:
            codes = {}
            for adjective, code in currency.context.items():
                demonym = self.knowledge.demonym(adjective)
                if demonym is not None:
                    codes[demonym.country] = code
            for hit in self.a.hits:
                found = {codes.get(self.knowledge.entry(key).country) for key in hit.entries} - {None}
                if len(found) == 1 and (code := found.pop()) is not None:
                    votes.setdefault(hit.first, code)
        return sorted(votes.items())

    @staticmethod
    def _country(word: str, qualified: dict[str, str]) -> str | None:
        """A country's name beside its adjective: العراق, عراقي; مصر, مصري; قطر, قطري."""
        plain = stem(word)
        if len(plain) < 3:
            return None
        for form in (
            plain + "ي",
            plain[:-1] + "ي" if plain[-1] in "اه" else "",
            plain[:-2] + "ي" if plain.endswith("يا") else "",
        ):
            if form and form in qualified:
                return qualified[form]
        return None

    def counts(self, unit: str) -> str:
        """What a unit of the counted nouns (without its braces) counts: person or counted."""
        return "person" if unit in self.people else "counted"

    def noun(self, at: int, last: int, *, many: bool = False) -> Unit | None:
        """A counted noun of the table, or a person by the lexicon."""
        for term in look(self.counted, self.folded, at, last):
            if term.joined or term.preposition:
                return None
            code = "{" + term.value + "}"
            return Unit(at + term.size, code, 1, self.counts(term.value), (at, at + term.size))
        word = self.a.words[at]
        if word.sector or word.row.startswith("humans"):
            return Unit(at + 1, "{person}", 1, "person", (at, at + 1))
        return self._nationality(at, many=many)

    def _nationality(self, at: int, *, many: bool) -> Unit | None:
        """سوري، فلسطينيا، حوثيين: adjectives of relation used for people; the singular stands behind more than ten."""
        text = self.texts[at]
        word = self.a.words[at]
        if (
            len(text) < 4
            or self.folded[at] in timetables.numerals()
            or word.pos in ("V", "PREP", "CONJ", "SUB", "REL", "NEG")
        ):
            return None
        if text.endswith(("يين", "يون")) and len(text) > 5:
            return Unit(at + 1, "{person}", 1, "person", (at, at + 1))
        if (
            many
            and not word.article
            and text.endswith(("ي", "يا"))
            and not match(timetables.times(), self.folded, at, at + 1)
        ):
            return Unit(at + 1, "{person}", 1, "person", (at, at + 1))
        return None
