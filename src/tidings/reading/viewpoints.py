"""How the voices of a story differ, put together from what the library has of it."""

from __future__ import annotations

from collections.abc import Iterable

from tidings.countries import COUNTRIES, country_of
from tidings.enrich.quotes import note_quotes
from tidings.storage import Store
from tidings.types import Article, Novelty, Viewpoints
from tidings.write.viewpoints import viewpoints

__all__ = ["story_viewpoints"]

COMPARED = 40  # articles of a story, its originals first


def story_viewpoints(store: Store, story_id: str) -> Viewpoints | None:
    """Return what each publisher, country and speaker makes of a story; None without one."""
    story = store.stories.resolve(story_id)
    ids = store.stories.tellers(story, limit=COMPARED)
    if not ids:
        return None
    articles = list(store.articles.get(ids).values())
    return viewpoints(
        story,
        articles,
        novelty=store.articles.novelty(ids),
        told=store.told.of(story),
        quotes={a.id: note_quotes(a, Novelty(article=a.id)) for a in articles},
        countries=_countries(store, articles),
    )


def _countries(store: Store, articles: Iterable[Article]) -> dict[str, str]:
    """Return where the source of each article is from, where that is known."""
    found = {}
    for article in articles:
        source = store.sources.get(article.source) if article.source else None
        code = country_of(source) if source else ""
        if code:
            found[article.id] = COUNTRIES[code]
    return found
