"""What opens a condition besides the conditional particles; the words stand in `tables/conditions.tsv`."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from mahdar.languages.ar.wordclasses import TABLES, read_classes


class Conditionals(NamedTuple):
    """The classes of the table as written; `case`, `concessive`, `lasting`, `whether`, `price`, `hedge`, `refusing`,
    `hiding`, `hidden` and `hinge` are lemmas."""

    case: frozenset[str]
    concessive: frozenset[str]
    concessive_form: frozenset[str]
    expression: frozenset[str]
    verbal: frozenset[str]
    lasting: frozenset[str]
    pair: frozenset[str]
    whether: frozenset[str]
    bargain: frozenset[str]
    price: frozenset[str]
    hedge: frozenset[str]
    until: frozenset[str]
    before: frozenset[str]
    refusing: frozenset[str]
    hiding: frozenset[str]
    hidden: frozenset[str]
    hinge: frozenset[str]
    meanwhile: frozenset[str]


@cache
def conditionals() -> Conditionals:
    """The table, read once."""
    classes = Conditionals._fields
    return Conditionals(**read_classes(TABLES / "conditions.tsv", classes, written=frozenset(classes)))
