"""The JSON API of what is a person's own: their stream, marks, folders, labels, subscriptions."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from fastapi import HTTPException
from pydantic import Field, StringConstraints

from tidings.people import Desk, Marked, RiverRow, marked_of, river
from tidings.serve.accounts.visitor import CurrentPerson, needs
from tidings.serve.api.models import Out, Wanted
from tidings.serve.api.routing import api_router
from tidings.serve.api.story_models import StoryRow
from tidings.serve.parameters import Id, Limit, Number
from tidings.serve.river_query import Below, Choice, Chosen, Order, Show, asked_of
from tidings.serve.site import Site, SiteDep
from tidings.types import Folder, ItemState, Role, Shows, Subscription

__all__ = ["router"]

router = api_router("/api/me", "own")

Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
FolderName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
SourceId = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Shown = Literal["articles", "own", "stories"]


class MarksOut(Out):
    """What a person has read, saved and labelled of a story."""

    unread: Annotated[int, Field(description="Items of it that are unread.")]
    saved: bool
    labels: tuple[str, ...]

    @classmethod
    def of(cls, marked: Marked) -> MarksOut:
        """Return what the API says of marks."""
        return cls(unread=marked.unread, saved=marked.saved, labels=marked.labels)


class StreamRow(Out):
    """A story of a stream; `number` is where it stands."""

    number: int
    story: StoryRow
    marks: MarksOut

    @classmethod
    def of(cls, row: RiverRow) -> StreamRow:
        """Return what the API says of a row."""
        story = StoryRow.of(row.card)
        return cls(number=row.number, story=story, marks=MarksOut.of(row.marked))


class StreamOut(Out):
    """A page of a stream; `next` is the `after` to go on from."""

    stories: tuple[StreamRow, ...]
    next: int | None


class MarksRequest(Wanted):
    """What to change; what is left out stays."""

    read: bool | None = None
    saved: bool | None = None
    label: tuple[Label, ...] = Field(default=(), max_length=20)
    unlabel: tuple[Label, ...] = Field(default=(), max_length=20)


class ThroughRequest(Wanted):
    """A stream, and the number up to which all of it is read; without one, all there is now."""

    folder: int = Field(default=0, ge=0, lt=1 << 53)
    source: str = Field(default="", max_length=200)
    through: int | None = Field(default=None, ge=0, lt=1 << 53)


class CountOut(Out):
    """How many items changed."""

    items: int


class FolderOut(Out):
    """A folder, and how its news is shown in reader apps."""

    number: int
    name: str
    shows: Shown

    @classmethod
    def of(cls, folder: Folder) -> FolderOut:
        """Return what the API says of a folder."""
        shows: tuple[Shown, ...] = ("articles", "own", "stories")
        return cls(number=folder.number, name=folder.name, shows=shows[folder.shows])


class FolderRequest(Wanted):
    """A folder's name."""

    name: FolderName


class FolderChange(Wanted):
    """What to change of a folder; what is left out stays."""

    name: FolderName | None = None
    shows: Shown | None = None


class SubscriptionOut(Out):
    """A source that the person follows."""

    source: str
    title: str
    url: str
    folder: FolderOut
    items: int
    unread: int
    added_at: datetime
    newest_at: datetime | None

    @classmethod
    def of(cls, one: Subscription) -> SubscriptionOut:
        """Return what the API says of a subscription."""
        return cls(
            source=one.source,
            title=one.title,
            url=one.url,
            folder=FolderOut.of(one.folder),
            items=one.items,
            unread=one.unread,
            added_at=one.added_at,
            newest_at=one.newest_at,
        )


class FollowRequest(Wanted):
    """A source by its id; a folder by its name, "" for none; a title of one's own."""

    source: SourceId
    folder: Title | None = None
    title: Title | None = None


class FolderList(Out):
    """All folders, the one without a name first."""

    folders: tuple[FolderOut, ...]


class LabelList(Out):
    """All labels that stand on something."""

    labels: tuple[str, ...]


class SubscriptionList(Out):
    """All that is followed."""

    subscriptions: tuple[SubscriptionOut, ...]


@router.get("/stream")
@needs(Role.READER)
def stream(
    site: SiteDep,
    me: CurrentPerson,
    choice: Chosen,
    show: Show = "unread",
    order: Order = "newest",
    after: Below = 0,
    limit: Limit = 30,
) -> StreamOut:
    """Stories of what the person follows, in the order in which they came, with their marks."""
    asked = asked_of(choice.stream(show), show, order, after)
    desk = site.news.people.desk(me.id)
    found = river(site.news.store, desk, asked, limit=limit, now=site.clock())
    return StreamOut(stories=tuple(map(StreamRow.of, found.rows)), next=found.after)


@router.get("/stories/{story_id}")
@needs(Role.READER)
def marks(site: SiteDep, me: CurrentPerson, story_id: Id) -> MarksOut:
    """What the person has read, saved and labelled of a story."""
    return MarksOut.of(marked_of(_items(site, me.id, story_id)[1]))


