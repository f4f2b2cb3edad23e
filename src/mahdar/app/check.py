"""Checking files of records against the contract."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from mahdar.errors import RecordError, SourceError
from mahdar.record import Record, decode, problems


class Verdict(msgspec.Struct, frozen=True):
    """One record of a file: its line (position in a JSON list), and what is wrong with it, empty if nothing is."""

    line: int
    problems: list[str]


def check_records(path: str | Path, *, stdin: bytes | None = None) -> Iterator[Verdict]:
    """Check every record of a file: JSON lines, one JSON object, or a list of them.

    Args:
        path: the file, or `-` for `stdin`.
        stdin: the bytes of the standard input.

    Raises:
        SourceError: the file cannot be read or holds no record.
    """
    if str(path) == "-":
        raw = stdin or b""
    else:
        try:
            raw = Path(path).read_bytes()
        except OSError as error:
            raise SourceError(str(path), (error.strerror or str(error)).lower()) from error
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    if not raw.strip():
        raise SourceError(str(path), "no records")
    whole = _whole(raw)
    if whole is not None:
        for number, one in enumerate(whole, 1):
            yield Verdict(number, _problems(bytes(one)))
        return
    for number, line in enumerate(raw.split(b"\n"), 1):
        if line.strip():
            yield Verdict(number, _problems(line))


def _whole(raw: bytes) -> list[msgspec.Raw] | None:
    """The records of a file that is one JSON value; None where it is JSON lines (or broken)."""
    if raw.lstrip()[:1] == b"[":
        try:
            return msgspec.json.decode(raw, type=list[msgspec.Raw])
        except msgspec.MsgspecError:
            return None
    if raw.strip().count(b"\n"):
        try:
            return [msgspec.json.decode(raw, type=msgspec.Raw)]
        except msgspec.MsgspecError:
            return None
    return None


def _problems(raw: bytes) -> list[str]:
    try:
        record: Record = decode(raw)
    except RecordError as error:
        return error.problems
    except RecursionError:
        return ["JSON nested too deep"]
    return problems(record)
