"""Which way a time points that does not say it itself: by the words before it, else by the tense of its clause."""

from __future__ import annotations

from functools import cache

from mahdar.analysis.types import Analysis, Clause
from mahdar.analysis.words import MARK, PREPOSITION, RELATIVE, SUBORDINATOR, VERB
from mahdar.languages.ar import lexicon
from mahdar.languages.ar.cues import cues
from mahdar.languages.ar.links import time_words

VERB_CLAUSE = "verb"
# Acts of speech about an act to come.
_BINDING = frozenset({"demand", "promise", "threaten", "offer"})
# How far before a time a word of planning or respite speaks for it: زيارة مرتقبة إلى العاصمة في مايو.
_NEAR = 6


def side_of(analysis: Analysis, token: int) -> str | None:
    """past, present, future or None for a time at a token.

    A start lies behind (منذ مارس) and a limit ahead (قبل الخميس، حتى أبريل), whatever the tense of the clause, unless
    the clause tells of something that lasted.
    """
    words = time_words()
    before = analysis.folded[token - 1] if token else ""
    if before.lstrip("وف") in words.since_when:
        return "past"
    found = tense_at(analysis, token)
    if _planned(analysis, token) or _bound(analysis, token):
        return "future"
    if _is_limit(analysis, token):
        upto = before.lstrip("وف") in words.upto
        if found != "past" or _respite(analysis, token) or not (upto or _lasted(analysis, token)):
            return "future"
    return found


def is_limit(analysis: Analysis, token: int) -> bool:
    """Whether the time at a token is where something must be done or end: قبل نهاية العام, حتى الخميس."""
    return _is_limit(analysis, token)


def _is_limit(analysis: Analysis, token: int) -> bool:
    words = time_words()
    start = analysis.sentences[analysis.sentence_of[token]][0]
    at = token - 1
    while at >= start and analysis.folded[at] in words.over:
        at -= 1  # قبل انقضاء الشهر
    return at >= start and analysis.folded[at].lstrip("و") in words.deadline


def _lasted(analysis: Analysis, token: int) -> bool:
    at = analysis.clause_of[token]
    if at < 0:
        return False
    clause = analysis.clauses[at]
    return clause.pluperfect or clause.lemma in time_words().enduring


def _planned(analysis: Analysis, token: int) -> bool:
    """Whether a word of planning stands right before: المقررة في مايو, كان مقررا الاثنين."""
    start = analysis.sentences[analysis.sentence_of[token]][0]
    coming = time_words().coming
    for at in range(token - 1, max(start, token - _NEAR) - 1, -1):
        if analysis.texts[at] in coming:
            return True
        word = analysis.words[at]
        if (word.pos == VERB and not word.guess) or word.pos in (MARK, SUBORDINATOR, RELATIVE):
            return False
    return False


def _bound(analysis: Analysis, token: int) -> bool:
    """Whether a time is that of an act that somebody asks for or promises: دعا إلى إضراب يوم الجمعة."""
    number = analysis.clause_of[token]
    if number < 0:
        return False
    clause = analysis.clauses[number]
    if clause.kind != VERB_CLAUSE or not any(
        way.act in _BINDING for way in cues()["verb"].get(clause.lemma, ())
    ):
        return False
    for at in range(token - 1, clause.predicate + 1, -1):
        word = analysis.words[at]
        led = word.proclitics[-1:] == "ب" or analysis.words[at - 1].pos == PREPOSITION
        if word.derived == "masdar" and word.noun_class != "time" and led:
            return True
    return False


def _respite(analysis: Analysis, token: int) -> bool:
    """Whether time is given up to a limit: طلب مهلة حتى الثلاثاء, أرجأ القمة إلى السبت."""
    start = analysis.sentences[analysis.sentence_of[token]][0]
    lemmas = time_words().respite
    return any(
        analysis.words[at].lemma in lemmas for at in range(token - 1, max(start, token - _NEAR) - 1, -1)
    )


def tense_at(analysis: Analysis, token: int) -> str | None:
    """past, present, future or None: of the clause, else of the nearest verb before the token in its sentence."""
    at = analysis.clause_of[token] if token < len(analysis.clause_of) else -1
    clause = analysis.clauses[at] if at >= 0 and analysis.clauses else None
    if clause is None:
        return _by_words(analysis, token)
    if clause.predicate > token:
        # The verb mostly comes first: one that stands before the time speaks for it rather than one far behind.
        return _by_words(analysis, token) or _tense(analysis, clause)
    found = _tense(analysis, clause)
    if found is None and clause.parent is not None and clause.kind in ("masdar", "participle"):
        found = _tense(analysis, analysis.clauses[clause.parent])
    return found or _by_words(analysis, token)


def _tense(analysis: Analysis, clause: Clause) -> str | None:
    if clause.modality == "planned":
        return "future"
    if clause.pluperfect:
        return "past"
    if clause.relation == "condition":
        unreal = clause.marker is not None and analysis.folded[clause.marker] in time_words().unreal
        return None if unreal else "future"
    if clause.tense == "present":
        if clause.modality == "possible":
            return "future"
        if _ambiguous(analysis, clause.predicate):
            return None
        if _wished(analysis, clause):
            return "future"
    return clause.tense


def _wished(analysis: Analysis, clause: Clause) -> bool:
    """Whether أن with its verb right behind completes another: طلب أن يصل، يُتوقع أن توفد."""
    at = clause.marker
    if clause.relation != "complement" or at is None or clause.predicate - at > 2:
        return False
    return analysis.words[at].pos == SUBORDINATOR and not analysis.words[at].enclitic


def _ambiguous(analysis: Analysis, token: int) -> bool:
    """A verb in ت may be a feminine present or a past of the fifth and sixth forms (تزامن)."""
    word = analysis.words[token]
    form = analysis.texts[token][word.cut :]
    if not form.startswith("ت"):
        return False
    return word.guess or _may_be_past(form[: len(form) - word.tail] if word.enclitic else form)


@cache
def _may_be_past(form: str) -> bool:
    """Whether the lexicon reads a form as a past too."""
    return any(entry.pos == VERB and shape.tense == "past" for entry, shape in lexicon.load().exact(form))


def _by_words(analysis: Analysis, token: int) -> str | None:
    start, end = analysis.sentences[analysis.sentence_of[token]]
    low = max(start, token - 12)
    coming = time_words().coming
    for at in range(token - 1, low - 1, -1):
        if analysis.texts[at] in coming:
            return "future"
        word = analysis.words[at]
        if word.pos == VERB and not word.guess and word.tense in ("past", "present", "future"):
            return None if word.tense == "present" and _ambiguous(analysis, at) else word.tense
    for at in range(token + 1, min(end, token + 6)):
        word = analysis.words[at]
        if word.pos == VERB and not word.guess and word.tense in ("past", "future"):
            return word.tense
    return None
