"""Publishers' pictures, fetched by us: no publisher sees who reads what.

A page names a picture by our own address, signed, so that nobody can make us fetch anything else.
What comes is looked at: only the pictures that every browser shows as nothing but a picture go on.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response
from starlette.requests import Request

from tidings.collect.icon import ICO, image_type
from tidings.collect.policy import FetchPolicy
from tidings.collect.web import LazyWeb
from tidings.errors import FetchError
from tidings.serve.parameters import Address, Name
from tidings.serve.render.sanitize import safe_url

if TYPE_CHECKING:
    from tidings.collect.messages import Fetcher
    from tidings.config import Config

__all__ = ["PICTURES", "Picture", "Pictures", "picture_of", "picture_url", "pictures_of", "router"]

PICTURES = "/picture"
MAX_BYTES = 4 * 1024 * 1024  # of one picture
MAX_PIXELS = 40_000_000  # a browser unpacks each to four bytes
KEPT = 48 * 1024 * 1024  # bytes of pictures in memory
AGAIN = 600.0  # seconds before a picture that did not come is asked for again
AT_ONCE = 8  # fetched at a time; the others wait and hold up no page
KEY = secrets.token_bytes(32)  # of this process: pages made by another name their pictures anew
POLICY = FetchPolicy(gap=0.05, at_once=4, deadline=10.0, max_bytes=MAX_BYTES)
FOR_A_DAY = {"Cache-Control": "private, max-age=86400"}

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is sent on; without a body there is none."""

    body: bytes
    content_type: str


NONE = Picture(b"", "")


def picture_url(address: str) -> str:
    """Return our address of a publisher's picture, "" where it has none that can be fetched."""
    safe = safe_url(address)
    if not safe.startswith(("http://", "https://")):
        return ""
    return f"{PICTURES}?{urlencode({'of': safe, 'by': _signature(safe)})}"


def _signature(address: str) -> str:
    return hmac.new(KEY, address.encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:32]


def picture_of(body: bytes) -> Picture:
    """Return what is surely a picture of points; NONE for all else, a drawing (SVG) too."""
    kind = image_type(body)
    if kind in ("", ICO) or len(body) > MAX_BYTES or _pixels(kind, body) > MAX_PIXELS:
        return NONE
    return Picture(body, kind)


def _pixels(kind: str, body: bytes) -> int:
    """Return how many points a picture says it has, where that stands at its beginning."""
    if kind == "image/png":
        return int.from_bytes(body[16:20], "big") * int.from_bytes(body[20:24], "big")
    if kind == "image/gif":
        return int.from_bytes(body[6:8], "little") * int.from_bytes(body[8:10], "little")
    if kind == "image/webp" and body[12:16] == b"VP8X":
        width, height = body[24:27], body[27:30]
        return (int.from_bytes(width, "little") + 1) * (int.from_bytes(height, "little") + 1)
    return 0


class Pictures:
    """Fetches pictures and keeps the latest in memory. Usable from any thread."""

    def __init__(self, web: Fetcher, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._web = web
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, tuple[float, Picture]] = OrderedDict()
        self._size = 0
        self._room = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="tidings-picture")

    async def wait_for(self, address: str) -> Picture:
        """Return a picture without holding up anything else meanwhile."""
        return await asyncio.wrap_future(self._room.submit(self.get, address))

    def get(self, address: str) -> Picture:
        """Return a picture; NONE where there is none, which is remembered for a while."""
        with self._lock:
            at, kept = self._kept.get(address, (0.0, None))
            if kept and (kept.body or self._clock() - at < AGAIN):
                self._kept.move_to_end(address)
                return kept
        found = self._fetch(address)
        with self._lock:
            self._keep(address, found)
        return found

    def _fetch(self, address: str) -> Picture:
        from tidings.collect.messages import Request as Asked

        try:
            answer = self._web.fetch(Asked(url=address, kind="image"))
        except FetchError:
            return NONE
        return picture_of(answer.body) if answer.ok else NONE

    def _keep(self, address: str, found: Picture) -> None:
        if before := self._kept.pop(address, None):
            self._size -= _weight(before[1])
        self._kept[address] = self._clock(), found
        self._size += _weight(found)
        while self._size > KEPT and len(self._kept) > 1:
            _, (_, oldest) = self._kept.popitem(last=False)
            self._size -= _weight(oldest)


def _weight(picture: Picture) -> int:
    return len(picture.body) + 1_000  # what an address and its place take, nearly


def pictures_of(config: Config) -> Pictures:
    """Return the pictures of a web app: asked for without the pauses that feeds are read with."""
    return Pictures(LazyWeb(config, POLICY))


@router.get(PICTURES)
async def picture(request: Request, of: Address, by: Name) -> Response:
    """A picture of a publisher's, from us."""
    if not hmac.compare_digest(_signature(of).encode(), by.encode("utf-8", "replace")):
        raise HTTPException(404)
    pictures: Pictures = request.app.state.pictures
    found = await pictures.wait_for(of)
    if not found.body:
        raise HTTPException(404, headers=FOR_A_DAY)
    return Response(found.body, media_type=found.content_type, headers=FOR_A_DAY)
