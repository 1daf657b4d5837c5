"""A mail server on loopback, which keeps what it takes."""

from __future__ import annotations

import socketserver
from collections.abc import Iterator
from typing import cast

import pytest

from tests.loopback import serving


class Mails(socketserver.StreamRequestHandler):
    """The least of SMTP."""

    came: list[bytes]
    refuses: bool

    def handle(self) -> None:
        self.say("220 here")
        while line := self.rfile.readline().strip().upper():
            if line.startswith(b"DATA"):
                self.say("354 go on")
                lines = iter(self.rfile.readline, b".\r\n")
                self.came.append(b"".join(lines))
                self.say("250 taken")
            elif line.startswith(b"QUIT"):
                self.say("221 bye")
                return
            elif self.refuses and line.startswith(b"RCPT"):
                self.say("550 nobody\x1b[31m here")
            else:
                self.say("250 yes")

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def mails() -> Iterator[tuple[str, type[Mails]]]:
    handler = cast(type[Mails], type("M", (Mails,), {"came": [], "refuses": False}))
    with serving(socketserver.TCPServer(("127.0.0.1", 0), handler)) as place:
        yield f"smtp://{place}", handler
