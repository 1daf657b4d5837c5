"""The language in which a person is written to: the one they set, else English."""

from __future__ import annotations

from tidings.i18n import Locale, locale_of
from tidings.storage import Store

__all__ = ["locale_of_person"]


def locale_of_person(store: Store, person: int) -> Locale:
    """Return a person's language."""
    found = store.people.get(person)
    return locale_of(str(found.settings.get("language", "")) if found else "")
