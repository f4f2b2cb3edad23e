"""Where somebody may be said to speak: verbs of speech and their participles, by the chosen reading or by what stands around."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from mahdar.analysis.types import Analysis, Clause
from mahdar.analysis.words import Word
from mahdar.languages.ar.cues import Cue, cues, speech_words
from mahdar.languages.ar.grammar import grammar
from mahdar.languages.ar.morphology import Morphology

# Tokens in which the words of a cue without a tagged verb must begin.
_NEAR = 12
_QUOTES = frozenset("\"'«“‘")
# Parts of speech under which a verb of speech may have been read; a verb may have been read as another one.
_TAGS = frozenset({"N", "A", "PN", "PREP", "NUM", "V"})
_NOMINAL = frozenset({"N", "A", "PN", "NUM", "X", "DEM", "PREP", "ADV", "PART"})


class Site(NamedTuple):
    """A cue at a token: the reading by which it is one, its ways, its clause if a verb has one."""

    token: int
    word: Word
    ways: tuple[Cue, ...]
    clause: Clause | None
    kind: str  # verb or participle


@cache
def _morphology() -> Morphology:
    return Morphology()


def may_be_noun(text: str) -> bool:
    """Whether a spelling has a likely reading as a noun or an adjective."""
    readings = _morphology().readings(text)
    best = min((reading.rank for reading in readings), default=0)
    return any(reading.pos in ("N", "A", "PN") and reading.rank <= best + 2 for reading in readings)


def may_be_masdar(text: str) -> bool:
    """Whether a spelling has a likely reading as the noun of a deed."""
    return any(
        reading.pos == "N" and reading.derived == "masdar" and reading.rank <= 2
        for reading in _morphology().readings(text)
    )


def verb_sites(analysis: Analysis) -> list[Site]:
    """Verbs of speech in order: those of clauses, and words that only what follows shows to be one."""
    table = cues()["verb"]
    found: dict[int, Site] = {}
    for clause in analysis.clauses:
        if clause.kind == "verb":
            ways = table.get(clause.lemma)
            if ways is not None or grammar().has("relay", clause.lemma):
                word = analysis.words[clause.predicate]
                found[clause.predicate] = Site(clause.predicate, word, ways or (), clause, "verb")
    for at, word in enumerate(analysis.words):
        if word.pos not in _TAGS or word.article or word.enclitic or at in found:
            continue
        if not _may_open(analysis, at):
            continue
        verb = _as_verb(analysis, at)
        if verb is not None:
            found[at] = Site(at, verb, table[verb.lemma], None, "verb")
    return [found[at] for at in sorted(found)]


def _may_open(analysis: Analysis, at: int) -> bool:
    """Whether a clause may begin at a token: a sentence or a stretch begins, or و، قد، لم stand before it."""
    if analysis.words[at].proclitics[:1] in ("و", "ف"):
        return True
    if at == analysis.sentences[analysis.sentence_of[at]][0]:
        return True
    before = analysis.words[at - 1]
    if at > 1 and before.lemma == "حين" and analysis.words[at - 2].pos == "PREP":
        return True  # في حين
    return before.pos in ("MARK", "SUB", "REL", "NEG") or before.function in ("perfect", "future")


def _as_verb(analysis: Analysis, at: int) -> Word | None:
    """The reading of a word as a verb of speech, where what is said follows."""
    table = cues()["verb"]
    if at + 1 >= len(analysis.texts) or not analysis.texts[at].isalpha():
        return None
    for reading in _morphology().readings(analysis.texts[at]):
        known = reading.pos == "V" and reading.tense in ("past", "present") and reading.person == "3"
        if not known or reading.lemma not in table or reading.enclitic:
            continue
        if _introduces(analysis, at, table[reading.lemma]):
            return reading
    return None


def _introduces(analysis: Analysis, at: int, ways: tuple[Cue, ...]) -> bool:
    """Whether أن، a colon with a quotation, or a preposition of the verb behind a definite noun follows a word."""
    words, texts = analysis.words, analysis.texts
    end = min(analysis.sentences[analysis.sentence_of[at]][1], at + _NEAR)
    somebody = False
    for j in range(at + 1, end):
        word = words[j]
        if word.pos == "SUB":
            said = word.function in ("an", "anna", "inna") and any(way.clause for way in ways)
            if words[j - 1].pos == "PREP" and not any(
                takes(analysis, j - 1, p) for w in ways for p in w.prepositions
            ):
                return False  # عبر بيان، من أن: another verb's
            return said and (somebody or j == at + 1)
        if texts[j] == ":":
            return somebody and j + 1 < end and texts[j + 1] in _QUOTES
        if somebody and any(takes(analysis, j, p) for way in ways for p in way.prepositions):
            return True
        if word.pos not in _NOMINAL and word.pos != "MARK":
            return False
        somebody = somebody or (word.pos in ("N", "PN", "A") and not word.proclitics)
    return False


def takes(analysis: Analysis, at: int, preposition: str) -> bool:
    """Whether a preposition stands at a token, as a word or as a proclitic."""
    if at >= len(analysis.texts):
        return False
    word = analysis.words[at]
    if word.pos == "PREP":
        return not word.enclitic and preposition in (word.lemma, word.function)
    return len(preposition) == 1 and word.proclitics[-1:] == preposition and word.pos != "V"


def participle_sites(analysis: Analysis) -> Iterator[Site]:
    """Accusative participles of verbs of speech: مؤكدا، مضيفة، مطالبين، واصفا."""
    for at in range(len(analysis.texts)):
        site = participle_at(analysis, at)
        if site is not None:
            yield site


def participle_at(analysis: Analysis, at: int) -> Site | None:
    """The participle of speech at a token, if one stands there."""
    text = analysis.texts[at]
    if text[-1] not in "اةن" or len(text) < 4:
        return None
    word = analysis.words[at]
    if word.pos not in ("A", "N") or word.article or word.enclitic:
        return None
    if word.proclitics not in ("", "و"):
        return None
    reading = _participle(analysis, at)
    if reading is None or _is_predicate(analysis, at):
        return None
    return Site(at, reading, cues()["verb"][reading.verb], None, "participle")


def _participle(analysis: Analysis, at: int) -> Word | None:
    table = cues()["verb"]
    text = analysis.texts[at]
    word = analysis.words[at]
    if word.derived == "active" and word.case == "a" and word.verb in table:
        return word
    if not (text.endswith(("ا", "ة", "ين"))):
        return None
    before = analysis.texts[at - 1] if at else "."
    behind_mark = before in '،,;؛»"”)' or (at > 0 and _is_definite(analysis, at - 1))
    for reading in _morphology().readings(text):
        if reading.derived != "active" or reading.verb not in table or reading.enclitic:
            continue
        if reading.case == "a" and word.case == "a":
            return reading if behind_mark or _followed(analysis, at, table[reading.verb]) else None
        plural = reading.case == "o" and reading.number == "p"
        feminine = reading.gender == "f" and text.endswith("ة")
        if (plural or feminine) and behind_mark and _followed(analysis, at, table[reading.verb]):
            return reading
    return None


def _is_definite(analysis: Analysis, at: int) -> bool:
    """Whether a definite noun stands at a token: an indefinite participle behind it tells how somebody acts."""
    word = analysis.words[at]
    return word.pos in ("N", "A", "PN") and (word.article or bool(word.enclitic) or word.pos == "PN")


def _followed(analysis: Analysis, at: int, ways: tuple[Cue, ...]) -> bool:
    """Whether what a participle says begins right behind it, or behind the noun that it addresses."""
    words, texts = analysis.words, analysis.texts
    end = min(analysis.sentences[analysis.sentence_of[at]][1], at + 6)
    for j in range(at + 1, end):
        if words[j].pos == "SUB":
            return words[j].function in ("an", "anna", "inna")
        if texts[j] in _QUOTES or texts[j] == ":":
            return True
        if any(takes(analysis, j, p) for way in ways for p in way.prepositions):
            return True
        if words[j].pos not in _NOMINAL:
            return False
    if at + 1 >= end or not any(way.object for way in ways):
        return False
    after = words[at + 1]
    return after.derived == "masdar" or after.noun_class == "quant" or texts[at + 1] in speech_words().lone


def _is_predicate(analysis: Analysis, at: int) -> bool:
    """ليس مستبعدا، كان متوقعا، لا يزال مصرا: what somebody is, not what they add."""
    first = analysis.sentences[analysis.sentence_of[at]][0]
    for j in range(at - 1, max(first, at - 4) - 1, -1):
        word = analysis.words[j]
        if grammar().is_be(word) or grammar().has("copula", word.lemma):
            return True
        if word.pos == "MARK":
            return False
    return False
