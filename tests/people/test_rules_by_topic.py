"""Rules and the river by topic and by event, as they are noted on what comes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.people.watched import NOW, Clock, library, make, state, tell
from tidings.errors import UsageError
from tidings.news import News
from tidings.people.river import river
from tidings.storage.desks import Asked
from tidings.types import OWNER, Act, Of, Stream


@pytest.fixture
def news() -> Iterator[News]:
    with library(Clock()) as opened:
        tell(opened, "old", "Dockers strike at the harbour.")
        opened.people.watching.run()
        yield opened


def come(news: News) -> None:
    """Let three articles come, one about health, one that tells of a protest, one of neither."""
    for name in ("ill", "march", "other"):
        tell(news, name, f"Something {name}.")
    news.store.topics.save("ill", ["medtop:07000000"])
    news.store.events.save("march", ["protest"])


@pytest.mark.parametrize(
    ("wants", "hit"),
    [
        ({"topic": "health"}, "ill"),
        ({"topic": "medtop:07000000"}, "ill"),
        ({"words": "topic:health"}, "ill"),
        ({"words": "event:protest"}, "march"),
    ],
)
def test_a_rule_by_topic_or_event(news: News, wants: dict[str, str], hit: str) -> None:
    rules = news.people.watching.rules(OWNER)
    rule = make(rules, Act.SAVE, **wants)
    come(news)
    news.people.watching.run()
    assert [name for name in ("ill", "march", "other") if state(news, name)[1]] == [hit]
    assert [s.item.article for s in rules.try_(rule).hits] == [hit]


def test_a_rule_without_a_name_is_called_by_its_topic(news: News) -> None:
    assert make(news.people.watching.rules(OWNER), Act.SAVE, topic="health").name == "Health"


def test_a_rule_by_no_topic_is_refused(news: News) -> None:
    with pytest.raises(UsageError, match="no topic"):
        make(news.people.watching.rules(OWNER), Act.SAVE, topic="nothing")


def test_the_river_by_topic(news: News) -> None:
    come(news)
    asked = Asked(stream=Stream(Of.SEARCH, "topic:health"))
    found = river(news.store, news.people.desk(OWNER), asked, limit=9, now=NOW)
    assert [row.card.story.id for row in found.rows] == ["sill"]
