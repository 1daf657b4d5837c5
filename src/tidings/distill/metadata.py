"""What a page says about its article, in JSON-LD, meta tags, microdata and visible marks.

Read before anything is taken out of the document. Nothing here decides what the text is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from selectolax.lexbor import LexborNode

from tidings.distill.clean import squeeze
from tidings.distill.dates import date_in_url, parse_date, parse_moment, sane
from tidings.distill.extract import Document
from tidings.distill.identity import absolute, canonical_of
from tidings.distill.jsonld import Item, find_article, find_items, names_of, texts_of
from tidings.distill.people import clean_authors
from tidings.distill.tagging import merge_tags
from tidings.distill.titles import choose_title
from tidings.urls import host_of

__all__ = ["Metadata", "read_metadata"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Metadata:
    """What is known of an article before its text is read; "" and () where nothing is said."""

    title: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published_at: datetime | None = None
    modified_at: datetime | None = None
    language: str = ""  # as declared
    image: str = ""
    tags: tuple[str, ...] = ()
    canonical_url: str = ""
    description: str = ""
    declared: bool = False  # says in some way that it is an article: its kind, its date, who wrote
    item: Item = field(default_factory=dict)  # the JSON-LD of the article, {} without one


# Names of meta tags, in the order in which they are believed.
_TITLE = (
    "og:title",
    "twitter:title",
    "parsely-title",
    "citation_title",
    "dc.title",
    "dcterms.title",
    "title",
)
_SITE = ("og:site_name", "application-name", "apple-mobile-web-app-title", "al:ios:app_name")
_AUTHOR = (
    *("author", "article:author", "og:article:author", "parsely-author", "sailthru.author", "byl"),
    *("dc.creator", "dcterms.creator", "dc.creator.name", "citation_author", "article:author_name"),
    *("cxenseparse:author", "article.author", "creator", "dc:creator"),
)
_PUBLISHER = ("article:publisher_name", "publisher", "dc.publisher", "dcterms.publisher")
_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "og:published_time", "datepublished"),
    *("article:published", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime"),
    *(
        "publish-date",
        "publishdate",
        "publish_date",
        "pubdate",
        "publication_date",
        "dc.date.issued",
    ),
    *("dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "date", "dcterms.date"),
    *("citation_publication_date", "citation_date", "originalpublicationdate", "article.published"),
    *("article_date_original", "datecreated", "created", "weibo:article:create_at"),
)
_MODIFIED = (
    *("article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified"),
    *("article:modified", "last-modified", "lastmod", "dcterms.modified", "dc.date.modified"),
    *("revised", "article.updated", "modified", "weibo:article:update_at"),
)
_IMAGE = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")
_TAGS = ("article:tag", "og:article:tag", "news_keywords", "parsely-tags", "sailthru.tags")
_LANGUAGE = ("content-language", "og:locale", "dc.language", "dcterms.language", "language")
_DESCRIPTION = ("og:description", "description", "twitter:description", "dc.description")

_SLOGAN = re.compile(r"\s+[-–—|:·]\s+")
_LONGEST_SITE_NAME = 4  # words; what is longer and has a dash in it is a name with a slogan
_KEYWORD_BORDER = re.compile(r"\s*[,;|،、，]\s*")
_MACHINE_TAG = re.compile(r"^[\w-]+[:=]\S")  # "section:news": for advertisers, not for readers
_MICRODATA = "headline author publisher image datepublished datemodified keywords".split()
_BYLINE = (
    '[rel~="author"], a[href*="/author/"], a[href*="/authors/"], [class*="byline" i], '
    '[class~="author"],'
    ' [class*="author-name" i], [class*="author_name" i], [class*="authorname" i],'
    ' [class*="article-author" i], [class*="post-author" i], [id*="byline" i], '
    '[data-testid*="byline" i]'
)
_VISIBLE_DATE = (
    '[class*="publish" i], [class*="date" i], [class*="timestamp" i], [class*="time" i],'
    ' [id*="date" i], [class*="byline" i], [class*="meta" i]'
)
_LONGEST_VISIBLE = 120  # characters of a byline or date line; more is something else
_MOST_LOOKED_AT = 40  # elements that match such a pattern


Metas = dict[str, list[str]]


def read_metadata(document: Document, *, url: str, now: datetime) -> Metadata:
    """Return what a page says about its article; dates after `now` by more than a day are lies."""
    metas = _metas(document)
    item = find_article(find_items(_scripts(document)), url)
    micro = _microdata(document)
    base = _base(document, url)
    language = _language(document, metas, item)
    publisher = _publisher(metas, item, micro)
    canonical_url = canonical_of(url, tuple(_canonical_claims(document, metas, item)))
    published = _dates(
        [texts_of(item.get("datePublished")), _first(metas, _PUBLISHED), micro["datepublished"]],
        now,
        language,
    )
    modified = _dates(
        [texts_of(item.get("dateModified")), _first(metas, _MODIFIED), micro["datemodified"]],
        now,
        language,
    )
    published = published or _visible_date(document, now, language)
    authors = _authors(document, metas, item, micro, publisher)
    kinds = " ".join(_all(metas, ("og:type",))).lower()
    declared = bool(item or published or authors or micro["headline"] or "article" in kinds)
    published = published or sane(date_in_url(canonical_url or url), now)
    return Metadata(
        title=_title(document, metas, item, micro, publisher, canonical_url or url),
        authors=authors,
        publisher=publisher,
        published_at=published or modified,
        modified_at=modified if modified and published and modified > published else None,
        language=language,
        image=_image(document, metas, item, micro, base),
        tags=_tags(document, metas, item, micro),
        canonical_url=canonical_url,
        description=squeeze(next(iter(_first(metas, _DESCRIPTION)), "")),
        declared=declared,
        item=item,
    )


def _metas(document: Document) -> Metas:
    """Return the contents of all meta tags by name, property or http-equiv, in small letters."""
    metas: Metas = {}
    for node in document.css("meta[content]"):
        attributes = node.attributes
        content = attributes.get("content")
        for key in ("property", "name", "itemprop", "http-equiv"):
            if content and content.strip() and (names := attributes.get(key)):
                for name in names.lower().split():
                    metas.setdefault(name, []).append(content)
    return metas


def _first(metas: Metas, names: Iterable[str]) -> list[str]:
    """Return the contents of the first of these names that a page has."""
    return next((metas[name] for name in names if name in metas), [])


def _all(metas: Metas, names: Iterable[str]) -> list[str]:
    return [content for name in names for content in metas.get(name, ())]


def _scripts(document: Document) -> list[str]:
    return [node.text() for node in document.css('script[type*="ld+json" i]')]


def _microdata(document: Document) -> dict[str, list[str]]:
    """Return the values of microdata properties, those inside an article first."""
    values: dict[str, list[str]] = {name: [] for name in _MICRODATA}
    for node in document.css("[itemprop]"):
        attributes = node.attributes
        names = (attributes.get("itemprop") or "").lower().split()
        if values.keys().isdisjoint(names):
            continue
        value = attributes.get("content") or attributes.get("datetime") or attributes.get("src")
        if value is None:
            inner = node.css_first('[itemprop~="name"]') if "itemscope" in attributes else None
            value = (inner.attributes.get("content") if inner else None) or (inner or node).text()
        for name in names:
            if name in values and value.strip():
                values[name].append(value[:500])
    return values


def _base(document: Document, url: str) -> str:
    node = document.css_first("base[href]")
    return absolute(url, node.attributes.get("href") or "") or url if node else url


def _language(document: Document, metas: Metas, item: Item) -> str:
    root = document.root
    attributes = root.attributes if root else {}
    declared = attributes.get("lang") or attributes.get("xml:lang") or ""
    stated = [declared, *_first(metas, _LANGUAGE), *texts_of(item.get("inLanguage"))]
    return next((text.strip() for text in stated if text.strip()), "")


def _publisher(metas: Metas, item: Item, micro: dict[str, list[str]]) -> str:
    stated = [
        *_first(metas, _SITE[:1]),
        *names_of(item.get("publisher")),
        *micro["publisher"],
        *_first(metas, _PUBLISHER),
        *_first(metas, _SITE[1:]),
    ]
    names = (_without_slogan(squeeze(text)) for text in stated if "://" not in text)
    return next((name for name in names if 0 < len(name) <= _LONGEST_VISIBLE), "")


def _without_slogan(name: str) -> str:
    """A site's name without the sentence that some hang on it."""
    first = _SLOGAN.split(name, maxsplit=1)[0]
    return first if len(name.split()) > _LONGEST_SITE_NAME else name


