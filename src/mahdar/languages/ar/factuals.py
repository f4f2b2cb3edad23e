"""Words that say of the act they govern whether it happened; the words stand in `tables/factuals.tsv`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mahdar.errors import TableError
from mahdar.ontology import FACTUALITIES
from mahdar.ontology.tables import read_table, variants

_PATH = Path(__file__).parent / "tables" / "factuals.tsv"
_COLUMNS = ("factuality", "negated", "pos", "with", "lemma")
_POS = (
    *("verb", "noun", "adjective", "carrier", "asking", "failure", "refusal", "any", "hedge", "time"),
    *("only", "lasting", "before"),
)
# What a denied word says where its row does not tell: "did not manage to" denies, "did not prevent" asserts.
_NEGATED = {"actual": "denied", "denied": "actual"}


class Fact(NamedTuple):
    """What a word says of the act it governs, plainly and under a negation; `needs` are places of the act beside it."""

    factuality: str
    negated: str
    needs: tuple[str, ...]


class Factuals:
    """Lemma → factuality of what it governs, by part of speech."""

    def __init__(self, found: dict[str, dict[str, tuple[Fact, ...]]]) -> None:
        self._found = found

    def fact(self, pos: str, lemma: str, beside: Iterable[str] = ()) -> Fact | None:
        """The row of a word: the first of those that need no place, or one of these (prepositions, obj, subj, an)."""
        rows = self._found[pos].get(lemma)
        if rows is None:
            return None
        places = frozenset(beside)
        return next((one for one in rows if not one.needs or not places.isdisjoint(one.needs)), None)

    def has(self, pos: str, lemma: str) -> bool:
        """Whether a word stands in the table at all."""
        return lemma in self._found[pos]


@cache
def factuals() -> Factuals:
    """The table, read once; rows that need a place come before those that need none.

    Raises:
        TableError: a row names an unknown factuality or part of speech.
    """
    found: dict[str, dict[str, list[Fact]]] = {pos: {} for pos in _POS}
    for line, row in read_table(_PATH, _COLUMNS):
        view, negated = row["factuality"], row["negated"]
        if view not in FACTUALITIES or (negated and negated not in FACTUALITIES) or row["pos"] not in found:
            raise TableError(str(_PATH), line, "unknown factuality or part of speech")
        fact = Fact(view, negated or _NEGATED.get(view, view), variants(row["with"]))
        found[row["pos"]].setdefault(row["lemma"], []).append(fact)
    return Factuals(
        {
            pos: {lemma: tuple(sorted(rows, key=lambda one: not one.needs)) for lemma, rows in words.items()}
            for pos, words in found.items()
        }
    )
