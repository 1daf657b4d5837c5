"""An XML tree to a feed draft: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, CDF.

One pass over the children of each element; what an element means is a row of a table. Unknown
elements cost one look-up and nothing else.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from tidings.collect.feed_dates import parse_date
from tidings.collect.feed_draft import MAX_ENTRIES, EntryDraft, FeedDraft
from tidings.collect.feed_text import (
    absolute,
    as_html,
    as_title,
    author_name,
    escape_plain,
    looks_like_html,
    mend,
)
from tidings.collect.xml import OPEN, Document, Element
from tidings.errors import FeedError
from tidings.types import Enclosure

__all__ = ["draft_feed"]

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
_BASE, _LANG = _XML + "base", _XML + "lang"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"

_HTML_TYPES = frozenset(("html", "text/html", "xhtml", "application/xhtml+xml", "application/xml"))
_PLAIN_TYPES = frozenset(("text", "plain", "text/plain"))
_PERIODS = {
    "hourly": 3600,
    "daily": 86400,
    "weekly": 604800,
    "monthly": 2592000,
    "yearly": 31536000,
}


@dataclass(slots=True)
class _Reading:
    """What holds for the whole document while it is read."""

    document: Document
    base: str
    garbled: bool  # the document's: its text has to be mended
    atom: bool = False  # Atom says which text is HTML; in RSS one has to guess
    unwrap: bool = False  # Atom 1.0 wraps XHTML in a <div> of its own
    cdf: bool = False  # Microsoft's channels: addresses and dates stand in attributes
    period: float = 0.0
    frequency: float = 1.0
    names: dict[str, str] = field(default_factory=dict)
    readers: dict[str, _EntryReader | None] = field(default_factory=dict)  # by tag, as met

    def name(self, element: Element) -> str:
        """Return an element's lower-case name with its usual prefix, whatever the document's."""
        tag = element.tag
        try:
            return self.names[tag]
        except KeyError:
            name = self.names[tag] = _usual_name(tag, element.prefix)
            return name
        except TypeError:  # an unexpanded entity: its tag is a function
            return ""

    def base_of(self, element: Element) -> str:
        """Return the URL against which the element's links are meant."""
        if not self.document.has_bases:
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


def draft_feed(document: Document, *, url: str = "") -> FeedDraft:
    """Return what a feed's document says. `url`: where it came from, the base of relative links.

    Raises FeedError where the document is no feed.
    """
    root = document.root
    reading = _Reading(document=document, base=url, garbled=document.garbled)
    kind = reading.name(root)
    if kind not in ("rss", "rdf", "feed", "channel"):
        raise FeedError(f"no feed: the document is <{kind[:40]}>")
    reading.atom = kind == "feed"
    reading.unwrap = root.tag == "{http://www.w3.org/2005/Atom}feed"
    feed = FeedDraft(language=root.get(_LANG) or root.get("lang") or "")
    reading.cdf = kind == "channel"
    if reading.cdf:
        href = _attribute(root, "href")
        feed.home = absolute(href, reading.base_of(root)) if href else ""
    _read_feed(root, feed, reading)
    if reading.period:
        feed.ttl = feed.ttl or reading.period / max(reading.frequency, 1.0)
    return feed


def _attribute(element: Element, name: str) -> str:
    """Return an attribute whatever the case of its name."""
    return next((str(v) for key, v in element.attrib.items() if key.lower() == name), "")


def _read_feed(parent: Element, feed: FeedDraft, reading: _Reading) -> None:
    for element in parent:
        name = reading.name(element)
        if name in ("item", "entry"):
            if len(feed.entries) < MAX_ENTRIES:
                feed.entries.append(_read_entry(element, reading))
        elif name == "channel":
            feed.language = element.get(_LANG) or feed.language
            _read_feed(element, feed, reading)
        elif name in ("items", "itemset"):
            _read_feed(element, feed, reading)
        elif (read := _FEED.get(name)) is not None:
            read(feed, element, reading)


def _read_entry(parent: Element, reading: _Reading) -> EntryDraft:
    entry = EntryDraft(language=parent.get(_LANG) or "")
    if reading.cdf:
        href = _attribute(parent, "href")
        entry.link = absolute(href, reading.base_of(parent)) if href else ""
        entry.updated = parse_date(_attribute(parent, "lastmod"))
    entry.guid = parent.get(_ABOUT) or ""
    _read_children(parent, entry, reading)
    return entry


