"""Train the model that judges the blocks of a page, and say how well it does on unseen sites.

Run from the checkout: `OPENBLAS_NUM_THREADS=1 python -m tools.train_extract [--save]`. The labels
come from aligning each page's blocks with the text that people marked as its article. Every figure
printed is of sites that the model was not trained on: six folds, cut by site. `--save` trains on
all pages and writes `src/tidings/distill/extraction/model.npz`. About five minutes on one core.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import compress
from pathlib import Path

import numpy as np
from bench.extraction import LabelledPage, Score, load_sets, score, shared_folder
from numpy.typing import NDArray

from tidings.distill.extract import parse_html
from tidings.distill.extraction.blocks import TAGS, Outline, cut_blocks
from tidings.distill.extraction.choose import choose_blocks
from tidings.distill.extraction.features import read_page
from tidings.distill.extraction.model import CLIP, FAR, NEAR, Ensemble, Layers

ROOT = Path(__file__).parent.parent
MODEL = ROOT / "src" / "tidings" / "distill" / "extraction" / "model.npz"
FOLDS = 6
NETWORKS = 3
UNITS = 24
EPOCHS = 40
BATCH = 16  # pages
RATE = 3e-3
DECAY = 0.15  # of the weights, decoupled
DROP_UNITS = 0.2
DROP_COLUMNS = 0.15
LEAST_WORDS = 100  # of an article; a shorter one counts for as much
MOST_WEIGHT = 0.3  # of one block: a page that is one block shall not outweigh the others
_WORD = re.compile(r"\w+")

Floats = NDArray[np.float32]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sample:
    """A page as the model reads it, what it should say of each block, and how much that counts."""

    page: LabelledPage
    group: str  # pages of one publisher share it
    texts: Sequence[str]
    size: Floats
    headline: int
    rows: Floats
    labels: Floats
    weights: Floats


def align(texts: Sequence[str], truth: str) -> tuple[Floats, Floats]:
    """Return the share of each block's words found in the truth, in order, and their count."""
    words = [_WORD.findall(text) for text in texts]
    owner = np.repeat(np.arange(len(texts)), [len(own) for own in words])
    flat = [word for own in words for word in own]
    matched: Floats = np.zeros(len(texts), np.float32)
    matcher = SequenceMatcher(None, flat, _WORD.findall(truth), autojunk=False)
    for start, _, length in matcher.get_matching_blocks():
        np.add.at(matched, owner[start : start + length], 1)
    count = np.array([len(own) for own in words], np.float32)
    share: Floats = (matched / np.maximum(count, 1)).astype(np.float32)
    return share, count


def captions(outline: Outline) -> NDArray[np.bool_]:
    """Return which blocks are captions: some sets count them as body, and we do not."""
    inside = [False] * len(outline.parents)
    for element, parent in enumerate(outline.parents):
        inside[element] = inside[parent] or TAGS[outline.tags[element]] == "figcaption"
    return np.array([inside[counts[0]] for counts in outline.counts])


def read_sample(page: LabelledPage) -> Sample | None:
    """Turn a labelled page into a sample; None for one without text."""
    document = parse_html(page.html)
    outline = cut_blocks(document.body) if document.body else None
    if not outline or not outline.texts:
        return None
    title = document.css_first("title")
    read = read_page(outline, " ".join(title.text().split()) if title else "")
    share, count = align(outline.texts, page.text)
    labels = (share >= 0.5).astype(np.float32) * ~captions(outline)
    words = max(float(count @ labels), LEAST_WORDS)
    names = page.site.split(".")
    return Sample(
        page=page,
        group=max(names[:-1], key=len) if len(names) > 1 else page.site,
        texts=outline.texts,
        size=read.size,
        headline=read.headline,
        rows=read.rows,
        labels=labels,
        weights=np.minimum((count + 1) / words, MOST_WEIGHT).astype(np.float32),
    )


