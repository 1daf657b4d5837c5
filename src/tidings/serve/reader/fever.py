"""The Fever API: one address, JSON, and whatever was asked answered together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from starlette.responses import Response

from tidings.people import Desk, ItemView
from tidings.serve.reader.asking import JS_SAFE, Asking, BadRequestError
from tidings.serve.reader.bodies import data_of, item_body, linked
from tidings.serve.reader.call import Call, as_json, moment
from tidings.serve.reader.server import Server
from tidings.storage.desks import Asked
from tidings.types import Of, Stream, Subscription

__all__ = ["fever"]

PAGE = 50  # items: apps take fewer for the end
IDS = 10_000  # read at a time, for the lists of all that are unread or saved
EVERYTHING = 0  # the group of all feeds; -1 are the "sparks", of which there are none
NO_FEED = 0

Members = dict[str, Any]


def fever(server: Server, asking: Asking, path: str) -> Response | None:
    """Answer a call. Who is not known is told so with status 200, as the API has it."""
    if path.strip("/"):
        return None
    key = asking.one("api_key")
    person = server.news.people.keys.by_fever(key, now=server.clock()) if key.isascii() else None
    if person is None:
        return as_json({"api_version": 3, "auth": 0})
    call = server.call(asking, person)
    subscriptions = call.desk.subscriptions()
    newest = max((s.newest_at for s in subscriptions if s.newest_at), default=None)
    answer: Members = {
        "api_version": 3,
        "auth": 1,
        "last_refreshed_on_time": _seconds(newest),
    }
    if asking.one("mark") or asking.has("unread_recently_read"):
        answer |= _marked(call, subscriptions)
    for name, select in SELECTORS.items():
        if asking.has(name):
            answer |= select(call, subscriptions)
    return as_json(answer)


def _seconds(moment: datetime | None) -> int:
    return int(moment.timestamp()) if moment else 0


# --- reading


def _groups(call: Call, subscriptions: Sequence[Subscription]) -> Members:
    folders = [folder for folder in call.desk.folders() if folder.name]
    groups = [{"id": folder.number, "title": folder.name} for folder in folders]
    return {"groups": groups} | _feeds_groups(call, subscriptions)


def _feeds_groups(_call: Call, subscriptions: Sequence[Subscription]) -> Members:
    by_group: dict[int, list[str]] = {}
    for s in subscriptions:
        if s.folder.name:
            by_group.setdefault(s.folder.number, []).append(str(s.number))
    pairs = [{"group_id": group, "feed_ids": ",".join(ids)} for group, ids in by_group.items()]
    return {"feeds_groups": pairs}


def _feeds(call: Call, subscriptions: Sequence[Subscription]) -> Members:
    icons = call.news.icons.names()
    feeds = [
        {
            "id": s.number,
            "favicon_id": s.number if s.source in icons else 0,
            "title": s.title,
            "url": s.url,
            "site_url": s.home or s.url or call.asking.base,
            "is_spark": 0,
            "last_updated_on_time": _seconds(s.newest_at),
        }
        for s in subscriptions
    ]
    return {"feeds": feeds} | _feeds_groups(call, subscriptions)


def _favicons(call: Call, subscriptions: Sequence[Subscription]) -> Members:
    icons = call.news.icons.of(*(s.source for s in subscriptions))
    found = ((s.number, icons[s.source]) for s in subscriptions if s.source in icons)
    return {"favicons": [{"id": number, "data": data_of(icon)} for number, icon in found]}


def _links(_call: Call, _subscriptions: Sequence[Subscription]) -> Members:
    return {"links": []}


def _items(call: Call, subscriptions: Sequence[Subscription]) -> Members:
    feeds = {s.source: s.number for s in subscriptions}
    views = call.desk.items(_wanted(call))
    return {
        "total_items": sum(s.items for s in subscriptions) - call.desk.hidden(Stream()),
        "items": [_item(call, view, feeds.get(view.state.item.source, NO_FEED)) for view in views],
    }


def _wanted(call: Call) -> list[int]:
    """Return the numbers of a page of items: those after one, those before one, or these."""
    asking = call.asking
    if asking.has("with_ids"):
        return _numbers(asking.one_long("with_ids"))[:PAGE]
    if asking.has("max_id"):
        below = asking.number("max_id", 0) or JS_SAFE
        return list(call.desk.page(call.desk.shown(Asked(below=below)), limit=PAGE).items)
    since = Asked(above=asking.number("since_id", 0), oldest_first=True)
    return list(call.desk.page(call.desk.shown(since), limit=PAGE).items)


def _numbers(text: str) -> list[int]:
    parts = [part.strip() for part in text.split(",")]
    wrong = [p for p in parts if p and not (p.isascii() and p.isdigit() and len(p) < 17)]
    if wrong:
        raise BadRequestError("ids are numbers with commas between them")
    return [int(part) for part in parts if part]


def _item(call: Call, view: ItemView, feed: int) -> Members:
    body = item_body(view, call.asking.base)
    return {
        "id": view.state.item.number,
        "feed_id": feed,
        "title": body.title,
        "author": body.author,
        "html": body.html + linked(body.files),
        "url": body.url,
        "is_saved": int(view.state.saved),
        "is_read": int(view.state.read),
        "created_on_time": _seconds(body.published),
    }


def _unread_ids(call: Call, _subscriptions: Sequence[Subscription]) -> Members:
    return {"unread_item_ids": _all_ids(call.desk, Asked(read=False))}


def _saved_ids(call: Call, _subscriptions: Sequence[Subscription]) -> Members:
    return {"saved_item_ids": _all_ids(call.desk, Asked(stream=Stream(Of.SAVED)))}


def _all_ids(desk: Desk, asked: Asked) -> str:
    numbers: list[int] = []
    after: int | None = JS_SAFE
    while after is not None:
        page = desk.page(Asked(stream=asked.stream, read=asked.read, below=after), limit=IDS)
        numbers += page.items
        after = page.after
    return ",".join(map(str, numbers))


SELECTORS: dict[str, Callable[[Call, Sequence[Subscription]], Members]] = {
    "groups": _groups,
    "feeds": _feeds,
    "favicons": _favicons,
    "links": _links,
    "items": _items,
    "unread_item_ids": _unread_ids,
    "saved_item_ids": _saved_ids,
}
"""What can be asked for, all at once if need be."""


# --- marking


def _marked(call: Call, subscriptions: Sequence[Subscription]) -> Members:
    """Mark what is asked; answer with what is unread or saved then."""
    if call.asking.method == "GET" and not call.asking.body:
        raise BadRequestError("marking is asked by POST", 405)
    kind = call.asking.one("mark")
    state = call.asking.one("as")
    if not kind:
        call.desk.undo()
    elif kind == "item":
        _mark_items(call, state)
    elif kind in ("feed", "group") and state == "read":
        stream = _stream(call, kind, subscriptions)
        if stream is not None:
            call.desk.mark_through(stream, _before(call))
    else:
        raise BadRequestError("mark is item, feed or group; as is read, unread, saved or unsaved")
    saved = state in ("saved", "unsaved")
    return (_saved_ids if saved else _unread_ids)(call, subscriptions)


def _mark_items(call: Call, state: str) -> None:
    numbers = _numbers(call.asking.one_long("with_ids") or call.asking.one_long("id"))
    if state in ("read", "unread"):
        call.desk.mark(numbers, read=state == "read")
    elif state in ("saved", "unsaved"):
        call.desk.save(numbers, saved=state == "saved")
    else:
        raise BadRequestError("as is read, unread, saved or unsaved")


def _stream(call: Call, kind: str, subscriptions: Sequence[Subscription]) -> Stream | None:
    number = call.asking.number("id", 0)
    if kind == "group":
        if number <= EVERYTHING:
            return Stream() if number == EVERYTHING else None
        return Stream(Of.FOLDER, str(number))
    found = next((s for s in subscriptions if s.number == number), None)
    return Stream(Of.SOURCE, found.source) if found else None


def _before(call: Call) -> int | None:
    """Return the last item that had arrived by `before`, which is in seconds or more exact."""
    stamp = call.asking.stamp("before")
    return call.desk.number_at(moment(stamp)) if stamp else None
