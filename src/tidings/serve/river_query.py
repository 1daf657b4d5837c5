"""The query parameters by which pages, feeds and the API ask for part of a person's river."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Literal

from fastapi import Depends, Query

from tidings.enrich.tags import slug
from tidings.i18n import phrase
from tidings.people import Desk
from tidings.reference.topics import find_topic
from tidings.serve.parameters import Name, Words
from tidings.storage.desks import Asked
from tidings.storage.query import parse_query
from tidings.types import Of, Stream

__all__ = ["Below", "Choice", "Chosen", "Numbered", "Order", "Show", "asked_of", "title_of"]

Show = Literal["unread", "all", "saved"]
Order = Literal["newest", "oldest"]
Below = Annotated[int, Query(ge=0, lt=1 << 53)]
Numbered = Annotated[int, Query(ge=0, lt=1 << 53)]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the news asked for has in common; of several things said the first counts."""

    folder: Numbered = 0
    source: Name = ""
    label: Name = ""
    language: Name = ""
    tag: Name = ""
    topic: Name = ""
    q: Words = ""

    @property
    def query(self) -> str:
        """What is searched for, as searches are kept."""
        return parse_query(self.q).text

    @property
    def parameters(self) -> dict[str, str]:
        """What was said, as an address says it; "" for what was not."""
        return {
            "folder": str(self.folder or ""),
            "source": self.source,
            "label": self.label,
            "language": self.language,
            "tag": self.tag,
            "topic": self.topic,
            "q": self.q,
        }

    def stream(self, show: Show) -> Stream:
        """Return the stream that is asked for."""
        about = find_topic(self.topic)
        for of, name in (
            (Of.FOLDER, str(self.folder or "")),
            (Of.SOURCE, self.source),
            (Of.LABEL, self.label),
            (Of.LANGUAGE, self.language),
            (Of.TAG, slug(self.tag)),
            (Of.SEARCH, f"topic:{about.slug}" if about else ""),
            (Of.SEARCH, self.query),
        ):
            if name:
                return Stream(of, name)
        return Stream(Of.SAVED) if show == "saved" else Stream()


Chosen = Annotated[Choice, Depends()]


def asked_of(stream: Stream, show: Show, order: Order = "newest", after: int = 0) -> Asked:
    """Return which items of a stream are asked for; `after` is where the page before ended."""
    asked = Asked(
        stream=stream,
        read=False if show == "unread" else None,
        saved=True if show == "saved" else None,
        oldest_first=order == "oldest",
    )
    if not after:
        return asked
    return replace(asked, above=after) if asked.oldest_first else replace(asked, below=after)


def title_of(desk: Desk, stream: Stream, show: Show) -> str:
    """Return what a stream is called."""
    if stream.of is Of.FOLDER:
        names = (f.name for f in desk.folders() if str(f.number) == stream.name)
        return next(names, "") or phrase("Folder")
    if stream.of is Of.SOURCE:
        titles = (s.title for s in desk.subscriptions() if s.source == stream.name)
        return next(titles, "") or phrase("Source")
    return (
        stream.name
        or {"unread": phrase("Unread"), "all": phrase("All news"), "saved": phrase("Saved")}[show]
    )