class Trainer:
    """One network in training: forward, backward and Adam, over pages laid end to end."""

    def __init__(self, columns: int, seed: int) -> None:
        self.random = np.random.default_rng(seed)
        shapes = [(columns, UNITS), (len(NEAR) * UNITS, UNITS), (len(FAR) * UNITS, UNITS)]
        self.weights = [
            array
            for inputs, outputs in [*shapes, (3 * UNITS, 1)]
            for array in (self._initial(inputs, outputs), np.zeros(outputs, np.float32))
        ]
        self.mean = [np.zeros_like(array) for array in self.weights]
        self.square = [np.zeros_like(array) for array in self.weights]
        self.steps = 0

    def _initial(self, inputs: int, outputs: int) -> Floats:
        return self.random.normal(0, np.sqrt(2 / inputs), (inputs, outputs)).astype(np.float32)

    def _drop(self, values: Floats, share: float) -> Floats:
        keep = self.random.random(values.shape, np.float32) > share
        return values * keep / np.float32(1 - share)

    def step(self, batch: Sequence[Sample], rate: float) -> None:
        """Learn from some pages. Rows of padding between them keep their neighbours apart."""
        rows, labels, weights, real = _lay_end_to_end(batch)
        first, first_bias, near, near_bias, far, far_bias, out, out_bias = self.weights
        rows = self._drop(rows, DROP_COLUMNS)
        one = self._drop(np.maximum(rows @ first + first_bias, 0) * real, DROP_UNITS)
        one_seen = _shifted(one, NEAR)
        two = self._drop(np.maximum(one_seen @ near + near_bias, 0) * real, DROP_UNITS)
        two_seen = _shifted(two, FAR)
        three = self._drop(np.maximum(two_seen @ far + far_bias, 0) * real, DROP_UNITS)
        units = np.concatenate([one, two, three], 1)
        says = 1 / (1 + np.exp(-np.clip(units @ out + out_bias, -30, 30)))
        loss = (says - labels) * weights / weights.sum()
        back = loss @ out.T
        scale = np.float32(1 / (1 - DROP_UNITS))
        third = back[:, 2 * UNITS :] * (three > 0) * scale
        second = back[:, UNITS : 2 * UNITS] + _unshifted(third @ far.T, FAR)
        second = second * (two > 0) * scale
        lowest = (back[:, :UNITS] + _unshifted(second @ near.T, NEAR)) * (one > 0) * scale
        pairs = ((rows, lowest), (one_seen, second), (two_seen, third), (units, loss))
        self._descend([g for seen, e in pairs for g in (seen.T @ e, e.sum(0))], rate)

    def _descend(self, gradients: Sequence[Floats], rate: float) -> None:
        self.steps += 1
        for i, gradient in enumerate(gradients):
            self.mean[i] = 0.9 * self.mean[i] + 0.1 * gradient
            self.square[i] = 0.99 * self.square[i] + 0.01 * gradient**2
            mean = self.mean[i] / (1 - 0.9**self.steps)
            square = self.square[i] / (1 - 0.99**self.steps)
            decay = DECAY * self.weights[i] if self.weights[i].ndim > 1 else 0
            self.weights[i] -= (rate * (mean / (np.sqrt(square) + 1e-8) + decay)).astype(np.float32)


def _lay_end_to_end(batch: Sequence[Sample]) -> tuple[Floats, Floats, Floats, Floats]:
    gap = max(FAR)

    def lay(arrays: Sequence[Floats]) -> Floats:
        padding = np.zeros((gap, *arrays[0].shape[1:]), np.float32)
        laid: Floats = np.concatenate([piece for array in arrays for piece in (array, padding)])
        return laid if laid.ndim > 1 else laid[:, None]

    return (
        lay([sample.rows for sample in batch]),
        lay([sample.labels for sample in batch]),
        lay([sample.weights for sample in batch]),
        lay([np.ones(len(sample.labels), np.float32) for sample in batch]),
    )


def _shift(values: Floats, step: int) -> Floats:
    shifted = np.zeros_like(values)
    if step > 0:
        shifted[:-step] = values[step:]
    elif step < 0:
        shifted[-step:] = values[:step]
    else:
        shifted[:] = values
    return shifted


