"""What the two stages that make threads load, do and save: rows of the table in `flow`.

*Profile* keeps by which terms each story is known; *thread* links it to the earlier story that it
goes on from. First all that is pending for the one, then for the other: so the links don't depend
on the order in which stories came.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np

from tidings.group import from_bytes, vector_of
from tidings.group.threads import GAP, LEAST_SHARED, Profile, keys, link
from tidings.storage import Store
from tidings.types import Link, Story, StoryKey

__all__ = [
    "link_stories",
    "load_known",
    "load_profiles",
    "name_stories",
    "profiles",
    "save_keys",
    "save_link",
]

ARTICLES = 6  # of a story, its first, by which it is known
CANDIDATES = 12  # earlier stories that one is held against
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)


def load_known(store: Store, items: Sequence[str]) -> list[tuple[str, Any]]:
    """Load what grouping knows of each story's first articles."""
    stories = store.stories.get(items)
    wanted = [article for story in stories.values() for article in story.articles[:ARTICLES]]
    known = store.stories.features(wanted)
    return [
        (name, [known[a] for a in story.articles[:ARTICLES] if a in known])
        for name, story in stories.items()
    ]


def name_stories(tasks: Sequence[Sequence[bytes]]) -> list[tuple[StoryKey, ...]]:
    """Return the terms by which each story is known."""
    return [keys([from_bytes(data) for data in told]) for told in tasks]


def save_keys(store: Store, item: str, result: Sequence[StoryKey]) -> None:
    """Keep a story's keys; it and those that may go on from it are linked anew."""
    later = store.threads.save_keys(item, result, within=GAP, least=LEAST_SHARED)
    store.queue.add("thread", dict.fromkeys(later, _FIRST))


@dataclass(frozen=True, slots=True)
class Task:
    """A story, those that it may go on from, and how many of all stories hold its keys."""

    story: Profile
    earlier: tuple[Profile, ...]
    holding: Mapping[str, int]
    stories: int


def load_profiles(store: Store, items: Sequence[str]) -> list[tuple[str, Task]]:
    """Load each story with those that it may go on from."""
    total = store.stories.count()
    found = []
    for item in items:
        near = store.threads.earlier(item, within=GAP, least=LEAST_SHARED, limit=CANDIDATES)
        known = profiles(store, [item, *near])
        if item in known:
            story = known.pop(item)
            holding = store.threads.holding(list(story.keys))
            found.append((item, Task(story, tuple(known.values()), holding, total)))
    return found


def profiles(store: Store, ids: Sequence[str]) -> dict[str, Profile]:
    """Return the stories as threads see them; vectors are grouping's, as if all were English."""
    stories = store.stories.get(ids)
    known = store.threads.keys(ids)
    firsts = {name: story.articles[:3] for name, story in stories.items()}
    held = store.stories.features([article for told in firsts.values() for article in told])
    vectors = {a: v for a, data in held.items() if (v := vector_of(data)) is not None}
    return {
        name: _profile(
            story, known.get(name, []), [vectors[a] for a in firsts[name] if a in vectors]
        )
        for name, story in stories.items()
    }


def _profile(story: Story, known: Sequence[StoryKey], vectors: Sequence[np.ndarray]) -> Profile:
    mean = np.mean(vectors, axis=0) if vectors else None
    return Profile(
        story=story.id,
        time=story.first_seen or _FIRST,
        keys={key.term: key for key in known},
        vector=None if mean is None else mean / (np.linalg.norm(mean) or 1.0),
    )


def link_stories(tasks: Sequence[Task]) -> list[Link | None]:
    """Return from which earlier story each goes on, if from any."""
    return [link(t.story, t.earlier, t.holding, t.stories) for t in tasks]


def save_link(store: Store, item: str, result: Link | None) -> None:
    """Keep a story's link."""
    store.threads.save_link(item, result)
