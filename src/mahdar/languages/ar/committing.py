"""Words of what somebody is bound to, as a reader of commitments needs them; they stand in `tables/commitments.tsv`."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from mahdar.languages.ar.wordclasses import TABLES, gather
from mahdar.ontology.tables import read_table


class Committing(NamedTuple):
    """The classes of the table: lemmas, `barter` as written."""

    pledge_word: frozenset[str]
    offer_word: frozenset[str]
    plan_word: frozenset[str]
    demand_word: frozenset[str]
    threat_word: frozenset[str]
    receiving: frozenset[str]
    agreeing: frozenset[str]
    asking: frozenset[str]
    respite: frozenset[str]
    barter: frozenset[str]
    anonymous: frozenset[str]
    relief: frozenset[str]
    harm: frozenset[str]
    fear: frozenset[str]
    termed: frozenset[str]
    own_state: frozenset[str]
    awaited: frozenset[str]
    voice: frozenset[str]
    foretelling: frozenset[str]

    @property
    def kinds(self) -> dict[str, str]:
        """Noun or adjective → the kind of commitment that it brings with a verbal noun."""
        return _kinds()


@cache
def committing() -> Committing:
    """The table, read once.

    Raises:
        TableError: a row names a class that does not exist.
    """
    path = TABLES / "commitments.tsv"
    classes = Committing._fields
    rows = [(line, row["class"], row["lemma"]) for line, row in read_table(path, ("class", "lemma"))]
    return Committing(**gather(path, rows, classes, written=frozenset(classes)))


@cache
def _kinds() -> dict[str, str]:
    words = committing()
    named = {
        "pledge": words.pledge_word,
        "offer": words.offer_word,
        "plan": words.plan_word,
        "demand": words.demand_word,
        "threat": words.threat_word,
    }
    return {lemma: kind for kind, lemmas in named.items() for lemma in lemmas}
