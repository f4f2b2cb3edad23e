"""Who somebody or something is, out of the tables: for people who ask by name, and for programs."""

from __future__ import annotations

import datetime
import re
from functools import cache

import msgspec

from mahdar.errors import ConfigError
from mahdar.knowledge import Entry, Knowledge, Term, load
from mahdar.knowledge.search import Match, Search
from mahdar.ontology import load_plover

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """An office that a person holds or held; dates are as precise as they are known, empty where they are not."""

    office: str
    title: str
    of: str
    of_name: str
    since: str
    until: str
    on_date: bool


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the tables that a name may mean.

    `key` is that of the record's actors. `match` says how the name led here: exact, surname, office, near; `score` counts to 100. `offices` are all terms
    known, with `on_date` for those that cover the date asked for (today's holders where none was). `members` and
    `member_of` are of that date.
    """

    key: str
    kind: str
    subtype: str
    name: str
    en: str
    match: str
    score: float
    country: str | None
    country_name: str | None
    sector: str | None
    sector_meaning: str | None
    code: str | None
    wikidata: str | None
    latitude: float | None
    longitude: float | None
    variants: list[str]
    offices: list[Held]
    members: list[str]
    member_of: list[str]


@cache
def _search() -> Search:
    return Search(load())


def who(name: str, *, on: str | None = None, limit: int = 5) -> list[Answer]:
    """Whom the tables know by a name, the likeliest first; empty where they know nobody near it.

    Args:
        name: in Arabic or Latin letters, exact or nearly so; also an office (`الرئيس الفرنسي`).
        on: a date (2014, 2014-05 or 2014-05-01): whose offices and members are told.
        limit: how many answers at most.

    Raises:
        ConfigError: `on` is no date.
    """
    if on is not None:
        check_date(on)
    search = _search()
    return [_answer(search.k, match, on) for match in search.find(name, date=on, limit=limit)]


def check_date(on: str, *, option: str = "on") -> None:
    """Refuse what is no date; `option` is where it was asked for.

    Raises:
        ConfigError: it is none.
    """
    if not _DATE.fullmatch(on):
        raise ConfigError(option, f"no date: {on!r} (2014, 2014-05 or 2014-05-01)")
    try:
        datetime.date.fromisoformat(on + "-01-01"[: 10 - len(on)] if len(on) < 10 else on)
    except ValueError as error:
        raise ConfigError(option, f"no date: {on!r}") from error


def _answer(k: Knowledge, match: Match, on: str | None) -> Answer:
    entry = match.entry
    state = k.states.get(entry.country)
    body = entry.key if entry.kind == "organization" else ""
    code = entry.code or None
    if code is None and state is not None and entry.kind in ("person", "organization"):
        code = (state.code or entry.country) + entry.sector
    return Answer(
        key=(entry.country if entry.kind == "state" else entry.wikidata) or entry.key,
        kind=entry.kind, subtype=entry.subtype, name=entry.names[0], en=entry.en, match=match.how, score=match.score,
        country=entry.country or None, country_name=state.en if state is not None else None,
        sector=entry.sector or None, sector_meaning=load_plover().sectors.get(entry.sector), code=code,
        wikidata=entry.wikidata or None, latitude=entry.latitude, longitude=entry.longitude,
        variants=list(entry.names[1:]), offices=[_held(k, term, on) for term in _in_order(k.terms_of(entry.key))],
        members=sorted(k.members(body, on)) if body else [],
        member_of=k.memberships(entry.country, on) if entry.kind == "state" and entry.country else [],
    )  # fmt: skip


def _in_order(terms: list[Term]) -> list[Term]:
    return sorted(terms, key=lambda term: (term.since or term.until or "0", term.until or "9"))


def _held(k: Knowledge, term: Term, on: str | None) -> Held:
    return Held(
        office=term.office, title=term.title, of=term.of, of_name=_name(k, term.of), since=term.since, until=term.until,
        on_date=term.covers(on) if on else bool(term.since) and not term.until,
    )  # fmt: skip


def _name(k: Knowledge, key: str) -> str:
    entry: Entry | None = k.states.get(key) or (k.entry(key) if k.has(key) else None)
    return entry.en if entry is not None else key


def name_of(key: str) -> str:
    """The English name of a state or body by its code or key."""
    return _name(load(), key)
