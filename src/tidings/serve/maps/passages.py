"""The places of a map as rows: how often each is named, and the sentence that names it first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tidings.serve.maps.draw import Map, drawn
from tidings.serve.render.citations import Passage, passage
from tidings.serve.render.reading import anchor
from tidings.text import sentences
from tidings.types import Article, Pin, Span

if TYPE_CHECKING:
    from tidings.news import News

__all__ = ["Row", "Shown", "map_of", "rows_of"]


@dataclass(frozen=True, slots=True)
class Row:
    """A place, and the first sentence that names it."""

    pin: Pin
    said: Passage | None  # None: its article is gone


@dataclass(frozen=True, slots=True)
class Shown:
    """A map and the table behind it."""

    map: Map
    rows: tuple[Row, ...]

    @property
    def urls(self) -> Mapping[str, str]:
        """Where each place's first sentence stands, by the place's id."""
        return {row.pin.place.id: row.said.url for row in self.rows if row.said}


def map_of(news: News, pins: Sequence[Pin]) -> Shown | None:
    """Return a map of places with its table; None where there are too few to tell anything."""
    found = drawn(pins)
    return Shown(found, rows_of(news, pins)) if found else None


def rows_of(news: News, pins: Sequence[Pin]) -> tuple[Row, ...]:
    """Return places with the sentences that name them first."""
    articles = news.store.articles.get([pin.first.article for pin in pins])
    known = {id: sentences(a.text, language=a.language) for id, a in articles.items()}
    return tuple(_rows(pins, articles, known))


def _rows(
    pins: Sequence[Pin], articles: Mapping[str, Article], known: Mapping[str, Sequence[Span]]
) -> Iterator[Row]:
    for pin in pins:
        first = pin.first
        whole = next(
            (s for s in known.get(first.article, ()) if s.start <= first.span.start < s.end), None
        )
        said = passage_of(articles[first.article], whole, first.span) if whole else None
        yield Row(pin, said)


def passage_of(article: Article, whole: Span, marked: Span) -> Passage:
    """Return a sentence of an article with a part of it marked; `url` leads to the sentence."""
    return replace(passage(article, whole, marked), url=f"/article/{article.id}#{anchor(whole)}")
