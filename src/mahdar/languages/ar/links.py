"""Words beside times and numbers; they stand in `tables/timelinks.tsv` and `tables/quantitylinks.tsv`."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from mahdar.errors import TableError
from mahdar.languages.ar.wordclasses import TABLES, gather, read_classes
from mahdar.ontology.tables import read_table
from mahdar.text import fold

_VALUED = ("minutes", "minus", "half")


class TimeWords(NamedTuple):
    """The classes of timelinks.tsv without values, each explained in its head."""

    adverb: frozenset[str]
    after: frozenset[str]
    age_of: frozenset[str]
    apart: frozenset[str]
    article: frozenset[str]
    article_inside: frozenset[str]
    before_year: frozenset[str]
    begun: frozenset[str]
    between: frozenset[str]
    clock_at: frozenset[str]
    clock_lead: frozenset[str]
    clock_limit: frozenset[str]
    coming: frozenset[str]
    compared: frozenset[str]
    connector: frozenset[str]
    coordinate: frozenset[str]
    coupled: frozenset[str]
    course: frozenset[str]
    current: frozenset[str]
    current_month: frozenset[str]
    dated: frozenset[str]
    days: frozenset[str]
    deadline: frozenset[str]
    enduring: frozenset[str]
    entire: frozenset[str]
    few: frozenset[str]
    firm_inside: frozenset[str]
    gmt: frozenset[str]
    inside: frozenset[str]
    just: frozenset[str]
    last_part: frozenset[str]
    lasting: frozenset[str]
    limit: frozenset[str]
    measured: frozenset[str]
    midpoint: frozenset[str]
    morning: frozenset[str]
    nearly: frozenset[str]
    numbered: frozenset[str]
    occasion: frozenset[str]
    of: frozenset[str]
    of_time: frozenset[str]
    one: frozenset[str]
    over: frozenset[str]
    paired: frozenset[str]
    part_lead: frozenset[str]
    part_limit: frozenset[str]
    period: frozenset[str]
    respite: frozenset[str]
    running: frozenset[str]
    season_noun: frozenset[str]
    since: frozenset[str]
    since_when: frozenset[str]
    titled: frozenset[str]
    to: frozenset[str]
    unreal: frozenset[str]
    upto: frozenset[str]
    within: frozenset[str]
    written_month: frozenset[str]
    zone_lead: frozenset[str]
    zone_noun: frozenset[str]


class TimeShares(NamedTuple):
    """Minutes that are added to the hour or taken from it, and shares of a unit, by folded word."""

    minutes: dict[str, int]
    minus: dict[str, int]
    half: dict[str, float]


class QuantityWords(NamedTuple):
    """The classes of quantitylinks.tsv, each explained in its head."""

    about_them: frozenset[str]
    between: frozenset[str]
    carried: frozenset[str]
    change: frozenset[str]
    coupled: frozenset[str]
    crowd: frozenset[str]
    every: frozenset[str]
    game: frozenset[str]
    hundred: frozenset[str]
    joined: frozenset[str]
    no_noun: frozenset[str]
    number_of_them: frozenset[str]
    numbered: frozenset[str]
    of_hundred: frozenset[str]
    one: frozenset[str]
    opening: frozenset[str]
    part: frozenset[str]
    part_people: frozenset[str]
    per: frozenset[str]
    reaching: frozenset[str]
    they: frozenset[str]
    to: frozenset[str]
    total: frozenset[str]
    whole: frozenset[str]
    whom: frozenset[str]


@cache
def _time_links() -> tuple[TimeWords, TimeShares]:
    path = TABLES / "timelinks.tsv"
    shares: dict[str, dict[str, float]] = {name: {} for name in _VALUED}
    plain: list[tuple[int, str, str]] = []
    for line, row in read_table(path, ("class", "value", "form")):
        if row["class"] not in shares:
            plain.append((line, row["class"], row["form"]))
            continue
        try:
            shares[row["class"]][fold(row["form"])] = float(row["value"])
        except ValueError as error:
            raise TableError(str(path), line, f"{row['value']!r} is no number") from error
    whole = {
        name: {word: int(value) for word, value in shares[name].items()} for name in ("minutes", "minus")
    }
    words = gather(
        path,
        plain,
        TimeWords._fields,
        written=frozenset({"adverb", "coming", "midpoint", "respite", "written_month"}),
    )
    return TimeWords(**words), TimeShares(whole["minutes"], whole["minus"], shares["half"])


def time_words() -> TimeWords:
    """Words beside times, folded (`coming` and `written_month` as written), read once.

    Raises:
        TableError: a row has an unknown class or no number where one belongs.
    """
    return _time_links()[0]


def time_shares() -> TimeShares:
    """Words for parts of an hour or of a unit, read once."""
    return _time_links()[1]


@cache
def quantity_words() -> QuantityWords:
    """Words beside numbers, folded, read once."""
    return QuantityWords(**read_classes(TABLES / "quantitylinks.tsv", QuantityWords._fields))
