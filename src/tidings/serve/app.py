"""The web app put together: routes, what guards them, what answers their errors."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.middleware import Middleware

from tidings.serve import (
    api,
    api_corrections,
    corrections,
    manage,
    pages,
    plain,
    subscribe,
    threads,
)
from tidings.serve.answers import Answers
from tidings.serve.assets import load_assets
from tidings.serve.guard import Guard, new_token, our_hosts
from tidings.serve.opening import Opening, Remembered
from tidings.serve.problems import answer_problems, problem
from tidings.serve.site import Clock, Site, make_templates

if TYPE_CHECKING:
    from tidings.config import Config
    from tidings.news import News

__all__ = ["create_app"]

ROUTERS = (
    plain.router,
    api.router,
    api_corrections.router,
    subscribe.router,  # before the pages: a tag may hold slashes, so /tag/… takes whatever is left
    manage.router,
    corrections.router,
    threads.api,
    threads.pages,
    pages.router,
)


def _now() -> datetime:
    return datetime.now(UTC)


def _minute(moment: datetime) -> datetime:
    """Return the minute: ages on a page are told to this."""
    return moment.replace(second=0, microsecond=0)


def create_app(news: News, config: Config, *, clock: Clock = _now) -> FastAPI:
    """Return the web app over an open library. Run it in one process: forms know one token."""
    remembered = Remembered(news, clock) if config.remember_opened else None
    app = FastAPI(
        title="Tidings",
        version=_version(),
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        middleware=[
            Middleware(Guard, hosts=our_hosts(config.host, config.base_url), problem=problem),
            *([Middleware(Opening, mark=remembered.mark)] if remembered else ()),
            Middleware(
                Answers,
                stamp=lambda: (news.stamp(), clock().replace(second=0, microsecond=0)),
                variant=remembered.variant if remembered else lambda path: None,
            ),
        ],
    )
    app.state.site = Site(
        news=news,
        config=config,
        clock=clock,
        version=app.version,
        token=new_token(),
        templates=make_templates(),
        assets=load_assets(),
        remembered=remembered,
    )
    for router in ROUTERS:
        app.include_router(router)
    answer_problems(app)
    return app


def _version() -> str:
    try:
        return version("tidings")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "0"
