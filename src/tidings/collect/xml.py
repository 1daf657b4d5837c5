"""Bytes to an XML tree, safely: the charset found, entities never expanded, common damage mended.

No DTD is ever loaded and no entity declared in a document is ever expanded: the DOCTYPE is cut
away before the parser sees it. HTML's named entities are replaced by their characters.
"""

from __future__ import annotations

import html
import html.entities
import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

from tidings.collect.charset import declared_charset, decode
from tidings.errors import FeedError
from tidings.reference.charsets import charset_of

__all__ = [
    "MAX_BYTES",
    "SAFELY",
    "Document",
    "Element",
    "MalformedError",
    "mended_xml",
    "parse_xml",
    "plain_xml",
]

Element = Any  # lxml's elements carry no types

MAX_BYTES = 16 << 20  # of one document; a tree takes about ten times its bytes
MAX_MARKUP = 400_000  # "<" signs; each costs about 150 bytes of tree
SAFELY = {  # how lxml parses: nothing is looked up, on disk or elsewhere, and no entity grows
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}

_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>\s*")
_PROLOG = re.compile(r"(?>\s+|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_BAD_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)(?:(\w{2,32});|#(x?)([0-9a-fA-F]+);)?")
_CDATA = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z))", re.DOTALL)


class MalformedError(FeedError):
    """A document that is not well-formed XML, and that our mending did not make so."""


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document. Its CDATA sections are kept beside the tree, a mark in their place."""

    root: Element
    sections: tuple[str, ...] = ()
    has_bases: bool = True  # some element may carry xml:base
    garbled: bool = True  # some text may have been decoded wrongly before it reached us

    def text(self, marked: str) -> str:
        """Return a text of the tree with its CDATA sections in their places, trimmed."""
        if not self.sections:
            return marked
        if marked[0] == OPEN and marked.find(CLOSE) == len(marked) - 1:
            return self.sections[int(marked[1:-1])].strip()
        return _MARK.sub(lambda mark: self.sections[int(mark[1])], marked).strip()

    def markup(self, marked: str) -> str:
        """As `text`, but for markup: the sections are escaped."""
        return _MARK.sub(lambda m: html.escape(self.sections[int(m[1])], quote=False), marked)


OPEN, CLOSE = "\ue000", "\ue001"  # private use: a document that has them itself is left as it is
_MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")


def parse_xml(body: bytes, content_type: str = "") -> Document:
    """Return the tree of a document, mended where a plain mistake kept it from parsing.

    Raises MalformedError where it can't be read as XML, FeedError where it is too large.
    """
    if len(body) > MAX_BYTES:
        raise FeedError(f"the document is too large to read ({len(body) >> 10} KiB)")
    try:
        document = _parse_plain(body, content_type)
        if document is not None:
            return document
    except UnicodeDecodeError:
        pass
    except etree.XMLSyntaxError as exc:
        _refuse_bomb(exc)
    text = _without_doctype(decode(body, content_type))
    try:
        return Document(_tree(text.encode("utf-8", "replace")))
    except etree.XMLSyntaxError as exc:
        _refuse_bomb(exc)
    try:
        return Document(_tree(_mended(text).encode("utf-8", "replace")))
    except etree.XMLSyntaxError as exc:
        _refuse_bomb(exc)
        raise MalformedError(f"not well-formed XML: {exc.msg}") from exc


def _refuse_bomb(error: etree.XMLSyntaxError) -> None:
    """Raise FeedError where the parser stopped at one of its limits: no other should try then."""
    if error.code in _LIMITS:
        raise FeedError(
            "made to exhaust its reader: nested too deep, or with too long a text or such entities"
        ) from error


# Too deep or too long; entities that loop or multiply.
_LIMITS = frozenset(
    getattr(etree.ErrorTypes, name)
    for name in ("ERR_RESOURCE_LIMIT", "ERR_NAME_TOO_LONG", "ERR_ENTITY_LOOP")
)


def plain_xml(body: bytes, content_type: str = "") -> bytes:
    """Return a document as UTF-8, without XML declaration and DOCTYPE: safe to parse in steps."""
    return _without_doctype(decode(body, content_type)).encode("utf-8", "replace")


def mended_xml(body: bytes, content_type: str = "") -> bytes:
    """As `plain_xml`, with what most often breaks a document mended."""
    return _mended(_without_doctype(decode(body, content_type))).encode("utf-8", "replace")


def _parse_plain(body: bytes, content_type: str) -> Document | None:
    """Parse what is UTF-8 and has no DOCTYPE; None for anything else, which takes more care.

    The CDATA sections, which hold most of a feed and nothing to parse, are lifted out first: it
    halves the time. A comment could hide where one begins, so a document with a comment outside
    its sections is parsed as it stands.
    """
    if not {declared_charset(body), charset_of(content_type).lower()} <= _UTF8 or b"\x00" in body:
        return None
    if b"<!DOCTYPE" in body[:_PROLOG_BYTES].upper():
        return None
    if b"\r" in body:
        body = body.replace(b"\r\n", b"\n")
    skeleton, sections = _lift(body)
    root = _tree(skeleton)
    if root.getroottree().docinfo.internalDTD is not None:
        return None
    return Document(
        root=root,
        sections=sections,
        has_bases=b"xml:base" in skeleton,
        garbled=_is_garbled(body, skeleton),
    )


def _lift(body: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return a document with a mark in place of each CDATA section, and the sections.

    As it stands, and none, where it is not worth it or a mark could be mistaken.
    """
    first, *pieces = body.split(b"<![CDATA[")
    if not pieces or len(body) < WORTH_LIFTING * len(pieces):
        return body, ()
    outside, sections = [first], []
    for number, piece in enumerate(pieces):
        section, end, after = piece.rpartition(b"]]>")
        sections.append(section.decode("utf-8"))
        outside.append(f"{OPEN}{number}{CLOSE}".encode() if end else b"<![CDATA[")
        outside.append(after)
    skeleton = b"".join(outside)
    if b"<!" in skeleton or _has_marks(body, skeleton) or any(c in body for c in _CONTROL_BYTES):
        return body, ()
    return skeleton, tuple(sections)


