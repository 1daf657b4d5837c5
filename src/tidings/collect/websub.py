"""WebSub, what of it is pure: who is a feed's hub, what it is asked, whether it signed.

A hub sends what is new in a feed to those who asked it to: https://www.w3.org/TR/websub/
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from tidings.collect.messages import Response
from tidings.errors import UsageError
from tidings.types import Feed, Push
from tidings.urls import join

__all__ = ["hub_of", "is_signed", "publish_form", "subscribe_form"]

LEASE = 864_000  # seconds that we ask for: ten days, as most hubs give
LONGEST = 2_000  # characters of an address
METHODS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256, "sha384": hashlib.sha384,
           "sha512": hashlib.sha512}  # fmt: skip

_LINK = re.compile(r"""<([^<>\s]{1,2000})>((?:\s*;\s*[\w*-]+\s*(?:=\s*(?:"[^"]*"|[^\s;,"]+))?)*)""")
_REL = re.compile(r""";\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))""", re.IGNORECASE)


def hub_of(reply: Response, feed: Feed) -> tuple[str, str]:
    """Return a feed's hub and what the feed calls itself there; ("", "") where it names none.

    Headers go before the document. What names itself nothing is called by its address.
    """
    links = list(_links(reply.headers.get("link", "")))
    hubs = [url for rel, url in links if rel == "hub"]
    selves = [url for rel, url in links if rel == "self"]
    if hubs:
        hub, topic = hubs[0], selves[0] if len(selves) == 1 else feed.topic
    else:
        hub, topic = feed.hub, feed.topic
    hub, topic = _web(hub, reply.url), _web(topic, reply.url) or reply.url
    return (hub, topic) if hub else ("", "")


def _links(header: str) -> Iterator[tuple[str, str]]:
    """Yield each (relation, address) of a Link header."""
    for url, parameters in _LINK.findall(header[:20_000]):
        for found in _REL.findall(parameters)[:1]:
            for rel in (found[0] or found[1]).lower().split():
                yield rel, url


def _web(url: str, base: str) -> str:
    try:
        return join(base, url) if url and len(url) <= LONGEST else ""
    except UsageError:
        return ""


def subscribe_form(push: Push, callback: str) -> bytes:
    """Return what a hub is sent to subscribe us, or to renew it."""
    return urlencode(
        {
            "hub.mode": "subscribe",
            "hub.topic": push.topic,
            "hub.callback": callback,
            "hub.secret": push.secret,
            "hub.lease_seconds": LEASE,
        }
    ).encode()


def publish_form(topics: Iterable[str]) -> bytes:
    """Return what a hub is sent when these feeds of ours have changed."""
    urls = [("hub.url", topic) for topic in topics]
    return urlencode([("hub.mode", "publish"), *urls]).encode()


def is_signed(body: bytes, signature: str, secret: str) -> bool:
    """Say whether who sent a body knows the secret, by its X-Hub-Signature header."""
    name, _, given = signature.strip().partition("=")
    method: Any = METHODS.get(name.lower())
    if method is None:
        return False
    expected = hmac.new(secret.encode(), body, method).hexdigest()
    return hmac.compare_digest(expected.encode(), given.strip().lower().encode())
