"""Conditions with what hangs on them, both as spans."""

from __future__ import annotations

from mahdar.analysis.mentions import ConditionMention
from mahdar.analysis.types import Analysis, Zone
from mahdar.extract.conditions.hinges import hinged
from mahdar.extract.conditions.markers import Marker, markers, unreal_answer
from mahdar.languages.ar.conditionals import conditionals
from mahdar.languages.ar.cues import cues
from mahdar.languages.ar.grammar import grammar

_MARKS = frozenset("،,؛;")
_EDGES = frozenset("،,؛;:.!?؟…\"'«»“”()-–")
_OPENS = frozenset(":«“\"'؛;|")
_JOINED = ("و", "ف")
# Particles with a verb right behind them; those of what is not so, whose answer has لـ.
_PLAIN = ("إذا", "اذا", "إن", "لو", "لم", "كلما")
_ASKS = frozenset("?؟")
_UNREAL = frozenset({"لو", "لولا"})


class _Sides:
    """Reads both sides of the conditions of one report."""

    def __init__(self, analysis: Analysis, opened: frozenset[int]) -> None:
        self.a = analysis
        self.opened = opened  # where conditions open
        self.zone_at: dict[int, Zone] = {}
        for zone in analysis.zones:
            if zone.last - zone.first <= 200:
                self.zone_at.update(dict.fromkeys(range(zone.first, zone.last), zone))

    def of(self, marker: Marker) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """Token ranges of condition and consequence."""
        a = self.a
        first, last = a.sentences[a.sentence_of[marker.at]]
        zone = self.zone_at.get(marker.at)
        if zone is not None and zone.first >= first:
            last = min(last, zone.last)
        if not marker.trailing and self._answered(marker, last):
            return self._leading(marker, last)
        before = self._before(first, marker)
        if before is not None:
            return (marker.begin, self._end(marker.begin, last)), (before, marker.at)
        if marker.trailing:
            return None
        return self._leading(marker, last)

    def _answered(self, marker: Marker, last: int) -> bool:
        """Whether فـ brings the consequence before any mark: إذا انهار السد فستغرق المدينة."""
        for at in range(marker.begin + 1, last):
            if self.a.texts[at] in _MARKS or self.a.texts[at] == ":":
                return False
            if self.a.words[at].proclitics[:1] == "ف" and self._answers(at, marker):
                return True
        return False

    # -- a condition behind its consequence ------------------------------------------------------------------
    def _before(self, first: int, marker: Marker) -> int | None:
        """Where the consequence begins that stands before its condition, or None where the condition comes first."""
        a = self.a
        stop = marker.at
        said = False  # something that may hang on a condition stands between
        words = 0
        begin = first
        for at in range(stop - 1, first - 1, -1):
            word, text = a.words[at], a.texts[at]
            complement = word.pos == "SUB" and word.function in ("an", "anna", "inna")
            if words == 0 and (text == ":" or (complement and at == stop - 1)):
                return None
            if (complement or (text in _OPENS and self._opens(at, stop))) and (said or words >= 1):
                begin = at + 1
                break
            if text in _MARKS and said and self._separates(at):
                begin = at + 1
                break
            if text in _MARKS and not said and words == 0 and not marker.trailing and at == stop - 1:
                if a.words[stop].proclitics[:1] in _JOINED:
                    return None  # ، وإذا …: a clause of its own
            if word.pos == "SUB" and (word.function == "but" or grammar().has("contrast", word.lemma)):
                if said:
                    begin = at + 1
                    break
            if word.pos != "MARK":
                words += 1
                said = said or word.pos == "V" or word.derived == "masdar" or word.pos == "NEG"
        if begin == first and stop == first:
            return None
        if a.words[stop].proclitics[:1] in _JOINED and not marker.trailing and a.texts[stop - 1] in ".!؟?":
            return None
        while begin < stop and a.words[begin].pos == "MARK":
            begin += 1
        sole = a.words[begin] if stop - begin == 1 else None
        enough = stop - begin >= 2 or (sole is not None and (sole.pos == "V" or sole.derived == "active"))
        if not enough:
            return None
        return begin if said or marker.trailing or self._predicates(begin) else None

    def _opens(self, at: int, stop: int) -> bool:
        """Whether a mark opens the words before a condition: no quotation that is over, none of part of a clause."""
        text = self.a.texts[at]
        if text in ":؛;|":
            return True
        zone = self.zone_at.get(at + 1)
        if zone is not None and zone.last < stop:
            return False
        return at == 0 or self.a.words[at - 1].pos in ("MARK", "SUB", "V")

    def _separates(self, at: int) -> bool:
        """Whether another clause begins behind a comma."""
        a = self.a
        word = a.words[at + 1]
        if word.proclitics[:1] in _JOINED:
            return True
        if a.texts[at + 1] in conditionals().meanwhile or (
            f"{a.texts[at + 1]} {a.texts[at + 2]}" in conditionals().meanwhile
        ):
            return True
        return word.pos in ("V", "NEG", "SUB", "CONJ", "PRON") or word.function in (
            "future",
            "perfect",
            "topic",
        )

    def _predicates(self, first: int) -> bool:
        """Whether a nominal sentence stands there: القرار قائم."""
        words = self.a.words
        word = words[first]
        return word.article or word.pos in ("PN", "PRON") or word.derived in ("active", "passive")

    def _end(self, first: int, last: int) -> int:
        """Token behind a condition that its consequence precedes: the next mark."""
        for at in range(first + 1, last):
            if self.a.texts[at] in _MARKS or self.a.texts[at] in ":":
                return at
            if self.a.words[at].pos == "SUB" and self.a.words[at].function == "but":
                return at
        return last

    # -- a condition before its consequence ------------------------------------------------------------------
    def _leading(self, marker: Marker, last: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
        a = self.a
        begin = marker.begin
        comma = next((j for j in range(begin + 1, last) if a.texts[j] in _MARKS), None)
        answer = next((j for j in range(begin + 1, last) if self._answers(j, marker)), None)
        early = self._second(marker, comma if comma is not None else last)
        if early is not None and comma is not None and answer is not None and self._another(comma, answer):
            return (begin, early), (early, comma)  # فإن ردت سكتنا، وإن لم ترد فـ
        if answer is not None and (comma is None or answer <= comma + 1 or self._only_aside(comma, answer)):
            return (begin, answer), (answer, self._answer_end(answer, last))
        if answer is not None and comma is not None and a.texts[answer - 1] in _MARKS and answer - comma < 20:
            return (begin, comma), (answer, self._answer_end(answer, last))
        if early is not None and (comma is None or not self._is_answer(comma + 1)):
            return (begin, early), (early, self._answer_end(early, last))
        if comma is not None:
            return (begin, comma), (comma + 1, self._answer_end(comma + 1, last))
        return None

    def _another(self, comma: int, answer: int) -> bool:
        """Whether a second condition stands between a comma and the answer that was found."""
        return any(j in self.opened for j in range(comma + 1, answer))

    def _answers(self, at: int, marker: Marker) -> bool:
        """فـ of the answer, or لـ before a past verb; what no lexicon knows behind لو is such a verb."""
        word = self.a.words[at]
        if word.proclitics[:1] == "ف" and word.cut:
            if word.pos in ("V", "NEG", "SUB", "PREP", "PART", "PRON") or self.a.texts[at - 1] in _MARKS:
                return True
            nominal = (word.article or word.pos in ("PN", "DEM", "ADV")) and self.a.texts[marker.at].endswith(
                _PLAIN
            )
            return nominal and self.a.words[at - 1].pos not in ("PREP", "MARK")
        return self.is_unreal(marker, at)

    def is_unreal(self, marker: Marker, at: int) -> bool:
        """Whether لـ of the answer of لو or لولا stands at a token."""
        return self.a.texts[marker.at].lstrip("وف") in _UNREAL and unreal_answer(self.a, at)

    def _only_aside(self, comma: int, answer: int) -> bool:
        """وهو كلام يدور، فسنكون: what stands between the first comma and فـ begins with و."""
        return self.a.words[comma + 1].proclitics[:1] == "و" and answer - comma < 15

    def _second(self, marker: Marker, stop: int) -> int | None:
        """The verb of the answer where nothing marks it: إن صمدت الهدنة | أجلت الأمم المتحدة جرحى."""
        a = self.a
        begin = marker.begin
        own = next((j for j in range(begin, stop) if a.words[j].pos == "V"), None)
        if a.words[begin].derived == "masdar" or a.texts[marker.at].endswith(_PLAIN):
            own = (
                begin  # في حال تعثر التمويل; a particle has its verb right behind it, whatever it was read as
            )
        if own is None:
            return None
        for at in range(own + 1, stop):
            word = a.words[at]
            before = a.words[at - 1]
            future = word.proclitics[:1] == "س" or word.function == "future"
            plain = word.pos == "V" and word.tense == "past" and not word.proclitics
            denies = word.pos == "NEG" and word.function == "future"
            if not (future or plain or denies):
                continue
            if before.pos in ("SUB", "REL", "PREP", "NEG", "PART", "CONJ") or grammar().is_auxiliary(before):
                continue
            return at
        return None

    def _is_answer(self, at: int) -> bool:
        """Whether a consequence may begin at a token: not an aside, a participle or the name of a speaker."""
        a = self.a
        if at >= len(a.words):
            return False
        word = a.words[at]
        if word.pos == "PREP" or (word.case == "a" and word.derived == "active"):
            return False
        speaks = word.pos == "V" and ("inna" in word.frame or word.lemma in cues()["verb"])
        return not speaks and word.proclitics[:1] != "و"

    def _answer_end(self, first: int, last: int) -> int:
        """Token behind a consequence: the mark behind its verb."""
        a = self.a
        acts = False
        for at in range(first, last):
            acts = acts or a.words[at].pos == "V" or (a.words[at].pos == "MARK" and at > first + 1)
            if at > first + 1 and (a.texts[at] == ":" or (a.texts[at] in _MARKS and acts)):
                return at
        return last

    def span(self, first: int, last: int, *, led: bool, unreal: bool = False) -> tuple[int, int] | None:
        """Original span of a side without marks at its edges and without what joins it on, لـ of the `unreal` too."""
        a = self.a
        texts = a.texts
        while first < last and texts[first] in _EDGES:
            first += 1
        while last > first and texts[last - 1] in _EDGES:
            last -= 1
        if last <= first:
            return None
        word = a.words[first]
        if word.pos == "SUB" and word.function in ("inna", "anna") and not word.enclitic and last - first > 1:
            return a.starts[first + 1], a.ends[last - 1]
        cut = word.proclitics[:1] in _JOINED and led and word.cut < len(texts[first])
        lead = 1 if cut or unreal else 0
        return a.start(first, lead), a.ends[last - 1]


def find_conditions(analysis: Analysis) -> list[ConditionMention]:
    """All conditions of a report whose consequence stands in the same sentence."""
    opened = markers(analysis)
    sides = _Sides(analysis, frozenset(marker.at for marker in opened))
    found = []
    for marker in opened:
        if analysis.texts[analysis.sentences[analysis.sentence_of[marker.at]][1] - 1] in _ASKS:
            continue  # a question states no condition
        both = sides.of(marker)
        if both is None:
            continue
        unreal = both[1][0] > marker.at and sides.is_unreal(marker, both[1][0])
        if_, then = sides.span(*both[0], led=False), sides.span(*both[1], led=True, unreal=unreal)
        if if_ is None or then is None:
            continue
        rule = f"condition.{analysis.texts[marker.at]}"
        found.append(ConditionMention(if_=if_, then=then, marker=marker.at, rule=rule))
    known = {m.if_ for m in found}
    found.extend(m for m in hinged(analysis) if m.if_ not in known)
    return sorted(found, key=lambda m: m.marker)
