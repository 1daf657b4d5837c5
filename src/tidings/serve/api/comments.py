"""Comments by the JSON API: read, written, changed, reported, moderated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

from fastapi import HTTPException
from pydantic import Field

from tidings.comments import Row
from tidings.serve.accounts.visitor import CurrentPerson, needs
from tidings.serve.api.models import Out, Wanted
from tidings.serve.api.routing import api_router
from tidings.serve.pages.comments import Before, Show, said, talking
from tidings.serve.pages.moderation import as_moderator
from tidings.serve.parameters import Id, Limit, Number, Offset
from tidings.serve.render.markdown import markdown
from tidings.serve.site import Site, SiteDep
from tidings.types import ActKind, CommentState, Role

__all__ = ["router"]

router = api_router("/api", "comments")


class DoubtOut(Out):
    """Why a comment waits."""

    kind: str
    score: float
    signs: tuple[str, ...]


class CommentOut(Out):
    """A comment, as who asks may see it: `text` is empty where `seen` is not "text"."""

    id: int
    article: str
    of_story: bool = Field(description="Said of the whole story that the article tells.")
    answers: int | None
    depth: int
    by: str
    own: bool
    seen: Literal["text", "deleted", "removed", "withheld", "muted"]
    state: CommentState
    text: str = Field(description="Markdown.")
    html: str
    doubts: tuple[DoubtOut, ...]
    notes: tuple[str, ...] = Field(description="What moderators said of it.")
    written_at: datetime
    edited_at: datetime | None

    @classmethod
    def of(cls, row: Row) -> CommentOut:
        """Say a row."""
        comment = row.comment
        return cls(
            id=comment.id,
            article=comment.article,
            of_story=comment.whole,
            answers=comment.answers,
            depth=row.depth,
            by=row.name,
            own=row.own,
            seen=row.seen.value,
            state=comment.state,
            text=comment.text,
            html=markdown(comment.text) if comment.text else "",
            doubts=tuple(map(DoubtOut.model_validate, comment.because)),
            notes=row.notes,
            written_at=comment.written_at,
            edited_at=comment.edited_at,
        )


class CommentList(Out):
    """Comments, and what to ask for next: an `offset`, or `before`."""

    comments: tuple[CommentOut, ...]
    next: int | None


class TextIn(Wanted):
    """What somebody says, in Markdown."""

    text: Annotated[str, Field(max_length=100_000)]


class WhyIn(Wanted):
    """Why, if there is something to say."""

    why: Annotated[str, Field(max_length=500)] = ""


class ActOut(Out):
    """What was done."""

    id: int
    comment: int
    does: ActKind
    by: str
    note: str
    at: datetime
    undone_at: datetime | None


class ActList(Out):
    """What was done, newest first."""

    acts: tuple[ActOut, ...]
    next: int | None


@router.get("/comments")
def latest(
    site: SiteDep, show: Show = "latest", before: Before = 0, limit: Limit = 50
) -> CommentList:
    """The latest comments that everyone can read; what was said to you, or by you."""
    rows = said(site, show, before=before, limit=limit)
    shown = tuple(map(CommentOut.of, rows))
    return CommentList(comments=shown, next=shown[-1].id if len(shown) == limit else None)


@router.get("/stories/{story_id}/comments")
def of_story(site: SiteDep, story_id: Id, limit: Limit = 50, offset: Offset = 0) -> CommentList:
    """The threads about a story and its articles: newest first, answers below."""
    kept = talking(site).news.comments
    return _cut(kept.of_story(story_id, kept.reader(site.me.person)), limit, offset)


@router.get("/articles/{article_id}/comments")
def of_article(site: SiteDep, article_id: Id, limit: Limit = 50, offset: Offset = 0) -> CommentList:
    """The threads about an article."""
    kept = talking(site).news.comments
    return _cut(kept.of_article(article_id, kept.reader(site.me.person)), limit, offset)


def _cut(rows: Sequence[Row], limit: int, offset: int) -> CommentList:
    shown = tuple(map(CommentOut.of, rows[offset : offset + limit]))
    return CommentList(comments=shown, next=offset + limit if len(rows) > offset + limit else None)


@router.post("/stories/{story_id}/comments", status_code=201)
@needs(Role.READER)
def on_story(site: SiteDep, me: CurrentPerson, story_id: Id, wanted: TextIn) -> CommentOut:
    """Say something of a story. What has to wait comes back as `waiting`, with its doubts."""
    return _read(site, talking(site).news.comments.write(me, wanted.text, story=story_id).id)


@router.post("/articles/{article_id}/comments", status_code=201)
@needs(Role.READER)
def on_article(site: SiteDep, me: CurrentPerson, article_id: Id, wanted: TextIn) -> CommentOut:
    """Say something of an article."""
    return _read(site, talking(site).news.comments.write(me, wanted.text, article=article_id).id)


@router.get("/comments/acts")
@needs(Role.READER)
def acts(site: SiteDep, before: Before = 0, limit: Limit = 50) -> ActList:
    """What moderators, and Tidings alone, did; for moderators."""
    if not talking(site).news.comments.moderation.may(site.me.person):
        raise HTTPException(404, "What was done is told to moderators.")
    found = as_moderator(site).acts(before=before, limit=limit)
    shown = tuple(ActOut.model_validate(act) for act, _ in found)
    return ActList(acts=shown, next=shown[-1].id if len(shown) == limit else None)


@router.get("/comments/{number}")
def one(site: SiteDep, number: Number, limit: Limit = 50, offset: Offset = 0) -> CommentList:
    """One comment and what is said below it."""
    kept = talking(site).news.comments
    return _cut(kept.thread(number, kept.reader(site.me.person)), limit, offset)


@router.post("/comments/{number}/reply", status_code=201)
@needs(Role.READER)
def reply(site: SiteDep, me: CurrentPerson, number: Number, wanted: TextIn) -> CommentOut:
    """Answer a comment."""
    return _read(site, talking(site).news.comments.write(me, wanted.text, answers=number).id)


@router.post("/comments/{number}/edit")
@needs(Role.READER)
def edit(site: SiteDep, me: CurrentPerson, number: Number, wanted: TextIn) -> CommentOut:
    """Say one's own comment in other words."""
    return _read(site, talking(site).news.comments.edit(me, number, wanted.text).id)


