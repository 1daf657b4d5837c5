"""What an article is to its story, for those who want each story once."""

from __future__ import annotations

from datetime import UTC, datetime

from tidings.group import judge_editions
from tidings.news import News
from tidings.types import OWNER, Addition, Article, Edition, Placement, Shows, Statement, Stream

NOW = datetime(2026, 11, 22, tzinfo=UTC)
ARTICLES = [
    Article(id=f"a{n}", source=f"s{n}", paragraphs=(f"Text {n}.",), fetched_at=NOW)
    for n in range(4)
]


def statement(*kinds: str, known: bool = False) -> Statement:
    adds = tuple(Addition(kind=kind, start=0, end=1) for kind in kinds)
    return Statement(start=0, end=1, known=known, adds=adds)


def test_each_article_is_judged_once_and_by_what_it_adds() -> None:
    statements = {
        "a1": (statement("number"), statement("name")),
        "a2": (statement("number"), statement("word"), statement("date", known=True)),
        "a3": (statement("number"), statement("name")),
    }
    judged = judge_editions(ARTICLES, copies={"a3": "a1"}, statements=statements, known=())
    assert judged == (
        Edition(article="a0", level=2),
        Edition(article="a1", level=2),
        Edition(article="a2", level=1, behind="s0"),
        Edition(article="a3", level=0, behind="s1"),
    )
    later = judge_editions(ARTICLES, copies={}, statements={}, known={"a1", "a2"})
    assert later == (
        Edition(article="a0", level=1, behind="s1"),
        Edition(article="a3", level=1, behind="s1"),
    )


def test_a_story_that_is_counted_is_told_in_reader_apps() -> None:
    with News.open("sqlite://") as news:
        desk = news.people.desk(OWNER)
        (folder,) = desk.folders()
        desk.show(folder.number, Shows.STORIES)
        for article in ARTICLES[:2]:
            news.store.articles.save(article, page="", now=NOW)
            news.store.stories.place([Placement(article=article.id, story="ferry")])
        desk.follow("s0")
        desk.follow("s1")
        assert desk.unread(Stream()) == 0
        news.enrich(only="edition")
        assert news.enrich(only="edition") == {"edition": 0}
        assert desk.unread(Stream()) == 1
        (view,) = desk.items(range(9))[-1:]
        assert view.state.item.level == 1
