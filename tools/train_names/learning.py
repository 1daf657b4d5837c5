"""The deep teacher learns from labels, the model that ships from the teacher's word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
from tools.train_names.examples import examples
from tools.train_names.graph import HEAD
from tools.train_names.labelling import labelled
from tools.train_names.layers import (
    SEED,
    Floats,
    Layers,
    Rates,
    batches,
    flat,
    head_of,
    layer_of,
    learn,
    score,
)

__all__ = ["average", "learn_names", "teach"]

DEEP, STILL = 9, 3  # layers of the teacher, and how many of them stay as they are
# At which batches how fast; even between. What ships was learned in as many.
TAUGHT = (0, 27, 171, 342), (0.0, 2e-4, 1.4e-4, 0.0)
# Heads and inner units of each layer: the last one's are only run where a name can stand.
KEPT = ((6, 384), (6, 384), (6, 1536))
WIDE = (0, 20, 300), (0.0, 3e-4, 3e-4)  # where there is no earlier model to begin with
GOES = (
    ((0, 35, 588, 1176), (0.0, 6e-4, 3.6e-4, 0.0)),
    ((0, 29, 483, 966), (0.0, 5e-4, 3e-4, 0.0)),
)
WEIGHED = 16  # batches by which it is found what of a layer matters


def teach(sentences: Sequence[Path], start: Path | None, share: float, out: Path) -> None:
    """Teach an earlier teacher, else the package's lower layers, what the labels say; write it."""
    weights: dict[str, Floats] = dict(np.load(start)) if start else {}
    still = [layer_of(number, {}) for number in range(STILL)]
    layers: Layers = {f"l{n}": layer_of(n, weights) for n in range(STILL, DEEP)}
    layers["head"] = head_of(weights)
    taught = learn(
        layers,
        examples(sentences),
        _shared(TAUGHT, share),
        lambda layers, batch, key: score(layers, batch, still=still, key=key),
    )
    np.savez(out, allow_pickle=False, **flat(taught))


def learn_names(chances: Path, start: Path | None, share: float, out: Path) -> None:
    """Learn three narrow layers from the teacher's word, and write them.

    They begin as those of an earlier model, else as the package's own, with what matters least
    for the teacher's word left out.
    """
    found = labelled(chances)
    weights: dict[str, Floats] = dict(np.load(start)) if start else {}
    layers: Layers = {f"l{n}": layer_of(n, weights) for n in range(len(KEPT))}
    layers["head"] = head_of(weights)
    if not start:
        layers = learn(layers, found, _shared(WIDE, share), _loss)
    matters = _what_matters(layers, list(islice(batches(found), WEIGHED)))
    narrow = {
        f"l{n}": _narrowed(layers[f"l{n}"], *matters[n], *kept) for n, kept in enumerate(KEPT)
    }
    learned: Layers = {**narrow, "head": layers["head"]}
    for go, rates in enumerate(GOES):
        learned = learn(learned, found, _shared(rates, share), _loss, seed=SEED + go)
    np.savez(out, allow_pickle=False, **flat(learned))


def average(weights: Sequence[Path], out: Path) -> None:
    """Write the mean of weights that were learned from one beginning, in several ways."""
    every = [dict(np.load(path)) for path in weights]
    mean = {name: np.mean([one[name] for one in every], axis=0) for name in every[0]}
    np.savez(out, allow_pickle=False, **mean)


def _shared(rates: Rates, share: float) -> Rates:
    """Return the rates over that share of the batches, one at least between their corners."""
    corners = [max(number, round(at * share)) for number, at in enumerate(rates[0])]
    return corners, rates[1]


def _loss(layers: Layers, batch: object, key: object) -> jax.Array:
    return score(layers, batch)


def _what_matters(layers: Layers, some: Sequence[object]) -> list[tuple[Floats, Floats]]:
    """Return how much is lost by each head and each inner unit that is left out, by layer."""
    used = [
        (jnp.ones(layer["q"][0].shape[1] // HEAD), jnp.ones(layer["fi"][0].shape[1]))
        for layer in (layers[f"l{n}"] for n in range(len(KEPT)))
    ]
    slope = jax.jit(jax.grad(lambda used, batch: score(layers, batch, used=used)))
    slopes = [jax.tree.map(jnp.abs, slope(used, batch)) for batch in some]
    return [
        (np.asarray(heads), np.asarray(units))
        for heads, units in jax.tree.map(lambda *each: sum(each), *slopes)
    ]


def _narrowed(
    layer: Layers, heads: Floats, units: Floats, heads_kept: int, units_kept: int
) -> Layers:
    chosen = np.sort(np.argsort(-heads)[:heads_kept])
    wide = (chosen[:, None] * HEAD + np.arange(HEAD)).ravel()
    inner = np.sort(np.argsort(-units)[:units_kept])
    narrow = dict(layer)
    for name in ("q", "k", "v"):
        narrow[name] = (layer[name][0][:, wide], layer[name][1][wide])
    narrow["ao"] = (layer["ao"][0][wide], layer["ao"][1])
    narrow["fi"] = (layer["fi"][0][:, inner], layer["fi"][1][inner])
    narrow["fo"] = (layer["fo"][0][inner], layer["fo"][1])
    return narrow
