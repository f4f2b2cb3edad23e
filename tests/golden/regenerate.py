"""Writes the golden records anew: every bundled sample report read and put beside this file.

    make golden            (or: python tests/golden/regenerate.py)

Look at the difference before you commit it: every changed line is a changed reading of a report.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from mahdar.app.samples import load_samples
from mahdar.pipeline import Reader
from mahdar.record import Record, encode, validate

FOLDER = Path(__file__).parent


def plain(record: Record) -> Record:
    """A record without what changes when no reading does: the version, and the digest of the tables."""
    reader = msgspec.structs.replace(record.reader, version="", knowledge="")
    return msgspec.structs.replace(record, reader=reader)


def golden_records(reader: Reader) -> Iterator[tuple[str, Record]]:
    """(name, record) of every sample, as they are kept.

    Raises:
        RecordError: a record breaks its contract.
    """
    for sample in load_samples():
        record = reader.read(sample.document)
        validate(record)
        yield sample.name.removesuffix(".txt"), plain(record)


def main() -> None:
    """Write all golden records; drop those of samples that are gone."""
    kept = set()
    for name, record in golden_records(Reader(mode="grammar")):
        path = FOLDER / f"{name}.json"
        raw = encode(record, indent=2) + b"\n"
        kept.add(path.name)
        if path.exists() and path.read_bytes() == raw:
            continue
        print(f"{'changed' if path.exists() else 'new'}: {path.name}")
        path.write_bytes(raw)
    for path in FOLDER.glob("*.json"):
        if path.name not in kept:
            print(f"gone: {path.name}")
            path.unlink()


if __name__ == "__main__":
    main()
