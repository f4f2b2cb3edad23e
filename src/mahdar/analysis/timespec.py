"""What an expression of time says, before it is resolved: calendar fields, relations, lengths, frequencies."""

from __future__ import annotations

import msgspec


class Point(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A place in the calendar, as coarse or fine as the words say; None where they say nothing.

    The base is `year`, or `shift` units of `unit` (D, W, M, Y, X decade, C century) from the report, or from another
    time of the text where `relation` is prev, following or same; else the base is inferred. `when` (last, next, this)
    says on which side of the report the finest named field lies. `portion` is (months, number): the half, third or
    quarter of the year. `clock` is HH:MM, `zone` an offset; a `stamp` is the clock time that opens an entry of a live report.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    shift: int | None = None
    unit: str = ""
    relation: str = ""
    when: str = ""
    season: int | None = None
    decade: int | None = None
    century: int | None = None
    portion: tuple[int, int] | None = None
    part: str = ""
    clock: str = ""
    zone: str = ""
    stamp: bool = False
    edge: str = ""
    about: bool = False
    calendar: str = "gregorian"
    before_era: bool = False


class Interval(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """From one point to another; what the start leaves open it takes from the end."""

    start: Point
    end: Point


class Length(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A duration: amount of a unit (Y, M, W, D, H, MIN, S; decades and centuries in years), and `more` of smaller ones."""

    amount: int | float
    unit: str
    more: tuple[tuple[int | float, str], ...] = ()


class Frequency(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Every so many units."""

    amount: int
    unit: str


class Vague(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A time that no value can be given to; `reason` says why."""

    reason: str


Spec = Point | Interval | Length | Frequency | Vague
