"""The JSON API's shapes of articles, and what all have in common.

What `types` and `views` hold already is not declared again.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from tidings.types import Article, Reason, Segment, Status, Version
from tidings.versions import Difference, Edit, said
from tidings.views import (
    ArticleView,
    Happened,
    Judged,
    Party,
    Quoted,
    TopicFound,
)

__all__ = [
    "ArticleOut",
    "ArticleRow",
    "ChangeOut",
    "ErrorOut",
    "HappenedOut",
    "Out",
    "QuoteOut",
    "RelatedRow",
    "TopicOut",
    "Wanted",
    "fields_of",
    "row_of",
]


class Out(BaseModel):
    """Something we answer with."""

    model_config = ConfigDict(from_attributes=True)


class Wanted(BaseModel):
    """What is asked for; a member that we don't know is a mistake, and refused."""

    model_config = ConfigDict(extra="forbid")


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
    wording: Annotated[str, Field(description="What is done, as the sentence words it.")]
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


def row_of(article: Article) -> ArticleRow:
    """Return an article without its text."""
    return ArticleRow.model_validate(article)


def fields_of(noun: Any) -> dict[str, Any]:
    """Return the fields of a frozen noun by name, its own values uncopied."""
    return {name: getattr(noun, name) for name in noun.__dataclass_fields__}
