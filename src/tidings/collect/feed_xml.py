"""Bytes to an XML tree, safely: the charset found, entities never expanded, common damage mended.

No DTD is ever loaded and no entity declared in a document is ever expanded: the DOCTYPE is cut
away before the parser sees it. HTML's named entities are replaced by their characters.
"""

from __future__ import annotations

import codecs
import html
import html.entities
import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

from tidings.errors import FeedError

__all__ = ["MAX_BYTES", "Document", "Element", "MalformedError", "charset_of", "decode", "parse_xml"]

Element = Any  # lxml's elements carry no types

MAX_BYTES = 16 << 20  # of one document; a tree takes about ten times its bytes
MAX_MARKUP = 400_000  # "<" signs; each costs about 150 bytes of tree
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
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_ALIASES = {  # as browsers read them: the superset that is really meant
    "iso-8859-1": "windows-1252", "latin-1": "windows-1252", "latin1": "windows-1252",
    "us-ascii": "windows-1252", "ascii": "windows-1252", "iso-8859-9": "windows-1254",
    "iso-8859-11": "windows-874", "tis-620": "windows-874", "gb2312": "gb18030", "gbk": "gb18030",
    "gb_2312-80": "gb18030", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "shift_jis": "cp932",
    "shift-jis": "cp932", "x-sjis": "cp932", "sjis": "cp932", "big5": "big5hkscs",
    "macintosh": "mac-roman", "x-mac-roman": "mac-roman", "unicode": "utf-16",
}  # fmt: skip
_NOT_TEXT = frozenset("base64 bz2 hex idna punycode quopri rot13 undefined uu zlib unicode-escape "
                      "raw-unicode-escape unicode_escape raw_unicode_escape mbcs oem".split())

_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>\s*")
_PROLOG = re.compile(r"(?:\s|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_BAD_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)(?:(\w{2,32});|#(x?)([0-9a-fA-F]+);)?")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>|<!--.*?-->)", re.DOTALL)


class MalformedError(FeedError):
    """A document that is not well-formed XML, and that our mending did not make so."""


def charset_of(content_type: str) -> str:
    """Return the charset that a Content-Type names, "" where it names none."""
    found = _CHARSET.search(content_type)
    return found[1] if found else ""


def _codec(name: str) -> str:
    """Return Python's codec for a charset's name, "" for what is no text encoding."""
    lower = name.strip().lower()
    lower = _ALIASES.get(lower, lower)
    try:
        info = codecs.lookup(lower)
    except (LookupError, ValueError):
        return ""
    return "" if info.name.replace("_", "-") in _NOT_TEXT or info.name in _NOT_TEXT else info.name


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
    declared = _ENCODING.search(body, 0, DECLARATION)
    names = [charset_of(content_type), declared[1].decode("ascii") if declared else ""]
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
    return body.decode("utf-8", "windows-bytes") if good > bad else body.decode("windows-1252", "replace")


