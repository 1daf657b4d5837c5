"""Gathering: poll what is due, fetch the pages that entries name. The edge to the network.

What to do is decided by `collect`; here it is asked for, and saved: a source's new state and what
it brought in one transaction, so that nothing is lost or doubled when a run is killed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tidings.collect.feeds import parse_feed
from tidings.collect.leases import after_look, eased
from tidings.collect.messages import Fetcher, Request, Response
from tidings.collect.page import page_from_entry, page_from_response, tells_all
from tidings.collect.schedule import Outcome, after_poll, outcome_of, seems_offline
from tidings.collect.sitemap import SitemapIndex, parse_sitemap
from tidings.errors import TidingsError
from tidings.storage import Store
from tidings.types import Entry, Failure, Feed, Push, Source

__all__ = ["Polled", "fetch_pages", "is_due", "poll"]

DUE = 10_000  # sources polled in one go
PAGES = 200  # entries whose pages are asked for at a time
CHILDREN = 3  # sitemaps of an index that are read: the newest
RETRIES = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(days=1))
FINAL = frozenset({400, 401, 403, 404, 405, 406, 410, 414, 451})  # asking again will not help

Report = Callable[[str, int, int], None]
Stop = Callable[[], bool]


@dataclass(frozen=True, kw_only=True, slots=True)
class Polled:
    """What a round of polling came to."""

    sources: int = 0
    entries: int = 0  # new ones
    failures: tuple[Failure, ...] = ()


def is_due(store: Store, *, now: datetime) -> bool:
    """Say whether there is a source to poll, or a page to fetch."""
    return bool(store.sources.due(now, limit=1) or store.queue.pending("fetch", limit=1, until=now))


def poll(
    store: Store,
    web: Fetcher,
    *,
    now: Callable[[], datetime],
    only: Iterable[Source] | None = None,
    report: Report | None = None,
    stop: Stop = lambda: False,
) -> Polled:
    """Ask every source that is due, or `only` these, for what is new."""
    due = {s.id: s for s in (store.sources.due(now(), limit=DUE) if only is None else only)}
    entries, failures, outcomes = 0, [], []
    for number, reply in enumerate(web.fetch_all(map(_request, due.values())), start=1):
        source = due[reply.id if isinstance(reply, Failure) else reply.request.id]
        feed, error = _read(reply, source, web)
        new, outcome = _save(store, source, reply, feed, error, now())
        outcomes.append((source, outcome))
        entries += new
        if outcome.status == "failed":
            failures.append(_failure(source, outcome.error, now()))
        if report:
            report("poll", number, len(due))
        if stop():
            break
    if seems_offline([outcome for _, outcome in outcomes]):
        _forget(store, [source for source, _ in outcomes])
    else:
        store.queue.fail(failures)
    return Polled(sources=len(outcomes), entries=entries, failures=tuple(failures))


def _request(source: Source) -> Request:
    return Request(
        url=source.url,
        id=source.id,
        kind="sitemap" if source.kind == "sitemap" else "feed",
        etag=source.etag,
        last_modified=source.last_modified,
    )


def _read(reply: Response | Failure, source: Source, web: Fetcher) -> tuple[Feed | None, str]:
    """Return what a source says, or why it could not be read."""
    if isinstance(reply, Failure) or not reply.ok:
        return None, ""
    try:
        return PARSERS[source.kind](reply, web), ""
    except TidingsError as exc:
        return None, str(exc)


def _read_feed(reply: Response, web: Fetcher) -> Feed:
    return parse_feed(
        reply.body, url=reply.url, content_type=reply.content_type, now=reply.fetched_at
    )


def _read_sitemap(reply: Response, web: Fetcher) -> Feed:
    found = parse_sitemap(reply.body, url=reply.url)
    if isinstance(found, Feed):
        return found
    return Feed(entries=tuple(_children(found, web)))


def _children(index: SitemapIndex, web: Fetcher) -> Iterable[Entry]:
    requests = [Request(url=link.url, kind="sitemap") for link in index.sitemaps[:CHILDREN]]
    for reply in web.fetch_all(requests):
        if isinstance(reply, Response) and reply.ok:
            found = parse_sitemap(reply.body, url=reply.url)
            if isinstance(found, Feed):
                yield from found.entries


PARSERS: dict[str, Callable[[Response, Fetcher], Feed]] = {
    "feed": _read_feed,
    "sitemap": _read_sitemap,
}


def _save(
    store: Store,
    source: Source,
    reply: Response | Failure,
    feed: Feed | None,
    error: str,
    now: datetime,
) -> tuple[int, Outcome]:
    with store.transaction():
        entries = feed.entries if feed else ()
        new = store.intake.save_entries(source.id, entries, now=now)
        outcome = outcome_of(
            reply,
            new=new,
            times=(entry.published_at for entry in entries),
            ttl=feed.ttl if feed else None,
            error=error,
        )
        polled = _named(after_poll(source, outcome, now=now), feed)
        if polled.url != source.url and store.sources.at(polled.url):  # two feeds became one
            polled = replace(polled, url=source.url, moved_to=polled.url)
        push = _push(store, source, reply, feed, new, now)
        store.sources.save(eased(polled, push, now=now))
        if outcome.status != "failed":
            store.queue.done("poll", [source.id])
    return new, outcome


def _push(
    store: Store,
    source: Source,
    reply: Response | Failure,
    feed: Feed | None,
    new: int,
    now: datetime,
) -> Push | None:
    """Keep which hub a feed names, and whether it sends what is new; return that."""
    known = store.pushes.get(source.id)
    if isinstance(reply, Failure) or feed is None:
        return known
    push = after_look(known, source, reply, feed, new=new, now=now)
    if push is None and known is not None:
        store.pushes.remove(source.id)
    elif push is not None and push != known:
        store.pushes.save(push)
    return push


def _named(source: Source, feed: Feed | None) -> Source:
    """Return the source with the title and home that its feed gives, where it has none yet."""
    if feed is None:
        return source
    return replace(
        source,
        title=source.title or feed.title,
        home=source.home or feed.home,
        language=source.language or feed.language,
    )


def _failure(source: Source, error: str, now: datetime) -> Failure:
    return Failure(
        id=source.id, stage="poll", error=error, source=source.id, url=source.url, at=now
    )


def _forget(store: Store, sources: Iterable[Source]) -> None:
    """Put sources back as they were: nothing was learned about them while we were offline."""
    for source in sources:
        store.sources.save(source)


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
