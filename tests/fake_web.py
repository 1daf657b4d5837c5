"""The web as a table of pages, for tests: `News.open("sqlite://", web=FakeWeb({url: body}))`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from tidings.collect.messages import Request, Response
from tidings.errors import FetchError, UsageError
from tidings.types import Failure
from tidings.urls import canonical

WHEN = datetime(2026, 11, 22, 12, tzinfo=UTC)


class FakeWeb:
    """Answers with the pages it was given; `asked` holds every request, in order.

    A page is its body, a whole Response, or the error that fetching it ends in. What is not among
    them answers 404. A body is never sent twice to who shows the ETag it came with.
    """

    def __init__(
        self, pages: Mapping[str, bytes | Response | FetchError], *, now: datetime = WHEN
    ) -> None:
        self.pages = {canonical(url): page for url, page in pages.items()}
        self.asked: list[Request] = []
        self.now = now

    def fetch(self, request: Request) -> Response:
        self.asked.append(request)
        try:
            page = self.pages.get(canonical(request.url))
        except UsageError as exc:
            raise FetchError(str(exc)) from exc
        if isinstance(page, FetchError):
            raise page
        if isinstance(page, Response):
            return replace(page, request=request)
        if page is None:
            return self._response(request, 404, b"", "")
        etag = f'"{hash(page):x}"'
        if request.etag == etag:
            return self._response(request, 304, b"", etag)
        return self._response(request, 200, page, etag)

    def fetch_all(self, requests: Iterable[Request]) -> Iterator[Response | Failure]:
        for request in requests:
            try:
                yield self.fetch(request)
            except FetchError as exc:
                yield Failure(
                    id=request.id or request.url, stage="collect", error=str(exc), url=request.url
                )

    def close(self) -> None:
        pass

    def _response(self, request: Request, status: int, body: bytes, etag: str) -> Response:
        return Response(
            request=request,
            url=request.url,
            status=status,
            fetched_at=self.now,
            body=body,
            etag=etag,
            headers={"content-type": _content_type(body)} if body else {},
        )


def _content_type(body: bytes) -> str:
    start = body[:200].lstrip()
    if start.startswith(b"{"):
        return "application/feed+json"
    return "application/xml" if start.startswith(b"<?xml") else "text/html; charset=utf-8"
