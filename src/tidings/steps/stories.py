"""*Count*, *statements* and *write*: what a story's articles tell together; headline, lineage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tidings.enrich.embedding import load_encoder
from tidings.group import Question, aligned, answered, from_bytes, questions, statements_of, trace
from tidings.storage import Store
from tidings.types import Article, Lineage, Novelty, Statement, Summary
from tidings.write import summarize

if TYPE_CHECKING:
    import numpy as np

__all__ = [
    "count_story",
    "judge_statements",
    "load_changed",
    "load_for_statements",
    "load_traced",
    "look_again",
    "save_statements",
    "save_summary",
    "write_stories",
]

Loaded = list[tuple[str, Any]]
Statements = Mapping[str, tuple[Statement, ...]]  # by article
Traced = tuple[  # articles; by id: what is new, what each says of the story, its features
    Sequence[Article],
    Mapping[str, Novelty],
    Mapping[str, Sequence[Statement]],
    Mapping[str, bytes],
]


MOST = 300  # articles of a story that are read: copies by the thousand tell nothing more


def load_changed(store: Store, items: Sequence[str]) -> Loaded:
    """Name the stories whose articles changed."""
    return [(item, item) for item in items]


def count_story(store: Store, item: str, result: str) -> None:
    """Count a story's articles and publishers, once for all that joined it."""
    store.stories.refresh([result])


def look_again(store: Store, stage: str, item: str) -> None:
    """Have a stage look again at the story of an article, where it is in one already."""
    placed = store.stories.membership([item]).get(item)
    if placed:
        story = store.stories.get([placed[0]]).get(placed[0])
        if story and story.last_seen:
            store.queue.add(stage, {story.id: story.last_seen})


def load_for_statements(store: Store, items: Sequence[str]) -> Loaded:
    """Load the stories that several articles tell."""
    return [task for task in load_stories(store, items) if len(task[1][0]) > 1]


def judge_statements(
    encoder: str, tasks: Sequence[tuple[Sequence[Article], Mapping[str, Novelty]]]
) -> list[Statements]:
    """Judge the sentences of each story's articles by what came before them.

    What other languages told is asked of the encoder; nothing is by "none".
    """
    judged = ((articles, novelty, statements_of(articles, novelty)) for articles, novelty in tasks)
    return [
        _across_languages(encoder, statements, questions(articles, novelty, statements))
        for articles, novelty, statements in judged
    ]


def _across_languages(
    encoder: str, statements: Statements, asked: Sequence[Question]
) -> Statements:
    if not asked or load_encoder(encoder) is None:
        return statements
    return answered(statements, {question: _alike(encoder, question) for question in asked})


def _alike(encoder: str, question: Question) -> float:
    here = _meaning(encoder, question.text, question.language)
    there = _meaning(encoder, question.earlier, question.earlier_language)
    return 0.0 if here is None or there is None else float(here @ there)


@lru_cache(maxsize=4_096)  # 6 MB: a story that grows is judged again
def _meaning(encoder: str, text: str, language: str) -> np.ndarray | None:
    known = load_encoder(encoder)
    return None if known is None else aligned(known.encode([text])[0], language)


def save_statements(store: Store, item: str, result: Mapping[str, Sequence[Statement]]) -> None:
    """Keep what was judged of a story."""
    store.statements.save(item, result)


def load_stories(store: Store, items: Sequence[str]) -> Loaded:
    """Load each story's articles, at most 300 of one, with what is new in them."""
    return [
        (name, (list(store.articles.get(ids).values()), store.articles.novelty(ids)))
        for name in items
        for ids in [store.stories.tellers(name, limit=MOST)]
        if ids
    ]


def load_traced(store: Store, items: Sequence[str]) -> Loaded:
    """Load the same, what each article adds, and what grouping knows of the articles."""
    return [
        (
            name,
            (articles, novelty, store.statements.of(name), store.stories.features(_ids(articles))),
        )
        for name, (articles, novelty) in load_stories(store, items)
    ]


def _ids(articles: Sequence[Article]) -> list[str]:
    return [article.id for article in articles]


def write_stories(tasks: Sequence[Traced]) -> list[tuple[Summary, Lineage]]:
    """Write each story's headline and summary, and say who took from whom."""
    return [
        (
            summarize(articles, novelty=novelty, statements=statements),
            trace(articles, {name: from_bytes(data) for name, data in known.items()}),
        )
        for articles, novelty, statements, known in tasks
    ]


def save_summary(store: Store, item: str, result: tuple[Summary, Lineage]) -> None:
    """Keep who took from whom, and what was written under the headline that a person gave."""
    summary, lineage = result
    headline = store.corrections.headline(item) or summary.headline
    store.stories.save_summary(item, replace(summary, headline=headline))
    store.stories.save_lineage(item, lineage)
