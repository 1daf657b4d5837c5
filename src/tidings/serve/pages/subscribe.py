"""Where the feeds out are served: the front page, a story, a tag, a source, a search."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response
from starlette.requests import Request

from tidings.reference.topics import find_topic
from tidings.serve.parameters import Id, Name, Words
from tidings.serve.render.feeds import FORMATS, FeedOut, ItemOut, article_item, story_item
from tidings.serve.render.phrases import path_part, query_string
from tidings.serve.site import FeedLinks, Site, SiteDep
from tidings.types import Article

__all__ = ["Format", "article_items", "feed_answer", "router"]

ITEMS = 50
CACHE = "private, max-age=300"  # reader apps ask every few minutes; stories come by the hour

Format = Literal["atom", "json"]

router = APIRouter(include_in_schema=False)


@router.get("/feed.{format}")
def front_feed(
    site: SiteDep,
    request: Request,
    format: Format,
    tag: Name = "",
    source: Name = "",
    language: Name = "",
    topic: Name = "",
) -> Response:
    """The stories of the front page."""
    base = site.base(request)
    about = find_topic(topic)
    cards = site.news.front(
        tag=tag,
        source=source,
        language=language,
        topic=about.code if about else "",
        limit=ITEMS,
    )
    query = query_string(
        {"tag": tag, "source": source, "language": language, "topic": about.slug if about else ""}
    )
    items = tuple(story_item(card, base, site.locale) for card in cards)
    links, hub = FeedLinks("Tidings", "/feed", query), "" if query else site.hub
    return feed_answer(format, base, f"/{query}", links, items, hub=hub)


@router.get("/story/{story_id}/feed.{format}")
def story_feed(site: SiteDep, request: Request, story_id: Id, format: Format) -> Response:
    """The articles of a story, newest first."""
    view = site.news.story(story_id)
    if view is None:
        raise HTTPException(404)
    page = f"/story/{view.story.id}"
    links = FeedLinks(view.summary.headline or view.story.headline, f"{page}/feed")
    base = site.base(request)
    newest = (telling.article for telling in reversed(view.tellings))
    return feed_answer(format, base, page, links, article_items(site, newest, base))


@router.get("/tag/{tag:path}/feed.{format}")
def tag_feed(site: SiteDep, request: Request, tag: str, format: Format) -> Response:
    """The newest articles under a tag."""
    page = f"/tag/{path_part(tag)}"
    links = FeedLinks(f"Tidings: {tag}", f"{page}/feed")
    base = site.base(request)
    newest = site.news.latest(tag=tag, limit=ITEMS)
    return feed_answer(format, base, page, links, article_items(site, newest, base))


@router.get("/topic/{name}/feed.{format}")
def topic_feed(site: SiteDep, request: Request, name: Id, format: Format) -> Response:
    """The newest articles about a topic."""
    topic = find_topic(name)
    if topic is None:
        raise HTTPException(404)
    page = f"/topic/{topic.slug}"
    links = FeedLinks(f"Tidings: {site.locale.translated(topic.name)}", f"{page}/feed")
    base = site.base(request)
    newest = site.news.latest(query=f"topic:{topic.slug}", limit=ITEMS)
    return feed_answer(format, base, page, links, article_items(site, newest, base))


@router.get("/source/{source_id}/feed.{format}")
def source_feed(site: SiteDep, request: Request, source_id: Id, format: Format) -> Response:
    """The newest articles of a source."""
    view = site.news.source(source_id)
    if view is None:
        raise HTTPException(404)
    page = f"/source/{view.source.id}"
    links = FeedLinks(view.source.title or view.source.url, f"{page}/feed")
    base = site.base(request)
    newest = site.news.latest(source=source_id, limit=ITEMS)
    return feed_answer(format, base, page, links, article_items(site, newest, base), hub=site.hub)


@router.get("/search/feed.{format}")
def search_feed(site: SiteDep, request: Request, format: Format, q: Words = "") -> Response:
    """The newest articles that a search finds."""
    query = query_string({"q": q})
    links = FeedLinks(f"Tidings: {q}", "/search/feed", query)
    base = site.base(request)
    newest = site.news.latest(query=q, limit=ITEMS) if q.strip() else ()
    return feed_answer(format, base, f"/search{query}", links, article_items(site, newest, base))


def article_items(site: Site, articles: Iterable[Article], base: str) -> tuple[ItemOut, ...]:
    """Return articles as entries of a feed."""
    shown = list(articles)
    changes = site.news.changes([article.id for article in shown])
    return tuple(article_item(one, base, changes.get(one.id, ()), site.locale) for one in shown)


def feed_answer(
    format: Format,
    base: str,
    page: str,
    links: FeedLinks,
    items: tuple[ItemOut, ...],
    *,
    hub: str = "",
) -> Response:
    """Write a feed; `base` is our own address, `page` the path that shows the same.

    `hub` is told of this feed: it stands in the feed and, for who reads no feeds, in the headers.
    """
    media_type, write = FORMATS[format]
    feed = FeedOut(
        id=f"urn:tidings:feed:{links.stem}{links.query}",
        title=links.title,
        page=f"{base}{page}",
        url=f"{base}{links.atom if format == 'atom' else links.json}",
        items=items,
        hub=hub,
    )
    headers = {"Cache-Control": CACHE}
    if hub:
        headers["Link"] = f'<{hub}>; rel="hub", <{feed.url}>; rel="self"'
    return Response(write(feed), media_type=media_type, headers=headers)
