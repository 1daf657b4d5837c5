"""Programs written for other servers in Python, by the client libraries that they use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.serve.reader_apps.conftest import App

miniflux = pytest.importorskip("miniflux", reason="the miniflux package is not installed")


@pytest.fixture
def client(app: App, here: str) -> Iterator[Any]:
    client = miniflux.Client(here, app.name, app.password)
    yield client
    client.close()


def test_the_miniflux_client_reads_marks_and_sorts(client: Any, app: App, here: str) -> None:
    assert client.me()["username"] == "owner"
    assert [f["title"] for f in client.get_feeds()] == ["Paper 0", "Paper 2", "Paper 1"]
    found = client.get_entries(status=["unread"], limit=5, direction="desc", order="published_at")
    assert (found["total"], [e["id"] for e in found["entries"]]) == (12, [12, 11, 10, 9, 8])
    assert client.update_entries([12, 11], "read")
    assert client.get_entries(status="unread")["total"] == 10
    client.toggle_bookmark(12)
    assert [e["id"] for e in client.get_entries(starred=True)["entries"]] == [12]
    town = next(c for c in client.get_categories() if c["title"] == "Town")
    assert len(client.get_category_feeds(town["id"])) == 1
    assert client.get_category_entries(town["id"])["total"] == 4
    client.mark_category_entries_as_read(town["id"])
    client.mark_feed_entries_as_read(2)
    assert client.get_entries(status="unread")["total"] == 3
    client.mark_user_entries_as_read(app.person)
    assert client.get_entries(status="unread")["total"] == 0
    assert client.get_feed_counters()["unreads"] == {"2": 0, "3": 0, "4": 0}


def test_the_miniflux_client_arranges_feeds(client: Any) -> None:
    made = client.create_category("New")
    assert client.update_category(made["id"], "Newer")["title"] == "Newer"
    assert client.update_feed(2, title="Mine", category_id=made["id"])["title"] == "Mine"
    client.delete_category(made["id"])
    assert client.get_feed(2)["category"]["title"] == "All"
    client.delete_feed(2)
    assert client.create_feed("https://news-0.example/feed?a=1&b=2") == 2
    assert client.export_feeds().count("xmlUrl") == 3
    client.import_feeds('<opml><body><outline xmlUrl="https://far.example/feed"/></body></opml>')
    assert len(client.get_feeds()) == 4
    assert client.get_entry(3)["id"] == client.get_feed_entry(4, 3)["id"] == 3
    assert client.fetch_entry_content(3)["content"]
    assert client.get_version()["version"]
    assert client.get_integrations_status() is False
    client.refresh_all_feeds()
    client.flush_history()
    with pytest.raises(miniflux.ResourceNotFound):
        client.get_feed(99)
    with pytest.raises(miniflux.BadRequest):
        client.get_entries(order="what")


def test_a_wrong_password_is_told(here: str) -> None:
    with (
        miniflux.Client(here, "owner", "wrong") as client,
        pytest.raises(miniflux.AccessUnauthorized),
    ):
        client.me()


def test_the_fever_client_reads_and_marks(app: App, here: str) -> None:
    fever = pytest.importorskip("freshrss_api", reason="freshrss-api is not installed")
    client = fever.FreshRSSAPI(host=here, username=app.name, password=app.password)
    assert [feed["title"] for feed in client.get_feeds()["feeds"]] == [
        "Paper 0",
        "Paper 2",
        "Paper 1",
    ]
    unread = client.get_unreads()
    assert sorted(item.id for item in unread) == list(range(1, 13))
    client.set_mark("read", 3)
    client.set_mark("saved", 4)
    assert 3 not in {item.id for item in client.get_unreads()}
    assert [item.id for item in client.get_saved()] == [4]
