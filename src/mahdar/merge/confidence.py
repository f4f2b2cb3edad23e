"""How sure a mention is: a probability measured on reports held out of training.

For each layer and for what found a mention (a table's row, a rule, the learned reader) a logistic curve turns the network's
share into the probability that a reader would agree (Platt 1999). Where grammar reads alone the curve is flat. The
curves stand in `data/confidence.tsv` with the number of mentions behind each.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from mahdar.analysis.mentions import (
    ConditionMention,
    Mentions,
    NameMention,
    SpeechMention,
    TriggerMention,
)
from mahdar.errors import TableError
from mahdar.ontology.tables import read_table
from mahdar.tagger.labels import HEADS

if TYPE_CHECKING:
    from mahdar.analysis.types import Analysis
    from mahdar.tagger.scores import Scores

_PATH = Path(__file__).parent / "data" / "confidence.tsv"
COLUMNS = ("mode", "layer", "origin", "offset", "slope", "mentions")
# Shares are kept off 0 and 1, where the curve has no value.
_EDGE = 1e-3
_TAGGER = "tagger"
# Scores of triggers from which their row counts as practically certain, and as usual.
_CERTAIN, _USUAL = 0.8, 0.5

Mention = NameMention | SpeechMention | TriggerMention | ConditionMention
_M = TypeVar("_M", NameMention, SpeechMention, TriggerMention, ConditionMention)


@cache
def curves() -> dict[tuple[str, str, str], tuple[float, float]]:
    """Mode, layer, origin → offset and slope of the curve.

    Raises:
        TableError: a number is none.
    """
    found = {}
    for line, row in read_table(_PATH, COLUMNS):
        try:
            found[row["mode"], row["layer"], row["origin"]] = float(row["offset"]), float(row["slope"])
        except ValueError as error:
            raise TableError(str(_PATH), line, str(error)) from error
    return found


def origin(mention: Mention) -> str:
    """What found a mention, as far as it tells of how sure it is."""
    if mention.rule == _TAGGER:
        return _TAGGER
    if isinstance(mention, NameMention):
        return "table" if mention.entries else "rule"
    if isinstance(mention, TriggerMention):
        return "certain" if mention.score >= _CERTAIN else "usual" if mention.score >= _USUAL else "framed"
    return "rule"


def logit(share: float) -> float:
    """The log odds of a share, kept off its edges."""
    share = min(max(share, _EDGE), 1 - _EDGE)
    return math.log(share / (1 - share))


def share(mention: Mention, scores: Scores, analysis: Analysis) -> float:
    """The network's share for a mention: of a name its weakest token's, of a trigger its type's."""
    if isinstance(mention, NameMention):
        return 1 - float(scores.probabilities("name")[mention.first : mention.last, 0].max(initial=0.0))
    if isinstance(mention, SpeechMention):
        return 1 - float(scores.probabilities("cue")[mention.cue_token, 0])
    if isinstance(mention, TriggerMention):
        return float(scores.probabilities("trigger")[mention.token, HEADS["trigger"].index(mention.type)])
    first, last = (bisect_left(analysis.starts, edge) for edge in mention.if_)
    part = scores.probabilities("condition")[first:last, 0]
    return 1 - float(part.mean()) if len(part) else 0.0


def rated(mentions: Mentions, scores: Scores | None, analysis: Analysis | None) -> Mentions:
    """The same mentions with their confidence."""
    mode = "grammar" if scores is None else "both"
    table = curves()

    def sure(layer: str, found: Sequence[_M]) -> list[_M]:
        rated = []
        for one in found:
            curve = None if one.confidence is not None else table.get((mode, layer, origin(one)))
            if curve is None:
                rated.append(one)
                continue
            offset, slope = curve
            value = 0.0
            if scores is not None and analysis is not None and slope:
                value = logit(share(one, scores, analysis))
            rated.append(
                msgspec.structs.replace(one, confidence=round(1 / (1 + math.exp(-offset - slope * value)), 3))
            )
        return rated

    return msgspec.structs.replace(
        mentions,
        names=sure("name", mentions.names),
        speech=sure("speech", mentions.speech),
        triggers=sure("trigger", mentions.triggers),
        conditions=sure("condition", mentions.conditions),
    )
