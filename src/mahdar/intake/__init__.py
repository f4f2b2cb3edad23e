"""Bytes to documents: encodings, pages, JSON lines, folders; language and publication date."""

from mahdar.intake.decode import decode
from mahdar.intake.document import Metadata, build_document
from mahdar.intake.files import SUFFIXES, Failure, Found, count_reports, read_bytes, read_path, scan
from mahdar.intake.language import Language, identify, language_note
from mahdar.intake.page import Page, looks_like_html, read_page
from mahdar.intake.published import Published, find_published, parse_date

__all__ = [
    "SUFFIXES",
    "Failure",
    "Found",
    "Language",
    "Metadata",
    "Page",
    "Published",
    "build_document",
    "count_reports",
    "decode",
    "find_published",
    "identify",
    "language_note",
    "looks_like_html",
    "parse_date",
    "read_bytes",
    "read_page",
    "read_path",
    "scan",
]
