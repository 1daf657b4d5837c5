"""A server of OpenAI's protocol on loopback; what it does is chosen by the model's name."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

__all__ = ["Model", "model_server", "say"]


def say(*sentences: tuple[str, list[int]]) -> str:
    return json.dumps({"sentences": [{"text": t, "cites": c} for t, c in sentences]})


class Model(BaseHTTPRequestHandler):
    """A server of the protocol; what it does stands in `answers`, by the model's name."""

    asked: ClassVar[list[dict[str, Any]]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        type(self).asked.append(body | {"key": self.headers.get("Authorization")})
        ANSWERS[body["model"]](self)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def _answer(handler: Model, body: bytes, status: int = 200) -> None:
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def _good(handler: Model) -> None:
    """Say what the tests' articles bear out."""
    content = say(("The Selby harbour board voted to let the ferry sail at night.", [1]))
    answer = {
        "choices": [{"message": {"content": content}}],
        "usage": {"prompt_tokens": 400, "completion_tokens": 20},
    }
    _answer(handler, json.dumps(answer).encode())


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
    _answer(handler, json.dumps({"choices": [{"message": {"content": content}}]}).encode())


ANSWERS: dict[str, Callable[[Model], None]] = {
    "good": _good,
    "copies": _copies,
    "refused": lambda handler: _answer(handler, b"{}", 401),
    "broken": lambda handler: _answer(handler, b"oops", 500),
    "malformed": lambda handler: _answer(handler, b'{"choices": []}'),
    "no json": lambda handler: _answer(handler, b"<html>"),
    "moved": lambda handler: _answer(handler, b"", 302),
    "endless": _endless,
    "slow": _slow,
    "dripping": _dripping,
    "busy": lambda handler: _answer(handler, b"{}", 429),
    "no such": lambda handler: _answer(handler, b"{}", 404),
    "huge": lambda handler: _answer(handler, b'{"choices": "' + b"x" * 2_000_000),
}


@contextmanager
def model_server() -> Iterator[str]:
    """Serve until the end; yields the address for `model_url`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
