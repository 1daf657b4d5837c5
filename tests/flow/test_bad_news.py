"""News that is broken, late, flooding or hostile, the whole way: each does no harm."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tidings.config import Config
from tidings.news import News
from tidings.serve.render.reading import blocks
from tidings.types import Article
from tidings.workers.local import Inline

NOW = datetime(2026, 3, 14, 9, tzinfo=UTC)
FERRY = (
    "The ferry to Brenn was cancelled on Tuesday after a storm broke the pier.",
    "Passengers were taken by bus.",
)
NOTICE = (
    "This report was put together by our newsroom from several sources and checked by an editor.",
    "All rights reserved: no part of it may be reproduced without the consent of the publisher.",
    "Cookies help us to show you what you like; you may say no at any time in your settings.",
)


@pytest.fixture
def news() -> Iterator[News]:
    with News.open("sqlite://", config=Config(encoder="none"), pool=Inline()) as opened:
        yield opened


def save(news: News, number: int, title: str, *paragraphs: str, publisher: str = "") -> None:
    """Save an article that comes a second after the one before it."""
    name = publisher or f"Gazette {number}"
    article = Article(
        id=f"a{number:05}", url=f"https://p.example/{number}", publisher=name, title=title,
        paragraphs=paragraphs, published_at=NOW + timedelta(seconds=number),
    )  # fmt: skip
    news.store.articles.save(article, page="", now=NOW)


def stories(news: News) -> list[set[str]]:
    """Return the articles of each story, after all is done."""
    news.enrich()
    return [set(story.articles) for story in news.store.stories.recent(limit=10_000)]


@pytest.mark.parametrize("title", ["", "Ferry stops", "The ferry to Brenn stops after a storm"])
def test_one_article_by_the_hundred_is_one_story_though_its_text_recurs(
    news: News, title: str
) -> None:
    for number in range(300):
        save(news, number, title, *FERRY, publisher=f"Gazette {number % 7}")
    assert len(stories(news)) == 1


def test_a_publisher_s_recurring_notice_glues_no_articles(news: News) -> None:
    for number in range(40):
        save(news, number, f"Notice {number}", *NOTICE, publisher="Gazette")
    save(news, 50, "Ferry to Brenn", FERRY[0], *NOTICE, publisher="Gazette")
    save(news, 51, "Calder exchange falls", *NOTICE, publisher="Gazette")
    found = stories(news)
    assert {"a00050"} in found
    assert {"a00051"} in found
    assert len(found) > 35  # the first few, whose notice is news still, may stand together


MONSTERS = {
    "paragraphs": tuple(f"On day {n} the ferry carried {n * 7} guests." for n in range(40_000)),
    "one line": (" ".join(f"On day {n} ferry {n * 7} sailed." for n in range(60_000)),),
    "no sentence": ("ferry to Brenn and back " * 80_000,),
    "Chinese": ("渡轮周二因风暴停驶。乘客改乘巴士前往布伦，船长说。" * 15_000,),
    "short lines": tuple(f"ferry {n}" for n in range(60_000)),
}  # fmt: skip


@pytest.mark.parametrize("kind", MONSTERS)
def test_a_monster_of_a_text_takes_seconds_and_is_kept_whole(news: News, kind: str) -> None:
    save(news, 0, "Ferry sails on", *MONSTERS[kind])
    save(news, 1, "The ferry sails on", *MONSTERS[kind])
    save(news, 2, "Calder exchange falls", *FERRY)
    began = time.process_time()
    found = stories(news)
    assert time.process_time() - began < 10
    assert {"a00000", "a00001"} in found
    view = news.article("a00000")
    assert view is not None
    assert view.article.paragraphs == MONSTERS[kind]
    shown = sum(len(p.text) for block in blocks(view) for line in block.paragraphs for p in line)
    assert shown >= len("".join(MONSTERS[kind]).strip())
    assert time.process_time() - began < 20


WORD = "Strike"


@pytest.mark.parametrize(
    ("title", "text", "headline"),
    [
        ("", FERRY[0], FERRY[0]),
        ("  ", "word " * 400, "word word word"),
        ("", "布" * 400, "布布布"),
        ("", WORD, WORD),
        (WORD, "", WORD),
        ("", "", "https://p.example/0"),
        ("long " * 5_000, FERRY[0], "long long"),
        ("x" * 100_000, "", "xxx"),
    ],
)
def test_no_story_is_without_a_headline_and_none_fills_the_page(
    news: News, title: str, text: str, headline: str
) -> None:
    save(news, 0, title, *filter(None, [text]))
    assert len(stories(news)) == 1
    (card,) = news.front()
    assert card.story.headline.startswith(headline)
    assert len(card.story.headline) <= 300


def test_one_word_is_too_short_to_tell_what_is_the_same(news: News) -> None:
    for number in range(3):
        save(news, number, "", WORD)
    assert len(stories(news)) == 3


QUAKE = (
    "An earthquake of magnitude 6.1 struck the island of Velora on Monday, hurting 23 people.",
    "Rescue teams with dogs searched a school in Port Sall that had fallen in, said Anna Kestrin.",
)
QUAKE_TOO = (
    "At least 23 people were hurt when an earthquake of magnitude 6.1 shook Velora on Monday.",
    "Anna Kestrin of the rescue service said that a school in Port Sall had collapsed.",
)


@pytest.mark.parametrize("backwards", [False, True])
def test_news_in_reverse_order_makes_the_same_stories(news: News, backwards: bool) -> None:
    told = [("Earthquake hurts 23 on Velora", QUAKE), ("23 hurt in Velora earthquake", QUAKE_TOO),
            ("Ferry to Brenn cancelled", FERRY)]  # fmt: skip
    numbered = list(enumerate(told))
    for number, (title, text) in reversed(numbered) if backwards else numbered:
        save(news, number, title, *text)
        news.enrich()  # as it arrives
    found = stories(news)
    assert sorted(map(len, found)) == [1, 2]


@pytest.mark.parametrize(
    ("days", "together"), [(-1, True), (-40, False), (-36_500, False), (36_500, False)]
)
def test_late_news_and_wrong_dates_take_no_story_along(
    news: News, days: int, together: bool
) -> None:
    save(news, 0, "Earthquake hurts 23 on Velora", *QUAKE)
    save(news, 1, "23 hurt in Velora earthquake", *QUAKE_TOO)
    news.enrich()
    odd = Article(
        id="odd", url="https://odd.example/", publisher="Odd", title="Velora earthquake hurts 23",
        paragraphs=QUAKE[:1], published_at=NOW + timedelta(days=days),
    )  # fmt: skip
    news.store.articles.save(odd, page="", now=NOW)
    found = stories(news)
    with_odd = next(story for story in found if "odd" in story)
    assert ({"a00000", "a00001"} <= with_odd) is together
    assert any({"a00000", "a00001"} <= story for story in found)
    assert news.check() == ()


def test_two_letters_with_the_same_words_are_one_article_told_twice(
    news: News, tmp_path: Path
) -> None:
    """Where nothing has an address its words are what it is; with other words it is another."""
    for name, last in (("a", ""), ("b", ""), ("c", "The next one sails on Thursday at noon.")):
        (tmp_path / f"{name}.eml").write_text(
            f"From: The Post <p@post.example>\nSubject: Ferry to Brenn cancelled\n"
            f"Message-ID: <{name}@post.example>\nDate: Sat, 14 Mar 2026 09:00:00 +0000\n"
            f"Content-Type: text/plain\n\n{FERRY[0]}\n\n{FERRY[1]}\n\n{last}\n",
            encoding="utf-8",
        )
    news.add(tmp_path)
    assert news.sync(network=False).articles == 2
    assert len(stories(news)) == 1


def test_the_front_of_an_old_archive_is_ranked_as_of_its_last_day(news: News) -> None:
    """Twenty years on every rank is nought, and yet what all tell comes before a lone story."""
    long_ago = datetime(2006, 3, 14, 9, tzinfo=UTC)
    lone = ("Choir sings", "Budget voted", "Bakery burns", "Circus leaves", "Tunnel opens")
    told = [(title, (f"{title} in the small town of {title[::-1].title()}.",)) for title in lone]
    told += [("Ferry stops", FERRY)] * 3
    for number, (title, paragraphs) in enumerate(told):
        article = Article(
            id=f"a{number}", url=f"https://p{number}.example/{number}", title=title,
            publisher=f"Gazette {number}", paragraphs=(*paragraphs, f"By reporter {number}."),
            published_at=long_ago + timedelta(days=number),
        )  # fmt: skip
        news.store.articles.save(article, page="", now=NOW)
    news.enrich()
    shown = [card.story.headline for card in news.front()]
    assert shown == ["Ferry stops", *reversed(lone)]
