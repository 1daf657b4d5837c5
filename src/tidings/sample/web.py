"""The bundled sample as a web of its own, and loading it into a library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from tidings.collect.messages import Request, Response
from tidings.errors import TidingsError
from tidings.news import News, Report
from tidings.sample import edited, feeds, pages
from tidings.types import Clock, Failure

__all__ = ["SampleWeb", "load_sample"]

TYPES = {".xml": "application/xml", ".json": "application/feed+json", ".txt": "text/plain"}


class SampleWeb:
    """A Fetcher whose whole web is a mapping from address to body."""

    def __init__(self, pages: Mapping[str, bytes], *, now: Clock) -> None:
        self.pages = pages
        self._now = now

    def fetch(self, request: Request) -> Response:
        """Return the page at an address, or a 404."""
        body = self.pages.get(request.url)
        ending = "." + request.url.rsplit(".", 1)[-1]
        return Response(
            request=request,
            url=request.url,
            status=404 if body is None else 200,
            fetched_at=self._now(),
            headers={"content-type": TYPES.get(ending, "text/html; charset=utf-8")},
            body=body or b"",
        )

    def fetch_all(self, requests: Iterable[Request]) -> Iterator[Response | Failure]:
        """Yield the answers, in order."""
        return map(self.fetch, requests)


def load_sample(news: News, *, report: Report | None = None) -> None:
    """Fill a library with the sample as it was some hours ago, then as it is now.

    Its sources are paused at the end: their sites exist nowhere else.
    """
    now = datetime.now(UTC)
    web = SampleWeb(pages(now), now=lambda: now)
    with news.using(web):
        for address in feeds():
            try:
                news.add(address)
            except TidingsError as exc:
                raise TidingsError(f"the sample's {address} can't be added: {exc}") from exc
        news.sync(report=report)
        web.pages = edited(now)
        for view in news.sources():
            news.poll_now(view.source.id)
        news.sync(report=report)
        for view in news.sources():
            news.pause(view.source.id)
