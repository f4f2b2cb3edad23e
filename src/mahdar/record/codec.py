"""Records to and from JSON, and the JSON Schema of the contract."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from mahdar.errors import RecordError
from mahdar.record.items import Document, Note, Record, Span

_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Record)


def encode(record: Record, *, indent: int | None = None) -> bytes:
    """A record as UTF-8 JSON without a line end; deterministic."""
    raw = _ENCODER.encode(record)
    return raw if indent is None else msgspec.json.format(raw, indent=indent)


def decode(raw: bytes | str) -> Record:
    """A record from its JSON.

    Raises:
        RecordError: the JSON is broken or does not have the contract's shape.
    """
    try:
        return _DECODER.decode(raw)
    except msgspec.MsgspecError as error:
        raise RecordError([str(error)]) from error


def convert(value: object) -> Record:
    """A record from its JSON after decoding: dictionaries, lists, strings and numbers.

    Raises:
        RecordError: it does not have the contract's shape.
    """
    try:
        return msgspec.convert(value, Record)
    except msgspec.MsgspecError as error:
        raise RecordError([str(error)]) from error


def schema() -> dict[str, Any]:
    """The record's JSON Schema (draft 2020-12)."""
    found = msgspec.json.schema(Record)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}


def text_id(text: str) -> str:
    """Identity of a text: SHA-256 of its UTF-8 bytes."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def report_id(text_identity: str, source: str | None, url: str | None, published: str | None) -> str:
    """Identity of one copy of a text: SHA-256 over text id, source, url and publication date."""
    parts = "\x1f".join([text_identity, source or "", url or "", published or ""])
    return "sha256:" + hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()


def make_document(
    text: str,
    *,
    language: str = "und",
    title: str | None = None,
    url: str | None = None,
    source: str | None = None,
    author: str | None = None,
    published: str | None = None,
    published_basis: str | None = None,
    published_evidence: Span | None = None,
    notes: tuple[Note, ...] = (),
) -> Document:
    """A document with its two identities filled in."""
    identity = text_id(text)
    return Document(
        id=identity,
        report=report_id(identity, source, url, published),
        text=text,
        language=language,
        title=title,
        url=url,
        source=source,
        author=author,
        published=published,
        published_basis=published_basis if published else None,
        published_evidence=published_evidence,
        notes=list(notes),
    )