def _read_children(parent: Element, entry: EntryDraft, reading: _Reading) -> None:
    readers = reading.readers
    for element in parent:
        tag = element.tag
        if tag in readers:
            read = readers[tag]
        else:
            read = readers[tag] = _ENTRY.get(reading.name(element))
        if read is not None:
            read(entry, element, reading)


# --- Text -------------------------------------------------------------------------------------


def _text(element: Element, reading: _Reading) -> str:
    """Return the words of an element that should hold nothing else."""
    text: str | None = "".join(element.itertext()) if len(element) else element.text
    if not text:
        return ""
    text = text.strip()
    if OPEN in text:
        text = reading.document.text(text)
    return mend(text) if reading.garbled else text


def _markup(element: Element, reading: _Reading) -> str:
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
    if not isinstance(element.tag, str):  # an entity that was left alone
        return _escape(element.tail or "")
    for inner in element.iter(etree.Element):
        inner.tag = inner.tag.rpartition("}")[2]
    markup: str = etree.tostring(element, encoding="unicode", method="html")
    return _NAMESPACE.sub("", markup) if "xmlns" in markup else markup


def _construct(element: Element, reading: _Reading, *, html: bool) -> tuple[str, bool]:
    """Return an element's text and whether it is HTML. `html`: what it is where it doesn't say."""
    kind = (element.get("type") or "").lower().strip()
    mode = element.get("mode") or ""
    if mode == "base64" or (kind and "/" in kind and _is_binary(kind) and not len(element)):
        return _unpacked(element, reading), kind in _HTML_TYPES or looks_like_html(
            _unpacked(element, reading)
        )
    if len(element):
        return _markup(element, reading), True
    text = _text(element, reading)
    if kind in ("xhtml", "application/xhtml+xml") and mode != "escaped":
        return _escape(text), True
    if kind in _HTML_TYPES:
        return text, True
    if not kind or not reading.atom:
        return text, (html and not reading.atom) or (looks_like_html(text) and not reading.atom)
    return text, False


def _is_binary(kind: str) -> bool:
    return not kind.startswith("text/") and not kind.endswith(("+xml", "/xml"))


def _unpacked(element: Element, reading: _Reading) -> str:
    text = _text(element, reading)
    try:
        return base64.b64decode(text).decode("utf-8")
    except (binascii.Error, ValueError):
        return text


def _rich(element: Element, reading: _Reading, *, html: bool = True) -> str:
    """Return an element's text as HTML, its links absolute."""
    if html and not reading.atom and not len(element) and not element.keys():
        return as_html(_text(element, reading), reading.base_of(element))
    text, is_html = _construct(element, reading, html=html)
    if not text:
        return ""
    return as_html(text, reading.base_of(element)) if is_html else escape_plain(text)


def _title(element: Element, reading: _Reading) -> str:
    if not len(element) and not reading.atom and not element.keys():
        text = _text(element, reading)
        if "&" not in text and "<" not in text:
            return text
    text, is_html = _construct(element, reading, html=False)
    return as_title(text, markup=is_html)


# --- What an entry's elements mean --------------------------------------------------------------


def _entry_title(entry: EntryDraft, element: Element, reading: _Reading) -> None:
    title = _title(element, reading)
    if title:
        entry.title = title


def _other_title(entry: EntryDraft, element: Element, reading: _Reading) -> None:
    if not entry.title:
        entry.title = _title(element, reading)


def _entry_link(entry: EntryDraft, element: Element, reading: _Reading) -> None:
    href = element.get("href")
    rel = (element.get("rel") or "alternate").strip().lower()
    if href is None:
        link = absolute(
            _text(element, reading) or element.get(_RESOURCE) or "", reading.base_of(element)
        )
        if link and rel == "alternate":
            entry.link = _unescaped(link)
        return
    link = absolute(href, reading.base_of(element))
    if rel == "alternate":
        kind = (element.get("type") or "").lower()
        if not entry.link or kind in ("text/html", "application/xhtml+xml"):
            entry.link = link
    elif rel == "enclosure":
        _add_enclosure(entry, link, element.get("type"), element.get("length"))


_HALF_REFERENCE = re.compile(r"&(\w+);")


