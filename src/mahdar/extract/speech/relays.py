"""Who carries words from their speaker: those of whom a verb takes them, those who read them out."""

from __future__ import annotations

from mahdar.analysis.types import Analysis, Phrase
from mahdar.extract.speech.nominals import Nominals
from mahdar.extract.speech.sites import Site
from mahdar.languages.ar.cues import speech_words
from mahdar.languages.ar.grammar import grammar

# Tokens around a cue in which the piece of writing that somebody reads out stands.
_NEAR = 12


# A phrase for nobody: words that stand in a writing whose owner is not told.
NOBODY = Phrase(0, 0, 0)


def carried_by(analysis: Analysis, nominals: Nominals, site: Site) -> Phrase | None:
    """Whose words a verb carries: نقلت الوكالة عن الوزير."""
    preposition = _carrying(site.word.lemma)
    if preposition is None:
        return None
    if site.clause is not None:
        for oblique in site.clause.obliques:
            if oblique.preposition == preposition:
                return oblique.phrase
    a = analysis
    end = min(a.sentences[a.sentence_of[site.token]][1], site.token + _NEAR)
    for at in range(site.token + 1, end - 1):
        word = a.words[at]
        if word.pos in ("V", "SUB") or a.texts[at] in ":،,":
            return None
        if word.pos == "PREP" and word.lemma == preposition:
            return Phrase(at, at + 1, at) if word.enclitic else nominals.at(at + 1, end)
    return None


def appearing_in(analysis: Analysis, nominals: Nominals, site: Site) -> Phrase | None:
    """Whose words stand somewhere: جاء في بيان للجيش; NOBODY where the writing tells no owner; None for other verbs."""
    if site.word.lemma not in speech_words().appearing or site.kind != "verb":
        return None
    a = analysis
    end = min(a.sentences[a.sentence_of[site.token]][1], site.token + _NEAR)
    for at in range(site.token + 1, end - 1):
        word = a.words[at]
        if word.pos in ("V", "SUB") or a.texts[at] in ":،,":
            return None
        if word.pos != "PREP" or word.enclitic or word.lemma not in ("في", "على"):
            continue
        phrase = nominals.at(at + 1, end)
        if phrase is None:
            return None
        head = a.words[phrase.head]
        if head.noun_class not in ("document", "speech") and head.lemma not in speech_words().owner:
            return None
        owner = nominals.owner(phrase)
        return owner if owner != phrase else NOBODY
    return None


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
    copying = grammar().has("copying", word.lemma) or grammar().has("copying", word.verb)
    return copying or grammar().has("copying", analysis.folded[cue].lstrip("وف"))
