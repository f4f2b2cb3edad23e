"""The record: frozen types of the public contract, their validation and JSON. No input or output."""

from mahdar.record.codec import convert, decode, encode, make_document, report_id, schema, text_id
from mahdar.record.items import (
    Actor,
    Commitment,
    Condition,
    Document,
    Event,
    Mention,
    Note,
    Quantity,
    ReaderInfo,
    Record,
    Role,
    Span,
    Statement,
    Time,
)
from mahdar.record.validate import problems, validate

__all__ = [
    "Actor",
    "Commitment",
    "Condition",
    "Document",
    "Event",
    "Mention",
    "Note",
    "Quantity",
    "ReaderInfo",
    "Record",
    "Role",
    "Span",
    "Statement",
    "Time",
    "convert",
    "decode",
    "encode",
    "make_document",
    "problems",
    "report_id",
    "schema",
    "text_id",
    "validate",
]
