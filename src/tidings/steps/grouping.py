"""*Group* and *settle*: articles to stories, beside a window of what was grouped before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from tidings.group import (
    Calibration,
    Decision,
    Features,
    Settled,
    Settler,
    constraints,
    features,
    from_bytes,
    to_bytes,
)
from tidings.storage import Store
from tidings.types import Article, Novelty, Placement

__all__ = ["Grouping", "draw_features"]

Loaded = list[tuple[str, Any]]
WINDOW = 10_000  # articles that grouping remembers, copies aside


def draw_features(
    tasks: Sequence[tuple[Article, Novelty | None, Any, Decision | None]],
) -> list[tuple[Features, bytes, Decision | None]]:
    """Return what grouping needs to know of each article, and what was decided on it before."""
    found = [(features(*task), settled) for *task, settled in tasks]
    return [(known, to_bytes(known), settled) for known, settled in found]


class Grouping:
    """The stage's loading, deciding and saving, around a window of what was grouped before."""

    def __init__(self, *, days: int) -> None:
        self._days = days
        self._grouper = Settler(limit=WINDOW)
        self._stamp: tuple[int, ...] | None = None  # of the corrections that it obeys

    def load(self, store: Store, items: Sequence[str]) -> Loaded:
        """Load articles with what is new in them and their vectors, oldest first."""
        self._restore(store)
        novelty = store.articles.novelty(items)
        vectors = store.vectors.get(items)
        settled = {
            name: Decision(article=name, story=story, duplicate_of=copied)
            for name, (story, copied, _) in store.stories.membership(items).items()
        }
        return [
            (name, (article, novelty.get(name), vectors.get(name), settled.get(name)))
            for name, article in store.articles.get(items).items()
        ]

    def _restore(self, store: Store) -> None:
        """Build the window at first; obey when a person has corrected something since."""
        stamp = store.corrections.stamp()
        if stamp == self._stamp:
            return
        facts = store.corrections.in_force()
        about = {a for c in facts for a in (*c.articles, *c.joined)}
        placed = {a: m[0] for a, m in store.stories.membership(list(about)).items()}
        held = constraints(facts, placed)
        if self._stamp is None:
            since = datetime.now(UTC) - timedelta(days=self._days)
            window = store.stories.window(since=since, limit=WINDOW)
            self._grouper.restore(_decided(window))
        members = store.stories.membership(list(self._grouper.remembered))
        self._grouper.obey(
            must=held.must,
            cannot=held.cannot,
            closed=held.closed,
            calibration=Calibration(*store.corrections.calibration()),
            placed={article: member[:2] for article, member in members.items()},
        )
        self._stamp = stamp

    def decide(
        self, result: tuple[Features, bytes, Decision | None]
    ) -> tuple[bytes, Decision, bool]:
        """Put an article into a story; one that was edited stays in its own."""
        known, data, settled = result
        if settled:
            return data, self._grouper.renew(known, settled), False
        return data, self._grouper.add(known), True

    def save(self, store: Store, item: str, result: tuple[bytes, Decision, bool]) -> None:
        """Keep what grouping knows of an article, what is near to it and its story if it is new."""
        data, decision, new = result
        store.stories.save_features({item: data})
        if store.corrections.stamp() != self._stamp:  # decided before a person corrected
            store.queue.add("group", {item: datetime.now(UTC)})
            return
        store.related.save(item, decision.related)
        if new:
            store.stories.assign(
                item, decision.story, duplicate_of=decision.duplicate_of, because=decision.because
            )
            store.queue.add("settle", {item: datetime.now(UTC)})

    def load_grouped(self, store: Store, items: Sequence[str]) -> Loaded:
        """Name the articles whose stories are looked at again; obey what a person said since."""
        self._restore(store)
        return [(item, item) for item in items]

    def settle(self, article: str) -> Settled:
        """Look again at the stories around an article that was put into one."""
        return self._grouper.settle(article)

    def save_settled(self, store: Store, item: str, result: Settled) -> None:
        """Keep what was decided otherwise; a story that is no more leads where most of it went."""
        if store.corrections.stamp() != self._stamp:  # decided before a person corrected
            store.queue.add("settle", {item: datetime.now(UTC)})
            return
        if not result.decisions:
            return
        store.stories.place(
            [
                Placement(
                    article=d.article, story=d.story, duplicate_of=d.duplicate_of, because=d.because
                )
                for d in result.decisions
            ]
        )
        store.stories.redirect(_leading(store, result))
        moved = {d.article: datetime.now(UTC) for d in result.decisions}
        store.queue.add("group", moved)  # what is related to them is found anew


def _leading(store: Store, settled: Settled) -> dict[str, str]:
    """Return where ids of stories lead that are no more, and those that led to them."""
    return {
        name: into
        for gone, into in settled.gone.items()
        for name in (gone, *store.stories.aliases(gone))
    }


def _decided(rows: Iterable[tuple[str, str, str, bytes]]) -> Iterable[tuple[Features, Decision]]:
    for article, story, duplicate_of, data in rows:
        decision = Decision(article=article, story=story, duplicate_of=duplicate_of)
        yield from_bytes(data), decision
