"""Everything mahdar raises on purpose.

::

    MahdarError
    ├── SourceError(source, reason)             a file, folder, stream or address that cannot be read
    │   └── LineError(source, line, reason)     one line of it that cannot be read
    ├── DocumentError(document, step, reason)   a report that a step of the reader could not finish
    ├── RecordError(problems)                   a record that breaks its contract
    ├── TableError(path, line, reason)          a broken row of a data table
    ├── StoreError(reason)                      a store that cannot be opened, written or migrated
    └── ConfigError(option, reason)             an option with a value that makes no sense

What a careful reader declines to read is a note in the record, never an exception.
"""

from __future__ import annotations


class MahdarError(Exception):
    """Base of every error that mahdar raises on purpose."""


class SourceError(MahdarError):
    """A source (file, folder, stream) cannot be read.

    Args:
        source: path or name of the source, as the user gave it.
        reason: what is wrong, in a few words.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class LineError(SourceError):
    """One line of a source cannot be read; `line` counts from 1."""

    def __init__(self, source: str, line: int, reason: str) -> None:
        MahdarError.__init__(self, f"{source}:{line}: {reason}")
        self.source = source
        self.line = line
        self.reason = reason


class DocumentError(MahdarError):
    """A step of the reader failed on one document; `document` is its id, `step` the layer's name."""

    def __init__(self, document: str, step: str, reason: str) -> None:
        super().__init__(f"{document}: {step}: {reason}")
        self.document = document
        self.step = step
        self.reason = reason


class RecordError(MahdarError):
    """A record breaks its contract; `problems` says precisely where, one line each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class TableError(MahdarError):
    """A row of a data table is broken; `line` counts from 1."""

    def __init__(self, path: str, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")
        self.path = path
        self.line = line
        self.reason = reason


class StoreError(MahdarError):
    """A store cannot be opened, written or migrated."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ConfigError(MahdarError):
    """An option has a value that makes no sense."""

    def __init__(self, option: str, reason: str) -> None:
        super().__init__(f"{option}: {reason}")
        self.option = option
        self.reason = reason
