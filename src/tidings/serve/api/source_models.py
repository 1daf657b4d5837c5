"""The JSON API's shapes for sources, adding them, tags and status."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, Field

from tidings.serve.api.models import Out, fields_of
from tidings.views import SourceView, TagCount, TopicCount

if TYPE_CHECKING:
    from tidings.news import Added, Counts

__all__ = [
    "Action",
    "AddRequest",
    "AddedOut",
    "CountryRequest",
    "DoneOut",
    "PreviewRequest",
    "RemoveRequest",
    "SourceList",
    "SourceOut",
    "StatusOut",
    "TagList",
    "TopicList",
]


class TagList(Out):
    """Tags, the most used first."""

    tags: tuple[TagCount, ...]


class TopicList(Out):
    """Topics, each after the one that it is a part of."""

    topics: tuple[TopicCount, ...]


class FailureOut(Out):
    """Bad news about one item, and what to do."""

    stage: str
    error: str
    url: str
    at: datetime | None


class SourceOut(Out):
    """A source and how it is doing."""

    id: str
    url: str
    kind: str
    title: str
    home: str
    folder: str
    language: str
    country: Annotated[str, Field(description="As it was said; '' where it is guessed.")]
    paused: bool
    added_at: datetime
    polled_at: datetime | None
    next_poll_at: datetime | None
    health: str
    articles: int
    latest: datetime | None
    failures: tuple[FailureOut, ...]

    @classmethod
    def of(cls, view: SourceView) -> SourceOut:
        """Return what the API says of a source."""
        return cls(
            **{
                **fields_of(view.source),
                "failures": tuple(FailureOut.model_validate(f) for f in view.failures),
            },
            health=view.health,
            articles=view.articles,
            latest=view.latest,
        )


class SourceList(Out):
    """All sources."""

    sources: tuple[SourceOut, ...]


class PreviewRequest(BaseModel):
    """An address to look at: nothing is saved."""

    url: Annotated[str, Field(min_length=1, max_length=8192)]


class AddRequest(PreviewRequest):
    """An address to add: a feed, a site, a sitemap, an article."""

    folder: Annotated[str, Field(max_length=200)] = ""


class CountryRequest(BaseModel):
    """Where a source is from; `within` is a state, a province, or a town in it."""

    country: Annotated[str, Field(max_length=60)]
    within: Annotated[str, Field(max_length=100)] = ""


class RemoveRequest(BaseModel):
    """Whether the articles of a source go with it."""

    articles: bool = False


class AddedOut(Out):
    """What adding brought."""

    sources: tuple[str, ...]
    articles: tuple[str, ...]
    failures: tuple[FailureOut, ...]
    notes: tuple[str, ...]

    @classmethod
    def of(cls, added: Added) -> AddedOut:
        """Return what the API says of an addition: sources and articles by their ids."""
        return cls(
            sources=tuple(source.id for source in added.sources),
            articles=added.articles,
            failures=tuple(map(FailureOut.model_validate, added.failures)),
            notes=added.notes,
        )


Action = Literal["pause", "resume", "poll"]


class DoneOut(Out):
    """What was done."""

    done: str


class StatusOut(Out):
    """How much there is, and which release answers."""

    version: str
    articles: int
    stories: int
    sources: int
    pending: int
    failures: int

    @classmethod
    def of(cls, version: str, counts: Counts) -> StatusOut:
        """Return what the API says of the whole library."""
        return cls(version=version, **fields_of(counts))
