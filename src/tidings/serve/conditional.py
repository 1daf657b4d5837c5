"""Answers that know whether the reader has them already: ETag, 304, HEAD."""

from __future__ import annotations

import hashlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Conditional", "matches"]


class Conditional:
    """Gives every good answer to a GET an ETag, and sends 304 where the reader has that one.

    Holds one answer in memory; ours are pages. The tag is weak, since gzip comes after it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; for GET and HEAD, hold the answer until its tag is known."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        start: Message = {}
        chunks: list[bytes] = []

        async def collect(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                return
            chunks.append(message.get("body", b""))
            if not message.get("more_body", False):
                await _finish(scope, start, b"".join(chunks), send)

        await self.app({**scope, "method": "GET"}, receive, collect)


async def _finish(scope: Scope, start: Message, body: bytes, send: Send) -> None:
    headers = MutableHeaders(scope=start)
    if start["status"] == 200:
        tag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
        headers["ETag"] = tag
        headers.setdefault("Cache-Control", "private, no-cache")
        if matches(Headers(scope=scope).get("if-none-match", ""), tag):
            start["status"] = 304
            body = b""
            for name in ("content-length", "content-type"):
                if name in headers:
                    del headers[name]
    await send(start)
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def matches(condition: str, tag: str) -> bool:
    """Say whether an If-None-Match header names this ETag, by weak comparison."""
    if condition.strip() == "*":
        return True
    return tag.removeprefix("W/") in (
        part.strip().removeprefix("W/") for part in condition.split(",")
    )
