"""Writes the golden records anew: every bundled sample report read and put beside this file.

    make golden            (or: python tests/golden/regenerate.py)

Look at the difference before you commit it: every changed line is a changed reading of a report.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import msgspec

from mahdar.app.samples import load_samples
from mahdar.export.plover import COLUMNS, cells, gazetteer, plover_events
from mahdar.knowledge import load
from mahdar.pipeline import Reader
from mahdar.record import Record, decode, encode, validate

FOLDER = Path(__file__).parent
# The samples whose events are also kept as a table: planned, conditional, denied and recalled ones among them.
TABLED = ("2003-libya-wmd", "2020-doha-taliban-agreement")


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


def exported_table() -> str:
    """All events of two golden records as `mahdar export plover --all` writes them."""
    known = gazetteer(load().entries)
    stream = StringIO()
    table = csv.writer(stream, lineterminator="\n")
    table.writerow(COLUMNS)
    for name in TABLED:
        record = decode((FOLDER / f"{name}.json").read_bytes())
        table.writerows(cells(event) for event in plover_events(record, everything=True, known=known))
    return "\ufeff" + stream.getvalue()


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
    (FOLDER / "plover.csv").write_text(exported_table(), encoding="utf-8")


if __name__ == "__main__":
    main()
