"""Adding: find out what an address or a file is, say so, and take it in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from tidings.collect.bot_wall import is_wall
from tidings.collect.discover import Discovered, discover, forwards_to
from tidings.collect.feeds import parse_feed
from tidings.collect.files import has_known_kind, read_files
from tidings.collect.messages import Fetcher, Request, Response
from tidings.collect.opml import Subscription, parse_opml
from tidings.collect.page import page_from_response
from tidings.collect.schedule import status_error
from tidings.collect.sitemap import SitemapIndex, parse_sitemap
from tidings.collect.sniff import Kind, sniff
from tidings.distill import distill
from tidings.errors import FetchError, TidingsError, UsageError
from tidings.storage import Store
from tidings.types import Article, Failure, Page, Source, Status, make_id
from tidings.urls import canonical, join
from tidings.views import Candidate, Preview

__all__ = [
    "Added",
    "add_address",
    "add_candidates",
    "add_files",
    "known_at",
    "means_file",
    "preview",
]

GUESSES = 8  # addresses of a site that are tried where it names no feed
TITLES = 5  # of the first articles, shown before adding
TOLD = 600  # characters of text from which a page tells something itself; a list of links has less

Report = Callable[[str, int, int], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Added:
    """What adding did. `notes` say it in plain words."""

    sources: tuple[Source, ...] = ()
    articles: tuple[str, ...] = ()  # ids of pages and articles taken in, for the next sync to read
    failures: tuple[Failure, ...] = ()
    notes: tuple[str, ...] = ()


def preview(store: Store, web: Fetcher, address: str) -> Preview:
    """Look at an address and say what it holds; nothing is saved. Never raises."""
    try:
        return _look_up(store, web, address)
    except TidingsError as exc:
        return Preview(
            what=address, found="nothing that can be added", candidates=(), error=str(exc)
        )


def means_file(what: str) -> bool:
    """Return whether a person means a file, there or not, rather than an address."""
    host = what.partition("/")[0]
    nameless = "." not in host and ":" not in host  # no host on the web is named like that
    path = what.startswith(("/", ".", "~")) or nameless or has_known_kind(Path(host))
    return "://" not in what and path


def _complete(address: str) -> str:
    address = address.strip().removeprefix("feed:")
    address = address if "://" in address else f"https://{address}"
    canonical(address)
    return address


def _look_up(store: Store, web: Fetcher, address: str) -> Preview:
    """Look at an address; one without a scheme is tried without encryption too."""
    url = _complete(address)
    try:
        return _look(store, web, url)
    except FetchError:
        if "://" in address:
            raise
        try:
            return _look(store, web, url.replace("https://", "http://", 1))
        except TidingsError:
            pass
        raise


def _look(store: Store, web: Fetcher, url: str) -> Preview:
    reply = _get(web, url)
    found = sniff(reply.body, reply.content_type, reply.url)
    if found in (Kind.HOME, Kind.ARTICLE) and (elsewhere := forwards_to(reply.body, reply.url)):
        reply = _get(web, elsewhere)
        found = sniff(reply.body, reply.content_type, reply.url)
    look = LOOKS.get(found)
    if look is None:
        unread = f"nothing that is read here ({reply.content_type.partition(';')[0] or 'no type'})"
        raise UsageError(
            f"{url} is {unread if found is Kind.UNKNOWN else found.value}: give the address of "
            "a feed, a site, a sitemap, an article or an OPML file"
        )
    return look(store, web, reply)


def _get(web: Fetcher, url: str) -> Response:
    reply = web.fetch(Request(url=url, kind="file", asked=True))
    if not reply.ok:
        raise FetchError(
            f"{url} {status_error(reply.status, walled=is_wall(reply))}: look at it in a browser"
        )
    return reply


def _look_at_feed(store: Store, web: Fetcher, reply: Response) -> Preview:
    feed = parse_feed(reply.body, url=reply.url, content_type=reply.content_type)
    count = len(feed.entries)
    return Preview(
        what=reply.request.url,
        found=f"a feed of {count} article{'s' * (count != 1)}",
        candidates=(_candidate(store, reply.url, "feed", title=feed.title),),
        titles=tuple(entry.title for entry in feed.entries[:TITLES]),
    )


def _look_at_sitemap(store: Store, web: Fetcher, reply: Response) -> Preview:
    found = parse_sitemap(reply.body, url=reply.url)
    index = isinstance(found, SitemapIndex)
    count = len(found.sitemaps) if isinstance(found, SitemapIndex) else len(found.entries)
    titles = () if isinstance(found, SitemapIndex) else (e.title for e in found.entries[:TITLES])
    return Preview(
        what=reply.request.url,
        found=f"a sitemap that lists {count} {'sitemap' if index else 'page'}{'s' * (count != 1)}",
        candidates=(_candidate(store, reply.url, "sitemap"),),
        titles=tuple(title for title in titles if title),
    )


def _look_at_list(store: Store, web: Fetcher, reply: Response) -> Preview:
    subscriptions = parse_opml(reply.body, url=reply.url)
    count = len(subscriptions)
    return Preview(
        what=reply.request.url,
        found=f"a list of {count} feed{'s' * (count != 1)} (OPML)",
        candidates=tuple(_from_subscription(store, s) for s in subscriptions),
        together=True,
    )


def _look_at_page(store: Store, web: Fetcher, reply: Response) -> Preview:
    """Look for the feeds of a site; an article's own page can be added as it is."""
    listed = discover(reply.body, url=reply.url, sitemaps=_named_sitemaps(web, reply.url))
    named = [one for one in listed if one.certain] or _first_that_is(web, listed[:GUESSES])
    candidates = [_candidate(store, one.url, one.kind, title=one.title) for one in named]
    is_article = sniff(reply.body, reply.content_type, reply.url) is Kind.ARTICLE
    if is_article or (not candidates and _tells_something(reply)):
        is_article = True
        candidates.insert(0, _candidate(store, reply.url, "page", note="what this page tells now"))
    if not candidates:
        raise UsageError(
            f"{reply.url} names no feed and no sitemap: look for its feed's address on the site, "
            "or add the addresses of single articles"
        )
    count = len(candidates) - is_article
    kind = "an article; the site has" if is_article else "a site with"
    return Preview(
        what=reply.request.url,
        found=f"{kind} {count} source{'s' * (count != 1)}",
        candidates=tuple(candidates),
    )


