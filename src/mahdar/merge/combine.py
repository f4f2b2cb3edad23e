"""Joining what grammar and the learned reader found, layer by layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from mahdar.analysis.mentions import Mentions, NameMention, SpeechMention, TriggerMention
from mahdar.analysis.types import Analysis

if TYPE_CHECKING:
    from mahdar.tagger.scores import Scores

# Probabilities from which the learned reader adds a name, a statement, an act; and below which it takes one away that
# grammar told without a table.
NAME, SPEECH, ACT = 0.6, 0.6, 0.55
NO_NAME, NO_SPEECH, NO_ACT = 0.15, 0.05, 0.15
_NAMED = frozenset({"name", "metonym"})


def combine(
    grammar: Mentions,
    tagger: Mentions | None = None,
    scores: Scores | None = None,
    analysis: Analysis | None = None,
) -> Mentions:
    """The mentions that go on to be resolved.

    Without the learned reader grammar decides every layer.
    """
    if tagger is None or scores is None or analysis is None:
        return grammar
    return msgspec.structs.replace(
        grammar,
        names=_names(grammar.names, tagger.names, scores),
        speech=_speech(grammar.speech, tagger.speech, scores),
        triggers=_triggers(grammar.triggers, tagger.triggers, scores),
    )


def _names(grammar: list[NameMention], tagger: list[NameMention], scores: Scores) -> list[NameMention]:
    """All names of grammar that the learned reader does not strongly deny, and what it finds between them."""
    table = scores.probabilities("name")
    kept = []
    taken: set[int] = set()
    for one in grammar:
        if one.form in _NAMED and not one.entries:
            share = 1 - float(table[one.first : one.last, 0].min())
            if share < NO_NAME:
                continue
        kept.append(one)
        if one.form in _NAMED:
            taken.update(range(one.first, one.last))
    for one in tagger:
        if one.score >= NAME and taken.isdisjoint(range(one.first, one.last)):
            kept.append(one)
            taken.update(range(one.first, one.last))
    return sorted(kept, key=lambda m: (m.first, m.last))


def _speech(grammar: list[SpeechMention], tagger: list[SpeechMention], scores: Scores) -> list[SpeechMention]:
    table = scores.probabilities("cue")
    mine = {one.cue_token: one for one in tagger}
    kept = []
    for one in grammar:
        share = 1 - float(table[one.cue_token, 0])
        if share < NO_SPEECH:
            continue
        mine.pop(one.cue_token, None)
        kept.append(one)
    kept.extend(one for one in mine.values() if one.score >= SPEECH)
    return sorted(kept, key=lambda m: (m.cue_token, m.content_tokens))


def _triggers(
    grammar: list[TriggerMention], tagger: list[TriggerMention], scores: Scores
) -> list[TriggerMention]:
    table = scores.probabilities("trigger")
    mine = {one.token: one for one in tagger}
    kept = []
    for one in grammar:
        share = 1 - float(table[one.token, 0])
        if share < NO_ACT:
            continue
        other = mine.pop(one.token, None)
        if other is not None and other.type != one.type:
            one = msgspec.structs.replace(one, type=other.type, mode="", rule=other.rule)
        kept.append(one)
    kept.extend(one for one in mine.values() if one.score >= ACT)
    return sorted(kept, key=lambda m: m.token)
