"""What is a person's own, put together."""

from __future__ import annotations

from datetime import UTC, datetime

from tidings.people import People
from tidings.storage import open_store


def test_each_person_has_a_version_of_their_own() -> None:
    people = People(open_store("sqlite://"), now=lambda: datetime.now(UTC))
    before = people.version(1), people.version(2)
    people.changed(2)
    assert people.version(1) == before[0]
    assert people.version(2) != before[1]
