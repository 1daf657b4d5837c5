"""A server of OpenAI's protocol on loopback; what it does is chosen by the model's name."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from typing import Any, ClassVar

from tests.loopback import Quiet, serving

__all__ = ["Model", "model_server", "say"]


def say(*sentences: tuple[str, list[int]]) -> str:
    return json.dumps({"sentences": [{"text": t, "cites": c} for t, c in sentences]})


class Model(Quiet):
    """A server of the protocol; what it does stands in `answers`, by the model's name."""

    asked: ClassVar[list[dict[str, Any]]] = []

    def do_POST(self) -> None:
        body = json.loads(self.body())
        type(self).asked.append(body | {"key": self.headers.get("Authorization")})
        ANSWERS[body["model"]](self)


def _good(handler: Model) -> None:
    """Say what the tests' articles bear out."""
    content = say(("The Selby harbour board voted to let the ferry sail at night.", [1]))
    answer = {
        "choices": [{"message": {"content": content}}],
        "usage": {"prompt_tokens": 400, "completion_tokens": 20},
    }
    handler.answer(200, json.dumps(answer).encode())


def _endless(handler: Model) -> None:
    handler.send_response(200)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b" " * 65_536)
    except OSError:  # the other end had enough
        handler.close_connection = True


def _slow(handler: Model) -> None:
    time.sleep(1.5)
    handler.close_connection = True


def _dripping(handler: Model) -> None:
    """Send a header byte for byte, each in good time."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Drip: ")
    try:
        for _ in range(200):
            handler.wfile.write(b"x")
            time.sleep(0.02)
    except OSError:  # the other end had enough
        pass
    handler.close_connection = True


def _copies(handler: Model) -> None:
    """Say the first two sentences again, and one that nothing bears out."""
    told = json.loads(Model.asked[-1]["messages"][1]["content"])["sentences"][:2]
    content = say(*((one["text"], [one["number"]]) for one in told), ("The moon fell.", [1]))
    handler.answer(200, json.dumps({"choices": [{"message": {"content": content}}]}).encode())


PARTS = b"""{"choices": [{"message": {"content": [
    {"type": "text", "text": "{\\"sentences\\""}, {"type": "text", "text": ": []}"}]}}]}"""
ANSWERS: dict[str, Callable[[Model], None]] = {
    "good": _good,
    "copies": _copies,
    "refused": lambda handler: handler.answer(401, b"{}"),
    "broken": lambda handler: handler.answer(500, b"oops"),
    "malformed": lambda handler: handler.answer(200, b'{"choices": []}'),
    "no json": lambda handler: handler.answer(200, b"<html>"),
    "moved": lambda handler: handler.answer(302, b""),
    "endless": _endless,
    "slow": _slow,
    "dripping": _dripping,
    "in parts": lambda handler: handler.answer(200, PARTS),
    "busy": lambda handler: handler.answer(429, b"{}"),
    "no such": lambda handler: handler.answer(404, b"{}"),
    "huge": lambda handler: handler.answer(200, b'{"choices": "' + b"x" * 2_000_000),
}


@contextmanager
def model_server() -> Iterator[str]:
    """Serve until the end; yields the address for `model_url`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    server.daemon_threads = True
    with serving(server) as place:
        yield f"http://{place}/v1"
