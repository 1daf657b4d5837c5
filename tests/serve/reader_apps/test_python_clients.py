"""Programs written for other servers in Python, by the client libraries that they use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.serve.reader_apps.conftest import TITLE, App

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


def test_the_google_reader_client_reads_marks_and_sorts(app: App, here: str) -> None:
    library = pytest.importorskip("google_reader", reason="google-reader is not installed")
    client = library.Client(here)
    with pytest.raises(library.AuthenticationError):
        client.login(app.name, "wrong")
    auth = client.login(app.name, app.password)
    token = client.get_token(auth)
    everything, read, starred = (
        f"user/-/state/com.google/{state}" for state in ("reading-list", "read", "starred")
    )

    def ids(stream: str = everything, **asked: object) -> list[int]:
        return [int(one.id) for one in client.get_stream_items_ids(auth, stream, **asked).item_refs]

    assert client.get_user_info(auth).user_name == "owner"
    assert [one.title for one in client.list_subscriptions(auth)] == [
        "Paper 0",
        "Paper 2",
        "Paper 1",
    ]
    assert ids() == list(range(12, 0, -1))
    assert ids(limit=3, direction="asc") == [1, 2, 3]
    first = client.get_stream_items_ids(auth, everything, limit=5)
    assert ids(limit=5, continuation=first.continuation) == [7, 6, 5, 4, 3]

    newest = [library.get_long_item_id(number) for number in (12, 11)]
    items = client.get_stream_items_contents(auth, token, newest).items
    assert [one.title for one in items] == [f"{TITLE} 11", f"{TITLE} 10"]
    client.edit_tags(auth, token, newest, add_tags=[read])
    client.edit_tags(auth, token, newest[:1], add_tags=[starred])
    assert ids(exclude_target=read) == list(range(10, 0, -1))
    assert ids(starred) == [12]
    client.edit_tags(auth, token, newest[:1], remove_tags=[starred, read])
    assert ids(starred) == []

    one = client.list_subscriptions(auth)[0].id
    label = library.get_label_id("Mine")
    client.edit_subscription(auth, token, one, "edit", add_label_id=label, title="Renamed")
    (edited,) = (s for s in client.list_subscriptions(auth) if s.id == one)
    assert (edited.title, [tag.label for tag in edited.categories]) == ("Renamed", ["Mine"])
    client.rename_tag(auth, token, label, "Ours")
    ours = library.get_label_id("Ours")
    assert ours in {tag.id for tag in client.list_tags(auth)}
    client.disable_tag(auth, token, ours)
    client.edit_subscription(auth, token, one, "unsubscribe")
    assert [s.title for s in client.list_subscriptions(auth)] == ["Paper 2", "Paper 1"]
    client.mark_all_as_read(auth, token, everything)
    assert ids(exclude_target=read) == []