WORTH_LIFTING = 500  # bytes for each section, on average; below it lxml is as quick
_CONTROL_BYTES = tuple(code for code in range(1, 32) if code not in (9, 10, 13))  # no XML has them
_PROLOG_BYTES = 2048  # before the root element; a DOCTYPE further on is seen after parsing
_UTF8 = frozenset(("", "utf-8", "utf8"))
_MARK_BYTES = re.compile(rb"\xee\x80[\x80\x81]")  # OPEN or CLOSE
_MARK_REFERENCE = re.compile(rb"&#(?:[xX]0*[eE]00[01]|0*5734[45]);")
_C1 = re.compile(rb"\xc2[\x80-\x9f]")
_TWICE_ENCODED = re.compile(rb"\xc3[\x82-\xb4]\xc2[\x80-\xbf]")
_C1_REFERENCE = re.compile(rb"&#(?:1[2-5]\d|[xX][89][0-9a-fA-F]);")


def _has_marks(body: bytes, skeleton: bytes) -> bool:
    """Say whether a document has our marks itself, as characters or as references to them."""
    if b"\xee" in body and _MARK_BYTES.search(body):
        return True
    return b"#" in skeleton and _MARK_REFERENCE.search(skeleton) is not None


def _is_garbled(body: bytes, skeleton: bytes) -> bool:
    """Say whether some text may have been decoded wrongly before it got here: feeds.text.mend.

    One byte is sought first, which takes a hundredth of a pattern's time.
    """
    if b"\xc2" in body and (_C1.search(body) or _TWICE_ENCODED.search(body)):
        return True
    return b"#" in skeleton and _C1_REFERENCE.search(skeleton) is not None


def _tree(body: bytes) -> Element:
    if len(body) > MAX_MARKUP and body.count(b"<") > MAX_MARKUP:
        raise FeedError(f"the document is too large to read: over {MAX_MARKUP:,} elements")
    # A fresh parser each time: lxml's are not shared between threads without a lock, and making
    # one takes 10 microseconds.
    parser = etree.XMLParser(
        encoding="utf-8",
        **SAFELY,
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
        decimal = digits if digits.isdigit() else "0"
        number = int(digits[:9], 16) if hexadecimal else int(decimal[:9])
        return found[0] if _allowed(number) else ""
    if name:
        known = html.entities.name2codepoint.get(name)
        character = chr(known) if known else html.entities.html5.get(f"{name};")
        if character:
            return html.escape(character)
    return "&amp;" + found[0][1:]


def _allowed(number: int) -> bool:
    return (
        number in (9, 10, 13)
        or 32 <= number < 0xD800
        or 0xE000 <= number < 0xFFFE
        or (0x10000 <= number <= 0x10FFFF)
    )
