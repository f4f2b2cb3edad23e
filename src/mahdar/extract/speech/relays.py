"""Who carries words from their speaker: those of whom a verb takes them, those who read them out."""

from __future__ import annotations

from mahdar.analysis.types import Analysis, Phrase
from mahdar.extract.speech.nominals import Nominals
from mahdar.extract.speech.sites import Site
from mahdar.languages.ar.cues import speech_words
from mahdar.languages.ar.grammar import grammar

# Tokens around a cue in which the piece of writing that somebody reads out stands.
_NEAR = 12
_QUOTING = frozenset({"نقل"})


def carried_by(site: Site) -> Phrase | None:
    """Whose words a verb carries: نقلت الوكالة عن الوزير."""
    preposition = _carrying(site.word.lemma)
    if preposition is None or site.clause is None:
        return None
    return next((o.phrase for o in site.clause.obliques if o.preposition == preposition), None)


def _carrying(lemma: str) -> str | None:
    """The preposition that brings in the one whose words a verb carries: نقل عنه، علم منه، نسب إليه."""
    words = speech_words()
    if lemma in words.heard:
        return "من"
    if lemma in words.ascribed:
        return "إلى"
    return "عن" if grammar().has("relay", lemma) else None


def reciter(analysis: Analysis, nominals: Nominals, site: Site) -> Phrase | None:
    """Who reads out what somebody else says: في رسالة قرأها الأمين، في بيان تلاه الناطق."""
    a = analysis
    first, last = a.sentences[a.sentence_of[site.token]]
    for at in range(max(first + 1, site.token - _NEAR), min(last, site.token + _NEAR)):
        word = a.words[at]
        if word.pos != "V" or word.enclitic not in ("ه", "ها") or word.lemma not in speech_words().recited:
            continue
        if at != site.token and a.words[at - 1].pos in ("N", "A", "REL"):
            return nominals.at(at + 1, last)
    return None


def is_copied(analysis: Analysis, cue: int) -> bool:
    """Whether an expression of a source says that words were taken from it: نقلا عن."""
    word = analysis.words[cue]
    return word.lemma in _QUOTING or word.verb in _QUOTING or analysis.folded[cue].endswith("نقلا")
