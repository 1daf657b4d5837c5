"""Bytes of a page to text: which encoding they are in."""

from __future__ import annotations

import codecs
import re
from typing import Final

__all__ = ["decode_html"]

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEADER: Final = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META: Final = re.compile(
    rb"<(?:meta|\?xml)\b[^>]*?\b(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I
)
_META_BYTES: Final = 4096  # browsers look at 1,024; some publishers put it after their scripts
# Labels that browsers read as a larger set, https://encoding.spec.whatwg.org/#names-and-labels
_WIDER: Final = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}


def decode_html(body: bytes, *, content_type: str = "") -> str:
    """Decode a page by its byte order mark, UTF-8 where it is valid, the header, the page's meta.

    Valid UTF-8 wins over what is declared: other encodings almost never look like it.
    Bytes that don't fit are replaced; never raises.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    declared = _declared(body, content_type)
    if not declared.startswith(("utf_16", "utf-16", "iso2022", "utf_7")):
        try:
            return body.decode("utf-8")
        except UnicodeDecodeError:
            pass
    return body.decode(declared or "cp1252", "replace")


def _declared(body: bytes, content_type: str) -> str:
    """Return Python's name of the encoding that is declared, or ""."""
    labels = [hit[1] for hit in [_HEADER.search(content_type)] if hit]
    labels += [hit[1].decode("ascii") for hit in [_META.search(body, 0, _META_BYTES)] if hit]
    for label in labels:
        try:
            name = codecs.lookup(label).name
        except LookupError:
            continue
        return _WIDER.get(name, name)
    return ""
