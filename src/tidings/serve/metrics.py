"""What a program that watches over this one is told: counts and sizes, for Prometheus.

What is counted here is of this process; the library's own figures are looked up when asked for.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from fastapi import APIRouter
from fastapi.responses import Response
from prometheus_client import CollectorRegistry, Histogram, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tidings.news import News
from tidings.serve.accounts.authentication import METRICS
from tidings.serve.accounts.visitor import needs
from tidings.types import Role, Source

__all__ = ["Metered", "Metrics", "router"]

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1.0, 2.5, 10.0)
OTHER = "other"

router = APIRouter(include_in_schema=False)


@router.get(METRICS)
@needs(Role.OWNER)
def metrics(request: Request) -> Response:
    """Counts and sizes, in the format that who asks can read."""
    write, media_type = choose_encoder(request.headers.get("accept", ""))
    body = write(request.app.state.metrics.registry)
    return Response(body, headers={"Content-Type": media_type, "Cache-Control": "no-store"})


class Metrics:
    """The figures of one web app. Nothing is shared with another one in the same process."""

    def __init__(self, news: News) -> None:
        self.registry = CollectorRegistry()
        self.requests = Histogram(
            "tidings_request_seconds",
            "Time to answer, by the first part of the address and the class of the status.",
            ("part", "status"),
            buckets=SECONDS,
            registry=self.registry,
        )
        self.registry.register(_Library(news))
        ProcessCollector(registry=self.registry)


class Metered:
    """Times every answer. Addresses that are none of ours count as one: no one can make more."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics, parts: frozenset[str]) -> None:
        self.app = app
        self._requests = metrics.requests
        self._parts = parts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and note how long its answer took and what it came to."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start, status = time.perf_counter(), "5xx"

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = f"{message['status'] // 100}xx"
            await send(message)

        try:
            await self.app(scope, receive, noted)
        finally:
            first = scope["path"].split("/", 2)[1]
            part = f"/{first}" if first in self._parts else OTHER
            self._requests.labels(part, status).observe(time.perf_counter() - start)


class _Library(Collector):
    """The library's figures, looked up when they are asked for."""

    def __init__(self, news: News) -> None:
        self._news = news

    def describe(self) -> Iterable[Metric]:
        """Return nothing: what there is is known only by looking."""
        return ()

    def collect(self) -> Iterable[Metric]:
        """Yield every figure."""
        news, queue = self._news, self._news.store.queue
        counts = news.counts()
        yield GaugeMetricFamily("tidings_articles", "Articles.", counts.articles)
        yield GaugeMetricFamily("tidings_stories", "Stories.", counts.stories)
        yield _gauge("tidings_sources", "Sources.", "state", _states(news.store.sources.all()))
        yield _gauge("tidings_pending", "Things to do.", "stage", queue.counts())
        yield _gauge("tidings_failures", "Failures that are kept.", "stage", queue.failed())
        yield GaugeMetricFamily("tidings_library_bytes", "The library.", news.store.size())
        for name, count in sorted(news.tally.items()):
            yield CounterMetricFamily(f"tidings_sync_{name}", f"What syncs did: {name}.", count)
        asked = "Answers of the web, by what was asked for and the class of the status."
        fetched = CounterMetricFamily("tidings_fetches", asked, labels=("kind", "status"))
        for (kind, status), count in sorted(news.answers.items()):
            fetched.add_metric((kind, status), count)
        yield fetched


def _gauge(name: str, what: str, label: str, values: Mapping[str, int]) -> Metric:
    family = GaugeMetricFamily(name, what, labels=(label,))
    for value, count in sorted(values.items()):
        family.add_metric((value,), count)
    return family


STATES: tuple[tuple[str, Callable[[Source], bool]], ...] = (
    ("gone", lambda source: source.gone),
    ("paused", lambda source: source.paused),
    ("failing", lambda source: bool(source.error)),
    ("fine", lambda source: True),
)
"""The state of a source is the first that holds."""


def _states(sources: Iterable[Source]) -> dict[str, int]:
    counts = Counter({name: 0 for name, _ in STATES})
    counts.update(next(name for name, holds in STATES if holds(one)) for one in sources)
    return counts
