"""What a store keeps of each person's reading. None of it is a change of the news.

No call does work that grows with what is read already: all up to some item of a source is read,
and only the exceptions are kept (decisions/0260).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from tidings.types import Edition, Folder, ItemState, Shows, Stream, Subscription

__all__ = ["Asked", "Desks", "Marks", "Page", "Streams", "Subscriptions"]


ALL_NEWS = Stream()


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """Which items of a stream are wanted."""

    stream: Stream = ALL_NEWS
    read: bool | None = None  # None: read and unread
    saved: bool | None = None
    labels: tuple[str, ...] = ()  # with all of these
    without: tuple[str, ...] = ()  # with none of these labels
    above: int = 0  # only items with a higher number
    below: int = 1 << 62  # only items with a lower number
    oldest_first: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """Numbers of items, in order; `after` is the number to go on from, None at the end."""

    items: tuple[int, ...] = ()
    after: int | None = None


class Streams(Protocol):
    """Items, and the streams in which they are read."""

    def publish(self, editions: Sequence[Edition], *, now: datetime) -> None:
        """Give each article judged for the first time the number under which it is told.

        A story that is told anew is unread by its new number only: the older ones are read then.
        """
        ...

    def published(self, articles: Collection[str]) -> set[str]:
        """Return which of these articles are told by such a number already."""
        ...

    def newest(self) -> int:
        """Return the number of the newest item, 0 before the first."""
        ...

    def number_at(self, moment: datetime) -> int:
        """Return the number of the newest item that had arrived by then, 0 for none."""
        ...

    def page(self, person: int, asked: Asked, *, limit: int) -> Page:
        """Return up to `limit` items; fewer where many would have to be looked through."""
        ...

    def states(self, person: int, numbers: Sequence[int]) -> list[ItemState]:
        """Return the items that are there among these, in the order asked for.

        One that is not shown to the person is read.
        """
        ...

    def arrivals(self, numbers: Sequence[int]) -> list[tuple[int, str, int]]:
        """Return of the items that are there among these, in the order asked for, the number,
        the source, and when it came, in microseconds since 1970: a sync asks for thousands.
        """
        ...

    def of_articles(self, person: int, articles: Sequence[str]) -> list[ItemState]:
        """Return the items by which these articles are shown to a person, in no order."""
        ...


class Subscriptions(Protocol):
    """What each person follows, in which folder."""

    def folders(self, person: int) -> list[Folder]:
        """Return a person's folders by name, the one without a name first."""
        ...

    def add_folder(self, person: int, name: str) -> Folder:
        """Return a person's folder of this name, made if need be."""
        ...

    def rename_folder(self, person: int, number: int, name: str) -> None:
        """Rename a folder; where there is one of that name, the two become one."""
        ...

    def remove_folder(self, person: int, number: int) -> None:
        """Remove a folder; what is in it falls into the one without a name."""
        ...

    def show(self, person: int, folder: int, shows: Shows) -> None:
        """Choose how the news of a folder is shown; what is read stays read."""
        ...

    def all(self, person: int, *, among: Collection[str] | None = None) -> list[Subscription]:
        """Return what a person follows, `among` these sources or at all, by folder and title."""
        ...

    def add(
        self, person: int, source: str, *, folder: str | None, title: str | None, now: datetime
    ) -> None:
        """Follow a source, or move or name it anew (None: as it is).

        Of a source that is followed from now on, the news of seven days is unread.
        """
        ...

    def remove(self, person: int, source: str) -> None:
        """Follow a source no more, and forget what of it was read."""
        ...

    def unread(self, person: int, stream: Stream) -> int | None:
        """Return how many items are unread; None for streams that would have to be read."""
        ...

    def source_of(self, number: int) -> str | None:
        """Return the id of the source that has this number."""
        ...


class Marks(Protocol):
    """What of it they have read, saved, labelled. Marking twice is the same as once."""

    def mark(
        self,
        person: int,
        numbers: Sequence[int],
        *,
        read: bool,
        now: datetime,
        undoable: bool = True,
    ) -> int:
        """Mark items; those that are not there are passed over. Returns how many changed."""
        ...

    def mark_through(self, person: int, stream: Stream, through: int, *, now: datetime) -> int:
        """Mark all up to an item read; return how many changed."""
        ...

    def undo(self, person: int, *, now: datetime) -> int:
        """Take the latest marks back; return how many items changed."""
        ...

    def save(self, person: int, numbers: Sequence[int], *, saved: bool, now: datetime) -> None:
        """Keep items, or keep them no more."""
        ...

    def saved(self, person: int) -> int:
        """Return how many items are saved."""
        ...

    def label(self, person: int, numbers: Sequence[int], label: str, *, on: bool) -> None:
        """Put a label on items, or take it off."""
        ...

    def labels(self, person: int) -> list[str]:
        """Return the labels that stand on something."""
        ...

    def labelled(self, person: int, label: str, stream: Stream) -> int:
        """Return how many items that are shown in a stream, but for lists, carry a label."""
        ...

    def rename_label(self, person: int, label: str, name: str) -> None:
        """Rename a label; "" removes it."""
        ...


class Desks(Protocol):
    """All that is kept of people's reading."""

    @property
    def streams(self) -> Streams: ...
    @property
    def subscriptions(self) -> Subscriptions: ...
    @property
    def marks(self) -> Marks: ...
