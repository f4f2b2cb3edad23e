"""Measure the files of cases and raise their floors: `python tests/cases/raise_floors.py`.

A floor only rises while its file stays the same. For a file that was changed (its SHA-256 differs) all floors are
measured anew, which shows in the diff and is for the reviewer to judge.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "unit"))

import floors
import test_clause_cases
import test_clitics
import test_event_cases
import test_reference_cases


def main() -> None:
    kept = floors.read_floors() if floors.FLOORS.exists() else {}
    measured = {name: (test_clause_cases.measure(name), 0.01) for name in test_clause_cases.FILES}
    measured[test_clitics.FILE] = ({"words": test_clitics.measure().tally}, 0.005)
    measured[test_reference_cases.FILE] = (test_reference_cases.measure(), 0.01)
    measured[test_event_cases.FILE] = (test_event_cases.measure(), 0.01)
    for name, (tallies, step) in measured.items():
        floors.show(name, tallies)
        now = {layer: floors.round_down(tally.f1, step) for layer, tally in tallies.items()}
        old = kept.get(name)
        if old is not None and old["sha256"] == floors.digest(name):
            now = {layer: max(value, old["f1"].get(layer, 0.0)) for layer, value in now.items()}
        kept[name] = {"sha256": floors.digest(name), "f1": now}
    text = json.dumps(kept, ensure_ascii=False, indent=2, sort_keys=True)
    floors.FLOORS.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
