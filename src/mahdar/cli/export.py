"""`mahdar export`: events to the terminal or a file, in the forms that other programs open."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import msgspec

from mahdar.app.export import COLUMNS, PloverEvent, cells, export_plover
from mahdar.cli.read import opened, progress
from mahdar.cli.screen import FAILED, OK, Screen, complain
from mahdar.errors import ConfigError

# Spreadsheets take a CSV file for UTF-8 only where it begins with this.
_BOM = "\ufeff"


class Options(NamedTuple):
    """What the user asked for."""

    format: str = "csv"
    out: Path | None = None
    samples: bool = False
    everything: bool = False
    published: str | None = None
    mode: str | None = None


def run(paths: list[str], options: Options, *, stdin: bytes | None) -> int:
    """Export the events of what the paths hold; the exit code.

    Raises:
        ConfigError: nothing to export was named, or the publication date is none.
        SourceError: the output file cannot be written.
    """
    if not paths and not options.samples:
        raise ConfigError("samples", "give a PATH, or this option for the bundled reports")
    exported = export_plover(
        paths,
        samples=options.samples,
        everything=options.everything,
        published=options.published,
        mode=options.mode,
        stdin=stdin,
    )
    with opened(options.out) as screen, progress(paths, screen) as (step, tell):
        writer = _writer(screen, options.format)
        failed = 0
        writer.begin()
        for one in exported:
            for message in (*one.failures, *one.remarks):
                tell(message)
            failed += len(one.failures)
            for event in one.events:
                writer.write(event)
            step()
        writer.end()
    if failed and writer.written:
        complain(f"{writer.written} events written, {failed} failures")
    return FAILED if failed else OK


class _Lines:
    """JSON lines, one for every event."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.written = 0

    def begin(self) -> None:
        """Write what stands before the first event."""

    def write(self, event: PloverEvent) -> None:
        """Write one event."""
        self.screen.line(msgspec.json.encode(event).decode("utf-8"))
        self.written += 1

    def end(self) -> None:
        """Write what stands behind the last event."""


class _Json(_Lines):
    """One JSON list, also of a single event."""

    def write(self, event: PloverEvent) -> None:
        self.screen.stream.write(",\n" if self.written else "[\n")
        self.screen.stream.write(msgspec.json.format(msgspec.json.encode(event), indent=2).decode("utf-8"))
        self.written += 1

    def end(self) -> None:
        self.screen.line("\n]" if self.written else "[]")


class _Csv(_Lines):
    """CSV that spreadsheets open with Arabic intact; on a terminal without the mark at its beginning."""

    def begin(self) -> None:
        self.rows = csv.writer(self.screen.stream, lineterminator="\n")
        if not self.screen.terminal:
            self.screen.stream.write(_BOM)
        self.rows.writerow(COLUMNS)

    def write(self, event: PloverEvent) -> None:
        self.rows.writerow([self.screen.safe(cell) for cell in cells(event)])
        self.written += 1


def _writer(screen: Screen, form: str) -> _Lines:
    kinds: dict[str, type[_Lines]] = {"jsonl": _Lines, "json": _Json}
    return kinds.get(form, _Csv)(screen)
