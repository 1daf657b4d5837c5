"""Where the sources of a story differ: seen in lists, and before all else on its page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from tests.serve.conftest import HERE
from tidings.cli import main
from tidings.config import Config
from tidings.news import News
from tidings.serve.app import create_app
from tidings.types import Article
from tidings.workers.local import Inline

NOW = datetime(2026, 3, 14, 9, 10, tzinfo=UTC)
COST = "The new bridge over the river Arne will cost {}, the council of Selby decided."

AGAIN = "The council of Selby decided that its new bridge over the river Arne will cost $4 million."


@pytest.fixture
def news(tmp_path: Path) -> Iterator[News]:
    """A story whose sources give two prices, and one that a single source tells."""
    with News.open(
        tmp_path / "library.sqlite", config=Config(encoder="none"), pool=Inline()
    ) as opened:
        for name, story, text in (
            ("gazette", "bridge", COST.format("$4 million")),
            ("courier", "bridge", COST.format("$6 million")),
            ("post", "bridge", AGAIN),
            ("echo", "fair", "The spring fair of Selby opened with $300 in its box."),
        ):
            one = Article(
                id=name,
                title=f"{story} {name}",
                publisher=name.title(),
                paragraphs=(text,),
                published_at=NOW,
                language="en",
            )
            opened.store.articles.save(one, page="", now=NOW)
            opened.store.stories.assign(name, story, duplicate_of="", because=())
        opened.enrich()
        yield opened


def test_only_stories_whose_sources_differ_say_so(news: News) -> None:
    found = news.store.facts.differing(["bridge", "fair", "none"])
    assert {story: one.about for story, one in found.items()} == {"bridge": "new bridge"}
    assert [card.differs for card in news.front()] == [found["bridge"], None]


def test_it_is_seen_in_lists_and_stands_first_on_its_page(news: News) -> None:
    with TestClient(create_app(news, news.config), HERE) as web:
        front = web.get("/").text
        assert front.count('class="differs"') == 1
        assert "<bdi>$6 million</bdi> / <bdi>$4 million</bdi>" in front
        bridge = web.get("/story/bridge").text
        assert '<bdi>Gazette</bdi> <span title="Post">+1</span>' in bridge
        assert bridge.index('id="facts"') < bridge.index('id="told"')
        assert 'id="facts"' not in web.get("/story/fair").text


def test_the_command_line_tells_it_too(news: News, tmp_path: Path) -> None:
    library = ["--library", str(tmp_path / "library.sqlite")]
    shown = {
        story: CliRunner().invoke(main, [*library, "show", story]).output
        for story in ("bridge", "fair")
    }
    assert "the sources differ: Courier: $6 million; Gazette: $4 million;" in shown["bridge"]
    assert "differ" not in shown["fair"]
