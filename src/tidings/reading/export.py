"""The library for other programs: every article with all that is known of it; OPML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tidings.collect.opml import Subscription, write_opml
from tidings.enrich.novelty import paragraphs
from tidings.reading.related import related_articles
from tidings.records import article_record, related_ids
from tidings.storage import Store
from tidings.types import Novelty
from tidings.workers import batched

__all__ = ["export", "opml"]

EXPORTED = 200  # articles read at a time


def export(store: Store) -> Iterator[dict[str, Any]]:
    """Yield every article as one JSON object with all that is known of it, oldest first."""
    for batch in batched(store.articles.all(), EXPORTED):
        ids = [article.id for article in batch]
        novelty = store.articles.novelty(ids)
        membership = store.stories.membership(ids)
        versions = store.articles.version_counts(ids)
        topics = store.topics.of(ids)
        for article in batch:
            story, duplicate_of, _ = membership.get(article.id, ("", "", ()))
            found = novelty.get(article.id) or Novelty(article=article.id)
            near = related_articles(store, article.id)
            yield article_record(article) | {
                "paragraphs": paragraphs(article, found),
                "story": story or None,
                "duplicate_of": duplicate_of or None,
                "related": related_ids(near),
                "topics": list(topics.get(article.id, ())),
                "versions": versions.get(article.id, 1),
            }


def opml(store: Store) -> str:
    """Return the sources as OPML, with their folders."""
    lists = (
        Subscription(title=s.title, xml_url=s.url, home=s.home, folder=s.folder)
        for s in store.sources.all()
        if s.kind == "feed"
    )
    return write_opml(lists).decode()
