"""Search by words, the latest articles of a time, the tags there are."""

from __future__ import annotations

from tidings.enrich.tags import slug
from tidings.reading.related import stories_of
from tidings.reading.snippets import snippet
from tidings.storage import Store
from tidings.storage.query import parse_query
from tidings.types import Article
from tidings.views import Hit, SearchView, TagCount

__all__ = ["latest", "search", "tag_counts"]


def search(store: Store, text: str, *, limit: int = 20, offset: int = 0) -> SearchView:
    """Return what a query finds. Any text is a query."""
    query = parse_query(text)
    found = store.search.find(query, limit=limit, offset=offset)
    articles = store.articles.get(found.articles)
    novelty = store.articles.novelty(found.articles)
    stories = stories_of(store, found.articles)
    return SearchView(
        query=query.text,
        hits=tuple(
            Hit(
                article=article,
                story=stories.get(name, ""),
                snippet=snippet(article, novelty.get(name), query),
            )
            for name, article in articles.items()
        ),
        total=found.total,
        more=found.more,
        notes=query.notes,
    )


def latest(
    store: Store, *, tag: str = "", source: str = "", query: str = "", limit: int = 50
) -> tuple[Article, ...]:
    """Return articles, newest first: all, or those of a tag, a source or a search."""
    if query:
        hits = search(store, query, limit=limit).hits
        return tuple(hit.article for hit in hits)
    found = store.articles.latest(
        tag=slug(tag) if tag else "", source=source, since=None, limit=limit
    )
    return tuple(found)


def tag_counts(store: Store, *, limit: int = 100) -> tuple[TagCount, ...]:
    """Return the tags that most articles carry."""
    return tuple(TagCount(tag=tag, articles=n) for tag, n in store.articles.tag_counts(limit=limit))
