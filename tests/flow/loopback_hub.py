"""A publisher with one feed, and a WebSub hub, on loopback; what a hub does is asked of it."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from starlette.testclient import TestClient

from tests.loopback import Quiet, serving

ENTRY = """<entry><id>urn:{name}</id><title>{title}</title><link href="https://gazette.example/{name}"/>
<updated>2026-11-22T10:00:00Z</updated><content type="html">{text}</content></entry>"""


@dataclass
class Hub:
    """Serves the feed at /feed.xml and a hub at /hub. `site` is where callbacks are asked."""

    entries: dict[str, str] = field(default_factory=dict)  # name: text
    names_hub: bool = True
    says: int = 202
    asks_back: bool = True
    lease: int = 864_000
    site: TestClient | None = None
    asked: list[dict[str, str]] = field(default_factory=list)
    confirmed: list[int] = field(default_factory=list)
    at: str = ""

    def __enter__(self) -> Hub:
        self._running = serving(ThreadingHTTPServer(("127.0.0.1", 0), self._handler()))
        self.at = f"http://{self._running.__enter__()}"
        return self

    def __exit__(self, *_: object) -> None:
        self._running.__exit__(None, None, None)

    @property
    def topic(self) -> str:
        return f"{self.at}/feed.xml?format=atom"

    @property
    def subscribed(self) -> dict[str, str]:
        return [asked for asked in self.asked if asked["hub.mode"] == "subscribe"][-1]

    def feed(self, *only: str) -> bytes:
        links = f'<link rel="hub" href="{self.at}/hub"/>' if self.names_hub else ""
        told = (
            ENTRY.format(name=name, title=name.title(), text=text)
            for name, text in self.entries.items()
            if not only or name in only
        )
        return (
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title>'
            f'<id>urn:gazette</id>{links}<link rel="self" href="{self.topic}"/>'
            f"{''.join(told)}</feed>"
        ).encode()

    def ask_back(self, mode: str = "subscribe", **more: str) -> Any:
        """Ask the latest subscriber whether it asked."""
        assert self.site
        form = self.subscribed
        said = {"mode": mode, "topic": form["hub.topic"], "challenge": "c<h>allenge&1"} | more
        said |= {"lease_seconds": str(self.lease)}
        path = urlsplit(form["hub.callback"]).path
        return self.site.get(path, params={f"hub.{name}": value for name, value in said.items()})

    def send(self, body: bytes, *, secret: str | None = None, method: str = "sha256") -> int:
        """Send something to the latest subscriber, signed by its secret or another."""
        assert self.site
        form = self.subscribed
        key = (form["hub.secret"] if secret is None else secret).encode()
        signed = hmac.new(key, body, getattr(hashlib, method)).hexdigest()
        headers = {"X-Hub-Signature": f"{method}={signed}", "Content-Type": "application/atom+xml"}
        path = urlsplit(form["hub.callback"]).path
        return self.site.post(path, content=body, headers=headers if key else {}).status_code

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        hub = self

        class Handler(Quiet):
            def do_GET(self) -> None:
                self.answer(200, hub.feed())

            def do_POST(self) -> None:
                body = self.body().decode()
                given = parse_qs(body)
                if self.path == "/moved":
                    self.answer(307, b"", Location="/hub")
                    return
                hub.asked.append({name: " ".join(values) for name, values in given.items()})
                if hub.says == 202 and hub.asks_back and "hub.callback" in given:
                    hub.confirmed.append(hub.ask_back().status_code)
                self.answer(hub.says, b"")

        return Handler