def _windows_bytes(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("windows-1252", "replace"), error.end


codecs.register_error("windows-bytes", _windows_bytes)


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document. Its CDATA sections are kept beside the tree, a mark in their place."""

    root: Element
    sections: tuple[str, ...] = ()
    has_bases: bool = True  # some element may carry xml:base
    garbled: bool = True  # some text may have been decoded wrongly before it reached us

    def text(self, marked: str | None) -> str:
        """Return a text of the tree with its CDATA sections in their places, trimmed."""
        if not marked:
            return ""
        marked = marked.strip()
        if self.sections and OPEN in marked:
            if marked[0] == OPEN and marked.find(CLOSE) == len(marked) - 1:
                return self.sections[int(marked[1:-1])].strip()
            return _MARK.sub(lambda mark: self.sections[int(mark[1])], marked).strip()
        return marked

    def markup(self, marked: str) -> str:
        """As `text`, but for markup: the sections are escaped."""
        if not self.sections:
            return marked
        return _MARK.sub(lambda m: html.escape(self.sections[int(m[1])], quote=False), marked)


OPEN, CLOSE = "\ue000", "\ue001"  # private use: a document that has them itself is left as it is
_MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")


def parse_xml(body: bytes, content_type: str = "") -> Document:
    """Return the tree of a document, mended where a plain mistake kept it from parsing.

    Raises MalformedError where it can't be read as XML, FeedError where it is too large.
    """
    if len(body) > MAX_BYTES or body.count(b"<") > MAX_MARKUP:
        raise FeedError(f"the document is too large to read ({len(body) >> 10} KiB)")
    if _plain_utf8(body, content_type):
        try:
            return _parse_lifted(body)
        except (etree.XMLSyntaxError, UnicodeDecodeError):
            pass
    text = _without_doctype(decode(body, content_type))
    try:
        return Document(_tree(text.encode("utf-8", "replace")))
    except etree.XMLSyntaxError:
        pass
    try:
        return Document(_tree(_mended(text).encode("utf-8", "replace")))
    except etree.XMLSyntaxError as exc:
        raise MalformedError(f"not well-formed XML: {exc.msg}") from exc


def _plain_utf8(body: bytes, content_type: str) -> bool:
    """Say whether the parser may have the bytes as they come: UTF-8, and without a DOCTYPE."""
    start = body[:DECLARATION]
    if start[:1] != b"<" and not start.lstrip().startswith(b"<"):
        return False
    if b"\x00" in body or b"<!DOCTYPE" in body or b"<!doctype" in start:
        return False
    declared = _ENCODING.search(start)
    names = {declared[1].lower() if declared else b"", charset_of(content_type).lower().encode()}
    return names <= {b"", b"utf-8", b"utf8"}


def _parse_lifted(body: bytes) -> Document:
    """Parse without the CDATA sections, which hold most of a feed and nothing to parse.

    It takes a third of the time. A comment could hide where a section begins, so a document that
    has one outside its sections is parsed as it stands.
    """
    first, *rest = body.replace(b"\r\n", b"\n").split(b"<![CDATA[")
    sections, outside = [], [first]
    for number, piece in enumerate(rest):
        section, end, after = piece.partition(b"]]>")
        outside += (f"{OPEN}{number}{CLOSE}".encode(), after)
        sections.append(section)
        if not end:
            return Document(_tree(body))
    skeleton = b"".join(outside) if rest else body
    if rest and (b"<!--" in skeleton or OPEN.encode() in body or CLOSE.encode() in body):
        return Document(_tree(body))
    return Document(
        root=_tree(skeleton),
        sections=tuple([section.decode("utf-8") for section in sections]),
        has_bases=b"xml:base" in skeleton,
        garbled=any(pattern.search(body) for pattern in _GARBLED),
    )


_GARBLED = (  # what tells of text decoded wrongly: see feed_text.mend
    re.compile(rb"\xc2[\x80-\x9f]"),
    re.compile(rb"\xc3[\x82-\xb4]\xc2[\x80-\xbf]"),
    re.compile(rb"&#(?:1[2-5]\d|[xX][89][0-9a-fA-F]);"),
)


def _tree(body: bytes) -> Element:
    # A fresh parser each time: lxml's are not shared between threads without a lock, and making
    # one takes 10 microseconds.
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(body, parser)


def _without_doctype(text: str) -> str:
    text = _XML_DECLARATION.sub("", text.lstrip("\ufeff \t\r\n"), count=1)
    prolog = _PROLOG.match(text)
    at = prolog.end() if prolog else 0
    doctype = _DOCTYPE.match(text, at)
    return text[:at] + text[doctype.end() :] if doctype else text


def _mended(text: str) -> str:
    """Mend what most often breaks a feed: stray control characters, bare "&", HTML entities."""
    start = text.find("<")
    text = _CONTROL.sub("", text[max(start, 0) :])
    end = text.rfind(">")
    parts = _CDATA.split(text[: end + 1])
    parts[::2] = [_BAD_REFERENCE.sub(_reference, part) for part in parts[::2]]
    return "".join(parts)


def _reference(found: re.Match[str]) -> str:
    name, hexadecimal, digits = found.groups()
    if digits:
        number = int(digits[:9], 16 if hexadecimal else 10) if hexadecimal or digits.isdigit() else 0
        return found[0] if _allowed(number) else ""
    if name:
        number = html.entities.name2codepoint.get(name)
        character = chr(number) if number else html.entities.html5.get(f"{name};")
        if character:
            return html.escape(character)
    return "&amp;" + found[0][1:]


def _allowed(number: int) -> bool:
    return number in (9, 10, 13) or 32 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or (
        0x10000 <= number <= 0x10FFFF
    )
