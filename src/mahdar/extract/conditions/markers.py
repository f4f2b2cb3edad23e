"""Words that open a condition: إذا، إن، لو، ما لم، في حال، بشرط أن، مقابل، ريثما، ما دام."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from mahdar.analysis.types import Analysis
from mahdar.languages.ar.conditionals import conditionals
from mahdar.languages.ar.grammar import grammar
from mahdar.languages.ar.morphology import Morphology

_COMMAS = frozenset("،,؛;")
_STOPS = frozenset(":؛;.؟?!")
_JOINED = ("و", "ف")
# Tokens before إن within which a verb of asking makes it a question.
_ASKED = 4
# The verb that has no other use behind ما.
_LASTING = "دام"


class Marker(NamedTuple):
    """A condition's opening: its first token, the first token of the condition, whether only a consequence before
    it may be told (ريثما، بشرط أن)."""

    at: int
    begin: int
    trailing: bool


@cache
def _morphology() -> Morphology:
    return Morphology()


def unreal_answer(a: Analysis, at: int) -> bool:
    """لـ of the answer of لو and لولا: لدفعت، لكان، لما وجد; what was read as no verb because ل hides it, too."""
    word, text = a.words[at], a.texts[at]
    if word.proclitics == "ل" and word.pos == "V" and word.tense == "past":
        return True
    if text == "لما":
        return a.words[at + 1].pos == "V"
    if text[:1] != "ل" or len(text) < 4 or word.article or word.pos not in ("N", "A"):
        return False
    past = [r for r in _morphology().readings(text[1:]) if r.pos == "V" and r.tense == "past"]
    return any(grammar().is_be(r) or not word.cut for r in past)


def to_come(a: Analysis, at: int) -> bool:
    """Whether a word is a verb in the present, or may be one: تسلم، تمر."""
    word = a.words[at]
    if word.pos == "V":
        if word.tense == "present":
            return True
    elif word.pos != "N" or word.article or word.proclitics:
        return False
    return any(r.pos == "V" and r.tense == "present" for r in _morphology().readings(a.texts[at]))


def markers(analysis: Analysis) -> list[Marker]:
    """All openings of conditions, in order."""
    found = []
    kinds = ("MARK", "NUM", "X")
    for at in range(len(analysis.texts) - 1):
        if analysis.words[at].pos in kinds or analysis.name_of[at] >= 0:
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
    if plain == "مالم":
        return Marker(at, at + 1, trailing=False)
    if plain == "ما" and a.texts[at + 1] == "لم" and at + 2 < len(a.texts):
        return None if _is_relative(a, at) else Marker(at, at + 2, trailing=False)
    if plain == "ما" and behind.lemma in table.lasting:
        return Marker(at, at + 1, trailing=False) if _lasts(a, at) else None
    if word.lemma in table.case and before is not None and before.lemma == "في":
        return Marker(at - 1, at + 1, trailing=False) if _is_case(a, at) else None
    if f"{text} {a.texts[at + 1]}" in table.pair and at + 2 < len(a.texts):
        return _pair(a, at)
    if plain in table.verbal:
        return _verbal(a, at)
    if plain in table.expression:
        return _expression(a, at, plain)
    return None


def _lasts(a: Analysis, at: int) -> bool:
    """ما دام; ما بقيت القوات, ما ظل الطريق مغلقا before who or what lasts, not ما بقي من الوقت."""
    if a.words[at + 1].lemma == _LASTING or at + 2 >= len(a.words):
        return a.words[at + 1].lemma == _LASTING
    after = a.words[at + 2]
    return a.words[at + 1].tense == "past" and (after.pos == "PN" or (after.pos == "N" and after.article))


def _is_case(a: Analysis, at: int) -> bool:
    """في حال تعثر التمويل، في حال عدم الرد؛ not في حال حرجة، في حالة تأهب، which tell of a state."""
    word, behind = a.words[at], a.words[at + 1]
    if word.article or word.enclitic or behind.pos in ("MARK", "PREP", "A"):
        return False
    if behind.pos in ("V", "NEG", "SUB", "PRON") or behind.article or at + 2 >= len(a.words):
        return True
    return behind.enclitic != "" or a.words[at + 2].pos not in ("MARK", "PREP", "A", "CONJ", "ADV")


def _pair(a: Analysis, at: int) -> Marker | None:
    """إلى أن يصل، بمجرد أن تبدأ before a verb to come; إلى حين وصوله before a verbal noun; قبل أن يصل behind a refusal."""
    table = conditionals()
    verb = a.words[at + 2]
    plain = a.texts[at][1:] if a.words[at].proclitics[:1] in _JOINED and a.words[at].cut else a.texts[at]
    if a.texts[at + 1] in table.until:
        return Marker(at, at + 2, trailing=True) if verb.derived == "masdar" else None
    if not to_come(a, at + 2):
        return None
    if plain in table.before:
        return Marker(at, at + 2, trailing=True) if _refuses(a, at) else None
    return None if plain == "إلى" and _governs(a, at) else Marker(at, at + 2, trailing=True)


def _refuses(a: Analysis, at: int) -> bool:
    """Whether what comes before is denied for the future: لن يعود قبل أن، رفض العودة قبل أن."""
    first = a.sentences[a.sentence_of[at]][0]
    for j in range(at - 1, first - 1, -1):
        word = a.words[j]
        if a.texts[j] in _STOPS:
            return False
        if word.pos == "NEG" and word.function == "future":
            return True
        if word.pos == "V" and word.tense != "past":
            return word.lemma in conditionals().refusing or a.words[j - 1].pos == "NEG"
        if word.pos == "V":
            return word.lemma in conditionals().refusing
    return False


def _governs(a: Analysis, at: int) -> bool:
    """Whether a verb or participle before إلى governs it: أشار إلى أن، دعا إلى أن."""
    first = a.sentences[a.sentence_of[at]][0]
    for j in range(at - 1, max(first, at - 8) - 1, -1):
        word = a.words[j]
        if "إلى" in word.frame.rsplit(":", 1)[-1].split(",") and (
            word.pos == "V" or word.derived in ("active", "masdar")
        ):
            return True
        if word.derived == "active" and word.case == "a":
            return True
        if word.pos == "V" and (word.tense == "future" or a.words[j - 1].pos == "NEG"):
            return False  # سيبقى هناك إلى أن: its own verb, which asks for no إلى
    return False


def _is_if(a: Analysis, at: int) -> bool:
    """إن before a verb or لم, where إنّ never stands; ان likewise before لم or a past verb."""
    word, behind = a.words[at], a.words[at + 1]
    plain = a.texts[at][1:] if word.proclitics[:1] in _JOINED and word.cut else a.texts[at]
    if plain not in ("إن", "ان") or word.enclitic:
        return False
    denied = behind.pos == "NEG" and a.texts[at + 1] == "لم"
    if word.proclitics[:1] == "ف" and not denied and _answering(a, at):
        return False  # إذا اقتربت السفن فإن خفر السواحل
    if plain == "إن":
        if behind.pos == "PRON" and at + 2 < len(a.words):
            return a.words[at + 2].pos == "V" and a.words[at + 2].tense == "past" and not _reports(a, at)
        return denied or (behind.pos == "V" and not _reports(a, at))
    before = a.words[at - 1] if at else word
    loose = before.pos not in ("PREP", "V", "SUB") and a.texts[at - 1] not in ('"', "«")
    known = word.function == "if" or before.pos in ("N", "A", "PN", "MARK")
    return (
        loose
        and known
        and (denied or (word.function == "if" and behind.pos == "V" and behind.tense == "past"))
    )


def _answering(a: Analysis, at: int) -> bool:
    """Whether a condition in the same sentence waits for its consequence."""
    first = a.sentences[a.sentence_of[at]][0]
    for j in range(at - 1, first - 1, -1):
        if a.texts[j] in _STOPS:
            return False
        if a.words[j].pos == "SUB" and a.words[j].function == "if":
            return True
    return False


def _reports(a: Analysis, at: int) -> bool:
    """Whether a verb of saying before إن still waits for what was said: قال مصدر إن فرقه، where the noun looks like a verb."""
    first = a.sentences[a.sentence_of[at]][0]
    for j in range(at - 1, first - 1, -1):
        word = a.words[j]
        if a.texts[j] in _STOPS or word.pos == "SUB":
            return False
        if "inna" in word.frame.split(":")[1:2]:
            return True
        if word.pos == "V" and word.tense != "past":
            return False
    return False


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
    answered = any(a.words[j].proclitics[:1] == "ف" or unreal_answer(a, j) for j in range(at + 2, last))
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
    return a.texts[at].endswith(("إن", "ان", "لو")) and _wonders(a, at)


def _wonders(a: Analysis, at: int) -> bool:
    """Whether a verb of asking or knowing stands shortly before."""
    first = a.sentences[a.sentence_of[at]][0]
    return any(
        a.words[j].pos == "V" and a.words[j].lemma in conditionals().whether
        for j in range(max(first, at - _ASKED), at)
    )


def _is_relative(a: Analysis, at: int) -> bool:
    """ما لم نوقعه: what we did not sign; the verb or a preposition takes ما up again, or ما stands behind وهو."""
    before = a.words[at - 1]
    if at and before.pos in ("PRON", "PREP", "CONJ", "SUB") and not before.enclitic:
        return True
    if a.texts[at][:1] == "و" and any(a.texts[j] == "ما" for j in range(max(0, at - 3), at)):
        return True  # ما قيل وما لم يقل
    verb = a.words[at + 2]
    if verb.pos == "V" and verb.enclitic:
        return True
    behind = a.words[at + 3] if at + 3 < len(a.words) else verb
    return behind.pos == "PREP" and behind.enclitic == "ه" and a.texts[at][:1] != "و"


def _verbal(a: Analysis, at: int) -> Marker | None:
    behind = a.words[at + 1]
    text = a.texts[at]
    if text.endswith("كلما"):
        opens = at == a.sentences[a.sentence_of[at]][0] or a.words[at - 1].pos == "MARK"
        return Marker(at, at + 1, trailing=False) if behind.pos == "V" and opens else None
    if text.endswith("حتى"):
        asked = a.texts[a.sentences[a.sentence_of[at]][1] - 1] in "?؟"
        if asked or behind.person == "1" or (behind.pos == "V" and behind.tense != "present"):
            return None
        if behind.pos != "V" and not (to_come(a, at + 1) and _refuses(a, at)):
            return None
        return Marker(at, at + 1, trailing=True)
    if text.endswith("متى"):
        past = behind.pos == "V" and behind.tense == "past"
        return Marker(at, at + 1, trailing=False) if past and not _wonders(a, at) else None
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
        particle = a.words[at].pos == "PREP"
        governed = before is not None and (
            (before.pos in ("PREP", "V") and before.lemma != "في")
            or (before.article and plain == "لقاء" and not particle)
        )
        if behind.pos in ("DEM", "NUM", "PN") or a.texts[at + 1][:1].isdigit():
            return None
        if governed or a.words[at].article or behind.lemma in table.price:
            return None
        if plain == "لقاء" and behind.derived != "masdar" and not (particle and behind.noun_class == "money"):
            return None
        if behind.noun_class in ("money", "unit") and plain != "لقاء":
            return None
        return Marker(at, at + 1, trailing=a.words[at].proclitics[:1] not in _JOINED)
    if _hides(a, at + 1):
        return None
    return (
        Marker(at, at + 1, trailing=True)
        if behind.derived == "masdar" or behind.pos in ("N", "NEG")
        else None
    )


def _hides(a: Analysis, at: int) -> bool:
    """عدم ذكر اسمه، إغفال هويته: on condition of anonymity, which is a formula."""
    table = conditionals()
    return any(
        a.words[j].lemma in table.hiding and j + 1 < len(a.words) and a.words[j + 1].lemma in table.hidden
        for j in (at, at + 1)
        if j < len(a.words)
    )
