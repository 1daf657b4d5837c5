"""Where the feeds out are served: the front page, a story, a tag, a source, a search."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response
from starlette.requests import Request

from tidings.serve.feeds import FORMATS, FeedOut, ItemOut, article_item, story_item
from tidings.serve.parameters import Id, Name, Words
from tidings.serve.phrases import path_part, query_string
from tidings.serve.site import Here, Site
from tidings.types import Article

__all__ = ["router"]

ITEMS = 50
CACHE = "private, max-age=300"  # reader apps ask every few minutes; stories come by the hour

Format = Literal["atom", "json"]

router = APIRouter(include_in_schema=False)


@router.get("/feed.{format}")
def front_feed(
    site: Here,
    request: Request,
    format: Format,
    tag: Name = "",
    source: Name = "",
    language: Name = "",
) -> Response:
    """The stories of the front page."""
    base = site.base(request)
    cards = site.news.front(tag=tag, source=source, language=language, limit=ITEMS)
    items = tuple(story_item(card, base) for card in cards)
    query = query_string({"tag": tag, "source": source, "language": language})
    return _answer(format, base, "Tidings", f"/{query}", "/feed", query, items)


@router.get("/story/{story_id}/feed.{format}")
def story_feed(site: Here, request: Request, story_id: Id, format: Format) -> Response:
    """The articles of a story, newest first."""
    view = site.news.story(story_id)
    if view is None:
        raise HTTPException(404)
    page = f"/story/{view.story.id}"
    articles = tuple(telling.article for telling in reversed(view.tellings))
    title = view.summary.headline or view.story.headline
    return _articles(site, request, format, title, page, f"{page}/feed", "", articles)


@router.get("/tag/{tag:path}/feed.{format}")
def tag_feed(site: Here, request: Request, tag: str, format: Format) -> Response:
    """The newest articles under a tag."""
    page = f"/tag/{path_part(tag)}"
    articles = site.news.latest(tag=tag, limit=ITEMS)
    return _articles(site, request, format, f"Tidings: {tag}", page, f"{page}/feed", "", articles)


@router.get("/source/{source_id}/feed.{format}")
def source_feed(site: Here, request: Request, source_id: Id, format: Format) -> Response:
    """The newest articles of a source."""
    view = site.news.source(source_id)
    if view is None:
        raise HTTPException(404)
    page = f"/source/{view.source.id}"
    articles = site.news.latest(source=source_id, limit=ITEMS)
    title = view.source.title or view.source.url
    return _articles(site, request, format, title, page, f"{page}/feed", "", articles)


@router.get("/search/feed.{format}")
def search_feed(site: Here, request: Request, format: Format, q: Words = "") -> Response:
    """The newest articles that a search finds."""
    query = query_string({"q": q})
    articles = site.news.latest(query=q, limit=ITEMS) if q.strip() else ()
    title = f"Tidings: {q}"
    return _articles(
        site, request, format, title, f"/search{query}", "/search/feed", query, articles
    )


def _articles(
    site: Site,
    request: Request,
    format: Format,
    title: str,
    page: str,
    stem: str,
    query: str,
    articles: tuple[Article, ...],
) -> Response:
    base = site.base(request)
    items = tuple(article_item(article, base) for article in articles)
    return _answer(format, base, title, page, stem, query, items)


def _answer(
    format: Format,
    base: str,
    title: str,
    page: str,
    stem: str,
    query: str,
    items: tuple[ItemOut, ...],
) -> Response:
    media_type, write = FORMATS[format]
    feed = FeedOut(
        id=f"urn:tidings:feed:{stem}{query}",
        title=title,
        page=f"{base}{page}",
        url=f"{base}{stem}.{format}{query}",
        items=items,
    )
    return Response(write(feed), media_type=media_type, headers={"Cache-Control": CACHE})