def _tells_something(reply: Response) -> bool:
    """Return whether a page without a feed carries articles itself, as an aggregator's does."""
    found = distill(page_from_response(reply))
    return any(a.status is Status.FULL and len(a.text) >= TOLD for a in found)


def _named_sitemaps(web: Fetcher, url: str) -> list[str]:
    try:
        reply = web.fetch(Request(url=join(url, "/robots.txt"), kind="file", asked=True))
    except TidingsError:
        return []
    if not reply.ok:
        return []
    lines = reply.body[:500_000].decode("utf-8", "replace").splitlines()
    return [line[8:].strip() for line in lines if line[:8].lower() == "sitemap:"]


def _first_that_is(web: Fetcher, addresses: Sequence[Discovered]) -> list[Discovered]:
    """Return the first of the addresses that really is a feed or a sitemap; one is enough."""
    readable = (Kind.FEED, Kind.JSON_FEED, Kind.SITEMAP, Kind.SITEMAP_INDEX)
    for one in addresses:
        try:
            reply = web.fetch(Request(url=one.url, kind="file", asked=True))
        except TidingsError:
            continue
        if reply.ok and sniff(reply.body, reply.content_type, reply.url) in readable:
            return [one]
    return []


LOOKS: dict[Kind, Callable[[Store, Fetcher, Response], Preview]] = {
    Kind.FEED: _look_at_feed,
    Kind.JSON_FEED: _look_at_feed,
    Kind.SITEMAP: _look_at_sitemap,
    Kind.SITEMAP_INDEX: _look_at_sitemap,
    Kind.OPML: _look_at_list,
    Kind.HOME: _look_at_page,
    Kind.ARTICLE: _look_at_page,
}


def _candidate(
    store: Store, url: str, kind: str, *, title: str = "", folder: str = "", note: str = ""
) -> Candidate:
    known = kind != "page" and known_at(store, url) is not None
    return Candidate(
        url=url,
        kind=kind,
        title=title,
        folder=folder,
        known=known,
        note="already added" if known else note,
    )


def _from_subscription(store: Store, s: Subscription) -> Candidate:
    return _candidate(store, s.xml_url, "feed", title=s.title, folder=s.folder)


def source_id(url: str) -> str:
    """Return the id of the source at an address."""
    return make_id("source", canonical(url))


