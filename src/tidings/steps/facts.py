"""*Facts*: what the sources of a story say of the same things, and of which days they speak."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tidings.enrich.dates import note_dates
from tidings.enrich.figures import note_figures
from tidings.storage import Store
from tidings.types import Article, Facts, Note, Novelty
from tidings.write.facts import facts_of

__all__ = ["compare_facts", "load_facts", "save_facts"]

Loaded = list[tuple[str, Any]]
Told = tuple[Sequence[Article], Mapping[str, Novelty], Mapping[str, Sequence[Note]]]

MOST = 40  # articles of a story that are compared, its originals first


def load_facts(store: Store, items: Sequence[str]) -> Loaded:
    """Load each story's articles, what is new in them and whom they name."""
    return [
        (
            name,
            (
                list(store.articles.get(ids).values()),
                store.articles.novelty(ids),
                store.articles.notes(ids, "names") if len(ids) > 1 else {},
            ),
        )
        for name in items
        for ids in [store.stories.tellers(name, limit=MOST)]
        if ids
    ]


def compare_facts(tasks: Sequence[Told]) -> list[Facts]:
    """Find the figures and dates of each story's articles and hold them against each other."""
    return [_compare(*task) for task in tasks]


def _compare(
    articles: Sequence[Article],
    novelty: Mapping[str, Novelty],
    names: Mapping[str, Sequence[Note]],
) -> Facts:
    figures: dict[str, Sequence[Note]] = {}
    dates: dict[str, Sequence[Note]] = {}
    for article in articles:
        known = novelty.get(article.id) or Novelty(article=article.id)
        figures[article.id] = note_figures(article, known)  # which asks for the dates too
        dates[article.id] = note_dates(article, known)
    return facts_of(articles, figures=figures, dates=dates, names=names, novelty=novelty)


def save_facts(store: Store, item: str, result: Facts) -> None:
    """Keep what was found of a story."""
    store.facts.save(item, result)
