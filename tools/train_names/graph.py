"""The graph of the model of names, in 8 bits: many texts in one run, each read by itself.

What enters a product is cut to 8 bits by a scale that is measured once, on sentences: a scale
taken from what is run would make a text's names hang on what it is read with.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

__all__ = ["Ranges", "Weights", "build_graph"]

HEAD = 32  # wide is a head of attention
_MICROSOFT = "com.microsoft"
_THEIRS = frozenset({"DynamicQuantizeMatMul", "MatMulIntegerToFloat", "MultiHeadAttention"})
_EPSILON = 1e-12
_OPSET = 20

Floats = npt.NDArray[np.float32]
Ranges = Mapping[str, tuple[float, float]]  # what enters each product: from, to


class Weights(Protocol):
    """Where the weights of a graph come from."""

    dims: int
    layers: int

    def floats(self, name: str) -> Floats:
        """Return a vector."""
        ...

    def matrix(self, name: str) -> Floats:
        """Return a matrix, (outputs, inputs)."""
        ...


def build_graph(weights: Weights, ranges: Ranges | None = None) -> ModelProto:
    """Return the layers and the head above them.

    In go `entered`, word and position vectors (tokens, dims), those of all texts one after the
    other, filled up to one length; `rows`: texts, that length, and -1; each text's own length;
    and the places of the tokens that are `asked`. Out come `scores`, (asked, labels), of which no
    text has an influence on another's. Without `ranges` scales are taken from what is run, and
    what enters each product comes out too: from that the ranges are found.
    """
    parts = _Parts(weights, ranges)
    state = parts.normalize("entered", "emb.ln")
    for layer in range(weights.layers):
        last = layer == weights.layers - 1
        state = parts.layer(state, f"l{layer}.", only="asked" if last else "")
    parts.node("Identity", [parts.multiply(state, ["head"], "head")], ["scores"])
    whole, number = TensorProto.INT64, TensorProto.FLOAT
    entered = [
        helper.make_tensor_value_info("entered", number, ["tokens", weights.dims]),
        helper.make_tensor_value_info("rows", whole, [3]),
        helper.make_tensor_value_info("lengths", TensorProto.INT32, ["texts"]),
        helper.make_tensor_value_info("asked", whole, ["places"]),
    ]
    out = [helper.make_tensor_value_info("scores", number, ["places", None])]
    seen = () if ranges else dict.fromkeys(parts.seen)
    out += [helper.make_tensor_value_info(name, number, None) for name in seen]
    graph = helper.make_graph(parts.nodes, "names", entered, out, parts.tensors)
    versions = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_MICROSOFT, 1)]
    return helper.make_model(graph, opset_imports=versions, ir_version=10)


class _Parts:
    """The nodes and tensors of the graph so far. Each method adds some, and names its output."""

    def __init__(self, weights: Weights, ranges: Ranges | None) -> None:
        self.weights = weights
        self.ranges = ranges
        self.nodes: list[NodeProto] = []
        self.tensors: list[TensorProto] = []
        self.seen: list[str] = []

    def node(self, kind: str, inputs: list[str], outputs: list[str], **options: Any) -> str:
        domain = _MICROSOFT if kind in _THEIRS else ""
        self.nodes.append(helper.make_node(kind, inputs, outputs, domain=domain, **options))
        return outputs[0]

    def tensor(self, name: str, values: npt.NDArray[np.generic]) -> str:
        self.tensors.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def layer(self, state: str, at: str, *, only: str) -> str:
        asked = [f"{at}{part}" for part in ("q", "k", "v")]
        joined = self.multiply(state, asked, f"{at}qkv")
        joined = self.node("Reshape", [joined, "rows"], [f"{at}texts"])
        self.node("Split", [joined], asked, axis=-1, num_outputs=3)
        wide = self.weights.matrix(f"{at}q").shape[0]
        heard = self.node("MultiHeadAttention", [*asked, "", "lengths"], [f"{at}heads"],
                          num_heads=wide // HEAD)  # fmt: skip
        flat = self.tensor(f"{at}flat", np.array([-1, wide]))
        heard = self.node("Reshape", [heard, flat], [f"{at}heard"])
        if only:
            heard = self.node("Gather", [heard, only], [f"{at}heard.only"], axis=0)
            state = self.node("Gather", [state, only], [f"{at}only"], axis=0)
        state = self.add(state, self.multiply(heard, [f"{at}ao"], f"{at}ao"), f"{at}aln")
        inner = self.multiply(state, [f"{at}fi"], f"{at}fi")
        inner = self.node("Gelu", [inner], [f"{at}gelu"], approximate="tanh")
        return self.add(state, self.multiply(inner, [f"{at}fo"], f"{at}fo"), f"{at}oln")

    def multiply(self, state: str, parts: list[str], name: str) -> str:
        """Multiply by weights of 8 bits, one scale for each output."""
        values = np.concatenate([self.weights.matrix(part) for part in parts])
        bias = np.concatenate([self.weights.floats(f"{part}.b") for part in parts])
        scale = np.abs(values).max(axis=1) / np.float32(127)
        weights = self.tensor(f"{name}.weights", np.round(values / scale[:, None]).astype("i1").T)
        scales = self.tensor(f"{name}.scale", scale)
        zeros = self.tensor(f"{name}.zero", np.zeros(len(scale), np.int8))
        biases = self.tensor(f"{name}.bias", bias)
        self.seen.append(state)
        if not self.ranges:
            inputs = [state, weights, scales, zeros, biases]
            return self.node("DynamicQuantizeMatMul", inputs, [f"{name}.out"])
        lowest, highest = self.ranges[state]
        step = (highest - lowest) / 255
        step_in = self.tensor(f"{name}.step", np.array(step, np.float32))
        zero_in = self.tensor(f"{name}.nought", np.array(round(-lowest / step), np.uint8))
        cut = self.node("QuantizeLinear", [state, step_in, zero_in], [f"{name}.cut"])
        inputs = [cut, weights, step_in, scales, zero_in, zeros, biases]
        return self.node("MatMulIntegerToFloat", inputs, [f"{name}.out"])

    def add(self, state: str, change: str, norm: str) -> str:
        """Add a change to the state, and normalize it."""
        return self.normalize(self.node("Add", [state, change], [f"{norm}.sum"]), norm)

    def normalize(self, state: str, name: str) -> str:
        scale, shift = (
            self.tensor(f"{name}.{p}", self.weights.floats(f"{name}.{p}")) for p in "wb"
        )
        return self.node("LayerNormalization", [state, scale, shift], [name],
                         axis=-1, epsilon=_EPSILON)  # fmt: skip
