"""Preview: what an address holds that can be added. Nothing is saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tidings.collect.bot_wall import is_wall
from tidings.collect.discover import Discovered, discover, forwards_to
from tidings.collect.feeds import parse_feed
from tidings.collect.messages import Fetcher, Request, Response
from tidings.collect.opml import Subscription, parse_opml
from tidings.collect.page import page_from_response
from tidings.collect.schedule import status_error
from tidings.collect.sitemap import SitemapIndex, parse_sitemap
from tidings.collect.sniff import Kind, sniff
from tidings.distill import distill
from tidings.errors import FetchError, TidingsError, UsageError
from tidings.storage import Store
from tidings.types import Source, Status, make_id
from tidings.urls import canonical, join
from tidings.views import Candidate, Preview

__all__ = ["candidate_of", "known_at", "look_up", "page_at", "preview", "source_id"]

GUESSES = 8  # addresses of a site that are tried where it names no feed
TITLES = 5  # of the first articles
LEAST_TEXT = 600  # characters from which a page without a feed has text of its own, not links alone


def preview(store: Store, web: Fetcher, address: str) -> Preview:
    """Look at an address and say what it holds; nothing is saved. Never raises."""
    try:
        return look_up(store, web, address)
    except TidingsError as exc:
        return Preview(
            what=address, found="nothing that can be added", candidates=(), error=str(exc)
        )


def _complete(address: str) -> str:
    address = address.strip().removeprefix("feed:")
    address = address if "://" in address else f"https://{address}"
    canonical(address)
    return address


def look_up(store: Store, web: Fetcher, address: str) -> Preview:
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
    reply = page_at(web, url)
    found = sniff(reply.body, reply.content_type, reply.url)
    if found in (Kind.HOME, Kind.ARTICLE) and (elsewhere := forwards_to(reply.body, reply.url)):
        reply = page_at(web, elsewhere)
        found = sniff(reply.body, reply.content_type, reply.url)
    look = LOOKS.get(found)
    if look is None:
        unread = f"nothing that is read here ({reply.content_type.partition(';')[0] or 'no type'})"
        raise UsageError(
            f"{url} is {unread if found is Kind.UNKNOWN else found.value}: give the address of "
            "a feed, a site, a sitemap, an article or an OPML file"
        )
    return look(store, web, reply)


def page_at(web: Fetcher, url: str) -> Response:
    """Return what stands at an address. Raises FetchError, saying what to do, where none does."""
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
        candidates=tuple(candidate_of(store, s) for s in subscriptions),
        together=True,
    )


def _look_at_page(store: Store, web: Fetcher, reply: Response) -> Preview:
    """Look for the feeds of a site; an article's own page can be added as it is."""
    listed = discover(reply.body, url=reply.url, sitemaps=_named_sitemaps(web, reply.url))
    named = [one for one in listed if one.certain] or _first_readable(web, listed[:GUESSES])
    candidates = [_candidate(store, one.url, one.kind, title=one.title) for one in named]
    is_article = sniff(reply.body, reply.content_type, reply.url) is Kind.ARTICLE
    if is_article or (not candidates and _has_text(reply)):
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


def _has_text(reply: Response) -> bool:
    """Return whether a page without a feed carries articles itself, as an aggregator's does."""
    found = distill(page_from_response(reply))
    return any(a.status is Status.FULL and len(a.text) >= LEAST_TEXT for a in found)


def _named_sitemaps(web: Fetcher, url: str) -> list[str]:
    try:
        reply = web.fetch(Request(url=join(url, "/robots.txt"), kind="file", asked=True))
    except TidingsError:
        return []
    if not reply.ok:
        return []
    lines = reply.body[:500_000].decode("utf-8", "replace").splitlines()
    return [line[8:].strip() for line in lines if line[:8].lower() == "sitemap:"]


def _first_readable(web: Fetcher, addresses: Sequence[Discovered]) -> list[Discovered]:
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


def candidate_of(store: Store, listed: Subscription) -> Candidate:
    """Return the feed that a list of subscriptions names."""
    return _candidate(store, listed.xml_url, "feed", title=listed.title, folder=listed.folder)


def source_id(url: str) -> str:
    """Return the id of the source at an address."""
    return make_id("source", canonical(url))


def known_at(store: Store, url: str) -> Source | None:
    """Return the source that was added by an address, or has moved to it."""
    return store.sources.get(source_id(url)) or store.sources.at(url)
