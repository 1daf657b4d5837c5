"""Serving for good: the web server in front, bringing the library up to date behind it."""

from __future__ import annotations

import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import uvicorn

from tidings.config import Config
from tidings.errors import TidingsError
from tidings.news import News
from tidings.serve import create_app

__all__ = ["serve_forever"]

ROUND = timedelta(minutes=1)  # between two looks for sources that are due
AFTER_TROUBLE = timedelta(minutes=5)  # a full disk or a locked library needs a person or time


def serve_forever(config: Config, *, sample: bool = False, sync: bool = True) -> None:
    """Serve until told to stop. With `sample`, an empty library gets the bundled news first."""
    with News.open(config=config) as news:
        if sample and not news.counts().articles:
            _load_sample(news)
        stop = threading.Event()
        keeper = threading.Thread(target=_keep_up, args=(news, stop), name="sync")
        if sync:
            keeper.start()
        _say(f"Tidings is at http://{_shown(config.host)}:{config.port} (Ctrl-C ends it)")
        try:
            with suppress(KeyboardInterrupt):  # Ctrl-C is how one ends it
                _serve(create_app(news, config), config)
        finally:
            stop.set()
            if sync:
                keeper.join()


def _serve(app: Callable[..., object], config: Config) -> None:
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            host=config.host,
            port=config.port,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=5,
        )
    )
    server.run()


def _keep_up(news: News, stop: threading.Event) -> None:
    """Bring the library up to date, again and again; trouble is told and tried again."""
    wait = timedelta()
    while not stop.wait(wait.total_seconds()):
        wait = ROUND
        try:
            news.sync(stop=stop.is_set)
        except TidingsError as exc:
            _say(f"sync: {exc}")
            wait = AFTER_TROUBLE
        except Exception:  # the server goes on serving whatever happens here
            traceback.print_exc()
            wait = AFTER_TROUBLE


def _load_sample(news: News) -> None:
    from tidings.sample.web import load_sample

    _say("loading the sample news …")
    load_sample(news)


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
