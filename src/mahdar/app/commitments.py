"""Who bound themselves or others to what, by when: the commitments of many reports as rows, soonest due first."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from mahdar.app.read import Outcome, make_reader
from mahdar.app.samples import load_samples
from mahdar.app.who import check_date
from mahdar.errors import ConfigError
from mahdar.record import Actor, Record

KINDS = ("pledge", "plan", "forecast", "demand", "threat", "offer")
# EDTF numbers of seasons and quarters, with the month in which each ends; a winter ends in the year that follows.
_PARTS = {21: 5, 22: 8, 23: 11, 24: 14, 33: 3, 34: 6, 35: 9, 36: 12}
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """One commitment of one report.

    `due` is an EDTF date or None, `last_day` the last day that it covers: what is not done by then is overdue. `who`
    is bound, `for_whom` gains or suffers by it, `said_by` spoke of it (empty where the report itself tells it).
    `words` and `condition` are the report's own; `start` and `end` are offsets into its text.
    """

    due: str | None
    last_day: str | None
    kind: str
    who: list[str]
    for_whom: list[str]
    said_by: list[str]
    words: str
    condition: str | None
    report: str
    published: str | None
    start: int
    end: int
    id: str


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which commitments are asked for: of some kinds (all if empty), due before a date (any if None)."""

    kinds: tuple[str, ...] = ()
    due_before: str | None = None

    def check(self) -> None:
        """Refuse what cannot be asked for.

        Raises:
            ConfigError: a kind that does not exist, or no date.
        """
        for kind in self.kinds:
            if kind not in KINDS:
                raise ConfigError("kind", f"{kind!r} is not one of {', '.join(KINDS)}")
        if self.due_before is not None:
            check_date(self.due_before, option="due-before")

    def takes(self, one: Listed) -> bool:
        """Whether a commitment is asked for; with a date only those that are over before it."""
        if self.kinds and one.kind not in self.kinds:
            return False
        if self.due_before is None:
            return True
        return one.last_day is not None and one.last_day < _first_day(self.due_before)


def read_samples(mode: str | None = None) -> Iterator[Outcome]:
    """The reports that ship with mahdar, read."""
    reader = make_reader(mode)
    samples = load_samples()
    records = reader.read_many([sample.document for sample in samples])
    for sample, record in zip(samples, records, strict=True):
        yield Outcome(sample.name, None, record=record)


def of_record(record: Record, *, report: str) -> list[Listed]:
    """The commitments of one record; `report` is what the report is called."""
    actors = {actor.id: actor for actor in record.actors}
    speakers = {said.id: said.speaker for said in record.statements}
    conditions = {one.id: one for one in record.conditions}
    text = record.document.text

    def names(ids: Iterable[str]) -> list[str]:
        return [_label(actors[one]) for one in ids if one in actors]

    found = []
    for one in record.commitments:
        held = conditions.get(one.condition or "")
        found.append(
            Listed(
                due=one.due,
                last_day=last_day(one.due) if one.due else None,
                kind=one.kind,
                who=names(one.actors),
                for_whom=names(one.beneficiary),
                said_by=names(speakers.get(one.statement or "", ())),
                words=_line(text[one.start : one.end]),
                condition=_line(text[held.if_.start : held.if_.end]) if held is not None else None,
                report=report,
                published=record.document.published,
                start=one.start,
                end=one.end,
                id=one.id,
            )
        )
    return found


def in_order(listed: Iterable[Listed]) -> list[Listed]:
    """The soonest due first, those without a date last; then by report and place in it."""
    return sorted(listed, key=lambda one: (one.last_day is None, one.last_day or "", one.report, one.start))


def last_day(due: str) -> str | None:
    """The last day that an EDTF date covers, None where it cannot be told.

    >>> last_day("2024-02"), last_day("2024-W01"), last_day("2024-01-30/2024-02-02")
    ('2024-02-29', '2024-01-07', '2024-02-02')
    """
    value = due.rsplit("/", 1)[-1].split("T", maxsplit=1)[0].rstrip("~?%")
    week = _WEEK.fullmatch(value)
    try:
        if week is not None:
            return date.fromisocalendar(int(week[1]), int(week[2]), 7).isoformat()
        found = _DAY.fullmatch(value)
        if found is None:
            return None
        year, month = int(found[1]), int(found[2] or 12)
        if month in _PARTS:
            year, month = year + (_PARTS[month] - 1) // 12, (_PARTS[month] - 1) % 12 + 1
        return date(year, month, int(found[3] or monthrange(year, month)[1])).isoformat()
    except ValueError:
        return None


def _first_day(value: str) -> str:
    return value + "-01-01"[: 10 - len(value)] if len(value) < 10 else value


def _label(actor: Actor) -> str:
    """An actor's name as the report has it, and in English."""
    name, english = _line(actor.name), actor.names.get("en")
    return f"{name} ({english})" if english and english != actor.name else name


def _line(words: str) -> str:
    return " ".join(words.split())
