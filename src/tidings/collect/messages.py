"""What goes to the web and what comes back: the two nouns of fetching, and who can fetch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol, runtime_checkable

from tidings.types import Failure

__all__ = ["Fetcher", "Kind", "Post", "Posted", "Request", "Response", "Sender"]

Kind = Literal["feed", "sitemap", "page", "file", "image"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """One address to get, with what we remember of it. Always a GET."""

    url: str
    id: str = ""  # of the source or page it is for; comes back with the answer
    kind: Kind = "page"  # decides the Accept header, and whether robots.txt has a say
    etag: str = ""  # as the server gave it, byte for byte
    last_modified: str = ""
    asked: bool = False  # a person asked for this very address: robots.txt is not consulted


@dataclass(frozen=True, kw_only=True, slots=True)
class Response:
    """A complete answer of a server, of any status, its content coding undone."""

    request: Request
    url: str  # that gave the answer, after redirects
    status: int
    fetched_at: datetime
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case
    body: bytes = b""  # of what was asked for; of a refusal, its words
    etag: str = ""  # verbatim; "" when it could not be sent back safely
    last_modified: str = ""  # verbatim
    moved_to: str = ""  # where permanent redirects (301, 308) alone have led, "" when nowhere
    fresh_for: float | None = None  # seconds, by Cache-Control, Age and Expires
    retry_after: float | None = None  # seconds

    @property
    def ok(self) -> bool:
        """Whether the body is what was asked for."""
        return self.status == 200

    @property
    def unchanged(self) -> bool:
        """Whether what we have is still what there is."""
        return self.status == 304

    @property
    def content_type(self) -> str:
        """The Content-Type header, with its parameters; "" when there is none."""
        return self.headers.get("content-type", "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """Something to be sent to an address that a person named."""

    url: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    asks: bool = False  # whether what it is answered is read, where that is 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Posted:
    """What its receiver answered."""

    status: int
    body: bytes = b""  # where it was asked for
    retry_after: float | None = None  # seconds
    location: str = ""  # where it said to send it instead; nothing is sent there by itself


@runtime_checkable
class Sender(Protocol):
    """Whoever can send things: `Web`. A stand-in that only has pages is none."""

    def post(self, post: Post) -> Posted:
        """Send something, once; return what was answered. Raises FetchError."""
        ...


class Fetcher(Protocol):
    """Whoever can get things: `Web`, or a stand-in with pages of its own."""

    def fetch(self, request: Request) -> Response:
        """Return the answer, whatever its status. Raises FetchError when there is none."""
        ...

    def fetch_all(self, requests: Iterable[Request]) -> Iterator[Response | Failure]:
        """Yield the answers as they come, in any order; a Failure where there is none."""
        ...
