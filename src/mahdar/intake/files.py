"""Files, folders and streams to documents; what cannot be read is a value, so that a batch goes on."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from mahdar.errors import DocumentError, RecordError
from mahdar.intake.decode import decode
from mahdar.intake.document import Metadata, build_document
from mahdar.record import Document, Note, Record, convert, validate

TEXT, PAGE, LINES, JSON = "text", "page", "lines", "json"
SUFFIXES = {
    ".txt": TEXT,
    ".htm": PAGE,
    ".html": PAGE,
    ".xhtml": PAGE,
    ".jsonl": LINES,
    ".ndjson": LINES,
    ".json": JSON,
}
_BOM = b"\xef\xbb\xbf"
# A file is held in memory whole (JSON lines are streamed); reports have kilobytes.
_MAX_BYTES = 512 << 20
_STDIN = "<stdin>"
_FIELDS = ("title", "url", "source", "published", "author")
# How the `schema` of a record begins, whatever its number.
_RECORD = "mahdar.record/"


class Failure(msgspec.Struct, frozen=True):
    """A source, or one line of it, that could not be read; `line` counts from 1, None for the whole source."""

    source: str
    line: int | None
    reason: str

    def __str__(self) -> str:
        place = self.source if self.line is None else f"{self.source}:{self.line}"
        return f"{place}: {self.reason}"


class Found(msgspec.Struct, frozen=True):
    """One report and where it stands; `line` (or position in a JSON list, from 1) is None where it fills its file.

    `record` is there where the report was read before and stands as a record.
    """

    source: str
    line: int | None
    document: Document
    record: Record | None = None

    def __str__(self) -> str:
        return self.source if self.line is None else f"{self.source}:{self.line}"


def scan(
    path: str | Path, *, published: str | None = None, stdin: bytes | None = None, records: bool = False
) -> Iterator[Found | Failure]:
    """Every report under a path, with where it stands.

    Args:
        path: a file, a folder (read with everything below it, in sorted order), or `-` for `stdin`.
        published: publication date of the reports whose own row gives none.
        stdin: the bytes of the standard input, handed in by the caller.
        records: whether records among the rows are wanted; if not, each is a failure.
    """
    for found in _scan(path, Metadata(published=published), stdin):
        yield found if records else _report(found)


def _report(found: Found | Failure) -> Found | Failure:
    """A report as it is; a record, where reports are read, as a failure."""
    if isinstance(found, Found) and found.record is not None:
        return Failure(found.source, found.line, "a record that was read before, not a report")
    return found


def _scan(path: str | Path, default: Metadata, stdin: bytes | None) -> Iterator[Found | Failure]:
    if str(path) == "-":
        yield from _content(_STDIN, stdin or b"", _kind_of(stdin or b""), default)
        return
    shown = _shown(path)
    place = Path(path)
    try:
        if place.is_dir():
            yield from _folder(place, default)
        elif not place.exists():
            yield Failure(shown, None, "no such file or folder")
        else:
            yield from _file(place, default)
    except (OSError, ValueError) as error:
        yield Failure(shown, None, _reason(error))


def read_path(
    path: str | Path, *, published: str | None = None, stdin: bytes | None = None
) -> Iterator[Document | Failure]:
    """Every report under a path as a document; arguments as for `scan`."""
    for found in scan(path, published=published, stdin=stdin):
        yield found if isinstance(found, Failure) else found.document


def read_bytes(
    raw: bytes, *, published: str | None = None, name: str = _STDIN
) -> Iterator[Document | Failure]:
    """The reports in some bytes: a text, a page, JSON lines or JSON, told apart by how they begin."""
    for found in _content(name, raw, _kind_of(raw), Metadata(published=published)):
        report = _report(found)
        yield report if isinstance(report, Failure) else report.document


def count_reports(paths: Iterable[str | Path]) -> int | None:
    """About how many reports some paths hold (a line of JSON lines counts as one); None where it cannot be told."""
    total = 0
    for path in paths:
        place = Path(path)
        if str(path) == "-" or not place.exists() or not (place.is_dir() or place.is_file()):
            return None
        for file in _files(place) if place.is_dir() else [place]:
            if SUFFIXES.get(file.suffix.lower()) == LINES:
                try:
                    with file.open("rb") as stream:
                        total += sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
                except OSError:
                    return None
            else:
                total += 1
    return total


def _shown(path: str | Path) -> str:
    """A path as it can be written in a message, whatever bytes its name has."""
    return os.fsencode(path).decode("utf-8", "replace")


def _reason(error: Exception) -> str:
    """What is wrong, in the system's words without the path, which the failure names already."""
    strerror = getattr(error, "strerror", None)
    return str(strerror).lower() if strerror else str(error)


