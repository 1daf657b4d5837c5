"""Topics: IPTC Media Topics of news articles, on labels of ours, beside a usual learner.

F1 over all (article, topic) pairs of the first level, on the half of the labels that nothing was
learned from. The peer learns from the very same texts and labels: TF-IDF, logistic regression.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench.table import Figure, not_measured
from bench.topicsets import Labelled, headlines, labelled, others, sections
from bench.vectors import encoded
from tidings.enrich.embedding import embedding_text, load_encoder
from tidings.enrich.topics import note_topics
from tidings.enrich.topics.model import FINE, TOP
from tidings.group.alignment import aligned
from tidings.types import Article, Novelty

__all__ = ["by_words", "f1", "run"]


def run(shared: Path, *, quick: bool = False) -> list[Figure]:
    """Measure with and without the encoder, on both levels, and what it costs."""
    if not (shared / "data/corpus").is_dir():
        return [not_measured("topics", "data/corpus is missing")]
    unseen = [one for one in labelled(shared) if not one.seen]
    peer = None if quick else f1(unseen, _tfidf(shared, unseen))
    rows = [Figure("topics, unseen labels", f1(unseen, _with_encoder(unseen)), "F1", peer,
                   f"{len(unseen)} articles", "TF-IDF and logistic regression"),
            Figure("topics, unseen labels, by words alone", f1(unseen, by_words(unseen)), "F1",
                   peer, "no encoder", "TF-IDF and logistic regression"),
            Figure("topics, unseen labels, second level",
                   f1(unseen, _with_encoder(unseen), among=FINE), "F1")]  # fmt: skip
    told = _with_encoder(unseen)
    right = [bool(mine & one.topics) for one, mine in zip(unseen, told, strict=True) if mine]
    rows.append(Figure("topics, one at least is right", float(np.mean(right)), "of the articles"))
    return [*rows, _cost(unseen)]


def f1(those: Sequence[Labelled], told: Sequence[set[str]], among: Sequence[str] = TOP) -> float:
    """Return F1 over all (article, topic) pairs, of topics `among` these."""
    known = {*among}
    pairs = [(one.topics & known, mine & known) for one, mine in zip(those, told, strict=True)]
    right = sum(len(label & mine) for label, mine in pairs)
    return 2 * right / max(1, sum(len(label) + len(mine) for label, mine in pairs))


def _with_encoder(those: Sequence[Labelled]) -> list[set[str]]:
    encoder = load_encoder()
    if encoder is None:
        return [set() for _ in those]
    vectors = encoded(encoder, [embedding_text(one.article) for one in those])
    return [
        _codes(one.article, aligned(vector, one.article.language))
        for one, vector in zip(those, vectors, strict=True)
    ]


def by_words(those: Sequence[Labelled]) -> list[set[str]]:
    """Return the topics of articles as told without an encoder."""
    return [_codes(one.article, None) for one in those]


def _codes(article: Article, vector: np.ndarray | None) -> set[str]:
    notes = note_topics(article, Novelty(article=article.id), vector)
    return {str(note.value["code"]) for note in notes}


def _tfidf(shared: Path, unseen: Sequence[Labelled]) -> list[set[str]]:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    hand = [one for one in labelled(shared) if one.seen]
    learned = [*sections(shared), *headlines(), *others(shared), *hand]
    counted = TfidfVectorizer(sublinear_tf=True, min_df=2, ngram_range=(1, 2), stop_words="english")
    rows = counted.fit_transform(_text(one.article) for one in learned)
    asked = counted.transform(_text(one.article) for one in unseen)
    told: list[set[str]] = [set() for _ in unseen]
    weight = np.ones(len(learned))
    weight[-len(hand) :] = 5.0
    for code in TOP:
        has = [code in one.topics for one in learned]
        model = LogisticRegression(C=10).fit(rows, has, sample_weight=weight)
        for mine, chance in zip(told, model.predict_proba(asked)[:, 1], strict=True):
            if chance >= 0.5:
                mine.add(code)
    return told


def _text(article: Article) -> str:
    return f"{article.title} {article.title} {article.text[:1_500]}"


def _cost(those: Sequence[Labelled]) -> Figure:
    vector = np.zeros(384, np.float32)
    start = time.process_time()
    for one in those:
        note_topics(one.article, Novelty(article=one.article.id), vector)
    spent = (time.process_time() - start) / len(those)
    return Figure("topics, of an article with its vector", 1_000 * spent, "CPU ms")
