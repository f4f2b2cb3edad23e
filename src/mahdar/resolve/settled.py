"""What the earlier passes settled of a report, for the passes that build on it."""

from __future__ import annotations

import msgspec

from mahdar.analysis.mentions import QuantityMention
from mahdar.resolve.conditions import Held
from mahdar.resolve.statements import Said
from mahdar.resolve.times import ResolvedTime


class Settled(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Statements, conditions, times and quantities in their order, and the date of the report.

    `published` is None where neither the report nor its source tells a date.
    """

    said: list[Said]
    held: list[Held]
    times: list[ResolvedTime]
    quantities: list[QuantityMention]
    published: str | None
