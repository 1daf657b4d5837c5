from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.fetch.hostile_server import QUICK, Script, Server
from tidings.collect.fetch import Web


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Start a server with these pages; stopped when the test is done."""
    started: list[Server] = []

    def start(host: str = "127.0.0.1", **pages: Script) -> Server:
        server = Server({f"/{name}": script for name, script in pages.items()}, host)
        started.append(server.__enter__())
        return server

    yield start
    for server in started:
        server.__exit__()


@pytest.fixture
def web() -> Iterator[Web]:
    """A client without pauses and with short limits, that may reach loopback."""
    with Web(policy=QUICK, allow=["127.0.0.1"]) as client:
        yield client
