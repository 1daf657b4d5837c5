"""Where a site's news can be had: the feeds and sitemaps that a page names or that it may have.

Pure: it names candidates, best first; whoever asked fetches them in that order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from tidings.errors import UsageError
from tidings.urls import canonical, join

__all__ = ["Discovered", "discover", "forwards_to"]

MAX_HTML = 4 << 20  # bytes of a page that are looked at; what names feeds stands near its start
AT_ONCE = 5  # seconds; a page that stays longer is there to be read
MAX_HINTS = 20  # links in the text of a page that look like feeds

_FEED_TYPES = frozenset(
    f"{kind}"
    for kind in (
        "application/rss+xml", "application/atom+xml", "application/rdf+xml", "text/rss+xml",
        "application/feed+json", "application/rss", "application/atom", "application/x-rss+xml",
        "text/xml", "application/xml", "text/rss", "text/atom",
    )
)  # fmt: skip
_FEED_PATH = re.compile(
    r"/(?:feeds?|rss|rss2|atom|rdf)(?:/|$)|\.(?:rss|atom|rdf)$"
    r"|(?:feed|rss|atom|index)[\w-]*\.(?:xml|json)$|[?&](?:feed|format)=(?:rss2?|atom|feed|xml)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"comment|/(?:amp|embed)/|oembed|wp-json", re.IGNORECASE)
_REFRESH = re.compile(
    r"\s*(\d{1,4})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*+)?+[\"']?([^\"'\s]+)", re.IGNORECASE
)
_NEWS_SITEMAP = re.compile(r"news", re.IGNORECASE)

# The paths that site software uses, most common first; a made-up one costs a site one request.
GUESSED_FEEDS = ("/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feed.json")
GUESSED_SITEMAPS = ("/news-sitemap.xml", "/sitemap-news.xml", "/sitemap_news.xml", "/sitemap.xml")


@dataclass(frozen=True, kw_only=True, slots=True)
class Discovered:
    """An address where a feed or a sitemap may be."""

    url: str
    kind: str  # "feed" or "sitemap"
    title: str = ""
    reason: str  # where it was found, for people
    certain: bool = False  # the site itself says that it is one; else it is a guess


def discover(html: bytes, *, url: str, sitemaps: Iterable[str] = ()) -> tuple[Discovered, ...]:
    """Return where a site's news may be had, best first, each address once.

    First the feeds that the page's head names, then news sitemaps of `sitemaps` (those that the
    site's robots.txt names), links that look like feeds, other sitemaps, and last the paths that
    site software commonly uses. Only web addresses; never fetches anything.
    """
    tree = LexborHTMLParser(html[:MAX_HTML])
    base = _base(tree, url)
    listed = [_candidate(url, "sitemap", link, "named in robots.txt") for link in sitemaps]
    named = [candidate for candidate in listed if candidate is not None]
    found = [
        *_sorted_aside(_links(tree, base)),
        *(c for c in named if _NEWS_SITEMAP.search(c.url)),
        *_sorted_aside(_hints(tree, base)),
        *(c for c in named if not _NEWS_SITEMAP.search(c.url)),
        *_guesses(url),
    ]
    once: dict[str, Discovered] = {}
    for candidate in found:
        once.setdefault(_key(candidate.url), candidate)
    return tuple(once.values())


def forwards_to(html: bytes, url: str) -> str:
    """Return where a page sends its readers by itself, at once; "" where it does not."""
    tree = LexborHTMLParser(html[:MAX_HTML])
    for meta in tree.css("meta[http-equiv][content]"):
        if (meta.attributes.get("http-equiv") or "").strip().lower() != "refresh":
            continue
        found = _REFRESH.match(meta.attributes.get("content") or "")
        if found is None or int(found[1]) > AT_ONCE:
            return ""
        try:
            target = join(_base(tree, url), found[2])
        except UsageError:
            return ""
        return "" if _key(target) == _key(url) else target
    return ""


def _key(url: str) -> str:
    return canonical(url).removesuffix("/")


def _base(tree: LexborHTMLParser, url: str) -> str:
    element = tree.css_first("base[href]")
    href = (element.attributes.get("href") or "") if element is not None else ""
    try:
        return join(url, href) if href else url
    except UsageError:
        return url


def _candidate(
    base: str, kind: str, link: str, reason: str, *, title: str = "", certain: bool = True
) -> Discovered | None:
    """Return a candidate for a link as it is meant at `base`; None for one that isn't the web's."""
    link = link.strip().removeprefix("feed:")
    try:
        address = join(base, link)
        canonical(address)
    except UsageError:
        return None
    title = " ".join(title.split())[:200]
    return Discovered(url=address, kind=kind, title=title, reason=reason, certain=certain)


def _links(tree: LexborHTMLParser, base: str) -> Iterator[Discovered]:
    for link in tree.css("link[href][type]"):
        attributes = link.attributes
        rel = (attributes.get("rel") or "").lower().split()
        kind = (attributes.get("type") or "").lower().partition(";")[0].strip()
        href = attributes.get("href") or ""
        if "alternate" not in rel and "feed" not in rel:
            continue
        is_json_feed = kind == "application/json" and _FEED_PATH.search(href)
        if (kind in _FEED_TYPES or is_json_feed) and "stylesheet" not in rel:
            title = attributes.get("title") or ""
            found = _candidate(base, "feed", href, "named in the page's head", title=title)
            if found is not None:
                yield found


def _hints(tree: LexborHTMLParser, base: str) -> Iterator[Discovered]:
    """Yield the links of a page whose address looks like a feed's."""
    count = 0
    for link in tree.css("a[href]"):
        href = link.attributes.get("href") or ""
        if count >= MAX_HINTS or not _FEED_PATH.search(href.partition("#")[0]):
            continue
        found = _candidate(
            base, "feed", href, "linked on the page", title=link.text(), certain=False
        )
        if found is not None:
            count += 1
            yield found


def _sorted_aside(candidates: Iterable[Discovered]) -> list[Discovered]:
    """Put feeds of comments and the like behind those of articles; else keep the order."""
    return sorted(candidates, key=lambda c: bool(_ASIDE.search(f"{c.url} {c.title}")))


def _guesses(url: str) -> Iterator[Discovered]:
    for kind, paths in (("feed", GUESSED_FEEDS), ("sitemap", GUESSED_SITEMAPS)):
        for path in paths:
            found = _candidate(url, kind, path, "a usual place", certain=False)
            if found is not None:
                yield found
