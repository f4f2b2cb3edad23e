"""Which way a time points that does not say it itself: by the tense of its clause."""

from __future__ import annotations

from mahdar.analysis.types import Analysis

_COMING = frozenset(("المقرر", "المقررة", "المزمع", "المرتقب", "المرتقبة", "المنتظر", "سوف", "المتوقع", "المتوقعة", "الجاري", "مقرر", "مقررة", "مرتقب", "المفترض"))


def tense_at(analysis: Analysis, token: int) -> str | None:
    """past, present, future or None: of the clause, else of the nearest verb before the token in its sentence."""
    at = analysis.clause_of[token] if token < len(analysis.clause_of) else -1
    if at >= 0 and analysis.clauses:
        clause = analysis.clauses[at]
        if clause.modality == "planned":
            return "future"
        if clause.tense is not None:
            return "past" if clause.pluperfect else clause.tense
        if clause.parent is not None and clause.kind in ("masdar", "participle"):
            return analysis.clauses[clause.parent].tense
        if clause.kind != "nominal":
            return None
    return _by_words(analysis, token)


def _by_words(analysis: Analysis, token: int) -> str | None:
    start, end = analysis.sentences[analysis.sentence_of[token]]
    low = max(start, token - 12)
    for at in range(token - 1, low - 1, -1):
        if analysis.texts[at] in _COMING and analysis.texts[at] != "الجاري":
            return "future"
        word = analysis.words[at]
        if word.pos == "V" and not word.guess and word.tense in ("past", "present", "future"):
            return word.tense
    for at in range(token + 1, min(end, token + 6)):
        word = analysis.words[at]
        if word.pos == "V" and not word.guess and word.tense in ("past", "future"):
            return word.tense
    return None
