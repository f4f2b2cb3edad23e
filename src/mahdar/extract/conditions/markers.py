"""Words that open a condition: إذا، إن، لو، ما لم، في حال، بشرط أن، مقابل، ريثما، ما دام."""

from __future__ import annotations

from typing import NamedTuple

from mahdar.analysis.types import Analysis
from mahdar.languages.ar.conditionals import conditionals

_COMMAS = frozenset("،,؛;")
_JOINED = ("و", "ف")
# Tokens before إن within which a verb of asking makes it a question.
_ASKED = 4


class Marker(NamedTuple):
    """A condition's opening: its first token, the first token of the condition, whether only a consequence before
    it may be told (ريثما، بشرط أن)."""

    at: int
    begin: int
    trailing: bool


def markers(analysis: Analysis) -> list[Marker]:
    """All openings of conditions, in order."""
    found = []
    kinds = ("MARK", "NUM", "X")
    for at in range(len(analysis.texts) - 1):
        if analysis.words[at].pos in kinds:
            continue
        marker = _marker(analysis, at)
        if marker is not None and marker.begin < len(analysis.texts):
            found.append(marker)
    return found


def _marker(a: Analysis, at: int) -> Marker | None:
    table = conditionals()
    word, text = a.words[at], a.texts[at]
    plain = text[1:] if word.proclitics[:1] in _JOINED and word.cut else text
    before = a.words[at - 1] if at else None
    behind = a.words[at + 1]
    particle = word.pos == "SUB" and word.function == "if" and plain not in ("إن", "ان", *table.expression)
    if particle or _is_if(a, at):
        concessive = before is not None and (
            before.lemma in table.concessive or a.texts[at - 1] in table.concessive_form
        )
        if behind.lemma in table.hedge:
            return None  # إن صدقت الأنباء
        if concessive or word.proclitics.startswith("أ") or _concedes(a, at) or _asks(a, at):
            return None
        begin = at + 1
        if behind.pos == "SUB" or a.texts[at + 1] == "ما":
            begin += 1  # لو أن، إذا ما
        return Marker(at, begin, trailing=False)
    if plain == "ما" and a.texts[at + 1] == "لم" and at + 2 < len(a.texts):
        return None if _is_relative(a, at) else Marker(at, at + 2, trailing=False)
    if plain == "ما" and behind.lemma in table.lasting:
        return Marker(at, at + 1, trailing=False)
    if word.lemma in table.case and before is not None and before.lemma == "في":
        bare = not word.article and not word.enclitic and behind.pos not in ("MARK", "PREP")
        return Marker(at - 1, at + 1, trailing=False) if bare else None
    if f"{text} {a.texts[at + 1]}" in table.pair and at + 2 < len(a.texts):
        until = a.words[at + 2].pos == "V" and a.words[at + 2].tense == "present" and not _governs(a, at)
        return Marker(at, at + 2, trailing=True) if until else None
    if plain in table.verbal:
        return _verbal(a, at)
    if plain in table.expression:
        return _expression(a, at, plain)
    return None


def _governs(a: Analysis, at: int) -> bool:
    """Whether a verb or participle before إلى governs it: أشار إلى أن، دعا إلى أن."""
    first = a.sentences[a.sentence_of[at]][0]
    return any(
        "إلى" in a.words[j].frame.rsplit(":", 1)[-1].split(",")
        or (a.words[j].derived == "active" and a.words[j].case == "a")
        for j in range(max(first, at - 8), at)
    )


def _is_if(a: Analysis, at: int) -> bool:
    """إن before a verb or لم, where إنّ never stands; ان likewise before لم or a past verb."""
    word, behind = a.words[at], a.words[at + 1]
    plain = a.texts[at][1:] if word.proclitics[:1] in _JOINED and word.cut else a.texts[at]
    if plain not in ("إن", "ان") or word.enclitic:
        return False
    denied = behind.pos == "NEG" and a.texts[at + 1] == "لم"
    if plain == "إن":
        return denied or behind.pos == "V"
    before = a.words[at - 1] if at else word
    loose = before.pos not in ("PREP", "V", "SUB") and a.texts[at - 1] not in ('"', "«")
    known = word.function == "if" or before.pos in ("N", "A", "PN", "MARK")
    return (
        loose
        and known
        and (denied or (word.function == "if" and behind.pos == "V" and behind.tense == "past"))
    )


