"""Exporting what reports hold: files, folders, records that were read before, the bundled samples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import msgspec

from mahdar.app.read import Outcome, make_reader, read_paths
from mahdar.app.samples import load_samples
from mahdar.export.plover import COLUMNS, PloverEvent, cells, gazetteer, plover_events
from mahdar.knowledge import load

__all__ = ["COLUMNS", "Exported", "PloverEvent", "cells", "export_plover"]

# Notes that tell why a report has no events.
_UNREAD = frozenset({"language", "empty"})


class Exported(msgspec.Struct, frozen=True):
    """What became of one report: its events, the failures met, and remarks that are no failures."""

    events: list[PloverEvent] = []
    failures: list[str] = []
    remarks: list[str] = []


def export_plover(
    paths: Iterable[str | Path],
    *,
    samples: bool = False,
    everything: bool = False,
    published: str | None = None,
    mode: str | None = None,
    stdin: bytes | None = None,
) -> Iterator[Exported]:
    """The events of every report or record under some paths, in order.

    Args:
        paths: files, folders, or `-` for `stdin`; rows of JSON that are records are taken as they are.
        samples: whether the bundled reports follow.
        everything: also events that are planned, possible, conditional, or background.
        published: publication date of the reports that carry none of their own (ISO 8601).
        mode: how to read: `grammar`, `tagger`, `both`; the default mode if None.
        stdin: the bytes of the standard input.

    Raises:
        ConfigError: `published` is no date.
    """
    outcomes = read_paths(paths, published=published, mode=mode, stdin=stdin, records=True)
    if samples:
        outcomes = chain(outcomes, _samples(mode))
    return _exported(outcomes, everything)


def _samples(mode: str | None) -> Iterator[Outcome]:
    loaded = load_samples()
    records = make_reader(mode).read_many([sample.document for sample in loaded])
    for sample, record in zip(loaded, records, strict=True):
        yield Outcome(sample.name, None, record=record)


def _exported(outcomes: Iterable[Outcome], everything: bool) -> Iterator[Exported]:
    known = None
    for outcome in outcomes:
        record = outcome.record
        if record is None:
            yield Exported(failures=[str(outcome.failure)])
            continue
        if known is None:
            known = gazetteer(load().entries)
        notes = record.document.notes
        yield Exported(
            plover_events(record, everything=everything, known=known),
            [f"{outcome}: {note.message}" for note in notes if note.kind == "failure"],
            [f"{outcome}: {note.message}" for note in notes if note.kind in _UNREAD],
        )
