"""Of which kind an announced act is, and which words tell it."""

from __future__ import annotations

import msgspec

from mahdar.analysis.types import Analysis, Clause
from mahdar.languages.ar.committing import committing
from mahdar.languages.ar.conditionals import conditionals
from mahdar.languages.ar.grammar import grammar
from mahdar.resolve.conditions import Held
from mahdar.text import fold

_BREAKS = frozenset("،,؛;:.؟?!")
_COMMAS = frozenset("،,؛;")
_WHETHER = frozenset({"عما", "عمّا"})
# Tokens before a verb in which a word that asks stands.
_NEAR = 3
_NOT_TO = frozenset({fold("ألا"), fold("ألّا")})
_ELSE = "وإلا"
_UNLESS = frozenset({"ما", "مالم"})
_DENIED = frozenset({"لم", "لا"})
# Acts of a statement that alone say of which kind the acts announced in it are.
_INSIDE = {"promise": "pledge", "threaten": "threat", "offer": "offer", "forecast": "forecast"}


class Setting(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What the kind of an announced act depends on.

    `act` is the act of the words that it stands in as their cue shows it, "" in the report's own words; `own` whether
    the speaker speaks of himself or his side; `agent` whether somebody acts; `terms` the kind of its condition.
    """

    act: str = ""
    own: bool = False
    agent: bool = True
    terms: str = ""
    tone: str = ""
    negative: bool = False


def kind_of(s: Setting) -> str:
    """The kind of commitment."""
    harm = s.tone == "harm" and not s.negative
    if s.terms == "else":
        return "threat"
    if s.act in _INSIDE:
        return "threat" if s.act == "promise" and harm else _INSIDE[s.act]
    if s.tone == "fear" or (harm and (s.terms or s.act == "warn") and s.agent):
        return "threat"
    if not s.agent:
        return "forecast"
    if s.terms == "barter":
        return "offer"
    if s.act == "warn" and s.own and not s.negative:
        return "threat"
    if s.negative:
        return "pledge" if s.tone == "harm" and s.own else "plan"
    if s.tone == "relief" and (s.own or s.terms):
        return "pledge"
    if s.terms == "unless" and s.own:
        return "threat"
    if harm and s.own and s.act:
        return "threat"
    if s.act == "believe" and not s.own:
        return "forecast"
    return "plan"


def terms_of(analysis: Analysis, held: Held | None) -> str:
    """What kind of condition an act hangs on: a price or term (barter), something not done (unless), another (if)."""
    if held is None:
        return ""
    marker = held.mention.marker
    text = analysis.texts[marker]
    if text.lstrip("وف") in committing().barter or text in committing().barter:
        return "barter"
    behind = analysis.texts[marker + 1 : marker + 3]
    if text in _UNLESS or any(word in _DENIED for word in behind):
        return "unless"
    return "if"


def tone_of(analysis: Analysis, clause: Clause, last: int) -> str:
    """Whether the words of an act tell of good or harm done: harm, fear, relief or ""."""
    words = committing()
    verb = clause.lemma
    fear = any(analysis.words[j].lemma in words.fear for j in range(clause.predicate + 1, last))
    if fear and clause.tense == "future" and not clause.passive:  # لن يمر دون عقاب، ستتلقى ضربات
        return "fear"
    if verb in words.harm:
        return "harm"
    if verb in words.relief:
        return "relief"
    for at in range(clause.predicate + 1, min(clause.predicate + 3, last)):
        word = analysis.words[at]
        if word.derived == "masdar" and word.verb in words.harm:
            return "harm"
    return ""


def act_span(analysis: Analysis, clause: Clause, held: list[Held]) -> tuple[int, int] | None:
    """Tokens of an announced act: from its subject or verb to the condition, a comma or the end of its clause."""
    subject = clause.subject or clause.inherited_subject
    at = clause.predicate
    first = subject.first if subject is not None and subject.first < at else at
    sentence = analysis.sentences[clause.sentence]
    if subject is not None and analysis.words[subject.head].pos in ("SUB", "REL"):
        first = at
    if first < sentence[0] or any(analysis.texts[j] in _BREAKS for j in range(first, at)):
        first = at
    bound = [j for j in range(first, at) if analysis.words[j].pos == "SUB"]
    first = bound[-1] + 1 if bound else first
    if first > sentence[0] and _denies(analysis, first - 1):
        first -= 1  # لن يعود; ألا تسمح, whose word says no as well
    return cut(analysis, first, at, max(clause.last, at + 1), held)


def cut(
    analysis: Analysis, first: int, predicate: int, last: int, held: list[Held]
) -> tuple[int, int] | None:
    """Tokens first..last without the condition that they hang on, what a comma sets off, and loose words at the end."""
    for one in held:
        if predicate < one.mention.marker < last:
            last = one.mention.marker
    last = next((j for j in range(predicate + 2, last) if _is_over(analysis, j)), last)
    while last > first + 1 and (
        analysis.words[last - 1].pos in ("MARK", "SUB", "CONJ")
        or analysis.texts[last - 1] in conditionals().meanwhile
    ):
        last -= 1
    return (first, last) if last - first >= 1 else None


def _is_over(analysis: Analysis, at: int) -> bool:
    """Whether something else begins at a token: behind a comma, with a past verb that و joins, with بينما or لكن."""
    word, text = analysis.words[at], analysis.texts[at]
    if text in _COMMAS:
        behind = analysis.words[at + 1] if at + 1 < len(analysis.words) else word
        return behind.proclitics[:1] != "و" or behind.derived != "masdar"  # خفض القوات، وسحب الباقي
    if word.pos == "V":
        return word.tense == "past" and word.proclitics[:1] in ("و", "ف")
    return word.pos in ("SUB", "CONJ") and text in conditionals().meanwhile


def is_recalled(analysis: Analysis, clause: Clause) -> bool:
    """Whether an act was to come in the past: كان سيزور، كان مقررا أن يصل."""
    first = analysis.sentences[clause.sentence][0]
    start = clause.marker if clause.marker is not None else clause.predicate
    for at in range(start - 1, max(first, start - 4) - 1, -1):
        word = analysis.words[at]
        if word.pos == "MARK":
            return False
        if grammar().is_be(word) and word.tense == "past":
            return True
    return False


def is_asked(analysis: Analysis, clause: Clause) -> bool:
    """لم يتضح هل سيبقى، كم ستصمد: what is asked is not announced."""
    first = max(analysis.sentences[clause.sentence][0], clause.predicate - _NEAR)
    asking = committing().asking
    return any(
        analysis.texts[j].lstrip("وف") in asking or analysis.texts[j] in _WHETHER
        for j in range(first, clause.predicate)
    )


def _denies(analysis: Analysis, at: int) -> bool:
    word = analysis.words[at]
    return word.pos == "NEG" or (word.pos == "SUB" and analysis.folded[at].lstrip("وفب") in _NOT_TO)


def is_else(analysis: Analysis, first: int) -> bool:
    """وإلا فسنعود: what comes where something is not done."""
    start = analysis.sentences[analysis.sentence_of[first]][0]
    return any(analysis.texts[j] == _ELSE for j in range(max(start, first - 3), first + 1))
