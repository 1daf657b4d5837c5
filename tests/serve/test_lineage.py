"""A story's lineage is shown as a tree, and nothing is shown where nobody took anything."""

from __future__ import annotations

from dataclasses import replace

from starlette.testclient import TestClient

from tests.serve.fake_news import FakeNews
from tests.serve.test_pages import page, text
from tidings.i18n import locale_of
from tidings.serve.render.lineage import Branch, family
from tidings.types import Descent, Lineage


def flat(branches: tuple[Branch, ...], depth: int = 0) -> list[tuple[int, str, str, str, bool]]:
    return [
        row
        for b in branches
        for row in [
            (depth, b.name.split(":")[0], b.how, b.when, b.source),
            *flat(b.branches, depth + 1),
        ]
    ]


def test_the_tree(news: FakeNews) -> None:
    view = news.story(list(news.stories)[4])
    assert view is not None
    assert flat(family(view, locale_of("en"))) == [
        (0, "Isle Wire", "", "", True),
        (1, "Die Deichpost", "90 % of its text, and more of its own", "1 hour later", True),
        (1, "Morning Ledger", "word for word", "probably later", False),
        (1, "Le Phare", "90 % of its text", "3 hours later", False),
        (0, view.tellings[4].article.title.split(":")[0], "", "", True),
        (1, "Harbour Gazette", f"names {view.tellings[4].article.title} as its source", "", False),
    ]


def test_no_tree_where_nobody_took_anything(news: FakeNews) -> None:
    view = news.story(list(news.stories)[4])
    assert view is not None
    alone = tuple(Descent(article=t.article.id) for t in view.tellings)
    assert family(replace(view, lineage=Lineage(descents=alone)), locale_of("en")) == ()
    assert family(replace(view, lineage=Lineage()), locale_of("en")) == ()


def test_it_stands_on_the_story_s_page(client: TestClient, news: FakeNews) -> None:
    tree = page(client, f"/story/{list(news.stories)[4]}")
    assert "Who has it from whom" in text(tree)
    assert len(tree.css(".family > li")) == 2
    assert len(tree.css(".family > li > ul > li")) == 4