def _title(
    document: Document,
    metas: Metas,
    item: Item,
    micro: dict[str, list[str]],
    publisher: str,
    url: str,
) -> str:
    node = document.css_first("head > title") or document.css_first("title")
    headings = [text for h1 in document.css("h1")[:5] if (text := squeeze(h1.text(separator=" ")))]
    stated = [
        *_first(metas, _TITLE[:1]),
        *texts_of(item.get("headline"))[:1],
        *texts_of(item.get("name"))[:1],
        *_first(metas, _TITLE[1:]),
        *micro["headline"][:1],
    ]
    names = [publisher, *_first(metas, _SITE[:1]), *names_of(item.get("publisher"))]
    return choose_title(
        stated, headings, node.text() if node else "", names=names, host=host_of(url)
    )


def _canonical_claims(document: Document, metas: Metas, item: Item) -> list[str]:
    link = document.css_first('link[rel~="canonical"][href]')
    claims = [link.attributes.get("href") or ""] if link else []
    main = item.get("mainEntityOfPage")
    stated = main.get("@id") if isinstance(main, dict) else main
    return [*claims, *_first(metas, ("og:url",)), *texts_of(stated)[:1]]


def _dates(stated: Sequence[Sequence[str]], now: datetime, language: str) -> datetime | None:
    """Return the first date that can be true; a zone stated elsewhere for the same hour counts."""
    texts = [squeeze(text) for group in stated for text in group]
    dated = [
        (text, date) for text in texts if (date := sane(parse_date(text, language=language), now))
    ]
    if not dated:
        return None
    text, date = dated[0]
    zoned = (other for same, other in dated[1:] if same[:16] == text[:16] and len(same) > len(text))
    return next(zoned, date)


