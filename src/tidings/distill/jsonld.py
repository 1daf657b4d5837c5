"""The JSON-LD of a page: what its publisher tells search engines about the article.

Much of it is broken (comments, raw newlines, commas too many), nested in graphs and lists, or
about other things on the page; all of that is tolerated, and nothing here raises.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import orjson

__all__ = ["Item", "find_article", "find_items", "names_of", "texts_of"]

Item: TypeAlias = dict[str, Any]

LARGEST = 1_000_000  # characters of one block: more is data for a program, not about an article
DEEPEST = 6  # levels of lists and graphs around an item
MOST_ITEMS = 500

_ARTICLE = re.compile(
    r"(?:^|[/#:])(?:\w*Article|\w*BlogPosting|Report|SocialMediaPosting|\w*Review)$"
)
_PAGE = re.compile(r"(?:^|[/#:])(?:\w*WebPage|ItemPage|VideoObject|Recipe|PodcastEpisode)$")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*.*?\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$"
)
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_TAG = re.compile(r"<[^>]{0,200}>")


def find_items(blocks: Sequence[str]) -> list[Item]:
    """Return all typed items in the blocks of a page, references between them followed."""
    found = [item for block in blocks for item in _flatten(_parse(block), 0)][:MOST_ITEMS]
    named = {item["@id"]: item for item in found if isinstance(item.get("@id"), str)}
    return [_resolved(item, named) for item in found]


def find_article(items: Sequence[Item], url: str = "") -> Item:
    """Return the item about the article of this page, {} where none is.

    The one that names this address, else the only article, else the first; then the page itself.
    """
    articles = [item for item in items if _is_a(item, _ARTICLE)]
    own = [item for item in articles if url and url in _addresses(item)]
    pages = [item for item in items if _is_a(item, _PAGE)]
    best: Item = next(iter([*own, *articles, *pages]), {})
    page = next((item for item in pages if item is not best), {})
    lent = {k: v for k, v in page.items() if k in ("datePublished", "dateModified", "inLanguage")}
    return {**lent, **{key: value for key, value in best.items() if value not in (None, "", [])}}


def texts_of(value: object) -> list[str]:
    """Return the texts of a value: a string, a number, a list of them, or an item's name."""
    if isinstance(value, str):
        return [_TAG.sub("", value)] if value.strip() else []
    if isinstance(value, list):
        return [text for one in value[:MOST_ITEMS] for text in texts_of(one)]
    if isinstance(value, dict):
        return texts_of(
            next((value[k] for k in ("name", "@value", "url", "@id") if value.get(k)), None)
        )
    return [str(value)] if isinstance(value, (int, float)) and not isinstance(value, bool) else []


def names_of(value: object) -> list[str]:
    """Return the names of people or organisations; never an address."""
    return [text for text in texts_of(value) if "://" not in text]


def _parse(block: str) -> object:
    if len(block) > LARGEST:
        return None
    try:
        return orjson.loads(block)
    except orjson.JSONDecodeError:
        return _parse_broken(block)


def _parse_broken(block: str) -> object:
    """Parse JSON with wrapping comments, raw control characters, trailing commas, or a tail."""
    text = _WRAPPING.sub("", _WRAPPING.sub("", block)).strip().rstrip(";")
    text = _TRAILING_COMMA.sub("", text.replace("&quot;", '"') if '"' not in text else text)
    decoder = json.JSONDecoder(strict=False)
    values: list[object] = []
    position = 0
    while 0 <= position < len(text) and len(values) < MOST_ITEMS:
        try:
            value, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            break
        values.append(value)
        position = min((p for c in "{[" if (p := text.find(c, position)) >= 0), default=-1)
    return values


def _flatten(value: object, depth: int) -> Iterator[Item]:
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for one in value[:MOST_ITEMS]:
            yield from _flatten(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(value.get(key), (dict, list)):
                yield from _flatten(value[key], depth + 1)


def _resolved(item: Item, named: dict[str, Item]) -> Item:
    return {key: _follow(value, named) for key, value in item.items()}


def _follow(value: object, named: dict[str, Item]) -> object:
    if isinstance(value, list):
        return [_follow(one, named) for one in value[:MOST_ITEMS]]
    if isinstance(value, dict) and set(value) <= {"@id", "@type", "name"} and "name" not in value:
        return (
            named.get(value.get("@id", ""), value) if isinstance(value.get("@id"), str) else value
        )
    return value


def _is_a(item: Item, kinds: re.Pattern[str]) -> bool:
    return any(kinds.search(kind) for kind in texts_of(item.get("@type")))


def _addresses(item: Item) -> list[str]:
    return [text for key in ("url", "mainEntityOfPage", "@id") for text in _ids(item.get(key))]


def _ids(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for key in ("@id", "url") for text in texts_of(value.get(key))]
    return texts_of(value)
