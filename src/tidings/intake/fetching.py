"""Fetching: the page of every new entry; where it can't be had, what its feed says of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from tidings.collect.messages import Fetcher, Request, Response
from tidings.collect.page import page_from_entry, page_from_response, tells_all
from tidings.collect.schedule import outcome_of
from tidings.intake.polling import Report, Stop
from tidings.storage import Store
from tidings.types import Entry, Failure, Source

__all__ = ["fetch_pages"]

PAGES = 200  # entries whose pages are asked for at a time
RETRIES = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(days=1))
FINAL = frozenset({400, 401, 403, 404, 405, 406, 410, 414, 451})  # asking again will not help


def fetch_pages(
    store: Store,
    web: Fetcher,
    *,
    now: Callable[[], datetime],
    fetch: bool = True,
    report: Report | None = None,
    stop: Stop = lambda: False,
) -> tuple[Failure, ...]:
    """Get the page of every entry that is due; where a feed tells all, or `fetch` is off, its own.

    An entry whose page can't be had is shown as its feed tells it, and its page tried again.
    """
    sources = {source.id: source for source in store.sources.all()}
    failures: list[Failure] = []
    start, done, total = now(), 0, store.queue.counts().get("fetch", 0)
    while not stop() and (ids := store.queue.pending("fetch", limit=PAGES, until=start)):
        found = store.intake.entries(ids)
        store.queue.done("fetch", set(ids) - {entry.id for _, entry in found})
        wanted: dict[str, tuple[Entry, Source | None]] = {}
        with store.transaction():
            for source, entry in found:
                if fetch and entry.url and not tells_all(entry):
                    wanted[entry.id] = (entry, sources.get(source))
                else:
                    _save_entry(store, entry, sources.get(source), now())
        requests = (Request(url=entry.url, id=entry.id) for entry, _ in wanted.values())
        done += len(found) - len(wanted)
        for reply in web.fetch_all(requests):
            id = reply.id if isinstance(reply, Failure) else reply.request.id
            failures.extend(_save_reply(store, reply, *wanted[id], now()))
            done += 1
            if report:
                report("fetch", done, total)
            if stop():
                break
    return tuple(failures)


def _save_entry(store: Store, entry: Entry, source: Source | None, now: datetime) -> None:
    store.intake.save_page(page_from_entry(entry, source, now=now))
    store.queue.done("fetch", [entry.id])


def _save_reply(
    store: Store,
    reply: Response | Failure,
    entry: Entry,
    source: Source | None,
    now: datetime,
) -> list[Failure]:
    """Keep a page, or that it could not be had; return the failure, if it is one."""
    with store.transaction():
        if isinstance(reply, Response) and reply.ok and _is_page(reply):
            store.intake.save_page(page_from_response(reply, entry=entry, source=source))
            store.queue.done("fetch", [entry.id])
            return []
        final, error = _why(reply)
        if entry.content or entry.summary:
            store.intake.save_page(page_from_entry(entry, source, now=now))
        store.queue.done("fetch", [entry.id])
        if not final:
            _try_later(store, entry, now)
        failure = Failure(
            id=entry.id, stage="fetch", error=error, url=entry.url, at=now,
            source=source.id if source else "",
        )  # fmt: skip
        store.queue.fail([failure])
        return [failure]


def _is_page(reply: Response) -> bool:
    kind = reply.content_type.split(";")[0].strip().lower()
    return kind in ("", "text/html", "application/xhtml+xml", "text/plain", "application/xml")


def _why(reply: Response | Failure) -> tuple[bool, str]:
    """Return whether asking again is of no use, and what happened in plain words."""
    if isinstance(reply, Failure):
        return False, reply.error
    if reply.ok:
        return True, f"is no page but {reply.content_type}"
    outcome = outcome_of(reply)
    return reply.status in FINAL, outcome.error


def _try_later(store: Store, entry: Entry, now: datetime) -> None:
    tries = store.intake.postpone(entry.id, now + RETRIES[0])
    if tries > len(RETRIES):
        store.queue.done("fetch", [entry.id])
    elif tries > 1:
        store.queue.add("fetch", {entry.id: now + RETRIES[tries - 1]})
