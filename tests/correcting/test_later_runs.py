"""What a person said holds for whatever runs later, in this process or in another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.correcting.library import placed
from tests.group.news import MARKET, OTHER_QUAKE, QUAKE, QUAKE_RETOLD, START, article
from tidings import correcting
from tidings.config import Config
from tidings.news import News
from tidings.types import Article
from tidings.workers.local import Inline

FIRST = (
    article("q1", "Earthquake hurts 23 on Velora", *QUAKE, publisher="Gazette"),
    article("q2", "23 hurt in Velora earthquake", *QUAKE_RETOLD, hours=2, publisher="Echo"),
    article("h1", "Earthquake rattles Hargate", *OTHER_QUAKE, hours=3, publisher="Echo"),
    article("m1", "Ostrava Lines falls on Calder exchange", *MARKET, hours=4, publisher="Wire"),
)
COPY = article("q3", "Earthquake on Velora", "From our wire.", *QUAKE, hours=5, publisher="Isle")
THIRD = article("q4", "Dogs search Velora school", *QUAKE_RETOLD, QUAKE[1], hours=6)
FAR = Config(encoder="none", window_days=100_000)  # the articles are of 2026


def arrive(news: News, *articles: Article) -> dict[str, str]:
    for told in articles:
        news.store.articles.save(told, page="", now=START + timedelta(days=1))
    news.enrich()
    return placed(news)


@pytest.fixture
def news() -> Iterator[News]:
    with News.open("sqlite://", config=FAR, pool=Inline()) as news:
        now = arrive(news, *FIRST)
        assert now["q1"] == now["q2"]
        assert len(set(now.values())) == 3
        yield news


def test_unasked_a_copy_and_a_third_article_join(news: News) -> None:
    now = arrive(news, COPY, THIRD)
    assert now["q3"] == now["q4"] == now["q1"]


def test_a_copy_follows_what_was_moved(news: News) -> None:
    news.correct("move", ["q1", placed(news)["m1"]])
    now = arrive(news, COPY)
    assert now["q3"] == now["q1"] == now["m1"] != now["q2"]


def test_a_locked_story_takes_nothing(news: News) -> None:
    story = placed(news)["q1"]
    news.correct("lock", [story])
    now = arrive(news, COPY, THIRD)
    assert [a for a, s in now.items() if s == story] == ["q1", "q2"]
    news.unlock(story)
    same = Article(id="q5", title="Quake", paragraphs=QUAKE, published_at=START)
    assert arrive(news, same)["q5"] in {story, now["q3"]}


def test_a_third_article_does_not_bring_together_what_is_apart(news: News) -> None:
    news.correct("apart", ["q1", "q2"])
    now = arrive(news, COPY, THIRD)
    assert now["q1"] != now["q2"]
    assert now["q3"] == now["q1"]


def test_grouped_anew_encoded_anew_edited_it_holds(news: News) -> None:
    news.correct("apart", ["q1", "q2"])
    news.correct("together", ["h1", "m1"])
    before = placed(news)
    for stage in ("embedding", "group", "novelty"):
        news.store.queue.reconcile(stage, "another", of="articles")
    assert sum(news.enrich().values()) > 8
    assert placed(news) == before
    edited = article("q2", "Velora: 23 hurt in earthquake", *QUAKE, hours=2)
    assert arrive(news, edited) == before


def test_what_another_process_corrects_is_obeyed(tmp_path: Path) -> None:
    path = str(tmp_path / "library")
    with (
        News.open(path, config=FAR, pool=Inline()) as serving,
        News.open(path, config=FAR, pool=Inline()) as typing,
    ):
        now = arrive(serving, *FIRST)
        typing.correct("move", ["q1", now["m1"]])
        assert arrive(serving, COPY)["q3"] == now["m1"]
        typing.undo()
        typing.correct("lock", [now["q1"]])
        assert arrive(serving, THIRD)["q4"] != now["q1"]


def test_decided_before_a_correction_saved_after_is_decided_again(news: News) -> None:
    """A person corrects while a run is under way, between its deciding and its saving."""
    (group,) = (stage for stage in news._stages if stage.name == "group")
    story = placed(news)["q1"]
    news.store.articles.save(THIRD, page="", now=START)
    ((item, task),) = group.load(news.store, ["q4"])
    (known,) = group.work([task])
    decided = group.decide(known)  # type: ignore[misc]
    news.correct("lock", [story])
    group.save(news.store, item, decided)
    assert "q4" not in placed(news)
    assert arrive(news)["q4"] != story


def test_killed_half_way_nothing_is_said(news: News, monkeypatch: pytest.MonkeyPatch) -> None:
    before = placed(news)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(correcting.apply, "rewrite", die)
    with pytest.raises(KeyboardInterrupt):
        news.correct("merge", [before["q1"], before["m1"]])
    assert placed(news) == before
    assert news.corrections() == ()
    assert news.check() == ()
    monkeypatch.undo()
    news.correct("merge", [before["q1"], before["m1"]])
    monkeypatch.setattr(correcting.undoing, "rewrite", die)
    with pytest.raises(KeyboardInterrupt):
        news.undo()
    assert news.corrections()[0].undone_at is None
    assert news.check() == ()


def test_a_correction_is_obeyed_without_building_the_window_anew(
    news: News, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What grouping remembers is put right: the moved article draws the next one with it."""

    def never(*_: object, **__: object) -> None:
        raise AssertionError("the window was built anew")

    monkeypatch.setattr(type(news.store.stories), "window", never)
    news.correct("move", ["q1", placed(news)["m1"]])
    now = arrive(news, COPY)
    assert now["q3"] == now["q1"] == now["m1"] != now["q2"]
    news.undo()
    again = arrive(news, THIRD)
    assert again["q1"] == again["q2"] == again["q4"] != again["m1"]
