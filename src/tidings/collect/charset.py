"""Bytes of a feed or list to text: by its mark, its bytes and what is declared. Pure."""

from __future__ import annotations

import codecs
import re

from tidings.reference.charsets import charset_of, codec_of, decode_marked, guess_codec

__all__ = ["declared_charset", "decode"]

DECLARATION = 1024  # bytes at the start in which an XML declaration stands

_FIRST_BYTES = (  # "<?" or "<r" and so on, as the XML recommendation's appendix F tells them apart
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00<\x00", "utf-16-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x4c\x6f\xa7\x94", "cp037"),  # EBCDIC "<?xm"
)
_JAPANESE = b"\x1b$"  # how ISO-2022-JP leaves ASCII; no XML may hold an escape
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)[\"']", re.IGNORECASE)


def declared_charset(body: bytes) -> str:
    """Return the charset that an XML declaration names, in lower case, "" without one."""
    found = _ENCODING.search(body, 0, DECLARATION)
    return found[1].decode("ascii").lower() if found else ""


def decode(body: bytes, content_type: str = "") -> str:
    """Return the text of a document.

    A byte order mark wins, then UTF-8 where the bytes are that, then what the server and the
    document declare, then the encoding in which it looks most like text. Only bytes that are wrong
    in the one chosen become U+FFFD.
    """
    if (marked := decode_marked(body)) is not None:
        return marked.lstrip("\ufeff")
    for start, name in _FIRST_BYTES:
        if body.startswith(start):
            return body.decode(name, "replace")
    labels = (charset_of(content_type), declared_charset(body))
    # The first bytes would have told UTF-16 and UTF-32.
    named = [c for c in map(codec_of, labels) if c and not c.startswith(("utf-16", "utf-32"))]
    seven_bit = [name for name in named if name.startswith(("iso2022", "hz", "utf-7"))]
    if _JAPANESE in body:
        seven_bit.append("iso2022_jp")
    for name in (*seven_bit, "utf-8", *named):
        try:
            return body.decode(name)
        except (UnicodeError, LookupError):
            continue
    return _damaged(body, next((name for name in named if name != "utf-8"), ""))


def _damaged(body: bytes, declared: str) -> str:
    """Decode what is mostly UTF-8 as that, its stray bytes as Windows-1252; all else as declared.

    Where nothing is declared, as it looks.
    """
    text = body.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(character > "\x7f" for character in text) - bad
    if good > bad:
        return body.decode("utf-8", "windows-bytes")
    return body.decode(declared or guess_codec(body), "replace")


def _windows_bytes(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("windows-1252", "replace"), error.end


codecs.register_error("windows-bytes", _windows_bytes)
