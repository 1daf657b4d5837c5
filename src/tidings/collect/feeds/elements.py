"""The elements of a feed: their usual names, their text and the base of their links.

What feeds have in common, whatever their kind; what an element means is not known here.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field

from lxml import etree

from tidings.collect.feeds.text import (
    absolute,
    as_html,
    as_title,
    author_name,
    escape_plain,
    looks_like_html,
    mend,
)
from tidings.collect.xml import OPEN, Document, Element

__all__ = [
    "LANG",
    "RESOURCE",
    "Reading",
    "attribute",
    "author_of",
    "html_of",
    "rel_of",
    "text_of",
    "title_of",
    "unescaped",
]

# Elements of these namespaces are written without a prefix: they are the feed's own vocabulary.
_PLAIN = frozenset(
    (
        "http://www.w3.org/2005/atom",
        "http://purl.org/atom/ns#",
        "http://purl.org/rss/1.0/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://my.netscape.com/publish/formats/rss-0.91.dtd",
        "http://channel.netscape.com/rdf/simple/0.9/",
        "http://blogs.law.harvard.edu/tech/rss",
        "http://backend.userland.com/rss",
        "http://backend.userland.com/rss2",
        "http://cyber.law.harvard.edu/rss/rss.html",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    )
)
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/elements/1.0/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://example.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.google.com/schemas/play-podcasts/1.0": "itunes",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.w3.org/1999/xhtml": "xhtml",
}
_XHTML = "{http://www.w3.org/1999/xhtml}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_BASE, LANG = _XML + "base", _XML + "lang"
RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"

_HTML_TYPES = frozenset(("html", "text/html", "xhtml", "application/xhtml+xml", "application/xml"))


@dataclass(slots=True)
class Reading:
    """What holds for the whole document while it is read."""

    document: Document
    base: str
    garbled: bool  # as the document: its text has to be mended
    has_bases: bool  # as the document
    atom: bool = False  # Atom says which text is HTML; in RSS one has to guess
    unwrap: bool = False  # Atom 1.0 wraps XHTML in a <div> of its own
    cdf: bool = False  # Microsoft's channels: addresses and dates stand in attributes
    period: float = 0.0  # seconds between the feed's own updates
    frequency: float = 1.0  # updates in a period
    names: dict[str, str] = field(default_factory=dict)

    def name(self, element: Element) -> str:
        """Return an element's lower-case name with its usual prefix, whatever the document's."""
        tag = element.tag
        name = self.names.get(tag)
        if name is None:
            name = self.names[tag] = _usual_name(tag, element.prefix)
        return name

    def base_of(self, element: Element) -> str:
        """Return the URL against which the element's links are meant."""
        if not self.has_bases:
            return self.base
        chain = [e.get(_BASE) for e in (element, *element.iterancestors()) if e.get(_BASE)]
        base = self.base
        for step in reversed(chain):
            base = absolute(step, base)
        return base


def _usual_name(tag: str, prefix: str | None) -> str:
    uri, _, local = tag.rpartition("}")
    local, uri = local.lower(), uri[1:].lower()
    if not uri or uri in _PLAIN or "backend.userland.com/rss" in uri:
        return local
    usual = _PREFIXES.get(uri, prefix or "")
    return f"{usual}:{local}" if usual else local


def attribute(element: Element, name: str) -> str:
    """Return an attribute whatever the case of its name."""
    return next((str(v) for key, v in element.attrib.items() if key.lower() == name), "")


def rel_of(element: Element) -> str:
    """Return what a link leads to."""
    return str(element.get("rel") or "alternate").strip().lower()


def text_of(element: Element, reading: Reading) -> str:
    """Return the words of an element that should hold nothing else."""
    text: str | None = "".join(element.itertext()) if len(element) else element.text
    if not text:
        return ""
    text = text.strip()
    if OPEN in text:
        text = reading.document.text(text)
    return mend(text) if reading.garbled else text


def _markup(element: Element, reading: Reading) -> str:
    """Return what an element holds, as HTML, without the one <div> that Atom 1.0 asks for."""
    if reading.unwrap:
        element = _only_div(element)
    parts = [_escape(element.text or "")]
    parts.extend(_serialize(child) for child in element)
    return mend(reading.document.markup("".join(parts)).strip())


def _only_div(element: Element) -> Element:
    """Return the <div> that an element holds when it holds nothing else, else the element."""
    if len(element) != 1 or (element.text or "").strip() or (element[0].tail or "").strip():
        return element
    return element[0] if element[0].tag == _XHTML + "div" else element


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


_NAMESPACE = re.compile(r'\s+xmlns(?::[\w.-]+)?="[^"]*"')


def _serialize(element: Element) -> str:
    """Return an element as HTML, which has no namespaces: it knows <svg> and <math> by name."""
    for inner in element.iter(etree.Element):
        inner.tag = inner.tag.rpartition("}")[2]
    markup: str = etree.tostring(element, encoding="unicode", method="html")
    return _NAMESPACE.sub("", markup) if "xmlns" in markup else markup


def _construct(element: Element, reading: Reading, *, html: bool) -> tuple[str, bool]:
    """Return an element's text and whether it is HTML. `html`: what it is where it doesn't say."""
    kind = (element.get("type") or "").lower().strip()
    mode = element.get("mode") or ""
    if mode == "base64" or (kind and "/" in kind and _is_binary(kind) and not len(element)):
        unpacked = _unpacked(element, reading)
        return unpacked, kind in _HTML_TYPES or looks_like_html(unpacked)
    if len(element):
        return _markup(element, reading), True
    text = text_of(element, reading)
    if kind in ("xhtml", "application/xhtml+xml") and mode != "escaped":
        return _escape(text), True
    if kind in _HTML_TYPES:
        return text, True
    return text, not reading.atom and (html or looks_like_html(text))


def _is_binary(kind: str) -> bool:
    return not kind.startswith("text/") and not kind.endswith(("+xml", "/xml"))


def _unpacked(element: Element, reading: Reading) -> str:
    text = text_of(element, reading)
    try:
        return base64.b64decode(text).decode("utf-8")
    except (binascii.Error, ValueError):
        return text


def html_of(element: Element, reading: Reading, *, html: bool = True) -> str:
    """Return an element's text as HTML, its links absolute."""
    if html and not reading.atom and not len(element) and not element.keys():
        return as_html(text_of(element, reading), reading.base_of(element))
    text, is_html = _construct(element, reading, html=html)
    if not text:
        return ""
    return as_html(text, reading.base_of(element)) if is_html else escape_plain(text)


def title_of(element: Element, reading: Reading) -> str:
    """Return an element's text as plain text."""
    if not len(element) and not reading.atom and not element.keys():
        text = text_of(element, reading)
        if "&" not in text and "<" not in text:
            return text
    text, is_html = _construct(element, reading, html=False)
    return as_title(text, markup=is_html)


_HALF_REFERENCE = re.compile(r"&(\w+);")


def unescaped(link: str) -> str:
    """Mend an address whose ampersands were escaped twice, or taken for references."""
    if "&" not in link or ";" not in link:
        return link
    return _HALF_REFERENCE.sub(r"&\1", link.replace("&amp;", "&"))


def author_of(element: Element, reading: Reading) -> str:
    """Return the name of an author, whether given in parts or as one line; else the address."""
    if len(element):
        parts = {
            reading.name(child).rpartition(":")[2]: text_of(child, reading) for child in element
        }
        name = parts.get("name") or parts.get("title") or parts.get("email")
        if name:
            return name
    return author_name(text_of(element, reading))
