"""Words to pieces: the encoder's unigram vocabulary, cut to what Arabic news needs.

The file `pieces.tsv` holds one piece a line with its score (log probability); its line number is its row in the model.
Piece boundaries never cross tokens, so that a token's pieces depend on the token alone and are kept.
"""

from __future__ import annotations

from array import array
from pathlib import Path
from typing import NamedTuple

from tokenizers import Tokenizer, models, pre_tokenizers

# First lines of the file, in this order.
SPECIALS = ("<s>", "<pad>", "</s>", "<unk>")
BEGIN, PAD, END, UNKNOWN = range(4)
_KEEP = 1 << 16


class Encoded(NamedTuple):
    """Pieces of a stretch of tokens, begin and end marks included: rows, and the first and last piece of each token."""

    rows: array[int]
    first: array[int]
    last: array[int]


class Pieces:
    """Cuts tokens into rows of the model's vocabulary."""

    def __init__(self, vocabulary: list[tuple[str, float]]) -> None:
        self.size = len(vocabulary)
        self._cut = Tokenizer(models.Unigram(vocabulary, unk_id=UNKNOWN, byte_fallback=False))
        self._cut.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="never", split=False)
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
            known = tuple(self._cut.encode(key[:60]).ids) or (UNKNOWN,)
            if len(self._known) >= _KEEP:
                self._known.clear()
            self._known[key] = known
        return known

    def encode(self, tokens: list[tuple[int, ...]]) -> Encoded:
        """Join the rows of tokens (see `rows`) between the begin and end marks."""
        rows, first, last = array("q", [BEGIN]), array("q"), array("q")
        for token in tokens:
            first.append(len(rows))
            rows.extend(token)
            last.append(len(rows) - 1)
        rows.append(END)
        return Encoded(rows, first, last)
