"""The shapes of the JSON API for stories: rows, a story whole, what a search found."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from tidings.reference.topics import Topic
from tidings.serve.api.models import (
    ArticleRow,
    ChangeOut,
    HappenedOut,
    Out,
    QuoteOut,
    fields_of,
    row_of,
)
from tidings.serve.render.phrases import unmarked
from tidings.types import Facts, Lineage, Reason, Span
from tidings.views import (
    Hit,
    Judged,
    SearchView,
    StoryCard,
    StoryView,
    Telling,
    Unread,
)

__all__ = [
    "Cite",
    "HitOut",
    "SearchOut",
    "SentenceOut",
    "StoryList",
    "StoryOut",
    "StoryRow",
    "TellingOut",
    "UnreadOut",
]


class StoryRow(Out):
    """A story as one row of a list, with why it stands where it stands."""

    id: str
    headline: str
    snippet: str
    publishers: tuple[str, ...]
    articles: tuple[str, ...]
    independent: Annotated[int, Field(description="Sources behind it: a copy is none of its own.")]
    first_seen: datetime | None
    last_seen: datetime | None
    language: str
    tags: tuple[str, ...]
    rank: float
    because: tuple[Reason, ...]

    @classmethod
    def of(cls, card: StoryCard) -> StoryRow:
        """Return what the API says of a story in a list."""
        return cls(
            **fields_of(card.story),
            snippet=card.snippet,
            tags=card.tags,
            rank=card.rank,
            because=card.because,
        )


class Cite(Out):
    """A place in an article's text."""

    article: str
    start: int
    end: int

    @classmethod
    def of(cls, article: str, span: Span) -> Cite:
        """Return a citation of a span."""
        return cls(article=article, start=span.start, end=span.end)


class SentenceOut(Out):
    """A sentence of a summary and what it rests on."""

    text: str
    cites: tuple[Cite, ...]


class TellingOut(Out):
    """One article within a story: what it adds, and why it is here."""

    article: ArticleRow
    new_share: float
    adds: tuple[str, ...]
    judged: tuple[Judged, ...]
    duplicate_of: str
    because: tuple[Reason, ...]
    changes: tuple[ChangeOut, ...]

    @classmethod
    def of(cls, telling: Telling) -> TellingOut:
        """Return what the API says of an article within its story."""
        return cls(
            article=row_of(telling.article),
            new_share=telling.novelty.share,
            adds=telling.adds,
            judged=telling.judged,
            duplicate_of=telling.duplicate_of,
            because=telling.because,
            changes=tuple(map(ChangeOut.of, telling.changes)),
        )


class UnreadOut(Out):
    """What one article of a story tells that a reader does not know."""

    article: ArticleRow
    sentences: tuple[Judged, ...]


class StoryOut(Out):
    """A story: its summary, its articles in order of time, the stories near to it."""

    id: str
    headline: str
    publishers: tuple[str, ...]
    first_seen: datetime | None
    last_seen: datetime | None
    language: str
    tags: tuple[str, ...]
    topics: Annotated[tuple[Topic, ...], Field(description="That half of its articles have.")]
    events: tuple[HappenedOut, ...]
    summary: tuple[SentenceOut, ...]
    independent: int
    lineage: Lineage
    facts: Facts
    articles: tuple[TellingOut, ...]
    related: tuple[StoryRow, ...]
    unread: tuple[UnreadOut, ...]
    quotes: tuple[QuoteOut, ...]

    @classmethod
    def of(cls, view: StoryView, unread: Unread | None) -> StoryOut:
        """Return what the API says of a story, and of it to one who read a part."""
        sentences = (
            SentenceOut(text=s.text, cites=tuple(Cite.of(id, span) for id, span in s.cites))
            for s in view.summary.sentences
        )
        return cls(
            **{
                **fields_of(view.story),
                "headline": view.summary.headline or view.story.headline,
                "articles": tuple(map(TellingOut.of, view.tellings)),
            },
            tags=view.tags,
            topics=view.topics,
            events=tuple(map(HappenedOut.of, view.events)),
            summary=tuple(sentences),
            lineage=view.lineage,
            facts=view.facts,
            quotes=tuple(map(QuoteOut.of, view.quotes)),
            related=tuple(map(StoryRow.of, view.related)),
            unread=tuple(
                UnreadOut(article=row_of(article), sentences=sentences)
                for article, sentences in (unread.articles if unread else ())
            ),
        )


class StoryList(Out):
    """Stories, most important first. `next` is the offset that goes on, null at the end."""

    stories: tuple[StoryRow, ...]
    next: int | None


class HitOut(Out):
    """An article that a search found; `matches` are [start, end] within the snippet."""

    article: ArticleRow
    story: str
    snippet: str
    matches: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, hit: Hit) -> HitOut:
        """Return what the API says of a hit."""
        text, matches = unmarked(hit.snippet)
        return cls(article=row_of(hit.article), story=hit.story, snippet=text, matches=matches)


class SearchOut(Out):
    """The answer to a search; `notes` say what of the query could not be used."""

    query: str
    total: int
    more: Annotated[bool, Field(description="There are more: the latest `total` were weighed.")]
    notes: tuple[str, ...]
    hits: tuple[HitOut, ...]
    next: int | None

    @classmethod
    def of(cls, found: SearchView, *, next: int | None) -> SearchOut:
        """Return what the API says of a search."""
        return cls(
            query=found.query,
            total=found.total,
            more=found.more,
            notes=found.notes,
            hits=tuple(map(HitOut.of, found.hits)),
            next=next,
        )
