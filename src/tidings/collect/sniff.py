"""What a document is, told by its bytes first, then by what its server and its name say. Pure."""

from __future__ import annotations

import re
import zlib
from enum import StrEnum
from urllib.parse import urlsplit

import orjson

from tidings.collect.charset import decode

__all__ = ["Kind", "sniff"]

HEAD = 64 << 10  # bytes that are looked at


class Kind(StrEnum):
    """What can be done with a document."""

    FEED = "feed"
    JSON_FEED = "json feed"
    SITEMAP = "sitemap"
    SITEMAP_INDEX = "sitemap index"
    OPML = "opml"
    ARTICLE = "article"  # a page with one article
    HOME = "home page"  # a page that leads to articles
    JSONL = "jsonl"
    MAIL = "eml"
    MBOX = "mbox"
    WARC = "warc"
    TEXT = "text"
    UNKNOWN = "unknown"


_XML_ROOT = re.compile(  # atomic: what stands before the root is read in one way only
    r"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>)*+<([\w:.-]+)",
    re.DOTALL | re.IGNORECASE,
)
_ROOTS = {
    "rss": Kind.FEED, "feed": Kind.FEED, "rdf": Kind.FEED, "channel": Kind.FEED,
    "urlset": Kind.SITEMAP, "sitemapindex": Kind.SITEMAP_INDEX, "opml": Kind.OPML,
    "outline": Kind.OPML,
}  # fmt: skip
_HEADER = re.compile(rb"(?>[A-Za-z][A-Za-z0-9-]*+:[^\n]*+\n(?>[ \t][^\n]*+\n)*+)++\r?\n")
_MAIL_HEADER = re.compile(
    rb"^(?:from|subject|message-id|received|date):", re.IGNORECASE | re.MULTILINE
)
_HTML = re.compile(r"<(?:!doctype html|html|head|body|title|meta|div|p|article)\b", re.IGNORECASE)

_ARTICLE_MARKS = re.compile(
    r"property\s*=\s*[\"']?(?:og:type[\"']?[^>]{0,200}content\s*=\s*[\"']?article|article:published_time)"
    r"|content\s*=\s*[\"']article[\"'][^>]{0,200}og:type"
    r"|\"@type\"\s*:\s*\[?\s*\"(?:\w*Article|BlogPosting|LiveBlogPosting|Report)\""
    r"|itemtype\s*=\s*[\"']https?://schema\.org/(?:\w*Article|BlogPosting)",
    re.IGNORECASE,
)
_FRONT_PATH = re.compile(
    r"/(?:index\.\w{2,5}|[a-z]{2}(?:-[a-z]{2})?/?|home/?|news/?)?", re.IGNORECASE
)
_ARTICLE_PATH = re.compile(r"/(?:19|20)\d\d/\d\d?/|[^/]*(?:-[^/-]+){3}|\d{5,}")


def sniff(body: bytes, content_type: str = "", url: str = "") -> Kind:
    """Return what a document is. Never raises; what is nothing that we read is UNKNOWN."""
    body = _inflated(body[: 4 * HEAD])[: 4 * HEAD]
    if body.startswith(b"WARC/"):
        return Kind.WARC
    if body.startswith(b"From ") and _HEADER.match(body, body.find(b"\n") + 1):
        return Kind.MBOX
    text = decode(body[:HEAD], content_type).lstrip("\ufeff \t\r\n")
    if text[:1] in ("{", "["):
        return _json_kind(body, text)
    if text[:1] == "<":
        return _markup_kind(text, decode(body, content_type), url)
    headers = _HEADER.match(body[:HEAD])
    if headers and len(_MAIL_HEADER.findall(headers[0])) >= 2:
        return Kind.MAIL
    return _text_kind(text, content_type, url)


def _inflated(body: bytes) -> bytes:
    """Return the beginning of what gzip holds; anything else as it is."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return zlib.decompressobj(31).decompress(body, 4 * HEAD)
    except zlib.error:
        return body


def _json_kind(body: bytes, text: str) -> Kind:
    if "jsonfeed.org/version" in text[:2000]:
        return Kind.JSON_FEED
    first = text.partition("\n")[0]
    try:
        record = orjson.loads(first)
    except orjson.JSONDecodeError:
        return Kind.JSON_FEED if re.search(r"\"items\"\s*:\s*\[", text) else Kind.UNKNOWN
    if isinstance(record, dict) and isinstance(record.get("items"), list):
        return Kind.JSON_FEED
    keys = {"text", "html", "title", "id"}
    return Kind.JSONL if isinstance(record, dict) and keys & set(record) else Kind.UNKNOWN


def _markup_kind(text: str, whole: str, url: str) -> Kind:
    root = _XML_ROOT.match(text)
    name = root[1].rpartition(":")[2].lower() if root else ""
    if name in _ROOTS:
        return _ROOTS[name]
    if not _HTML.search(text):
        return Kind.UNKNOWN
    return _page_kind(whole, url)


def _page_kind(text: str, url: str) -> Kind:
    """Tell a page with an article from one that leads to articles."""
    path = urlsplit(url).path if url.startswith(("http://", "https://")) else ""
    if url and path in ("", "/") and url.startswith("http"):
        return Kind.HOME
    if _ARTICLE_MARKS.search(text):
        return Kind.ARTICLE
    if path and _FRONT_PATH.fullmatch(path):
        return Kind.HOME
    if path and _ARTICLE_PATH.search(path):
        return Kind.ARTICLE
    links, paragraphs = len(re.findall(r"<a\s", text)), len(re.findall(r"<p[\s>]", text))
    return Kind.HOME if links > 30 and links > 4 * paragraphs else Kind.ARTICLE


def _text_kind(text: str, content_type: str, url: str) -> Kind:
    if _HTML.search(text[:2000]):
        return _page_kind(text, url)
    lines = text.split("\n", 20)[:20]
    if lines and all(re.match(r"https?://\S+\s*$", line) for line in lines if line.strip()):
        return Kind.SITEMAP if text.strip() else Kind.UNKNOWN
    control = sum(character < " " and character not in "\t\r\n\f" for character in text[:4000])
    return Kind.TEXT if text.strip() and control == 0 else Kind.UNKNOWN
