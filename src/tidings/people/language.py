"""The language in which a person is written to: the one they set, else English."""

from __future__ import annotations

from tidings.storage import Store
from tidings.tongues import Tongue, tongue_of

__all__ = ["tongue_of_person"]


def tongue_of_person(store: Store, person: int) -> Tongue:
    """Return a person's language."""
    found = store.people.get(person)
    return tongue_of(str(found.settings.get("language", "")) if found else "")
