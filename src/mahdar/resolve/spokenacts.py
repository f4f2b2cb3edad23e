"""Speech that is an act itself: a demand, an offer, a promise, an accusation, praise or a threat is an event too."""

from __future__ import annotations

from collections.abc import Sequence

from mahdar.analysis.mentions import TriggerMention
from mahdar.analysis.types import Analysis
from mahdar.analysis.words import NAME, NOUN, Word
from mahdar.languages.ar.cues import cues
from mahdar.languages.ar.grammar import grammar
from mahdar.languages.ar.triggers import triggers
from mahdar.resolve.statements import Said

# The type of event that an act of speech is; warnings are none, unless the words of the trigger table tell more.
_TYPES = {
    "demand": "REQUEST",
    "offer": "AGREE",
    "promise": "AGREE",
    "accuse": "ACCUSE",
    "criticize": "ACCUSE",
    "praise": "SUPPORT",
    "threaten": "THREATEN",
}
# Subjects that name who is to act: the speaker himself is told by a pronoun.
_NAMED = frozenset({NOUN, NAME})
# Between what the table takes for granted (0.9) and what it takes only with its frame (0.35).
_SCORE = 0.7
# Rows of the table with this certainty need no frame.
_CERTAIN = 1


def with_speech(
    mentions: Sequence[TriggerMention], said: Sequence[Said], analysis: Analysis
) -> list[TriggerMention]:
    """The triggers of a report, and the cues of acts of speech that are events besides; in order."""
    taken = {mention.token for mention in mentions}
    ahead = announced(mentions, analysis)
    found = list(mentions)
    for one in said:
        # That something must be done makes a demand of a plain report of words; else the cue itself tells the act.
        act = one.act if one.act == "demand" else one.mention.act
        kind, at = _TYPES.get(act), one.mention.cue_token
        if kind is None or at in taken or _declined(analysis.words[at]) or _unnamed(one, analysis):
            continue
        if one.mention.clause in ahead and neutral(one, analysis):
            continue
        taken.add(at)
        start, end = one.mention.cue
        found.append(
            TriggerMention(
                token=at,
                start=start,
                end=end,
                type=kind,
                clause=one.mention.clause,
                sources=(one.mention.speaker,) if one.mention.speaker is not None else (),
                targets=(one.mention.addressee,) if one.mention.addressee is not None else (),
                nominal=analysis.words[at].pos != "V",
                score=_SCORE,
                rule=f"speech:{act}",
            )
        )
    return sorted(found, key=lambda mention: mention.token)


def _declined(word: Word) -> bool:
    """Whether the trigger table knows a verb, takes it only with its frame, and has not taken it."""
    rows = triggers()["verb"].get(word.verb or word.lemma, ())
    return bool(rows) and all(row.needs or row.bars or row.sure < _CERTAIN for row in rows)


def _unnamed(one: Said, analysis: Analysis) -> bool:
    """Whether what is asked for is only that a name be kept back: طالبا عدم كشف هويته."""
    first, last = one.mention.content_tokens
    return any(
        grammar().has("disclosing", analysis.words[at].lemma) for at in range(first, min(first + 2, last))
    )


def announced(mentions: Sequence[TriggerMention], analysis: Analysis) -> set[int]:
    """Clauses whose verb brings in that somebody named will do something: قال المسؤول إن الوزير سيحذر بكين."""
    found: set[int] = set()
    for mention in mentions:
        clause = analysis.clauses[mention.clause] if mention.clause is not None else None
        if mention.nominal or clause is None or clause.tense != "future" or clause.relation != "complement":
            continue
        subject = clause.subject
        if clause.parent is not None and subject is not None and analysis.words[subject.head].pos in _NAMED:
            found.add(clause.parent)
    return found


def neutral(one: Said, analysis: Analysis) -> bool:
    """Whether a cue only says that something was said."""
    word = analysis.words[one.mention.cue_token]
    ways = cues()["verb"].get(word.lemma, ()) if word.pos == "V" else ()
    return bool(ways) and all(way.act in ("assert", "announce", "believe") for way in ways)