def _shifted(values: Floats, steps: Sequence[int]) -> Floats:
    return np.concatenate([_shift(values, step) for step in steps], 1)


def _unshifted(values: Floats, steps: Sequence[int]) -> Floats:
    parts = np.split(values, len(steps), 1)
    back = [_shift(part, -step) for part, step in zip(parts, steps, strict=True)]
    total: Floats = np.sum(back, 0)
    return total


def train_network(samples: Sequence[Sample], seed: int) -> Layers:
    """Train one network on samples whose rows are scaled already."""
    trainer = Trainer(samples[0].rows.shape[1], seed)
    order = np.random.default_rng(seed)
    starts = range(0, len(samples), BATCH)
    total = EPOCHS * len(starts)
    for _ in range(EPOCHS):
        shuffled = order.permutation(len(samples))
        for start in starts:
            done = trainer.steps / total
            rate = RATE * min(1, trainer.steps / 50) * (1 + np.cos(np.pi * done)) / 2
            trainer.step([samples[i] for i in shuffled[start : start + BATCH]], rate)
    return Layers(*trainer.weights)


def train(samples: Sequence[Sample]) -> Ensemble:
    """Train the networks on some pages."""
    rows = np.concatenate([sample.rows for sample in samples])
    mean, scale = rows.mean(0), 1 / (rows.std(0) + 1e-3)
    scaled = [
        replace(sample, rows=np.clip((sample.rows - mean) * scale, -CLIP, CLIP))
        for sample in samples
    ]
    networks = tuple(train_network(scaled, seed) for seed in range(NETWORKS))
    return Ensemble(mean, scale, networks)


def cross_validate(samples: Sequence[Sample]) -> list[str]:
    """Return the text found in each page by models that were trained on other sites."""
    groups = sorted({sample.group for sample in samples})
    folds = np.random.default_rng(1).permutation(len(groups)) % FOLDS
    fold_of = dict(zip(groups, folds.tolist(), strict=True))
    found = [""] * len(samples)
    for fold in range(FOLDS):
        model = train([sample for sample in samples if fold_of[sample.group] != fold])
        for i, sample in enumerate(samples):
            if fold_of[sample.group] == fold:
                found[i] = "\n".join(_kept(sample, model))
    return found


def _kept(sample: Sample, model: Ensemble) -> list[str]:
    belongs = model(sample.rows)
    if sample.headline >= 0:
        belongs[sample.headline] = 0
    return list(compress(sample.texts, choose_blocks(sample.texts, sample.size, belongs)))


def unseen_scores(sets: dict[str, list[LabelledPage]]) -> dict[str, Score]:
    """Return the scores of each set, by models that were trained on other sites."""
    samples = {name: [read_sample(page) for page in pages] for name, pages in sets.items()}
    usable = [sample for many in samples.values() for sample in many if sample]
    found = dict(zip(map(id, usable), cross_validate(usable), strict=True))
    return {
        name: score(pages, [found.get(id(sample), "") for sample in samples[name]])
        for name, pages in sets.items()
    }


def save(model: Ensemble, path: Path) -> None:
    """Write the model in half precision, which changes no figure."""
    arrays = {"mean": model.mean.astype(np.float32), "scale": model.scale.astype(np.float32)}
    for i, layers in enumerate(model.networks):
        named = layers._asdict().items()
        arrays |= {f"{name}.{i}": array.astype(np.float16) for name, array in named}
    np.savez_compressed(path, allow_pickle=False, **arrays)


def main() -> None:
    """Cross-validate and print one line a set, or save."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", default="", help="the folder of development data")
    parser.add_argument("--save", action="store_true", help="train on all pages, and ship that")
    options = parser.parse_args()
    sets = load_sets(shared_folder(options.data))
    if options.save:
        samples = [read_sample(page) for pages in sets.values() for page in pages]
        save(train([sample for sample in samples if sample]), MODEL)
        return
    for name, result in unseen_scores(sets).items():
        print(f"{name}: F1 {result.f1:.4f} P {result.precision:.4f} R {result.recall:.4f}")


if __name__ == "__main__":
    main()
