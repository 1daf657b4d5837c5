"""The pages to read: front, story, article, tags, a tag, a source, search, about."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.requests import Request

from tidings.enrich.tags import slug
from tidings.reference.topics import TOPICS, find_topic, topic_of_tag
from tidings.serve.maps import map_of
from tidings.serve.pages.comment_previews import talk_of_article, talk_of_story
from tidings.serve.parameters import Done, Id, Name, PageNumber, Words
from tidings.serve.render.changes import changes
from tidings.serve.render.citations import cited_sentences, quote_places
from tidings.serve.render.coverage import coverage_chart
from tidings.serve.render.lineage import family
from tidings.serve.render.phrases import path_part, query_string
from tidings.serve.render.reading import blocks, minutes_of
from tidings.serve.render.sanitize import safe_url
from tidings.serve.site import FeedLinks, Site, SiteDep
from tidings.types import Home
from tidings.urls import host_of
from tidings.views import By, Hit, StoryCard

__all__ = ["router"]

PER_PAGE = 30
TAGS_BESIDE = 15  # of the many tags, how many stand beside the stories
SOURCES_BESIDE = 12
TAGS_LISTED = 500

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/")
def front(
    site: SiteDep,
    tag: Name = "",
    source: Name = "",
    language: Name = "",
    topic: Name = "",
    page: PageNumber = 1,
) -> Response:
    """The stories, most important first."""
    about = find_topic(topic)
    chosen = {"tag": tag, "source": source, "language": language}
    chosen["topic"] = about.slug if about else ""
    cards = site.news.front(
        tag=tag,
        source=source,
        language=language,
        topic=about.code if about else "",
        limit=PER_PAGE + 1,
        offset=(page - 1) * PER_PAGE,
    )
    if not cards and page == 1 and not any(chosen.values()):
        return site.page("empty.html", counts=site.news.counts())
    feed = FeedLinks("Tidings: front page", "/feed", query_string(chosen))
    without = {name: query_string({**chosen, name: ""}) for name in chosen}
    return site.page(
        "front.html",
        chosen=chosen,
        without=without,
        about=about,
        feed=feed,
        **_paged(site, cards, page, chosen),
        **_beside(site),
    )


@router.get("/story/{story_id}")
def story(
    site: SiteDep, request: Request, story_id: Id, done: Done = 0, unread: bool = False
) -> Response:
    """One event, told by all who report it. `done` is the correction that led here.

    It is read by being opened, but for who has just marked it `unread`.
    """
    view = site.news.story(story_id)
    if view is None:
        raise HTTPException(404)
    if view.story.id != story_id:  # merged; a correction may yet split it again, hence no 301
        return RedirectResponse(f"/story/{view.story.id}", 302)
    who = site.news.entities.of_story(view.story.id)
    named = {entity.name.casefold() for of_kind in who.values() for entity in of_kind}
    articles = {telling.article.id: telling.article for telling in view.tellings}
    return site.page(
        "story.html",
        view=view,
        headline=view.summary.headline or view.story.headline,
        summary=cited_sentences(site.editor.shown(view)),
        chart=coverage_chart(view.tellings, locale=site.locale, now=site.clock()),
        family=family(view, site.locale),
        minutes=minutes_of(one for telling in view.tellings for one in telling.adds),
        quotes=quote_places(view.quotes),
        map=map_of(site.news, site.news.places.of_story(view.story.id)),
        who=who,
        tags=[tag for tag in view.tags if tag.casefold() not in named],
        marks_of=site.marks_of(view.story),
        opens=site.remembered is not None and not unread,
        talk=talk_of_story(site, view.story.id),
        base=site.base(request),
        unread=site.remembered.since(view.story) if site.remembered else None,
        articles=articles,
        evidence={**view.against, **articles},
        languages={t.article.id: t.article.language for t in view.tellings},
        feed=FeedLinks(view.story.headline, f"/story/{view.story.id}/feed"),
        said=next((c for c in view.corrections if c.id == done), None),
    )


@router.get("/story/{story_id}/original")
def original(site: SiteDep, story_id: Id) -> Response:
    """To the publisher's page of the newest article that tells a story: the key `v` of lists."""
    view = site.news.story(story_id)
    told = (safe_url(telling.article.url) for telling in reversed(view.tellings if view else ()))
    url = next((url for url in told if url.startswith("http")), "")
    if not url:
        raise HTTPException(404)
    return RedirectResponse(url, 302, headers={"Referrer-Policy": "no-referrer"})


@router.get("/article/{article_id}")
def article(site: SiteDep, article_id: Id) -> Response:
    """One article, its background folded."""
    view = site.news.article(article_id)
    if view is None:
        raise HTTPException(404)
    return site.page(
        "article.html",
        view=view,
        article=view.article,
        blocks=blocks(view),
        minutes=minutes_of(view.article.paragraphs),
        quotes=quote_places(view.quotes),
        marks=site.news.entities.marks(view.article),
        talk=talk_of_article(site, view.article.id),
    )


@router.get("/article/{article_id}/versions")
def versions(site: SiteDep, article_id: Id) -> Response:
    """How an article was changed after it came out."""
    view = site.news.article(article_id)
    if view is None:
        raise HTTPException(404)
    return site.page("versions.html", article=view.article, changes=changes(view.versions))