def known_at(store: Store, url: str) -> Source | None:
    """Return the source that was added by an address, or has moved to it."""
    return store.sources.get(source_id(url)) or store.sources.at(url)


def add_address(
    store: Store, web: Fetcher, address: str, *, folder: str = "", now: datetime
) -> Added:
    """Add what an address holds: a feed, a site's best source, all of a list, one article.

    Raises TidingsError, saying what to do, where there is nothing to add.
    """
    found = _look_up(store, web, address)
    chosen = found.candidates if found.together else found.candidates[:1]
    added = add_candidates(store, web, chosen, folder=folder, now=now)
    others = [c.url for c in found.candidates if c not in chosen]
    notes = [f"{address} is {found.found}", *added.notes]
    if others:
        notes.append(f"it also has {', '.join(others)}: add them by their address")
    return Added(
        sources=added.sources,
        articles=added.articles,
        failures=added.failures,
        notes=tuple(notes),
    )


def add_candidates(
    store: Store, web: Fetcher, candidates: Iterable[Candidate], *, folder: str = "", now: datetime
) -> Added:
    """Take in what a preview offered: sources to poll, articles to read."""
    sources: list[Source] = []
    notes: list[str] = []
    pages: list[str] = []
    chosen = list(candidates)
    read = [page_from_response(_get(web, c.url)) for c in chosen if c.kind == "page"]
    with store.transaction():
        for page in read:
            store.intake.save_page(page)
            pages.append(page.id)
            notes.append(f"took in the article {page.url}")
        for candidate in (c for c in chosen if c.kind != "page"):
            if known_at(store, candidate.url):
                notes.append(f"{candidate.url} is among your sources already")
            else:
                sources.append(_source(candidate, folder=folder, now=now))
                store.sources.save(sources[-1])
    if sources:
        count = len(sources)
        notes.append(f"added {count} source{'s' * (count != 1)}, to be polled by the next sync")
    return Added(sources=tuple(sources), articles=tuple(pages), notes=tuple(notes))


def _source(candidate: Candidate, *, folder: str, now: datetime) -> Source:
    return Source(
        id=source_id(candidate.url),
        url=candidate.url,
        kind=candidate.kind,
        title=candidate.title,
        folder=folder or candidate.folder,
        added_at=now,
    )


def add_files(
    store: Store,
    paths: Sequence[Path],
    *,
    folder: str = "",
    now: datetime,
    report: Report | None = None,
) -> Added:
    """Take in files and folders: pages and articles to be read, subscriptions to be polled."""
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise UsageError(
            f"there is no file {missing[0]}: check the path; an address starts with https://"
        )
    sources: dict[str, Source] = {}
    failures: list[Failure] = []
    taken: list[str] = []
    for number, found in enumerate(read_files(paths), start=1):
        match found:
            case Page():
                store.intake.save_page(_with_list(store, found, folder=folder, now=now))
                taken.append(found.id)
            case Article():
                store.articles.save(found, page="", now=found.fetched_at or now)
                taken.append(found.id)
            case Subscription():
                candidate = _from_subscription(store, found)
                if not candidate.known:
                    source = _source(candidate, folder=folder, now=now)
                    store.sources.save(source)
                    sources[source.id] = source
            case Failure():
                failures.append(found)
        if report:
            report("add", number, number)
    return Added(
        sources=tuple(sources.values()),
        articles=tuple(taken),
        failures=tuple(failures),
        notes=_file_notes(len(taken), len(sources), len(failures)),
    )


def _with_list(store: Store, page: Page, *, folder: str, now: datetime) -> Page:
    """Return a newsletter's page with the source that its mailing list is."""
    if not page.source:
        return page
    source = make_id("list", page.source)
    if store.sources.get(source) is None:
        store.sources.save(
            Source(
                id=source,
                url=f"list:{page.source}",
                kind="mail",
                title=page.publisher or page.source,
                folder=folder,
                added_at=now,
            )
        )
    return replace(page, source=source)


def _file_notes(taken: int, sources: int, failures: int) -> tuple[str, ...]:
    notes = []
    if taken or not (sources or failures):
        notes.append(f"took in {taken} {'page or article' if taken == 1 else 'pages and articles'}")
    if sources:
        notes.append(f"added {sources} source{'s' * (sources != 1)}, to be polled by the next sync")
    if failures:
        notes.append(f"{failures} could not be read")
    return tuple(notes)
