"""Sessions, tokens and the password for reader apps."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

import pytest

from tidings.errors import NotFoundError, UsageError
from tidings.people import People
from tidings.people.keys import IDLE, LOGINS_EACH, LONGEST, TOKENS, form_token
from tidings.storage import Store, open_store
from tidings.types import KeyKind, Person, Role, Scope

NOW = datetime(2026, 11, 22, tzinfo=UTC)
ALL = tuple(KeyKind)


@pytest.fixture
def store() -> Store:
    return open_store("sqlite://")


@pytest.fixture
def people(store: Store) -> People:
    people = People(store, now=lambda: NOW)
    people.accounts.set_password(people.accounts.owner, "correct horse")
    return people


@pytest.fixture
def ann(people: People) -> Person:
    return people.accounts.add("Ann", role=Role.MEMBER, now=NOW)


def fever(name: str, password: str) -> str:
    return hashlib.md5(f"{name}:{password}".encode()).hexdigest()


def test_a_session_holds_while_it_is_used_and_a_year_at_most(people: People, ann: Person) -> None:
    secret = people.keys.start_session(ann, agent="Browser\n 1", now=NOW)
    now = NOW
    while now < NOW + LONGEST:
        found = people.keys.find(secret, KeyKind.SESSION, now=now)
        assert found
        assert found[0].id == ann.id
        people.keys.use(found[1], now=now)
        now += IDLE - timedelta(days=1)
    assert people.keys.find(secret, KeyKind.SESSION, now=NOW + LONGEST) is None


def test_a_session_that_is_not_used_ends(people: People, ann: Person, store: Store) -> None:
    secret = people.keys.start_session(ann, agent="", now=NOW)
    later = NOW + IDLE
    assert people.keys.find(secret, KeyKind.SESSION, now=later) is None
    people.keys.start_session(ann, agent="", now=later)
    assert len(store.keys.of(ann.id, *ALL)) == 1  # the old one is forgotten


def test_uses_are_written_down_every_ten_minutes(people: People, ann: Person) -> None:
    secret = people.keys.start_session(ann, agent="", now=NOW)
    seen = []
    for minutes in (1, 9, 11, 12):
        found = people.keys.find(secret, KeyKind.SESSION, now=NOW)
        assert found
        people.keys.use(found[1], now=NOW + timedelta(minutes=minutes))
        (key,) = people.keys.of(ann.id, KeyKind.SESSION)
        assert key.used_at
        seen.append((key.used_at - NOW) // timedelta(minutes=1))
    assert seen == [0, 0, 11, 11]


def test_only_hashes_are_kept(people: People, ann: Person, store: Store) -> None:
    secrets = [
        people.keys.start_session(ann, agent="", now=NOW),
        people.keys.make_token(ann, "", [Scope.READ], now=NOW),
        people.keys.make_password(ann, now=NOW),
    ]
    kept = repr(store.keys.of(ann.id, *ALL))
    assert len(store.keys.of(ann.id, *ALL)) == 4
    assert not any(secret in kept for secret in secrets)
    assert fever("Ann", secrets[2]) not in kept
    assert form_token(secrets[0]) not in kept


def test_a_key_opens_only_what_it_is_for(people: People, ann: Person) -> None:
    made = {
        KeyKind.SESSION: people.keys.start_session(ann, agent="", now=NOW),
        KeyKind.TOKEN: people.keys.make_token(ann, "", [Scope.READ], now=NOW),
        KeyKind.PASSWORD: people.keys.make_password(ann, now=NOW),
    }
    for kind, secret in made.items():
        for other in ALL:
            assert (people.keys.find(secret, other, now=NOW) is not None) == (kind is other)
    for secret in ("", "x", "\ud800", "x" * 10_000):
        assert people.keys.find(secret, *ALL, now=NOW) is None


def test_a_token_says_what_it_is_for_and_for_how_long(people: People, ann: Person) -> None:
    secret = people.keys.make_token(
        ann, "script", [Scope.WRITE, Scope.READ, Scope.READ], now=NOW, days=30
    )
    found = people.keys.find(secret, KeyKind.TOKEN, now=NOW)
    assert found
    assert found[1].scopes == (Scope.READ, Scope.WRITE)
    assert people.keys.find(secret, KeyKind.TOKEN, now=NOW + timedelta(days=30)) is None
    with pytest.raises(UsageError, match="choose a scope"):
        people.keys.make_token(ann, "script", [], now=NOW)
    for _ in range(TOKENS - 1):
        people.keys.make_token(ann, "", [Scope.READ], now=NOW)
    with pytest.raises(UsageError, match="at most 100"):
        people.keys.make_token(ann, "", [Scope.READ], now=NOW)


def test_nobody_takes_back_what_is_anothers(people: People, ann: Person) -> None:
    people.keys.start_session(ann, agent="", now=NOW)
    (key,) = people.keys.of(ann.id, KeyKind.SESSION)
    with pytest.raises(NotFoundError):
        people.keys.remove(1, key.id, KeyKind.SESSION)
    with pytest.raises(NotFoundError):
        people.keys.remove(ann.id, key.id, KeyKind.TOKEN)
    people.keys.remove(ann.id, key.id, KeyKind.SESSION)
    assert people.keys.of(ann.id, KeyKind.SESSION) == []


def test_a_new_password_ends_the_other_sessions(people: People, ann: Person) -> None:
    here, there = (people.keys.start_session(ann, agent="", now=NOW) for _ in range(2))
    found = people.keys.find(here, KeyKind.SESSION, now=NOW)
    assert found
    people.accounts.set_password(ann, "battery staple", keep=found[1].id)
    assert people.keys.find(here, KeyKind.SESSION, now=NOW)
    assert people.keys.find(there, KeyKind.SESSION, now=NOW) is None


def test_the_password_for_reader_apps(people: People, ann: Person) -> None:
    first = people.keys.make_password(ann, now=NOW)
    token = people.keys.login_app("ANN", first, agent="newsboat", now=NOW)
    assert token
    assert "=" not in token
    assert token.split() == [token]
    for found in (
        people.keys.by_password("ann", first, now=NOW),
        people.keys.by_fever(fever("Ann", first).upper(), now=NOW),
        people.keys.by_app_token(token, now=NOW + timedelta(days=3000)),
    ):
        assert found
        assert found.id == ann.id
    for name, password in (("owner", first), ("Ann", "x"), ("", ""), ("Ann", token)):
        assert people.keys.by_password(name, password, now=NOW) is None
        assert people.keys.login_app(name, password, agent="", now=NOW) is None
    second = people.keys.make_password(ann, now=NOW)
    assert people.keys.by_password("Ann", first, now=NOW) is None
    assert people.keys.by_fever(fever("Ann", first), now=NOW) is None
    assert people.keys.by_app_token(token, now=NOW) is None
    assert people.keys.by_password("Ann", second, now=NOW)
    people.keys.remove_password(ann)
    assert people.keys.by_password("Ann", second, now=NOW) is None


def test_a_token_lets_a_reader_app_in_only_with_its_scope(people: People, ann: Person) -> None:
    reader = people.keys.make_token(ann, "", [Scope.READER], now=NOW)
    other = people.keys.make_token(ann, "", [Scope.READ, Scope.WRITE], now=NOW)
    assert people.keys.by_app_token(reader, now=NOW)
    assert people.keys.by_app_token(other, now=NOW) is None


def test_an_app_that_logs_in_anew_each_time_ends_its_own_oldest_login(
    people: People, ann: Person
) -> None:
    password = people.keys.make_password(ann, now=NOW)
    phone = people.keys.login_app("Ann", password, agent="phone", now=NOW)
    tokens = [
        people.keys.login_app("Ann", password, agent="desktop", now=NOW)
        for _ in range(LOGINS_EACH + 2)
    ]
    lives = [bool(people.keys.by_app_token(token or "", now=NOW)) for token in (phone, *tokens)]
    assert lives == [True, False, False] + [True] * LOGINS_EACH