def _unescaped(link: str) -> str:
    """Mend an address whose ampersands were escaped twice, or taken for references."""
    if "&" not in link or ";" not in link:
        return link
    return _HALF_REFERENCE.sub(r"&\1", link.replace("&amp;", "&"))


def _guid(entry: EntryDraft, element: Element, reading: _Reading) -> None:
    guid = _text(element, reading)
    if not guid:
        return
    entry.guid = guid
    entry.guid_is_link = (
        element.get("ispermalink") or element.get("isPermaLink") or "true"
    ).lower() == "true"


def _atom_id(entry: EntryDraft, element: Element, reading: _Reading) -> None:
    entry.guid = _text(element, reading) or entry.guid


def _original_link(entry: EntryDraft, element: Element, reading: _Reading) -> None:
    entry.link = absolute(_text(element, reading), reading.base_of(element)) or entry.link


def _summary(entry: EntryDraft, element: Element, reading: _Reading) -> None:
    """Keep the first summary as that; a second, longer one is the content in feeds that do so."""
    text = _rich(element, reading)
    if not entry.summary:
        entry.summary = text
    elif not entry.content and text != entry.summary:
        entry.content = text


def _content(entry: EntryDraft, element: Element, reading: _Reading) -> None:
    kind = (element.get("type") or "").lower()
    source = element.get("src")
    if source and not _text(element, reading):
        _add_enclosure(entry, absolute(source, reading.base_of(element)), kind, None)
        return
    text = _rich(element, reading, html=not reading.atom)
    if len(text) > len(entry.content):
        entry.content = text


def _authors(entry: EntryDraft | FeedDraft, element: Element, reading: _Reading) -> None:
    entry.authors.append(_author(element, reading))


def _author(element: Element, reading: _Reading) -> str:
    if len(element):
        parts = {reading.name(child).rpartition(":")[2]: _text(child, reading) for child in element}
        name = parts.get("name") or parts.get("title") or parts.get("email")
        if name:
            return name
    return author_name(_text(element, reading))


def _published(entry: EntryDraft, element: Element, reading: _Reading) -> None:
    entry.published = parse_date(_text(element, reading)) or entry.published


def _updated(entry: EntryDraft, element: Element, reading: _Reading) -> None:
    entry.updated = parse_date(_text(element, reading)) or entry.updated


def _created(entry: EntryDraft, element: Element, reading: _Reading) -> None:
    entry.created = parse_date(_text(element, reading)) or entry.created


def _category(entry: EntryDraft, element: Element, reading: _Reading) -> None:
    term = element.get("term") or _text(element, reading)
    if not term or "://" in term:  # an address names the tag for machines
        term = element.get("label") or term
    if term:
        entry.tags.append(mend(term))


def _itunes_category(entry: EntryDraft, element: Element, reading: _Reading) -> None:
    entry.tags.append(element.get("text") or "")
    for child in element:
        _itunes_category(entry, child, reading)


def _keywords(entry: EntryDraft, element: Element, reading: _Reading) -> None:
    entry.tags.extend(term.strip() for term in _text(element, reading).split(","))


def _enclosure(entry: EntryDraft, element: Element, reading: _Reading) -> None:
    link = element.get("url") or element.get("href") or _text(element, reading)
    link = absolute(link, reading.base_of(element))
    _add_enclosure(entry, link, element.get("type"), element.get("length"))


def _media(entry: EntryDraft, element: Element, reading: _Reading) -> None:
    """A media:content: a picture is the entry's image, anything else that it carries a file."""
    link = absolute(element.get("url") or "", reading.base_of(element))
    kind = element.get("type") or element.get("medium") or ""
    if link and kind.startswith("image"):
        entry.image = entry.image or link
    elif link:
        _add_enclosure(entry, link, element.get("type"), element.get("fileSize"))
    _read_children(element, entry, reading)


def _media_group(entry: EntryDraft, element: Element, reading: _Reading) -> None:
    _read_children(element, entry, reading)


def _image(entry: EntryDraft, element: Element, reading: _Reading) -> None:
    link = (
        element.get("href")
        or element.get("url")
        or ("" if len(element) else _text(element, reading))
    )
    if len(element):
        link = next((_text(c, reading) for c in element if reading.name(c) == "url"), "")
    if link and not entry.image:
        entry.image = absolute(link, reading.base_of(element))