@router.post("/stories/{story_id}")
@needs(Role.READER)
def mark(site: SiteDep, me: CurrentPerson, story_id: Id, wanted: MarksRequest) -> MarksOut:
    """Mark a story: read by all its articles; saved and labelled by its newest one."""
    desk, items = _items(site, me.id, story_id)
    numbers = [state.item.number for state in items]
    if wanted.read is not None:
        desk.mark(numbers, read=wanted.read)
    if wanted.saved is not None:
        desk.save(numbers[:1] if wanted.saved else numbers, saved=wanted.saved)
    for label in wanted.label:
        desk.label(numbers[:1], label, on=True)
    for label in wanted.unlabel:
        desk.label(numbers, label, on=False)
    return MarksOut.of(marked_of(_items(site, me.id, story_id)[1]))


@router.post("/read")
@needs(Role.READER)
def read(site: SiteDep, me: CurrentPerson, wanted: ThroughRequest) -> CountOut:
    """Mark all of a folder, a source, or everything read, up to a number."""
    chosen = Choice(folder=wanted.folder, source=wanted.source).stream("all")
    desk = site.news.people.desk(me.id)
    return CountOut(items=desk.mark_through(chosen, wanted.through))


@router.post("/undo")
@needs(Role.READER)
def undo(site: SiteDep, me: CurrentPerson) -> CountOut:
    """Take the latest marks back."""
    return CountOut(items=site.news.people.desk(me.id).undo())


@router.get("/labels")
@needs(Role.READER)
def labels(site: SiteDep, me: CurrentPerson) -> LabelList:
    """The person's labels."""
    return LabelList(labels=tuple(site.news.people.desk(me.id).labels()))


@router.get("/folders")
@needs(Role.READER)
def folders(site: SiteDep, me: CurrentPerson) -> FolderList:
    """The person's folders."""
    found = site.news.people.desk(me.id).folders()
    return FolderList(folders=tuple(map(FolderOut.of, found)))


@router.post("/folders", status_code=201)
@needs(Role.READER)
def add_folder(site: SiteDep, me: CurrentPerson, wanted: FolderRequest) -> FolderOut:
    """Make a folder; where there is one of this name, it is given."""
    return FolderOut.of(site.news.people.desk(me.id).add_folder(wanted.name))


@router.post("/folders/{number}")
@needs(Role.READER)
def change_folder(
    site: SiteDep, me: CurrentPerson, number: Number, wanted: FolderChange
) -> FolderList:
    """Rename a folder, or choose how its news is shown in reader apps; returns all folders."""
    desk = _with_folder(site, me.id, number)
    if wanted.shows is not None:
        desk.show(number, Shows[wanted.shows.upper()])
    if wanted.name is not None:
        desk.rename_folder(number, wanted.name)
    return folders(site, me)


@router.post("/folders/{number}/remove")
@needs(Role.READER)
def remove_folder(site: SiteDep, me: CurrentPerson, number: Number) -> FolderList:
    """Remove a folder; what is in it is followed as before. Returns what is left."""
    _with_folder(site, me.id, number).remove_folder(number)
    return folders(site, me)


@router.get("/subscriptions")
@needs(Role.READER)
def subscriptions(site: SiteDep, me: CurrentPerson) -> SubscriptionList:
    """What the person follows, with counts."""
    found = site.news.people.desk(me.id).subscriptions()
    return SubscriptionList(subscriptions=tuple(map(SubscriptionOut.of, found)))


@router.post("/subscriptions", status_code=201)
@needs(Role.READER)
def follow(site: SiteDep, me: CurrentPerson, wanted: FollowRequest) -> SubscriptionList:
    """Follow a source that is here, or move or name it anew."""
    if site.news.source(wanted.source) is None:
        raise HTTPException(404, "There is no such source.")
    desk = site.news.people.desk(me.id)
    desk.follow(wanted.source, folder=wanted.folder, title=wanted.title)
    return subscriptions(site, me)


@router.post("/subscriptions/{source_id}/leave")
@needs(Role.READER)
def leave(site: SiteDep, me: CurrentPerson, source_id: Id) -> SubscriptionList:
    """Follow a source no more; it stays for the others."""
    site.news.people.desk(me.id).leave(source_id)
    return subscriptions(site, me)


def _items(site: Site, person: int, story_id: str) -> tuple[Desk, list[ItemState]]:
    """Return the desk, and the items by which a story is shown there, newest first."""
    desk = site.news.people.desk(person)
    items = desk.of_story(story_id)
    if items is None:
        raise HTTPException(404, "There is no such story.")
    return desk, items


def _with_folder(site: Site, person: int, number: int) -> Desk:
    desk = site.news.people.desk(person)
    if number not in (folder.number for folder in desk.folders() if folder.name):
        raise HTTPException(404, "There is no such folder.")
    return desk
