"""From scores to mentions, layer by layer; what joins them with those of grammar stands in `merge`."""

from __future__ import annotations

from mahdar.analysis.mentions import (
    CommitmentMention,
    ConditionMention,
    Mentions,
    NameMention,
    SpeechMention,
    TriggerMention,
)
from mahdar.analysis.types import Analysis
from mahdar.analysis.words import MARK, SUBORDINATOR
from mahdar.tagger.labels import ACTS, HEADS, TYPES
from mahdar.tagger.scores import Scores, Tagged

# Sentences before and behind a cue's own in which its content may lie.
_BEFORE, _BEHIND = 1, 3
# Tokens of the shortest commitment.
_SHORTEST = 2
RULE = "tagger"
# The probability of a trigger from which the network alone takes it (rare labels weighed more in training), and from
# which it may be one.
SURE, MAYBE = 0.75, 0.1


def decode(analysis: Analysis, scores: Scores, *, doubtful: bool = False) -> Mentions:
    """What the learned reader alone finds in one report; triggers also where it is `doubtful`, if asked for."""
    return Mentions(
        names=names(analysis, scores),
        speech=doubtful_speech(analysis, scores) if doubtful else speech(analysis, scores),
        triggers=triggers(analysis, scores, MAYBE if doubtful else SURE),
        conditions=conditions(analysis, scores),
        commitments=commitments(analysis, scores),
    )


def _trimmed(analysis: Analysis, first: int, last: int) -> tuple[int, int] | None:
    """A stretch of tokens without marks at its edges, or None."""
    while first < last and analysis.words[first].pos == MARK:
        first += 1
    while last > first and analysis.words[last - 1].pos == MARK:
        last -= 1
    return (first, last) if first < last else None


def _start(analysis: Analysis, token: int) -> int:
    word = analysis.words[token]
    cut = word.cut if word.cut < len(analysis.texts[token]) else 0
    return analysis.start(token, cut)


def names(analysis: Analysis, scores: Scores) -> list[NameMention]:
    """Names with their kinds."""
    found = []
    known = {(hit.first, hit.last): hit.entries for hit in analysis.hits}
    for span in scores.spans("name"):
        place = _trimmed(analysis, span.first, span.last)
        if place is None:
            continue
        first, last = place
        found.append(
            NameMention(
                first=first, last=last, start=_start(analysis, first), end=analysis.ends[last - 1],
                form="name", kind=span.label, entries=known.get(place, ()), head=first,
                score=span.probability, rule=RULE,
            )
        )  # fmt: skip
    return found


def triggers(analysis: Analysis, scores: Scores, least: float = SURE) -> list[TriggerMention]:
    """Words that show an act with at least some probability, with its type."""
    found = []
    table = scores.probabilities("trigger")
    for token in range(len(table)):
        nothing = float(table[token, 0])
        if 1 - nothing < least or analysis.words[token].pos == MARK:
            continue
        label, _ = scores.label("trigger", token, among=TYPES)
        word = analysis.words[token]
        clause = analysis.clause_of[token]
        own = clause >= 0 and analysis.clauses[clause].predicate == token
        found.append(
            TriggerMention(
                token=token, start=_start(analysis, token), end=analysis.end(token, word.tail), type=label,
                clause=clause if clause >= 0 else None, nominal=not own, score=round(1 - nothing, 4), rule=RULE,
            )
        )  # fmt: skip
    return found


def speech(analysis: Analysis, scores: Scores) -> list[SpeechMention]:
    """Cues with the content that each points at."""
    found = []
    for cue in scores.spans("cue"):
        mention = _speech(analysis, scores, cue)
        if mention is not None:
            found.append(mention)
    return found


