"""Threads: the affairs that are told in several stories, as pages and as JSON."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from tidings.serve.api.models import ErrorOut, Out
from tidings.serve.api.story_models import Cite, SentenceOut
from tidings.serve.maps import map_of
from tidings.serve.parameters import Id, Limit
from tidings.serve.site import SiteDep
from tidings.types import Reason, SummarySentence
from tidings.views import ThreadCard, ThreadStep, ThreadView

__all__ = ["api", "pages"]

LISTED = 100

pages = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
api = APIRouter(prefix="/api/threads", tags=["read"], responses={"4XX": {"model": ErrorOut}})


@pages.get("/threads")
def threads_page(site: SiteDep) -> Response:
    """The affairs that are told in several stories."""
    return site.page("threads.html", threads=site.news.threads(limit=LISTED))


@pages.get("/thread/{story_id}")
def thread_page(site: SiteDep, story_id: Id) -> Response:
    """One affair in order of time."""
    view = site.news.thread(story_id)
    if view is None:
        raise HTTPException(404, "No thread holds this story: it stands alone.")
    if view.thread.id != story_id:  # an older story may yet become its first, hence no 301
        return RedirectResponse(f"/thread/{view.thread.id}", 302)
    days = site.news.days_of(view.thread.stories)
    pins = site.news.places.of_stories(view.thread.stories)
    view = site.editor.shown(view)
    return site.page("thread.html", view=view, map=map_of(site.news, pins), days=days)


class ThreadRow(Out):
    """An affair as one row of a list. Its id is that of its first story."""

    id: str
    headline: str
    stories: tuple[str, ...]
    first_seen: datetime | None
    last_seen: datetime | None

    @classmethod
    def of(cls, card: ThreadCard) -> ThreadRow:
        """Return what the API says of an affair in a list."""
        return cls(
            id=card.thread.id,
            headline=card.headline,
            stories=card.thread.stories,
            first_seen=card.first.first_seen,
            last_seen=card.thread.last_seen,
        )


class ThreadList(Out):
    """Affairs, the one with the latest news first."""

    threads: tuple[ThreadRow, ...]


class StepOut(Out):
    """One story of an affair: what it changed, and why it belongs."""

    story: str
    headline: str
    first_seen: datetime | None
    publishers: tuple[str, ...]
    sentence: SentenceOut | None
    names: tuple[str, ...]
    figures: tuple[str, ...]
    previous: str | None
    because: tuple[Reason, ...]

    @classmethod
    def of(cls, step: ThreadStep) -> StepOut:
        """Return what the API says of a step."""
        return cls(
            story=step.story.id,
            headline=step.story.headline,
            first_seen=step.story.first_seen,
            publishers=step.story.publishers,
            sentence=_sentence(step.sentence) if step.sentence else None,
            names=step.names,
            figures=step.figures,
            previous=step.link.previous if step.link else None,
            because=step.link.because if step.link else (),
        )


def _sentence(told: SummarySentence) -> SentenceOut:
    return SentenceOut(text=told.text, cites=tuple(Cite.of(id, span) for id, span in told.cites))


class ThreadOut(Out):
    """An affair: its stories in order of time."""

    id: str
    headline: str
    steps: tuple[StepOut, ...]

    @classmethod
    def of(cls, view: ThreadView) -> ThreadOut:
        """Return what the API says of an affair."""
        steps = tuple(map(StepOut.of, view.steps))
        return cls(id=view.thread.id, headline=view.headline, steps=steps)


@api.get("")
def threads(site: SiteDep, limit: Limit = 50) -> ThreadList:
    """Affairs that are told in several stories, the one with the latest news first."""
    return ThreadList(threads=tuple(map(ThreadRow.of, site.news.threads(limit=limit))))


@api.get("/{story_id}")
def thread(site: SiteDep, story_id: Id) -> ThreadOut:
    """An affair in order of time, by the id of any of its stories."""
    view = site.news.thread(story_id)
    if view is None:
        raise HTTPException(404, "There is no such thread: a story may stand alone.")
    return ThreadOut.of(site.editor.shown(view))
