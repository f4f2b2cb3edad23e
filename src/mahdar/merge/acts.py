"""Which triggers stand, of both ways of reading: a logistic score of what each says and of the words around.

Candidates are the triggers of grammar and all tokens that the network holds for one with some probability. The weights
are learned on reports held out of the network's training and stand in `data/acts.tsv`; the score is the probability that a
reader would annotate the act, and becomes its confidence.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from mahdar.analysis.mentions import TriggerMention
from mahdar.analysis.words import VERB
from mahdar.ontology.weights import log_odds, read_weights, sigmoid
from mahdar.tagger.labels import HEADS, TYPES

if TYPE_CHECKING:
    from mahdar.analysis.types import Analysis
    from mahdar.tagger.scores import Scores

PATH = Path(__file__).parent / "data" / "acts.tsv"
# The probability from which a trigger stands; set on the reports held out.
STANDS = 0.35
# What a full score of grammar adds to the probability of its type where the two differ.
GRAMMAR = 0.35
FEATURES = (
    "any",  # log odds that the token is a trigger
    "type",  # log odds of its type
    "found",  # grammar found it
    "same",  # … with the same type
    "score",  # grammar's own score
    "sources",
    "targets",
    "nominal",
    "verb",
    "predicate",
    "cue",  # the network's share for a cue of speech
    "content",  # … for words that are said
    "background",
    "actual",
    "first",  # in the first sentence
    "rival",  # log odds of the likeliest other candidate of its type in the sentence
    "beaten",  # whether that one is likelier
    "repeated",  # the same word stood for the same type in an earlier sentence
    "earlier",  # candidates of its type in earlier sentences, up to five
    "crowded",  # another candidate of its type stands in the sentence
    "depth",  # sentences before its own, up to ten
    "long",  # a sentence of more than forty tokens
    "one",
)
_NONE = -9.3
_LONG = 40


class Candidate(NamedTuple):
    """A trigger that may stand, with what speaks for it."""

    mention: TriggerMention
    features: tuple[float, ...]


@cache
def weights() -> tuple[float, ...]:
    """The weight of each feature."""
    return read_weights(PATH, FEATURES)


def candidates(
    grammar: list[TriggerMention], tagger: list[TriggerMention], scores: Scores, analysis: Analysis
) -> list[Candidate]:
    """All triggers of either way of reading, one a token, in order."""
    table, said, cues = (scores.probabilities(head) for head in ("trigger", "content", "cue"))
    past, real = scores.probabilities("background"), scores.probabilities("factuality")
    ours = {one.token: one for one in grammar}
    theirs = {one.token: one for one in tagger}
    chosen: list[tuple[TriggerMention, TriggerMention | None]] = []
    for token in sorted(ours.keys() | theirs.keys()):
        known = ours.get(token)
        mention = known or theirs[token]
        kind = _type(known, table[token, 1:].tolist())
        if kind != mention.type:
            mention = msgspec.structs.replace(mention, type=kind, mode="")
        chosen.append((mention, known))
    likely = [log_odds(float(table[m.token, HEADS["trigger"].index(m.type)])) for m, _ in chosen]
    by_sentence: dict[tuple[int, str], list[int]] = {}
    for n, (mention, _) in enumerate(chosen):
        by_sentence.setdefault((analysis.sentence_of[mention.token], mention.type), []).append(n)
    seen: dict[str, list[int]] = {}
    found = []
    for n, (mention, known) in enumerate(chosen):
        at, sentence = mention.token, analysis.sentence_of[mention.token]
        word = analysis.words[at]
        rival = max((likely[m] for m in by_sentence[sentence, mention.type] if m != n), default=_NONE)
        before = [
            m for m in seen.get(mention.type, []) if analysis.sentence_of[chosen[m][0].token] < sentence
        ]
        clause = analysis.clause_of[at]
        first, last = analysis.sentences[sentence]
        found.append(
            Candidate(
                mention,
                (
                    log_odds(1 - float(table[at, 0])), likely[n], float(known is not None),
                    float(known is not None and known.type == mention.type), known.score if known else 0.0,
                    float(bool(known and known.sources)), float(bool(known and known.targets)),
                    float(bool(known and known.nominal)), float(word.pos == VERB),
                    float(clause >= 0 and analysis.clauses[clause].predicate == at), 1 - float(cues[at, 0]),
                    1 - float(said[at, 0]), float(past[at, 1]), float(real[at, 0]), float(sentence == 0), rival / 5,
                    float(rival > likely[n]),
                    float(any(analysis.words[chosen[m][0].token].lemma == word.lemma for m in before)),
                    min(len(before), 5) / 5, float(rival > _NONE), min(sentence, 10) / 10,
                    float(last - first > _LONG), 1.0,
                ),
            )
        )  # fmt: skip
        seen.setdefault(mention.type, []).append(n)
    return found


def _type(known: TriggerMention | None, shares: list[float]) -> str:
    """The likeliest type, grammar's having a head start."""
    if known is not None:
        shares[TYPES.index(known.type)] += GRAMMAR * known.score
    return TYPES[max(range(len(TYPES)), key=lambda n: (shares[n], -n))]


def probability(features: tuple[float, ...]) -> float:
    """That a reader would annotate the act."""
    return sigmoid(weights(), features)


def standing(
    grammar: list[TriggerMention], tagger: list[TriggerMention], scores: Scores, analysis: Analysis
) -> list[TriggerMention]:
    """The triggers that stand, with their confidence, in order."""
    kept = []
    for one in candidates(grammar, tagger, scores, analysis):
        sure = probability(one.features)
        if sure >= STANDS:
            kept.append(msgspec.structs.replace(one.mention, confidence=sure))
    return kept
