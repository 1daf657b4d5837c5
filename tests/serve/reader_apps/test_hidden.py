"""What a rule hid is in no app, in none of its counts, and there again when it is asked for."""

from __future__ import annotations

import pytest

from tests.serve.reader_apps.conftest import ALL, READ, STARRED, App
from tidings.types import HIDDEN

LABEL = f"user/-/label/{HIDDEN}"


def hide(app: App, numbers: list[int]) -> None:
    """Do what a rule does."""
    app.desk.label(numbers, HIDDEN, on=True)
    app.desk.mark(numbers, read=True)


def feed_of(app: App, number: int) -> str:
    return str(app.v1(f"entries/{number}").json()["feed_id"])


@pytest.mark.parametrize(
    ("stream", "expected"),
    [(ALL, {1, 4, 6, 7, 8, 9, 10, 11, 12}), (READ, {1}), (STARRED, {2}), (LABEL, {2, 3, 5})],
)
def test_google(app: App, stream: str, expected: set[int]) -> None:
    hide(app, [2, 3, 5])
    app.desk.mark([1], read=True)
    app.desk.save([2], saved=True)
    assert set(app.numbers(s=stream)) == expected
    found = app.google(f"stream/contents/{stream}", params={"n": 100}).json()["items"]
    assert {int(item["id"].rsplit("/")[-1], 16) for item in found} == expected


def test_fever(app: App) -> None:
    hide(app, [2, 3, 5])
    for query in ("items&since_id=0", "items&max_id=0"):
        answer = app.fever(query)
        assert {item["id"] for item in answer["items"]} == {1, 4, 6, 7, 8, 9, 10, 11, 12}
        assert answer["total_items"] == 9
    assert [item["id"] for item in app.fever("items&with_ids=2")["items"]] == [2]


@pytest.mark.parametrize(
    ("asked", "total"),
    [
        ({}, 9),
        ({"status": "read"}, 1),
        ({"status": "unread"}, 8),
        ({"starred": "true"}, 1),
        ({"search": "ferry"}, 9),
        ({"feed_id": "of item 2"}, 2),
    ],
)
def test_miniflux(app: App, asked: dict[str, str], total: int) -> None:
    asked = {name: feed_of(app, 2) if name == "feed_id" else it for name, it in asked.items()}
    hide(app, [2, 3, 5])  # 2 and 5 are of one source, as are 8 and 11
    app.desk.mark([1], read=True)
    app.desk.save([2], saved=True)
    answer = app.v1("entries", params=asked).json()
    assert (answer["total"], len(answer["entries"])) == (total, total)
    assert app.v1("entries/2").status_code == 200


def test_what_is_marked_unread_again_is_wanted(app: App) -> None:
    hide(app, [2])
    app.desk.mark([2], read=False)
    assert 2 in app.numbers(xt=READ)
