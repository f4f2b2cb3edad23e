"""What the encoder says of one report: probabilities of labels for each token, and scores of pairs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mahdar.tagger.labels import HEADS, ROLE_WIDTH, ROLES, bucket, offsets

Array = NDArray[np.float32]
_COLUMNS = offsets()
_NUMBER = {role: n for n, role in enumerate(ROLES)}


class Tagged(NamedTuple):
    """A stretch of tokens (half-open) with a label and its probability (the mean over its tokens)."""

    first: int
    last: int
    label: str
    probability: float


class Scores:
    """Scores of one report's tokens.

    Args:
        logits: [tokens, labels of all heads]. asks, answers: [tokens, roles, width]. far: [roles, buckets].
    """

    def __init__(self, logits: Array, asks: Array, answers: Array, far: Array) -> None:
        self._logits = logits.astype(np.float64)
        self._asks = asks.astype(np.float64)
        self._far = far.astype(np.float64)
        self._sums = np.concatenate([np.zeros((1, *answers.shape[1:])), answers.astype(np.float64).cumsum(0)])
        self._kept: dict[str, NDArray[np.float64]] = {}

    def __len__(self) -> int:
        return len(self._logits)

    def probabilities(self, head: str) -> NDArray[np.float64]:
        """Of each label of a head, [tokens, labels]; rounded, so that the last bits of a sum never decide."""
        kept = self._kept.get(head)
        if kept is None:
            first, last = _COLUMNS[head]
            part = self._logits[:, first:last]
            raised = np.exp(part - part.max(1, keepdims=True))
            kept = self._kept[head] = (raised / raised.sum(1, keepdims=True)).round(5)
        return kept

    def label(self, head: str, token: int, *, among: tuple[str, ...] | None = None) -> tuple[str, float]:
        """The likeliest label of a token, of some labels if given, with its probability."""
        names = HEADS[head]
        row = self.probabilities(head)[token]
        best = max(
            (n for n, name in enumerate(names) if among is None or name in among), key=lambda n: (row[n], -n)
        )
        return names[best], float(row[best])

    def shares(self, head: str, token: int) -> dict[str, float]:
        """The probability of each label at a token."""
        return dict(zip(HEADS[head], self.probabilities(head)[token].tolist(), strict=True))

    def spans(self, head: str) -> list[Tagged]:
        """Stretches that a BIO head marks, in order; an inside without a begin begins one."""
        names = HEADS[head]
        table = self.probabilities(head)
        found: list[Tagged] = []
        open_: tuple[int, str, float] | None = None
        for at in range(len(table) + 1):
            name, share = "O", 0.0
            if at < len(table):
                best = int(table[at].argmax())
                name, share = names[best], float(table[at, best])
            edge, _, kind = name.partition("-")
            if open_ is not None and (edge != "I" or kind != open_[1]):
                first, label, total = open_
                found.append(Tagged(first, at, label, round(total / (at - first), 4)))
                open_ = None
            if edge in ("B", "I"):
                open_ = (at, kind, share) if open_ is None else (open_[0], kind, open_[2] + share)
        return found

    def pairs(self, role: str, token: int, stretches: list[tuple[int, int]]) -> NDArray[np.float64]:
        """Scores (logits) of stretches of tokens in a role of a cue's, trigger's or commitment's token."""
        if not stretches:
            return np.zeros(0)
        number = _NUMBER[role]
        firsts = np.array([a for a, _ in stretches])
        lasts = np.array([b for _, b in stretches])
        mean = (self._sums[lasts, number] - self._sums[firsts, number]) / (lasts - firsts)[:, None]
        far = self._far[number, [bucket(a - token) for a, _ in stretches]]
        result: NDArray[np.float64] = (
            (mean * self._asks[token, number]).sum(1) / ROLE_WIDTH**0.5 + far
        ).round(4)
        return result

    def edges(self, role: str, token: int, first: int, last: int) -> NDArray[np.float64]:
        """Scores of single tokens first..last as the edge of a cue's content."""
        return self.pairs(role, token, [(at, at + 1) for at in range(first, last)])
