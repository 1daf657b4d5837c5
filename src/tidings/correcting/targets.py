"""The stories and articles that a person named, and which corrections are in force for them."""

from __future__ import annotations

from tidings.errors import NotFoundError, UsageError
from tidings.storage import Store
from tidings.types import Correction, CorrectionKind, Story

__all__ = ["home_of", "lock_of", "story_named"]


def story_named(store: Store, name: str) -> Story:
    """Return the story of an id, also where it was merged into another."""
    current = store.stories.resolve(name)
    found = store.stories.get([current]).get(current)
    if found is None:
        raise NotFoundError(f"there is no story {name}: 'tidings stories' lists them")
    return found


def home_of(store: Store, name: str) -> Story:
    """Return the story that an article is in."""
    membership = store.stories.membership([name])
    if name in membership:
        return story_named(store, membership[name][0])
    if store.articles.get([name]):
        raise UsageError(f"article {name} is in no story yet: run 'tidings sync' first")
    raise NotFoundError(f"there is no article {name}: 'tidings show STORY' lists those of a story")


def lock_of(store: Store, story: Story) -> Correction | None:
    """Return the correction that locks a story."""
    about = store.corrections.of(story.articles)
    locks = (c for c in about if c.kind is CorrectionKind.LOCK)
    return next((c for c in locks if store.stories.resolve(c.story) == story.id), None)
