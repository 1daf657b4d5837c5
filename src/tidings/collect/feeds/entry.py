"""What the elements of an entry mean: one table, from an element's name to a small function."""

from __future__ import annotations

from collections.abc import Callable

from tidings.collect.feeds.dates import parse_date
from tidings.collect.feeds.draft import MAX_LIST, EntryDraft
from tidings.collect.feeds.elements import (
    LANG,
    RESOURCE,
    Reading,
    attribute,
    author_of,
    html_of,
    rel_of,
    text_of,
    title_of,
    unescaped,
)
from tidings.collect.feeds.text import absolute, mend
from tidings.collect.xml import Element
from tidings.types import Enclosure

__all__ = ["read_entry"]

_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


def read_entry(parent: Element, reading: Reading) -> EntryDraft:
    """Return what an item or entry says."""
    entry = EntryDraft(language=parent.get(LANG) or "")
    if reading.cdf:
        href = attribute(parent, "href")
        entry.link = absolute(href, reading.base_of(parent)) if href else ""
        entry.updated = parse_date(attribute(parent, "lastmod"))
    entry.guid = parent.get(_ABOUT) or ""
    _read_children(parent, entry, reading)
    return entry


def _read_children(parent: Element, entry: EntryDraft, reading: Reading) -> None:
    names = reading.names
    for element in parent:
        read = _ENTRY.get(names.get(element.tag) or reading.name(element))
        if read is not None:
            read(entry, element, reading)


def _title(entry: EntryDraft, element: Element, reading: Reading) -> None:
    title = title_of(element, reading)
    if title:
        entry.title = title


def _other_title(entry: EntryDraft, element: Element, reading: Reading) -> None:
    if not entry.title:
        entry.title = title_of(element, reading)


def _link(entry: EntryDraft, element: Element, reading: Reading) -> None:
    href = element.get("href")
    if href is None:
        link = text_of(element, reading) or element.get(RESOURCE) or ""
        if link and rel_of(element) == "alternate":
            entry.link = unescaped(absolute(link, reading.base_of(element)))
        return
    link, rel = absolute(href, reading.base_of(element)), rel_of(element)
    if rel == "alternate":
        kind = (element.get("type") or "").lower()
        if not entry.link or kind in ("text/html", "application/xhtml+xml"):
            entry.link = link
    elif rel == "enclosure":
        _add_enclosure(entry, link, element.get("type"), element.get("length"))


def _guid(entry: EntryDraft, element: Element, reading: Reading) -> None:
    guid = text_of(element, reading)
    if not guid:
        return
    entry.guid = guid
    permanent = element.get("isPermaLink") or element.get("ispermalink") or "true"
    entry.guid_is_link = permanent.lower() == "true"


def _atom_id(entry: EntryDraft, element: Element, reading: Reading) -> None:
    entry.guid = text_of(element, reading) or entry.guid


def _original_link(entry: EntryDraft, element: Element, reading: Reading) -> None:
    entry.link = absolute(text_of(element, reading), reading.base_of(element)) or entry.link


def _summary(entry: EntryDraft, element: Element, reading: Reading) -> None:
    """Keep the first summary as that; a second, longer one is the content in feeds that do so."""
    text = html_of(element, reading)
    if not entry.summary:
        entry.summary = text
    elif not entry.content and text != entry.summary:
        entry.content = text


def _content(entry: EntryDraft, element: Element, reading: Reading) -> None:
    kind = (element.get("type") or "").lower()
    source = element.get("src")
    if source and not text_of(element, reading):
        _add_enclosure(entry, absolute(source, reading.base_of(element)), kind, None)
        return
    text = html_of(element, reading, html=not reading.atom)
    if len(text) > len(entry.content):
        entry.content = text


def _authors(entry: EntryDraft, element: Element, reading: Reading) -> None:
    entry.authors.append(author_of(element, reading))


def _published(entry: EntryDraft, element: Element, reading: Reading) -> None:
    entry.published = parse_date(text_of(element, reading)) or entry.published


def _updated(entry: EntryDraft, element: Element, reading: Reading) -> None:
    entry.updated = parse_date(text_of(element, reading)) or entry.updated


def _created(entry: EntryDraft, element: Element, reading: Reading) -> None:
    entry.created = parse_date(text_of(element, reading)) or entry.created


def _category(entry: EntryDraft, element: Element, reading: Reading) -> None:
    term = element.get("term")
    term = mend(term) if term else text_of(element, reading)
    if not term or "://" in term:  # an address names the tag for machines
        term = mend(element.get("label") or "") or term
    entry.tags.append(term)


def _itunes_category(entry: EntryDraft, element: Element, reading: Reading) -> None:
    entry.tags.append(element.get("text") or "")
    for child in element:
        _itunes_category(entry, child, reading)


def _keywords(entry: EntryDraft, element: Element, reading: Reading) -> None:
    entry.tags.extend(term.strip() for term in text_of(element, reading).split(","))


def _enclosure(entry: EntryDraft, element: Element, reading: Reading) -> None:
    link = element.get("url") or element.get("href") or text_of(element, reading)
    link = absolute(link, reading.base_of(element))
    _add_enclosure(entry, link, element.get("type"), element.get("length"))


def _media(entry: EntryDraft, element: Element, reading: Reading) -> None:
    """Read a media:content: a picture is the entry's image, anything else is an enclosure."""
    link = absolute(element.get("url") or "", reading.base_of(element))
    kind = element.get("type") or element.get("medium") or ""
    if link and kind.startswith("image"):
        entry.image = entry.image or link
    elif link:
        _add_enclosure(entry, link, element.get("type"), element.get("fileSize"))
    if len(element):
        _read_children(element, entry, reading)


def _media_group(entry: EntryDraft, element: Element, reading: Reading) -> None:
    _read_children(element, entry, reading)


def _image(entry: EntryDraft, element: Element, reading: Reading) -> None:
    link = (
        element.get("href")
        or element.get("url")
        or ("" if len(element) else text_of(element, reading))
    )
    if len(element):
        link = next((text_of(c, reading) for c in element if reading.name(c) == "url"), "")
    if link and not entry.image:
        entry.image = absolute(link, reading.base_of(element))


def _add_enclosure(entry: EntryDraft, link: str, kind: str | None, length: str | None) -> None:
    if not link or len(entry.enclosures) >= MAX_LIST:
        return
    size = int(length) if length and length.isascii() and length.isdigit() else None
    entry.enclosures.append(
        Enclosure(url=link, type=(kind or "")[:100], length=size if size and size < 2**62 else None)
    )
    if not entry.image and (kind or "").startswith("image/"):
        entry.image = link


def _language(entry: EntryDraft, element: Element, reading: Reading) -> None:
    entry.language = text_of(element, reading) or entry.language


_EntryReader = Callable[[EntryDraft, Element, Reading], None]

_ENTRY: dict[str, _EntryReader] = {
    "title": _title,
    "dc:title": _other_title,
    "media:title": _other_title,
    "itunes:title": _other_title,
    "link": _link,
    "atom:link": _link,
    "a": _link,
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
