"""Topics on the whole way: found, kept, asked for, shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tidings.config import Config
from tidings.news import News
from tidings.workers.local import Inline

STORIES = {
    "cup": ("Hosts reach the cup final",
            "The striker scored twice as the team won the match. The coach praised every player "
            "of the club after the final whistle in the stadium."),
    "trial": ("Former mayor jailed",
              "A judge sentenced the former mayor to six years in prison. The prosecutor had "
              "charged him with bribery; the court heard thirty witnesses in the trial."),
}  # fmt: skip


@pytest.fixture
def news(tmp_path: Path) -> News:
    files = tmp_path / "in"
    files.mkdir()
    lines = [
        f'{{"id": "{id}", "url": "https://x.example/{id}", "title": "{title}", "text": "{text}", '
        '"language": "en", "published_at": "2026-03-01T08:00:00Z", "tags": ["Sports"]}'
        for id, (title, text) in STORIES.items()
    ]
    (files / "news.jsonl").write_text("\n".join(lines), "utf-8")
    news = News.open("sqlite://", config=Config(encoder="none"), pool=Inline())
    news.add_files([files])
    news.sync(network=False)
    return news


def test_topics_are_found_and_asked_for(news: News) -> None:
    counts = {one.topic.slug: one.articles for one in news.topics() if one.articles}
    assert counts == {"sport": 1, "crime": 1}
    (card,) = news.front(topic="medtop:15000000")
    assert card.story.headline == STORIES["cup"][0]
    view = news.story(card.story.id)
    assert view is not None
    assert [topic.slug for topic in view.topics] == ["sport"]
    article = news.article(card.story.articles[0])
    assert article is not None
    (found,) = article.topics
    assert "team" in found.words
    assert [hit.article.title for hit in news.search("topic:crime").hits] == [STORIES["trial"][0]]
    assert news.search("topic:nothing court").notes == (
        "there is no topic 'nothing': /topics has them all",
    )
    exported = {record["title"]: record["topics"] for record in news.export()}
    assert exported[STORIES["trial"][0]] == ["medtop:02000000"]
    assert not any(news.store.queue.counts().values())
    news.close()
