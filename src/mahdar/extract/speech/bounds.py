"""Where what is said begins and ends."""

from __future__ import annotations

from mahdar.analysis.types import Analysis, Clause
from mahdar.languages.ar.cues import cues, sources
from mahdar.languages.ar.grammar import grammar

_TRAILING = frozenset("،,؛;:.!?؟…\"'»“”«’‘-–—()[]")
_COMMAS = frozenset("،,؛;")


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


def is_participle_cue(analysis: Analysis, at: int) -> bool:
    """مؤكدا، مضيفا، مشيرا: an accusative participle of a verb of speech."""
    word = analysis.words[at]
    return word.pos == "A" and word.derived == "active" and word.case == "a" and word.verb in cues()["verb"]


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


def end_of_speech(analysis: Analysis, first: int, complement: int | None, stop: int) -> int:
    """Token behind speech that begins at `first` and hangs on a complement clause.

    It ends before a participle cue behind a comma, before a clause that does not hang on the complement, before a
    source expression behind a comma, and at `stop` at the latest.
    """
    words, texts = analysis.words, analysis.texts
    if first >= stop:
        return stop
    starts_of: dict[int, Clause] = {}
    number = analysis.sentence_of[first]
    for clause in analysis.clauses_in(number):
        starts_of[clause.first] = clause
    for at in range(first + 1, stop):
        opened = starts_of.get(at)
        if opened is not None and complement is not None and not descends(analysis, opened, complement):
            if opened.relation in ("conjunct", "root", "adverbial") and opened.index > complement:
                # A clause of the teller's own: only behind a mark, or with a new verb of speech.
                if texts[at - 1] in _COMMAS or words[opened.predicate].lemma in cues()["verb"]:
                    return at
        if texts[at - 1] in _COMMAS:
            word = words[at]
            if is_participle_cue(analysis, at):
                return at
            if is_source(analysis, at):
                return at
            if word.pos == "SUB" and grammar().has("contrast", word.lemma):
                return at
    return stop


def is_source(analysis: Analysis, at: int) -> bool:
    """Whether an according-to expression begins at a token: بحسب، وفقا ل، نقلا عن (the `source` cues).

    Cues with an object (على حد قوله) are left out: their speaker is an enclitic, which is not looked up here.
    """
    text = analysis.folded[at].removeprefix("و") if len(analysis.folded[at]) > 4 else analysis.folded[at]
    for way in sources().get(text, ()):
        if way.object:
            continue
        if not way.prepositions or any(_takes(analysis, at + 1, one) for one in way.prepositions):
            return True
    return False


def _takes(analysis: Analysis, at: int, preposition: str) -> bool:
    """Whether a preposition stands at a token, as a word or as a proclitic."""
    if at >= len(analysis.texts):
        return False
    word = analysis.words[at]
    return word.lemma == preposition or (len(preposition) == 1 and word.proclitics.startswith(preposition))
