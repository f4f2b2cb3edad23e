"""Reading files and folders: every report becomes a record or a failure that says why, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from mahdar.errors import ConfigError, MahdarError
from mahdar.intake import Failure, Found, count_reports, parse_date, scan
from mahdar.record import Record

if TYPE_CHECKING:
    from mahdar.pipeline import Reader

__all__ = ["Failure", "Outcome", "count_reports", "read_paths"]

# Reports handed to the reader at once: enough for a learned reader to fill its batches, few enough to see progress.
_BATCH = 32
# Characters after which a batch goes to the reader however few reports it has, so that memory stays flat.
_BATCH_SIZE = 2_000_000


class Outcome(msgspec.Struct, frozen=True):
    """What became of one report: exactly one of `record` and `failure` is there; `source` and `line` say where."""

    source: str
    line: int | None
    record: Record | None = None
    failure: Failure | None = None

    def __str__(self) -> str:
        return self.source if self.line is None else f"{self.source}:{self.line}"


def read_paths(
    paths: Iterable[str | Path],
    *,
    published: str | None = None,
    mode: str | None = None,
    stdin: bytes | None = None,
    records: bool = False,
) -> Iterator[Outcome]:
    """Read every report under some paths.

    Args:
        paths: files, folders, or `-` for `stdin`.
        published: publication date of the reports that carry none of their own (ISO 8601).
        mode: how to read: `grammar`, `tagger`, `both`; the default mode if None.
        stdin: the bytes of the standard input.
        records: whether records that the paths hold are passed on as they are; if not, each is a failure.

    Raises:
        ConfigError: `published` is no date.
    """
    if published is not None and parse_date(published) is None:
        raise ConfigError("published", f"{published!r} is no ISO 8601 date, such as 2014-03-15")
    return _outcomes(
        (found for path in paths for found in scan(path, published=published, stdin=stdin, records=records)),
        mode,
    )


def _outcomes(scanned: Iterable[Found | Failure], mode: str | None) -> Iterator[Outcome]:
    reader: Reader | None = None
    waiting: list[Found] = []
    size = 0
    for found in scanned:
        settled = isinstance(found, Failure) or found.record is not None
        if reader is None and not settled:
            reader = make_reader(mode)
        if reader is not None and (settled or len(waiting) >= _BATCH or size >= _BATCH_SIZE):
            yield from _read(reader, waiting)
            waiting, size = [], 0
        if isinstance(found, Failure):
            yield Outcome(found.source, found.line, failure=found)
        elif found.record is not None:
            yield Outcome(found.source, found.line, record=found.record)
        else:
            waiting.append(found)
            size += len(found.document.text)
    if reader is not None:
        yield from _read(reader, waiting)


def make_reader(mode: str | None = None) -> Reader:
    """A reader of Arabic in a mode (see `Reader`), the default one if None."""
    from mahdar.pipeline import Reader

    return Reader() if mode is None else Reader(mode=mode)


def _read(reader: Reader, waiting: list[Found]) -> Iterator[Outcome]:
    try:
        records = list(reader.read_many([found.document for found in waiting]))
    except MahdarError:
        records = []
    if len(records) == len(waiting):
        for found, record in zip(waiting, records, strict=True):
            yield Outcome(found.source, found.line, record=record)
        return
    # One of them cannot be read: the others are read one by one.
    for found in waiting:
        try:
            yield Outcome(found.source, found.line, record=reader.read(found.document))
        except MahdarError as error:
            reason = getattr(error, "reason", None) or str(error)
            failure = Failure(found.source, found.line, str(reason))
            yield Outcome(found.source, found.line, failure=failure)
