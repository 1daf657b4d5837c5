"""Polling: every source that is due is asked for what is new.

What to do is decided by `collect`; here it is asked for, and saved: a source's new state and what
it brought in one transaction, so that nothing is lost or doubled when a run is killed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from tidings.collect.feeds import parse_feed
from tidings.collect.leases import after_look, eased
from tidings.collect.messages import Fetcher, Request, Response
from tidings.collect.schedule import Outcome, after_poll, outcome_of, seems_offline
from tidings.collect.sitemap import SitemapIndex, parse_sitemap
from tidings.errors import TidingsError
from tidings.storage import Store
from tidings.types import Entry, Failure, Feed, Push, Source

__all__ = ["Polled", "Report", "Stop", "is_due", "poll"]

DUE = 10_000  # sources polled in one go
CHILDREN = 3  # sitemaps of an index that are read: the newest

Report = Callable[[str, int, int], None]
Stop = Callable[[], bool]


@dataclass(frozen=True, kw_only=True, slots=True)
class Polled:
    """What a round of polling came to."""

    sources: int = 0
    entries: int = 0  # new ones
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class _Answer:
    """What asking a source came to; without a feed there is nothing in it to be read."""

    source: Source
    reply: Response | Failure
    feed: Feed | None = None
    error: str = ""  # why the reply could not be read


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
        new, outcome = _save(store, _read(reply, source, web), now())
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


def _read(reply: Response | Failure, source: Source, web: Fetcher) -> _Answer:
    if isinstance(reply, Failure) or not reply.ok:
        return _Answer(source=source, reply=reply)
    try:
        return _Answer(source=source, reply=reply, feed=PARSERS[source.kind](reply, web))
    except TidingsError as exc:
        return _Answer(source=source, reply=reply, error=str(exc))


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


def _save(store: Store, answer: _Answer, now: datetime) -> tuple[int, Outcome]:
    """Keep what a source said, and its new state; return how many entries are new."""
    source, feed = answer.source, answer.feed
    with store.transaction():
        entries = feed.entries if feed else ()
        new = store.intake.save_entries(source.id, entries, now=now)
        outcome = outcome_of(
            answer.reply,
            new=new,
            times=(entry.published_at for entry in entries),
            ttl=feed.ttl if feed else None,
            error=answer.error,
        )
        polled = _named(after_poll(source, outcome, now=now), feed)
        if polled.url != source.url and store.sources.at(polled.url):  # two feeds became one
            polled = replace(polled, url=source.url, moved_to=polled.url)
        push = _push(store, answer, new, now)
        store.sources.save(eased(polled, push, now=now))
        if outcome.status != "failed":
            store.queue.done("poll", [source.id])
    return new, outcome


def _push(store: Store, answer: _Answer, new: int, now: datetime) -> Push | None:
    """Keep which hub a feed names, and whether it sends what is new; return that."""
    source, reply = answer.source, answer.reply
    known = store.pushes.get(source.id)
    if isinstance(reply, Failure) or answer.feed is None:
        return known
    push = after_look(known, source, reply, answer.feed, new=new, now=now)
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
