"""The network: an encoder, one linear layer for all heads, and two projections for each role of pairs."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from mahdar.tagger.hints import WIDTH
from mahdar.tagger.labels import BUCKETS, HEADS, ROLE_WIDTH, ROLES
from weights import Weights


class Layer(nn.Module):
    def __init__(self, weights: Weights, index: int) -> None:
        super().__init__()
        self.count = weights.heads
        width, inner = weights.width, weights.inner

        def linear(name: str, out: int, into: int) -> nn.Linear:
            made = nn.Linear(into, out)
            made.weight.data = torch.from_numpy(weights.tensor(f"l{index}.{name}.w", out, into))
            made.bias.data = torch.from_numpy(weights.tensor(f"l{index}.{name}.b", out))
            return made

        def norm(name: str) -> nn.LayerNorm:
            made = nn.LayerNorm(width, eps=weights.epsilon)
            made.weight.data = torch.from_numpy(weights.tensor(f"l{index}.{name}.w", width))
            made.bias.data = torch.from_numpy(weights.tensor(f"l{index}.{name}.b", width))
            return made

        self.query, self.key, self.value = (linear(name, width, width) for name in "qkv")
        self.out = linear("ao", width, width)
        self.up, self.down = linear("fi", inner, width), linear("fo", width, inner)
        self.norm1, self.norm2 = norm("aln"), norm("oln")

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, width = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, self.count, width // self.count).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        if mask is None:  # as it is exported, with operators that every runtime has
            mixed = (q @ k.transpose(2, 3) / (width // self.count) ** 0.5).softmax(-1) @ v
        else:
            mixed = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :])
        mixed = mixed.transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + self.out(mixed))
        return self.norm2(x + self.down(nn.functional.gelu(self.up(x))))


class Tagger(nn.Module):
    """Scores of tokens and vectors of roles.

    Args:
        weights: the starting encoder. rows: rows of its vocabulary to keep, in the order of `pieces.txt`.
        layers: which of its layers to keep.
    """

    def __init__(self, weights: Weights, rows: list[int], layers: list[int]) -> None:
        super().__init__()
        width = weights.width
        words = weights.tensor("emb.word", weights.rows, width)[rows]
        self.words = nn.Embedding.from_pretrained(torch.from_numpy(words), freeze=False)
        places = (
            weights.tensor("emb.pos", weights.positions, width)
            + weights.tensor("emb.type", weights.kinds, width)[0]
        )
        self.places = nn.Parameter(torch.from_numpy(places))
        self.norm = nn.LayerNorm(width, eps=weights.epsilon)
        self.norm.weight.data = torch.from_numpy(weights.tensor("emb.ln.w", width))
        self.norm.bias.data = torch.from_numpy(weights.tensor("emb.ln.b", width))
        self.layers = nn.ModuleList([Layer(weights, n) for n in layers])
        self.hints = nn.Embedding(WIDTH, width, padding_idx=0)
        nn.init.zeros_(self.hints.weight)
        self.drop = nn.Dropout(0.1)
        self.smooth = 0.0  # label smoothing while training
        self.heads = nn.Linear(width, sum(map(len, HEADS.values())))
        self.asks = nn.Linear(width, len(ROLES) * ROLE_WIDTH)
        self.answers = nn.Linear(width, len(ROLES) * ROLE_WIDTH)
        self.far = nn.Parameter(torch.zeros(len(ROLES), BUCKETS))

    def encode(self, rows: Tensor, hints: Tensor, mask: Tensor | None = None) -> Tensor:
        told = self.hints(hints).sum(-2)
        x = self.drop(self.norm(self.words(rows) + self.places[: rows.shape[1]] + told))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def forward(
        self, rows: Tensor, first: Tensor, last: Tensor, hints: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Of one window: scores [tokens, labels], asking and answering vectors [tokens, roles, width]."""
        return self.read(self.encode(rows[None], hints[None])[0], first, last)

    def read(self, hidden: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        token = self.drop((hidden[first] + hidden[last]) / 2)
        shape = (-1, len(ROLES), ROLE_WIDTH)
        return self.heads(token), self.asks(token).view(shape), self.answers(token).view(shape)
