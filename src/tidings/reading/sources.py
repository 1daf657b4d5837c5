"""Sources and how they are doing."""

from __future__ import annotations

from datetime import datetime

from tidings.collect.schedule import health
from tidings.storage import Store
from tidings.views import SourceView

__all__ = ["source_view", "source_views"]


def source_views(store: Store, *, now: datetime) -> tuple[SourceView, ...]:
    """Return every source with its health."""
    counts = store.sources.counts()
    return tuple(
        SourceView(
            source=source,
            health=health(source, now=now),
            articles=counts.get(source.id, (0, None))[0],
            latest=counts.get(source.id, (0, None))[1],
            failures=(),
        )
        for source in store.sources.all()
    )


def source_view(store: Store, source_id: str, *, now: datetime) -> SourceView | None:
    """Return a source with its health and its latest failures; None when there is none."""
    source = store.sources.get(source_id)
    if source is None:
        return None
    articles, last = store.sources.counts().get(source_id, (0, None))
    return SourceView(
        source=source,
        health=health(source, now=now),
        articles=articles,
        latest=last,
        failures=tuple(store.queue.failures(source=source_id, limit=20)),
    )
