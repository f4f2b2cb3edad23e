"""`mahdar knowledge`: building and checking the tables of names."""

from __future__ import annotations

from pathlib import Path

import msgspec

from mahdar.app.knowledge import build_knowledge, check_knowledge
from mahdar.cli.screen import FAILED, OK, Screen


def build(screen: Screen, folder: Path | None, *, json: bool) -> int:
    """Compile the tables and write what came out.

    Raises:
        MahdarError: no such folder, or a broken row.
    """
    built = build_knowledge(folder)
    if json:
        screen.line(msgspec.json.format(msgspec.json.encode(built), indent=2).decode())
        return OK
    for kind, count in built.entries.items():
        screen.line(f"  {kind:<14} {count:6,d}")
    for what, count in (
        ("names", built.names), ("skeletons", built.skeletons), ("last names", built.surnames),
        ("demonyms", built.demonyms), ("terms", built.terms), ("memberships", built.members),
    ):  # fmt: skip
        screen.line(f"  {what:<14} {count:6,d}")
    loading = f", loaded in {built.loading:.2f} s" if built.loading else ""
    screen.line(f"compiled in {built.seconds:.2f} s{loading}")
    screen.line(f"{built.path}, {built.size / 1024:,.0f} KiB" if built.path else "not kept: no cache folder")
    return OK


def check(screen: Screen, folder: Path | None) -> int:
    """Write what is wrong with the tables, a line each; the exit code tells whether anything is.

    Raises:
        MahdarError: no such folder, or a table that is none.
    """
    problems = check_knowledge(folder)
    for problem in problems:
        screen.line(f"{problem.path}:{problem.line}: {problem.reason}")
    screen.line(f"{len(problems)} problems" if problems else "nothing wrong")
    return FAILED if problems else OK
