"""`mahdar score --compare`: ways of reading side by side."""

from __future__ import annotations

from pathlib import Path

from mahdar.app.compare import MODES, Figure, compare
from mahdar.cli.screen import Screen

_WIDE = 30


def run(screen: Screen, folder: Path, own: Path) -> None:
    """Write one table for each set of reports: a row for each measure, a column for each way of reading."""
    for result in compare(folder, own):
        screen.line(screen.style(f"{result.name} ({result.reports})", "bold"))
        screen.line(" " * _WIDE + "".join(f"{mode:24}" for mode in MODES))
        for measure, figures in result.measures.items():
            cells = "".join(f"{_cell(figures.get(mode)):24}" for mode in MODES)
            screen.line(f"{measure:{_WIDE}}{cells}".rstrip())
        screen.line()
    screen.line("F1 or share of right answers, with the 95 % interval of 1,000 resamples of reports.")


def _cell(figure: Figure | None) -> str:
    if figure is None or figure.value is None:
        return "-"
    return f"{figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}]"
