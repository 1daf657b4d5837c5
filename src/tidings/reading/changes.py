"""What publishers changed in articles lately."""

from __future__ import annotations

from collections.abc import Sequence

from tidings.storage import Store
from tidings.versions import Difference, history

__all__ = ["latest_changes"]

LATEST = 6  # versions of an article that are compared


def latest_changes(store: Store, ids: Sequence[str]) -> dict[str, tuple[Difference, ...]]:
    """Return how each of these that was edited was changed, oldest first."""
    edited = store.articles.version_counts(ids)
    return {
        id: history(store.articles.versions(id)[-LATEST:]) for id in ids if edited.get(id, 1) > 1
    }
