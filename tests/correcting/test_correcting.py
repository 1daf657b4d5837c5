"""Each kind of correction, what it refuses, and undoing it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.correcting.library import START, article, library, placed
from tidings.errors import ConflictError, NotFoundError, UsageError
from tidings.group import features, to_bytes
from tidings.news import News
from tidings.types import Placement

HERE = {"a1": "A", "a2": "A", "a3": "A", "b1": "B", "b2": "B", "c1": "C"}


@pytest.fixture
def news() -> Iterator[News]:
    with library(HERE) as news:
        yield news


def test_a_merge_keeps_the_first_and_both_addresses(news: News) -> None:
    done = news.correct("merge", ["A", "B"], by="anna", note="one fire")
    assert set(placed(news).values()) == {"A", "C"}
    assert news.story("B") == news.story("A")
    told = news.article("b1").because[0]  # type: ignore[union-attr]
    assert told.kind == "correction"
    assert told.text.startswith("anna merged its story into this one on ")
    assert told.text.endswith(": one fire")
    news.undo(done.correction.id)
    assert placed(news) == HERE
    assert news.story("B").story.articles == ("b1", "b2")  # type: ignore[union-attr]
    assert news.article("b1").because == ()  # type: ignore[union-attr]


def test_a_split_begins_a_story_and_undone_leads_back(news: News) -> None:
    done = news.correct("split", ["A", "a1", "a3"])
    now = placed(news)
    assert now["a1"] == now["a3"] == done.story not in HERE.values()
    assert now["a2"] == "A"
    news.undo()
    assert placed(news) == HERE
    assert news.story(done.story).story.id == "A"  # type: ignore[union-attr]


def test_a_move(news: News) -> None:
    news.correct("move", ["c1", "B"])
    assert placed(news)["c1"] == "B"
    assert news.story("C").story.id == "B"  # type: ignore[union-attr]
    news.undo()
    assert placed(news) == HERE


@pytest.mark.parametrize(("one", "other", "leaves"), [("a1", "a2", "a2"), ("a1", "A", "a1")])
def test_not_the_same_event_within_a_story(news: News, one: str, other: str, leaves: str) -> None:
    news.correct("apart", [one, other])
    now = placed(news)
    assert [a for a in ("a1", "a2", "a3") if now[a] != "A"] == [leaves]


def test_not_the_same_event_between_stories(news: News) -> None:
    news.correct("apart", ["A", "B"])
    assert placed(news) == HERE
    with pytest.raises(
        ConflictError, match=r"correction 1 .*undo that first with 'tidings undo 1'"
    ):
        news.correct("merge", ["A", "B"])
    news.undo(1)
    news.correct("merge", ["A", "B"])


def test_the_same_event_makes_one_story(news: News) -> None:
    news.correct("together", ["a1", "b2"])
    assert set(placed(news).values()) == {"A", "C"}


def test_the_same_event_leaves_behind_what_is_kept_apart(news: News) -> None:
    news.correct("apart", ["a3", "b1"])
    news.correct("together", ["a1", "b2"])
    now = placed(news)
    assert now["a1"] == now["b2"] == now["a2"] == now["a3"] == "A"
    assert now["b1"] == "B"


def test_contradictions_name_what_to_undo(news: News) -> None:
    news.correct("together", ["a1", "b1"])
    news.correct("together", ["b1", "c1"])
    with pytest.raises(ConflictError) as refused:
        news.correct("apart", ["a1", "c1"])
    assert refused.value.numbers == (1, 2)
    news.undo(1)
    news.correct("apart", ["a1", "c1"])
    assert placed(news)["a1"] != placed(news)["c1"]


def test_what_was_merged_can_still_be_put_right_article_by_article(news: News) -> None:
    news.correct("merge", ["A", "B"])
    news.correct("move", ["b1", "C"])
    news.correct("split", ["A", "b2"])
    now = placed(news)
    assert (now["b1"], now["a1"]) == ("C", "A")
    assert now["b2"] not in ("A", "B", "C")
    news.undo(1)  # nothing is left of B to go back
    assert placed(news) == now


def test_undoing_leaves_what_was_moved_since_and_says_so(news: News) -> None:
    news.correct("merge", ["A", "B"])
    news.correct("move", ["b1", "C"])
    done = news.undo(1)
    now = placed(news)
    assert (now["b1"], now["b2"]) == ("C", "B")
    assert "1 article stays where it is" in " ".join(done.says)


def test_a_lock_is_undone_by_unlocking(news: News) -> None:
    news.correct("lock", ["A"])
    with pytest.raises(UsageError, match="locked already"):
        news.correct("lock", ["A"])
    news.correct("move", ["c1", "A"])  # a person may
    news.unlock("A")
    with pytest.raises(UsageError, match="not locked"):
        news.unlock("A")


def test_a_headline_stays_when_the_story_is_written_again(news: News) -> None:
    news.correct("rename", ["A"], headline="  Fire at\nthe mill ")
    news.store.stories.refresh(["A"])
    news.enrich(only="write")
    assert news.story("A").summary.headline == "Fire at the mill"  # type: ignore[union-attr]
    news.correct("merge", ["B", "A"])
    assert news.story("A").story.headline == "Fire at the mill"  # type: ignore[union-attr]
    news.undo(1)
    assert news.story("A").story.headline != "Fire at the mill"  # type: ignore[union-attr]


def test_copies_follow_their_original(news: News) -> None:
    wire = article(
        "a1", text=" ".join(f"Ferry {n} met gate {n * 7} of pier w{n}." for n in range(9))
    )
    for told in (wire, replace(wire, id="a2", published_at=START + timedelta(hours=1))):
        news.store.articles.save(told, page="", now=START)
        news.store.stories.save_features({told.id: to_bytes(features(told))})
    copy = Placement(article="a2", story="A", duplicate_of="a1")
    news.store.stories.place([copy])
    news.correct("move", ["a1", "B"])
    assert placed(news)["a2"] == "B"
    assert news.store.stories.copies("a1") == ["a2"]
    news.undo()
    news.correct("apart", ["a2", "a1"])  # a copy whose original leaves is none
    assert placed(news)["a1"] != placed(news)["a2"] == "A"
    assert news.store.stories.membership(["a2"])["a2"][1] == ""
    news.undo()
    assert news.store.stories.membership(["a2"])["a2"][1] == "a1"


@pytest.mark.parametrize(
    ("kind", "items", "error", "says"),
    [
        ("merge", ["A", "X"], NotFoundError, "no story X"),
        ("merge", ["A", "A"], UsageError, "one already"),
        ("split", ["A", "b1"], UsageError, "is not in this story, but in B"),
        ("split", ["A", "x"], NotFoundError, "no article x"),
        ("split", ["A"], UsageError, "name the articles"),
        ("split", ["A", "a1", "a2", "a3"], UsageError, "nothing would be left"),
        ("move", ["a1", "A"], UsageError, "already"),
        ("move", ["a1", "b1", "C"], UsageError, "several stories"),
        ("move", ["a1"], UsageError, "name the articles"),
        ("apart", ["a1", "a1"], UsageError, "two different"),
        ("apart", ["A", "x"], NotFoundError, "no story and no article x"),
        ("together", ["c1", "C"], UsageError, "one article"),
        ("rename", ["A"], UsageError, "a headline has"),
        ("lock", ["X"], NotFoundError, "no story X"),
    ],
)
def test_what_makes_no_sense_is_refused(
    news: News, kind: str, items: list[str], error: type[Exception], says: str
) -> None:
    for dry in (True, False):
        with pytest.raises(error, match=says):
            news.correct(kind, items, dry=dry)
    assert news.corrections() == ()
    assert placed(news) == HERE


def test_a_dry_run_says_the_same_and_does_nothing(news: News) -> None:
    told = news.correct("split", ["A", "a1"], dry=True)
    assert news.corrections() == ()
    assert placed(news) == HERE
    assert news.correct("split", ["A", "a1"]).says == told.says
    news.undo(dry=True)
    assert placed(news)["a1"] == told.story


def test_history_shows_what_holds(news: News) -> None:
    news.correct("merge", ["A", "B"], by="anna")
    news.correct("lock", ["A"])
    news.undo()
    last, first = news.corrections()
    assert (first.id, first.by, first.undone_at) == (1, "anna", None)
    assert last.undone_at is not None
    with pytest.raises(UsageError, match="undone already"):
        news.undo(2)
    with pytest.raises(NotFoundError):
        news.undo(9)
    news.undo()
    with pytest.raises(UsageError, match="no correction to undo"):
        news.undo()
