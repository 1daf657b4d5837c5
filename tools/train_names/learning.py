"""Teach two layers and a head of nine labels above the encoder's word vectors and first layer."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt
from tools.train_names.examples import Example, examples

from tidings.enrich.encoders.pack import read_pack, unpack

__all__ = ["FROZEN", "LAYERS", "learn_names"]

FROZEN, LAYERS, LABELS = 1, 3, 9
LENGTHS = (24, 40, 64, 96, 128)  # tokens that sentences are filled up to
TOKENS = 2048  # of a batch
RATES = (0, 37, 232, 462), (0.0, 3e-4, 2.18e-4, 0.0)  # at which batches; evenly between them
KEPT = 0.9  # of what the head sees while it learns
SEED = 7

Floats = npt.NDArray[np.float32]
Batch = tuple[Floats, Floats, npt.NDArray[np.int32], Floats]  # entered, mask, labels, weights
Weights = Any  # nested dicts and lists of arrays

PACK = read_pack()
FIRST = (PACK.floats("emb.ln.w"), PACK.floats("emb.ln.b"))


def learn_names(sentences: Sequence[Path], out: Path) -> None:
    """Learn each example at most once, and write the weights."""
    batches = list(_batches(examples(sentences)))[: RATES[0][-1]]
    head = np.random.default_rng(0).normal(0, 0.02, (PACK.dims, LABELS)).astype(np.float32)
    weights: Weights = {f"l{n}": _layer(n) for n in range(FROZEN, LAYERS)}
    weights["head"] = (jnp.array(head), jnp.zeros(LABELS))
    nought = jax.tree.map(jnp.zeros_like, weights)
    state = (weights, nought, nought)
    recent: list[float] = []
    for number, chosen in enumerate(batches, 1):
        rate = float(np.interp(number, *RATES))
        *state, loss = _step(*state, float(number), rate, _padded(chosen), jax.random.key(number))
        recent.append(float(loss))
        if number % 20 == 0:
            print(f"{number} of {len(batches)}: {np.mean(recent[-20:]):.4f}", flush=True)
    np.savez(out, allow_pickle=False, **_flat(state[0]))


def _flat(weights: Weights) -> dict[str, npt.NDArray[np.float32]]:
    """Name the weights as the package does: matrices (outputs, inputs)."""
    found = {"head": weights["head"][0].T, "head.b": weights["head"][1]}
    for layer in range(FROZEN, LAYERS):
        for name, (first, second) in weights[f"l{layer}"].items():
            key = f"l{layer}.{name}"
            found[key if first.ndim == 2 else f"{key}.w"] = first.T if first.ndim == 2 else first
            found[f"{key}.b"] = second
    return {key: np.asarray(value, np.float32) for key, value in found.items()}


def _layer(number: int) -> Weights:
    layer: Weights = {}
    for name in ("q", "k", "v", "ao", "fi", "fo"):
        key = f"l{number}.{name}"
        layer[name] = (jnp.array(PACK.matrix(key).T), jnp.array(PACK.floats(f"{key}.b")))
    for name in ("aln", "oln"):
        key = f"l{number}.{name}"
        layer[name] = (jnp.array(PACK.floats(f"{key}.w")), jnp.array(PACK.floats(f"{key}.b")))
    return layer


STILL = [_layer(number) for number in range(FROZEN)]


def _even(x: jax.Array, scale: Any) -> jax.Array:
    middle = x.mean(-1, keepdims=True)
    spread = ((x - middle) ** 2).mean(-1, keepdims=True)
    return (x - middle) * jax.lax.rsqrt(spread + 1e-12) * scale[0] + scale[1]


def _times(x: jax.Array, matrix: Any) -> jax.Array:
    return x @ matrix[0] + matrix[1]


def _through(x: jax.Array, mask: jax.Array, layer: Weights) -> jax.Array:
    """Return the states after a layer, (texts, tokens, dims)."""
    texts, tokens, dims = x.shape
    size = dims // PACK.heads

    def heads(name: str) -> jax.Array:
        return _times(x, layer[name]).reshape(texts, tokens, PACK.heads, size).swapaxes(1, 2)

    likeness = heads("q") @ heads("k").swapaxes(2, 3) / np.sqrt(size) + mask[:, None, None, :]
    heard = (jax.nn.softmax(likeness, -1) @ heads("v")).swapaxes(1, 2).reshape(x.shape)
    x = _even(x + _times(heard, layer["ao"]), layer["aln"])
    wide = jax.nn.gelu(_times(x, layer["fi"]), approximate=True)
    return _even(x + _times(wide, layer["fo"]), layer["oln"])


def _loss(weights: Weights, batch: Any, key: jax.Array) -> jax.Array:
    entered, mask, labels, counts = batch
    x = _even(entered, FIRST)
    for layer in STILL:
        x = jax.lax.stop_gradient(_through(x, mask, layer))
    for number in range(FROZEN, LAYERS):
        x = _through(x, mask, weights[f"l{number}"])
    x = x * jax.random.bernoulli(key, KEPT, x.shape) / KEPT
    chances = jax.nn.log_softmax(_times(x, weights["head"]))
    right = jnp.take_along_axis(chances, labels[..., None], -1)[..., 0]
    return -(right * counts).sum() / jnp.maximum(counts.sum(), 1)


@jax.jit
def _step(
    weights: Weights, mean: Weights, spread: Weights, number: Any, rate: Any, batch: Any, key: Any
) -> tuple[Weights, Weights, Weights, jax.Array]:
    """Take one step of AdamW, with slopes cut to a length of 1."""
    loss, slope = jax.value_and_grad(_loss)(weights, batch, key)
    length = jnp.sqrt(sum((one**2).sum() for one in jax.tree.leaves(slope)))
    slope = jax.tree.map(lambda one: one * jnp.minimum(1, 1 / length), slope)
    mean = jax.tree.map(lambda old, new: 0.9 * old + 0.1 * new, mean, slope)
    spread = jax.tree.map(lambda old, new: 0.98 * old + 0.02 * new * new, spread, slope)

    def moved(weight: Any, m: Any, s: Any) -> Any:
        change = (m / (1 - 0.9**number)) / (jnp.sqrt(s / (1 - 0.98**number)) + 1e-8)
        return weight - rate * (change + 0.01 * weight)

    return jax.tree.map(moved, weights, mean, spread), mean, spread, loss


def _batches(found: Sequence[Example]) -> Iterator[list[Example]]:
    """Yield batches of sentences of like length, in any order."""
    chance = random.Random(SEED)
    waiting: dict[int, list[Example]] = {length: [] for length in LENGTHS}
    full: list[list[Example]] = []
    for one in chance.sample(found, len(found)):
        length = next(length for length in LENGTHS if len(one.ids) <= length)
        waiting[length].append(one)
        if len(waiting[length]) == TOKENS // length:
            full.append(waiting[length])
            waiting[length] = []
    chance.shuffle(full)
    yield from full


def _padded(chosen: Sequence[Example]) -> Batch:
    longest = max(len(one.ids) for one in chosen)
    tokens = next(length for length in LENGTHS if length >= longest)
    words = PACK.blocks("emb.word")
    places = (
        PACK.floats("emb.pos").reshape(PACK.positions, -1) + PACK.floats("emb.type")[: PACK.dims]
    )
    entered = np.zeros((len(chosen), tokens, PACK.dims), np.float32)
    mask = np.full((len(chosen), tokens), -1e9, np.float32)
    labels, weights = np.zeros(mask.shape, np.int32), np.zeros(mask.shape, np.float32)
    for row, one in enumerate(chosen):
        size = len(one.ids)
        entered[row, :size] = unpack(words[one.ids]) + places[:size]
        mask[row, :size] = 0
        labels[row, :size], weights[row, :size] = one.labels, one.weights
    return entered, mask, labels, weights
