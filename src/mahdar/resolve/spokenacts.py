"""Speech that is an act itself: a demand, an offer, a promise, an accusation, praise or a threat is an event too."""

from __future__ import annotations

from collections.abc import Sequence

from mahdar.analysis.mentions import TriggerMention
from mahdar.analysis.types import Analysis
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
# Between what the table takes for granted (0.9) and what it takes only with its frame (0.35).
_SCORE = 0.7


def with_speech(
    mentions: Sequence[TriggerMention], said: Sequence[Said], analysis: Analysis
) -> list[TriggerMention]:
    """The triggers of a report, and the cues of acts of speech that are events besides; in order."""
    taken = {mention.token for mention in mentions}
    found = list(mentions)
    for one in said:
        kind, at = _TYPES.get(one.act), one.mention.cue_token
        if kind is None or at in taken:
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
                rule=f"speech:{one.act}",
            )
        )
    return sorted(found, key=lambda mention: mention.token)
