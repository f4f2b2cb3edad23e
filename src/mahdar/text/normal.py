"""Normalisation that keeps a map back to the original text.

Two steps. `normalise` makes the working text of a report: marks, tatweel and invisible controls dropped,
presentation forms and look-alike letters mapped to the plain Arabic ones, digits to ASCII, all kinds of white space
to blanks. `fold` further removes distinctions that writers confuse (hamza on alif, final ya, ta marbuta) and is used
for look-up keys only; it never changes a length.
"""

from __future__ import annotations

import re
import unicodedata
from array import array

import msgspec

# Invisible controls (bidi marks, joiners, BOM, soft hyphen), Arabic marks and tatweel: dropped.
_CONTROLS = (
    "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
    "\u2066\u2067\u2068\u2069\ufeff\ufffd"
)
_DROPPED = (
    _CONTROLS
    + "\u0640\u0670"
    + "".join(chr(c) for c in range(0x0610, 0x061B))
    + "".join(chr(c) for c in range(0x064B, 0x0660))
    + "".join(chr(c) for c in range(0x06D6, 0x06DD))
    + "".join(chr(c) for c in range(0x06DF, 0x06E5))
    + "\u06e7\u06e8\u06ea\u06eb\u06ec\u06ed"
)
_MAPPED = {
    "ی": "ي", "ې": "ي", "ۍ": "ي", "ے": "ي", "ک": "ك", "ڪ": "ك", "ګ": "ك", "ہ": "ه", "ھ": "ه", "ۀ": "ه", "ە": "ه",
    "ۃ": "ة", "ٱ": "ا", "ٲ": "أ", "ٳ": "إ", "ٵ": "أ", "ۆ": "و", "ۇ": "و", "ۋ": "و",
    "٬": ",", "٫": ".", "\u00a0": " ", "\u1680": " ", "\u2028": "\n", "\u2029": "\n", "\u202f": " ", "\u205f": " ",
    "\u3000": " ", "\t": " ", "\x0b": " ", "\x0c": "\n", "\x85": "\n",
}  # fmt: skip
_MAPPED |= {chr(c): " " for c in range(0x2000, 0x200B)}
_MAPPED |= {chr(0x0660 + d): str(d) for d in range(10)} | {chr(0x06F0 + d): str(d) for d in range(10)}
_SIMPLE = str.maketrans(_MAPPED)
_DELETE = str.maketrans(dict.fromkeys(_DROPPED, ""))
_ODD = re.compile(f"[{re.escape(_DROPPED)}\ufb50-\ufdff\ufe70-\ufefc]|\r\n?")
_FOLD = str.maketrans("أإآىة", "ااايه")
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")


class Normalised(msgspec.Struct, frozen=True, gc=False):
    """A working text and, for each of its characters, the stretch of the original that it stands for.

    `starts` and `ends` are None where both texts have the same length and every offset is its own. Marks and tatweel
    belong to the letter before them; invisible controls belong to none.
    """

    text: str
    starts: array[int] | None = None
    ends: array[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Original span of a working span that is not empty."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def normalise(text: str) -> Normalised:
    """The working text of a report with its map back; linear in the length of the text."""
    plain = text.translate(_SIMPLE)
    if not _ODD.search(plain):
        return Normalised(plain)
    pieces: list[str] = []
    starts, ends = array("q"), array("q")
    last = 0
    for match in _ODD.finditer(plain):
        at, after = match.span()
        if at > last:
            pieces.append(plain[last:at])
            starts.extend(range(last, at))
            ends.extend(range(last + 1, at + 1))
        last = after
        found = match.group()
        if found[0] == "\r":
            expanded = "\n"
        elif _PRESENTATION.match(found):
            expanded = unicodedata.normalize("NFKC", found).translate(_SIMPLE).translate(_DELETE)
        else:
            expanded = ""
            if ends and ends[-1] == at and found not in _CONTROLS:
                ends[-1] = after
        pieces.append(expanded)
        starts.extend([at] * len(expanded))
        ends.extend([after] * len(expanded))
    pieces.append(plain[last:])
    starts.extend(range(last, len(text)))
    ends.extend(range(last + 1, len(text) + 1))
    return Normalised("".join(pieces), starts, ends)


def fold(word: str) -> str:
    """Look-up key of a normalised word: hamza on alif, final ya and ta marbuta no longer told apart."""
    return word.translate(_FOLD)


def plain(text: str) -> str:
    """Folded working form of any original text, for comparing names: without marks, variants of letters joined."""
    return fold(normalise(text).text)
