"""Comments as pages and as a feed: threads, one comment, lists; writing, reporting, muting."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.requests import Request

from tidings.comments import Row
from tidings.comments.rows import Seen
from tidings.errors import NotFoundError, TooManyError, UsageError
from tidings.i18n import phrase
from tidings.serve.accounts.visitor import LOGIN_NEEDED, CurrentPerson, needs
from tidings.serve.forms import Fields, Form
from tidings.serve.pages.comment_previews import PER_PAGE, Subject, subject_of, subjects_of
from tidings.serve.pages.subscribe import ITEMS, Format, feed_answer
from tidings.serve.parameters import Id, Name, Number, PageNumber
from tidings.serve.render.feeds import ItemOut
from tidings.serve.render.markdown import markdown
from tidings.serve.render.phrases import query_string
from tidings.serve.site import FeedLinks, Site, SiteDep
from tidings.types import Comment, CommentState, Person, Role

__all__ = ["router", "talking"]

LISTED = 50
SAID = {
    "report": phrase("Thank you. A moderator will look at it."),
    "mute": phrase("You read no more of what they say. Your own comments list whom you muted."),
    "unmute": phrase("You read again what they say."),
    "seen": "",
    "deleted": phrase("Your comment is deleted."),
}

Show = Literal["latest", "to-me", "mine"]
Before = Annotated[int, Query(ge=0, lt=1 << 53)]

router = APIRouter(prefix="/comments", default_response_class=HTMLResponse, include_in_schema=False)


def talking(site: Site) -> Site:
    """Return the site if who asks sees comments; 404 where there are none, 401 before a login."""
    if site.config.comments == "off":
        raise HTTPException(404)
    if not site.talks:
        raise HTTPException(401, LOGIN_NEEDED)
    return site


def said(site: Site, show: Show, *, before: int, limit: int) -> list[Row]:
    """Return what was said last, to the person who asks, or by them; 401 before a login."""
    kept, me = talking(site).news.comments, site.me.person
    if show != "latest" and me is None:
        raise HTTPException(401, LOGIN_NEEDED)
    read = {"latest": kept.latest, "to-me": kept.addressed, "mine": kept.own}[show]
    return read(kept.reader(me), before=before, limit=limit)


@router.get("")
def comments(site: SiteDep, show: Show = "latest", before: Before = 0, done: Name = "") -> Response:
    """What was said last; to the person who asks; or by them."""
    rows = said(site, show, before=before, limit=LISTED)
    kept, me = site.news.comments, site.me.person
    return site.page(
        "comments.html",
        rows=rows,
        show=show,
        subjects=subjects_of(site, [row.comment for row in rows]),
        unseen=kept.unseen(me) if me else 0,
        muted=kept.muted(me) if me and show == "mine" else (),
        moderates=kept.moderation.may(me),
        waiting=kept.moderation.waiting(me),
        older=rows[-1].comment.id if len(rows) == LISTED else 0,
        said=SAID.get(done, ""),
        feed=FeedLinks("Tidings: comments", "/comments/feed"),
    )


@router.get("/feed.{format}")
def feed(
    site: SiteDep, request: Request, format: Format, story: Name = "", article: Name = ""
) -> Response:
    """The latest comments: all, those about a story, or those about an article."""
    kept, base = talking(site).news.comments, site.base(request)
    if story or article:
        found = kept.of_story(story) if story else kept.of_article(article)
        rows = sorted(found, key=lambda row: -row.comment.id)
    else:
        rows = kept.latest(limit=ITEMS)
    shown = [row for row in rows if row.seen is Seen.TEXT][:ITEMS]
    subjects = subjects_of(site, [row.comment for row in shown])
    items = tuple(_item(row, subjects[row.comment.id], base) for row in shown)
    query = query_string({"story": story, "article": article})
    page = f"/story/{story}" if story else f"/article/{article}" if article else "/comments"
    return feed_answer(
        format, base, page, FeedLinks("Tidings: comments", "/comments/feed", query), items
    )


def _item(row: Row, subject: Subject, base: str) -> ItemOut:
    comment, name = row.comment, row.name or "Somebody"
    return ItemOut(
        id=f"urn:tidings:comment:{comment.id}",
        url=f"{base}/comments/{comment.id}",
        title=f"{name} on “{subject.title}”",
        content=markdown(comment.text),
        updated=comment.edited_at or comment.written_at,
        published=comment.written_at,
        authors=(name,),
    )


@router.get("/story/{story_id}")
def of_story(site: SiteDep, story_id: Id, page: PageNumber = 1) -> Response:
    """All that was said of a story and its articles."""
    subject = _story(talking(site), story_id)
    kept = site.news.comments
    rows = kept.of_story(story_id, kept.reader(site.me.person))
    return _threads(site, subject, f"/comments/story/{story_id}", rows, page)


@router.get("/article/{article_id}")
def of_article(site: SiteDep, article_id: Id, page: PageNumber = 1) -> Response:
    """All that was said of an article."""
    subject = _article(talking(site), article_id)
    kept = site.news.comments
    rows = kept.of_article(article_id, kept.reader(site.me.person))
    return _threads(site, subject, f"/comments/article/{article_id}", rows, page)


def _story(site: Site, story_id: str) -> Subject:
    name = site.news.store.stories.resolve(story_id)
    story = site.news.store.stories.get([name]).get(name)
    if story is None:
        raise HTTPException(404, "There is no such story any more.")
    return Subject(url=f"/story/{story.id}", title=story.headline, language=story.language)


def _article(site: Site, article_id: str) -> Subject:
    article = site.news.store.articles.get([article_id]).get(article_id)
    if article is None:
        raise HTTPException(404, "There is no such article any more.")
    return Subject(url=f"/article/{article.id}", title=article.heading, language=article.language)


def _threads(site: Site, subject: Subject, at: str, rows: list[Row], page: int) -> Response:
    first = (page - 1) * PER_PAGE
    return _page(
        site,
        phrase("Comments"),
        subject,
        rows=rows[first : first + PER_PAGE],
        at=at,
        page=page,
        more=len(rows) > first + PER_PAGE,
    )


def _page(
    site: Site, title: str, subject: Subject, *, status: int = 200, **context: Any
) -> Response:
    """Return a page of comments with a form; what is not given is empty."""
    told: dict[str, Any] = {
        "rows": [], "at": "", "text": "", "wrong": "", "button": "Comment", "said": "",
        "page": 1, "more": False, "focus": None, "moderates": False,
    }  # fmt: skip
    return site.page(
        "comment.html", status=status, title=title, subject=subject, **(told | context)
    )


@router.post("/story/{story_id}")
@needs(Role.READER)
def on_story(site: SiteDep, me: CurrentPerson, story_id: Id, form: Form) -> Response:
    """Say something of a story."""
    subject, at = _story(talking(site), story_id), f"/comments/story/{story_id}"
    return _say(site, me, form, subject, at, story=story_id)


@router.post("/article/{article_id}")
@needs(Role.READER)
def on_article(site: SiteDep, me: CurrentPerson, article_id: Id, form: Form) -> Response:
    """Say something of an article."""
    subject, at = _article(talking(site), article_id), f"/comments/article/{article_id}"
    return _say(site, me, form, subject, at, article=article_id)


def _say(
    site: Site,
    me: Person,
    form: Fields,
    subject: Subject,
    at: str,
    *,
    story: str = "",
    article: str = "",
) -> Response:
    text = form.text("text")
    try:
        comment = site.news.comments.write(me, text, story=story, article=article)
    except UsageError as error:
        return _refused(site, "Comment", subject, at, text, error)
    return RedirectResponse(f"{subject.url}#c{comment.id}", 303)


@router.post("/mute")
@needs(Role.READER)
def mute(site: SiteDep, me: CurrentPerson, form: Form) -> Response:
    """Read no more of what somebody says, or read it again."""
    other, on = form.number("person"), form.text("on") == "1"
    talking(site).news.comments.mute(me, other, on=on)
    site.news.people.changed(me.id)
    return RedirectResponse(f"/comments?show=mine&done={'mute' if on else 'unmute'}", 303)


@router.post("/seen")
@needs(Role.READER)
def seen(site: SiteDep, me: CurrentPerson, form: Form) -> Response:
    """Say that one has seen what was said to one."""
    talking(site).news.comments.see(me)
    site.news.people.changed(me.id)
    return RedirectResponse("/comments?show=to-me", 303)


@router.get("/{number}")
def one(site: SiteDep, number: Number, done: Name = "") -> Response:
    """One comment with what is said below it, and what one can do about it."""
    return _one(talking(site), number, said=SAID.get(done, ""))


def _one(site: Site, number: int, *, status: int = 200, **context: Any) -> Response:
    kept = site.news.comments
    rows = kept.thread(number, kept.reader(site.me.person))
    return _page(
        site,
        "Comment",
        subject_of(site, rows[0].comment),
        status=status,
        rows=rows[:PER_PAGE],
        more_below=len(rows) - PER_PAGE,
        at=f"/comments/{number}/reply" if rows[0].seen is Seen.TEXT else "",
        button="Reply",
        focus=rows[0],
        moderates=kept.moderation.may(site.me.person),
        **context,
    )


@router.post("/{number}/reply")
@needs(Role.READER)
def reply(site: SiteDep, me: CurrentPerson, number: Number, form: Form) -> Response:
    """Answer a comment."""
    text = form.text("text")
    try:
        comment = talking(site).news.comments.write(me, text, answers=number)
    except NotFoundError as error:
        gone = Subject(url="/comments", title=phrase("All comments"))
        return _refused(site, "Reply", gone, "", text, error)
    except UsageError as error:
        return _one(site, number, status=_status(error), text=text, wrong=str(error))
    return RedirectResponse(f"/comments/{number}#c{comment.id}", 303)


@router.get("/{number}/edit")
@needs(Role.READER)
def edit_form(site: SiteDep, me: CurrentPerson, number: Number) -> Response:
    """One's own comment, to be changed or deleted."""
    comment = _own(talking(site), me, number)
    return _edit(site, comment, comment.text)


