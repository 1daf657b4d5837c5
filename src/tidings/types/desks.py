"""What a person's reading consists of: items, folders, subscriptions, streams."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

__all__ = [
    "BY_HAND",
    "Edition",
    "Folder",
    "Item",
    "ItemState",
    "Of",
    "Shows",
    "Stream",
    "Subscription",
]

BY_HAND = ""  # the source of articles that no source brought


class Shows(IntEnum):
    """How the news of a folder is shown in reader apps; as a number, the least level of an item."""

    ARTICLES = 0  # every article
    OWN = 1  # articles, copies of what another source brought hidden
    STORIES = 2  # one item a story: a new one only when something material was added


class Of(StrEnum):
    """What a stream is a stream of; all but ALL and SAVED have a name."""

    ALL = "all"
    SAVED = "saved"
    FOLDER = "folder"  # by the folder's number
    SOURCE = "source"  # by the source's id
    LABEL = "label"
    LANGUAGE = "language"
    TAG = "tag"  # by its slug
    SEARCH = "search"  # what a query finds, by the query


@dataclass(frozen=True, slots=True)
class Stream:
    """Items that are read together."""

    of: Of = Of.ALL
    name: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """What reader apps know an article by: a number that grows by arrival and is never reused.

    An article is one item when it arrives, and one more (`level` is its own then) once it is known
    what it tells: a folder shows one kind or the other, by its `Shows`.
    """

    number: int
    article: str
    source: str
    at: datetime  # of arrival; never before that of an earlier item
    level: int = 0  # 0: a copy, or not judged; 1: its own words; 2: adds something to its story


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """What an article of a story tells, judged: the `level` of its second item."""

    article: str
    level: int
    behind: str = ""  # the source that told it before: hidden from those who follow that one


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemState:
    """An item as it is for a person."""

    item: Item
    read: bool = True
    saved: bool = False
    labels: tuple[str, ...] = ()
    shows: Shows = Shows.ARTICLES


@dataclass(frozen=True, kw_only=True, slots=True)
class Folder:
    """A person's folder; the one without a name holds what was put nowhere."""

    number: int
    name: str
    shows: Shows = Shows.ARTICLES


@dataclass(frozen=True, kw_only=True, slots=True)
class Subscription:
    """A source that a person follows."""

    source: str  # Source.id, or BY_HAND
    number: int  # the source's, the same for everyone
    title: str  # the person's own name for it, else the source's
    folder: Folder
    url: str = ""
    home: str = ""
    added_at: datetime
    newest_at: datetime | None = None  # arrival of its newest item
    items: int = 0  # all that are shown
    unread: int = 0
