"""Which clause a time belongs to: mostly the one that it stands in, and the one ahead where it opens that."""

from __future__ import annotations

from mahdar.analysis.types import Analysis, Clause
from mahdar.resolve.times import ResolvedTime

# Marks around what stands in front of a verb.
_MARKS = frozenset("،,()-–—")
# و and ف before a word.
_AND = ("و", "ف")


def clauses_of(analysis: Analysis, times: list[ResolvedTime]) -> list[int]:
    """The clause of every time, -1 where it has none."""
    return [_clause(analysis, time) for time in times]


def _clause(a: Analysis, time: ResolvedTime) -> int:
    """The clause that a time belongs to: the analysis's, or the one in front of whose predicate it is placed."""
    first, last = time.mention.first, time.mention.last
    own = a.clause_of[first]
    sentence = a.sentence_of[first]
    after = last
    while after < a.sentences[sentence][1] and a.texts[after] in _MARKS:
        after += 1
    if own >= 0 and _is_past_aside(a, a.clauses[own], first):
        return a.clauses[own].parent or 0
    ahead = next((c for c in a.clauses_in(sentence) if c.predicate >= after), None)
    if ahead is None or ahead.index == own:
        return own
    verb = ahead.predicate == after and a.words[after].proclitics[:1] not in _AND
    if not _opens(a, first, verb=verb, marked=after > last):
        return ahead.index if own < 0 else own
    # What stands between it and its verb may hold relative clauses: وفي عام 2014، وسط أزمة أثارتها جارتها، وقعت
    main = (
        c
        for c in a.clauses_in(sentence)
        if c.predicate == after or (c.predicate > after and c.relation != "relative")
    )
    return next(main, ahead).index


def _opens(a: Analysis, first: int, *, verb: bool, marked: bool) -> bool:
    """Whether a time opens the clause ahead: at the start of the sentence, or behind a mark.

    Behind a mark with و or ف (، وفي عام 2014، وقعت), or with its verb right behind (وفي بغداد، السبت، اعتقلت).
    """
    start = a.sentences[a.sentence_of[first]][0]
    at = first - 1
    while at >= start and a.words[at].pos == "PREP":
        at -= 1
    if at < start:
        return verb or marked
    if a.texts[at] not in _MARKS:
        return False
    joined = a.words[at + 1].proclitics[:1] in _AND
    return verb and marked if not joined else verb or marked


def _is_past_aside(a: Analysis, clause: Clause, time: int) -> bool:
    """Whether a time stands behind the comma that closes a relative clause: عاد الوفد، الذي زار مصر، أمس."""
    if clause.relation != "relative" or clause.parent is None:
        return False
    texts = a.texts
    opened = any(texts[at] == "،" for at in range(max(clause.predicate - 2, 0), clause.predicate))
    return opened and "،" in texts[clause.predicate + 1 : time]
