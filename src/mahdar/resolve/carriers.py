"""Who carries words from their speaker to the report: outlets that are told, the outer speaker, whoever carried them before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from mahdar.analysis.mentions import SpeechMention
from mahdar.analysis.types import Analysis, Phrase
from mahdar.analysis.words import Word
from mahdar.languages.ar.cues import cues, speech_words
from mahdar.languages.ar.grammar import grammar
from mahdar.languages.ar.morphology import Morphology
from mahdar.languages.ar.nametables import name_words
from mahdar.resolve.holders import Holders
from mahdar.resolve.parties import Parties
from mahdar.text import fold

_MARKS = frozenset("\"'«»“”‘’#")
_ENDS = frozenset(":-–—|")
_PEOPLE = frozenset({"office", "title", "role", "person"})
# Prepositions before an outlet that somebody works in or is heard through another's words: no telling to it.
_OF = frozenset({"من", "عن", "باسم"})


class Carriers:
    """The outlets of one report and the cues of speech that they stand beside."""

    def __init__(
        self,
        analysis: Analysis,
        table: Parties,
        mentions: Sequence[SpeechMention],
        around: Sequence[Sequence[int]],
        holders: Holders,
    ) -> None:
        """Args: `around` the statements that hold each cue, as `holders` tells them."""
        self._a = analysis
        self._mentions = mentions
        self._told: dict[int, list[int]] = {}
        cues: dict[tuple[int, frozenset[int]], list[int]] = {}
        for number, mention in enumerate(mentions):
            level = frozenset(around[number]) - {number}
            cues.setdefault((analysis.sentence_of[mention.cue_token], level), []).append(number)
        for first, last, actor in self._outlets(table, {sentence for sentence, _ in cues}):
            level = frozenset(holders.around(first, analysis.starts[first]))
            beside = cues.get((analysis.sentence_of[first], level))
            if beside:
                number = self._owner(beside, first)
                if self._is_told(first, last, mentions[number]):
                    self._told.setdefault(number, []).append(actor)

    def _outlets(self, table: Parties, sentences: set[int]) -> list[tuple[int, int, int]]:
        """Outlets in some sentences: tokens and actor. Those of the tables, and what a noun for one names: قناة محلية."""
        a = self._a
        found: list[tuple[int, int, int]] = []
        taken: set[int] = set()
        for first, last, actors in table.stretches():
            one = table.actors[actors[0]]
            noun = self._noun_before(first) if one.kind == "organization" else None
            if one.kind == "organization" and (
                one.sector == "JRN" or noun is not None or self._is_medium(first)
            ):
                found.append((first, last, actors[0]))
                taken.update(range(first if noun is None else noun, last))
            elif one.kind != "place":
                taken.update(range(first, last))
        for sentence in sentences:
            for at in range(*a.sentences[sentence]):
                word = a.words[at]
                if at in taken or word.pos != "N" or fold(word.lemma) not in name_words().outlet:
                    continue
                if word.enclitic or word.proclitics[-1:] != "ل":
                    continue
                last = at + 1
                while last < len(a.words) and a.words[last].pos == "A" and self._describes(last, word):
                    last += 1
                made = table.add_group(Phrase(at, last, at), speaks=True) if last > at + 1 else None
                if made is not None:
                    found.append((at, last, made))
        return found

    def _describes(self, at: int, noun: Word) -> bool:
        """Whether an adjective tells which outlet a noun means: قناة محلية، التلفزيون الأردني."""
        word = self._a.words[at]
        return word.article == noun.article and (not noun.article or word.noun_class == "demonym")

    def _noun_before(self, at: int) -> int | None:
        """The noun for an outlet before a name: للتلفزيون العام "ERT"."""
        a = self._a
        start = a.sentences[a.sentence_of[at]][0]
        for j in range(at - 1, max(start, at - 4) - 1, -1):
            if a.words[j].pos in ("N", "PN") and self._is_medium(j):
                return j
            if a.texts[j] not in _MARKS and a.words[j].pos != "A":
                return None
        return None

    def _owner(self, beside: list[int], at: int) -> int:
        """The statement that an outlet belongs to: that of the last cue before it, else of the first one behind."""
        before = [n for n in beside if self._mentions[n].cue_token < at]
        return before[-1] if before else beside[0]

    def told(self, number: int) -> list[int]:
        """The outlets that a statement is made to or through."""
        return self._told.get(number, [])

    def _is_told(self, first: int, last: int, mention: SpeechMention) -> bool:
        """Whether an outlet beside a cue is spoken to, or publishes what was said: not the one that somebody works for."""
        a = self._a
        start = a.sentences[a.sentence_of[first]][0]
        cue = mention.cue_token
        if last <= cue and any(a.texts[j] in _ENDS for j in range(last, cue)):
            return False  # where a report comes from: مسقط، العمانية: …
        at = first
        while at >= start:
            if self._led(at):
                break
            at -= 1
            if at >= start and not (a.texts[at] in _MARKS or self._is_medium(at) or a.words[at].pos == "A"):
                break
        word = a.words[max(at, start)]
        speaker = mention.speaker
        if speaker is not None and speaker.first < last and first < speaker.last:
            return at > speaker.head and self._led(at)
        if at < start:
            return False
        if self._led(at):
            return True
        if word.pos == "PREP":
            if word.lemma in _OF or (at > start and grammar().has("copying", a.words[at - 1].lemma)):
                return False
            before = a.words[at - 1] if at > start else None
            return word.lemma != "في" or before is None or before.noun_class not in _PEOPLE
        if word.enclitic and word.pos == "N" and self._conveys(at - 1):
            return True  # محللون استطلعت آراءهم «كونا»
        verb = a.words[cue]
        hears = any(way.addressee == "o" for way in cues()["verb"].get(verb.verb or verb.lemma, ()))
        return self._conveys(at) or (
            cue < at and (hears or (verb.verb or verb.lemma) in speech_words().addressing)
        )

    def _conveys(self, at: int) -> bool:
        """Whether a verb of publishing or reading out what somebody says stands at a token: بيان نشرته القناة."""
        if at < 0:
            return False
        word, conveying = self._a.words[at], speech_words().conveying
        if word.pos == "V":
            return word.lemma in conveying
        if not word.enclitic:
            return False
        return any(
            reading.pos == "V" and reading.enclitic and reading.lemma in conveying
            for reading in _morphology().readings(self._a.texts[at])
        )

    def _led(self, at: int) -> bool:
        """Whether ل leads a token or is written apart."""
        word = self._a.words[at]
        return self._a.texts[at] == "ل" or (word.pos != "V" and word.proclitics[-1:] == "ل")

    def _is_medium(self, at: int) -> bool:
        lemma = self._a.words[at].lemma
        return fold(lemma) in name_words().outlet or lemma in speech_words().medium


@cache
def _morphology() -> Morphology:
    return Morphology()


def phrase_actors(phrase: Phrase | None, table: Parties) -> tuple[int, ...]:
    """Actors that a carrying phrase stands for."""
    return tuple(table.speakers(phrase)) if phrase is not None else ()
