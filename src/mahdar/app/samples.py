"""The reports that ship with mahdar, with the date of each."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import msgspec

from mahdar.intake import Metadata, build_document, decode
from mahdar.ontology.tables import read_table
from mahdar.record import Document

_COLUMNS = ("file", "published", "style", "title_en", "source_note")


class Sample(msgspec.Struct, frozen=True):
    """One bundled report: its file's name, what it is about in English, what it exercises, and the document."""

    name: str
    title: str
    style: str
    document: Document


def folder() -> Path:
    """Where the bundled reports stand."""
    return Path(str(files("mahdar.samples")))


def load_samples() -> list[Sample]:
    """All bundled reports, sorted by file.

    Raises:
        TableError: the index is broken.
        OSError: a report that the index names is missing.
    """
    place = folder()
    samples = []
    for _, row in read_table(place / "index.tsv", _COLUMNS):
        text, notes = decode((place / "reports" / row["file"]).read_bytes())
        document = build_document(text, Metadata(published=row["published"] or None), notes=tuple(notes))
        samples.append(Sample(row["file"], row["title_en"], row["style"], document))
    return samples
