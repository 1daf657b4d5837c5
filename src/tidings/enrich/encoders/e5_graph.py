"""Make the graph of multilingual-e5-small that onnxruntime runs: once, in half a second.

Weights are requantized from the package's 4 bits (in blocks of 32) to 8 bits (by output), for
which onnxruntime has the fastest arithmetic; cosine with the original's vectors .997.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import numpy as np
import numpy.typing as npt
import platformdirs

from tidings.enrich.encoders.pack import Pack, unpack, verify_pack
from tidings.errors import ConfigError

if TYPE_CHECKING:
    from onnx import ModelProto, NodeProto, TensorProto

__all__ = ["build_graph", "graph_path"]

_FILE = "multilingual-e5-small-q8-v1.onnx"  # raise v when the graph changes
_MICROSOFT = "com.microsoft"
_EPSILON = 1e-12
_OPSET = 18

Floats = npt.NDArray[np.float32]


def graph_path(pack: Pack) -> Path:
    """Return the file of the graph in the user's cache folder; make it where it is missing."""
    path = platformdirs.user_cache_path("tidings") / _FILE
    if path.is_file():
        return path
    verify_pack()
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{uuid4().hex}")  # two processes may make it at once
    unfinished.write_bytes(build_graph(pack).SerializeToString())
    os.replace(unfinished, path)
    return path


def build_graph(pack: Pack) -> ModelProto:
    """Return the twelve layers: (1, tokens, dims) word and position vectors in, states out."""
    try:
        from onnx import TensorProto, helper
    except ImportError as exc:
        raise ConfigError("the encoder needs onnx: install tidings again") from exc
    parts = _Parts(pack)
    state = parts.normalize("entered", "emb.ln")
    for layer in range(pack.layers):
        state = parts.layer(state, f"l{layer}.")
    parts.node("Identity", [state], ["states"])
    shape: list[str | int | None] = [1, "tokens", pack.dims]
    graph = helper.make_graph(
        parts.nodes,
        "multilingual-e5-small",
        [helper.make_tensor_value_info("entered", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("states", TensorProto.FLOAT, shape)],
        parts.tensors,
    )
    versions = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_MICROSOFT, 1)]
    return helper.make_model(graph, opset_imports=versions, ir_version=10)


class _Parts:
    """The nodes and tensors of the graph so far. Each method adds some, and names its output."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.nodes: list[NodeProto] = []
        self.tensors: list[TensorProto] = []

    def node(self, kind: str, inputs: list[str], outputs: list[str], **options: Any) -> str:
        from onnx import helper

        domain = "" if kind in _STANDARD else _MICROSOFT
        self.nodes.append(helper.make_node(kind, inputs, outputs, domain=domain, **options))
        return outputs[0]

    def tensor(self, name: str, values: npt.NDArray[np.generic]) -> str:
        from onnx import numpy_helper

        self.tensors.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def floats(self, name: str) -> str:
        return self.tensor(name, self.pack.floats(name))

    def layer(self, state: str, at: str) -> str:
        asked = [f"{at}{part}" for part in ("q", "k", "v")]
        joined = self.multiply(state, [f"{a}.w" for a in asked], [f"{a}.b" for a in asked], at)
        self.node("Split", [joined], asked, axis=-1, num_outputs=3)
        heads = self.node("MultiHeadAttention", asked, [f"{at}heads"], num_heads=self.pack.heads)
        state = self.add(state, self.multiply(heads, [f"{at}ao.w"], [], f"{at}ao"), at, "ao", "aln")
        wide = self.multiply(state, [f"{at}fi.w"], [], f"{at}fi")
        wide = self.node("BiasGelu", [wide, self.floats(f"{at}fi.b")], [f"{at}gelu"])
        return self.add(state, self.multiply(wide, [f"{at}fo.w"], [], f"{at}fo"), at, "fo", "oln")

    def multiply(self, state: str, weights: list[str], biases: list[str], name: str) -> str:
        """Multiply by weights of 8 bits, one scale for each output; inputs are cut as they come."""
        values = np.concatenate([unpack(self.pack.blocks(w)) for w in weights])
        scale = np.abs(values).max(axis=1) / np.float32(127)
        whole = np.round(values / scale[:, None]).astype(np.int8)
        inputs = [
            state,
            self.tensor(f"{name}.weights", whole.T),
            self.tensor(f"{name}.scale", scale),
            self.tensor(f"{name}.zero", np.zeros(len(scale), np.int8)),
        ]
        if biases:
            bias = np.concatenate([self.pack.floats(b) for b in biases])
            inputs.append(self.tensor(f"{name}.bias", bias))
        return self.node("DynamicQuantizeMatMul", inputs, [f"{name}.out"])

    def add(self, state: str, change: str, at: str, bias: str, norm: str) -> str:
        """Add a change and its bias to the state, and normalize it."""
        learned = [self.floats(f"{at}{norm}.w"), self.floats(f"{at}{norm}.b")]
        inputs = [state, change, *learned, self.floats(f"{at}{bias}.b")]
        return self.node("SkipLayerNormalization", inputs, [f"{at}{norm}"], epsilon=_EPSILON)

    def normalize(self, state: str, name: str) -> str:
        inputs = [state, self.floats(f"{name}.w"), self.floats(f"{name}.b")]
        return self.node("LayerNormalization", inputs, [name], epsilon=_EPSILON, axis=-1)


_STANDARD = frozenset({"Identity", "LayerNormalization", "Split"})
