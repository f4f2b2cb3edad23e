"""Conditions that a predicate tells: التوزيع متوقف على التسليم، الوعد مرهون بموافقة البرلمان، رهن العودة بوقف النار."""

from __future__ import annotations

from mahdar.analysis.mentions import ConditionMention
from mahdar.analysis.types import Analysis, Clause, Oblique, Phrase
from mahdar.languages.ar.conditionals import conditionals

_PREPOSITIONS = frozenset({"ب", "على"})
_MARKS = frozenset("،,؛;:.!؟?\"'«»“”()–")


def hinged(analysis: Analysis) -> list[ConditionMention]:
    """Conditions told by a word that says on what something hangs; the consequence is its subject or its object."""
    table = conditionals()
    found = []
    for clause in analysis.clauses:
        word = analysis.words[clause.predicate]
        lemma = word.lemma
        if clause.kind == "verb":
            if word.pos != "V" or lemma not in table.hinge or clause.negative:
                continue
            if "t" not in word.frame.split(":")[0] and word.tense != "present":
                continue  # توقفت المدافع على امتداد الخط
            then = clause.object if "t" in word.frame.split(":")[0] else clause.subject
        elif lemma in table.hinge:
            then = clause.subject
        else:
            continue
        governed = _governed(analysis, clause)
        if then is None or governed is None or not _apart(then, governed.phrase):
            continue
        if clause.kind == "verb" and analysis.words[governed.phrase.head].derived != "masdar":
            continue
        first = governed.phrase.first
        lead = analysis.words[first].cut if governed.at == first else 0
        if_ = (analysis.start(first, lead), analysis.ends[_end(analysis, first, clause) - 1])
        cut = analysis.words[then.first]
        start = analysis.start(then.first, cut.cut if cut.proclitics else 0)
        found.append(
            ConditionMention(
                if_=if_,
                then=(start, analysis.ends[then.last - 1]),
                marker=clause.predicate,
                rule=f"condition.{lemma}",
            )
        )
    return found


def _governed(analysis: Analysis, clause: Clause) -> Oblique | None:
    """What stands behind ب or على right after the predicate or what it takes."""
    behind = [o for o in clause.obliques if o.preposition in _PREPOSITIONS and o.at > clause.predicate]
    return next((o for o in behind if analysis.words[o.phrase.head].pos in ("N", "PN")), None)


def _apart(one: Phrase, other: Phrase) -> bool:
    return one.last <= other.first or other.last <= one.first


def _end(analysis: Analysis, first: int, clause: Clause) -> int:
    """Token behind the condition: the next mark, at most the end of the clause."""
    last = max(clause.last, first + 1)
    return next((j for j in range(first + 1, last) if analysis.texts[j] in _MARKS), last)
