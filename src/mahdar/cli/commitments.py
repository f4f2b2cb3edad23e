"""`mahdar commitments`: who bound themselves to what by when, out of many reports."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from mahdar.app.commitments import Listed, Wanted, in_order, of_record, read_samples
from mahdar.app.read import Outcome, read_paths
from mahdar.cli.read import progress
from mahdar.cli.screen import FAILED, OK, Screen, complain
from mahdar.errors import ConfigError

_COLUMNS = ("due", "kind", "who", "for whom", "words", "condition", "report")
_JOINED = ", "


class Options(NamedTuple):
    """What the user asked for."""

    format: str = "table"
    published: str | None = None
    mode: str | None = None
    samples: bool = False
    wanted: Wanted = Wanted()


def run(screen: Screen, paths: list[str], options: Options, *, stdin: bytes | None) -> int:
    """Read what the paths hold and list what somebody is bound to; the exit code.

    Raises:
        ConfigError: nothing to read is named, or an option makes no sense.
    """
    options.wanted.check()
    if not paths and not options.samples:
        raise ConfigError("samples", "name a PATH, or take the bundled reports with --samples")
    listed: list[Listed] = []
    failed = 0
    with progress(paths, screen) as (step, tell):
        for outcome in _outcomes(paths, options, stdin):
            if outcome.failure is not None:
                failed += 1
                tell(str(outcome.failure))
            elif outcome.record is not None:
                for note in outcome.record.document.notes:
                    if note.kind == "failure":
                        failed += 1
                        tell(f"{outcome}: {note.message}")
                listed += filter(options.wanted.takes, of_record(outcome.record, report=str(outcome)))
            step()
    _write(screen, in_order(listed), options.format)
    if failed:
        complain(f"{len(listed)} commitments listed, {failed} failures")
    return FAILED if failed else OK


def _outcomes(paths: list[str], options: Options, stdin: bytes | None) -> Iterator[Outcome]:
    if options.samples:
        yield from read_samples(options.mode)
    yield from read_paths(paths, published=options.published, mode=options.mode, stdin=stdin)


def _write(screen: Screen, listed: list[Listed], form: str) -> None:
    if form == "json":
        screen.line(msgspec.json.format(msgspec.json.encode(listed), indent=2).decode())
    elif form == "csv":
        writer = csv.writer(screen.stream, lineterminator="\n")
        writer.writerow(Listed.__struct_fields__)
        writer.writerows(_cells(one) for one in listed)
    elif screen.terminal:
        from mahdar.cli.table import draw

        if not listed:
            screen.line("no commitments found")
        draw(screen, "Commitments", _COLUMNS, [_row(one) for one in listed], whole=2)
    else:
        screen.line("\t".join(_COLUMNS))
        for one in listed:
            screen.line("\t".join(_row(one)))


def _row(one: Listed) -> tuple[str, ...]:
    return (
        one.due or "",
        one.kind,
        _JOINED.join(one.who),
        _JOINED.join(one.for_whom),
        one.words,
        one.condition or "",
        " ".join(one.report.split()),
    )


def _cells(one: Listed) -> Iterator[str | int]:
    """The fields of a row for a spreadsheet: lists joined, what is not known empty."""
    for value in msgspec.structs.astuple(one):
        yield _JOINED.join(value) if isinstance(value, list) else "" if value is None else value
