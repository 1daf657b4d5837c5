"""Serving for good: what is said where it can't start."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from http.server import HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from tests.loopback import Quiet, serving
from tidings.config import Config
from tidings.errors import ConfigError
from tidings.news import News
from tidings.serve.run import _warm, bind, serve_forever
from tidings.workers.local import Inline


def test_a_taken_port_is_told_before_anything_else(tmp_path: Path) -> None:
    library = tmp_path / "library.sqlite"
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ConfigError, match=f":{port} is taken by another program"):
            serve_forever(Config(library=str(library), port=port), sample=True)
    assert not library.exists()


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 99_999), ("192.0.2.1", 0)])
def test_an_address_that_can_not_be_had_is_told(host: str, port: int) -> None:
    with pytest.raises(ConfigError, match="name another --host or --port"):
        serve_forever(Config(library="sqlite://", host=host, port=port))


def test_what_is_written_is_sent_at_once() -> None:
    with bind(Config(port=0)) as listening:
        assert listening.proto == socket.IPPROTO_TCP  # asyncio sets TCP_NODELAY on no other


class Asked(Quiet):
    """Remembers what it was asked for."""

    paths: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.paths.append(self.path)
        self.answer(500)  # whatever comes back


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_the_first_page_is_asked_for_at_the_start(host: str) -> None:
    Asked.paths.clear()
    with News.open("sqlite://", config=Config(encoder="none"), pool=Inline()) as news:
        with serving(HTTPServer(("127.0.0.1", 0), Asked)) as here:
            _warm(news, host, int(here.split(":")[1]))
        _warm(news, host, 1)  # nobody is there
    assert Asked.paths == ["/"]


def test_a_supervisor_ends_it_as_ctrl_c_does(tmp_path: Path) -> None:
    alone = {"TIDINGS_LIBRARY": str(tmp_path / "library.sqlite"), "TIDINGS_ENCODER": "none"}
    with subprocess.Popen(
        [sys.executable, "-m", "tidings", "serve", "--port", "0", "--no-sync"],
        env=os.environ | alone,
        stderr=subprocess.PIPE,
        text=True,
    ) as served:
        assert served.stderr is not None
        assert "Tidings is at" in served.stderr.readline()
        served.terminate()
        assert served.wait() == 0
        assert served.stderr.read() == ""
