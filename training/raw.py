"""Passes over text without annotations before the training proper: hidden words are guessed (Devlin et al. 2019)."""

from __future__ import annotations

import random
from pathlib import Path

import torch
from torch import nn

from mahdar.tagger.encoder import windows
from mahdar.tagger.hints import NOTHING
from mahdar.tagger.pieces import UNKNOWN, Pieces
from mahdar.text import normalise, tokenise
from model import Tagger

HIDDEN = 0.15  # share of tokens that are hidden, all their pieces together
BATCH = 4


def read(folders: list[Path]) -> list[str]:
    """The texts of all `.txt` files in folders, in order of their paths."""
    return [path.read_text(encoding="utf-8") for folder in folders for path in sorted(folder.rglob("*.txt"))]


def _cut(text: str, pieces: Pieces) -> list[list[tuple[int, ...]]]:
    working = normalise(text)
    tokens = tokenise(working.text)
    body = working.text
    rows = [
        pieces.rows(word, spaced=start == 0 or body[start - 1].isspace())
        for word, start in zip(tokens.texts, tokens.starts, strict=True)
    ]
    return [rows[first:last] for first, last in windows([len(row) for row in rows])]


def pretrain(model: Tagger, texts: list[str], pieces: Pieces, passes: int, rate: float, seed: int) -> None:
    """Teach the encoder to guess hidden words; the piece vectors serve as the output layer."""
    cut = [window for text in texts for window in _cut(text, pieces) if window]
    offset = nn.Parameter(torch.zeros(pieces.size))
    optimizer = torch.optim.AdamW([*model.parameters(), offset], lr=rate, weight_decay=0.01, fused=True)
    model.train()
    for number in range(passes):
        draw = random.Random(seed * 100 + number)
        ordered = sorted(range(len(cut)), key=lambda n: len(cut[n]) + draw.random() * 60)
        groups = [ordered[i : i + BATCH] for i in range(0, len(ordered), BATCH)]
        draw.shuffle(groups)
        total = 0.0
        for group in groups:
            loss = _loss(model, [cut[n] for n in group], pieces, offset, draw)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            total += loss.item()
        print(f"raw pass {number + 1}: {len(cut)} windows, loss {total / len(groups):.3f}", flush=True)


def _loss(
    model: Tagger,
    batch: list[list[tuple[int, ...]]],
    pieces: Pieces,
    offset: torch.Tensor,
    draw: random.Random,
) -> torch.Tensor:
    coded = [pieces.encode(window) for window in batch]
    width = min(512, max(len(one.rows) for one in coded))
    rows = torch.full((len(coded), width), 1)
    mask = torch.zeros(len(coded), width, dtype=torch.bool)
    wanted = torch.full((len(coded), width), -100)
    for n, one in enumerate(coded):
        whole = torch.tensor(list(one.rows)[:width])
        rows[n, : len(whole)] = whole
        mask[n, : len(whole)] = True
        for first, last in zip(one.first, one.last, strict=True):
            if last < width and draw.random() < HIDDEN:
                wanted[n, first : last + 1] = whole[first : last + 1]
                rows[n, first : last + 1] = UNKNOWN
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = model.encode(rows, torch.zeros(*rows.shape, len(NOTHING), dtype=torch.long), mask)
        seen = wanted != -100
        scores = hidden[seen] @ model.words.weight.T + offset
    return nn.functional.cross_entropy(scores.float(), wanted[seen])
