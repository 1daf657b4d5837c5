"""What people follow and have read: held against the plainest account of the same."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tidings.storage import Store, open_store
from tidings.storage.desks import Asked
from tidings.storage.sqlite import database, exceptions
from tidings.types import (
    OWNER,
    Article,
    Edition,
    Of,
    Placement,
    Role,
    Shows,
    Source,
    Stream,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ALL = Stream()


def add_source(store: Store, name: str, *, folder: str = "") -> None:
    url = f"https://{name}.example/feed"
    store.sources.save(Source(id=name, url=url, kind="feed", folder=folder, added_at=NOW))


def arrive(store: Store, source: str, *names: str, story: str = "") -> None:
    for name in names:
        article = Article(id=name, source=source, title=name, paragraphs=(f"News of {name}.",))
        store.articles.save(article, page="", now=NOW)
        if story:
            store.stories.place([Placement(article=name, story=story)])


def titles(store: Store, person: int, numbers: Sequence[int]) -> list[str]:
    return [state.item.article for state in store.desks.streams.states(person, numbers)]


def read_all(store: Store, person: int, asked: Asked, *, limit: int = 7) -> list[int]:
    """Return every item of a stream, page by page."""
    found: list[int] = []
    after: int | None = None
    while True:
        moved = asked if after is None else _moved(asked, after)
        page = store.desks.streams.page(person, moved, limit=limit)
        found += page.items
        if page.after is None:
            return found
        after = page.after


def _moved(asked: Asked, after: int) -> Asked:
    return replace(asked, above=after) if asked.oldest_first else replace(asked, below=after)


def numbers_of(store: Store, person: int = OWNER, **asked: object) -> list[int]:
    return read_all(store, person, Asked(**asked))  # type: ignore[arg-type]


def unread(store: Store, person: int = OWNER, stream: Stream = ALL) -> int | None:
    return store.desks.subscriptions.unread(person, stream)


@pytest.fixture
def library(store: Store) -> Store:
    add_source(store, "gazette", folder="Town")
    add_source(store, "ledger")
    arrive(store, "gazette", "g1", "g2", "g3")
    arrive(store, "ledger", "l1", "l2")
    arrive(store, "", "hand")
    return store


def test_the_owner_follows_every_source_in_its_folder(library: Store) -> None:
    known = [
        (s.title, s.folder.name, s.items, s.unread) for s in library.desks.subscriptions.all(OWNER)
    ]
    assert known == [
        ("Added by hand", "", 1, 1),
        ("https://ledger.example/feed", "", 2, 2),
        ("https://gazette.example/feed", "Town", 3, 3),
    ]
    assert unread(library) == 6


def test_who_comes_later_finds_the_news_of_a_week_unread(library: Store) -> None:
    ann = library.people.add("Ann", role=Role.READER, created_at=NOW + timedelta(days=1)).id
    bea = library.people.add("Bea", role=Role.READER, created_at=NOW + timedelta(days=8)).id
    assert [unread(library, person) for person in (ann, bea)] == [6, 0]
    arrive(library, "ledger", "l3")
    assert [unread(library, person) for person in (OWNER, ann, bea)] == [7, 7, 1]
    assert library.check(mend=False) == ()


def test_items_come_in_order_of_arrival_from_both_ends(library: Store) -> None:
    newest = numbers_of(library)
    assert titles(library, OWNER, newest) == ["hand", "l2", "l1", "g3", "g2", "g1"]
    assert numbers_of(library, oldest_first=True) == newest[::-1]
    assert numbers_of(library, above=newest[3], below=newest[0]) == newest[1:3]


def test_streams(library: Store) -> None:
    town = next(f for f in library.desks.subscriptions.folders(OWNER) if f.name == "Town")
    everything = numbers_of(library)
    library.articles.save_tags("l1", [("sea", "Sea")], ours=True)
    library.articles.save_language("g2", "fr")
    library.desks.marks.save(OWNER, [everything[0], everything[4]], saved=True, now=NOW)
    library.desks.marks.label(OWNER, everything[:2], "later", on=True)
    library.desks.marks.mark(OWNER, everything[:3], read=True, now=NOW)
    for asked, expected in (
        ({"stream": Stream(Of.FOLDER, str(town.number))}, ["g3", "g2", "g1"]),
        ({"stream": Stream(Of.SOURCE, "ledger")}, ["l2", "l1"]),
        ({"stream": Stream(Of.SOURCE, "ledger"), "read": False}, []),
        ({"stream": Stream(Of.TAG, "sea")}, ["l1"]),
        ({"stream": Stream(Of.LANGUAGE, "fr")}, ["g2"]),
        ({"stream": Stream(Of.SAVED)}, ["hand", "g2"]),
        ({"stream": Stream(Of.SAVED), "read": False}, ["g2"]),
        ({"stream": Stream(Of.LABEL, "later")}, ["hand", "l2"]),
        ({"stream": Stream(Of.LABEL, "later"), "saved": True}, ["hand"]),
        ({"stream": Stream(Of.FOLDER, str(town.number)), "saved": True}, ["g2"]),
        ({"stream": Stream(Of.SOURCE, "ledger"), "labels": ("later",)}, ["l2"]),
        ({"without": ("later",), "saved": False}, ["l1", "g3", "g1"]),
        ({"read": False}, ["g3", "g2", "g1"]),
        ({"read": True}, ["hand", "l2", "l1"]),
        ({"stream": Stream(Of.FOLDER, "no number")}, []),
        ({"stream": Stream(Of.SOURCE, "unknown")}, []),
    ):
        assert titles(library, OWNER, numbers_of(library, **asked)) == expected, asked


def test_marking_twice_is_marking_once(library: Store) -> None:
    numbers = numbers_of(library)
    marks = library.desks.marks
    assert marks.mark(OWNER, [*numbers[:2], numbers[0], 999], read=True, now=NOW) == 2
    assert marks.mark(OWNER, numbers[:2], read=True, now=NOW) == 0
    assert unread(library) == 4
    assert marks.mark(OWNER, numbers[:1], read=False, now=NOW) == 1
    assert [s.read for s in library.desks.streams.states(OWNER, numbers[:3])] == [
        False,
        True,
        False,
    ]


def test_all_is_marked_up_to_an_item_and_taken_back(library: Store) -> None:
    numbers = numbers_of(library)
    marks = library.desks.marks
    marks.mark(OWNER, [numbers[4]], read=True, now=NOW)
    assert marks.mark_through(OWNER, ALL, numbers[2], now=NOW) == 3
    assert numbers_of(library, read=False) == numbers[:2]
    arrive(library, "ledger", "l3")
    assert marks.mark_through(OWNER, ALL, 1 << 60, now=NOW) == 3
    arrive(library, "ledger", "l4")
    assert unread(library) == 1
    assert [marks.undo(OWNER, now=NOW) for _ in range(4)] == [3, 3, 1, 0]
    assert unread(library) == 8
    assert library.check(mend=False) == ()


def test_a_stream_without_a_line_of_its_own_is_marked_and_taken_back(library: Store) -> None:
    numbers = numbers_of(library)
    marks = library.desks.marks
    marks.save(OWNER, numbers[:3], saved=True, now=NOW)
    assert marks.mark_through(OWNER, Stream(Of.SAVED), numbers[1], now=NOW) == 2
    assert numbers_of(library, read=False) == [numbers[0], *numbers[3:]]
    assert marks.undo(OWNER, now=NOW) == 2


def test_leaving_and_following_again(library: Store) -> None:
    follows = library.desks.subscriptions
    numbers = numbers_of(library)
    library.desks.marks.mark(OWNER, numbers, read=True, now=NOW)
    follows.remove(OWNER, "ledger")
    arrive(library, "ledger", "l3")
    assert unread(library) == 0
    follows.add(OWNER, "ledger", folder="Money", title="The Ledger", now=NOW)
    found = next(s for s in follows.all(OWNER) if s.source == "ledger")
    assert (found.title, found.folder.name, found.unread) == ("The Ledger", "Money", 3)
    follows.add(OWNER, "ledger", folder=None, title="", now=NOW)
    found = next(s for s in follows.all(OWNER) if s.source == "ledger")
    assert (found.title, found.folder.name) == ("https://ledger.example/feed", "Money")
    assert library.check(mend=False) == ()


def test_folders_are_renamed_joined_and_removed(library: Store) -> None:
    follows = library.desks.subscriptions
    town = follows.add_folder(OWNER, "Town").number
    follows.rename_folder(OWNER, town, "City")
    assert [f.name for f in follows.folders(OWNER)] == ["", "City"]
    money = follows.add_folder(OWNER, "Money").number
    follows.rename_folder(OWNER, town, "Money")
    assert [f.name for f in follows.folders(OWNER)] == ["", "Money"]
    follows.remove_folder(OWNER, money)
    assert {s.folder.name for s in follows.all(OWNER)} == {""}
    follows.remove_folder(OWNER, follows.add_folder(OWNER, "").number)
    assert [f.name for f in follows.folders(OWNER)] == [""]
    assert unread(library) == 6


def test_what_is_one_persons_is_not_anothers(library: Store) -> None:
    ann = library.people.add("Ann", role=Role.READER, created_at=NOW).id
    before = library.stamp()
    numbers = numbers_of(library)
    library.desks.marks.mark_through(ann, ALL, numbers[0], now=NOW)
    library.desks.marks.label(ann, numbers, "mine", on=True)
    library.desks.marks.save(ann, numbers, saved=True, now=NOW)
    assert (unread(library), unread(library, ann)) == (6, 0)
    assert library.desks.marks.labels(OWNER) == []
    assert library.stamp() == before
    library.people.remove(ann)
    assert library.desks.subscriptions.all(ann) == []
    assert library.desks.marks.mark(ann, numbers, read=False, now=NOW) == 0
    assert library.check(mend=False) == ()


def test_labels_are_renamed_and_removed(library: Store) -> None:
    marks = library.desks.marks
    numbers = numbers_of(library)
    marks.label(OWNER, numbers[:2], "later", on=True)
    marks.label(OWNER, numbers[1:3], "soon", on=True)
    marks.rename_label(OWNER, "later", "soon")
    assert marks.labels(OWNER) == ["soon"]
    assert numbers_of(library, stream=Stream(Of.LABEL, "soon")) == numbers[:3]
    marks.label(OWNER, numbers[:1], "soon", on=False)
    marks.rename_label(OWNER, "soon", "")
    assert marks.labels(OWNER) == []


def test_what_is_gone_is_counted_no_more(library: Store) -> None:
    numbers = numbers_of(library)
    library.desks.marks.mark(OWNER, numbers[3:4], read=True, now=NOW)
    library.desks.marks.save(OWNER, numbers, saved=True, now=NOW)
    library.sources.remove("gazette", articles=True)
    assert (unread(library), library.desks.marks.saved(OWNER)) == (3, 3)
    arrive(library, "ledger", "l3")
    assert numbers_of(library)[0] > numbers[0]
    assert not any("miscount" in found for found in library.check(mend=False))


def test_a_miscount_is_found_and_mended(library: Store) -> None:
    library._db.write("update subscription set unread = 77 where source = 'ledger'")  # type: ignore[attr-defined]
    (found,) = library.check(mend=True)
    assert found == "1 subscriptions that miscount what is unread"
    assert library.check(mend=False) == ()
    assert unread(library) == 6


# --- how news is shown


def test_copies_are_hidden_from_those_who_follow_the_original(library: Store) -> None:
    follows = library.desks.subscriptions
    town = follows.add_folder(OWNER, "Town").number
    follows.show(OWNER, town, Shows.OWN)
    assert unread(library, stream=Stream(Of.FOLDER, str(town))) == 0
    publish = library.desks.streams.publish
    publish(
        [Edition(article="l1", level=2), Edition(article="g1", level=0, behind="ledger")], now=NOW
    )
    publish([Edition(article="g2", level=1, behind="ledger")], now=NOW)
    publish([Edition(article="g2", level=0, behind="ledger")], now=NOW)
    shown = numbers_of(library, stream=Stream(Of.FOLDER, str(town)))
    assert titles(library, OWNER, shown) == ["g2"]
    follows.remove(OWNER, "ledger")
    assert unread(library, stream=Stream(Of.FOLDER, str(town))) == 2
    assert library.check(mend=False) == ()


def test_a_story_comes_back_when_something_was_added(library: Store) -> None:
    follows, publish = library.desks.subscriptions, library.desks.streams.publish
    for name in ("g1", "g2", "l1", "l2"):
        library.stories.place([Placement(article=name, story="ferry")])
    for folder in follows.folders(OWNER):
        follows.show(OWNER, folder.number, Shows.STORIES)
    publish([Edition(article="g1", level=2)], now=NOW)
    publish([Edition(article="l1", level=1, behind="gazette")], now=NOW)
    (first,) = numbers_of(library, read=False)
    publish([Edition(article="l2", level=2)], now=NOW)
    (second,) = numbers_of(library, read=False)
    assert titles(library, OWNER, [first, second]) == ["g1", "l2"]
    assert numbers_of(library) == [second, first]
    assert unread(library) == 1
    assert library.check(mend=False) == ()


def test_what_is_read_stays_read_when_a_folder_shows_otherwise(library: Store) -> None:
    follows = library.desks.subscriptions
    town = follows.add_folder(OWNER, "Town").number
    stream = Stream(Of.FOLDER, str(town))
    editions = [Edition(article=f"g{n}", level=2) for n in (1, 2, 3)]
    library.desks.streams.publish(editions, now=NOW)
    (middle,) = [n for n in numbers_of(library) if titles(library, OWNER, [n]) == ["g2"]]
    library.desks.marks.mark(OWNER, [middle], read=True, now=NOW)
    for shows in (Shows.STORIES, Shows.OWN, Shows.ARTICLES):
        follows.show(OWNER, town, shows)
        left = numbers_of(library, stream=stream, read=False)
        assert titles(library, OWNER, left) == ["g3", "g1"]
        assert library.check(mend=False) == ()


# --- against a plain account


@pytest.fixture
def fresh() -> Iterator[Store]:
    store = open_store("sqlite://")
    yield store
    store.close()


@pytest.mark.parametrize("seed", range(6))
def test_any_order_of_marking_adds_up(
    fresh: Store, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exceptions, "MOST", 5)
    chance = random.Random(seed)
    sources = [f"s{n}" for n in range(12)]
    for source in sources:
        add_source(fresh, source, folder=chance.choice(["", "A", "B"]))
    source_of: dict[int, str] = {}
    left: set[int] = set()
    history: list[set[int]] = []
    for step in range(250):
        what = chance.choice(["arrive", "arrive", "read", "read", "unread", "line", "undo"])
        before = set(left)
        if what == "arrive":
            source = chance.choice(sources)
            arrive(fresh, source, f"a{step}")
            number = fresh.desks.streams.newest()
            source_of[number] = source
            left.add(number)
            continue
        if what == "undo":
            fresh.desks.marks.undo(OWNER, now=NOW)
            if history:
                left ^= history.pop()
        elif what == "line":
            source, through = chance.choice(sources), chance.randint(0, len(source_of) + 2)
            stream = chance.choice([ALL, Stream(Of.SOURCE, source)])
            among = {n for n, s in source_of.items() if stream is ALL or s == source}
            fresh.desks.marks.mark_through(OWNER, stream, through, now=NOW)
            left -= {n for n in among if n <= through}
        else:
            some = chance.sample(sorted(source_of), min(len(source_of), chance.randint(0, 9)))
            fresh.desks.marks.mark(OWNER, some, read=what == "read", now=NOW)
            left = left - set(some) if what == "read" else left | set(some)
        if what != "undo" and left != before:
            history = [*history, before ^ left][-20:]
        assert unread(fresh) == len(left), (step, what)
    assert numbers_of(fresh, read=False) == sorted(left, reverse=True)
    assert numbers_of(fresh, read=False, oldest_first=True) == sorted(left)
    assert numbers_of(fresh, read=True) == sorted(set(source_of) - left, reverse=True)
    for subscription in fresh.desks.subscriptions.all(OWNER):
        mine = {n for n in left if source_of[n] == subscription.source}
        assert subscription.unread == len(mine)
        assert (
            set(numbers_of(fresh, stream=Stream(Of.SOURCE, subscription.source), read=False))
            == mine
        )
    assert fresh.check(mend=False) == ()
    most = "select count(*) from mark where read group by source order by 1 desc limit 1"
    assert (fresh._db.value(most) or 0) <= 5 + 9  # type: ignore[attr-defined]


@pytest.mark.parametrize("oldest_first", [False, True])
def test_nothing_is_lost_or_repeated_while_others_mark(fresh: Store, oldest_first: bool) -> None:
    chance = random.Random(7)
    sources = [f"s{n}" for n in range(20)]
    for source in sources:
        add_source(fresh, source)
    for n in range(300):
        arrive(fresh, chance.choice(sources), f"a{n}")
    steady = set(numbers_of(fresh)[::3])
    others = sorted(set(numbers_of(fresh)) - steady)
    seen: list[int] = []
    asked = Asked(read=False, oldest_first=oldest_first)
    while True:
        page = fresh.desks.streams.page(OWNER, asked, limit=11)
        seen += page.items
        if page.after is None:
            break
        some = chance.sample(others, 20)
        fresh.desks.marks.mark(OWNER, some[:12], read=True, now=NOW)
        fresh.desks.marks.mark(OWNER, some[12:], read=False, now=NOW)
        asked = _moved(asked, page.after)
    assert len(seen) == len(set(seen))
    assert steady <= set(seen)
    assert seen == sorted(seen, reverse=not oldest_first)


# --- a library from before


def test_a_library_from_before_gets_its_numbers_by_arrival(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "library.sqlite"
    steps = database._migrations()
    before = next(n for n, sql in enumerate(steps) if "create table item" in sql)
    monkeypatch.setattr(database, "_migrations", lambda: steps[:before])
    old = database.Database(path)
    micros = int(datetime.now(UTC).timestamp() * 1e6)
    day = 86_400_000_000
    old.write(
        "insert into source values ('s', 'https://s.example/', 'feed', '', '', 'Town', '', 0, 1, "
        "'', '', null, null, null, 1.0, 0, '', 0, '', 0, '')"
    )
    for name, source, age in (("new", "s", 1), ("old", "s", 30), ("hand", "", 2)):
        old.write(
            "insert into article (id, url, canonical_url, source, publisher, title, text, authors, "
            "fetched_at, language, tags, image, status, time, page) "
            "values (?, '', '', ?, '', '', '', '[]', ?, '', '[]', '', 'full', ?, '')",
            (name, source, micros - age * day, micros - age * day),
        )
    old.close()
    monkeypatch.undo()
    store = open_store(path)
    assert titles(store, OWNER, numbers_of(store)) == ["new", "hand", "old"]
    assert titles(store, OWNER, numbers_of(store, read=False)) == ["new", "hand"]
    assert [s.folder.name for s in store.desks.subscriptions.all(OWNER)] == ["", "Town"]
    assert not any("miscount" in found for found in store.check(mend=False))
    store.close()
