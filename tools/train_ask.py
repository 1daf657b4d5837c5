"""Train `src/tidings/write/asking/model.json`: which passage answers, which choice, and doubt.

Questions about the news with their right choices, split in two by a hash of their id: all is
learned from the first half, and `bench ask` measures on the other. A passage is right that holds
the right choice word for word, among half of the question's words. To learn when the sources
don't say, each question is asked again without the articles that answer it.

Run: `python tools/train_ask.py SHARED LIBRARY [COUNT]`, with the `bench` dependencies. LIBRARY is
made of the articles under SHARED where it is not there yet. COUNT questions take two seconds each.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).parent.parent))
from bench.questions import Asked, Evidence, Withheld, fill, load_articles, load_questions, unseen

from tidings.config import Config
from tidings.news import News
from tidings.types import Question
from tidings.write.asking import model
from tidings.write.asking.answering import Study, doubts, study
from tidings.write.asking.evidence import SIGNALS, weigh
from tidings.write.asking.model import expand, likely

Floats = npt.NDArray[np.float64]
TARGET = Path(model.__file__).with_name("model.json")
TITLED, ARTICLE = SIGNALS.index("titled"), SIGNALS.index("article")
HARD, EASY = 300, 300  # passages of a question that are learned from: the best, and any
REFUSED = 0.98  # of the withheld questions of this half; on the other half it is some .9
PULL = 3.0  # towards 0 of a choice's weights; 1 to 30 swept: no difference of note


@dataclass(frozen=True)
class Learned:
    """A question as it was studied, and without the articles that answer it."""

    asked: Asked
    full: Study
    withheld: tuple[Study, Study]  # with the choices told, and not


def main() -> None:
    """Learn passages first; choices and doubt are learned from what these make of them."""
    shared, library = Path(sys.argv[1]), Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 300
    articles = list(load_articles(shared))
    made = library.exists()
    asked = [one for one in load_questions(shared) if not unseen(one)][:count]
    with News.open(library, config=Config(workers=1)) as news:
        if not made:
            fill(news, (article for article, _ in articles))
        evidence, withheld = Evidence(articles), Withheld(news.store)
        news.store.evidence = withheld  # type: ignore[misc]
        keep("passage", *learn_passages(news, asked))
        learned = [studied(news, one, evidence, withheld) for one in asked]
    keep("meaning", *learn_meaning(learned))
    keep("choice", learn_choices(learned), 0.0)
    for name, told in (("choices answered", True), ("answered", False)):
        keep(name, *learn_doubt(learned, told=told))


def keep(name: str, weights: Floats, bias: float) -> None:
    """Write one of the regressions; what comes next builds on it."""
    table: dict[str, Any] = json.loads(TARGET.read_text())
    rounded = [float(f"{weight:.4g}") for weight in weights]
    table[name] = {"weights": rounded, "bias": float(f"{bias:.4g}")}
    TARGET.write_text(json.dumps(table, indent=1) + "\n")
    model._shipped.cache_clear()
    print(name, "learned", flush=True)


def learn_passages(news: News, asked: Sequence[Asked]) -> tuple[Floats, float]:
    """Learn which passages answer, of all that share something with the question."""
    inputs, right, weights = [], [], []
    rng = np.random.default_rng(0)
    for one in asked:
        material = news.editor.asking.find(one.question)
        candidates, signals = weigh(material.asked, material.found, material.rarity)
        good = np.array([c.holds(one.answer) for c in candidates], bool)
        good &= (signals[:, TITLED] >= 0.45) & (signals[:, ARTICLE] >= 0.55)
        if good.any():
            order = np.argsort(-signals[:, : TITLED + 1].sum(axis=1))[:HARD]
            rows = np.unique([*order, *rng.integers(0, len(good), EASY)])
            inputs.append(expand(signals[rows]))
            right.append(good[rows])
            weights.append(np.where(good[rows], 1 / max(1.0, good[rows].sum()) ** 0.5, 1.0))
    fitted = LogisticRegression(max_iter=5000).fit(
        np.concatenate(inputs), np.concatenate(right), sample_weight=np.concatenate(weights)
    )
    return fitted.coef_[0], fitted.intercept_[0]


def studied(news: News, one: Asked, evidence: Evidence, withheld: Withheld) -> Learned:
    """Ask a question with all articles, and without those that answer it."""
    asking = news.editor.asking
    plain = Question(text=one.question.text, asked_at=one.question.asked_at, language="en")
    withheld.gone = frozenset()
    full = study(asking.find(one.question))
    telling = {c.told.article.id for c in full.best if c.holds(one.answer)}
    withheld.gone = frozenset(telling | evidence.of(one) | evidence.found_for(one))
    without = study(asking.find(one.question)), study(asking.find(plain))
    return Learned(one, full, without)


def good_passages(one: Learned) -> npt.NDArray[np.bool_]:
    """Say which of the best passages are right."""
    signals, holding = one.full.signals, one.full.holding
    if not len(signals):
        return np.zeros(0, np.bool_)
    enough = (signals[:, TITLED] >= 0.5) & (signals[:, ARTICLE] >= 0.55)
    return np.asarray(holding[:, one.asked.right] & enough)


def learn_meaning(learned: Sequence[Learned]) -> tuple[Floats, float]:
    """Learn how much the cosine says beside what the first regression said."""
    weights, bias = model._shipped()["passage"]
    known = [one for one in learned if good_passages(one).any()]
    odds = np.concatenate([expand(one.full.signals) @ weights + bias for one in known])
    meaning = np.concatenate([one.full.meaning for one in known])
    fitted = LogisticRegression(max_iter=2000).fit(
        np.column_stack([odds, 10 * meaning]), np.concatenate([good_passages(o) for o in known])
    )
    scale, cosine = fitted.coef_[0]
    return np.append(weights * scale, 10 * cosine), bias * scale + fitted.intercept_[0]


def learn_choices(learned: Sequence[Learned]) -> Floats:
    """Learn a conditional logit: the right choice against the others of its question."""
    supports = [one.full.support for one in learned]
    spread = np.concatenate(supports).std(axis=0) + 0.05
    scaled = [support / spread for support in supports]

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = 0.5 * PULL * float(weights @ weights), PULL * weights
        for one, values in zip(learned, scaled, strict=True):
            odds = values @ weights
            powers = np.exp(odds - odds.max())
            chances = powers / powers.sum()
            total -= float(np.log(chances[one.asked.right] + 1e-12))
            slope = slope + values.T @ chances - values[one.asked.right]
        return total, slope

    found = minimize(loss, np.zeros(len(spread)), jac=True, method="L-BFGS-B")
    return np.asarray(found.x / spread)


def learn_doubt(learned: Sequence[Learned], *, told: bool) -> tuple[Floats, float]:
    """Learn whether the library answers; the bar is where REFUSED of the withheld are refused."""
    rows, answers = [], []
    for one in learned:
        for found, answered in ((one.full, 1), (one.withheld[0 if told else 1], 0)):
            if found.best and (not answered or good_passages(one).any()):
                rows.append(doubts(found, likely(found.support) if told else np.zeros(0)))
                answers.append(answered)
    inputs, truth = np.array(rows), np.array(answers)
    spread = inputs.std(axis=0) + 0.05
    fitted = LogisticRegression(C=0.3, max_iter=3000, class_weight="balanced")
    odds = fitted.fit(inputs / spread, truth).decision_function(inputs / spread)
    bar = float(np.quantile(odds[truth == 0], REFUSED))
    return fitted.coef_[0] / spread, fitted.intercept_[0] - bar


if __name__ == "__main__":
    main()