def _files(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES:
                yield Path(here) / name


def _folder(folder: Path, default: Metadata) -> Iterator[Found | Failure]:
    os.listdir(folder)  # os.walk is silent about a folder that may not be read; this is not
    any_file = False
    for file in _files(folder):
        any_file = True
        try:
            yield from _file(file, default)
        except OSError as error:
            yield Failure(_shown(file), None, _reason(error))
    if not any_file:
        wanted = ", ".join(sorted(SUFFIXES))
        yield Failure(_shown(folder), None, f"no reports in this folder (looked for {wanted})")


def _file(path: Path, default: Metadata) -> Iterator[Found | Failure]:
    kind = SUFFIXES.get(path.suffix.lower())
    shown = _shown(path)
    with path.open("rb") as stream:
        if kind == LINES:
            start = stream.read(4)
            if not start.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\x00" not in start:
                stream.seek(0)
                yield from _lines(shown, stream, default)
                return
            stream.seek(0)
        raw = stream.read(_MAX_BYTES + 1)
    if len(raw) > _MAX_BYTES:
        yield Failure(shown, None, f"larger than {_MAX_BYTES >> 20} MiB; split it, or use JSON lines")
        return
    yield from _content(shown, raw, kind or _kind_of(raw), default)


def _kind_of(raw: bytes) -> str:
    """What some bytes without a telling name hold, by their beginning."""
    start = raw[:4000].removeprefix(_BOM).lstrip()
    if start.startswith(b"{"):
        first = raw.removeprefix(_BOM).lstrip().split(b"\n", 1)[0]
        return LINES if _is_object(first) else JSON if _is_json(raw) else TEXT
    if start.startswith(b"["):
        return JSON if _is_json(raw) else TEXT
    if start[:1] == b"<":
        from mahdar.intake.page import looks_like_html

        return PAGE if looks_like_html(start.decode("latin-1")) else TEXT
    return TEXT


def _is_object(raw: bytes) -> bool:
    try:
        return isinstance(msgspec.json.decode(raw), dict)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False


def _is_json(raw: bytes) -> bool:
    try:
        msgspec.json.decode(raw.removeprefix(_BOM), type=msgspec.Raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False
    return True


def _content(shown: str, raw: bytes, kind: str, default: Metadata) -> Iterator[Found | Failure]:
    """The reports in a whole file."""
    try:
        text, notes = decode(raw)
    except DocumentError as error:
        yield Failure(shown, None, error.reason)
        return
    if kind == LINES:
        yield from _lines(shown, text.encode("utf-8").split(b"\n"), default)
    elif kind == JSON:
        yield from _json(shown, text, default)
    elif kind == PAGE:
        yield Found(shown, None, _page(text, Metadata(), default, tuple(notes)))
    else:
        yield Found(shown, None, build_document(text, default, notes=tuple(notes)))


def _page(markup: str, known: Metadata, default: Metadata, notes: tuple[Note, ...]) -> Document:
    """A page's document: what its row says comes before what the page says, and that before the default."""
    from mahdar.intake.page import read_page

    page = read_page(markup, url=known.url)
    return build_document(page.text, known.over(page.metadata).over(default), notes=(*notes, *page.notes))


def _lines(shown: str, lines: Iterable[bytes], default: Metadata) -> Iterator[Found | Failure]:
    number = 0
    any_row = False
    for number, line in enumerate(lines, 1):
        if number == 1:
            line = line.removeprefix(_BOM)
        if not line.strip():
            continue
        any_row = True
        yield _line(shown, number, line, default)
    if not any_row:
        yield Failure(shown, None, "no lines" if number == 0 else "only empty lines")


def _line(shown: str, number: int, line: bytes, default: Metadata) -> Found | Failure:
    notes: list[Note] = []
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        try:
            text, notes = decode(line)
        except DocumentError as error:
            return Failure(shown, number, error.reason)
        line = text.encode("utf-8")
    try:
        row = msgspec.json.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        return Failure(shown, number, f"not JSON: {error}")
    except RecursionError:
        return Failure(shown, number, "JSON nested too deep")
    return _row(shown, number, row, default, tuple(notes))


def _json(shown: str, text: str, default: Metadata) -> Iterator[Found | Failure]:
    try:
        whole = msgspec.json.decode(text.encode("utf-8"))
    except msgspec.MsgspecError as error:
        yield Failure(shown, None, f"not JSON: {error}")
        return
    except RecursionError:
        yield Failure(shown, None, "JSON nested too deep")
        return
    if isinstance(whole, list):
        if not whole:
            yield Failure(shown, None, "an empty list")
        for number, row in enumerate(whole, 1):
            yield _row(shown, number, row, default, ())
    else:
        yield _row(shown, None, whole, default, ())


def _row(
    shown: str, number: int | None, row: Any, default: Metadata, notes: tuple[Note, ...]
) -> Found | Failure:
    """The report of one JSON object."""
    if not isinstance(row, dict):
        return Failure(shown, number, f"{_kind_name(row)}, expected an object with `text` or `html`")
    schema = row.get("schema")
    if isinstance(schema, str) and schema.startswith(_RECORD):
        return _record(shown, number, row)
    values: dict[str, str | None] = {}
    for field in (*_FIELDS, "text", "html"):
        value = row.get(field)
        if field == "published" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)  # a year
        if value is not None and not isinstance(value, str):
            return Failure(shown, number, f"`{field}` is {_kind_name(value)}, expected a string")
        values[field] = value
    text, html = values.pop("text"), values.pop("html")
    known = Metadata(**values)
    if text is not None:
        return Found(shown, number, build_document(text, known.over(default), notes=notes))
    if html is not None:
        return Found(shown, number, _page(html, known, default, notes))
    return Failure(shown, number, "neither `text` nor `html`")


def _record(shown: str, number: int | None, row: dict[str, Any]) -> Found | Failure:
    """The record of one JSON object, if it keeps its contract."""
    try:
        record = convert(row)
        validate(record)
    except RecordError as error:
        more = f" (and {len(error.problems) - 1} more)" if len(error.problems) > 1 else ""
        return Failure(shown, number, f"a broken record: {error.problems[0]}{more}")
    return Found(shown, number, record.document, record)


def _kind_name(value: Any) -> str:
    if value is None:
        return "null"
    names = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "a string",
        list: "a list",
        dict: "an object",
    }
    return names.get(type(value), "something else")
