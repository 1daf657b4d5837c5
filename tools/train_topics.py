"""Train `src/tidings/enrich/topics/model.npz`: how probable each topic is.

A logistic regression for each topic, by the article's vector, by its words, and by both. What is
learned from is told in `bench/topicsets.py`. A publisher's section says what an article is surely
about and little of what it is not: a first round takes that for hardly any evidence, the second
believes the first where that is sure. The unseen half of the labels is never looked at here.

Run: `python -m tools.train_topics [FOLDER]`, with the `bench` dependencies; two minutes.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from bench.storysets import shared_folder
from bench.topicsets import Labelled, headlines, labelled, others, sections
from bench.vectors import encoded
from sklearn.linear_model import LogisticRegression

from tidings.enrich.embedding import embedding_text, load_encoder
from tidings.enrich.topics.model import FINE, TOP
from tidings.enrich.topics.words import FEATURES, find_words, weigh
from tidings.group.alignment import aligned
from tidings.reference.topics import TOPICS
from tidings.types import Novelty

Floats = npt.NDArray[np.float32]

TARGET = Path(__file__).parent.parent / "src/tidings/enrich/topics/model.npz"
SCALE = 8.0  # brings a vector's numbers to the size of the words' features
STRENGTH = 0.1  # inverse of the regularisation, of .03 to 3 the best on the labels seen
WEIGHTS = {"section": 1.0, "headline": 2.0, "other": 2.0, "hand": 5.0}
LEAST = 0.1  # of what is learned from must have a topic: the sets are of politics mostly
UNSAID = 0.03  # of a topic that a section doesn't name, in the first round
BELIEVED, DOUBTED, GUESSED = 0.6, 0.3, 0.3  # from which the first round is, and with what weight


class Material:
    """All that is learned from: vectors, words, labels."""

    def __init__(self, shared: Path) -> None:
        parts = {
            "section": list(sections(shared)),
            "headline": headlines(),
            "other": list(others(shared)),
            "hand": [one for one in labelled(shared) if one.seen],
        }
        self.all: list[Labelled] = [one for part in parts.values() for one in part]
        self.kind = np.array([name for name, part in parts.items() for _ in part])
        self.vectors = vectors_of(self.all)
        self.words = np.array([words_of(one) for one in self.all])  # (articles, TOP, FEATURES)

    def has(self, code: str) -> npt.NDArray[np.bool_]:
        """Return which have a topic."""
        return np.array([code in one.topics for one in self.all])


def vectors_of(those: Sequence[Labelled]) -> Floats:
    """Return their vectors, (articles, dims)."""
    encoder = load_encoder("e5")
    assert encoder is not None
    found = encoded(encoder, [embedding_text(one.article) for one in those])
    return np.stack([aligned(v, o.article.language) for v, o in zip(found, those, strict=True)])


def words_of(one: Labelled) -> list[tuple[float, ...]]:
    """Return what an article's words say of each topic."""
    return weigh(find_words(one.article, Novelty(article=one.article.id)), TOP)


def main() -> None:
    """Train and write."""
    told = Material(shared_folder(*sys.argv[1:2]))
    mean = told.vectors[told.kind != "headline"].mean(0)
    centred = (told.vectors - mean) * SCALE
    arrays: dict[str, Any] = {"mean": mean}
    top = [_both_rounds(told, centred, code, n) for n, code in enumerate(TOP)]
    for name in ("vector", "both"):
        arrays[name] = np.stack([models[name].coef_[0][: mean.size] * SCALE for models in top])
    arrays["both_words"] = np.stack([models["both"].coef_[0][mean.size :] for models in top])
    arrays["words"] = np.stack([models["words"].coef_[0] for models in top])
    for name in ("vector", "both", "words"):
        arrays[f"{name}_bias"] = np.array([models[name].intercept_[0] for models in top])
    fine = [_fine(told, centred, code) for code in FINE]
    arrays["fine"] = np.stack([model.coef_[0] * SCALE for model in fine])
    arrays["fine_bias"] = np.array([model.intercept_[0] for model in fine])
    np.savez_compressed(TARGET, **{name: a.astype(np.float16) for name, a in arrays.items()})
    print(f"{len(told.all)} texts, {TARGET.stat().st_size:,} bytes")


def _both_rounds(told: Material, centred: Floats, code: str, n: int) -> dict[str, Any]:
    has = told.has(code)
    weight = np.array([WEIGHTS[kind] for kind in told.kind])
    section = told.kind == "section"
    first = _fit(centred, has, np.where(section & ~has, UNSAID, weight))
    guess = first.predict_proba(centred)[:, 1]
    unsaid = section & ~has
    has = has | (unsaid & (guess > BELIEVED))
    weight[unsaid] = np.where((guess > BELIEVED) | (guess < DOUBTED), GUESSED, 0.0)[unsaid]
    words = told.words[:, n, :]
    hand = told.kind != "headline"  # a headline alone has few words
    return {
        "vector": _fit(centred, has, weight),
        "both": _fit(np.hstack([centred, words]), has, weight),
        "words": _fit(words[hand], has[hand], weight[hand], strength=1.0),
    }


def _fine(told: Material, centred: Floats, code: str) -> Any:
    """Learn a topic of the second level among the articles of its broader one."""
    has = told.has(code)
    among = told.has(TOPICS[code].broader) & ((told.kind != "section") | has)
    weight = np.array([WEIGHTS[kind] for kind in told.kind])
    weight[told.kind == "section"] *= 0.05  # they tell no counter-examples
    return _fit(centred[among], has[among], weight[among], strength=1.0)


def _fit(rows: Floats, has: Any, weight: Any, *, strength: float = STRENGTH) -> LogisticRegression:
    used = weight > 0
    share = weight[has].sum() / weight.sum()
    if 0 < share < LEAST:
        weight = np.where(has, weight * LEAST / share, weight)
    model = LogisticRegression(C=strength, max_iter=500)
    return model.fit(rows[used], has[used], sample_weight=weight[used])


if __name__ == "__main__":
    assert FEATURES == 4
    main()
