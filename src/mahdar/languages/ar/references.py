"""Words by which mentions are joined to actors; they stand in `tables/references.tsv`."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from mahdar.languages.ar.wordclasses import TABLES, read_classes
from mahdar.ontology.tables import read_table, variants
from mahdar.text import fold


class References(NamedTuple):
    """The classes of the table, each explained in its head; folded, `joining` as written."""

    bodies: frozenset[str]
    facing: frozenset[str]
    first: frozenset[str]
    former: frozenset[str]
    governing: frozenset[str]
    joining: frozenset[str]
    latter: frozenset[str]
    leading: frozenset[str]
    occasion: frozenset[str]
    peer: frozenset[str]
    people: frozenset[str]
    placing: frozenset[str]
    presiding: frozenset[str]
    second: frozenset[str]
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


def bare_noun(form: str) -> str:
    """A folded word without article and without the ending of the feminine."""
    form = form.removeprefix("ال") if len(form) > 4 else form
    return form.removesuffix("ة").removesuffix("ه") if len(form) > 3 else form


@cache
def fields() -> dict[str, frozenset[str]]:
    """Adjective of a field (أمني، محلي) → nouns of the titles of those who work in it; folded, without article and ة."""
    path = TABLES / "fields.tsv"
    return {
        bare_noun(fold(row["adjective"])): frozenset(bare_noun(fold(noun)) for noun in variants(row["nouns"]))
        for _, row in read_table(path, ("adjective", "nouns"))
    }
