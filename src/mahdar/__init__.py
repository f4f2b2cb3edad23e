"""mahdar (محضر): Arabic foreign-affairs reports read into records.

>>> import mahdar
>>> record = mahdar.read("قال وزير الخارجية الروسي سيرغي لافروف إن بلاده ستوقع الاتفاق.")
>>> [statement.act for statement in record.statements]
['announce']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mahdar._version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from mahdar.app.who import Answer
    from mahdar.pipeline import Reader
    from mahdar.record import Record

__all__ = ["Reader", "Record", "__version__", "read", "who"]


def read(
    source: str | Path,
    *,
    published: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
) -> Record:
    """The record of one report.

    Args:
        source: the report's text, or the path of a file that holds one report.
        published: its publication date, ISO 8601; what `yesterday` is resolved against.
        title: its headline. outlet: who published it. url: where.

    Raises:
        SourceError: a path that cannot be read, or that holds no report.
        ConfigError: `published` is no date.
    """
    from mahdar.app.single import read_one

    return read_one(source, published=published, title=title, outlet=outlet, url=url)


def who(name: str, *, on: str | None = None, limit: int = 5) -> list[Answer]:
    """Whom the tables know by a name, the likeliest first.

    Args:
        name: in Arabic or Latin letters, exact or nearly so; also an office (`الرئيس الفرنسي`).
        on: a date, ISO 8601: whose offices and members are told.
        limit: how many answers at most.

    Raises:
        ConfigError: `on` is no date.
    """
    from mahdar.app.who import who as ask

    return ask(name, on=on, limit=limit)


def __getattr__(name: str) -> Any:
    # Late, so that `import mahdar` costs nothing until something is read.
    if name == "Reader":
        from mahdar.pipeline import Reader

        return Reader
    if name == "Record":
        from mahdar.record import Record

        return Record
    raise AttributeError(f"module 'mahdar' has no attribute {name!r}")
