"""The encoder at work: windows of a report through the network, one window at a time.

A window is run alone and on one thread, so that what is said of it depends on nothing beside it; several windows may run
side by side in threads of the caller's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mahdar.analysis.mentions import Mentions
from mahdar.analysis.types import Analysis
from mahdar.tagger.hints import NOTHING, hints
from mahdar.tagger.labels import HEADS, ROLE_WIDTH, ROLES
from mahdar.tagger.pieces import Encoded, Pieces
from mahdar.tagger.scores import Array, Scores

# Pieces of a window without its marks, and how many of them a window repeats of the one before.
LONGEST, REPEATED = 510, 160
_LABELS = sum(map(len, HEADS.values()))
# Tokens first..last, their pieces, their hints.
_Window = tuple[int, int, list[tuple[int, ...]], list[list[int]]]


class Encoder:
    """The network and its vocabulary, read once; safe to share between threads.

    Args:
        folder: holds `network.onnx` and `pieces.txt`.
        threads: windows that run side by side.

    Raises:
        OSError, ValueError, RuntimeError: a file is missing or broken.
    """

    def __init__(self, folder: Path, threads: int = 2) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.disable_quant_qdq", "1")
        options.add_session_config_entry("session.set_denormal_as_zero", "1")
        self.pieces = Pieces.load(folder / "pieces.txt")
        path = folder / "network.onnx"
        network = path.read_bytes()
        self.digest = sha256(network).hexdigest()[:16]
        self._session: Any = onnxruntime.InferenceSession(
            network, options, providers=["CPUExecutionProvider"]
        )
        self._hinted = any(one.name == "hints" for one in self._session.get_inputs())
        self.threads = threads
        self._pool = ThreadPoolExecutor(threads) if threads > 1 else None

    def scores(self, analysis: Analysis, mentions: Mentions) -> Scores:
        """Scores of one report, given what grammar found in it."""
        return next(self.many([(analysis, mentions)]))

    def many(self, reports: Iterable[tuple[Analysis, Mentions]]) -> Iterator[Scores]:
        """Scores of several reports, in order, their windows side by side."""
        prepared = [self._windows(analysis, mentions) for analysis, mentions in reports]
        jobs = [window for windows in prepared for window in windows]
        run = map if self._pool is None or len(jobs) < 2 else self._pool.map
        results = iter(run(self._run, [(rows, told) for _, _, rows, told in jobs]))
        for windows in prepared:
            yield _joined([(first, last, next(results)) for first, last, _, _ in windows])

    def _windows(self, analysis: Analysis, mentions: Mentions) -> list[_Window]:
        text, starts = analysis.working.text, analysis.working_starts
        rows = [
            self.pieces.rows(token, spaced=start == 0 or text[start - 1].isspace())
            for token, start in zip(analysis.texts, starts, strict=True)
        ]
        told = hints(analysis, mentions)
        return [
            (first, last, rows[first:last], told[first:last])
            for first, last in windows([len(row) for row in rows])
        ]

    def _run(self, job: tuple[list[tuple[int, ...]], list[list[int]]]) -> list[Array]:
        coded = self.pieces.encode(job[0])
        given = {
            "rows": np.array(coded.rows, np.int64)[:512],
            "first": np.minimum(np.array(coded.first, np.int64), 511),
            "last": np.minimum(np.array(coded.last, np.int64), 511),
        }
        if self._hinted:
            given["hints"] = by_piece(coded, job[1])[:512]
        found: list[Array] = self._session.run(["scores", "asks", "answers", "far"], given)
        return found


def by_piece(coded: Encoded, told: list[list[int]]) -> NDArray[np.int64]:
    """The hints of tokens for each of their pieces, [pieces, slots]; nothing at the begin and end marks."""
    rows = np.zeros((len(coded.rows), len(NOTHING)), np.int64)
    if told:
        sizes = np.array(coded.last) - np.array(coded.first) + 1
        rows[1:-1] = np.repeat(np.array(told, np.int64), sizes, axis=0)
    return rows


def windows(sizes: list[int]) -> list[tuple[int, int]]:
    """Half-open token ranges of windows over tokens with so many pieces each; each repeats the end of the one before."""
    found: list[tuple[int, int]] = []
    first = 0
    while first < len(sizes):
        total, last = 0, first
        while last < len(sizes) and (total + sizes[last] <= LONGEST or last == first):
            total += sizes[last]
            last += 1
        found.append((first, last))
        if last == len(sizes):
            break
        back, repeated = last, 0
        while back > first + 1 and repeated < REPEATED:
            back -= 1
            repeated += sizes[back]
        first = back
    return found


def _joined(parts: list[tuple[int, int, list[Array]]]) -> Scores:
    """Scores of a whole report: of a token in two windows, those of the window that it stands deeper in."""
    if not parts:
        shape = (0, len(ROLES), ROLE_WIDTH)
        empty = np.zeros(shape, np.float32)
        return Scores(
            np.zeros((0, _LABELS), np.float32), empty, empty, np.zeros((len(ROLES), 64), np.float32)
        )
    far = parts[0][2][3]
    if len(parts) == 1:
        scores, asks, answers, _ = parts[0][2]
        return Scores(scores, asks, answers, far)
    size = parts[-1][1]
    owner = [0] * size
    for number, (first, last, _) in enumerate(parts):
        for at in range(first, last):
            before = parts[number - 1][1] if number else 0
            if at >= before or number == 0 or at - first > before - 1 - at:
                owner[at] = number
    joined = [
        np.stack([parts[owner[at]][2][kind][at - parts[owner[at]][0]] for at in range(size)])
        for kind in range(3)
    ]
    return Scores(joined[0], joined[1], joined[2], far)
