"""Whether an article is what a query or a rule asks for. Pure.

A query means here what it means to the search index: the same words, parted in the same way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from tidings.enrich.tags import slug
from tidings.people.watching.patterns import finder
from tidings.storage.query import Filter, Query, Term, parse_query
from tidings.storage.searchable import searchable, tokens
from tidings.types import Article, Place, When

__all__ = ["Facts", "finds", "holds"]


NEAR = 100.0  # km, as in a search


@dataclass(frozen=True, kw_only=True)
class Facts:
    """An article as rules see it. Its words are found when the first rule asks for them."""

    article: Article
    tags: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()  # codes
    events: tuple[str, ...] = ()  # types
    size: int = 1  # articles of its story
    places: tuple[Place, ...] = ()  # its places
    place_named: Callable[[str], Place | None] = lambda _: None  # what the library means by a name

    @cached_property
    def fields(self) -> dict[str, str]:
        """The words of each field, a space around each."""
        one = self.article
        texts = {"title": one.title, "text": one.text, "author": " ; ".join(one.authors)}
        return {name: f" {' '.join(tokens(text))} " for name, text in texts.items()}

    @cached_property
    def slugs(self) -> frozenset[str]:
        """What its tags are known by."""
        return frozenset(map(slug, self.tags))

    @cached_property
    def labels(self) -> frozenset[str]:
        """Its tags as a search compares them."""
        return frozenset(map(searchable, self.tags))


def holds(wants: When, facts: Facts, *, folder: int, words: bool = True) -> bool:
    """Say whether all that a rule asks for holds; without `words` they are taken to hold."""
    one = facts.article
    return (
        (not wants.source or wants.source == one.source)
        and (not wants.folder or wants.folder == folder)
        and (not wants.language or wants.language == one.language)
        and (not wants.tag or slug(wants.tag) in facts.slugs)
        and (not wants.topic or wants.topic in facts.topics)
        and wants.least <= facts.size
        and (not wants.most or facts.size <= wants.most)
        and (not words or not wants.words or finds(parse_query(wants.words), facts))
        and (not wants.pattern or _has(wants.pattern, one))
    )


def _has(pattern: str, article: Article) -> bool:
    found = finder(pattern)
    return found(article.title) or found(article.text)


def finds(query: Query, facts: Facts) -> bool:
    """Say whether a query finds an article."""
    time = facts.article.time
    return (
        not query.empty
        and not any(_stands(term, facts) for term in query.excluded)
        and (query.after is None or (time is not None and time >= query.after))
        and (query.before is None or (time is not None and time < query.before))
        and all(any(_stands(term, facts) for term in group) for group in query.wanted)
        and all(_passes(asked, facts) for asked in query.filters)
    )


def _stands(term: Term, facts: Facts) -> bool:
    words = f" {' '.join(term.words)}{'' if term.prefix else ' '}"
    fields = [facts.fields[term.field]] if term.field else facts.fields.values()
    return any(words in field for field in fields)


def _passes(asked: Filter, facts: Facts) -> bool:
    any_of = any(_HOLDS[asked.kind](searchable(value), facts) for value in asked.values)
    return any_of is not asked.excluded


def _is_from(value: str, facts: Facts) -> bool:
    one = facts.article
    return (
        value == one.source
        or value in searchable(one.publisher)
        or value in one.publisher.lower()
        or value in one.url.lower()
    )


def _is_tagged(value: str, facts: Facts) -> bool:
    return value in facts.slugs or value in facts.labels


def _tells_of(value: str, facts: Facts) -> bool:
    return value in facts.events


def _is_about(value: str, facts: Facts) -> bool:
    return value in facts.topics


def _is_in(value: str, facts: Facts) -> bool:
    return facts.article.language == value[:2]


def _is_of_country(value: str, facts: Facts) -> bool:
    return any(place.country == value.upper() for place in facts.places)


def _is_near(value: str, facts: Facts) -> bool:
    towns = [place for place in facts.places if place.kind in ("town", "county")]
    middle = facts.place_named(value) if towns else None
    return middle is not None and any(middle.km(place) <= NEAR for place in towns)


def _is_in_place(value: str, facts: Facts) -> bool:
    return any(value in place.ids for place in facts.places)


_HOLDS = {
    "source": _is_from,
    "tag": _is_tagged,
    "topic": _is_about,
    "event": _tells_of,
    "lang": _is_in,
    "country": _is_of_country,
    "near": _is_near,
    "place": _is_in_place,
}
