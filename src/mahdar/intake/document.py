"""A text and what is known about it, made into a document: language, publication date, notes."""

from __future__ import annotations

import re

import msgspec

from mahdar.intake.language import identify, language_note
from mahdar.intake.published import find_published
from mahdar.record import Document, Note, make_document

_SURROGATE = re.compile("[\ud800-\udfff]")


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """What a source says about a report besides its text; `published` in whatever form it has."""

    title: str | None = None
    url: str | None = None
    source: str | None = None
    author: str | None = None
    published: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """These metadata, with what they leave open taken from `other`."""
        return Metadata(
            title=self.title or other.title,
            url=self.url or other.url,
            source=self.source or other.source,
            author=self.author or other.author,
            published=self.published or other.published,
        )


def build_document(text: str, metadata: Metadata | None = None, *, notes: tuple[Note, ...] = ()) -> Document:
    """A document with its language, its publication date and notes on what is odd about it.

    Args:
        text: the report's own text; half surrogate pairs, which no encoding can write, become U+FFFD.
        metadata: what its source says about it.
        notes: what decoding or extraction found.
    """
    known = metadata or Metadata()
    found = list(notes)
    if _SURROGATE.search(text):
        text = _SURROGATE.sub("\ufffd", text)
        found.append(Note(kind="encoding", message="half surrogate pairs in the text, shown as U+FFFD"))
    published = find_published(text, given=known.published, url=known.url)
    found.extend(published.notes)
    language = identify(text)
    if text.strip():
        strange = language_note(language)
        if strange is not None:
            found.append(strange)
    elif not any(note.kind == "empty" for note in found):
        found.append(Note(kind="empty", message="the report holds no text"))
    return make_document(
        text,
        language=language.code,
        title=_plain(known.title),
        url=_plain(known.url),
        source=_plain(known.source),
        author=_plain(known.author),
        published=published.value,
        published_basis=published.basis,
        published_evidence=published.evidence,
        notes=tuple(found),
    )


def _plain(value: str | None) -> str | None:
    """A line of metadata without outer white space and half surrogate pairs; None where nothing is left."""
    if value is None:
        return None
    return _SURROGATE.sub("\ufffd", value).strip() or None
