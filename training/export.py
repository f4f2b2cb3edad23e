"""The trained network as one ONNX file with eight-bit weights: `python training/export.py BUILD … src/mahdar/tagger/data`.

Of several builds the mean of their weights is taken.

Weights alone are quantized (symmetric, one scale for each output row; the embedding one for each piece) and are widened
again when the network is loaded, so that sums are float32 and depend on no neighbour.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).resolve().parent))

from mahdar.tagger.hints import NOTHING
from model import Tagger
from weights import Weights

_LEAST = 20_000  # numbers in a tensor worth quantizing


class Whole(nn.Module):
    """The network as it is run: one window, plain sequences."""

    def __init__(self, model: Tagger) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, rows: Tensor, first: Tensor, last: Tensor, hints: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        scores, asks, answers = self.model(rows, first, last, hints)
        return scores, asks, answers, self.model.far


def quantize(graph: onnx.GraphProto) -> None:
    """Replace big float weights by eight-bit ones with scales."""
    used: dict[str, list[tuple[onnx.NodeProto, int]]] = {}
    for node in graph.node:
        for place, name in enumerate(node.input):
            used.setdefault(name, []).append((node, place))
    added: list[onnx.NodeProto] = []
    for tensor in list(graph.initializer):
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.ndim != 2 or values.size < _LEAST:
            continue
        gathered = any(node.op_type == "Gather" and place == 0 for node, place in used[tensor.name])
        # MatMul weights lie [in, out], Gemm weights [out, in] and the embedding [piece, width].
        axis = 0 if gathered or any(n.op_type == "Gemm" for n, _ in used[tensor.name]) else 1
        scale = np.abs(values).max(axis=1 - axis, keepdims=True) / 127
        scale = np.where(scale == 0, 1, scale).astype(np.float32)
        small = np.clip(np.rint(values / scale), -127, 127).astype(np.int8)
        graph.initializer.remove(tensor)
        graph.initializer.append(numpy_helper.from_array(small, tensor.name + "_q"))
        graph.initializer.append(numpy_helper.from_array(scale.reshape(-1), tensor.name + "_s"))
        if gathered:
            for node, _ in used[tensor.name]:
                _dequantize_rows(graph, node, tensor.name)
            continue
        added.append(
            helper.make_node(
                "DequantizeLinear", [tensor.name + "_q", tensor.name + "_s"], [tensor.name], axis=axis
            )
        )
    for node in reversed(added):
        graph.node.insert(0, node)


def _dequantize_rows(graph: onnx.GraphProto, gather: onnx.NodeProto, name: str) -> None:
    """Take rows of the eight-bit table and widen these alone."""
    at = list(graph.node).index(gather)
    rows, out = gather.input[1], gather.output[0]
    graph.node.remove(gather)
    graph.initializer.append(numpy_helper.from_array(np.array([-1], np.int64), out + "_axis"))
    made = [
        helper.make_node("Gather", [name + "_q", rows], [out + "_small"]),
        helper.make_node("Cast", [out + "_small"], [out + "_wide"], to=TensorProto.FLOAT),
        helper.make_node("Gather", [name + "_s", rows], [out + "_scale"]),
        helper.make_node("Unsqueeze", [out + "_scale", out + "_axis"], [out + "_column"]),
        helper.make_node("Mul", [out + "_wide", out + "_column"], [out]),
    ]
    for node in reversed(made):
        graph.node.insert(at, node)


def averaged(networks: list[dict[str, Any]]) -> dict[str, Any]:
    """One network with the mean weights of several that one training led to (Wortsman et al. 2022)."""
    models = [one["model"] for one in networks]
    mean = {
        name: (sum(model[name].float() for model in models) / len(models)).to(models[0][name].dtype)
        for name in models[0]
    }
    return {**networks[-1], "model": mean}


def main() -> None:
    *sources, target = map(Path, sys.argv[1:])
    target.mkdir(parents=True, exist_ok=True)
    source = sources[-1]
    kept = averaged([torch.load(one / "network.pt", weights_only=False) for one in sources])
    model = Tagger(Weights(), kept["rows"], kept["layers"])
    model.load_state_dict(kept["model"])
    model.eval()
    example = (
        torch.tensor([0, 10, 11, 12, 2]),
        torch.tensor([1, 2]),
        torch.tensor([1, 3]),
        torch.zeros(5, len(NOTHING), dtype=torch.long),
    )
    path = target / "network.onnx"
    torch.onnx.export(
        Whole(model), example, str(path), input_names=["rows", "first", "last", "hints"],
        output_names=["scores", "asks", "answers", "far"], opset_version=17, dynamo=False,
        dynamic_axes={"rows": {0: "pieces"}, "first": {0: "tokens"}, "last": {0: "tokens"},
                      "hints": {0: "pieces"}, "scores": {0: "tokens"}, "asks": {0: "tokens"}, "answers": {0: "tokens"}},
    )  # fmt: skip
    network = onnx.load(str(path))
    quantize(network.graph)
    onnx.checker.check_model(network)
    onnx.save(network, str(path))
    shutil.copy(source / "pieces.txt", target / "pieces.txt")
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
