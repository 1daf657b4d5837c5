"""A person who is removed while their apps sync: turned away, and nobody else notices."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from tests.serve.reader_apps.conftest import ALL, READ, App

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
