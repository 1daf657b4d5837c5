"""The JSON API: what the pages show, for programs. Its document is /api/openapi.json."""

from __future__ import annotations

from fastapi import HTTPException

from tidings.reference.topics import find_topic
from tidings.serve.api import source_models
from tidings.serve.api.models import ArticleOut
from tidings.serve.api.routing import api_router
from tidings.serve.api.story_models import SearchOut, StoryList, StoryOut, StoryRow
from tidings.serve.pages.manage import ACTIONS
from tidings.serve.parameters import Id, Limit, Name, Offset, Read, Words, web_address
from tidings.serve.site import SiteDep
from tidings.views import BlindSpots, By, Preview

__all__ = ["router"]


router = api_router("/api")


@router.get("/stories", tags=["read"])
def stories(
    site: SiteDep,
    tag: Name = "",
    source: Name = "",
    language: Name = "",
    topic: Name = "",
    limit: Limit = 30,
    offset: Offset = 0,
) -> StoryList:
    """Stories, most important first; `topic` by its short name, its code or its name."""
    about = find_topic(topic)
    if topic and about is None:
        raise HTTPException(404, "There is no such topic: /api/topics has all.")
    cards = site.news.front(
        tag=tag,
        source=source,
        language=language,
        topic=about.code if about else "",
        limit=limit + 1,
        offset=offset,
    )
    rows = tuple(map(StoryRow.of, cards[:limit]))
    return StoryList(stories=rows, next=offset + limit if len(cards) > limit else None)


@router.get("/stories/{story_id}", tags=["read"])
def story(site: SiteDep, story_id: Id, read: Read = ()) -> StoryOut:
    """One story. The id of a story that was merged answers with the one it went into.

    `read` are ids of its articles that a reader knows: `unread` says what is new to them. Without
    any, it is what is new to the person whose token asks.
    """
    view = site.news.story(story_id)
    if view is None:
        raise HTTPException(404, "There is no such story.")
    view = site.editor.shown(view)
    if read:
        return StoryOut.of(view, site.news.new_for(read, view.story.id))
    unread = site.remembered.unread([view.story]) if site.remembered else {}
    return StoryOut.of(view, unread.get(view.story.id))


@router.get("/articles/{article_id}", tags=["read"])
def article(site: SiteDep, article_id: Id) -> ArticleOut:
    """One article with its text, what is new in it, what is near to it, its versions."""
    view = site.news.article(article_id)
    if view is None:
        raise HTTPException(404, "There is no such article.")
    return ArticleOut.of(view)


@router.get("/search", tags=["read"])
def search(site: SiteDep, q: Words = "", limit: Limit = 20, offset: Offset = 0) -> SearchOut:
    """Articles that hold the words; the query language is the search page's."""
    found = site.news.search(q, limit=limit, offset=offset)
    return SearchOut.of(found, next=offset + limit if found.total > offset + limit else None)


@router.get("/tags", tags=["read"])
def tags(site: SiteDep, limit: Limit = 100) -> source_models.TagList:
    """Tags, the most used first."""
    return source_models.TagList(tags=site.news.tags(limit=limit))


@router.get("/topics", tags=["read"])
def topics(site: SiteDep) -> source_models.TopicList:
    """The topics of the vocabulary (IPTC Media Topics), with how many articles have each."""
    return source_models.TopicList(topics=site.news.topics())


@router.get("/blind-spots", tags=["read"])
def blind_spots(site: SiteDep, by: By = "country", limit: Limit = 50) -> BlindSpots:
    """Stories that several sources tell, and those of one country, language or folder don't."""
    return site.news.blind_spots(by=by, limit=limit)


@router.get("/sources", tags=["sources"])
def sources(site: SiteDep) -> source_models.SourceList:
    """All sources and how they are doing."""
    return source_models.SourceList(
        sources=tuple(map(source_models.SourceOut.of, site.news.sources()))
    )


@router.post("/sources/preview", tags=["sources"])
def preview(site: SiteDep, wanted: source_models.PreviewRequest) -> Preview:
    """Say what an address holds and what adding it will do. Saves nothing; takes seconds."""
    return site.news.preview(web_address(wanted.url))


@router.post("/sources", status_code=201, tags=["sources"])
def add(site: SiteDep, wanted: source_models.AddRequest) -> source_models.AddedOut:
    """Add a feed, a site, a sitemap or an article by its address."""
    added = site.news.add(web_address(wanted.url), folder=wanted.folder)
    return source_models.AddedOut.of(added)


@router.post("/sources/{source_id}/remove", tags=["sources"])
def remove(
    site: SiteDep, source_id: Id, wanted: source_models.RemoveRequest
) -> source_models.DoneOut:
    """Remove a source; its articles stay unless they are to go too."""
    if site.news.source(source_id) is None:
        raise HTTPException(404, "There is no such source.")
    site.news.remove(source_id, articles=wanted.articles)
    return source_models.DoneOut(done="remove")


@router.post("/sources/{source_id}/country", tags=["sources"])
def set_country(
    site: SiteDep, source_id: Id, wanted: source_models.CountryRequest
) -> source_models.DoneOut:
    """Say where a source is from, by code or name; "" leaves it to be guessed."""
    if site.news.source(source_id) is None:
        raise HTTPException(404, "There is no such source.")
    site.news.set_country(source_id, wanted.country, wanted.within)
    return source_models.DoneOut(done="country")


@router.post("/sources/{source_id}/{action}", tags=["sources"])
def act(site: SiteDep, source_id: Id, action: source_models.Action) -> source_models.DoneOut:
    """Pause a source, resume it, or read it now."""
    if site.news.source(source_id) is None:
        raise HTTPException(404, "There is no such source.")
    ACTIONS[action][0](site.news, source_id)
    return source_models.DoneOut(done=action)


@router.get("/status", tags=["status"])
def status(site: SiteDep) -> source_models.StatusOut:
    """How much there is, and which release answers."""
    return source_models.StatusOut.of(site.version, site.news.counts())
