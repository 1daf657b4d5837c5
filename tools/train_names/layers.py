"""Layers of transformers in jax, as the word vectors' package has them, and how they learn."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt
from tools.train_names.examples import Example
from tools.train_names.graph import HEAD

from tidings.enrich.encoders.pack import read_pack, unpack

__all__ = [
    "LABELS",
    "PACK",
    "SEED",
    "Floats",
    "Layers",
    "Rates",
    "batches",
    "flat",
    "head_of",
    "layer_of",
    "learn",
    "score",
]

LABELS = 9
LENGTHS = (24, 40, 64, 96, 128)  # tokens that sentences are filled up to
TOKENS = 2048  # of a batch
SEED = 7

Floats = npt.NDArray[np.float32]
Layers = Any  # nested dicts and tuples of arrays
Rates = tuple[Sequence[float], Sequence[float]]  # numbers of batches, and how fast at each
Batch = tuple[Floats, Floats, Floats, Floats]  # entered, mask, chances of labels, weights

PACK = read_pack()
FIRST = (PACK.floats("emb.ln.w"), PACK.floats("emb.ln.b"))


def layer_of(number: int, weights: Mapping[str, Floats]) -> Layers:
    """Return a layer: of the weights given, where they have it, else of the package."""
    layer: Layers = {}
    for name in ("q", "k", "v", "ao", "fi", "fo"):
        key = f"l{number}.{name}"
        matrix = weights[key] if key in weights else PACK.matrix(key)
        layer[name] = (jnp.array(matrix.T), jnp.array(_vector(f"{key}.b", weights)))
    for name in ("aln", "oln"):
        key = f"l{number}.{name}"
        layer[name] = tuple(jnp.array(_vector(f"{key}.{part}", weights)) for part in "wb")
    return layer


def _vector(key: str, weights: Mapping[str, Floats]) -> Floats:
    return weights[key] if key in weights else PACK.floats(key)


def head_of(weights: Mapping[str, Floats]) -> Layers:
    """Return a head of nine labels, one that has learned nothing where the weights have none."""
    if "head" in weights:
        return jnp.array(weights["head"].T), jnp.array(weights["head.b"])
    chance = np.random.default_rng(0)
    return jnp.array(chance.normal(0, 0.02, (PACK.dims, LABELS)), jnp.float32), jnp.zeros(LABELS)


def flat(layers: Layers) -> dict[str, Floats]:
    """Name the weights as the package does: matrices (outputs, inputs)."""
    found = {"head": layers["head"][0].T, "head.b": layers["head"][1]}
    for name in layers.keys() - {"head"}:
        for part, (first, second) in layers[name].items():
            key = f"{name}.{part}"
            found[key if first.ndim == 2 else f"{key}.w"] = first.T if first.ndim == 2 else first
            found[f"{key}.b"] = second
    return {key: np.asarray(value, np.float32) for key, value in found.items()}


def _even(x: jax.Array, scale: Any) -> jax.Array:
    middle = x.mean(-1, keepdims=True)
    spread = ((x - middle) ** 2).mean(-1, keepdims=True)
    return (x - middle) * jax.lax.rsqrt(spread + 1e-12) * scale[0] + scale[1]


def _times(x: jax.Array, matrix: Any) -> jax.Array:
    return x @ matrix[0] + matrix[1]


def _through(x: jax.Array, mask: jax.Array, layer: Layers, used: Any) -> jax.Array:
    """Return the states after a layer, (texts, tokens, dims).

    `used` weighs the heads and the inner units, to find out which of them matter.
    """
    texts, tokens, _ = x.shape

    def heads(name: str) -> jax.Array:
        return _times(x, layer[name]).reshape(texts, tokens, -1, HEAD).swapaxes(1, 2)

    likeness = heads("q") @ heads("k").swapaxes(2, 3) / np.sqrt(HEAD) + mask[:, None, None, :]
    heard = (jax.nn.softmax(likeness, -1) @ heads("v")) * used[0][:, None, None]
    heard = heard.swapaxes(1, 2).reshape(texts, tokens, -1)
    x = _even(x + _times(heard, layer["ao"]), layer["aln"])
    inner = jax.nn.gelu(_times(x, layer["fi"]), approximate=True) * used[1]
    return _even(x + _times(inner, layer["fo"]), layer["oln"])


_ALL = (jnp.ones(1), jnp.ones(1))


def score(
    layers: Layers, batch: Any, *, still: Sequence[Layers] = (), used: Any = None, key: Any = None
) -> jax.Array:
    """Return how far the layers are from what is to be learned, in nats a word.

    `still` are layers below that don't learn; with a key a tenth of what the head sees is hidden.
    """
    entered, mask, chances, weights = batch
    x = _even(entered, FIRST)
    for layer in still:
        x = jax.lax.stop_gradient(_through(x, mask, layer, _ALL))
    for number, name in enumerate(sorted(layers.keys() - {"head"})):
        x = _through(x, mask, layers[name], used[number] if used else _ALL)
    if key is not None:
        x = x * jax.random.bernoulli(key, 0.9, x.shape) / 0.9
    told = jax.nn.log_softmax(_times(x, layers["head"]))
    return -((told * chances).sum(-1) * weights).sum() / jnp.maximum(weights.sum(), 1)


def learn(
    layers: Layers,
    found: Sequence[Example],
    rates: Rates,
    loss: Callable[[Layers, Any, Any], jax.Array],
    *,
    seed: int = SEED,
) -> Layers:
    """Return the layers after as many batches as the rates tell, even between their corners."""
    nought = jax.tree.map(jnp.zeros_like, layers)
    state, recent = (layers, nought, nought), list[float]()
    step, many = jax.jit(_step_of(loss)), batches(found, seed)
    for number in range(1, int(rates[0][-1]) + 1):
        rate = float(np.interp(number, *rates))
        *state, lost = step(*state, float(number), rate, next(many), jax.random.key(number))
        recent.append(float(lost))
        if number % 20 == 0:
            print(f"{number} of {rates[0][-1]}: {np.mean(recent[-20:]):.4f}", flush=True)
    return state[0]


def _step_of(loss: Callable[[Layers, Any, Any], jax.Array]) -> Callable[..., Any]:
    def step(
        layers: Layers, mean: Layers, spread: Layers, number: Any, rate: Any, batch: Any, key: Any
    ) -> tuple[Layers, Layers, Layers, jax.Array]:
        """Take one step of AdamW, with slopes cut to a length of 1."""
        lost, slope = jax.value_and_grad(loss)(layers, batch, key)
        length = jnp.sqrt(sum((one**2).sum() for one in jax.tree.leaves(slope)))
        slope = jax.tree.map(lambda one: one * jnp.minimum(1, 1 / length), slope)
        mean = jax.tree.map(lambda old, new: 0.9 * old + 0.1 * new, mean, slope)
        spread = jax.tree.map(lambda old, new: 0.98 * old + 0.02 * new * new, spread, slope)

        def moved(weight: Any, m: Any, s: Any) -> Any:
            change = (m / (1 - 0.9**number)) / (jnp.sqrt(s / (1 - 0.98**number)) + 1e-8)
            return weight - rate * (change + 0.01 * weight)

        return jax.tree.map(moved, layers, mean, spread), mean, spread, lost

    return step


def batches(found: Sequence[Example], seed: int = SEED) -> Iterator[Batch]:
    """Yield batches of sentences of like length, in any order, again and again.

    What fills no batch with others of its length is left to another time.
    """
    for again in range(1000):
        chance = random.Random(seed + again)
        waiting: dict[int, list[Example]] = {length: [] for length in LENGTHS}
        full: list[list[Example]] = []
        for one in chance.sample(found, len(found)):
            length = next(length for length in LENGTHS if len(one.ids) <= length)
            waiting[length].append(one)
            if len(waiting[length]) == TOKENS // length:
                full.append(waiting[length])
                waiting[length] = []
        chance.shuffle(full)
        yield from map(_padded, full)


def _padded(chosen: Sequence[Example]) -> Batch:
    longest = max(len(one.ids) for one in chosen)
    tokens = next(length for length in LENGTHS if length >= longest)
    words = PACK.blocks("emb.word")
    places = (
        PACK.floats("emb.pos").reshape(PACK.positions, -1) + PACK.floats("emb.type")[: PACK.dims]
    )
    entered = np.zeros((len(chosen), tokens, PACK.dims), np.float32)
    mask = np.full((len(chosen), tokens), -1e9, np.float32)
    chances = np.zeros((len(chosen), tokens, LABELS), np.float32)
    weights = np.zeros(mask.shape, np.float32)
    for row, one in enumerate(chosen):
        size = len(one.ids)
        entered[row, :size] = unpack(words[one.ids]) + places[:size]
        mask[row, :size] = 0
        chances[row, :size], weights[row, :size] = one.chances, one.weights
    return entered, mask, chances, weights
