"""Joining what grammar and the learned reader found, layer by layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from mahdar.analysis.mentions import (
    ConditionMention,
    Mentions,
    NameMention,
    SpeechMention,
)
from mahdar.analysis.types import Analysis
from mahdar.merge.acts import standing
from mahdar.merge.confidence import rated

if TYPE_CHECKING:
    from mahdar.tagger.scores import Scores

# Probabilities from which the learned reader adds a name or a statement; and below which it takes one away that grammar
# told without a table.
NAME, SPEECH = 0.95, 0.9
NO_NAME, NO_SPEECH = 0.1, 0.2
# The same for commitments and conditions; the probability of an act of speech that outweighs the cue's own; the share of
# two contents of one cue below which that of the learned reader is taken.
BOUND, CONDITION, ACT_SURE, CONTENT = 0.75, 0.95, 0.9, 0.5
# Tokens of the shortest content that is taken for that of grammar.
SHORTEST = 4
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
        return rated(grammar, None, None)
    joined = msgspec.structs.replace(
        grammar,
        names=_names(grammar.names, tagger.names, scores),
        speech=_speech(grammar.speech, tagger.speech, scores),
        triggers=standing(grammar.triggers, tagger.triggers, scores, analysis),
        conditions=_conditions(grammar.conditions, tagger.conditions),
        commitments=[one for one in tagger.commitments if one.score >= BOUND],
    )
    return rated(joined, scores, analysis)


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
        other = mine.pop(one.cue_token, None)
        if other is not None:
            one = _joined(one, other, scores)
        kept.append(one)
    kept.extend(one for one in mine.values() if one.score >= SPEECH)
    return sorted(kept, key=lambda m: (m.cue_token, m.content_tokens))


def _joined(grammar: SpeechMention, tagger: SpeechMention, scores: Scores) -> SpeechMention:
    """One cue found both ways: the act that is surer; the content of grammar unless the two hardly overlap."""
    act, share = scores.label("act", grammar.cue_token)
    changed = {"act": act} if share >= ACT_SURE and act != grammar.act else {}
    ours, theirs = _covered(grammar), _covered(tagger)
    both = max(0, min(ours[1], theirs[1]) - max(ours[0], theirs[0]))
    either = max(ours[1], theirs[1]) - min(ours[0], theirs[0])
    first, last = tagger.content_tokens
    if len(grammar.content) == 1 and both < CONTENT * either and last - first >= SHORTEST:
        grammar = msgspec.structs.replace(
            grammar, content=tagger.content, content_tokens=tagger.content_tokens
        )
    return msgspec.structs.replace(grammar, **changed) if changed else grammar


def _covered(mention: SpeechMention) -> tuple[int, int]:
    return mention.content[0][0], mention.content[-1][1]


def _conditions(grammar: list[ConditionMention], tagger: list[ConditionMention]) -> list[ConditionMention]:
    """Those of grammar, and those of the learned reader whose condition touches none of them."""
    kept = list(grammar)
    for one in tagger:
        apart = all(one.if_[1] <= other.if_[0] or other.if_[1] <= one.if_[0] for other in kept)
        if apart and one.score >= CONDITION:
            kept.append(one)
    return sorted(kept, key=lambda m: (m.marker, m.if_))
