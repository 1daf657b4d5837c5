"""A person who is removed while their apps sync: turned away, and nobody else notices."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from tests.serve.reader_apps.conftest import ALL, READ, App
from tidings.news import News
from tidings.people.keys import Keys

MOST = 2_000  # calls of each app, if it is never turned away
BEFORE = 5  # calls of each app before the person is removed


def test_a_person_removed_while_syncing_is_turned_away(app: App, ann: App) -> None:
    first = ann.numbers()[0]
    syncs: list[Callable[[], Any]] = [
        lambda: ann.google("stream/items/ids", params={"n": 100, "s": ALL}).status_code,
        lambda: ann.post("edit-tag", {"i": first, "a": READ}).status_code,
        lambda: (
            ann.v1(
                "entries", method="PUT", json={"entry_ids": [first], "status": "unread"}
            ).status_code
        ),
        lambda: 200 if ann.fever("items")["auth"] else 401,
        lambda: 200 if ann.fever("", mark="item", id=first, **{"as": "saved"})["auth"] else 401,
    ]
    said: list[list[int]] = [[] for _ in syncs]
    going = threading.Barrier(len(syncs) + 1)

    def sync(number: int) -> None:
        for call in range(MOST):
            if call == BEFORE:
                going.wait(30)
            said[number].append(syncs[number]())
            if said[number][-1] == 401:
                break

    threads = [threading.Thread(target=sync, args=(n,)) for n in range(len(syncs))]
    for thread in threads:
        thread.start()
    going.wait(30)
    accounts = app.news.people.accounts
    accounts.remove(accounts.named("Ann"))
    for thread in threads:
        thread.join(30)
    for answers in said:
        assert set(answers[:-1]) <= {200, 204}
        assert answers[-1] == 401
    assert app.news.check(mend=False) == ()
    assert len(app.numbers()) == 12


def removed_once_let_in(monkeypatch: pytest.MonkeyPatch, news: News) -> None:
    """Remove whoever is found by a key, in the moment in which they are."""
    found_by = Keys.find

    def find(self: Keys, *asked: Any, **more: Any) -> Any:
        found = found_by(self, *asked, **more)
        if found:
            news.store.people.remove(found[0].id)
        return found

    monkeypatch.setattr(Keys, "find", find)


LIST = '<opml version="2.0"><body><outline xmlUrl="https://news-1.example/feed?a=1&amp;b=2"/></body></opml>'
TURNED_AWAY: dict[str, tuple[Callable[[App], Any], str]] = {
    "a folder by tagging nothing": (
        lambda app: app.post("edit-tag", {"a": "user/-/label/Made"}), "Unauthorized"),
    "following": (
        lambda app: app.post("subscription/edit", {"ac": "subscribe", "s": "feed/2"}),
        "Unauthorized"),
    "a list by Google Reader": (
        lambda app: app.post("subscription/import", {"opml": LIST}), "Unauthorized"),
    "logging in": (
        lambda app: app.http.post(
            "/accounts/ClientLogin", data={"Email": app.name, "Passwd": app.password}),
        "Error=BadAuthentication\n"),
    "a category": (
        lambda app: app.v1("categories", method="POST", json={"title": "Made"}),
        '{"error_message":"access unauthorized"}'),
    "a feed": (
        lambda app: app.v1(
            "feeds", method="POST", json={"feed_url": "https://news-1.example/feed?a=1&b=2"}),
        '{"error_message":"access unauthorized"}'),
    "a list by Miniflux": (
        lambda app: app.v1("import", method="POST", content=LIST.encode()),
        '{"error_message":"access unauthorized"}'),
}  # fmt: skip
"""What would keep something for a person, and how one who is not here any more is told so."""


@pytest.mark.parametrize("act", TURNED_AWAY)
def test_nothing_is_kept_for_a_person_who_was_removed_in_that_moment(
    monkeypatch: pytest.MonkeyPatch, app: App, ann: App, act: str
) -> None:
    removed_once_let_in(monkeypatch, app.news)
    ask, said = TURNED_AWAY[act]
    answer = ask(ann)
    assert (answer.status_code, answer.text) == (401, said)
    assert app.news.check(mend=False) == ()