@router.post("/comments/{number}/delete", status_code=204)
@needs(Role.READER)
def delete(site: SiteDep, me: CurrentPerson, number: Number) -> None:
    """Take one's own comment back: its text is gone, answers stay."""
    talking(site).news.comments.delete(me, number)


@router.post("/comments/{number}/report", status_code=204)
@needs(Role.READER)
def report(site: SiteDep, me: CurrentPerson, number: Number, wanted: WhyIn) -> None:
    """Ask a moderator to look at a comment."""
    talking(site).news.comments.report(me, number, wanted.why)


@router.post("/comments/{number}/{act}")
@needs(Role.READER)
def moderate(
    site: SiteDep,
    me: CurrentPerson,
    number: Number,
    act: Literal["hide", "remove", "restore"],
    wanted: WhyIn,
) -> ActOut:
    """Hide, remove or show a comment again; for moderators."""
    if number not in talking(site).news.store.comments.get([number]):
        raise HTTPException(404, "There is no such comment any more.")
    done = as_moderator(site).act(number, ActKind(act), by=me.name, note=wanted.why)
    return ActOut.model_validate(done)


@router.post("/comments/acts/{number}/undo")
@needs(Role.READER)
def undo(site: SiteDep, number: Number) -> ActOut:
    """Make a comment what it was before an act; for moderators."""
    if site.news.store.comments.act(number) is None:
        raise HTTPException(404, "There is nothing of that number to undo.")
    return ActOut.model_validate(as_moderator(site).undo(number))


def _read(site: Site, number: int) -> CommentOut:
    kept = site.news.comments
    return CommentOut.of(kept.thread(number, kept.reader(site.me.person))[0])
