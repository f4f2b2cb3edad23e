"""Words that judge, threaten, offer, oblige or deny in what somebody says; see `tables/judgements.tsv`."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from mahdar.languages.ar.wordclasses import TABLES, read_classes


class Judgements(NamedTuple):
    """Lemmas by class, as explained in the head of the table."""

    answering: frozenset[str]
    bad: frozenset[str]
    baseless: frozenset[str]
    due: frozenset[str]
    emphatic: frozenset[str]
    expert: frozenset[str]
    failing: frozenset[str]
    false: frozenset[str]
    giving: frozenset[str]
    good: frozenset[str]
    guilt: frozenset[str]
    guilty: frozenset[str]
    harm: frozenset[str]
    hostile: frozenset[str]
    insisting: frozenset[str]
    needed: frozenset[str]
    ready: frozenset[str]
    unpunished: frozenset[str]
    wanting: frozenset[str]


@cache
def judgements() -> Judgements:
    """The table, read once."""
    fields = frozenset(Judgements._fields)
    return Judgements(**read_classes(TABLES / "judgements.tsv", Judgements._fields, written=fields))
