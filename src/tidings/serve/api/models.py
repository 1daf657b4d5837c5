"""The shapes of the JSON API. What `types` and `views` hold already is not declared again."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from tidings.serve.render.phrases import unmarked
from tidings.topics import Topic
from tidings.types import Article, Facts, Lineage, Reason, Segment, Span, Status, Version
from tidings.versions import Difference, Edit, said
from tidings.views import (
    ArticleView,
    Happened,
    Hit,
    Judged,
    Party,
    Quoted,
    SearchView,
    StoryCard,
    StoryView,
    Telling,
    TopicFound,
    Unread,
)

__all__ = [
    "ArticleOut",
    "ArticleRow",
    "ErrorOut",
    "Out",
    "QuoteOut",
    "SearchOut",
    "StoryList",
    "StoryOut",
    "StoryRow",
    "fields_of",
]


class Out(BaseModel):
    """Something we answer with."""

    model_config = ConfigDict(from_attributes=True)


class ErrorOut(Out):
    """Why a request could not be answered, in plain words."""

    error: str


class ArticleRow(Out):
    """An article without its text."""

    id: str
    title: str
    url: str
    publisher: str
    source: str
    authors: tuple[str, ...]
    published_at: datetime | None
    modified_at: datetime | None
    fetched_at: datetime | None
    language: str
    tags: tuple[str, ...]
    status: Status


class RelatedRow(Out):
    """An article near to another that tells another story, and why it is near."""

    article: ArticleRow
    score: float
    because: tuple[Reason, ...]


class ChangeOut(Out):
    """How one version of an article became the next. Spans count code points of a version's text,
    those of the kind "headline" of its title."""

    before: int
    after: int
    seen_at: datetime
    material: Annotated[bool, Field(description="Whether what the article says was changed.")]
    said: str
    edits: tuple[Edit, ...]

    @classmethod
    def of(cls, change: Difference) -> ChangeOut:
        """Return what the API says of a change."""
        return cls(
            before=change.before.number,
            after=change.after.number,
            seen_at=change.after.seen_at,
            material=change.material,
            said=said(change),
            edits=change.edits,
        )


class QuoteOut(Out):
    """What somebody says, word for word; offsets count code points of the article's text."""

    text: str
    speaker: Annotated[str, Field(description='As the article has it: "the minister", "he".')]
    name: Annotated[str, Field(description='The full name, "" where none is known.')]
    entity: str
    direct: Annotated[bool, Field(description="Whether all of it stands in quotation marks.")]
    article: str
    start: int
    end: int
    also: Annotated[tuple[str, ...], Field(description="Other articles with the same words.")]

    @classmethod
    def of(cls, quote: Quoted) -> QuoteOut:
        """Return what the API says of a quote."""
        return cls(
            text=quote.text,
            speaker=quote.speaker,
            name=quote.name,
            entity=quote.entity,
            direct=quote.direct,
            article=quote.article.id,
            start=quote.span.start,
            end=quote.span.end,
            also=tuple(article.id for article in quote.also),
        )


class TopicOut(Out):
    """A topic of an article, and the words that speak for it."""

    code: Annotated[str, Field(description="Of the IPTC Media Topics.")]
    slug: str
    name: str
    chance: float
    words: tuple[str, ...]
    by: Annotated[str, Field(description='"words" alone where no encoder runs: less sure.')]

    @classmethod
    def of(cls, found: TopicFound) -> TopicOut:
        """Return what the API says of a topic that was found."""
        topic = found.topic
        return cls(
            code=topic.code,
            slug=topic.slug,
            name=topic.name,
            chance=found.chance,
            words=found.words,
            by=found.by,
        )


class HappenedOut(Out):
    """Who did what to whom, in the PLOVER scheme, and the sentence that tells it."""

    type: str
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]
    date: Annotated[str, Field(description="As precise as the sentence is.")]
    where: str
    planned: bool
    denied: bool
    article: str
    start: int
    end: int
    also: Annotated[int, Field(description="Other articles that tell it.")]

    @classmethod
    def of(cls, one: Happened) -> HappenedOut:
        """Return what the API says of an event."""
        return cls(
            **{
                **fields_of(one),
                "article": one.article.id,
                "start": one.span.start,
                "end": one.span.end,
            }
        )


class ArticleOut(ArticleRow):
    """An article. Offsets count code points of its paragraphs joined by newlines."""

    canonical_url: str
    image: str
    paragraphs: tuple[str, ...]
    new_share: Annotated[float, Field(description="The share of the text that is new, 0 to 1.")]
    segments: tuple[Segment, ...]
    story: str | None
    because: tuple[Reason, ...]
    duplicate_of: ArticleRow | None
    copies: tuple[ArticleRow, ...]
    related: tuple[RelatedRow, ...]
    versions: tuple[Version, ...]
    changes: tuple[ChangeOut, ...]
    judged: tuple[Judged, ...]
    quotes: tuple[QuoteOut, ...]
    topics: tuple[TopicOut, ...]

    @classmethod
    def of(cls, view: ArticleView) -> ArticleOut:
        """Return what the API says of an article."""
        return cls(
            **{**fields_of(view.article), "tags": view.tags},
            new_share=view.novelty.share,
            segments=view.novelty.segments,
            story=view.story.id if view.story else None,
            because=view.because,
            duplicate_of=row_of(view.duplicate_of) if view.duplicate_of else None,
            copies=tuple(map(row_of, view.copies)),
            related=tuple(
                RelatedRow(article=row_of(other), score=near.score, because=near.because)
                for near, other in view.related
            ),
            versions=view.versions,
            changes=tuple(map(ChangeOut.of, view.changes)),
            judged=view.judged,
            quotes=tuple(map(QuoteOut.of, view.quotes)),
            topics=tuple(map(TopicOut.of, view.topics)),
        )


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


def row_of(article: Article) -> ArticleRow:
    """Return an article without its text."""
    return ArticleRow.model_validate(article)


def fields_of(noun: Any) -> dict[str, Any]:
    """Return the fields of a frozen noun by name, its own values uncopied."""
    return {name: getattr(noun, name) for name in noun.__dataclass_fields__}
