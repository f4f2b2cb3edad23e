"""The analysis of one report: words, sentences, names known to the tables, numerals, quotation zones, clauses."""

from __future__ import annotations

from array import array

import msgspec

from mahdar.analysis.words import Word
from mahdar.record import Document
from mahdar.text import Normalised


class Zone(msgspec.Struct, frozen=True, gc=False):
    """A stretch in quotation marks: tokens first..last (half-open), marks left out; `closed` if both marks stand."""

    first: int
    last: int
    closed: bool = True


class Numeral(msgspec.Struct, frozen=True, gc=False):
    """A number in digits or words over tokens first..last (half-open).

    `value` is None where only a vague count stands (`عشرات`); `low` and `high` bound it then or where it is a range.
    """

    first: int
    last: int
    value: float | int | None
    low: float | int | None = None
    high: float | int | None = None
    ordinal: bool = False
    dual: bool = False


class Phrase(msgspec.Struct, frozen=True, gc=False):
    """A noun phrase over tokens first..last (half-open) with its head token."""

    first: int
    last: int
    head: int


class Oblique(msgspec.Struct, frozen=True, gc=False):
    """A prepositional slot: the preposition (plain), its token, and what it governs."""

    preposition: str
    at: int
    phrase: Phrase


class Clause(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A clause: its predicate and what hangs on it. Tokens are indices, ranges half-open.

    `kind`: verb, nominal (no verb), masdar (event noun), participle. `relation` to the parent: root, complement,
    relative, condition, consequence, adverbial, conjunct, participle, quoted. `modality`: "", possible, planned,
    necessary, wanted. `attribute` is the nominal predicate of كان and its sisters, the second object of verbs of
    making, or the state that a participle tells of (عاد منتصرا). `complement` is the clause with أن, إن or in quotes
    that fills the verb's slot, be it governed by a preposition (its `relation` is adverbial then).
    """

    index: int
    sentence: int
    first: int
    last: int
    predicate: int
    lemma: str
    kind: str = "verb"
    tense: str | None = None
    negative: bool = False
    passive: bool = False
    modality: str = ""
    pluperfect: bool = False
    subject: Phrase | None = None
    object: Phrase | None = None
    object_enclitic: bool = False
    attribute: Phrase | None = None
    complement: int | None = None
    obliques: tuple[Oblique, ...] = ()
    parent: int | None = None
    relation: str = "root"
    marker: int | None = None
    inherited_subject: Phrase | None = None
    quoted: bool = False
    rule: str = ""


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A name of the knowledge tables over tokens first..last (half-open); `cut` characters of the first token are
    proclitics. `entries` are the keys of all rows that bear this name."""

    first: int
    last: int
    cut: int
    entries: tuple[str, ...]


class Analysis(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One report, read once. Token sequences are parallel.

    `starts`/`ends` are offsets into the original text; `texts` are the normalised tokens and `folded` their look-up
    keys; `kinds` as in `mahdar.text` (WORD, NUMBER, LATIN, MARK); `words` the chosen readings.
    `name_of[i]` is the number of the hit that token i belongs to or -1; `sentence_of[i]` is the sentence of token i and `sentences[k]` its token range; `clause_of[i]` the innermost
    clause of token i or -1; `clause_ranges[k]` are the indices of the clauses of sentence k (half-open); `places` are
    the hits that can only be places or states.
    """

    document: Document
    working: Normalised
    starts: array[int]
    ends: array[int]
    texts: list[str]
    folded: list[str]
    kinds: bytearray
    words: list[Word]
    sentence_of: array[int]
    sentences: list[tuple[int, int]]
    hits: list[Hit]
    name_of: list[int]
    numerals: list[Numeral]
    zones: list[Zone]
    clauses: list[Clause]
    clause_of: array[int]
    clause_ranges: list[tuple[int, int]]
    places: frozenset[int] = frozenset()

    def start(self, token: int, cut: int = 0) -> int:
        """Original offset of a token, `cut` normalised characters into it."""
        if not cut:
            return self.starts[token]
        return self._inside(token, cut, cut + 1)[0]

    def end(self, token: int, tail: int = 0) -> int:
        """Original offset behind a token, `tail` normalised characters before its end."""
        if not tail:
            return self.ends[token]
        size = len(self.texts[token])
        return self._inside(token, size - tail - 1, size - tail)[1]

    def _inside(self, token: int, first: int, last: int) -> tuple[int, int]:
        at = self.offset(token)
        return self.working.span(at + first, at + last)

    def offset(self, token: int) -> int:
        """Working offset of a token."""
        return self.working_starts[token]

    working_starts: array[int]

    def clauses_in(self, sentence: int) -> list[Clause]:
        """The clauses of a sentence, in order."""
        first, last = self.clause_ranges[sentence]
        return self.clauses[first:last]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Original span of tokens first..last (half-open, not empty)."""
        return self.starts[first], self.ends[last - 1]

    def surface(self, first: int, last: int) -> str:
        """Original characters of tokens first..last."""
        return self.document.text[self.starts[first] : self.ends[last - 1]]
