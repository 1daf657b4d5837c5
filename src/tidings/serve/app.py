"""The web app put together: routes, what guards them, what answers their errors."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from fastapi import Depends, FastAPI
from starlette.middleware import Middleware
from starlette.types import Scope

from tidings.i18n import ENGLISH
from tidings.intake.pushing import CALLBACK
from tidings.serve import metrics, offline, pictures, static_routes, websub
from tidings.serve.accounts import account, folders, login, openid, own_data, people, writing
from tidings.serve.accounts.authentication import MCP, METRICS, Authentication
from tidings.serve.accounts.visitor import admit, visitor_of
from tidings.serve.agents import Agents
from tidings.serve.api import channels as api_channels
from tidings.serve.api import comments as api_comments
from tidings.serve.api import corrections as api_corrections
from tidings.serve.api import library as api
from tidings.serve.api import links as api_links
from tidings.serve.api import mine as api_mine
from tidings.serve.api import moderating as api_moderating
from tidings.serve.api import naming as api_naming
from tidings.serve.api import own as api_own
from tidings.serve.api import people as api_people
from tidings.serve.api import watched as watched_api
from tidings.serve.api import writing as api_writing
from tidings.serve.api import wrong as api_wrong
from tidings.serve.assets import load_assets
from tidings.serve.guard import Apps, Guard, new_token, our_hosts
from tidings.serve.history import Opening, Remembered
from tidings.serve.language import ChooseLanguage, locale_for
from tidings.serve.pages import (
    alerts,
    bulk_sources,
    calendar,
    comments,
    corrections,
    editor,
    entities,
    manage,
    moderation,
    own_feeds,
    places,
    river,
    sharing,
    subscribe,
    threads,
    watched,
    wrapup,
    wrong,
)
from tidings.serve.pages import reading as pages
from tidings.serve.problems import answer_problems, problem
from tidings.serve.reader import MAX_BODY, PLACES, ReaderApps, is_for_reader_apps
from tidings.serve.responses import Answers
from tidings.serve.site import Site, make_templates
from tidings.types import Clock

if TYPE_CHECKING:
    from tidings.config import Config
    from tidings.news import News

__all__ = ["create_app"]

ROUTERS = (
    static_routes.router,
    offline.router,
    login.router,
    openid.router,
    folders.router,
    account.router,
    writing.router,
    wrong.router,
    people.router,
    api.router,
    api_corrections.router,
    api_naming.router,
    api_own.router,
    api_mine.router,
    api_links.router,
    api_people.router,
    api_channels.router,
    own_data.router,
    own_feeds.router,
    api_moderating.router,  # before the comments: it names places where they have numbers
    api_comments.router,
    api_writing.router,
    api_wrong.router,
    moderation.router,  # before the comments: it names places where they have numbers
    comments.router,
    subscribe.router,  # before the pages: a tag may hold slashes, so /tag/… takes whatever is left
    bulk_sources.router,  # before the sources, of which one could have such an id
    manage.router,
    metrics.router,
    places.api,
    places.pages,  # before the corrections, of which one could be called so
    corrections.router,
    entities.api,
    entities.pages,
    pictures.router,
    river.router,
    watched.router,
    alerts.router,
    watched_api.router,
    sharing.router,
    calendar.api,
    calendar.pages,
    threads.api,
    editor.api,
    editor.pages,
    wrapup.api,
    wrapup.pages,
    websub.router,
    threads.pages,
    pages.router,
)


PARTS = frozenset(
    [path.split("/")[1] for path, _ in (*PLACES, (MCP, None))]
    + [getattr(route, "path", "/").split("/")[1] for router in ROUTERS for route in router.routes]
)
"""What our addresses begin with."""

UPLOADS = frozenset({"/settings/data", "/api/me/import"})

FRESH = ("/login", "/join/")  # never one page for two who ask: each is asked something else


def _now() -> datetime:
    return datetime.now(UTC)


def create_app(news: News, config: Config, *, clock: Clock = _now) -> FastAPI:
    """Return the web app over an open library. Run it in one process: tries are counted in it."""
    figures = metrics.Metrics(news)
    app = FastAPI(
        title="Tidings",
        version=_version(),
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        dependencies=[Depends(admit)],
        middleware=[
            Middleware(metrics.Metered, metrics=figures, parts=PARTS),
            *_middleware(news, config, clock),
        ],
    )
    app.state.site = Site(
        news=news,
        config=config,
        clock=clock,
        version=app.version,
        token=new_token(),
        assets=load_assets(),
    )
    make_templates(ENGLISH)
    app.state.metrics = figures
    app.state.pictures = pictures.pictures_of(config)
    for router in ROUTERS:
        app.include_router(router)
    answer_problems(app)
    return app


def _middleware(news: News, config: Config, clock: Clock) -> Iterator[Middleware]:
    """Yield what a request passes through, from the outside in."""
    yield Middleware(
        Guard,
        hosts=our_hosts(config.host, config.base_url),
        problem=problem,
        apps=Apps(_sees_no_cookie, MAX_BODY, UPLOADS.__contains__),
    )
    yield Middleware(ReaderApps, news=news, config=config, clock=clock, version=_version())
    yield Middleware(Authentication, news=news, config=config, clock=clock, problem=problem)
    yield Middleware(ChooseLanguage)
    yield Middleware(Agents, news=news, version=_version())
    if config.remember_opened:
        yield Middleware(Opening, mark=partial(_mark_opened, news, clock))
    yield Middleware(
        Answers,
        beside=frozenset({pictures.PICTURES, METRICS})
        | openid.ways_of(tuple(one.key for one in config.providers)),
        stamp=partial(_stamp, news, clock),
        variant=partial(_variant, news),
    )


def _mark_opened(news: News, clock: Clock, person: int, kind: str, name: str) -> None:
    Remembered(news, clock, person).mark(kind, name)


def _stamp(news: News, clock: Clock) -> Hashable:
    """Return what changes when an answer may have changed for everyone."""
    minute = clock().replace(second=0, microsecond=0)
    return news.stamp(), news.editor.remote.version, minute


def _variant(news: News, scope: Scope) -> Hashable:
    """Return what differs where an answer may differ by who asks; None: it is never kept."""
    person, speaks = visitor_of(scope).person, locale_for(scope).code
    if person is None:
        return None if scope["path"].startswith(FRESH) else speaks
    versions = news.people.version(person.id), news.people.opened(person.id).version
    return visitor_of(scope).stamp, versions, speaks


def _sees_no_cookie(path: str) -> bool:
    return is_for_reader_apps(path) or path.startswith(CALLBACK)


def _version() -> str:
    try:
        return version("tidings")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "0"
