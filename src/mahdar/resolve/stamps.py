"""The days of the clock times that head the entries of a live report."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from mahdar.analysis.mentions import TimeMention
from mahdar.analysis.timespec import Point


def stamped_days(mentions: Sequence[TimeMention]) -> dict[int, int]:
    """Days from the report's date to every stamp, by the number of its mention.

    Entries run from old to new or from new to old. Where their hours run against that, midnight lies between; the
    report is dated on the day of the newest.
    """
    specs = [(n, mention.spec) for n, mention in enumerate(mentions)]
    stamps = [(n, spec.clock) for n, spec in specs if isinstance(spec, Point) and spec.stamp]
    clocks = [_minutes(clock) for _, clock in stamps]
    steps = list(pairwise(clocks))
    rises = sum(one < two for one, two in steps)
    drops = sum(one > two for one, two in steps)
    days: dict[int, int] = {}
    newest_first = drops > rises
    order = list(range(len(stamps))) if newest_first else list(reversed(range(len(stamps))))
    day = 0
    for place, at in enumerate(order):
        if place and clocks[at] > clocks[order[place - 1]]:
            day -= 1
        days[stamps[at][0]] = day
    return days


def _minutes(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes or 0)