def _add_enclosure(entry: EntryDraft, link: str, kind: str | None, length: str | None) -> None:
    if not link:
        return
    size = int(length) if length and length.isascii() and length.isdigit() else None
    entry.enclosures.append(
        Enclosure(url=link, type=(kind or "")[:100], length=size if size and size < 2**62 else None)
    )
    if not entry.image and (kind or "").startswith("image/"):
        entry.image = link


def _language(entry: EntryDraft | FeedDraft, element: Element, reading: _Reading) -> None:
    entry.language = _text(element, reading) or entry.language


_EntryReader = Callable[[EntryDraft, Element, _Reading], None]
_FeedReader = Callable[[FeedDraft, Element, _Reading], None]

_ENTRY: dict[str, _EntryReader] = {
    "title": _entry_title,
    "dc:title": _other_title,
    "media:title": _other_title,
    "itunes:title": _other_title,
    "link": _entry_link,
    "atom:link": _entry_link,
    "a": _entry_link,
    "guid": _guid,
    "id": _atom_id,
    "feedburner:origlink": _original_link,
    "description": _summary,
    "summary": _summary,
    "abstract": _summary,
    "dc:description": _summary,
    "itunes:summary": _summary,
    "itunes:subtitle": _summary,
    "media:description": _summary,
    "content": _content,
    "content:encoded": _content,
    "body": _content,
    "xhtml:body": _content,
    "fullitem": _content,
    "author": _authors,
    "managingeditor": _authors,
    "dc:creator": _authors,
    "dc:author": _authors,
    "itunes:author": _authors,
    "pubdate": _published,
    "published": _published,
    "issued": _published,
    "dcterms:issued": _published,
    "updated": _updated,
    "modified": _updated,
    "dc:date": _updated,
    "dcterms:modified": _updated,
    "created": _created,
    "dcterms:created": _created,
    "category": _category,
    "dc:subject": _category,
    "media:category": _category,
    "keywords": _keywords,
    "tags": _keywords,
    "itunes:keywords": _keywords,
    "media:keywords": _keywords,
    "itunes:category": _itunes_category,
    "enclosure": _enclosure,
    "media:content": _media,
    "media:group": _media_group,
    "media:thumbnail": _image,
    "itunes:image": _image,
    "itunes:link": _image,
    "image": _image,
    "dc:language": _language,
    "language": _language,
}


# --- What a feed's elements mean ----------------------------------------------------------------


def _feed_title(feed: FeedDraft, element: Element, reading: _Reading) -> None:
    feed.title = _title(element, reading) or feed.title


def _other_feed_title(feed: FeedDraft, element: Element, reading: _Reading) -> None:
    feed.title = feed.title or _title(element, reading)


def _feed_link(feed: FeedDraft, element: Element, reading: _Reading) -> None:
    href = element.get("href")
    if href is None:
        link = _text(element, reading) or element.get(_RESOURCE) or ""
        feed.home = _unescaped(absolute(link, reading.base_of(element))) or feed.home
        return
    link = absolute(href, reading.base_of(element))
    rel = (element.get("rel") or "alternate").strip().lower()
    if rel == "alternate":
        feed.home = feed.home or link
    elif rel == "hub":
        feed.hub = feed.hub or link
    elif rel in ("next", "prev-archive"):
        feed.next_url = feed.next_url or link


def _ttl(feed: FeedDraft, element: Element, reading: _Reading) -> None:
    minutes = _number(element, reading)
    feed.ttl = minutes * 60 if minutes else feed.ttl


def _period(feed: FeedDraft, element: Element, reading: _Reading) -> None:
    reading.period = _PERIODS.get(_text(element, reading).lower(), 0.0)


def _frequency(feed: FeedDraft, element: Element, reading: _Reading) -> None:
    reading.frequency = _number(element, reading) or 1.0


def _number(element: Element, reading: _Reading) -> float:
    text = _text(element, reading)
    return float(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0.0


_FEED: dict[str, _FeedReader] = {
    "title": _feed_title,
    "dc:title": _other_feed_title,
    "itunes:title": _other_feed_title,
    "link": _feed_link,
    "atom:link": _feed_link,
    "a": _feed_link,
    "language": _language,
    "dc:language": _language,
    "author": _authors,
    "managingeditor": _authors,
    "dc:creator": _authors,
    "itunes:author": _authors,
    "ttl": _ttl,
    "sy:updateperiod": _period,
    "sy:updatefrequency": _frequency,
}
