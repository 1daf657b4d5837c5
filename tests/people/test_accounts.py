"""Names, passwords, roles, and being let in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tidings.errors import GoneError, LoginError, NotFoundError, TooManyError, UsageError
from tidings.people import People, passwords
from tidings.people.accounts import TRIES, WINDOW
from tidings.people.throttle import KEPT, Throttle
from tidings.storage import Store, open_store
from tidings.types import KeyKind, Role

NOW = datetime(2026, 11, 22, tzinfo=UTC)
GOOD = "correct horse"
HERE = "192.0.2.1"


@pytest.fixture
def store() -> Store:
    return open_store("sqlite://")


@pytest.fixture
def people(store: Store) -> People:
    people = People(store, now=lambda: NOW)
    people.accounts.set_password(people.accounts.owner, GOOD)
    return people


def test_nobody_comes_in_before_the_owner_has_a_password(store: Store) -> None:
    accounts = People(store, now=lambda: NOW).accounts
    assert not accounts.guarded
    with pytest.raises(UsageError, match="tidings person password owner"):
        accounts.add("Ann", role=Role.READER, now=NOW)
    with pytest.raises(LoginError):
        accounts.login("owner", "", address=HERE, now=NOW)
    accounts.set_password(accounts.owner, GOOD)
    assert accounts.guarded
    assert accounts.add("Ann", role=Role.READER, now=NOW).role is Role.READER


@pytest.mark.parametrize(
    ("name", "password", "good"),
    [
        ("owner", GOOD, True),
        (" OWNER ", GOOD, True),
        ("owner", GOOD + " ", False),
        ("owner", "", False),
        ("owner", "\x00" * 2000, False),
        ("nobody", GOOD, False),
        ("", "", False),
        ("o\ud800wner", "\ud800", False),
    ],
)
def test_logging_in(people: People, name: str, password: str, good: bool) -> None:
    if good:
        assert people.accounts.login(name, password, address=HERE, now=NOW).id == 1
        return
    with pytest.raises(LoginError, match="don't belong together"):
        people.accounts.login(name, password, address=HERE, now=NOW)


@pytest.mark.parametrize(
    ("password", "why"),
    [("", "at least 8"), ("1234567", "at least 8"), ("x" * 1025, "at most"), ("OWNERown", "")],
)
def test_what_is_no_password(people: People, password: str, why: str) -> None:
    name = "ownerOWN" if not why else "owner"
    owner = people.accounts.rename(people.accounts.owner, name)
    with pytest.raises(UsageError, match=why or "not one's name"):
        people.accounts.set_password(owner, password if why else name.upper())


def test_accents_may_be_composed_or_not() -> None:
    kept = passwords.hashed("caf\u00e9-au-lait", name="")
    assert passwords.matches(kept, "cafe\u0301-au-lait")
    assert not passwords.matches(kept, "cafe-au-lait")
    assert not passwords.matches("no hash", "cafe-au-lait")
    assert not passwords.is_stale(kept)


def test_a_long_password_counts_to_its_end() -> None:
    kept = passwords.hashed("x" * 100, name="")
    assert not passwords.matches(kept, "x" * 72)
    assert not passwords.matches(kept, "x" * 99 + "y")


def test_wrong_passwords_make_one_wait(people: People) -> None:
    for _ in range(TRIES):
        with pytest.raises(LoginError):
            people.accounts.login("owner", "wrong", address=HERE, now=NOW)
    with pytest.raises(TooManyError, match="Wait 15 min") as raised:
        people.accounts.login("OWNER", GOOD, address=HERE, now=NOW)
    assert raised.value.wait == WINDOW
    assert people.accounts.login("owner", GOOD, address="192.0.2.2", now=NOW)
    assert people.accounts.login("owner", GOOD, address=HERE, now=NOW + WINDOW)


def test_a_throttle_counts_only_the_window_and_forgets_the_oldest() -> None:
    throttle = Throttle(2, timedelta(minutes=1))
    throttle.count("a", NOW)
    throttle.count("a", NOW + timedelta(seconds=30))
    with pytest.raises(TooManyError):
        throttle.count("a", NOW + timedelta(seconds=59))
    throttle.count("a", NOW + timedelta(seconds=60))
    throttle.forget("a")
    throttle.count("a", NOW + timedelta(seconds=61))
    for number in range(KEPT + 10):
        throttle.count(str(number), NOW)
    assert len(throttle._tries) == KEPT


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("  Ann  Lee ", "Ann Lee"),
        ("Zoe\u0308", "Zo\u00eb"),
        ("", ""),
        ("   ", ""),
        ("a:b", ""),
        ("a\x00b", ""),
        ("a\u202eb", ""),
        ("x" * 61, ""),
        ("\ud800", ""),
    ],
)
def test_names(people: People, name: str, kept: str) -> None:
    if kept:
        assert people.accounts.add(name, role=Role.READER, now=NOW).name == kept
    else:
        with pytest.raises(UsageError, match="a name has"):
            people.accounts.add(name, role=Role.READER, now=NOW)


def test_the_first_owner_stays(people: People) -> None:
    owner = people.accounts.owner
    with pytest.raises(UsageError, match="stays the owner"):
        people.accounts.set_role(owner, Role.READER)
    with pytest.raises(UsageError, match="can't be removed"):
        people.accounts.remove(owner)


def test_a_removed_person_is_gone_with_all_that_is_theirs(people: People, store: Store) -> None:
    ann = people.accounts.add("Ann", role=Role.MEMBER, now=NOW)
    session = people.keys.start_session(ann, agent="", now=NOW)
    app_password = people.keys.make_password(ann, now=NOW)
    people.opened(ann.id).mark(["a"], now=NOW)
    people.accounts.remove(ann)
    assert people.keys.find(session, KeyKind.SESSION, now=NOW) is None
    assert people.keys.by_password("Ann", app_password, now=NOW) is None
    for late in (
        lambda: people.keys.start_session(ann, agent="", now=NOW),
        lambda: people.accounts.set_settings(ann, theme="dark"),
        lambda: people.accounts.rename(ann, "Bea"),
    ):
        with pytest.raises(GoneError):
            late()
    people.opened(ann.id).mark(["b"], now=NOW + timedelta(minutes=2))  # a page still on its way
    assert store.opened.of(ann.id) == {}


def test_settings_are_kept_beside_each_other(people: People) -> None:
    owner = people.accounts.owner
    people.accounts.set_settings(owner, theme="dark")
    people.accounts.set_settings(owner, size="large")  # from a page that is older
    assert people.accounts.owner.settings == {"theme": "dark", "size": "large"}


def test_an_invitation_lets_one_person_in_once(people: People) -> None:
    secret = people.invitations.make(Role.MEMBER, name="Ann", now=NOW)
    with pytest.raises(UsageError, match="choose another name"):
        people.invitations.join(secret, name="owner", password=GOOD, now=NOW)
    with pytest.raises(UsageError, match="at least 8"):
        people.invitations.join(secret, name="Ann", password="short", now=NOW)
    assert [person.name for person in people.accounts.all()] == ["owner"]  # nothing by halves
    ann = people.invitations.join(secret, name="Ann", password=GOOD, now=NOW)
    assert ann.role is Role.MEMBER
    assert people.accounts.login("ann", GOOD, address=HERE, now=NOW).id == ann.id
    with pytest.raises(NotFoundError, match="Ask for a new one"):
        people.invitations.join(secret, name="Bea", password=GOOD, now=NOW)


def test_an_invitation_ends(people: People) -> None:
    old = people.invitations.make(Role.READER, now=NOW - timedelta(days=8))
    taken = people.invitations.make(Role.READER, now=NOW)
    (one,) = people.invitations.all(now=NOW)
    people.invitations.take_back(one.id)
    for secret in (old, taken, "", "made up"):
        with pytest.raises(NotFoundError):
            people.invitations.find(secret, now=NOW)
