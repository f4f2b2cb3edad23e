"""Reading tables of word classes: one word a row, first column its class, last column its form."""

from __future__ import annotations

from pathlib import Path

from mahdar.errors import TableError
from mahdar.ontology.tables import read_table
from mahdar.text import fold

TABLES = Path(__file__).parent / "tables"


def read_classes(
    path: Path, classes: tuple[str, ...], *, written: frozenset[str] = frozenset()
) -> dict[str, frozenset[str]]:
    """The forms of every class, folded.

    Args:
        path: a table with the columns class and form.
        classes: the classes that it must have, each with a word at least.
        written: classes whose forms stay as written, because they are compared with words as written.

    Raises:
        TableError: a row names a class that does not exist, or a class has no row.
    """
    rows = ((line, row["class"], row["form"]) for line, row in read_table(path, ("class", "form")))
    return gather(path, list(rows), classes, written=written)


def gather(
    path: Path,
    rows: list[tuple[int, str, str]],
    classes: tuple[str, ...],
    *,
    written: frozenset[str] = frozenset(),
) -> dict[str, frozenset[str]]:
    """As `read_classes`, for rows (line, class, form) already read."""
    found: dict[str, set[str]] = {name: set() for name in classes}
    for line, name, form in rows:
        if name not in found:
            raise TableError(str(path), line, f"no class {name!r}")
        found[name].add(form if name in written else fold(form))
    for name, forms in found.items():
        if not forms:
            raise TableError(str(path), 0, f"no row of class {name!r}")
    return {name: frozenset(forms) for name, forms in found.items()}
