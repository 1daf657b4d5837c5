"""Turn the sample's sites into the bytes that their servers would send."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from email.utils import format_datetime
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from tidings.sample import dates
from tidings.sample.content import Piece, Site
from tidings.types import Json

__all__ = ["FEEDS", "render_web", "site_doors"]

# kind of feed -> (path on the site, media type)
FEEDS: Mapping[str, tuple[str, str]] = {
    "rss": ("feed.xml", "application/rss+xml"),
    "atom": ("atom.xml", "application/atom+xml"),
    "rdf": ("index.rdf", "application/rdf+xml"),
    "json": ("feed.json", "application/feed+json"),
    "sitemap": ("sitemap-news.xml", "application/xml"),
}


def render_web(sites: Iterable[Site], now: datetime) -> dict[str, bytes]:
    """Return every page, feed, sitemap and robots.txt of the sites as URL -> body."""
    return {url: text.encode("utf-8") for site in sites for url, text in _render_site(site, now)}


def site_doors(site: Site) -> tuple[str, ...]:
    """Return the addresses that a person would add for this site: its feed, else its pages."""
    if site.feed:
        return (site.home + FEEDS[site.feed][0],)
    return tuple(piece.url for piece in site.pieces)


def _render_site(site: Site, now: datetime) -> Iterator[tuple[str, str]]:
    def render(template: str, **more: object) -> str:
        return _environment().get_template(template).render(site=site, now=now, **more)

    door = FEEDS.get(site.feed)
    yield site.home + "robots.txt", render("robots.txt")
    yield site.home + "about.html", render("about.html")
    yield site.home, render("index.html", pieces=site.pieces, section="", feed=door)
    for slug, name in site.sections.items():
        pieces = [piece for piece in site.pieces if piece.section == slug]
        yield f"{site.home}{slug}/", render("index.html", pieces=pieces, section=name, feed=door)
    if door:
        yield site.home + door[0], render(f"feeds/{site.feed}", door=site.home + door[0])
    for piece in site.pieces:
        yield piece.url, render(_template(site, piece), piece=piece)


def _template(site: Site, piece: Piece) -> str:
    return "blocked.html" if piece.status == "blocked" else f"articles/{site.domain}.html"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tidings.sample"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "ago": dates.ago,
        "day": dates.day,
        "iso": lambda moment: moment.isoformat(timespec="seconds"),
        "rfc822": format_datetime,
        "schema": _schema,
    }
    return environment


def _schema(piece: Piece, site: Site) -> dict[str, Json]:
    """Return the article as schema.org has it, for a JSON-LD block."""
    return {
        "@type": "NewsArticle",
        "mainEntityOfPage": piece.url,
        "headline": piece.title,
        "description": piece.lead,
        "datePublished": piece.published.isoformat(timespec="seconds"),
        "dateModified": piece.modified.isoformat(timespec="seconds"),
        "inLanguage": site.language,
        "keywords": list(piece.tags),
        "articleSection": site.sections[piece.section],
        "isAccessibleForFree": piece.status != "paywall",
        "author": [{"@type": "Person", "name": name} for name in piece.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": site.name, "url": site.home},
    }
