"""Bytes to text: the charset of a document, by its mark, its bytes and what is declared. Pure."""

from __future__ import annotations

import codecs
import re

__all__ = ["charset_of", "declared_charset", "decode"]

DECLARATION = 1024  # bytes at the start in which an XML declaration stands

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FIRST_BYTES = (  # "<?" or "<r" and so on, as the XML recommendation's appendix F tells them apart
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00<\x00", "utf-16-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x4c\x6f\xa7\x94", "cp037"),  # EBCDIC "<?xm"
)
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)[\"']", re.IGNORECASE)
_CHARSET = re.compile(r"\bcharset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_ALIASES = {  # as browsers read them: the superset that is really meant
    "iso-8859-1": "windows-1252", "latin-1": "windows-1252", "latin1": "windows-1252",
    "us-ascii": "windows-1252", "ascii": "windows-1252", "iso-8859-9": "windows-1254",
    "iso-8859-11": "windows-874", "tis-620": "windows-874", "gb2312": "gb18030", "gbk": "gb18030",
    "gb_2312-80": "gb18030", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "shift_jis": "cp932",
    "shift-jis": "cp932", "x-sjis": "cp932", "sjis": "cp932", "big5": "big5hkscs",
    "macintosh": "mac-roman", "x-mac-roman": "mac-roman", "unicode": "utf-16",
}  # fmt: skip
_NOT_TEXT = frozenset(  # codecs that Python has besides those of texts
    re.findall(
        r"[\w-]+",
        "base64 bz2 hex idna mbcs oem punycode quopri raw-unicode-escape rot13 "
        "undefined unicode-escape uu zlib",
    )
)


def charset_of(content_type: str) -> str:
    """Return the charset that a Content-Type names, "" where it names none."""
    found = _CHARSET.search(content_type)
    return found[1] if found else ""


def declared_charset(body: bytes) -> str:
    """Return the charset that an XML declaration names, in lower case, "" without one."""
    found = _ENCODING.search(body, 0, DECLARATION)
    return found[1].decode("ascii").lower() if found else ""


def _codec(name: str) -> str:
    """Return Python's codec for a charset's name, "" for what is no text encoding."""
    lower = name.strip().lower()
    lower = _ALIASES.get(lower, lower)
    try:
        info = codecs.lookup(lower)
    except (LookupError, ValueError):
        return ""
    return "" if info.name.replace("_", "-") in _NOT_TEXT else info.name


def decode(body: bytes, content_type: str = "") -> str:
    """Return the text of a document.

    A byte order mark wins, then UTF-8 where the bytes are that, then what the server and the
    document declare, then Windows-1252. Only bytes that are wrong in every way become U+FFFD.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace").lstrip("\ufeff")
    for start, name in _FIRST_BYTES:
        if body.startswith(start):
            return body.decode(name, "replace")
    names = [charset_of(content_type), declared_charset(body)]
    codecs_named = [codec for codec in map(_codec, names) if codec]
    seven_bit = [c for c in codecs_named if c.startswith(("iso2022", "hz", "utf-7"))]
    for name in (*seven_bit, "utf-8", *codecs_named):
        if name.startswith(("utf-16", "utf-32", "cp1252")):
            continue  # the first bytes would have told; Windows-1252 fits any bytes
        try:
            return body.decode(name)
        except (UnicodeError, LookupError):
            continue
    return _damaged(body)


def _damaged(body: bytes) -> str:
    """Decode what is mostly UTF-8 as that, its stray bytes and all else as Windows-1252."""
    text = body.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(character > "\x7f" for character in text) - bad
    return (
        body.decode("utf-8", "windows-bytes")
        if good > bad
        else body.decode("windows-1252", "replace")
    )


def _windows_bytes(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("windows-1252", "replace"), error.end


codecs.register_error("windows-bytes", _windows_bytes)
