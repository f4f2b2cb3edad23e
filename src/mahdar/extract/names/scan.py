"""One report prepared for the name readers: base forms without proclitics, demonyms, table hits."""

from __future__ import annotations

from typing import NamedTuple

from mahdar.analysis.types import Analysis, Hit
from mahdar.analysis.words import ADJECTIVE, MARK, NOUN, PREPOSITION, VERB, Word
from mahdar.knowledge import Demonym, Entry, Knowledge
from mahdar.languages.ar.nametables import NameTables, NameWords, name_tables, name_words
from mahdar.text import LATIN, WORD, fold

_SHORT_WORD = 6
_LONGEST_WORD = 16  # of 8,000 single words in our tables of names none is longer
HUMAN = frozenset({"office", "role", "title", "person", "collective"})
_OPENED = frozenset(":-–—(/|")
QUOTES = frozenset("\"'«»“”‘’„")


class Span(NamedTuple):
    """A name that a reader found over tokens first..last; `cut` characters of the first token fall away."""

    first: int
    last: int
    cut: int
    kind: str
    rule: str
    sector: str | None = None
    country: str | None = None
    entries: tuple[str, ...] = ()
    form: str = "name"
    title: tuple[int, int] | None = None
    of: str | None = None
    gender: str = ""
    number: str = "s"
    score: float = 1.0


