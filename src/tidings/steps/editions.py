"""*Edition*: what each article tells of its story, under a number of its own for reader apps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from tidings.group import judge_editions
from tidings.steps.stories import load_stories
from tidings.storage import Store
from tidings.types import Article, Edition, Statement

__all__ = ["judge_stories", "load_editions", "save_editions"]

Task = tuple[
    Sequence[Article], Mapping[str, str], Mapping[str, Sequence[Statement]], frozenset[str]
]


def load_editions(store: Store, items: Sequence[str]) -> list[tuple[str, Any]]:
    """Load each story's articles, of which each is a copy, what it adds, who is judged already."""
    tasks = []
    for name, (articles, _) in load_stories(store, items):
        ids = [article.id for article in articles]
        copies = {id: of for id, (_, of, _) in store.stories.membership(ids).items()}
        known = frozenset(store.desks.streams.published(ids))
        tasks.append((name, (articles, copies, store.statements.of(name), known)))
    return tasks


def judge_stories(tasks: Sequence[Task]) -> list[tuple[Edition, ...]]:
    """Judge the articles of each story that are not judged yet."""
    return [
        judge_editions(articles, copies=copies, statements=statements, known=known)
        for articles, copies, statements, known in tasks
    ]


def save_editions(store: Store, item: str, result: Sequence[Edition]) -> None:
    """Give each its number."""
    store.desks.streams.publish(result, now=datetime.now(UTC))
