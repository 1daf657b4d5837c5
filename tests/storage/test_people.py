"""Who uses the library, and what is a change of the news."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tidings.errors import UsageError
from tidings.storage import Store, open_store
from tidings.types import OWNER, Role, Source

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(params=["file", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return open_store(tmp_path / "library.sqlite" if request.param == "file" else "sqlite://")


def test_the_first_person_is_the_owner(store: Store) -> None:
    (owner,) = store.people.all()
    assert (owner.id, owner.role, owner.password) == (OWNER, Role.OWNER, "")


def test_a_name_is_one_persons(store: Store) -> None:
    ann = store.people.add("Ann", role=Role.MEMBER, created_at=NOW)
    assert store.people.named("ANN") == ann == store.people.get(ann.id)
    with pytest.raises(UsageError, match="choose another name"):
        store.people.add("ann", role=Role.READER, created_at=NOW)
    with pytest.raises(UsageError, match="choose another name"):
        store.people.save(replace(ann, name="Owner"))
    store.people.save(replace(ann, name="Anna", settings={"theme": "dark"}))
    assert store.people.named("anna") == replace(ann, name="Anna", settings={"theme": "dark"})


def test_a_number_is_never_given_twice(store: Store) -> None:
    ann = store.people.add("Ann", role=Role.READER, created_at=NOW)
    store.people.remove(ann.id)
    assert store.people.get(ann.id) is None
    assert store.people.add("Bea", role=Role.READER, created_at=NOW).id > ann.id


def test_what_is_a_persons_own_is_no_change_of_the_news(store: Store) -> None:
    before = store.stamp()
    store.people.add("Ann", role=Role.READER, created_at=NOW)
    assert store.stamp() == before
    store.sources.save(Source(id="s", url="https://gazette.example/", kind="page", added_at=NOW))
    assert store.stamp() != before


def test_another_programs_change_is_seen(tmp_path: Path) -> None:
    ours, theirs = (open_store(tmp_path / "library.sqlite") for _ in range(2))
    before = ours.stamp()
    theirs.people.add("Ann", role=Role.READER, created_at=NOW)
    assert ours.stamp() == before
    theirs.sources.save(Source(id="s", url="https://gazette.example/", kind="page", added_at=NOW))
    assert ours.stamp() != before
