"""Running a stage: in order, all or nothing, one bad item never stops the others."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest

from tidings.config import Config
from tidings.errors import ConfigError
from tidings.flow import Stage, run, run_all
from tidings.news import News
from tidings.storage import Store, open_store
from tidings.types import Article, Failure
from tidings.workers.local import Inline, Pool, Processes

NOW = datetime(2026, 3, 14, tzinfo=UTC)


def double(numbers: Sequence[int]) -> list[int | Failure]:
    return [Failure(id="", stage="", error="seven") if n == 7 else 2 * n for n in numbers]


def stumble(numbers: Sequence[int]) -> list[int]:
    if 7 in numbers:
        raise ValueError("seven")
    return [2 * n for n in numbers]


def die(numbers: Sequence[int]) -> list[int]:
    if 7 in numbers:
        os._exit(9)
    return [2 * n for n in numbers]


def loaded(names: Sequence[str]) -> list[bool]:
    return [name in sys.modules for name in names]


def test_workers_come_with_what_was_made_ready() -> None:
    pool = Processes(1, ready=["tidings.preload"])
    assert list(pool.map(loaded, [["tidings.preload", "py3langid.langid"]])) == [[True, True]]
    pool.close()


def stage(
    work: Callable[[Sequence[Any]], Sequence[Any]], saved: dict[str, int], **more: Any
) -> Stage:
    return Stage(
        name="probe",
        version="1",
        of="articles",
        load=lambda store, items: [(item, int(item)) for item in items if item != "99"],
        work=work,
        save=lambda store, item, result: saved.__setitem__(item, result),
        batch=4,
        **more,
    )


@pytest.fixture
def store() -> Store:
    opened = open_store("sqlite://")
    opened.queue.add(
        "probe",
        {str(n): NOW + timedelta(seconds=n) for n in range(12)} | {"99": NOW + timedelta(hours=1)},
    )
    return opened


@pytest.mark.parametrize(
    ("work", "pool", "where", "error"),
    [
        (double, Inline(), {}, "seven"),
        (stumble, Inline(), {}, "could not be worked on: seven"),
        (stumble, Processes(2), {"spread": True}, "could not be worked on: seven"),
        (die, Processes(2), {"spread": True}, "could not be worked on: A process"),
    ],
)
def test_one_bad_item_never_stops_the_others(
    store: Store,
    work: Callable[[Sequence[Any]], Sequence[Any]],
    pool: Pool,
    where: dict[str, bool],
    error: str,
) -> None:
    saved: dict[str, int] = {}
    assert run(stage(work, saved, **where), store, pool) == 12
    assert saved == {str(n): 2 * n for n in range(12) if n != 7}
    (failure,) = store.queue.failures()
    assert (failure.id, failure.stage) == ("7", "probe")
    assert failure.error.startswith(error)
    assert store.queue.counts() == {}
    pool.close()


def test_a_model_that_cannot_be_run_stops_the_stage(store: Store) -> None:
    def lack(numbers: Sequence[int]) -> list[int]:
        raise ConfigError("the encoder needs onnxruntime")

    with pytest.raises(ConfigError, match="onnxruntime"):
        run(stage(lack, {}), store, Inline())
    assert len(store.queue.pending("probe", limit=99)) == 13


def test_what_is_interrupted_goes_on_where_it_was(store: Store) -> None:
    saved: dict[str, int] = {}
    assert run(stage(double, saved), store, Inline(), stop=lambda: True) == 4
    assert sorted(saved) == ["0", "1", "2", "3"]
    run(stage(double, saved), store, Inline())
    assert len(saved) == 11


def test_a_saving_that_fails_leaves_its_batch_pending(store: Store) -> None:
    def save(store: Store, item: str, result: int) -> None:
        store.articles.save(Article(id=item, title=item), page="", now=NOW)
        if item == "5":
            raise OSError("disk")

    row = Stage(
        name="probe", version="1", of="articles", work=double, save=save, batch=4,
        load=lambda store, items: [(item, int(item)) for item in items if item != "99"],
    )  # fmt: skip
    with pytest.raises(OSError, match="disk"):
        run(row, store, Inline())
    assert sorted(store.articles.get([str(n) for n in range(12)])) == ["0", "1", "2", "3"]
    assert store.queue.pending("probe", limit=2) == ["4", "5"]


def row(name: str, order: list[str], *, notes: bool = False) -> Stage:
    return Stage(
        name=name, version="1", of="articles", notes=notes, batch=4, work=list,
        load=lambda store, items: [(item, item) for item in items],
        save=lambda store, item, result: order.append(name),
    )  # fmt: skip


def fill(store: Store, name: str, count: int) -> None:
    store.queue.add(name, {str(n): NOW + timedelta(seconds=n) for n in range(count)})


def test_what_comes_while_notes_are_made_is_a_story_first() -> None:
    store, order = open_store("sqlite://"), list[str]()
    rows = [row("story", order), row("names", order, notes=True), row("who", order, notes=True)]
    for name in ("story", "names", "who"):
        fill(store, name, 5)

    def save(store: Store, item: str, result: str) -> None:
        if order.count("names") == 0:
            fill(store, "story", 2)
        order.append("names")

    rows[1] = replace(rows[1], save=save)
    with patch("tidings.flow.NOTED", 4):
        assert run_all(rows, store, Inline()) == {"story": 7, "names": 5, "who": 5}
    assert order == [*["story"] * 5, *["names"] * 4, *["story"] * 2, "names", *["who"] * 5]


def test_notes_are_left_after_a_step_that_stories_are_not() -> None:
    store, order = open_store("sqlite://"), list[str]()
    rows = [row("story", order), row("names", order, notes=True)]
    for name in ("story", "names"):
        fill(store, name, 9)
    with patch("tidings.flow.STEP", 4), patch("tidings.flow.NOTED", 4):
        assert run_all(rows, store, Inline(), leave=lambda: True) == {"story": 9, "names": 4}
        assert store.queue.counts() == {"names": 5}
        seen: list[tuple[str, int, int]] = []
        run_all(rows, store, Inline(), report=lambda *told: seen.append(told))
    assert seen == [("names", 4, 5), ("names", 5, 5)]


def test_a_sync_that_leaves_its_notes_says_so_and_the_next_makes_them() -> None:
    with News.open("sqlite://", config=Config(encoder="none"), pool=Inline()) as news:
        article = Article(
            id="a", url="https://a.example/a", title="A ferry sailed", published_at=NOW,
            paragraphs=("A ferry sailed from Hull to Rotterdam on Monday.",), language="en",
        )  # fmt: skip
        news.store.articles.save(article, page="", now=NOW)
        rounds = [news.sync(network=False, leave=lambda: True).left]
        assert news.counts().stories == 1
        while rounds[-1]:
            rounds.append(news.sync(network=False, leave=lambda: True).left)
        assert rounds.count(True) == 8  # one row of notes at a time
        assert news.store.queue.counts() == {}
        assert not news.due()
