"""A publisher's silent edit marks nothing unread, in no app; what they show is the new text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.serve.reader_apps.conftest import NOW, READ, App

TITLE = "The ferry to Brenn sinks with 40 people"
TEXT = "Forty people died, the coast guard said."
# Those that may judge an edited article anew.
STAGES = ("sketch", "novelty", "group", "settle", "count", "statements", "edition")


def edit(app: App, number: int) -> None:
    """Let a publisher put other words under the address of an item, and another headline."""
    (view,) = app.desk.items([number])
    article = replace(view.article, title=TITLE, paragraphs=(TEXT,))
    app.news.store.articles.save(article, page="", now=NOW)
    for stage in STAGES:
        app.news.enrich(only=stage)


@pytest.fixture
def edited(app: App) -> App:
    """All is read but the second item; then it and the first one are edited."""
    for stage in STAGES:
        app.news.enrich(only=stage)
    app.desk.mark([n for n in app.numbers() if n != 2], read=True)
    edit(app, 1)
    edit(app, 2)
    return app


def test_google(edited: App) -> None:
    assert edited.numbers(xt=READ) == [2]
    counts = edited.google("unread-count", params={"output": "json"}).json()["unreadcounts"]
    assert {one["count"] for one in counts} == {1}
    (item,) = edited.post("stream/items/contents", {"i": "1"}).json()["items"]
    assert item["title"] == TITLE
    assert TEXT in item["summary"]["content"]


def test_fever(edited: App) -> None:
    assert edited.fever("unread_item_ids")["unread_item_ids"] == "2"
    (item,) = edited.fever("items&with_ids=1")["items"]
    assert (item["title"], item["is_read"]) == (TITLE, 1)


def test_miniflux(edited: App) -> None:
    answer = edited.v1("entries", params={"status": "unread"}).json()
    assert [entry["id"] for entry in answer["entries"]] == [2]
    entry = edited.v1("entries/1").json()
    assert (entry["title"], entry["status"]) == (TITLE, "read")
