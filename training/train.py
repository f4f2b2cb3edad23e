"""Train the learned reader: `python training/train.py --corpus training/corpus --corpus $MAHDAR_EVAL/train --out build/tagger`.

Seeded; goes on from `OUT/state.pt` where it was stopped; writes the network, its vocabulary and a log of losses.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from pathlib import Path

import torch
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).resolve().parent))

from data import IGNORE, Builder, Example, Noise
from mahdar.knowledge import load as load_knowledge
from mahdar.tagger.encoder import by_piece
from mahdar.tagger.hints import NOTHING
from mahdar.tagger.labels import EDGES, HEADS, ROLE_WIDTH, ROLES, offsets
from mahdar.tagger.pieces import SPECIALS, Pieces
from model import Tagger
from raw import pretrain, read
from spans import Report, load
from weights import Weights

# Rare labels weigh more.
WEIGHT = {"trigger": 4.0, "cue": 3.0, "commitment": 3.0, "condition": 3.0, "nominal": 2.0}
SHARE = {
    "trigger": 1.5,
    "act": 0.7,
    "factuality": 0.5,
    "background": 0.5,
    "nominal": 0.5,
    "commitment": 0.5,
    "condition": 0.5,
}
HINT_LOST = 0.1  # how often a window loses a slot of hints
POSITIVE = 2.0  # weight of the right answers of a role
_ROLE = {role: n for n, role in enumerate(ROLES)}


def vocabulary(weights: Weights) -> tuple[list[tuple[str, float]], list[int]]:
    """Pieces to keep (Arabic, digits, marks, short Latin), with the rows they have in the starting encoder."""
    special = {"<s>": weights.begin, "<pad>": weights.pad, "</s>": weights.end, "<unk>": weights.unknown}
    kept = [(name, 0.0) for name in SPECIALS]
    rows = [special[name] for name in SPECIALS]
    for row, piece in enumerate(weights.pieces):
        body = piece.replace("\u2581", "")
        if row in special.values():
            continue
        letters = [c for c in body if c.isalpha()]
        arabic = all("\u0620" <= c <= "\u06ff" for c in letters)
        latin = all(c.isascii() for c in letters) and len(body) <= 2
        plain = all(ord(c) < 0x2100 for c in body) and len(body) <= 4
        if (letters and arabic) or (letters and latin) or (not letters and plain):
            kept.append((piece, float(weights.scores[row])))
            rows.append(row)
    return kept, rows


class Batch:
    """Windows of a batch as tensors."""

    def __init__(self, windows: list[tuple[Example, list[str], list[bool]]], pieces: Pieces) -> None:
        coded = [
            pieces.encode([pieces.rows(t, spaced=s) for t, s in zip(texts, spaced, strict=True)])
            for _, texts, spaced in windows
        ]
        width = min(512, max(len(one.rows) for one in coded))
        self.rows = torch.full((len(coded), width), 1)
        self.mask = torch.zeros(len(coded), width, dtype=torch.bool)
        for n, one in enumerate(coded):
            rows = list(one.rows)[:width]
            self.rows[n, : len(rows)] = torch.tensor(rows)
            self.mask[n, : len(rows)] = True
        self.hints = torch.zeros(len(coded), width, len(NOTHING), dtype=torch.long)
        for n, (code, (one, _, _)) in enumerate(zip(coded, windows, strict=True)):
            told = torch.from_numpy(by_piece(code, one.hints))[:width]
            self.hints[n, : len(told)] = told
        self.first = [torch.tensor([min(i, width - 1) for i in one.first]) for one in coded]
        self.last = [torch.tensor([min(i, width - 1) for i in one.last]) for one in coded]
        self.examples = [one for one, _, _ in windows]


def _bucket(distance: Tensor) -> Tensor:
    edges = torch.tensor(EDGES)
    place = (distance.abs()[..., None] > edges).sum(-1)
    return torch.where(distance >= 0, len(EDGES) + place, len(EDGES) - place)


def role_scores(
    model: Tagger, role: str, asks: Tensor, at: list[int], answers: Tensor, places: list[tuple[int, int]]
) -> Tensor:
    """Scores of askers (rows) against stretches of tokens (columns)."""
    number = _ROLE[role]
    ask = asks[torch.tensor(at), number]
    firsts = torch.tensor([a for a, _ in places])
    lasts = torch.tensor([b for _, b in places])
    total = torch.cat([answers.new_zeros(1, ROLE_WIDTH), answers[:, number].cumsum(0)])
    mean = (total[lasts] - total[firsts]) / (lasts - firsts)[:, None]
    far = model.far[number][_bucket(firsts[None, :] - torch.tensor(at)[:, None])]
    return ask @ mean.T / ROLE_WIDTH**0.5 + far


def loss_of(
    model: Tagger, batch: Batch, columns: dict[str, tuple[int, int]], weight: dict[str, Tensor]
) -> Tensor:
    hidden = model.encode(batch.rows, batch.hints, batch.mask)
    heads: dict[str, list[Tensor]] = {head: [] for head in HEADS}
    wanted: dict[str, list[int]] = {head: [] for head in HEADS}
    pairs: list[Tensor] = []
    for n, one in enumerate(batch.examples):
        scores, asks, answers = model.read(hidden[n], batch.first[n], batch.last[n])
        for head, (a, b) in columns.items():
            heads[head].append(scores[:, a:b])
            wanted[head].extend(one.labels[head])
        pairs.extend(_pair_losses(model, one, asks, answers))
    total = hidden.new_zeros(())
    for head in HEADS:
        want = torch.tensor(wanted[head])
        if (want != IGNORE).any():
            part = nn.functional.cross_entropy(
                torch.cat(heads[head]),
                want,
                weight=weight[head],
                ignore_index=IGNORE,
                label_smoothing=model.smooth,
            )
            total = total + SHARE.get(head, 1.0) * part
    if pairs:
        total = total + torch.stack(pairs).mean() * len(ROLES) / 6
    return total


def _pair_losses(model: Tagger, one: Example, asks: Tensor, answers: Tensor) -> list[Tensor]:
    found = []
    by_role: dict[str, list[tuple[int, tuple[int, ...]]]] = {}
    for role, at, right in one.asks:
        by_role.setdefault(role, []).append((at, right))
    actors = sorted({n for _, _, n in one.mentions})
    column = {n: i for i, n in enumerate(actors)}
    owner = torch.tensor([column[n] for _, _, n in one.mentions], dtype=torch.long)
    stretches = [(a, b) for a, b, _ in one.mentions]
    for role, items in by_role.items():
        at = [a for a, _ in items]
        if role.startswith("content-"):
            every = [(i, i + 1) for i in range(len(one.texts))]
            scores = role_scores(model, role, asks, at, answers, every)
            found.append(nn.functional.cross_entropy(scores, torch.tensor([r[0] for _, r in items])))
            continue
        if role == "time":
            if not one.times:
                continue
            scores = role_scores(model, role, asks, at, answers, one.times)
            want = torch.tensor([[float(n in right) for n in range(len(one.times))] for _, right in items])
        else:
            if not stretches:
                continue
            each = role_scores(model, role, asks, at, answers, stretches)
            apart = torch.where(owner[None, :] == torch.arange(len(actors))[:, None], 0.0, -1e4)
            scores = torch.logsumexp(each[:, None, :] + apart[None], -1)
            want = torch.tensor([[float(n in right) for n in actors] for _, right in items])
            if role == "place":
                keep = torch.tensor([n in one.places for n in actors])
                if not keep.any():
                    continue
                scores, want = scores[:, keep], want[:, keep]
        positive = torch.tensor(POSITIVE)
        found.append(nn.functional.binary_cross_entropy_with_logits(scores, want, pos_weight=positive) * 2)
    return found


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument(
        "--corpus", type=Path, action="append", required=True, help="folder with gold and texts; repeatable"
    )
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--passes", type=int, default=14)
    ask.add_argument("--layers", default="0,1,2,3,4,5")
    ask.add_argument("--batch", type=int, default=4)
    ask.add_argument("--rate", type=float, default=8e-5)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--share", type=float, default=1.0, help="of each corpus, for a learning curve")
    ask.add_argument("--plain", action="store_true", help="no augmentation")
    ask.add_argument("--blind", action="store_true", help="without what grammar says of each token")
    ask.add_argument("--smooth", type=float, default=0.0, help="label smoothing")
    ask.add_argument("--raw", type=int, default=0, help="passes over text without annotations first")
    ask.add_argument("--text", type=Path, action="append", default=[], help="folder of such text; repeatable")
    ask.add_argument("--shares", type=float, nargs="+", help="a share for each corpus instead of --share")
    ask.add_argument("--start", type=Path, help="network.pt of an earlier training to go on from")
    ask.add_argument(
        "--half", action="store_true", help="matrices in bfloat16: half the time where the CPU has it"
    )
    ask.add_argument("--leave", type=Path, help="file with names of reports to leave out")
    ask = ask.parse_args()
    random.seed(ask.seed)
    torch.manual_seed(ask.seed)
    torch.set_flush_denormal(True)  # or else vanishing numbers slow everything down
    weights = Weights()
    vocab, rows = vocabulary(weights)
    pieces = Pieces(vocab)
    ask.out.mkdir(parents=True, exist_ok=True)
    (ask.out / "pieces.txt").write_text("".join(f"{p}\t{s:.4f}\n" for p, s in vocab), encoding="utf-8")
    left = set(ask.leave.read_text().split()) if ask.leave else set()
    reports: list[Report] = []
    shares = ask.shares or [ask.share] * len(ask.corpus)
    for folder, share in zip(ask.corpus, shares, strict=True):
        found = [one for one in load(folder) if one.name not in left]
        random.Random(7).shuffle(found)
        reports += found[: math.ceil(share * len(found))]
    builder = Builder(load_knowledge(), pieces)
    windows = [window for report in reports for window in builder.examples(report)]
    noise = Noise(windows, ask.seed)
    layers = [int(n) for n in ask.layers.split(",")]
    model = Tagger(weights, rows, layers)
    model.smooth = ask.smooth
    if ask.start:
        model.load_state_dict(torch.load(ask.start, weights_only=False)["model"])
    print(
        f"{len(reports)} reports, {len(windows)} windows, {len(rows)} pieces, {sum(p.numel() for p in model.parameters()) / 1e6:.1f} M",
        flush=True,
    )
    if ask.raw and not (ask.out / "state.pt").exists():
        pretrain(model, [*read(ask.text), *(one.text for one in reports)], pieces, ask.raw, 5e-5, ask.seed)
    fresh = ("heads", "asks", "answers", "far", "hints")
    slow = [p for name, p in model.named_parameters() if name.split(".")[0] not in fresh]
    fast = [p for name, p in model.named_parameters() if name.split(".")[0] in fresh]
    optimizer = torch.optim.AdamW(
        [{"params": slow, "lr": ask.rate}, {"params": fast, "lr": 1.5e-3}], weight_decay=0.01, fused=True
    )
    steps = ask.passes * math.ceil(len(windows) / ask.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1, (s + 1) / (0.1 * steps)) * max(0.02, (steps - s) / steps)
    )
    columns = offsets()
    weight = {
        head: torch.tensor([1.0] + [WEIGHT.get(head, 1.0)] * (len(labels) - 1))
        if labels[0] == "O" else torch.ones(len(labels))
        for head, labels in HEADS.items()
    }  # fmt: skip
    state, begun = ask.out / "state.pt", 0
    if state.exists():
        kept = torch.load(state, weights_only=False)
        model.load_state_dict(kept["model"])
        optimizer.load_state_dict(kept["optimizer"])
        schedule.load_state_dict(kept["schedule"])
        begun = kept["passes"]
    clock = time.time()
    for number in range(begun, ask.passes):
        model.train()
        shuffled = random.Random(ask.seed * 1000 + number)
        noise.random = random.Random(ask.seed * 1000 + number)
        ordered = sorted(range(len(windows)), key=lambda n: len(windows[n].texts) + shuffled.random() * 60)
        groups = [ordered[i : i + ask.batch] for i in range(0, len(ordered), ask.batch)]
        shuffled.shuffle(groups)
        total = 0.0
        for group in groups:
            made = [
                (windows[n], windows[n].texts, windows[n].spaced)
                if ask.plain
                else (windows[n], *noise.texts(windows[n]))
                for n in group
            ]
            batch = Batch(made, pieces)
            keep = torch.rand(len(made), 1, len(NOTHING)) > (1.0 if ask.blind else HINT_LOST)
            batch.hints = batch.hints * keep
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=ask.half):
                loss = loss_of(model, batch, columns, weight)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"pass {number + 1}: loss {total / len(groups):.3f}, {time.time() - clock:.0f} s", flush=True)
        torch.save(
            {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
                "passes": number + 1,
            },
            state,
        )
    torch.save({"model": model.state_dict(), "rows": rows, "layers": layers}, ask.out / "network.pt")
    about = {
        "layers": layers,
        "reports": len(reports),
        "windows": len(windows),
        "passes": ask.passes,
        "seed": ask.seed,
        "rate": ask.rate,
    }
    (ask.out / "about.json").write_text(json.dumps(about, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
