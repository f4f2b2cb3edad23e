"""Speech that stands around its cue: `…، قال فلان، …`, `كما أوضح فلان`, `بحسب فلان`."""

from __future__ import annotations

from typing import NamedTuple

from mahdar.analysis.agreement import ACTING
from mahdar.analysis.types import Analysis, Phrase
from mahdar.extract.speech.bounds import Ends, introducer_at, source_at
from mahdar.extract.speech.nominals import Nominals
from mahdar.extract.speech.sites import Site, participle_at
from mahdar.languages.ar.cues import speech_words
from mahdar.languages.ar.grammar import grammar

_COMMAS = frozenset("،,")
_OPENS = frozenset(":؛;|")
_CLOSERS = frozenset("،,:—–-»\"”'’")
_JOINED = ("و", "ف")
# Tokens that tell the speaker of words around them.
_ASIDE = 30
_DASHES = frozenset("-–—")


class Aside(NamedTuple):
    """A stretch that only tells the speaker: its tokens, and whether it opens the sentence."""

    first: int
    last: int
    leading: bool
    introduced: bool


class Around:
    """Reads the words around a cue in one report."""

    def __init__(self, analysis: Analysis, ends: Ends, nominals: Nominals) -> None:
        self.a = analysis
        self.ends = ends
        self.nominals = nominals

    def aside_of(self, site: Site) -> Aside | None:
        """The aside that a verb of speech makes which says nothing behind it."""
        a = self.a
        token = site.token
        first, last = a.sentences[a.sentence_of[token]]
        begin = token
        for back in range(1, 5):
            at = token - back
            if at < first:
                break
            size = introducer_at(a, at)
            if size and at + size in (token, token - 1):
                begin = at
                break
        introduced = begin != token
        if not introduced:
            if token == first or a.texts[token - 1] not in _CLOSERS or site.kind != "verb":
                return None
            if a.texts[token][:1] in _JOINED or not any(w.clause or w.quotation for w in site.ways):
                return None
            if site.clause is not None and site.clause.negative:
                return None
            subject = self.nominals.subject(token, site.clause, site.word)
            if subject is None or not token < subject.first <= token + 4:
                return None
            if not self._says_something(first, token):
                return None
        if site.clause is not None and site.clause.passive:
            return None  # كما قيل: nobody's words
        end = self.aside_end(token, last)
        leading = begin - first <= 1 and a.texts[first : first + 1] != ["هكذا"]
        if not introduced and leading:
            return None
        return Aside(begin, end, leading, introduced)

    def _says_something(self, first: int, stop: int) -> bool:
        """Whether a predicate stands before a verb that says nothing behind it: not في المقابل، أعلنت …"""
        a = self.a
        start = self._start(first, stop)
        if any(a.words[j].pos in ("V", "NEG") for j in range(start, stop)):
            return True
        words = sum(a.words[j].pos != "MARK" for j in range(start, stop))
        return (
            words <= 6 and a.words[start].pos not in ("PREP", "ADV") and a.words[start].noun_class != "time"
        )

    def aside_end(self, token: int, last: int) -> int:
        """Token behind an aside: at its closing mark, apposition to the speaker included."""
        a = self.a
        at = token + 1
        while at < min(last, token + _ASIDE):
            if a.texts[at] in _COMMAS or (a.texts[at] in ".:؛;!?؟…" or a.texts[at] in _DASHES):
                return at
            at += 1
        return at

    def ranges(self, aside: Aside) -> list[tuple[int, int]]:
        """What is said around an aside."""
        a = self.a
        first, last = a.sentences[a.sentence_of[aside.first]]
        if aside.leading:
            begin = aside.last
            while begin < last and a.words[begin].pos == "MARK" and a.texts[begin] not in "\"'«“":
                begin += 1
            if begin < last and a.words[begin].pos == "SUB" and a.words[begin].function in ("anna", "inna"):
                if not a.words[begin].enclitic:
                    begin += 1
            return [(begin, self.ends.of_clause(begin, None, last))] if last - begin >= 2 else []
        start = self._start(first, aside.first)
        before = aside.first
        ranges = [(start, before)]
        after = aside.last
        if after + 2 < last and a.texts[after] in _COMMAS and self._goes_on(after + 1, start, before):
            begun = next((j + 1 for j in range(before - 2, start, -1) if self._parts(j)), start)
            return [(begun, before), (after + 1, self.ends.of_clause(after + 1, None, last))]
        return ranges if before - start >= 2 else []

    def _parts(self, at: int) -> bool:
        """Whether a comma with و behind it stands at a token, outside quotations."""
        a = self.a
        return (
            a.texts[at] in _COMMAS
            and a.words[at + 1].proclitics[:1] in _JOINED
            and self.ends.zone_of(at) is None
        )

    def _start(self, first: int, stop: int) -> int:
        """Where the words before an aside begin: behind the last colon, and without a particle that joins them on."""
        a = self.a
        begin = first
        for at in range(stop - 1, first - 1, -1):
            if a.texts[at] in _OPENS and self.ends.zone_of(at) is None and stop - at > 3:
                begin = at + 1
                break
        while begin < stop - 1 and a.words[begin].pos == "MARK":
            begin += 1
        if grammar().has("opening", a.words[begin].lemma) and stop - begin > 2:
            begin += 1
        return begin

    def _goes_on(self, at: int, first: int, before: int) -> bool:
        """Whether words behind an aside still belong to the clause that begins before it."""
        a = self.a
        word = a.words[at]
        if participle_at(a, at) is not None or source_at(a, at) is not None:
            return False
        if word.proclitics[:1] in _JOINED or word.pos in ("V", "CONJ", "REL"):
            return False
        if not any(a.words[j].pos == "V" for j in range(first, before)):
            return not grammar().has("contrast", word.lemma)
        if (
            word.pos == "SUB"
            or a.texts[at] in "\"'«“"
            or (word.pos in ("N", "A", "PN", "NUM") and word.case != "a")
        ):
            return not grammar().has("contrast", word.lemma) and word.function not in (
                "because",
                "when",
                "if",
            )
        return False

    def source(self, at: int) -> tuple[Aside, Phrase | None, int] | None:
        """The aside of an according-to expression at a token, whom it names, and the token that is its cue."""
        a = self.a
        told = source_at(a, at)
        if told is None:
            return None
        first, last = a.sentences[a.sentence_of[at]]
        behind, way = told
        cue = behind - 1 if way.object else at
        owner: Phrase | None = None
        if way.object and a.words[behind - 1].enclitic:
            stop = behind
        else:
            if behind >= last or a.words[behind].pos == "REL" or a.folded[behind] in ("ما", "لما"):
                return None  # وفق ما قال: the verb is the cue
            owner = self.nominals.at(behind, last)
            if owner is None or a.words[owner.head].noun_class in ("time", "unit", "abstract", "money"):
                return None
            stop = owner.last
            written = a.words[owner.head].lemma in speech_words().owner
            owner = self.nominals.owner(owner)
            if not way.object and not written and not self._may_speak(owner):
                return None
            stop = max(stop, owner.last)
        begin = at
        leading = begin - first <= 1
        stop = self._through(stop, last)
        return Aside(begin, stop, leading, introduced=True), owner, cue

    def _may_speak(self, phrase: Phrase) -> bool:
        """Whether a phrase names somebody, a body or a source: not وفق النظام، حسب الجدول."""
        head = self.a.words[phrase.head]
        named = head.pos in ("PN", "X") or self.a.name_of[phrase.head] >= 0 or head.guess
        if head.lemma in speech_words().source_noun and head.article:
            return True
        return named or head.noun_class in ACTING or head.derived == "active" or head.noun_class == "quant"

    def _through(self, stop: int, last: int) -> int:
        """Token behind what still belongs to the name of a source: a name in apposition, a place, a time."""
        a = self.a
        at = stop
        while at < min(last, stop + 20) and a.texts[at] not in ".،,:؛;!?؟…":
            if a.words[at].pos in ("V", "SUB"):
                return stop
            at += 1
        return at
