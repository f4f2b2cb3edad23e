"""`mahdar score --by`: scores taken apart."""

from __future__ import annotations

from pathlib import Path

from mahdar.app.breakdown import breakdown
from mahdar.cli.screen import Screen

_LABEL, _CELL = 28, 12


def run(screen: Screen, folder: Path, by: str, names: tuple[str, ...], mode: str | None) -> None:
    """Write the tables."""
    for table in breakdown(folder, by, names, mode):
        screen.line(screen.style(table.title, "bold"))
        wide = [max(_CELL, len(column) + 2) for column in table.columns]
        head = "".join(f"{column:>{size}}" for column, size in zip(table.columns, wide, strict=True))
        screen.line(" " * _LABEL + head)
        for row in table.rows:
            cells = "".join(f"{_cell(cell):>{size}}" for cell, size in zip(row.cells, wide, strict=True))
            screen.line(f"{row.label:{_LABEL}}{cells}".rstrip())
        screen.line()


def _cell(value: float | int | None) -> str:
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else f"{value:.3f}"
