"""Pairs of near articles: told from both ends, replaced when renewed, gone with their articles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.storage.test_store import article, save
from tidings.storage import Store
from tidings.types import Reason, Related

WHY = (Reason(kind="shared-names", text="both name Port Sall", weight=0.4),)


def near(one: str, other: str, score: float = 0.5) -> Related:
    return Related(article=one, other=other, score=score, because=WHY)


@pytest.fixture
def related(store: Store) -> Store:
    """A store where b lies near to a, and c nearer to a and far from b."""
    save(store, article("a"), article("b"), article("c"))
    store.related.save("b", [near("b", "a")])
    store.related.save("c", [near("c", "a", 0.9), near("c", "b", 0.3)])
    return store


def test_a_pair_is_told_from_both_ends(related: Store) -> None:
    assert related.related.of(["a"], limit=9) == [near("a", "c", 0.9), near("a", "b")]
    assert related.related.of(["b"], limit=9) == [near("b", "a"), near("b", "c", 0.3)]
    assert related.related.of(["b"], limit=1) == [near("b", "a")]
    assert related.related.of(["a", "b"], limit=9) == [near("a", "c", 0.9), near("b", "c", 0.3)]
    assert related.related.of(["none"], limit=9) == []


def test_an_article_is_renewed_from_both_ends(related: Store) -> None:
    related.related.save("a", [near("a", "b", 0.7)])
    assert related.related.of(["a"], limit=9) == [near("a", "b", 0.7)]
    assert related.related.of(["c"], limit=9) == [near("c", "b", 0.3)]


def test_what_is_gone_is_near_to_nothing(related: Store) -> None:
    related.articles.save(replace(article("a"), source="s"), page="p", now=article("a").time)
    related.sources.remove("s", articles=True)
    assert related.related.of(["b"], limit=9) == [near("b", "c", 0.3)]
    related.related.save("b", [near("b", "a"), near("b", "c")])  # a window may hold it longer
    assert related.related.of(["b"], limit=9) == [near("b", "c")]
