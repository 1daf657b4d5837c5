"""Fifty calls a second by two hundred people, each kind in turn, here and by Miniflux.

People follow twenty of two thousand sources each; a third has read all but the newest, a third
here and there, a third nothing. A call starts when its time has come, whether or not the others
have ended, and its time counts from then: who falls behind is slow. Both answer the same calls
of the same protocols over loopback, one after the other, on a machine that they share with who
asks; the articles are made by SQL, for what they say does not matter here.
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.measure import cpu_seconds
from bench.miniflux import Miniflux, lacks
from bench.readers import ALL, READ, WORDS, answer, make_library, served
from bench.table import Figure, not_measured, percentile

__all__ = ["run"]

FULL, QUICK = (200, 2_000, 1_000_000), (20, 200, 4_000)  # people, sources, articles
FOLLOWED = 100  # one source in so many is followed by each
RATE = 50  # calls a second
SECONDS, BRIEF = 40, 10
FIRST = 5  # seconds that don't count
TIMES = 60  # that each kind is asked for alone
STORY = 5  # articles
LATEST = 500  # articles of which one is looked at

Request = tuple[str, str, str]  # method, path, body
Kind = Callable[[random.Random, range], Request]
Kinds = Mapping[str, Kind]


@dataclass(frozen=True, slots=True)
class Side:
    """A server that is asked: where, by which headers of each person, and whose time it takes."""

    port: int
    tokens: Sequence[tuple[str, str]]  # of the Google Reader API, of the server's own
    pids: Sequence[int]
    kinds: Kinds
    ids: Callable[[int], range]  # of what each person has


@dataclass(frozen=True, slots=True)
class Took:
    """What the calls of a side took, by kind."""

    seconds: Mapping[str, Sequence[float]]
    failed: int
    cpu: Mapping[str, float]  # milliseconds of the server's, a call, asked one after the other
    busy: float  # seconds of CPU that the server took for a second of all calls together


def run(shared: Path, *, quick: bool = False) -> Iterator[Figure]:
    """Measure both sides in the same run; without Miniflux ours stands alone."""
    people, sources, articles = QUICK if quick else FULL
    seconds = BRIEF if quick else SECONDS
    with tempfile.TemporaryDirectory() as folder:
        ours = _ours(Path(folder), people, sources, articles, seconds)
    lack = lacks()
    if lack:
        yield not_measured("load, Miniflux", lack)
        theirs = None
    else:
        theirs = _theirs(people, sources, articles, seconds)
    size = f"{people} people, {sources:,} sources, {articles:,} articles, {RATE} calls/s"
    yield from _figures(ours, theirs, size)


def _figures(ours: Took, theirs: Took | None, size: str) -> Iterator[Figure]:
    for kind, spent in ours.seconds.items():
        for share in (0.5, 0.95):
            peer = theirs.seconds.get(kind) if theirs else None
            yield Figure(
                f"load, {kind}, p{share * 100:.0f}", percentile(spent, share) * 1e3, "ms",
                percentile(peer, share) * 1e3 if peer else None, size, "Miniflux" if peer else "",
            )  # fmt: skip
        yield Figure(
            f"load, {kind}, CPU", ours.cpu[kind], "ms", theirs.cpu[kind] if theirs else None,
            "of the server, PostgreSQL's too", "Miniflux" if theirs else "",
        )  # fmt: skip
    yield Figure(
        "load, all, CPU", ours.busy, "cores", theirs.busy if theirs else None,
        "of the server while all are asked", "Miniflux" if theirs else "",
    )  # fmt: skip
    yield Figure(
        "load, calls that failed", ours.failed, "calls", theirs.failed if theirs else None, size
    )


# --- what is asked


def _ids(chance: random.Random, ids: range) -> Request:
    return "GET", f"/reader/api/0/stream/items/ids?s={ALL}&xt={READ}&n=1000&output=json", ""


def _items(chance: random.Random, ids: range) -> Request:
    form = f"output=json&{_named(chance.sample(ids, 20))}"
    return "POST", "/reader/api/0/stream/items/contents", form


def _mark(chance: random.Random, ids: range) -> Request:
    return "POST", "/reader/api/0/edit-tag", f"a={READ}&{_named(chance.sample(ids, 10))}"


def _named(numbers: Sequence[int]) -> str:
    """Return ids as all servers understand them: Miniflux 2.2 takes bare digits for hexadecimal."""
    return "&".join(f"i=tag:google.com,2005:reader/item/{number:016x}" for number in numbers)


def _counts(chance: random.Random, ids: range) -> Request:
    return "GET", "/reader/api/0/unread-count?output=json", ""


def _search(chance: random.Random, ids: range) -> Request:
    return "GET", f"/search?q=w{chance.randrange(WORDS)}", ""


def _page(path: str) -> Kind:
    return lambda chance, ids: ("GET", path, "")


def _one(path: str, few: int = 1) -> Kind:
    """Return a call for one of the latest; `few` articles are one thing."""
    return lambda chance, ids: ("GET", path % (chance.choice(ids[-LATEST:]) // few), "")


OVER_GOOGLE: Kinds = {"1,000 unread ids": _ids, "20 items by id": _items, "10 items marked": _mark}
OURS: Kinds = {
    "the front page": _page("/"),
    "a story's page": _one("/story/e%06d", STORY),
    "a search's page": _search,
    "30 unread stories": _page("/api/me/stream?limit=30"),
    "the river's page": _page("/river"),
    "unread counts": _counts,
    **OVER_GOOGLE,
}
THEIRS: Kinds = {
    "the front page": _page("/unread"),
    "a story's page": _one("/unread/entry/%d"),
    "a search's page": _search,
    "30 unread stories": _page(
        "/v1/entries?status=unread&limit=30&order=published_at&direction=desc"
    ),
    "the river's page": _page("/unread"),
    "unread counts": _page("/v1/feeds/counters"),
    **OVER_GOOGLE,
}
"""The nearest that each has: Miniflux knows no stories, its entries are shown instead."""


# --- the two sides


def _ours(folder: Path, people: int, sources: int, articles: int, seconds: int) -> Took:
    library = folder / "library.sqlite"
    apps = make_library(library, people=people, sources=sources, articles=articles, one_in=FOLLOWED)
    tokens = list(zip(*_tokens(library, apps), strict=True))
    with served(library) as (port, pid):
        side = Side(port, tokens, [pid], OURS, lambda person: range(1, articles))
        return asyncio.run(_load(side, seconds))


def _tokens(library: Path, apps: Mapping[str, Sequence[str]]) -> tuple[list[str], list[str]]:
    """Return the headers of each person: for reader apps, and for all else."""
    from datetime import UTC, datetime

    from tidings.news import News
    from tidings.types import Scope

    google = [
        f"Authorization: GoogleLogin auth={token}" for kind in apps.values() for token in kind
    ]
    own = []
    with News.open(library) as news:
        _tell(news.store)
        keys, now = news.people.keys, datetime.now(UTC)
        news.people.accounts.set_password(news.people.accounts.owner, "correct horse")
        for person in news.people.accounts.all():
            token = keys.make_token(person, "load", [Scope.READ], now=now)
            session = keys.start_session(person, agent="load", now=now)
            own.append(f"Authorization: Bearer {token}\r\nCookie: tidings={session}")
    return google, own


def _tell(store: Any) -> None:
    """Let each few articles tell a story, and be found."""
    database = store._db
    with database.transaction():
        database.write(
            "insert into article_search (rowid, title, text, authors) "
            "select row, searchable(title), searchable(text), '' from article"
        )
        database.write(f"update article set story = printf('e%06d', row / {STORY})")
        database.write(
            "insert into story (id, headline, language, first_seen, last_seen, articles, "
            "publishers, independent, share, news_at) select story, min(title), 'en', min(time), "
            "max(time), count(*), '[\"A paper\"]', 1, 1.0, max(time) from article group by story"
        )


def _theirs(people: int, sources: int, articles: int, seconds: int) -> Took:
    followed, each = sources // FOLLOWED, articles // sources
    with Miniflux() as server:
        tokens = server.fill(people=people, feeds=followed, entries=each)
        own = followed * each
        side = Side(
            server.port, tokens, server.pids(), THEIRS,
            lambda person: range(person * own + 1, (person + 1) * own),
        )  # fmt: skip
        return asyncio.run(_load(side, seconds))


# --- the load


class _Asker:
    """Asks a side, over connections that are kept."""

    def __init__(self, side: Side) -> None:
        self._side = side
        self._chance = random.Random(1)
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def ask(self, kind: str, person: int) -> bool:
        """Make a call for a person; say whether it was answered well."""
        person %= len(self._side.tokens)
        google, own = self._side.tokens[person]
        method, path, form = self._side.kinds[kind](self._chance, self._side.ids(person))
        if form:
            form += f"&T={google.partition('auth=')[2]}"  # Miniflux wants it there
        if self._idle:
            connection = self._idle.pop()
        else:
            connection = await asyncio.open_connection("127.0.0.1", self._side.port, limit=1 << 24)
        try:
            headers = google if "/reader/api/" in path else own
            connection[1].write(_bytes(self._side.port, method, path, form, headers))
            await answer(connection[0], path)
        except (RuntimeError, OSError, asyncio.IncompleteReadError) as error:
            print(error, file=sys.stderr)
            connection[1].close()
            return False
        self._idle.append(connection)
        return True

    def close(self) -> None:
        for _, writer in self._idle:
            writer.close()


async def _load(side: Side, seconds: int) -> Took:
    """Start a call each time that one is due, and wait for all; then ask for each kind alone."""
    asker, kinds = _Asker(side), list(side.kinds)
    before = sum(map(cpu_seconds, side.pids))
    spent: dict[str, list[float]] = {kind: [] for kind in kinds}
    good, begun = 0, time.perf_counter()

    async def call(number: int, due: float) -> None:
        nonlocal good
        turn, at = divmod(number, len(kinds))
        kind = kinds[at]
        answered = await asker.ask(kind, turn * 7)  # what one marks changes their own pages
        good += answered
        if due >= FIRST:
            spent[kind].append(time.perf_counter() - begun - due)

    async with asyncio.TaskGroup() as tasks:
        for number in range(RATE * (seconds + FIRST)):
            due = number / RATE
            await asyncio.sleep(max(0.0, due - (time.perf_counter() - begun)))
            tasks.create_task(call(number, due))
    busy = (sum(map(cpu_seconds, side.pids)) - before) / (seconds + FIRST)
    cpu = {kind: await _cost(side, asker, kind) for kind in kinds}
    asker.close()
    return Took(spent, RATE * (seconds + FIRST) - good, cpu, busy)


async def _cost(side: Side, asker: _Asker, kind: str) -> float:
    before = sum(map(cpu_seconds, side.pids))
    for number in range(TIMES):
        await asker.ask(kind, number * 11)
    return (sum(map(cpu_seconds, side.pids)) - before) / TIMES * 1e3


def _bytes(port: int, method: str, path: str, form: str, headers: str) -> bytes:
    return (
        f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\n"
        f"{headers}\r\nContent-Length: {len(form)}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\n\r\n{form}"
    ).encode()
