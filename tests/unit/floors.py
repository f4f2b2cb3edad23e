"""Floors under measured quality: what was once reached on a file of cases is held from then on.

`tests/cases/ar/floors.json` keeps, for each file of cases, its SHA-256 and the least that may be measured on it. A
floor may be raised (by `python tests/cases/raise_floors.py`), never lowered: a change that falls below one mends what
it broke. A file that was changed fails until it is measured anew, so nobody gets past a floor by editing the cases.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

CASES = Path(__file__).parents[1] / "cases" / "ar"
FLOORS = CASES / "floors.json"


class Tally(NamedTuple):
    """Counts of one layer: right, expected by the cases, found by the program."""

    right: int = 0
    wanted: int = 0
    found: int = 0

    def plus(self, right: int, wanted: int, found: int) -> Tally:
        return Tally(self.right + right, self.wanted + wanted, self.found + found)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        both = self.found + self.wanted
        return 2 * self.right / both if both else 0.0


def digest(name: str) -> str:
    """SHA-256 of a file of cases."""
    return hashlib.sha256((CASES / name).read_bytes()).hexdigest()


def round_down(value: float, step: float) -> float:
    """The greatest multiple of `step` that is not above `value`."""
    return round(math.floor(value / step + 1e-9) * step, 6)


def read_floors() -> dict[str, dict[str, Any]]:
    return json.loads(FLOORS.read_text(encoding="utf-8"))


def show(name: str, tallies: Mapping[str, Tally]) -> None:
    """Print a table of what was measured (`pytest -s`)."""
    print(f"\n{name}\n{'':12}{'F1':>7}{'P':>7}{'R':>7}{'right':>7}{'wanted':>7}{'found':>7}")
    for layer, t in tallies.items():
        print(
            f"{layer:12}{t.f1:7.3f}{t.precision:7.3f}{t.recall:7.3f}{t.right:7}{t.wanted:7}{t.found:7}",
        )


def hold(name: str, tallies: Mapping[str, Tally]) -> None:
    """Assert that a file of cases is the one that was measured, and that nothing fell below its floor."""
    kept = read_floors()[name]
    assert kept["sha256"] == digest(name), (
        f"{name} was changed: measure it anew with `python tests/cases/raise_floors.py` and say in the commit what "
        "the change did to the numbers"
    )
    low = {
        layer: (round(tallies[layer].f1, 4), floor)
        for layer, floor in kept["f1"].items()
        if tallies[layer].f1 < floor
    }
    assert not low, f"below the floor on {name} (measured, floor): {low}; floors are never lowered"
    assert set(tallies) == set(kept["f1"])