def doubtful_speech(analysis: Analysis, scores: Scores) -> list[SpeechMention]:
    """The same for every token that may be a cue, however unlikely."""
    table = scores.probabilities("cue")
    likely = (table[:, 0] <= 1 - MAYBE).tolist()
    best = table.argmax(1).tolist()
    begin, inside = HEADS["cue"].index("B"), HEADS["cue"].index("I")
    found = []
    for at in range(len(best)):
        if not likely[at] or (at and likely[at - 1] and best[at] != begin):
            continue
        last = at + 1
        while last < len(best) and best[last] == inside:
            last += 1
        mention = _speech(analysis, scores, Tagged(at, last, "", round(1 - float(table[at, 0]), 4)))
        if mention is not None:
            found.append(mention)
    return found


def _speech(analysis: Analysis, scores: Scores, cue: Tagged) -> SpeechMention | None:
    place = _trimmed(analysis, cue.first, cue.last)
    if place is None:
        return None
    at = place[0]
    content = content_of(analysis, scores, at)
    if content is None:
        return None
    first, last = content
    act, _ = scores.label("act", at, among=ACTS)
    word = analysis.words[at]
    clause = analysis.clause_of[at]
    end = analysis.end(place[1] - 1, analysis.words[place[1] - 1].tail)
    return SpeechMention(
        cue=(_start(analysis, at), end), cue_token=at,
        content=((analysis.starts[first], analysis.ends[last - 1]),), content_tokens=(first, last), act=act,
        direct=first > 0 and analysis.texts[first - 1] in "\"'«“", gender=word.gender, number=word.number,
        clause=clause if clause >= 0 else None, score=cue.probability, rule=RULE,
    )  # fmt: skip


def content_of(analysis: Analysis, scores: Scores, cue: int) -> tuple[int, int] | None:
    """Tokens of the content that a cue points at: the best pair of edges, the cue itself outside it."""
    sentence = analysis.sentence_of[cue]
    low = analysis.sentences[max(0, sentence - _BEFORE)][0]
    high = analysis.sentences[min(len(analysis.sentences) - 1, sentence + _BEHIND)][1]
    firsts = scores.edges("content-first", cue, low, high)
    lasts = scores.edges("content-last", cue, low, high)
    best: tuple[float, int, int] | None = None
    top = -1e9
    begin = low
    for at in range(low, high):
        if at == cue:
            top = -1e9  # a content does not hold its cue
            continue
        if firsts[at - low] > top:
            top, begin = float(firsts[at - low]), at
        value = top + float(lasts[at - low])
        if best is None or value > best[0]:
            best = (value, begin, at + 1)
    if best is None:
        return None
    place = _trimmed(analysis, best[1], best[2])
    if place is None:
        return None
    first, last = place
    if analysis.words[first].pos == SUBORDINATOR and not analysis.words[first].enclitic and last - first > 1:
        first += 1
    return first, last


def conditions(analysis: Analysis, scores: Scores) -> list[ConditionMention]:
    """Conditions with the consequence nearest to each."""
    spans = scores.spans("condition")
    found = []
    for one in spans:
        if one.label != "if":
            continue
        others = [s for s in spans if s.label == "then"]
        if not others:
            continue
        then = min(others, key=lambda s: (min(abs(s.first - one.last), abs(one.first - s.last)), s.first))
        ours, theirs = _trimmed(analysis, one.first, one.last), _trimmed(analysis, then.first, then.last)
        if ours is None or theirs is None:
            continue
        found.append(
            ConditionMention(
                if_=(analysis.starts[ours[0]], analysis.ends[ours[1] - 1]),
                then=(analysis.starts[theirs[0]], analysis.ends[theirs[1] - 1]),
                marker=max(0, ours[0] - 1), score=min(one.probability, then.probability), rule=RULE,
            )
        )  # fmt: skip
    return found


def commitments(analysis: Analysis, scores: Scores) -> list[CommitmentMention]:
    """What somebody is bound to, or is said to happen."""
    found = []
    for span in scores.spans("commitment"):
        place = _trimmed(analysis, span.first, span.last)
        if place is None or place[1] - place[0] < _SHORTEST:
            continue
        first, last = place
        found.append(
            CommitmentMention(
                first=first, last=last, start=analysis.starts[first], end=analysis.ends[last - 1],
                kind=span.label, score=span.probability, rule=RULE,
            )
        )  # fmt: skip
    return found
