"""إذا، إن، لو، ما لم، في حال، بشرط أن and what hangs on them."""

from __future__ import annotations

from mahdar.analysis.mentions import ConditionMention
from mahdar.analysis.types import Analysis
from mahdar.languages.ar.conditionals import conditionals

_MARKS = frozenset("،,؛;")
_EDGES = frozenset("،,؛;:.!?؟…\"'«»“”()-–")


def _conditionals(analysis: Analysis) -> list[tuple[int, int]]:
    """(marker token, first token of the condition) of every conditional expression."""
    words, texts = analysis.words, analysis.texts
    table = conditionals()
    found = []
    size = len(texts)
    for at, word in enumerate(words):
        before = words[at - 1] if at else None
        if word.pos == "SUB" and word.function == "if":
            concessive = before is not None and (
                before.lemma in table.concessive or texts[at - 1] in table.concessive_form
            )
            if not concessive and not word.proclitics.startswith("أ"):
                found.append((at, at + 1))
        elif (
            texts[at].removeprefix("و").removeprefix("ف") == "ما" and at + 1 < size and texts[at + 1] == "لم"
        ):
            found.append((at, at + 1))
        elif word.lemma in table.case and before is not None and before.lemma == "في":
            if (
                at + 1 < size
                and words[at + 1].pos not in ("MARK", "PREP")
                and not word.article
                and not word.enclitic
            ):
                found.append((at - 1, at + 1))
        elif texts[at] in table.expression:
            skip = 2 if at + 1 < size and words[at + 1].pos == "SUB" else 1
            if at + skip < size and words[at + 1].pos != "MARK":
                found.append((at, at + skip))
    return found


def _trim(analysis: Analysis, first: int, last: int) -> tuple[int, int] | None:
    texts = analysis.texts
    while first < last and texts[first] in _EDGES:
        first += 1
    while last > first and texts[last - 1] in _EDGES:
        last -= 1
    if last <= first:
        return None
    word = analysis.words[first]
    if word.pos == "SUB" and word.function in ("inna", "anna") and not word.enclitic and last - first > 1:
        return analysis.starts[first + 1], analysis.ends[last - 1]
    lead = word.cut if word.proclitics[:1] == "ف" else 0
    return analysis.start(first, lead), analysis.ends[last - 1]


def find_conditions(analysis: Analysis) -> list[ConditionMention]:
    """All conditions of a report whose consequence stands in the same sentence."""
    found = []
    texts, words = analysis.texts, analysis.words
    for marker, begin in _conditionals(analysis):
        first, last = analysis.sentences[analysis.sentence_of[marker]]
        comma = next((j for j in range(begin + 1, last) if texts[j] in _MARKS), None)
        answer = next(
            (j for j in range(begin + 1, last) if words[j].proclitics[:1] == "ف" and words[j].cut), None
        )
        before = _clause_before(analysis, first, marker)
        if answer is not None and (comma is None or answer <= comma + 3):
            if_, then = (begin, answer), (answer, last)
        elif comma is not None and (before is None or marker - first <= 2):
            if_, then = (begin, comma), (comma + 1, last)
        elif before is not None:
            end = comma if comma is not None else last
            if_, then = (begin, end), (before, marker)
        else:
            continue
        spans = _trim(analysis, *if_), _trim(analysis, *then)
        if spans[0] is None or spans[1] is None:
            continue
        found.append(
            ConditionMention(if_=spans[0], then=spans[1], marker=marker, rule=f"condition.{texts[marker]}")
        )
    return found


def _clause_before(analysis: Analysis, first: int, marker: int) -> int | None:
    """Where the consequence begins that stands before its condition: behind the last complementiser or mark."""
    begin = first
    for at in range(marker - 1, first - 1, -1):
        word = analysis.words[at]
        if word.pos == "SUB" and word.function in ("an", "anna", "inna"):
            begin = at + 1
            break
        if analysis.texts[at] in (":", "«", "“", '"'):
            begin = at + 1
            break
    return begin if marker - begin >= 2 else None