@router.get("/tags")
def tags(site: SiteDep) -> Response:
    """All tags in use, the most used first."""
    tags, weeks = site.news.tags(limit=TAGS_LISTED), site.news.tag_weeks()
    found = [one for one in tags if not topic_of_tag(slug(one.tag))]
    return site.page("tags.html", tags=found, weeks=weeks, topics=site.news.topics())


@router.get("/tag/{tag:path}")
def tag(site: SiteDep, tag: str, page: PageNumber = 1) -> Response:
    """The stories under a tag."""
    cards = site.news.front(tag=tag, limit=PER_PAGE + 1, offset=(page - 1) * PER_PAGE)
    if not cards and page == 1:
        raise HTTPException(404, "No story carries this tag. See all tags for those in use.")
    feed = FeedLinks(f"Tidings: {tag}", f"/tag/{path_part(tag)}/feed")
    topic = topic_of_tag(slug(tag))
    return site.page("tag.html", tag=tag, topic=topic, feed=feed, **_paged(site, cards, page, {}))


@router.get("/topics")
def topics(site: SiteDep) -> Response:
    """What news can be about, and how much of it is."""
    return site.page("topics.html", topics=site.news.topics())


@router.get("/topic/{name}")
def topic(site: SiteDep, name: Id, page: PageNumber = 1) -> Response:
    """The stories about a topic."""
    found = find_topic(name)
    if found is None:
        raise HTTPException(404, "There is no such topic. See all topics for those there are.")
    if found.slug != name:
        return RedirectResponse(f"/topic/{found.slug}", 308)
    cards = site.news.front(topic=found.code, limit=PER_PAGE + 1, offset=(page - 1) * PER_PAGE)
    return site.page(
        "topic.html",
        topic=found,
        broader=TOPICS.get(found.broader),
        narrower=[one for one in TOPICS.values() if one.broader == found.code],
        feed=FeedLinks(f"Tidings: {found.name}", f"/topic/{found.slug}/feed"),
        **_paged(site, cards, page, {}),
    )


@router.get("/source/{source_id}")
def source(site: SiteDep, source_id: Id, page: PageNumber = 1) -> Response:
    """A source: how it is doing, and the stories that it tells."""
    view = site.news.source(source_id)
    if view is None:
        raise HTTPException(404)
    cards = site.news.front(source=source_id, limit=PER_PAGE + 1, offset=(page - 1) * PER_PAGE)
    feed = FeedLinks(view.source.title or view.source.url, f"/source/{view.source.id}/feed")
    home = site.news.places.homes([source_id]).get(source_id, Home())
    push = site.news.pushes.of(source_id) if site.news.pushes.on else None
    return site.page(
        "source.html",
        view=view,
        at_home=home,
        within=site.news.places.part_name(home),
        feed=feed,
        push=push,
        hub=host_of(push.hub) if push else "",
        **_paged(site, cards, page, {}),
    )


@router.get("/sources/where")
def where(site: SiteDep) -> Response:
    """The sources by country and by language."""
    return site.page("where.html", spread=site.news.source_spread())


@router.get("/search")
def search(site: SiteDep, q: Words = "", page: PageNumber = 1) -> Response:
    """The articles that hold the words, those of one story together where the best stands."""
    if not q.strip():
        return site.page("search.html", q="", found=None, feed=None)
    found = site.news.search(q, limit=PER_PAGE, offset=(page - 1) * PER_PAGE)
    path = f"/search{query_string({'q': q})}&page="
    feed = FeedLinks(f"Tidings: {q}", "/search/feed", query_string({"q": q}))
    more = found.total > page * PER_PAGE
    told: dict[str, list[Hit]] = {}
    for hit in found.hits:
        told.setdefault(hit.story or hit.article.id, []).append(hit)
    context: dict[str, Any] = {"q": q, "feed": feed, "page": page, "more": more, "path": path}
    return site.page("search.html", found=found, told=list(told.values()), **context)


@router.get("/blind-spots")
def blind_spots(site: SiteDep, by: By = "country") -> Response:
    """What the sources of one country, language or folder don't tell."""
    return site.page("blindspots.html", view=site.news.blind_spots(by=by))


@router.get("/about")
def about(site: SiteDep) -> Response:
    """How much there is, and where machines find it."""
    return site.page(
        "about.html",
        counts=site.news.counts(),
        version=site.version,
        remembered=site.remembered,
    )


def _paged(
    site: Site, cards: tuple[StoryCard, ...], page: int, parameters: dict[str, str]
) -> dict[str, Any]:
    """One more card than a page holds was asked for: it says whether there is a next page."""
    query = query_string(parameters)
    return {
        "cards": cards[:PER_PAGE],
        "unread": site.remembered.unread(c.story for c in cards) if site.remembered else {},
        "page": page,
        "more": len(cards) > PER_PAGE,
        "path": f"{query}&page=" if query else "?page=",
    }


def _beside(site: Site) -> dict[str, Any]:
    sources = sorted(site.news.sources(), key=lambda view: -view.articles)
    languages = sorted({view.source.language for view in sources if view.source.language})
    return {
        "tags": site.news.tags(limit=TAGS_BESIDE),
        "sources": sources[:SOURCES_BESIDE],
        "source_titles": {view.source.id: view.source.title for view in sources},
        "languages": languages,
    }