class Scan:
    """What the readers ask of a report."""

    def __init__(self, analysis: Analysis, knowledge: Knowledge) -> None:
        self.a = analysis
        self.k = knowledge
        self.t: NameTables = name_tables()
        self.w: NameWords = name_words()
        # His, her or their counterpart: a title by itself, whatever the lexicon reads in it.
        self._peers = tuple(self.w.peer)
        self.words: list[Word] = analysis.words
        self.texts = analysis.texts
        self.folded = analysis.folded
        self.size = len(analysis.words)
        self.seen = set(analysis.folded)
        self.cut = [0] * self.size
        self._demonyms: dict[int, tuple[Demonym, int] | None] = {}
        self.base: list[str] = []
        for at in range(self.size):
            self.base.append(self._base(at))
        self.hit_at: list[Hit | None] = [None] * self.size
        for hit in analysis.hits:
            self.hit_at[hit.first] = hit
        keys = {key for hit in analysis.hits for key in hit.entries}
        entries = [knowledge.entry(key) for key in keys]
        self.named_states = {e.country for e in entries if e.kind in ("state", "capital") and e.country}
        self.covered = bytearray(self.size)
        for hit in analysis.hits:
            for at in range(hit.first, hit.last):
                self.covered[at] = 1

    def _base(self, at: int) -> str:
        """Folded token without proclitics; of لل the article is restored."""
        word, text = self.words[at], self.folded[at]
        if self.a.kinds[at] != WORD:
            return text
        if not word.guess:
            self.cut[at] = word.cut
            rest = text[word.cut :]
            if word.article and rest.startswith("ل") and not rest.startswith("ال"):
                return "ا" + rest
            return rest
        if self._known(text):
            return text
        if at and len(text) > 4 and text[0] == "ل" and self.folded[at - 1] in self.w.takes_li:
            self.cut[at] = 1
            return text[1:]
        cut = word.cut if word.proclitics in ("و", "ف") else 0
        if not cut and text[0] in "وف" and len(text) > 3 and (self._known(text[1:]) or text[1:] in self.seen):
            cut = 1
        rest = text[cut:]
        if len(rest) > 4 and rest[0] in "بك" and rest.startswith("ال", 1):
            self.cut[at] = cut + 1
            return rest[1:]
        if rest.startswith("لل") and len(rest) > 4:
            self.cut[at] = cut + 1
            return "ا" + rest[1:]
        if rest[:1] in ("ب", "ل", "ك") and len(rest) > 3 and (self._known(rest[1:]) or rest[1:] in self.seen):
            self.cut[at] = cut + 1
            return rest[1:]
        self.cut[at] = cut
        return rest

    def _known(self, form: str) -> bool:
        return form in self.k.given or bool(self.k.named(form)) or bool(self.k.surname(form))

    def given(self, at: int) -> bool:
        """Whether a token is a given name and was not read as a closed-class word."""
        if self.base[at] not in self.k.given or self.texts[at].endswith("ى"):
            return False
        word = self.words[at]
        return word.guess or word.pos in (NOUN, ADJECTIVE, VERB, "PN") or self.base[at] == "علي"

    def entries(self, at: int) -> list[Entry]:
        """Entries of the hit that begins at a token."""
        hit = self.hit_at[at]
        return [self.k.entry(key) for key in hit.entries] if hit is not None else []

    def hit_is_surname(self, at: int) -> bool:
        """Whether the hit at a token is a last name of what it stands for."""
        hit = self.hit_at[at]
        return hit is not None and not set(hit.entries).isdisjoint(self.k.surname(self.base[at]))

    def definite(self, at: int) -> bool:
        """Whether the article stands on a token."""
        return self.base[at].startswith("ال") and len(self.base[at]) > 3

    def demonym(self, at: int) -> tuple[Demonym, int] | None:
        """The demonym that begins at a token and the token behind it."""
        if at >= self.size or self.a.kinds[at] != WORD:
            return None
        if at not in self._demonyms:
            self._demonyms[at] = self._demonym(at)
        return self._demonyms[at]

    def _demonym(self, at: int) -> tuple[Demonym, int] | None:
        if at + 1 < self.size and not self.cut[at + 1]:
            pair = self.k.demonym(f"{self.base[at]} {self.base[at + 1]}")
            if pair is not None:
                return pair, at + 2
        found = self.k.demonym(self.base[at])
        if found is None or self.words[at].enclitic:
            return None
        word = self.words[at]
        if not word.guess and word.pos == ADJECTIVE and word.row.startswith("adjectives") and found.country:
            return None  # an ordinary adjective that happens to look like a demonym: مالي
        if self.base[at].removeprefix("ال") in self.w.common_demonym and not self._of_state(at, found):
            return None
        return found, at + 1

    def _of_state(self, at: int, demonym: Demonym) -> bool:
        """Whether an ordinary adjective is a demonym here (الجيش المالي): the report names the state, or an office or
        a force stands before it that is a state's."""
        if demonym.country in self.named_states:
            return self.base[at] not in self.t.portfolios
        if not at or self.base[at] in self.t.portfolios:
            return False
        before = self.words[at - 1]
        rows = self.t.heads.get(self.base[at - 1].removeprefix("ال"), ())
        return before.article and (before.noun_class == "office" or any(row.way == "demonym" for row in rows))

    def guess(self, at: int) -> bool:
        """Whether the lexicon does not hold the word, and it is no demonym."""
        return (
            0 <= at < self.size and self.a.kinds[at] == WORD and self.words[at].guess
            and len(self.base[at]) > 1 and self.base[at] not in self.t.never and self.demonym(at) is None
            and not self._run_together(at)
        )  # fmt: skip

    def _run_together(self, at: int) -> bool:
        """Whether a token is several words that lost the blanks between them: letters that only end a word stand
        inside it, an article in its middle, or it is longer than any name."""
        text = self.texts[at]
        if len(text) <= _SHORT_WORD:
            return False
        return len(text) > _LONGEST_WORD or any(c in "ةى" for c in text[:-1]) or (any(
            article in text[3:-2] for article in ("الأ", "الإ", "لأم")
        ) and not text.startswith(("عبد", "أبو")))  # fmt: skip

    def noun(self, at: int) -> bool:
        """Whether a token was read as noun or adjective."""
        return at < self.size and self.words[at].pos in (NOUN, ADJECTIVE)

    def plain_definite(self, at: int, *, pos: str = "") -> bool:
        """A definite noun or adjective of the lexicon without proclitics."""
        if at >= self.size or not self.words[at].article or self.cut[at]:
            return False
        return self.words[at].pos == pos if pos else self.noun(at)

    def human(self, at: int) -> bool:
        """Whether a token is a noun for people."""
        if at >= self.size or self.words[at].pos not in (NOUN, ADJECTIVE) or self._other_hamza(at):
            return False
        if self.words[at].noun_class in HUMAN or self.base[at].startswith(self._peers):
            return True
        return self.base[at] in self.t.honorifics and self.base[at] not in self.t.after_title

    def _other_hamza(self, at: int) -> bool:
        """Whether a word is written with another hamza than the one it was read with: الأمام is no الإمام."""
        word = self.words[at]
        if not word.lemma.startswith("إ"):
            return False
        rest = self.texts[at][word.cut :]
        return rest.removeprefix("ل" if rest[:1] == "ل" and word.article else "ال").startswith("أ")

    def preposition(self, at: int) -> str:
        """The preposition at a token, folded, or empty."""
        if 0 <= at < self.size and self.words[at].pos == PREPOSITION and not self.words[at].enclitic:
            return fold(self.words[at].lemma)
        return ""

    def is_mark(self, at: int) -> bool:
        """Whether a token is a mark (or the report ends)."""
        return not 0 <= at < self.size or self.words[at].pos == MARK

    def is_verb(self, at: int) -> bool:
        """Whether a token was read as a verb."""
        return 0 <= at < self.size and self.words[at].pos == VERB

    def latin(self, at: int) -> bool:
        """Whether a token is in Latin letters."""
        return 0 <= at < self.size and self.a.kinds[at] == LATIN

    def same_sentence(self, left: int, right: int) -> bool:
        """Whether two tokens stand in one sentence."""
        return right < self.size and self.a.sentence_of[left] == self.a.sentence_of[right]

    def opens_line(self, first: int, last: int) -> bool:
        """Whether tokens stand alone at the beginning of a line, before a colon, a dash or a bracket: حماس: …, عدن (…)."""
        text, starts, ends = self.a.document.text, self.a.starts, self.a.ends
        begins = not first or "\n" in text[ends[first - 1] : starts[first]]
        return begins and last < self.size and self.texts[last] in _OPENED

    def locative(self, at: int) -> bool:
        """Whether the token before `at` (or a clitic on it) makes a location likely."""
        if self.cut[at] and self.folded[at][self.cut[at] - 1] == "ب":
            return True
        before = at - 1
        while before >= 0 and (self.texts[before] in QUOTES or self.texts[before] == "#"):
            before -= 1
        if before < 0 or not self.same_sentence(before, at):
            return False
        return fold(self.words[before].lemma) in self.w.locative or self.base[before] in self.w.locative
