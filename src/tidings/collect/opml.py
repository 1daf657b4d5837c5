"""OPML: the lists of subscriptions that readers exchange, the badly formed ones too.

Four of five OPML files in the wild are not well-formed XML, so the tags are read one by one, and
nothing is asked of them but that an outline opens before it closes. Nothing in a file is ever run
or fetched: commands that some readers put in place of an address are left out, and said so.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

from tidings.collect.charset import decode
from tidings.errors import FeedError, UsageError
from tidings.urls import parse

__all__ = ["Skipped", "Subscription", "parse_opml", "read_opml", "write_opml"]

MAX_BYTES = 20 << 20
MAX_SUBSCRIPTIONS = 50_000  # the largest collections known hold some thousands
MAX_DEPTH = 20  # folders within folders that are kept in a path; deeper ones count as the last
MAX_NAME = 500  # characters of a title or a folder

_OUTLINE = re.compile(
    r"<!--.*?(?:-->|\Z)|<(/?)(?:\w{1,20}:)?outline\b"
    r"((?>[^<>\"']|<(?![\w/!?])|\"(?>[^\"<]|<(?![\w/!?]))*+\"|'(?>[^'<]|<(?![\w/!?]))*+'|[\"'])*+)>",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_BARE_AMPERSAND = re.compile(r"&(?!#?\w{1,32};)")
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_HEAD = re.compile(r"<opml\b|<outline\b|<body\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Subscription:
    """One feed of a list: its address, and where its reader had put it."""

    title: str = ""
    xml_url: str
    home: str = ""
    folder: str = ""  # names from the outermost in, separated by "/"


@dataclass(frozen=True, kw_only=True, slots=True)
class Skipped:
    """An entry of a list that can't be subscribed to, and why."""

    title: str
    address: str
    reason: str


def parse_opml(body: bytes, *, url: str = "") -> tuple[Subscription, ...]:
    """Return the subscriptions of an OPML file in its order, each address once.

    Raises FeedError where the bytes are no OPML. `url` is where it came from; an address that is
    relative to it is not subscribed to.
    """
    return tuple(found for found in read_opml(body, url=url) if isinstance(found, Subscription))


def read_opml(body: bytes, *, url: str = "") -> tuple[Subscription | Skipped, ...]:
    """Return the subscriptions of an OPML file, and the entries that are none with the reason."""
    if len(body) > MAX_BYTES:
        raise FeedError(f"the subscription list is too large ({len(body) >> 20} MiB)")
    text = decode(body)
    if not _HEAD.search(text):
        raise FeedError(f"no subscription list: there is no outline in {url or 'the file'}")
    found: dict[str, Subscription | Skipped] = {}
    for subscription in _outlines(text):
        key = (
            subscription.xml_url
            if isinstance(subscription, Subscription)
            else f"skipped {subscription.address}"
        )
        found.setdefault(key, subscription)
        if len(found) >= MAX_SUBSCRIPTIONS:
            break
    return tuple(found.values())


def _outlines(text: str) -> Iterator[Subscription | Skipped]:
    folders: list[str] = []
    for tag in _OUTLINE.finditer(text):
        closing, inside = tag.groups()
        if inside is None:
            continue
        if closing:
            if folders:
                folders.pop()
            continue
        attributes = _attributes(inside)
        title = attributes.get("text") or attributes.get("title") or ""
        address = attributes.get("xmlurl", "")
        if address:
            yield _subscription(attributes, title, address, _path(folders))
        if not inside.rstrip().endswith("/"):
            # A feed that is left open holds nothing: what follows stands beside it.
            folders.append("" if address else title)


def _attributes(inside: str) -> dict[str, str]:
    attributes: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(inside):
        value = next((v for v in values if v), "")
        value = html.unescape(_BARE_AMPERSAND.sub("&amp;", value))
        attributes.setdefault(name.lower(), " ".join(value.replace("\x00", "").split()))
    return attributes


def _subscription(
    attributes: dict[str, str], title: str, address: str, folder: str
) -> Subscription | Skipped:
    url = _plain(address)
    if any(name.endswith(("cmd", "command", "script")) for name in attributes):
        reason = "it is made by a command, and commands are never run"
    elif re.match(r"(?:exec|pipe|filter|script|cmd)\b|\|", address, re.IGNORECASE):
        reason = "its address is a command, and commands are never run"
    elif not _is_web(url):
        reason = "its address is not one of the web"
    else:
        return Subscription(
            title=title[:MAX_NAME],
            xml_url=url,
            home=attributes.get("htmlurl", "") if _WEB.match(attributes.get("htmlurl", "")) else "",
            folder=folder or attributes.get("category", "").split(",")[0].strip("/ ")[:MAX_NAME],
        )
    return Skipped(title=title[:MAX_NAME], address=address[:MAX_NAME], reason=reason)


def _plain(address: str) -> str:
    """Return an address without `feed:`, which some readers put before it or in place of http."""
    inner = address.removeprefix("feed:")
    if inner == address:
        return address
    bare = inner.removeprefix("//")
    return bare if bare == inner or _WEB.match(bare) else f"http://{bare}"


def _is_web(url: str) -> bool:
    try:
        parse(url)
    except UsageError:
        return False
    return bool(_WEB.match(url))


def _path(folders: list[str]) -> str:
    names = [name.replace("/", "-")[:MAX_NAME] for name in folders if name]
    return "/".join(names[:MAX_DEPTH])


def write_opml(
    subscriptions: Iterable[Subscription],
    *,
    title: str = "Subscriptions",
    at: datetime | None = None,
) -> bytes:
    """Return an OPML 2.0 file of the subscriptions, one outline for each folder."""
    folders: dict[str, list[Subscription]] = {}
    for subscription in subscriptions:
        folders.setdefault(subscription.folder, []).append(subscription)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        f"  <head><title>{_escape(title)}</title>"
        f"<dateCreated>{format_datetime(at or datetime.now(UTC))}</dateCreated></head>",
        "  <body>",
        *_folder_lines("", folders, "    "),
        "  </body>",
        "</opml>",
        "",
    ]
    return "\n".join(lines).encode("utf-8")


def _folder_lines(
    parent: str, folders: dict[str, list[Subscription]], indent: str
) -> Iterator[str]:
    """Yield the outlines of a folder: its feeds, then the folders right below it."""
    for subscription in folders.get(parent, []):
        yield indent + _outline(subscription)
    prefix = f"{parent}/" if parent else ""
    inside = [name[len(prefix) :] for name in folders if name.startswith(prefix) and name != parent]
    for name in dict.fromkeys(path.split("/")[0] for path in inside):
        yield f'{indent}<outline text="{_escape(name)}" title="{_escape(name)}">'
        yield from _folder_lines(prefix + name, folders, indent + "  ")
        yield f"{indent}</outline>"


def _outline(subscription: Subscription) -> str:
    title, home = _escape(subscription.title), _escape(subscription.home)
    attributes = f'type="rss" text="{title}" title="{title}"'
    return f'<outline {attributes} xmlUrl="{_escape(subscription.xml_url)}" htmlUrl="{home}"/>'


def _escape(text: str) -> str:
    return html.escape(text, quote=True)
