"""Charts: shapes that are where they should be, whatever is counted, and the words around them."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from tests.serve.conftest import client_over
from tests.serve.fake_news import FakeNews
from tests.serve.test_river import write
from tidings.config import Config
from tidings.news import News
from tidings.reading.distribution import MOMENTS, Spread, TagWeek, over_time
from tidings.reference.topics import TOPICS
from tidings.serve.render.charts import HEIGHT, Column, chart_of, share, spark
from tidings.types import Article, Novelty, Source
from tidings.views import Telling, TopicCount
from tidings.workers.local import Inline

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def rects(svg: str) -> list[dict[str, float]]:
    found = LexborHTMLParser(svg).css("rect")
    names = ("x", "y", "width", "height")
    return [{name: float(one.attributes[name] or "") for name in names} for one in found]


counts = some.lists(some.tuples(some.integers(0, 10**9), some.integers(0, 10**9)), max_size=60)


@given(counts)
def test_every_shape_stands_within(values: list[tuple[int, int]]) -> None:
    columns = [Column(name=f"{n}", counts=pair) for n, pair in enumerate(values)]
    drawn = chart_of("Told", columns, told="So often", series=("new", "old"), head="Day")
    room = float(str(drawn.svg).partition('viewBox="0 0 ')[2].partition(" ")[0])
    shapes = rects(str(drawn.svg))
    assert len(shapes) == sum(1 for pair in values for count in pair if count)
    for one in shapes:
        assert all(map(math.isfinite, one.values()))
        assert 0 <= one["x"] < one["x"] + one["width"] <= room
        assert 0 <= one["y"] <= HEIGHT
        assert one["height"] > 0
    assert [row.counts for row in drawn.rows] == [pair for pair in values if any(pair)]


@pytest.mark.parametrize("svg", [spark((), 0), spark((0, 0), 0), share(0, 0), share(0, 5)])
def test_nothing_is_drawn_of_nothing(svg: str) -> None:
    assert rects(svg) == []
    assert "nan" not in svg.lower()


def test_what_is_said_is_escaped() -> None:
    column = Column(name="<b>", counts=(1,))
    drawn = chart_of("<i>", [column], told="<u>", series=("<s>",), head="Day")
    assert not LexborHTMLParser(str(drawn.svg)).css("b, i, u, s")


def telling(minutes: int, *, adds: bool = True, copy: bool = False) -> Telling:
    at = NOW + minutes * MINUTE
    article = Article(id=f"a{minutes}", url="", title="", paragraphs=(), published_at=at)
    words = ("It grew.",) if adds else ()
    novelty = Novelty(article=article.id, segments=())
    of = "other" if copy else ""
    return Telling(article=article, novelty=novelty, adds=words, duplicate_of=of, because=())


@pytest.mark.parametrize(
    ("minutes", "columns", "step"),
    [
        ([], 0, None),
        ([0], 0, None),
        ([0, 300, 600, 900], 0, None),  # too few
        ([0, 0, 0, 0, 0, 0], 0, None),  # all at once
        ([0, 1, 2, 3, 4, 5], 0, None),  # nearly
        ([0, 1, 2, 3, 100], 21, timedelta(minutes=5)),
        ([0, 1, 2, 10, 1200], 21, timedelta(hours=1)),
        ([0, 1, 2, 60, 2 * 24 * 60], 25, timedelta(hours=2)),
        ([0, 1, 2, 5, 30 * 24 * 60], 31, DAY),
        ([0, 1, 2, 5, 3000 * 24 * 60], MOMENTS, 28 * DAY),
    ],
)
def test_a_story_over_time(minutes: list[int], columns: int, step: timedelta | None) -> None:
    moments, length = over_time([telling(one) for one in minutes])
    assert len(moments) == columns
    if step:
        assert length == step
        assert all(b.start - a.start == step for a, b in pairwise(moments))
        assert moments[-1].fresh == 1


def test_copies_and_what_adds_nothing_count_apart() -> None:
    told = [telling(0, adds=False), telling(10, copy=True), telling(11, adds=False)]
    moments, _ = over_time([*told, telling(12), telling(21)])
    counts = [(one.fresh, one.repeated) for one in moments]
    assert counts == [(1, 0), (0, 0), (1, 2), (0, 0), (1, 0)]


def test_spread_of_sources_and_tags() -> None:
    with News.open("sqlite://", config=Config(encoder="none"), pool=Inline()) as news:
        assert news.source_spread() == {"country": (), "language": ()}
        assert news.tag_weeks() == ()
        for name, language in (("gazette", "en"), ("matin", "fr"), ("soir", "fr")):
            news.store.sources.save(
                Source(
                    id=name,
                    url=f"https://{name}.example/feed",
                    kind="feed",
                    language=language,
                    added_at=NOW,
                )
            )
        now = datetime.now(UTC)
        for number, (source, days) in enumerate((("matin", 0), ("matin", 1), ("gazette", 30))):
            write(news, f"s{number}", number, source, "", "Words.", now - days * DAY)
            news.store.articles.save_tags(f"s{number}{number}", [("harbour", "Harbour")], ours=True)
        languages = news.source_spread()["language"]
        assert languages == (
            Spread(name="fr", sources=2, articles=2),
            Spread(name="en", sources=1, articles=0),
        )
        (week,) = news.tag_weeks()
        assert week == TagWeek(tag="Harbour", days=week.days)
        assert (sum(week.days), len(week.days)) == (2, 7)


def test_a_chart_has_its_table() -> None:
    news = FakeNews()
    client: TestClient = client_over(news)
    story = max(news.stories, key=lambda one: len(news.stories[one]))
    tree = LexborHTMLParser(client.get(f"/story/{story}").text)
    figure = tree.css_first("figure.chart")
    assert figure.css_first("svg[role=img] > title").text()
    assert figure.css_first("svg > desc").text()
    told = sum(int(cell.text()) for cell in figure.css("tbody td"))
    assert told == len(news.stories[story])
    for path in ("/tags", "/sources/where"):
        assert LexborHTMLParser(client.get(path).text).css("table.chart tbody tr")


def test_topics_show_their_share_those_of_most_articles_first(
    client: TestClient, news: FakeNews, monkeypatch: pytest.MonkeyPatch
) -> None:
    main = [topic for topic in TOPICS.values() if not topic.broader][:3]
    counts = tuple(
        TopicCount(topic=topic, articles=articles)
        for topic, articles in zip(main, (5, 20, 0), strict=True)
    )
    monkeypatch.setattr(news, "topics", lambda: counts)
    tree = LexborHTMLParser(client.get("/topics").text)
    drawn = [node.attributes["width"] for node in tree.css("dl svg rect")]
    told = [node.text(strip=True) for node in tree.css("dl dt .number")]
    assert (drawn, told) == (["100.0", "25.0", "0.0"], ["20", "5", "0"])
