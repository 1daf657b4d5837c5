"""Serving for good: the web server in front, bringing the library up to date behind it."""

from __future__ import annotations

import errno
import gc
import signal
import socket
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import timedelta
from http.client import HTTPConnection, HTTPException

import uvicorn

from tidings.config import Config
from tidings.errors import ConfigError, TidingsError
from tidings.news import News
from tidings.serve import create_app

__all__ = ["bind", "serve", "serve_forever"]

ROUND = timedelta(minutes=1)  # between two looks for sources that are due
KEEP_ALIVE = 75  # seconds that an idle connection stays open: longer than proxies keep theirs (60)
PATIENCE = 10.0  # seconds for the first page
AFTER_TROUBLE = timedelta(minutes=5)  # a full disk or a locked library needs a person or time


def serve_forever(config: Config, *, sample: bool = False, sync: bool = True) -> None:
    """Serve until told to stop. With `sample`, an empty library gets the bundled news first."""
    with closing(bind(config)) as listening, News.open(config=config) as news:
        _check_guarded(news, config)
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # else workers would outlive us
        if sample and not news.counts().articles:
            _load_sample(news)
        stop = threading.Event()
        keeper = threading.Thread(target=_keep_up, args=(news, stop), name="sync")
        if sync:
            keeper.start()
        port = listening.getsockname()[1]
        listening.listen()
        warming = threading.Thread(target=_warm, args=(news, config.host, port), name="warm")
        warming.start()
        try:
            with suppress(KeyboardInterrupt):  # Ctrl-C, or a supervisor, ends it
                _say(f"Tidings is at http://{_shown(config.host)}:{port} (Ctrl-C ends it)")
                serve(create_app(news, config), listening)
        finally:
            stop.set()
            listening.close()  # what was never answered needs not wait: the first page, too
            warming.join()
            if sync:
                keeper.join()


def _warm(news: News, host: str, port: int) -> None:
    """Ask for the first page, and read the models: so nobody has to wait for what is done once.

    A second for the table of routes, and two for the models of meaning and of languages.
    """
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 asks, binds nothing
    with suppress(OSError, HTTPException):
        connection = HTTPConnection(here, port, timeout=PATIENCE)
        connection.request("GET", "/")
        connection.getresponse().read()
    if news.config.encoder != "none":
        with suppress(TidingsError):  # who needs it is told
            news.editor.asking.warm()


def _check_guarded(news: News, config: Config) -> None:
    """Raise ConfigError where others could come in and do as they like."""
    if not (config.is_private or config.public or news.people.accounts.guarded):
        raise ConfigError(
            "others could reach this server, and nobody has a password yet: run "
            "'tidings person password owner' first, or let anyone read with public = true"
        )


def bind(config: Config) -> socket.socket:
    """Take the address to listen at (0: any port). Raises ConfigError where it is not to be had."""
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    # Named as TCP, or asyncio leaves Nagle's algorithm on: 40 ms that every kept connection waits
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((config.host, config.port))
    except (OSError, OverflowError) as exc:
        listening.close()
        where = f"{_shown(config.host)}:{config.port}"
        if isinstance(exc, OSError) and exc.errno == errno.EADDRINUSE:
            raise ConfigError(f"{where} is taken by another program: name another --port") from exc
        why = f"can't listen at {where} ({exc})"
        raise ConfigError(f"{why}: name another --host or --port") from exc
    return listening


def serve(app: Callable[..., object], listening: socket.socket) -> None:
    """Answer whoever asks there, until a signal ends it."""
    gc.collect()
    gc.freeze()  # what is there for good is not gone through again: that takes 60 ms each time
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=KEEP_ALIVE,
            timeout_graceful_shutdown=5,
        )
    )
    server.run(sockets=[listening])


def _keep_up(news: News, stop: threading.Event) -> None:
    """Bring the library up to date, again and again; trouble is told and tried again."""
    wait = timedelta()
    while not stop.wait(wait.total_seconds()):
        wait = ROUND
        try:
            done = news.sync(stop=stop.is_set, leave=news.due)
            news.icons.tend(stop=stop.is_set)
            if done.left:  # notes, when there was something newer: that comes first
                wait = timedelta()
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
