"""A site's icon: where its page says it is, and whether what came is a picture. Pure."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from tidings.errors import UsageError
from tidings.urls import join

__all__ = ["ICO", "MAX_ICON", "icon_links", "image_type"]

ICO = "image/x-icon"
MAX_ICON = 100 * 1024  # bytes; larger ones are pictures that apps would shrink
MAX_HTML = 1 << 20  # bytes of a page; its head stands at its start
BEST = 64  # points: apps show 16 to 48, on fine screens twice that
_RELS = frozenset({"icon", "apple-touch-icon", "apple-touch-icon-precomposed"})


def icon_links(html: bytes, url: str) -> list[str]:
    """Return the addresses of a site's icon, best first; the usual one comes last."""
    page = LexborHTMLParser(html[:MAX_HTML])
    named: list[tuple[int, str]] = []
    for link in page.css("link[rel][href]"):
        rels = set((link.attributes.get("rel") or "").lower().split())
        if rels & _RELS and "svg" not in (link.attributes.get("type") or "").lower():
            size = (link.attributes.get("sizes") or "").lower().partition("x")[0]
            points = int(size) if size.isascii() and size.isdigit() and len(size) < 5 else 0
            named.append((abs(points - BEST) if points else BEST, link.attributes["href"] or ""))
    found = [_joined(url, href) for _, href in sorted(named, key=lambda one: one[0])]
    return list(dict.fromkeys(filter(None, [*found[:3], _joined(url, "/favicon.ico")])))


def _joined(url: str, href: str) -> str:
    try:
        return join(url, href)
    except UsageError:
        return ""


def image_type(body: bytes) -> str:
    """Return what kind of picture of points this surely is; "" for all else, a drawing too."""
    if body.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if body.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if body.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if body.startswith(b"RIFF") and body[8:12] == b"WEBP":
        return "image/webp"
    if body[4:8] == b"ftyp" and body[8:12] in (b"avif", b"avis"):
        return "image/avif"
    if body.startswith(b"\x00\x00\x01\x00") and len(body) > 22:
        return ICO
    return ""
