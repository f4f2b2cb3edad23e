"""Where what is said begins and ends, and the expressions that name its source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from mahdar.analysis.phrases import Phrases
from mahdar.analysis.types import Analysis, Clause, Zone
from mahdar.extract.speech.sites import participle_at
from mahdar.languages.ar.cues import Cue, cues, introducers, sources, speech_words
from mahdar.languages.ar.grammar import grammar

_TRAILING = frozenset("،,؛;:.!?؟…\"'»“”«’‘-–—()[]|")
_COMMAS = frozenset("،,؛;")
_JOINED = ("و", "ف")
# Tokens that a quotation may have and still be a part of somebody's indirect words rather than a run-away mark.
_LONG = 60


def trim(analysis: Analysis, first: int, last: int) -> tuple[int, int] | None:
    """A token range without marks at its edges (a closing bracket or quote that opens inside stays)."""
    texts = analysis.texts
    while first < last and texts[first] in _TRAILING and texts[first] not in "(":
        first += 1
    while last > first and texts[last - 1] in _TRAILING:
        if texts[last - 1] in "»”)" and _opens_inside(texts, first, last - 1):
            break
        last -= 1
    return (first, last) if last > first else None


def _opens_inside(texts: list[str], first: int, at: int) -> bool:
    pair = {"»": "«", "”": "“", ")": "("}[texts[at]]
    for j in range(at - 1, max(first - 1, at - 60), -1):
        if texts[j] == texts[at]:
            return False
        if texts[j] == pair:
            return True
    return False


def descends(analysis: Analysis, clause: Clause, above: int) -> bool:
    """Whether a clause stands under another."""
    at: int | None = clause.index
    steps = 0
    while at is not None and steps < 60:
        if at == above:
            return True
        at = analysis.clauses[at].parent
        steps += 1
    return False


@cache
def _leads() -> tuple[frozenset[str], int]:
    """First words of sources and of introducers, and how long the shortest is."""
    words = frozenset(sources()) | frozenset(introducers())
    return words, min(map(len, words))


def _may_lead(analysis: Analysis, at: int) -> bool:
    """Whether a token may be the first word of a source or an introducer: a look before the costly one."""
    words, least = _leads()
    text = analysis.folded[at]
    if len(text) < least:
        return False
    if text in words or text[1:] in words:
        return True
    word = analysis.words[at]
    return bool(word.enclitic) and (text[: -word.tail] in words or text[1 : -word.tail] in words)


def _plain(analysis: Analysis, at: int) -> str:
    """A folded word without و or ف and without a joined pronoun."""
    word = analysis.words[at]
    text = analysis.folded[at]
    if word.enclitic and word.tail < len(text):
        text = text[: -word.tail]
    if text[:1] in _JOINED and len(text) > 3 and text not in sources() and text not in introducers():
        text = text[1:]
    return text


def source_at(analysis: Analysis, at: int) -> tuple[int, Cue] | None:
    """An according-to expression that begins at a token: the token behind its words, and its way."""
    ways = sources().get(_plain(analysis, at)) if _may_lead(analysis, at) else None
    if ways is None:
        return None
    size = len(analysis.texts)
    for rest, way in ways:
        behind = at + 1 + len(rest)
        if behind > size or any(_plain(analysis, at + 1 + k) != form for k, form in enumerate(rest)):
            continue
        if not way.prepositions:
            return behind, way
        if behind < size and any(_takes(analysis, behind, one) for one in way.prepositions):
            return (behind + 1 if analysis.words[behind].pos == "PREP" else behind), way
    return None


def _takes(analysis: Analysis, at: int, preposition: str) -> bool:
    word = analysis.words[at]
    return word.lemma == preposition or (len(preposition) == 1 and word.proclitics.startswith(preposition))


def introducer_at(analysis: Analysis, at: int) -> int:
    """Tokens of a word that leads a verb of speech pointing at the words around it (كما، على ما), 0 if none."""
    rests = introducers().get(_plain(analysis, at)) if _may_lead(analysis, at) else None
    if rests is None:
        return 0
    folded = analysis.folded
    for rest in rests:
        behind = at + 1 + len(rest)
        if behind < len(folded) and tuple(folded[at + 1 : behind]) == rest:
            verb = analysis.words[behind]
            if verb.pos == "PART" and behind + 1 < len(folded):
                verb = analysis.words[behind + 1]
            if verb.pos == "V" and verb.lemma in cues()["verb"]:
                return 1 + len(rest)
    return 0


class Ends:
    """Where speech ends, in one report."""

    def __init__(self, analysis: Analysis) -> None:
        self.a = analysis
        self._phrases = Phrases(analysis.words, analysis.texts, analysis.name_of)
        self._zone_starts = [zone.first for zone in analysis.zones]

    def zone_of(self, at: int) -> Zone | None:
        """The quotation that a token stands in."""
        number = bisect_right(self._zone_starts, at) - 1
        return self.a.zones[number] if number >= 0 and at < self.a.zones[number].last else None

    def _inside(self, at: int, first: int) -> int | None:
        """Token behind the quotation around `at` that opens behind `first`, if it is a short or closed one."""
        zone = self.zone_of(at)
        if zone is None or zone.first <= first or not (zone.closed and zone.last - zone.first <= _LONG):
            return None
        return zone.last

    def of_clause(self, first: int, complement: int | None, stop: int) -> int:
        """Token behind speech that begins at `first` and hangs on a complement clause.

        It ends before a participle of speech, before a clause that does not hang on the complement, before an
        expression of its source, and at `stop` at the latest; never inside a quotation that it holds.
        """
        a = self.a
        if first >= stop:
            return stop
        number = a.sentence_of[first]
        starts_of = {clause.first: clause for clause in a.clauses_in(number)}
        for at in self._steps(first, stop):
            opened = starts_of.get(at)
            if opened is not None and complement is not None and not descends(a, opened, complement):
                if opened.relation in ("conjunct", "root", "adverbial") and opened.index > complement:
                    # A clause of the teller's own: only behind a mark, or with a new verb of speech.
                    if a.texts[at - 1] in _COMMAS or a.words[opened.predicate].lemma in cues()["verb"]:
                        return at
            if self._leaves(at, first):
                return at
            if a.texts[at - 1] in _COMMAS and self._turns(at):
                return at
        return stop

    def _turns(self, at: int) -> bool:
        """Whether the teller's own words begin behind a comma: فيما …، أما …، ثم أعلن، والوزير قال."""
        a = self.a
        word = a.words[at]
        if word.pos == "SUB":
            return grammar().has("contrast", word.lemma) or word.function == "but"
        if word.function == "topic":
            return True
        behind = a.words[at + 1] if at + 1 < len(a.words) else word
        if word.pos == "CONJ" and not word.proclitics:
            return word.lemma == "ثم" and behind.pos == "V" and behind.tense == "past"
        if word.pos == "V" and word.proclitics[:1] == "ف":
            return word.tense == "past"
        verb = self._acting(at)
        return verb is not None and a.words[verb].lemma in cues()["verb"]

    def _acting(self, at: int) -> int | None:
        """The verb that follows a noun phrase with و right away: والوزير قال."""
        a = self.a
        word = a.words[at]
        if word.proclitics[:1] != "و" or word.pos not in ("N", "PN", "A", "NUM"):
            return None
        phrase = self._phrases.at(at, len(a.words), inside=True)
        if phrase is None or phrase.last >= len(a.words) or a.words[phrase.last].pos != "V":
            return None
        return phrase.last

    def _leaves(self, at: int, first: int) -> bool:
        """Whether a participle of speech or an expression of the source begins at a token."""
        a = self.a
        behind_mark = a.texts[at - 1] in _COMMAS or a.texts[at - 1] in '»”"'
        site = participle_at(a, at)
        if site is not None and (behind_mark or self._says(at)):
            return True
        if at - first >= 2 and source_at(a, at) is not None:
            return behind_mark or a.words[at].pos == "PREP"
        return at - first >= 2 and introducer_at(a, at) > 0 and (behind_mark or a.folded[at] != "كما")

    def _says(self, at: int) -> bool:
        """Whether أن follows a participle, a preposition at most between them."""
        words = self.a.words
        for j in range(at + 1, min(at + 3, len(words))):
            if words[j].pos == "SUB":
                return words[j].function in ("an", "anna", "inna")
            if words[j].pos != "PREP":
                return False
        return False

    def _steps(self, first: int, stop: int) -> Iterator[int]:
        """The tokens behind `first`, up to `stop`, those inside quotations that the words hold left out."""
        at = first
        while at + 1 < stop:
            at += 1
            behind = self._inside(at, first)
            if behind is None:
                yield at
            else:
                at = min(behind, stop) - 1

    def of_phrase(self, first: int, stop: int) -> int:
        """Token behind words that a noun opens (الإفراج عن …): to the next clause of the teller, conditions included."""
        a = self.a
        open_clause = False  # inside a clause that أن or a relative opens
        for at in self._steps(first, stop):
            word, text = a.words[at], a.texts[at]
            if text in ":؛;" and self.zone_of(at) is None:
                return at
            if self._leaves(at, first):
                return at
            if word.pos in ("SUB", "REL"):
                if word.function == "but" or grammar().has("contrast", word.lemma):
                    return at
                open_clause = True
            joined = word.proclitics[:1] in _JOINED
            if text in _COMMAS and at + 1 < stop and not self._goes_on(at + 1):
                return at
            if word.pos == "NEG" and joined and not open_clause:
                return at
            if (
                word.pos == "SUB"
                and a.words[at - 1].pos == "PREP"
                and a.words[at - 1].lemma in ("بعد", "منذ")
            ):
                return at - 1
            if word.pos == "SUB" and word.lemma in ("بعدما", "منذما"):
                return at
            if word.pos == "V" and joined and not (open_clause and word.tense == "present"):
                return at
            if word.pos == "CONJ" and word.function == "but":
                return at
        return stop

    def _goes_on(self, at: int) -> bool:
        """Whether words behind a comma still belong to what a noun opened: a condition, a relative, a second noun."""
        word = self.a.words[at]
        if word.pos == "SUB":
            return word.function == "if"
        if word.pos == "REL":
            return not word.article and self.a.folded[at] != "ما"
        if self.a.texts[at] in speech_words().bound:
            return True
        if word.pos in ("N", "ADV") and (
            word.noun_class == "time" or grammar().has("time_adverb", word.lemma)
        ):
            return not word.proclitics  # …، مساء أمس
        if word.proclitics[:1] != "و" or word.pos not in ("N", "PN", "A", "NUM"):
            return False
        return self._acting(at) is None
