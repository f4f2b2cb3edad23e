"""Words that say of the act they govern whether it happened; the words stand in `tables/factuals.tsv`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from mahdar.errors import TableError
from mahdar.ontology import FACTUALITIES
from mahdar.ontology.tables import read_table

_PATH = Path(__file__).parent / "tables" / "factuals.tsv"


class Factuals:
    """Lemma → factuality of what it governs, by part of speech."""

    def __init__(self, found: dict[str, dict[str, str]], classes: dict[str, set[str]]) -> None:
        self._found = found
        self._classes = classes

    def verb(self, lemma: str) -> str | None:
        """What a governing verb says."""
        return self._found["verb"].get(lemma)

    def noun(self, lemma: str) -> str | None:
        """What a noun (or عدم, دون) before an event noun says."""
        return self._found["noun"].get(lemma)

    def has(self, name: str, lemma: str) -> bool:
        """Whether a word is of a class that the table gives beside what governs: only, lasting, before, occur."""
        return lemma in self._classes[name]

    def adjective(self, lemma: str) -> str | None:
        """What an adjective behind an event noun says."""
        return self._found["adjective"].get(lemma)


@cache
def factuals() -> Factuals:
    """The table, read once.

    Raises:
        TableError: a row names an unknown factuality or part of speech.
    """
    found: dict[str, dict[str, str]] = {"verb": {}, "noun": {}, "adjective": {}}
    classes: dict[str, set[str]] = {"only": set(), "lasting": set(), "before": set(), "occur": set()}
    for line, row in read_table(_PATH, ("factuality", "pos", "lemma")):
        if row["factuality"] == "-" and row["pos"] in classes:
            classes[row["pos"]].add(row["lemma"])
            continue
        if row["factuality"] not in FACTUALITIES or row["pos"] not in found:
            raise TableError(str(_PATH), line, "unknown factuality or part of speech")
        found[row["pos"]][row["lemma"]] = row["factuality"]
    return Factuals(found, classes)
