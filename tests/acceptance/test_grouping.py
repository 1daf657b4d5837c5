"""A stream of articles on its way to stories: drawn here, or by all cores."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import pytest

from tests.acceptance.conftest import Tidings
from tidings.cli import grouping
from tidings.cli.grouping import drawn
from tidings.workers.local import Inline, Processes

TOWNS = ("Arvik", "Bremo", "Cadenza", "Dorlach")
ARTICLES = [
    {
        "id": f"a{n}",
        "title": f"Flood number {n} reaches {TOWNS[n % 4]}",
        "text": f"The river Oder rose by {n} metres in {TOWNS[n % 4]}.\n\nNobody was hurt.",
        "language": "en",
    }
    for n in range(grouping.MANY + 5)
]


class _Dying(Inline):
    """A pool whose processes die of every second batch."""

    def map(
        self, work: Callable[[Sequence[Any]], Sequence[Any]], batches: Iterable[Sequence[Any]]
    ) -> Iterator[Sequence[Any] | BaseException]:
        for number, result in enumerate(super().map(work, batches)):
            yield OSError("killed") if number % 2 else result


@pytest.mark.parametrize("pool", [Processes, lambda ready: _Dying()])
def test_drawn_by_others_articles_are_what_they_are_here(
    monkeypatch: pytest.MonkeyPatch, pool: Callable[..., Any]
) -> None:
    monkeypatch.setattr(grouping, "Processes", pool)
    there = list(drawn("none", iter(ARTICLES)))
    monkeypatch.setattr(grouping, "Processes", lambda ready: Inline())
    here = list(drawn("none", iter(ARTICLES)))
    assert [one.article for one in there] == [article["id"] for article in ARTICLES]
    for one, other in zip(there, here, strict=True):
        assert (one.terms, one.names, one.numbers) == (other.terms, other.names, other.numbers)
        assert np.array_equal(one.sketch.whole, other.sketch.whole)


def test_an_encoder_that_is_none_is_an_error_and_no_more(tidings: Tidings) -> None:
    ran = tidings("group", "--encoder", "nonesuch", lines=ARTICLES)
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1), ran.err
    assert "nonesuch" in ran.err


def test_few_articles_need_no_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(grouping, "Processes")
    assert len(list(drawn("none", iter(ARTICLES[:3])))) == 3
    assert not list(drawn("none", iter([])))
