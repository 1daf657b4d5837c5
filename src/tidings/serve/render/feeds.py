"""Feeds out: what a reader app subscribes to, as Atom 1.0 and as JSON Feed 1.1. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

import orjson
from markupsafe import Markup, escape

from tidings.i18n import Locale
from tidings.serve.render.sanitize import clean_html, safe_url
from tidings.types import Article, Enclosure
from tidings.versions import Difference, said
from tidings.views import StoryCard

__all__ = [
    "ATOM",
    "FORMATS",
    "FeedOut",
    "ItemOut",
    "add_element",
    "article_item",
    "atom",
    "files_of",
    "json_feed",
    "paragraphs",
    "rfc3339",
    "story_item",
]

ATOM = "http://www.w3.org/2005/Atom"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # an empty feed was never updated
CHANGES = 3  # of an article that are told: the latest ones
MAX_FILES = 10  # of an article
MAX_TEXT = 20_000  # characters of one article; the rest is a click away

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemOut:
    """One entry: a story or an article. `content` is HTML that has been made safe."""

    id: str
    url: str  # our page
    title: str
    content: str
    updated: datetime
    published: datetime | None = None
    original: str = ""  # the publisher's page
    summary: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str = ""
    files: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedOut:
    """A feed: its id never changes, `updated` only when what it holds does."""

    id: str
    title: str
    page: str  # the page that shows the same
    url: str  # of this feed
    items: tuple[ItemOut, ...]
    language: str = ""
    hub: str = ""  # that is told when it changes

    @property
    def updated(self) -> datetime:
        """When the newest item last changed."""
        return max((item.updated for item in self.items), default=NEVER)


def files_of(article: Article) -> tuple[Enclosure, ...]:
    """Return the files that an article carries, under addresses that are safe; the first ones."""
    safe = (replace(one, url=safe_url(one.url)) for one in article.enclosures[:MAX_FILES])
    return tuple(one for one in safe if one.url.startswith(("http://", "https://")))


def story_item(card: StoryCard, base: str, locale: Locale) -> ItemOut:
    """Return a story as an entry; what we say of it is in the language of `locale`."""
    story = card.story
    told = f"{locale.count(len(story.articles), 'article')}: {', '.join(story.publishers)}"
    return ItemOut(
        id=f"urn:tidings:story:{story.id}",
        url=f"{base}/story/{story.id}",
        title=story.headline or locale.gettext("Untitled"),
        content=clean_html(paragraphs((card.snippet, told))),
        summary=card.snippet,
        updated=story.last_seen or story.first_seen or NEVER,
        published=story.first_seen,
        tags=card.tags,
        language=story.language,
    )


def article_item(
    article: Article, base: str, changes: Iterable[Difference], locale: Locale
) -> ItemOut:
    """Return an article as an entry, with what its publisher has changed, and its text."""
    material = [change for change in changes if change.material]
    seen = [change.after.seen_at for change in material]
    notes = Markup("").join(
        _changed(change, article, base, locale) for change in material[-CHANGES:]
    )
    authors = article.authors or ((article.publisher,) if article.publisher else ())
    return ItemOut(
        id=f"urn:tidings:article:{article.id}",
        url=f"{base}/article/{article.id}",
        original=safe_url(article.url),
        title=article.title,
        content=notes + clean_html(paragraphs(article.paragraphs)),
        updated=max([article.modified_at or article.time or NEVER, *seen]),
        published=article.published_at,
        authors=authors,
        tags=article.tags,
        language=article.language,
        files=files_of(article),
    )


def _changed(change: Difference, article: Article, base: str, locale: Locale) -> Markup:
    """Say what was changed, as a paragraph that leads to the two versions side by side."""
    url = f"{base}/article/{article.id}/versions#v{change.after.number}"
    what = locale.translated(said(change))
    line = Markup('<p><em>{}</em>: <a href="{}">{}</a></p>')
    return line.format(locale.gettext("changed"), url, what)


def atom(feed: FeedOut) -> bytes:
    """Write a feed as Atom 1.0 (RFC 4287)."""
    root = ET.Element("feed", {"xmlns": ATOM})
    if feed.language:
        root.set("xml:lang", feed.language)
    add_element(root, "id", feed.id)
    add_element(root, "title", feed.title)
    add_element(root, "updated", rfc3339(feed.updated))
    add_element(root, "link", rel="self", type="application/atom+xml", href=feed.url)
    if feed.hub:
        add_element(root, "link", rel="hub", href=feed.hub)
    add_element(root, "link", rel="alternate", type="text/html", href=feed.page)
    add_element(add_element(root, "author"), "name", "Tidings")
    add_element(root, "generator", "Tidings")
    for item in feed.items:
        _entry(add_element(root, "entry"), item)
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body


def json_feed(feed: FeedOut) -> bytes:
    """Write a feed as JSON Feed 1.1."""
    return orjson.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": _text(feed.title),
            "home_page_url": feed.page,
            "feed_url": feed.url,
            **({"hubs": [{"type": "WebSub", "url": feed.hub}]} if feed.hub else {}),
            "items": [_json_item(item) for item in feed.items],
        }
    )


FORMATS: dict[str, tuple[str, Callable[[FeedOut], bytes]]] = {
    "atom": ("application/atom+xml; charset=utf-8", atom),
    "json": ("application/feed+json; charset=utf-8", json_feed),
}
"""What stands after the dot of a feed's address: its media type, and what writes it."""


