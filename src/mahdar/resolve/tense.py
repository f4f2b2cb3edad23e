"""Which way a time points that does not say it itself: by the tense of its clause."""

from __future__ import annotations

from mahdar.analysis.types import Analysis, Clause
from mahdar.languages.ar.links import time_words


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
    if clause.tense == "present" and _ambiguous(analysis, clause.predicate):
        return None
    return clause.tense


def _ambiguous(analysis: Analysis, token: int) -> bool:
    """A verb in ت may be a feminine present or a past of the fifth and sixth forms (تزامن)."""
    return analysis.texts[token][analysis.words[token].cut :].startswith("ت")


def _by_words(analysis: Analysis, token: int) -> str | None:
    start, end = analysis.sentences[analysis.sentence_of[token]]
    low = max(start, token - 12)
    coming = time_words().coming
    for at in range(token - 1, low - 1, -1):
        if analysis.texts[at] in coming:
            return "future"
        word = analysis.words[at]
        if word.pos == "V" and not word.guess and word.tense in ("past", "present", "future"):
            return None if word.tense == "present" and _ambiguous(analysis, at) else word.tense
    for at in range(token + 1, min(end, token + 6)):
        word = analysis.words[at]
        if word.pos == "V" and not word.guess and word.tense in ("past", "future"):
            return word.tense
    return None
