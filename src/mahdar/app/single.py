"""Reading one report from Python."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mahdar.app.read import make_reader, read_paths
from mahdar.errors import ConfigError, LineError, SourceError
from mahdar.intake import Metadata, build_document, parse_date
from mahdar.record import Record

if TYPE_CHECKING:
    from mahdar.pipeline import Reader

_LONGEST_PATH = 1024


@cache
def _reader() -> Reader:
    return make_reader()


def _is_path(source: str) -> bool:
    if "\n" in source or len(source) > _LONGEST_PATH:
        return False
    try:
        return Path(source).is_file()
    except (OSError, ValueError):
        return False


def read_one(
    source: str | Path, *, published: str | None, title: str | None, outlet: str | None, url: str | None
) -> Record:
    """The record of one text or of the one report that a file holds.

    Raises:
        SourceError: a path that cannot be read, or that holds no report.
        ConfigError: `published` is no date.
    """
    if isinstance(source, Path) or _is_path(source):
        for outcome in read_paths([source], published=published):
            if outcome.record is not None:
                return outcome.record
            if outcome.failure is not None:
                failure = outcome.failure
                if failure.line is not None:
                    raise LineError(failure.source, failure.line, failure.reason)
                raise SourceError(failure.source, failure.reason)
        raise SourceError(str(source), "no report in it")
    if published is not None and parse_date(published) is None:
        raise ConfigError("published", f"{published!r} is no ISO 8601 date, such as 2014-03-15")
    known = Metadata(title=title, url=url, source=outlet, published=published)
    return _reader().read(build_document(source, known))
