"""Related articles: near to one, but telling another story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tidings.storage import Store
from tidings.types import Related

__all__ = ["RELATED", "nearest", "related_articles", "stories_of"]

NEIGHBOURS = 24  # pairs looked at for related articles: some tell one story
RELATED = 6


def related_articles(store: Store, article_id: str, *, limit: int = RELATED) -> tuple[Related, ...]:
    """Return the articles nearest by what is new in them that tell another story.

    To a copy is related what is related to its original.
    """
    _, original, _ = store.stories.membership([article_id]).get(article_id, ("", "", ()))
    found = nearest(store, [original or article_id], limit=limit)
    return tuple(replace(near, article=article_id) for near in found)


def nearest(store: Store, ids: Sequence[str], *, limit: int) -> list[Related]:
    """Return what is near to any of these articles of one story: each other story, each text once.

    Copies of one text stand in one story, but for those that came weeks apart.
    """
    found = store.related.of(ids, limit=NEIGHBOURS)
    stories = stories_of(store, [*ids, *(near.other for near in found)])
    texts = store.articles.get([*ids[:1], *(near.other for near in found)])
    shown: dict[str, Related] = {}
    told = {stories.get(name) for name in ids}
    seen = {texts[name].text for name in ids[:1] if name in texts}
    for near in found:
        story, text = stories.get(near.other), texts[near.other].text
        if story and story not in told and text not in seen:
            shown[near.other] = near
            told.add(story)
            seen |= {text} - {""}
    return list(shown.values())[:limit]


def stories_of(store: Store, ids: Sequence[str]) -> dict[str, str]:
    """Return the story of each of these articles that has one."""
    return {article: m[0] for article, m in store.stories.membership(ids).items()}
