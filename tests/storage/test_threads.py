"""Keys and links of stories: threads hang together, and come apart when a story goes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.storage.test_store import article, save
from tidings.storage import Store
from tidings.types import Link, StoryKey

SPAN = timedelta(days=400)


def keys(*terms: str) -> list[StoryKey]:
    return [StoryKey(term, 1.0, term.title()) for term in terms]


def goes_on(story: str, previous: str) -> Link:
    return Link(story=story, previous=previous, score=0.5)


@pytest.fixture
def affair(store: Store) -> Store:
    """A store of four stories, each of one article."""
    for name in "abcd":
        save(store, article(name))
        store.stories.assign(name, name.upper(), duplicate_of="", because=())
    return store


def test_stories_are_found_by_the_keys_that_they_share(affair: Store) -> None:
    threads = affair.threads
    assert threads.save_keys("B", keys("ferry", "pump", "irela"), within=SPAN, least=3) == ["B"]
    threads.save_keys("C", keys("ferry", "budget", "vote"), within=SPAN, least=3)
    later = threads.save_keys("A", keys("ferry", "pump", "irela", "storm"), within=SPAN, least=3)
    first, second = sorted(
        ("A", "B"), key=lambda name: affair.stories.get([name])[name].first_seen or 0
    )
    assert later[0] == "A"
    assert threads.earlier(second, within=SPAN, least=3, limit=9) in ([first], [])
    assert threads.holding(["ferry", "pump", "nothing"]) == {"ferry": 3, "pump": 2, "nothing": 0}
    assert {key.term for key in threads.keys(["C"])["C"]} == {"ferry", "budget", "vote"}


def test_a_thread_is_what_hangs_together(affair: Store) -> None:
    threads = affair.threads
    for name in "ABCD":
        threads.save_link(name, None)
    assert threads.get("A") is None
    threads.save_link("C", goes_on("C", "B"))
    threads.save_link("D", goes_on("D", "C"))
    threads.save_link("B", goes_on("B", "A"))  # its followers go along
    found = threads.get("D")
    assert found is not None
    assert (found.id, set(found.stories)) == ("A", set("ABCD"))
    assert threads.recent(limit=5) == [found]
    assert threads.links(["D", "A"]) == {"D": goes_on("D", "C")}
    threads.save_link("C", None)  # no longer
    assert {t.id: set(t.stories) for t in threads.recent(limit=5)} == {
        "A": set("AB"),
        "C": set("CD"),
    }


def test_when_a_story_goes_those_that_went_on_from_it_are_linked_anew(affair: Store) -> None:
    affair.threads.save_link("A", None)
    affair.threads.save_link("B", goes_on("B", "A"))
    affair.queue.done("thread", ["B"])
    affair.stories.assign("a", "C", duplicate_of="", because=())
    affair.stories.refresh(["A"])
    assert "B" in affair.queue.pending("thread", limit=9)
