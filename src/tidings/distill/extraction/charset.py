"""Bytes of a page to text: which encoding they are in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from tidings.reference.charsets import charset_of, codec_of, decode_marked, guess_codec

__all__ = ["decode_html", "utf8_html"]

_HEAD_BYTES: Final = 4096  # browsers look at 1,024; some publishers put it after their scripts
_VALUE: Final = rb"\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]*)"
_HEAD_TAG: Final = re.compile(
    rb"<!--.*?-->|<(meta)[\s/]|</?[a-z][^\s/>]*(?:[\s/]+[^\s/>=]*(?:"
    + _VALUE
    + rb")?)*>|<[!/?][^>]*>",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(
    rb"[\s/]*(>)|[\s/]*([^\s/>=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>][^\s>]*)))?"
)
_CONTENT: Final = re.compile(
    r"charset\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s;\"']+))", re.IGNORECASE
)
_SEVEN_BIT: Final = (b"\x1b$", b"~{")  # how they leave ASCII
_SEVEN_BIT_NAMES: Final = ("iso2022_jp", "hz")
_FOREIGN: Final = re.compile(r"[^\x00-\x7f\ufffd]+")
_BROKEN: Final = 0.2  # replaced characters for each good one; more is another encoding


def decode_html(body: bytes, *, content_type: str = "") -> str:
    """Decode a page by its byte order mark, as UTF-8 if it is, by header, by meta, by its looks.

    Valid UTF-8 wins over what is declared: text in another encoding almost never looks like it.
    Bytes that don't fit are replaced; never raises.
    """
    if (marked := decode_marked(body)) is not None:
        return marked
    if _is_utf8(body, content_type):
        return body.decode("utf-8")
    declared = _declared(body, content_type)
    if declared in ("", "utf-8"):
        text = body.decode("utf-8", "replace")
        good = sum(map(len, _FOREIGN.findall(text)))
        if text.count("\ufffd") <= _BROKEN * good:
            return text
        declared = guess_codec(body)
    return body.decode(declared, "replace")


def utf8_html(body: bytes, *, content_type: str = "") -> bytes:
    """Return the page in UTF-8, as `decode_html` reads it, without a byte order mark."""
    if decode_marked(body) is None and _is_utf8(body, content_type):
        return body
    return decode_html(body, content_type=content_type).encode("utf-8", "replace")


def _is_utf8(body: bytes, content_type: str) -> bool:
    """Say whether a page is UTF-8, and not in one of the encodings that hide in ASCII."""
    if body.isascii():
        hidden = any(sign in body for sign in _SEVEN_BIT)
        return not (hidden and _declared(body, content_type) in _SEVEN_BIT_NAMES)
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _declared(body: bytes, content_type: str) -> str:
    """Return Python's name of the encoding that is declared, or ""."""
    labels = chain([charset_of(content_type)], _meta_labels(body[:_HEAD_BYTES]))
    return next((name for label in labels if (name := _codec(label))), "")


def _codec(label: str) -> str:
    """Return the codec of a label in a page's head, which was read, so can't be in UTF-16."""
    name = codec_of(label)
    if name == "utf-7":  # dangerous; browsers don't know it
        return ""
    return "utf-8" if name.startswith("utf-16") else name


def _meta_labels(head: bytes) -> Iterator[str]:
    """Yield what the metas say, as browsers scan for it: outside comments and other tags."""
    position = 0
    while tag := _HEAD_TAG.search(head, position):
        position = tag.end()
        if not tag[1]:
            continue
        attributes: dict[str, str] = {}
        while (attribute := _ATTRIBUTE.match(head, position)) and not attribute[1]:
            position = attribute.end()
            value = attribute[3] or attribute[4] or attribute[5] or b""
            attributes.setdefault(_ascii(attribute[2]), _ascii(value))
        if "charset" in attributes:
            yield attributes["charset"]
        elif attributes.get("http-equiv") == "content-type" and (
            content := _CONTENT.search(attributes.get("content", ""))
        ):
            yield content[1] or content[2] or content[3] or ""


def _ascii(name: bytes) -> str:
    return name.decode("ascii", "replace").strip().lower()
