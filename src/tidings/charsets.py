"""Charsets: what publishers call the encoding of a document, and what is really meant."""

from __future__ import annotations

import codecs
import re

__all__ = ["charset_of", "codec_of", "decode_marked"]

_MARKS = (  # the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(r"\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# Labels of https://encoding.spec.whatwg.org/#names-and-labels that Python does not know.
_LABELS = {
    "cn-big5": "big5", "dos-874": "cp874", "gb_2312-80": "gb2312", "iso-8859-8-i": "cp1255",
    "ks_c_5601-1989": "euc_kr", "unicode": "utf-16", "unicode-1-1-utf-8": "utf-8",
    "windows-31j": "cp932", "windows-874": "cp874", "x-cp1250": "cp1250", "x-cp1251": "cp1251",
    "x-cp1252": "cp1252", "x-euc-jp": "euc_jp", "x-gbk": "gbk", "x-mac-roman": "mac-roman",
    "x-sjis": "shift_jis", "x-x-big5": "big5",
}  # fmt: skip
# Codecs whose names browsers read as those of a larger set, in the same place.
_WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
    "euc_kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip
_NO_DOCUMENTS = frozenset(  # codecs from text to text, but not of documents
    ("idna", "mbcs", "oem", "punycode", "raw-unicode-escape", "undefined", "unicode-escape")
)


def charset_of(content_type: str) -> str:
    """Return the charset that a Content-Type names, "" where it names none."""
    found = _CHARSET.search(content_type)
    return found[1] if found else ""


def codec_of(label: str) -> str:
    """Return Python's codec for a charset's label, "" for what is no encoding of text.

    As browsers read it: ISO 8859-1 means Windows-1252, GB 2312 means GB 18030.
    """
    label = label.strip().lower()
    try:
        info = codecs.lookup(_LABELS.get(label, label))
    except (LookupError, ValueError):  # ValueError: a null character in the label
        return ""
    if not info._is_text_encoding or info.name in _NO_DOCUMENTS:
        return ""
    return _WIDER.get(info.name, info.name)


def decode_marked(body: bytes) -> str | None:
    """Return the text of a document that begins with a byte order mark, None for all others."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    return None
