"""What a person opens is recorded once the page has been sent: no page waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tidings.reading.opened import SITTING
from tidings.serve.accounts.visitor import visitor_of
from tidings.types import Story
from tidings.views import Unread

if TYPE_CHECKING:
    from tidings.news import News
    from tidings.types import Clock

__all__ = ["Opening", "Remembered", "opened_page"]

Mark = Callable[[int, str, str], None]  # a person, "story" or "article", and its id
GOOD = (200, 304)


class Remembered:
    """What a person has opened, and what is therefore new to them."""

    def __init__(self, news: News, clock: Clock, person: int) -> None:
        self._news = news
        self._clock = clock
        self._person = person
        self._opened = news.people.opened(person)

    @property
    def articles(self) -> int:
        """How many articles are remembered."""
        return len(self._opened)

    def mark(self, kind: str, name: str) -> None:
        """Remember a story, with the articles that tell it by now, or an article."""
        articles = self._news.told_by(name) if kind == "story" else (name,)
        desk = self._news.people.desk(self._person)
        desk.mark([state.item.number for state in desk.of(articles)], read=True, undoable=False)
        self._opened.mark(articles, now=self._clock())

    def forget(self) -> None:
        """Forget everything that was opened."""
        self._opened.forget()

    @property
    def version(self) -> int:
        """What is another one where a page may say something else after an opening."""
        return self._opened.version

    def unread(self, stories: Iterable[Story]) -> dict[str, Unread]:
        """Return what is new of the stories that were opened before, by their ids."""
        found = {}
        for story in stories:
            read = self._opened.among(story.articles)
            if 0 < len(read) < len(story.articles):
                found[story.id] = self._news.new_for(read, story.id)
        return {name: one for name, one in found.items() if one is not None}

    def since(self, story: Story) -> Unread | None:
        """Return what is new of a story since an earlier sitting."""
        read = self._opened.among(story.articles, before=self._clock() - SITTING)
        return self._news.new_for(read, story.id) if len(read) < len(story.articles) else None


class Opening:
    """Tells `mark` which story or article a person opened; what a browser fetches ahead is not."""

    def __init__(self, app: ASGIApp, *, mark: Mark) -> None:
        self.app = app
        self.mark = mark

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; mark what was opened when it was answered well."""
        page = opened_page(scope)
        person = visitor_of(scope).person
        status = 0

        async def sent(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        await self.app(scope, receive, sent if page else send)
        if page and person and status in GOOD:
            await run_in_threadpool(self.mark, person.id, *page)


def opened_page(scope: Scope) -> tuple[str, str] | None:
    """Return the kind and id of the story or article that a request opens, None for all else."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    parts = scope["path"].strip("/").split("/")
    if len(parts) != 2 or parts[0] not in ("story", "article"):
        return None
    if scope["query_string"] == b"unread=1":  # the way back from its button "Mark as unread"
        return None
    headers = Headers(scope=scope)
    ahead = headers.get("sec-purpose", headers.get("purpose", ""))
    return None if "prefetch" in ahead else (parts[0], parts[1])
