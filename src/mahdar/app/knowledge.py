"""Building and checking the tables of the knowledge."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import msgspec

from mahdar.errors import SourceError
from mahdar.knowledge import keep, load
from mahdar.knowledge.check import Problem, find_problems
from mahdar.knowledge.compiler import build
from mahdar.knowledge.tables import DATA


class Built(msgspec.Struct, frozen=True, kw_only=True):
    """What a compilation made: where the flat file lies (empty if it could not be kept), counts, seconds."""

    path: str
    digest: str
    size: int
    entries: dict[str, int]
    names: int
    skeletons: int
    surnames: int
    demonyms: int
    terms: int
    members: int
    seconds: float
    loading: float


def build_knowledge(folder: Path | None = None) -> Built:
    """Compile the tables (those of the package, or a folder's) and keep the flat form; say what came out.

    Raises:
        SourceError: there is no such folder.
        TableError: a row is broken; it names file, line and reason.
    """
    place = _folder(folder)
    before = time.perf_counter()
    compiled = build(place)
    seconds = time.perf_counter() - before
    kept = keep(compiled)
    loading = 0.0
    if place == DATA:
        load.cache_clear()
        before = time.perf_counter()
        load()
        loading = time.perf_counter() - before
    return Built(
        path=str(kept or ""), digest=compiled.digest, size=kept.stat().st_size if kept else 0,
        entries=dict(sorted(Counter(entry.kind for entry in compiled.entries).items())), names=len(compiled.names),
        skeletons=len(compiled.skeletons), surnames=len(compiled.surnames), demonyms=len(compiled.demonyms),
        terms=len(compiled.terms), members=len(compiled.members), seconds=seconds, loading=loading,
    )  # fmt: skip


def check_knowledge(folder: Path | None = None) -> list[Problem]:
    """What is wrong with the tables: broken cells, duplicates, keys that lead nowhere, overlapping terms.

    Raises:
        SourceError: there is no such folder.
        TableError: a table is no table.
    """
    return find_problems(_folder(folder))


def _folder(folder: Path | None) -> Path:
    if folder is None:
        return DATA
    if not (folder / "states.tsv").is_file():
        raise SourceError(str(folder), "no folder of tables")
    return folder
