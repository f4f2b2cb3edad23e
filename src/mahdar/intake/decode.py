"""Bytes to text: which encoding a report is written in.

Tried in this order: byte order marks, UTF-16 without one, UTF-8, UTF-8 with a few broken bytes, an encoding that the
page declares, the two single-byte Arabic encodings told apart by the words that come out, and last whatever
charset-normalizer makes of it. Nothing is dropped from the text but a byte order mark.
"""

from __future__ import annotations

import codecs
import hashlib
import re

from mahdar.errors import DocumentError
from mahdar.record import Note

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a zstandard file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
)
# Pages may declare one of these; codecs that are slow on hostile input (punycode, idna) are not among them.
_DECLARABLE = frozenset(
    {
        "windows-1256", "cp1256", "iso-8859-6", "windows-1252", "iso-8859-1", "iso-8859-9", "windows-1254",
        "windows-1251", "koi8-r", "gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "x-mac-arabic",
    }
)  # fmt: skip
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{3,20})", re.IGNORECASE)
_SAMPLE = 1 << 16
# Words that every few lines of Arabic hold, and the article; in the wrong single-byte table they do not come out.
_ARABIC_WORDS = re.compile(r"\bال\w{2,}|\b(?:في|من|على|إلى|الى|عن|أن|ان|إن|التي|الذي|هذا|هذه|مع|قال|بعد|و)\b")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# What Arabic in UTF-8 looks like after it was read as Windows-1256 or Windows-1252 and written again: «ال».
_TWICE = re.compile("ط§ظ„|Ø§Ù„")


def decode(raw: bytes) -> tuple[str, list[Note]]:
    """The text that some bytes hold, and notes on what was odd about them.

    Control characters stay in the text. Linear in the length of `raw`.

    Args:
        raw: a whole file, page or message.

    Returns:
        The text without its byte order mark, and notes of the kinds `empty`, `encoding` and `control`.

    Raises:
        DocumentError: the bytes are no text, or in no encoding that can be recognised.
    """
    if not raw:
        return "", [Note(kind="empty", message="the source holds no bytes")]
    for signature, name in _SIGNATURES:
        if raw.startswith(signature):
            raise _failure(raw, f"{name}, not text")
    text, notes = _decode(raw)
    controls = sum(1 for _ in _CONTROL.finditer(text))
    # Reports with stray controls have a handful in thousands of characters; binary files that happen to decode
    # have one in ten or more (measured on executables, archives and images of /usr).
    if controls * 20 > len(text):
        raise _failure(raw, "binary data, not text")
    if controls:
        notes.append(Note(kind="control", message=f"{controls} control characters stand in the text"))
    twice = len(_TWICE.findall(text[: 4 * _SAMPLE]))
    if twice >= 3 and twice * 200 > min(len(text), 4 * _SAMPLE):
        notes.append(
            Note(kind="encoding", message="the text looks as if it was decoded with a wrong encoding once")
        )
    if not text.strip():
        notes.append(Note(kind="empty", message="the source holds no text"))
    return text, notes


def _decode(raw: bytes) -> tuple[str, list[Note]]:
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return _marked(raw[len(mark) :], name, raw)
    wide = _wide(raw)
    if wide:
        text = _strict(raw, wide)
        if text is not None:
            return text, [Note(kind="encoding", message=f"read as {wide.upper()} (no byte order mark)")]
    text = _strict(raw, "utf-8")
    if text is not None:
        return text, []
    text = _damaged(raw)
    if text is not None:
        broken = text.count("\ufffd")
        return text, [Note(kind="encoding", message=f"UTF-8 with {broken} broken bytes, shown as U+FFFD")]
    text, name = _single_byte(raw)
    return text, [Note(kind="encoding", message=f"read as {name}")]


def _marked(body: bytes, name: str, raw: bytes) -> tuple[str, list[Note]]:
    text = _strict(body, name)
    if text is not None:
        return text, []
    text = body.decode(name, "replace")
    broken = text.count("\ufffd")
    if broken * 20 > len(text):
        raise _failure(raw, f"a byte order mark of {name.upper()}, but the bytes are not in it")
    return text, [
        Note(kind="encoding", message=f"{name.upper()} with {broken} broken bytes, shown as U+FFFD")
    ]


def _strict(raw: bytes, name: str) -> str | None:
    """The text, or None where the bytes are not in this encoding."""
    try:
        return raw.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _wide(raw: bytes) -> str | None:
    """UTF-16 of which kind, or None where nothing speaks for it.

    The high byte of nearly every character of Arabic news is 00 (blanks, digits, marks, Latin) or 06 (Arabic), and
    06 never stands in other text; low bytes are spread widely.
    """
    if len(raw) < 4 or len(raw) % 2:
        return None
    even, odd = raw[0:_SAMPLE:2], raw[1:_SAMPLE:2]
    share_even = (even.count(0) + even.count(6)) / len(even)
    share_odd = (odd.count(0) + odd.count(6)) / len(odd)
    if share_odd > 0.7 and share_even < 0.3:
        return "utf-16-le"
    if share_even > 0.7 and share_odd < 0.3:
        return "utf-16-be"
    return None


def _damaged(raw: bytes) -> str | None:
    """UTF-8 in which broken bytes are rare beside whole sequences, else None."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for _ in re.finditer(r"[^\x00-\x7f\ufffd]", text))
    # Windows-1256 read as UTF-8 breaks at nearly every letter; a cut or spliced UTF-8 file at one in hundreds.
    return text if whole > 20 * broken else None


def _single_byte(raw: bytes) -> tuple[str, str]:
    """The text in the single-byte encoding that makes most sense of it, and that encoding's name."""
    first = next((at for at, byte in enumerate(raw[: 16 * _SAMPLE]) if byte > 0x7F), 0)
    window = raw[max(0, first - 64) : first + _SAMPLE]
    scores: list[tuple[int, str]] = []
    for name in ("windows-1256", "iso-8859-6"):
        trial = _strict(window, name)
        if trial is not None:
            scores.append((len(_ARABIC_WORDS.findall(trial)), name))
    scores.sort(key=lambda pair: (-pair[0], pair[1] != "windows-1256"))
    declared = _declared(raw)
    candidates = [name for score, name in scores if score > 0]
    if declared and not candidates:
        candidates.append(declared)
    for name in candidates:
        text = _strict(raw, name)
        if text is not None:
            return text, name
    return _guessed(raw, window)


def _declared(raw: bytes) -> str | None:
    found = _DECLARED.search(raw[:4096])
    name = found.group(1).decode("ascii").lower() if found else ""
    return name if name in _DECLARABLE else None


def _guessed(raw: bytes, window: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(window).best()
    text = _strict(raw, best.encoding) if best is not None else None
    if text is None or best is None:
        raise _failure(
            raw, "not text in any encoding that is known (UTF-8, UTF-16, Windows-1256, ISO-8859-6)"
        )
    return text, best.encoding.replace("_", "-")


def _failure(raw: bytes, reason: str) -> DocumentError:
    return DocumentError("sha256:" + hashlib.sha256(raw).hexdigest(), "intake", reason)
