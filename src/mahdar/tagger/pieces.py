"""Words to pieces: the encoder's unigram vocabulary, cut to what Arabic news needs.

The file `pieces.txt` holds one piece a line with its score (log probability); its line number is its row in the model.
Piece boundaries never cross tokens, so that a token's pieces depend on the token alone and are kept.
"""

from __future__ import annotations

from array import array
from pathlib import Path
from typing import NamedTuple

# First lines of the file, in this order.
SPECIALS = ("<s>", "<pad>", "</s>", "<unk>")
BEGIN, PAD, END, UNKNOWN = range(4)
_KEEP = 1 << 16
# Characters of a token that are cut into pieces, and by how much an unknown character is less likely than any piece.
_LONGEST, _LOSS = 60, 10.0


class Encoded(NamedTuple):
    """Pieces of a stretch of tokens, begin and end marks included: rows, and the first and last piece of each token."""

    rows: array[int]
    first: array[int]
    last: array[int]


class Pieces:
    """Cuts tokens into rows of the model's vocabulary."""

    def __init__(self, vocabulary: list[tuple[str, float]]) -> None:
        self.size = len(vocabulary)
        self._row = {piece: row for row, (piece, _) in enumerate(vocabulary) if row >= len(SPECIALS)}
        self._score = [score for _, score in vocabulary]
        self._longest = max(map(len, self._row))
        self._lost = min(self._score) - _LOSS
        self._known: dict[str, tuple[int, ...]] = {}

    @classmethod
    def load(cls, path: Path) -> Pieces:
        """Read the vocabulary.

        Raises:
            OSError, ValueError: the file cannot be read or is none.
        """
        lines = path.read_text(encoding="utf-8").split("\n")
        found = [line.split("\t") for line in lines if line]
        return cls([(piece, float(score)) for piece, score in found])

    def rows(self, text: str, *, spaced: bool) -> tuple[int, ...]:
        """Rows of one token; `spaced`: white space (or nothing) stands before it."""
        key = "\u2581" + text if spaced else text
        known = self._known.get(key)
        if known is None:
            known = self._cut(key[:_LONGEST])
            if len(self._known) >= _KEEP:
                self._known.clear()
            self._known[key] = known
        return known

    def _cut(self, text: str) -> tuple[int, ...]:
        """The likeliest pieces of a text (Viterbi over the unigram model; Kudo 2018)."""
        size = len(text)
        best = [0.0] + [-1e18] * size
        back: list[tuple[int, int]] = [(0, UNKNOWN)] * (size + 1)
        for start in range(size):
            here = best[start]
            for end in range(start + 1, min(size, start + self._longest) + 1):
                row = self._row.get(text[start:end])
                if row is None and end > start + 1:
                    continue
                value = here + (self._lost if row is None else self._score[row])
                if value > best[end]:
                    best[end] = value
                    back[end] = (start, UNKNOWN if row is None else row)
        rows: list[int] = []
        at = size
        while at:
            start, row = back[at]
            if row != UNKNOWN or not rows or rows[-1] != UNKNOWN:  # unknown characters in a row are one piece
                rows.append(row)
            at = start
        return tuple(reversed(rows)) or (UNKNOWN,)

    def encode(self, tokens: list[tuple[int, ...]]) -> Encoded:
        """Join the rows of tokens (see `rows`) between the begin and end marks."""
        rows, first, last = array("q", [BEGIN]), array("q"), array("q")
        for token in tokens:
            first.append(len(rows))
            rows.extend(token)
            last.append(len(rows) - 1)
        rows.append(END)
        return Encoded(rows, first, last)
