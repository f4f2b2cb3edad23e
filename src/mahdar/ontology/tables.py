"""Reading the tables that mahdar's knowledge stands in: UTF-8 TSV, comment lines first, then a header."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mahdar.errors import TableError

Row = dict[str, str]


def read_table(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, Row]]:
    """Yield (line number, row) for every row of a table.

    Args:
        path: the table.
        columns: the header that the table must have, in order.

    Raises:
        TableError: the header differs, a row has another number of cells, or the file is not UTF-8.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise TableError(str(path), 0, f"not UTF-8: {error.reason}") from error
    header_seen = False
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or (line.startswith("#") and not header_seen):
            continue
        cells = line.split("\t")
        if not header_seen:
            if tuple(cells) != columns:
                raise TableError(str(path), number, f"the header is {cells}, expected {list(columns)}")
            header_seen = True
            continue
        if len(cells) != len(columns):
            raise TableError(str(path), number, f"{len(cells)} cells, expected {len(columns)}")
        yield number, dict(zip(columns, cells, strict=True))
    if not header_seen:
        raise TableError(str(path), 0, "no header")


def variants(cell: str, separator: str = "|") -> tuple[str, ...]:
    """The parts of a cell that lists several; `-` and the empty cell list none."""
    return tuple(part.strip() for part in cell.split(separator) if part.strip() and part.strip() != "-")