def _entry(entry: ET.Element, item: ItemOut) -> None:
    if item.language:
        entry.set("xml:lang", _text(item.language))
    add_element(entry, "id", item.id)
    add_element(entry, "title", item.title)
    add_element(entry, "updated", rfc3339(item.updated))
    if item.published:
        add_element(entry, "published", rfc3339(item.published))
    add_element(entry, "link", rel="alternate", type="text/html", href=item.url)
    if item.original:
        add_element(entry, "link", rel="via", href=item.original)
    for file in item.files:
        kind = {"type": file.type} if file.type else {}
        length = {"length": str(file.length)} if file.length else {}
        add_element(entry, "link", rel="enclosure", href=file.url, **kind, **length)
    for author in item.authors:
        add_element(add_element(entry, "author"), "name", author)
    for tag in item.tags:
        add_element(entry, "category", term=tag)
    if item.summary:
        add_element(entry, "summary", item.summary)
    add_element(entry, "content", item.content, type="html")


def _json_item(item: ItemOut) -> dict[str, Any]:
    members = {
        "id": item.id,
        "url": item.url,
        "external_url": item.original,
        "title": _text(item.title),
        "content_html": _text(item.content),
        "summary": _text(item.summary),
        "date_published": rfc3339(item.published or item.updated),
        "date_modified": rfc3339(item.updated),
        "authors": [{"name": _text(author)} for author in item.authors],
        "tags": [_text(tag) for tag in item.tags],
        "language": _text(item.language),
        "attachments": [_attachment(file) for file in item.files],
    }
    required = ("id", "content_html")
    return {name: value for name, value in members.items() if value or name in required}


def _attachment(file: Enclosure) -> dict[str, Any]:
    kind = _text(file.type) or "application/octet-stream"  # JSON Feed wants one
    size = {"size_in_bytes": file.length} if file.length else {}
    return {"url": file.url, "mime_type": kind} | size


def add_element(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    """Put an element into another; what XML has no way to hold is left out."""
    element = ET.SubElement(parent, tag, {name: _text(v) for name, v in attributes.items()})
    element.text = _text(text) or None
    return element


def paragraphs(texts: tuple[str, ...]) -> str:
    """Return texts as paragraphs of HTML, escaped; what goes beyond MAX_TEXT is left out."""
    left, kept = MAX_TEXT, []
    for text in texts:
        if text and left > 0:
            kept.append(f"<p>{escape(text[:left])}</p>")
            left -= len(text)
    return "".join(kept)


def _text(text: str) -> str:
    """Return the text without the characters that XML has no way to hold."""
    return _NOT_XML.sub("", text)


def rfc3339(moment: datetime) -> str:
    """Return a time as Atom and JSON write it."""
    return moment.replace(microsecond=0, tzinfo=None).isoformat() + "Z"
