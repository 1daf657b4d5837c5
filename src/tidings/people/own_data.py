"""A person's own data, out and in: marks and subscriptions as a zip; other readers' exports."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import orjson

from tidings.errors import UsageError
from tidings.people.desk import Desk
from tidings.people.keys import shown
from tidings.storage import Store
from tidings.storage.desks import Asked
from tidings.types import Article, ItemState, Of, Person, Stream, make_id
from tidings.urls import canonical

__all__ = ["Marking", "Parts", "Taken", "mark_all", "open_parts", "pack"]

MOST_BYTES = 256 << 20  # of all that a zip holds, unpacked
MOST_FILES = 10_000  # FreshRSS writes one for each feed
AT_ONCE = 500  # items
LIST_ENDINGS = (".opml", ".opml.xml", ".xml")
STATE = "state/com.google/"
DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError,
           OSError, EOFError, ValueError)  # fmt: skip
"""What a zip raises that was cut, changed or locked."""
UNREADABLE = (
    "this is no export that we know: take an OPML list, our own zip, what Miniflux answers to "
    "/v1/entries, or what FreshRSS exports"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Marking:
    """What someone marked of one article elsewhere."""

    url: str
    read: bool = False
    saved: bool = False
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Parts:
    """What a file holds: lists of subscriptions, and marks."""

    lists: tuple[bytes, ...] = ()
    marks: tuple[Marking, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """What became of marks: of how many articles they were taken over, how many are not here."""

    marked: int = 0
    absent: int = 0


def open_parts(body: bytes) -> Parts:
    """Return what a file holds; raises UsageError where it is none that we know."""
    if body[:4] == b"PK\x03\x04":
        return _from_zip(body)
    start = body[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] in (b"{", b"["):
        return Parts(marks=tuple(_marks(body)))
    if start[:1] == b"<":
        return Parts(lists=(body,))
    raise UsageError(UNREADABLE)


def _from_zip(body: bytes) -> Parts:
    lists: list[bytes] = []
    marks: list[Marking] = []
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as files:
            if sum(one.file_size for one in files.infolist()) > MOST_BYTES:
                raise UsageError(f"this zip holds more than {MOST_BYTES >> 20} MiB: send its parts")
            for one in islice(files.infolist(), MOST_FILES):
                name = one.filename.lower()
                if name.endswith(LIST_ENDINGS):
                    lists.append(files.read(one))
                elif name.endswith((".json", ".jsonl")) and name != "person.json":
                    marks.extend(_marks(files.read(one)))
    except DAMAGED as error:
        raise UsageError("this zip is damaged, or locked by a password") from error
    return Parts(lists=tuple(lists), marks=tuple(marks))


def _marks(body: bytes) -> Iterator[Marking]:
    """Yield the marks of a JSON file, or of JSON Lines."""
    try:
        found = orjson.loads(body.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError:
        found = [_record(line) for line in body.splitlines() if line.strip()]
    if isinstance(found, dict):
        found = found.get("items") or found.get("entries") or [found]
    for record in found if isinstance(found, list) else ():
        if isinstance(record, dict) and (marking := _marking(record)):
            yield marking


def _record(line: bytes) -> Any:
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise UsageError(UNREADABLE) from error


def _marking(record: dict[str, Any]) -> Marking | None:
    categories = record.get("categories")
    if isinstance(categories, list):
        return _as_google(record, [c for c in categories if isinstance(c, str)])
    url = record.get("url")
    if not isinstance(url, str):
        return None
    labels = record.get("labels")
    return Marking(
        url=url,
        read=record.get("status") == "read" or record.get("read") is True,
        saved=record.get("starred") is True or record.get("saved") is True,
        labels=tuple(filter(None, (shown(one) for one in labels if isinstance(one, str))))
        if isinstance(labels, list)
        else (),
    )


def _as_google(record: dict[str, Any], categories: Sequence[str]) -> Marking | None:
    """Return the marks of an item as Google Reader wrote it, and FreshRSS does."""
    links = [*_links(record.get("canonical")), *_links(record.get("alternate"))]
    if not links:
        return None
    ends = [category.split("/", 2)[-1] for category in categories]
    return Marking(
        url=links[0],
        read=f"{STATE}read" in ends,
        saved=f"{STATE}starred" in ends,
    )


def _links(found: Any) -> list[str]:
    links = found if isinstance(found, list) else []
    hrefs = (link.get("href") for link in links if isinstance(link, dict))
    return [href for href in hrefs if isinstance(href, str) and href]


def mark_all(desk: Desk, marks: Iterable[Marking]) -> Taken:
    """Mark what is here as it was marked elsewhere; nothing is unmarked. Twice is as once."""
    marked = absent = 0
    waiting = iter(marks)
    while batch := list(islice(waiting, AT_ONCE)):
        by_article = {_id_of(one.url): one for one in batch}
        items = desk.of(list(by_article))
        of = [(state.item.number, by_article[state.item.article]) for state in items]
        desk.mark([n for n, one in of if one.read], read=True, undoable=False)
        desk.save([n for n, one in of if one.saved], saved=True)
        for label in {label for _, one in of for label in one.labels}:
            desk.label([n for n, one in of if label in one.labels], label, on=True)
        here = len({state.item.article for state in items})
        marked, absent = marked + here, absent + len(batch) - here
    return Taken(marked=marked, absent=absent)


def _id_of(url: str) -> str:
    try:
        return make_id(canonical(url))
    except UsageError:
        return ""


def pack(store: Store, desk: Desk, person: Person, *, subscriptions: bytes) -> bytes:
    """Return all that is a person's own as a zip; `subscriptions` is the OPML list in it."""
    target = io.BytesIO()
    folders = [{"name": f.name, "shows": f.shows.name.lower()} for f in desk.folders()]
    about = {"name": person.name, "settings": person.settings, "folders": folders}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr("person.json", orjson.dumps(about, option=orjson.OPT_INDENT_2))
        files.writestr("subscriptions.opml", subscriptions)
        with files.open("articles.jsonl", "w") as lines:
            for state, article in _marked(store, desk):
                lines.write(orjson.dumps(_line(state, article)) + b"\n")
    return target.getvalue()


def _marked(store: Store, desk: Desk) -> Iterator[tuple[ItemState, Article]]:
    """Yield each item that the person read, saved or labelled, once, with its article."""
    told: set[int] = set()
    streams = [Asked(stream=Stream(Of.SAVED))]
    streams += [Asked(stream=Stream(Of.LABEL, label)) for label in desk.labels()]
    for asked in (*streams, Asked(read=True)):
        for numbers in _pages(desk, asked):
            states = desk.states([n for n in numbers if n not in told])
            told.update(numbers)
            articles = store.articles.get([state.item.article for state in states])
            yield from ((state, articles[state.item.article]) for state in states)


def _pages(desk: Desk, asked: Asked) -> Iterator[Sequence[int]]:
    page = desk.page(asked, limit=AT_ONCE)
    while True:
        yield page.items
        if page.after is None:
            return
        page = desk.page(replace(asked, below=page.after), limit=AT_ONCE)


def _line(state: ItemState, article: Article) -> dict[str, Any]:
    """Return an article as it is for the person; what they kept of it with its text."""
    kept = state.saved or state.labels
    return {
        "url": article.url,
        "title": article.title,
        "publisher": article.publisher,
        "published_at": article.published_at,
        "read": state.read,
        "saved": state.saved,
        "labels": state.labels,
        **({"text": article.text} if kept else {}),
    }