def _visible_date(document: Document, now: datetime, language: str) -> datetime | None:
    """Return the date that a reader sees: a time element in the article, else a dated line."""
    times = document.css("article time, main time, header time") or document.css("time")
    for node in times[:_MOST_LOOKED_AT]:
        stated = node.attributes.get("datetime") or ""
        if date := sane(parse_date(stated, language=language), now) or parse_moment(
            squeeze(node.text()), now, language=language
        ):
            return date
    for node in document.css(_VISIBLE_DATE)[:_MOST_LOOKED_AT]:
        text = node.text(separator=" ", strip=True)
        short = text and len(text) <= _LONGEST_VISIBLE and any(c.isdigit() for c in text)
        if short and (date := sane(parse_date(squeeze(text), language=language), now)):
            return date
    return None


def _authors(
    document: Document, metas: Metas, item: Item, micro: dict[str, list[str]], publisher: str
) -> tuple[str, ...]:
    """Return who wrote the article, by the first source that names any but the publisher."""
    named: tuple[str, ...] = ()
    for stated in (names_of(item.get("author")), _all(metas, _AUTHOR), micro["author"], None):
        found = clean_authors(
            _visible_bylines(document) if stated is None else stated, publisher=publisher
        )
        if found and found != (publisher,):
            return found
        named = named or found
    return named


def _visible_bylines(document: Document) -> list[str]:
    """Return the text of the first element that reads like a byline, best below the heading."""
    above: list[str] = []
    headed = False
    for node in document.css(f"h1, {_BYLINE}")[:_MOST_LOOKED_AT]:
        if node.tag == "h1":
            headed = True
            continue
        text = squeeze(node.text(separator=" ", strip=True))
        if 0 < len(text) <= _LONGEST_VISIBLE and not _is_aside(node) and clean_authors([text]):
            if headed:
                return [text]
            above.append(text)
    return above[:1]


def _is_aside(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.tag in ("nav", "aside", "footer", "li"):
            return True
        parent = parent.parent
    return False


def _image(
    document: Document, metas: Metas, item: Item, micro: dict[str, list[str]], base: str
) -> str:
    link = document.css_first('link[rel~="image_src"][href]')
    images = item.get("image")
    stated = [
        *_first(metas, _IMAGE),
        *(_image_urls(images)),
        *micro["image"],
        *([link.attributes.get("href") or ""] if link else []),
    ]
    return next((found for text in stated if (found := absolute(base, text))), "")


def _image_urls(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for key in ("url", "contentUrl", "@id") for text in texts_of(value.get(key))]
    if isinstance(value, list):
        return [text for one in value[:5] for text in _image_urls(one)]
    return [value] if isinstance(value, str) else []


def _tags(
    document: Document, metas: Metas, item: Item, micro: dict[str, list[str]]
) -> tuple[str, ...]:
    """Return the publisher's tags; the general keywords only where there are none made for news."""
    links = [node.text() for node in document.css('a[rel~="tag"]')[:_MOST_LOOKED_AT]]
    stated = [*_all(metas, _TAGS), *texts_of(item.get("keywords")), *micro["keywords"], *links]
    tags = [
        tag for text in stated or metas.get("keywords", []) for tag in _KEYWORD_BORDER.split(text)
    ]
    return merge_tags(tag.strip().lstrip("#") for tag in tags if not _MACHINE_TAG.match(tag))
