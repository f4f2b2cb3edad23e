"""Words by which mentions are joined to actors; they stand in `tables/references.tsv`."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from mahdar.languages.ar.wordclasses import TABLES, read_classes


class References(NamedTuple):
    """The classes of the table, each explained in its head; folded, `joining` as written."""

    bodies: frozenset[str]
    facing: frozenset[str]
    former: frozenset[str]
    governing: frozenset[str]
    joining: frozenset[str]
    leading: frozenset[str]
    occasion: frozenset[str]
    people: frozenset[str]
    placing: frozenset[str]
    presiding: frozenset[str]
    shared: frozenset[str]
    sides: frozenset[str]
    stance: frozenset[str]
    states: frozenset[str]
    this: frozenset[str]
    waters: frozenset[str]
    worldwide: frozenset[str]


@cache
def references() -> References:
    """The table, read once."""
    path = TABLES / "references.tsv"
    return References(**read_classes(path, References._fields, written=frozenset({"joining"})))
