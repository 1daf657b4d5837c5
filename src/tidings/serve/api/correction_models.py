"""The shapes of corrections in the JSON API."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from tidings.serve.api.models import Out, fields_of
from tidings.types import Correction
from tidings.views import Corrected

__all__ = [
    "MAX_ITEMS",
    "MAX_NAME",
    "MAX_NOTE",
    "CorrectedOut",
    "CorrectionList",
    "CorrectionOut",
    "CorrectionRequest",
    "Kind",
    "UndoRequest",
]

MAX_ITEMS = 1_000  # ids in one correction
MAX_NAME = 100  # characters
MAX_NOTE = 1_000

Kind = Literal["merge", "split", "move", "apart", "together", "lock", "rename"]
ItemId = Annotated[str, Field(min_length=1, max_length=64)]


class CorrectionRequest(BaseModel):
    """What a person says about stories. With `dry_run` nothing is kept."""

    kind: Kind
    items: Annotated[
        tuple[ItemId, ...],
        Field(
            min_length=1,
            max_length=MAX_ITEMS,
            description="Ids. merge: the story that stays, then those that go into it; "
            "split: a story, then its articles that leave; move: articles of one story, then "
            "the story that they go to; apart, together: two articles or stories; "
            "lock, rename: a story.",
        ),
    ]
    headline: Annotated[str, Field(max_length=300, description="For rename.")] = ""
    by: Annotated[str, Field(max_length=MAX_NAME, description="Who decides.")] = ""
    note: Annotated[str, Field(max_length=MAX_NOTE, description="Why.")] = ""
    dry_run: bool = False


class UndoRequest(BaseModel):
    """With `dry_run` it is only said what undoing would do."""

    dry_run: bool = False


class CorrectionOut(Out):
    """What a person decided, in articles. It holds while `undone_at` is null."""

    id: int
    kind: Kind
    says: str
    articles: tuple[str, ...]
    joined: Annotated[tuple[str, ...], Field(description="Articles that these are one story with.")]
    others: Annotated[
        tuple[str, ...], Field(description="Articles that these are never one story with.")
    ]
    named: Annotated[tuple[str, ...], Field(description="Those that the person named.")]
    story: str
    headline: str
    by: str
    note: str
    at: datetime
    undone_at: datetime | None

    @classmethod
    def of(cls, correction: Correction) -> CorrectionOut:
        """Return what the API says of a correction."""
        return cls(**{**fields_of(correction), "kind": correction.kind.value})


class CorrectedOut(Out):
    """What was done, in words; `story` is the one to look at afterwards."""

    correction: CorrectionOut
    says: tuple[str, ...]
    story: str

    @classmethod
    def of(cls, done: Corrected) -> CorrectedOut:
        """Return what the API says of a correction that was made or undone."""
        return cls(correction=CorrectionOut.of(done.correction), says=done.says, story=done.story)


class CorrectionList(Out):
    """Corrections, the newest first. `next` goes on as `before`, null at the end."""

    corrections: tuple[CorrectionOut, ...]
    next: int | None