def _concedes(a: Analysis, at: int) -> bool:
    """وإن كانت، ولو قليلا behind a main clause and a comma: though, not if."""
    first, last = a.sentences[a.sentence_of[at]]
    word = a.words[at]
    if word.proclitics[:1] != "و" or at - first < 3:
        return False
    if a.texts[at - 1] not in _COMMAS:
        return a.texts[at].endswith("لو")
    behind = [j for j in range(at + 1, last) if a.texts[j] in _COMMAS]
    verbs = [j for j in range(at + 1, last) if a.words[j].pos == "V" and j > at + 1]
    answered = any(a.words[j].proclitics[:1] == "ف" for j in range(at + 2, last))
    return (
        not answered
        and (not behind or a.texts[at].endswith("لو"))
        and (
            len(verbs) == 0
            or a.words[at + 1].lemma in ("كان", "ظل", "جاء", "بدا")
            or (not behind and len(verbs) < 1)
        )
    )


def _asks(a: Analysis, at: int) -> bool:
    """لا يُعرف إن كان: whether, not if."""
    if not a.texts[at].endswith(("إن", "ان", "لو")):
        return False
    first = a.sentences[a.sentence_of[at]][0]
    return any(
        a.words[j].pos == "V" and a.words[j].lemma in conditionals().whether
        for j in range(max(first, at - _ASKED), at)
    )


def _is_relative(a: Analysis, at: int) -> bool:
    """ما لم نوقعه: what we did not sign; the verb or a preposition takes ما up again, or ما stands behind وهو."""
    if at and a.words[at - 1].pos in ("PRON", "PREP", "CONJ", "SUB"):
        return True
    verb = a.words[at + 2]
    if verb.pos == "V" and verb.enclitic:
        return True
    behind = a.words[at + 3] if at + 3 < len(a.words) else verb
    return behind.pos == "PREP" and behind.enclitic == "ه" and a.texts[at][:1] != "و"


def _verbal(a: Analysis, at: int) -> Marker | None:
    behind = a.words[at + 1]
    text = a.texts[at]
    if text.endswith("حتى"):
        asked = a.texts[a.sentences[a.sentence_of[at]][1] - 1] in "?؟"
        if asked or behind.pos != "V" or behind.tense != "present" or behind.person == "1":
            return None
        return Marker(at, at + 1, trailing=True)
    if text.endswith("متى"):
        return Marker(at, at + 1, trailing=False) if behind.pos == "V" and behind.tense == "past" else None
    if text.endswith("طالما") and behind.pos not in ("V", "SUB", "NEG", "N", "PN"):
        return None
    return Marker(at, at + 1, trailing=not text.endswith("طالما"))


def _expression(a: Analysis, at: int, plain: str) -> Marker | None:
    table = conditionals()
    behind = a.words[at + 1]
    before = a.words[at - 1] if at else None
    if behind.pos == "SUB" and behind.function in ("an", "anna"):
        begin = at + 1 if behind.lemma == "ألا" else at + 2
        return Marker(at, begin, trailing=True)
    if behind.pos in ("MARK", "PREP", "V", "PRON", "ADV") or behind.proclitics[-1:] in ("ب", "ل"):
        return None
    if plain == "لولا":
        return Marker(at, at + 1, trailing=False)
    if plain in table.bargain:
        governed = before is not None and (
            (before.pos in ("PREP", "V") and before.lemma != "في") or (before.article and plain == "لقاء")
        )
        if behind.pos == "DEM" or a.texts[at + 1][:1].isdigit():
            return None
        if governed or a.words[at].article or behind.lemma in table.price:
            return None
        if plain == "لقاء" and behind.derived != "masdar":
            return None
        if behind.pos == "PN" or behind.noun_class in ("money", "unit"):
            return None
        return Marker(at, at + 1, trailing=True)
    return (
        Marker(at, at + 1, trailing=True)
        if behind.derived == "masdar" or behind.pos in ("N", "NEG")
        else None
    )