@router.post("/{number}/edit")
@needs(Role.READER)
def edit(site: SiteDep, me: CurrentPerson, number: Number, form: Form) -> Response:
    """Change one's own comment."""
    comment, text = _own(talking(site), me, number), form.text("text")
    try:
        site.news.comments.edit(me, number, text)
    except UsageError as error:
        return _edit(site, comment, text, error)
    return RedirectResponse(f"/comments/{number}", 303)


def _own(site: Site, me: Person, number: int) -> Comment:
    comment = site.news.store.comments.get([number]).get(number)
    if not comment or comment.person != me.id or comment.state is CommentState.DELETED:
        raise HTTPException(404, "There is no such comment of yours any more.")
    return comment


def _edit(site: Site, comment: Comment, text: str, error: UsageError | None = None) -> Response:
    return _page(
        site,
        phrase("Change your comment"),
        subject_of(site, comment),
        status=_status(error) if error else 200,
        at=f"/comments/{comment.id}/edit",
        text=text,
        button=phrase("Keep the change"),
        wrong=str(error or ""),
        delete=f"/comments/{comment.id}/delete",
    )


@router.post("/{number}/delete")
@needs(Role.READER)
def delete(site: SiteDep, me: CurrentPerson, number: Number, form: Form) -> Response:
    """Take one's own comment back."""
    talking(site).news.comments.delete(me, number)
    return RedirectResponse("/comments?show=mine&done=deleted", 303)


@router.post("/{number}/report")
@needs(Role.READER)
def report(site: SiteDep, me: CurrentPerson, number: Number, form: Form) -> Response:
    """Ask a moderator to look at a comment."""
    talking(site).news.comments.report(me, number, form.text("why"))
    return RedirectResponse("/comments?done=report", 303)


def _refused(
    site: Site, title: str, subject: Subject, at: str, text: str, error: UsageError
) -> Response:
    """Return the form again, with what was written in it, and why it was refused."""
    return _page(
        site, title, subject, status=_status(error), at=at, text=text, wrong=str(error)
    )  # fmt: skip


def _status(error: UsageError) -> int:
    if isinstance(error, TooManyError):
        return 429
    return 404 if isinstance(error, NotFoundError) else 400
