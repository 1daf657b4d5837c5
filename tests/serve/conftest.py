"""The web app over invented news, and a real browser where a test asks for one."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import threading
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, sync_playwright
from starlette.testclient import TestClient

from tests.serve.fake_news import NOW, FakeNews
from tidings.config import Config
from tidings.serve import create_app

T = TypeVar("T")
HERE = "http://127.0.0.1:8030"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def app_over(news: Any, **settings: Any) -> FastAPI:
    return create_app(news, Config(**settings), clock=lambda: NOW)


def client_over(news: Any, **settings: Any) -> TestClient:
    """A client that does not follow redirects and sees errors as a browser would."""
    app = app_over(news, **settings)
    return TestClient(app, HERE, raise_server_exceptions=False, follow_redirects=False)


@pytest.fixture
def news() -> FakeNews:
    return FakeNews()


@pytest.fixture
def client(news: FakeNews) -> TestClient:
    return client_over(news)


def finished(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end, in a thread of its own: this one's loop may be a browser's."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """Serve an app on a free port of loopback; yields its address."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while thread.is_alive() and not server.started:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)


def find_chromium() -> str:
    named = os.environ.get("TIDINGS_CHROMIUM", "")
    found = named or next(filter(None, map(shutil.which, CHROMIUMS)), "")
    if not found:
        missing = "no Chromium here: install one, or name it in TIDINGS_CHROMIUM"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()
