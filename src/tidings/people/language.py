"""The language in which a person is written to: the one they set, else English."""

from __future__ import annotations

from tidings.i18n import Tongue, tongue_of
from tidings.storage import Store

__all__ = ["tongue_of_person"]


def tongue_of_person(store: Store, person: int) -> Tongue:
    """Return a person's language."""
    found = store.people.get(person)
    return tongue_of(str(found.settings.get("language", "")) if found else "")
