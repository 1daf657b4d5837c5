"""Make the graph of multilingual-e5-small that onnxruntime runs: once, in half a second.

Weights are requantized from the package's 4 bits (in blocks of 32) to 8 bits (by output), for
which onnxruntime has the fastest arithmetic; cosine with the original's vectors .997.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from tidings.cache import kept_file
from tidings.enrich.encoders.pack import Pack, verify_pack
from tidings.errors import ConfigError

if TYPE_CHECKING:
    from onnx import ModelProto, NodeProto, TensorProto

__all__ = ["build_graph", "graph_path"]

_FILE = "multilingual-e5-small-q8-v2.onnx"  # raise v when the graph changes
_MICROSOFT = "com.microsoft"
_EPSILON = 1e-12
_OPSET = 20

Floats = npt.NDArray[np.float32]


def graph_path(pack: Pack) -> Path:
    """Return the file of the graph in the user's cache folder; make it where it is missing."""
    return kept_file(_FILE, lambda path: _make(path, pack))


def _make(path: Path, pack: Pack) -> None:
    verify_pack()
    path.write_bytes(build_graph(pack).SerializeToString())


def build_graph(pack: Pack) -> ModelProto:
    """Return the layers: (tokens, 1, dims) word and position vectors in, states out."""
    try:
        from onnx import TensorProto, helper
    except ImportError as exc:
        raise ConfigError("the encoder needs onnx: install tidings again") from exc
    parts = _Parts(pack)
    state = parts.normalize("entered", "emb.ln")
    for layer in range(pack.layers):
        state = parts.layer(state, f"l{layer}.")
    parts.node("Identity", [state], ["states"])
    shape: list[str | int | None] = ["tokens", 1, pack.dims]
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
        self.one_text = self.tensor("one_text", np.array([1, -1, 3 * pack.dims]))
        self.each_token = self.tensor("each_token", np.array([-1, 1, pack.dims]))
        self.plain = [  # a scale and a shift that change nothing
            self.tensor("one", np.ones(1, np.float32)),
            self.tensor("nought", np.zeros(1, np.float32)),
        ]

    def node(self, kind: str, inputs: list[str], outputs: list[str], **options: Any) -> str:
        from onnx import helper

        domain = _MICROSOFT if kind in _THEIRS else ""
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
        joined = self.multiply(state, asked, f"{at}qkv")
        joined = self.node("Reshape", [joined, self.one_text], [f"{at}joined"])
        self.node("Split", [joined], asked, axis=-1, num_outputs=3)
        heads = self.node("MultiHeadAttention", asked, [f"{at}heads"], num_heads=self.pack.heads)
        heads = self.node("Reshape", [heads, self.each_token], [f"{at}heard"])
        state = self.add(state, self.multiply(heads, [f"{at}ao"], f"{at}ao"), f"{at}aln")
        wide = self.multiply(state, [f"{at}fi"], f"{at}fi")
        wide = self.node("Gelu", [wide], [f"{at}gelu"], approximate="tanh")
        return self.add(state, self.multiply(wide, [f"{at}fo"], f"{at}fo"), f"{at}oln")

    def multiply(self, state: str, parts: list[str], name: str) -> str:
        """Multiply by weights of 8 bits, one scale for each output; inputs are cut as they come."""
        values = np.concatenate([self.pack.matrix(part) for part in parts])
        bias = np.concatenate([self.pack.floats(f"{part}.b") for part in parts])
        scale = np.abs(values).max(axis=1) / np.float32(127)
        whole = np.round(values / scale[:, None]).astype(np.int8)
        inputs = [
            state,
            self.tensor(f"{name}.weights", whole.T),
            self.tensor(f"{name}.scale", scale),
            self.tensor(f"{name}.zero", np.zeros(len(scale), np.int8)),
            self.tensor(f"{name}.bias", bias),
        ]
        return self.node("DynamicQuantizeMatMul", inputs, [f"{name}.out"])

    def add(self, state: str, change: str, norm: str) -> str:
        """Add a change to the state, and normalize it."""
        return self.normalize(self.node("Add", [state, change], [f"{norm}.sum"]), norm)

    def normalize(self, state: str, name: str) -> str:
        # Onnxruntime's LayerNormalization takes three times as long: it adds number by number.
        even = self.node("InstanceNormalization", [state, *self.plain], [f"{name}.even"],
                         epsilon=_EPSILON)  # fmt: skip
        scaled = self.node("Mul", [even, self.floats(f"{name}.w")], [f"{name}.scaled"])
        return self.node("Add", [scaled, self.floats(f"{name}.b")], [name])


_THEIRS = frozenset({"DynamicQuantizeMatMul", "MultiHeadAttention"})
