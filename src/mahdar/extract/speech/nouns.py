"""Nouns of speech with their words behind them: تصريحات الوزير بأن، تأكيد الرئاسة أن، اكتفى بالقول إن."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mahdar.analysis.types import Analysis, Phrase
from mahdar.extract.speech.nominals import Nominals
from mahdar.extract.speech.sites import Site, takes
from mahdar.languages.ar.cues import Cue, cues

_MARKERS = frozenset({"an", "anna", "inna"})
_QUOTES = frozenset("\"'«“‘")
# Acts whose noun may be followed by a noun alone: تهديد الحركة بقصف المطار.
_TOLD = frozenset({"demand", "threaten", "warn", "accuse", "promise", "deny", "forecast"})


class NounSite(NamedTuple):
    """A noun of speech: its site, whose words it tells, where what is said begins, whether a clause says it."""

    site: Site
    owner: Phrase | None
    first: int
    whole: bool


def noun_sites(analysis: Analysis, nominals: Nominals) -> Iterator[NounSite]:
    """Nouns of speech with words behind them, in order."""
    for at in range(len(analysis.texts) - 1):
        word = analysis.words[at]
        if word.pos != "N" or word.proclitics[:1] == "ك":
            continue
        ways = cues()["noun"].get(word.lemma) or (
            cues()["verb"].get(word.verb) if word.derived == "masdar" and not word.plural else None
        )
        if ways:
            found = _read(analysis, nominals, at, ways)
            if found is not None:
                yield found


def _read(a: Analysis, nominals: Nominals, at: int, ways: tuple[Cue, ...]) -> NounSite | None:
    word = a.words[at]
    end = a.sentences[a.sentence_of[at]][1]
    behind = at + 1
    owner: Phrase | None = None
    if not word.article and not word.enclitic:
        owner = nominals.at(behind, end)
        if owner is not None and nominals.may_speak(owner) and not a.words[behind].proclitics:
            behind = owner.last
        else:
            owner = None
    if behind >= end:
        return None
    site = Site(at, word, ways, None, "noun")
    follows = a.words[behind]
    if follows.pos == "SUB" and follows.function in _MARKERS and any(way.clause for way in ways):
        return NounSite(site, owner, behind + 1, whole=True)
    if a.texts[behind] == ":" and a.texts[behind + 1 : behind + 2] and a.texts[behind + 1] in _QUOTES:
        return NounSite(site, owner, behind + 1, whole=True) if any(w.quotation for w in ways) else None
    if owner is None or word.proclitics or not any(way.act in _TOLD for way in ways):
        return None
    hearer = nominals.at(behind, end) if a.words[behind].article or a.words[behind].pos == "PN" else None
    if hearer is not None and not a.words[behind].proclitics:
        behind = hearer.last
    for way in ways:
        if behind < end and any(takes(a, behind, preposition) for preposition in way.prepositions):
            first = behind + 1 if a.words[behind].pos == "PREP" else behind
            head = a.words[first] if first < end else word
            if head.derived == "masdar" or head.noun_class in ("event", "abstract"):
                return NounSite(site._replace(ways=(way,)), owner, first, whole=False)
    return None
