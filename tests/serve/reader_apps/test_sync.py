"""A whole sync of 50,000 articles, twice: nothing lost, nothing repeated, marks of two devices."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.serve.conftest import HERE
from tests.serve.reader_apps.conftest import ALL, NOW, READ, App, bare
from tidings.config import Config
from tidings.news import News
from tidings.types import Source, Stream

ARTICLES = 50_000
SOURCES = 300


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    library = tmp_path_factory.mktemp("large") / "library.sqlite"
    with News.open(library, config=Config(workers=1)) as news:
        with news.store.transaction():
            for n in range(SOURCES):
                news.store.sources.save(
                    Source(id=f"s{n}", url=f"https://s{n}.example/", kind="feed",
                           folder=f"F{n % 9}", added_at=NOW)
                )  # fmt: skip
        _arrive(news, ARTICLES)
        yield App.of(TestClient(bare(news), HERE), news, "owner")


def _arrive(news: News, count: int) -> None:
    """Let articles arrive as they do when they are saved, but for what else saving does."""
    database = news.store._db  # type: ignore[attr-defined]
    with database.transaction():
        database.write("drop trigger article_search_insert")
        database.write(
            "insert into article (id, url, canonical_url, source, publisher, title, text, authors, "
            "language, tags, image, status, time, page) "
            "with recursive n (i) as (select 0 union all select i + 1 from n where i < ? - 1) "
            "select 'a' || i, '', '', 's' || ((i * 7919) % ?), '', 'Title ' || i, 'Text.', '[]', "
            "'en', '[]', '', 'full', 1700000000000000 + i, '' from n",
            (count, SOURCES),
        )
        database.write(
            "insert into item (article, track, source, at, level, behind) "
            "select id, 0, source, time, 0, '' from article order by row"
        )


def all_ids(app: App, **params: object) -> list[int]:
    """Return the ids of a stream as RSS Guard asks: for far more than a page holds."""
    found: list[int] = []
    given = {"s": ALL, "n": 200_000} | params
    while True:
        answer = app.google("stream/items/ids", params=given).json()
        found += [int(ref["id"]) for ref in answer["itemRefs"]]
        if "continuation" not in answer:
            return found
        given["c"] = answer["continuation"]


def test_everything_is_synced_twice_and_once_only(large: App) -> None:
    first = all_ids(large)
    assert first == list(range(ARTICLES, 0, -1))
    device, chance = set(all_ids(large, xt=READ)), random.Random(1)
    assert len(device) == ARTICLES
    for _ in range(5):  # each device marks what it was told of, in blocks
        read = chance.sample(sorted(device), 3_000)
        large.post("edit-tag", {"i": [str(n) for n in read], "a": READ})
        device -= set(read)
    large.desk.mark_through(Stream(), 20_000)
    device = {n for n in device if n > 20_000}
    assert all_ids(large, xt=READ) == sorted(device, reverse=True)
    assert all_ids(large, xt=READ, r="o") == sorted(device)
    assert large.google("unread-count").json()["max"] == len(device)
    assert sorted(all_ids(large, s=READ)) == sorted(set(first) - device)
    folders = [f"user/-/label/F{n}" for n in range(9)]
    by_folder = [n for folder in folders for n in all_ids(large, s=folder, xt=READ)]
    assert sorted(by_folder) == sorted(device)
    assert large.news.store.desks.check(mend=False) == []  # type: ignore[attr-defined]


def test_the_other_protocols_tell_the_same(large: App) -> None:
    unread = all_ids(large, xt=READ)
    assert large.fever("unread_item_ids")["unread_item_ids"] == ",".join(map(str, unread))
    pages: list[int] = []
    while page := large.fever(f"items&max_id={pages[-1] if pages else 0}")["items"]:
        pages += [item["id"] for item in page]
        if len(pages) >= 1_000:
            break
    assert pages == list(range(ARTICLES, ARTICLES - 1_000, -1))
    answer = large.v1("entries/ids?status=unread&limit=10000&direction=desc").json()
    assert (answer["total"], answer["entry_ids"]) == (len(unread), unread[:10_000])


def test_items_come_whole_in_blocks(large: App) -> None:
    wanted = list(range(1, 10_000))
    answer = large.post("stream/items/contents", {"i": [f"{n:016x}" for n in wanted]})
    assert [int(item["id"][-16:], 16) for item in answer.json()["items"]] == wanted
