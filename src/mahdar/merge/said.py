"""Which statements stand, of both ways of reading: a logistic score for each cue with each content offered for it.

Grammar and the network each offer a content for a cue. The weights are learned on reports held out of the network's
training and stand in `data/said.tsv`; the score is the probability that a reader would annotate the content, and becomes
the statement's confidence.
"""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from mahdar.analysis.mentions import SpeechMention
from mahdar.analysis.words import NOUN, VERB
from mahdar.ontology.weights import log_odds, read_weights, sigmoid

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from mahdar.analysis.types import Analysis
    from mahdar.tagger.scores import Scores

PATH = Path(__file__).parent / "data" / "said.tsv"
# The probability from which a statement stands, set on the reports held out; the share of two contents from which they
# are one told twice.
STANDS, TWICE = 0.5, 0.8
FEATURES = (
    "cue",  # log odds that the token is a cue
    "grammar",  # grammar found the cue
    "network",  # the network found it
    "own",  # the content is that of grammar
    "shared",  # what the two contents share
    "two",  # both offer one
    "inside",  # the network's share for words that are said, inside the content
    "before",  # … on the three tokens before it
    "behind",  # … behind it
    "opens",  # log probability of its first token as the edge
    "closes",  # … of its last
    "length",  # log of its tokens
    "short",  # fewer than three
    "direct",
    "verb",  # the cue is a verb
    "noun",
    "pieces",  # the content lies in pieces
    "around",  # it holds its own cue
    "one",
)
_LEAST = -12.0
# Sentences before and behind a cue's own in which the edges of a content are scored; tokens beside it.
_BEFORE, _BEHIND, _BESIDE, _SHORT = 1, 3, 3, 3


class Offer(NamedTuple):
    """A cue with one content, and what speaks for it."""

    mention: SpeechMention
    features: tuple[float, ...]


@cache
def weights() -> tuple[float, ...]:
    """The weight of each feature."""
    return read_weights(PATH, FEATURES)


def _shared(one: SpeechMention, other: SpeechMention) -> float:
    """Intersection over union of two contents."""
    both = sum(max(0, min(b, d) - max(a, c)) for a, b in one.content for c, d in other.content)
    either = sum(b - a for a, b in one.content) + sum(b - a for a, b in other.content) - both
    return both / either if either else 0.0


def _chance(values: NDArray[np.float64], at: int) -> float:
    """Log probability of one place among all, not below `_LEAST`."""
    if not 0 <= at < len(values):
        return _LEAST
    top = float(values.max())
    total = math.log(sum(math.exp(v - top) for v in values.tolist()))
    return max(_LEAST, float(values[at]) - top - total)


def offers(
    grammar: list[SpeechMention], tagger: list[SpeechMention], scores: Scores, analysis: Analysis
) -> list[list[Offer]]:
    """For each cue, in order, the contents that are offered for it."""
    inside = 1 - scores.probabilities("content")[:, 0]
    cues = scores.probabilities("cue")
    sums = [0.0]
    for value in inside.tolist():
        sums.append(sums[-1] + value)
    ours: dict[int, SpeechMention] = {}
    for one in grammar:
        ours.setdefault(one.cue_token, one)
    theirs = {one.cue_token: one for one in tagger}
    found = []
    for token in sorted(ours.keys() | theirs.keys()):
        mine, other = ours.get(token), theirs.get(token)
        shared = _shared(mine, other) if mine is not None and other is not None else 0.0
        sentence = analysis.sentence_of[token]
        low = analysis.sentences[max(0, sentence - _BEFORE)][0]
        high = analysis.sentences[min(len(analysis.sentences) - 1, sentence + _BEHIND)][1]
        opens = scores.edges("content-first", token, low, high)
        closes = scores.edges("content-last", token, low, high)
        word = analysis.words[token]
        row = []
        for mention in (mine, other):
            if mention is None:
                continue
            first, last = mention.content_tokens
            size = max(1, last - first)
            before, behind = inside[max(0, first - _BESIDE) : first], inside[last : last + _BESIDE]
            features = (
                log_odds(1 - float(cues[token, 0])), float(mine is not None), float(other is not None),
                float(mention is mine), shared, float(mine is not None and other is not None),
                (sums[last] - sums[first]) / size, float(before.mean()) if len(before) else 0.0,
                float(behind.mean()) if len(behind) else 0.0, _chance(opens, first - low),
                _chance(closes, last - 1 - low), math.log(size), float(size < _SHORT), float(mention.direct),
                float(word.pos == VERB), float(word.pos == NOUN), float(len(mention.content) > 1),
                float(first <= token < last), 1.0,
            )  # fmt: skip
            chosen = mention
            if mention is other and mine is not None:
                chosen = msgspec.structs.replace(
                    mine, content=other.content, content_tokens=other.content_tokens, direct=other.direct
                )
            row.append(Offer(chosen, features))
        found.append(row)
    return found


def probability(features: tuple[float, ...]) -> float:
    """That a reader would annotate the content."""
    return sigmoid(weights(), features)


def spoken(
    grammar: list[SpeechMention], tagger: list[SpeechMention], scores: Scores, analysis: Analysis
) -> list[SpeechMention]:
    """The statements that stand, each with its best content and its confidence; of two with one content the surer."""
    sure = []
    for row in offers(grammar, tagger, scores, analysis):
        best = max(row, key=lambda offer: probability(offer.features))
        chance = probability(best.features)
        if chance >= STANDS:
            sure.append(msgspec.structs.replace(best.mention, confidence=chance))
    kept: list[SpeechMention] = []
    for one in sorted(sure, key=lambda m: (-(m.confidence or 0), m.cue_token)):
        near = (other for other in kept if _near(one, other))
        if all(_shared(one, other) < TWICE for other in near):
            kept.append(one)
    return sorted(kept, key=lambda m: (m.cue_token, m.content_tokens))


def _near(one: SpeechMention, other: SpeechMention) -> bool:
    return one.content[0][0] < other.content[-1][1] and other.content[0][0] < one.content[-1][1]
