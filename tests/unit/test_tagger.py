"""The learned reader without its network: pieces, windows, spans out of scores, pairs, joining with grammar."""

from __future__ import annotations

import warnings
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.tagger import load_encoder
from mahdar.tagger.encoder import LONGEST, REPEATED, windows
from mahdar.tagger.labels import BUCKETS, EDGES, HEADS, ROLE_WIDTH, ROLES, bucket, offsets
from mahdar.tagger.pieces import BEGIN, END, UNKNOWN, Pieces
from mahdar.tagger.scores import Scores

VOCABULARY = [
    ("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0),
    ("\u2581", -3.0), ("\u2581وزير", -4.0), ("وزير", -5.0), ("ال", -2.0), ("\u2581ال", -2.5), ("و", -3.0), ("ز", -3.0), ("ير", -3.0),
]  # fmt: skip


@pytest.fixture
def pieces() -> Pieces:
    return Pieces(VOCABULARY)


@pytest.mark.parametrize(
    ("word", "spaced", "rows"),
    [
        ("وزير", True, (5,)),
        ("وزير", False, (6,)),
        ("الوزير", True, (8, 6)),
        ("زير", False, (10, 11)),
        ("㋿㋿", False, (UNKNOWN,)),  # unknown characters in a row are one piece
        ("و㋿", False, (9, UNKNOWN)),
    ],
)
def test_the_likeliest_pieces(pieces: Pieces, word: str, spaced: bool, rows: tuple[int, ...]) -> None:
    assert pieces.rows(word, spaced=spaced) == rows


def test_each_token_knows_its_pieces(pieces: Pieces) -> None:
    coded = pieces.encode([pieces.rows("الوزير", spaced=True), pieces.rows("وزير", spaced=True)])
    assert list(coded.rows) == [BEGIN, 8, 6, 5, END]
    assert list(zip(coded.first, coded.last, strict=True)) == [(1, 2), (3, 3)]


@given(st.lists(st.integers(1, 40), max_size=600))
def test_windows_hold_every_token_and_overlap(sizes: list[int]) -> None:
    found = windows(sizes)
    held = {at for first, last in found for at in range(first, last)}
    assert held == set(range(len(sizes)))
    for (_, end), (begin, _) in pairwise(found):
        repeated = sum(sizes[begin:end])
        assert begin < end
        assert repeated >= REPEATED
    assert all(sum(sizes[a:b]) <= LONGEST for a, b in found)


def test_a_token_longer_than_a_window_does_not_stop_it() -> None:
    assert windows([5, 900, 5]) == [(0, 1), (1, 2), (2, 3)]


def test_distances_fall_into_buckets() -> None:
    found = [bucket(n) for n in range(-400, 401)]
    assert found == sorted(found)
    assert min(found) == 0
    assert max(found) == BUCKETS - 1
    assert bucket(0) == len(EDGES)


def scores(marks: dict[str, list[str]]) -> Scores:
    """Scores in which each head is sure of the labels given."""
    size = len(next(iter(marks.values())))
    logits = np.zeros((size, sum(map(len, HEADS.values()))), np.float32)
    for head, labels in marks.items():
        first, _ = offsets()[head]
        for at, label in enumerate(labels):
            logits[at, first + HEADS[head].index(label)] = 9
    asks = np.zeros((size, len(ROLES), ROLE_WIDTH), np.float32)
    return Scores(logits, asks, asks.copy(), np.zeros((len(ROLES), BUCKETS), np.float32))


def test_spans_of_a_head() -> None:
    found = scores({"name": ["B-person", "I-person", "O", "I-place", "B-place", "I-state"]}).spans("name")
    assert [(s.first, s.last, s.label) for s in found] == [
        (0, 2, "person"), (3, 4, "place"), (4, 5, "place"), (5, 6, "state"),
    ]  # fmt: skip
    assert all(s.probability > 0.99 for s in found)


def test_pairs_prefer_what_answers_and_what_is_near() -> None:
    size = 6
    logits = np.zeros((size, sum(map(len, HEADS.values()))), np.float32)
    asks, answers = (np.zeros((size, len(ROLES), ROLE_WIDTH), np.float32) for _ in range(2))
    far = np.zeros((len(ROLES), BUCKETS), np.float32)
    speaker = ROLES.index("speaker")
    asks[2, speaker, 0] = 5
    answers[0, speaker, 0] = 3
    far[speaker, bucket(3)] = 0.5
    values = Scores(logits, asks, answers, far).pairs("speaker", 2, [(0, 1), (4, 5), (5, 6), (0, 2)])
    assert values[0] > values[3] > values[2] > values[1] == 0


def test_a_missing_model_is_told_with_its_place(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match=str(tmp_path)):
        assert load_encoder(tmp_path) is None


def test_a_broken_model_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "pieces.txt").write_text("<s>\t0\n<pad>\t0\n</s>\t0\n<unk>\t0\nا\t-1\n", encoding="utf-8")
    (tmp_path / "network.onnx").write_bytes(b"no network at all")
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        assert load_encoder(tmp_path) is None
    assert any(str(tmp_path) in str(one.message) for one in told)
