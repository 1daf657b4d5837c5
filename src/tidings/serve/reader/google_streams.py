"""The Google Reader API: what is read. Streams, items, lists, counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from starlette.responses import Response

from tidings.people import ItemView
from tidings.serve.reader.asking import BadRequestError
from tidings.serve.reader.bodies import item_body
from tidings.serve.reader.call import EPOCH, Call, as_json, as_text, moment, tagged
from tidings.serve.reader.following import to_list
from tidings.serve.reader.google_ids import (
    READ,
    READING_LIST,
    STARRED,
    Streams,
    item_id,
    long_id,
)
from tidings.serve.render.sanitize import safe_url
from tidings.types import Enclosure, Item, ItemState, Stream, Subscription

__all__ = ["MOST_ITEMS", "READS", "Found", "categories", "contents", "find", "items_json"]

DEFAULT, MOST_ITEMS, MOST_IDS = 20, 1_000, 10_000  # on a page; what is not asked for is 20
MANY = 10_000  # items of one call by their ids: RSS Guard asks for 9,999
US = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Found:
    """A page: items in order, and the word to go on with, "" at the end."""

    numbers: list[int]
    continuation: str


def find(call: Call, names: list[str], *, most: int) -> Found:
    """Return a page of these streams, by what else was asked."""
    asking, desk = call.asking, call.desk
    streams = (
        Streams.named(call, names).without(call, asking.all("xt")).only(call, asking.all("it"))
    )
    limit = asking.number("n", DEFAULT, most=most)
    limit = limit if limit > 0 else DEFAULT
    oldest = asking.one("r") == "o"
    above, below = _bounds(call, oldest=oldest)
    pages = [
        desk.page(replace(one, above=above, below=below, oldest_first=oldest), limit=limit)
        for one in map(desk.shown, streams.asked)
    ]
    # Where one stream has more, what others hold beyond its page belongs to the next one.
    cuts = [page.after for page in pages if page.after is not None]
    cut = (min if oldest else max)(cuts) if cuts else None
    numbers = {n for page in pages for n in page.items if _within(n, cut, oldest=oldest)}
    ordered = sorted(numbers, reverse=not oldest)
    last = ordered[limit - 1] if len(ordered) > limit else cut
    kept = ordered[:limit]
    if streams.sources:
        kept = [n for n, source, _ in desk.arrivals(kept) if source not in streams.sources]
    return Found(kept, "" if last is None else str(last))


def _within(number: int, cut: int | None, *, oldest: bool) -> bool:
    return cut is None or (number <= cut if oldest else number >= cut)


def _bounds(call: Call, *, oldest: bool) -> tuple[int, int]:
    """Return between which numbers items are asked for: by arrival, and where to go on."""
    asking, desk = call.asking, call.desk
    above, below = 0, 1 << 62
    if since := asking.stamp("ot"):
        above = desk.number_at(moment(since) - US)
    if until := asking.stamp("nt"):
        below = desk.number_at(moment(until)) + 1
    going_on = asking.number("c", 0)
    if going_on and oldest:
        above = max(above, going_on)
    elif going_on:
        below = min(below, going_on)
    return above, below


def contents(call: Call, stream: str) -> Response:
    """Items of a stream, whole."""
    names = [stream] if stream else call.asking.all("s") or [READING_LIST]
    found = find(call, names, most=MOST_ITEMS)
    views = call.desk.items(found.numbers)
    title = stream or names[0]
    return as_json(
        {
            "id": title or READING_LIST,
            "title": title or READING_LIST,
            "direction": "ltr",
            "updated": int(call.now.timestamp()),
            "self": [{"href": f"{call.asking.base}{call.asking.path}"}],
            "items": items_json(call, views),
            **({"continuation": found.continuation} if found.continuation else {}),
        }
    )


def item_ids(call: Call, _rest: str) -> Response:
    """The numbers of a stream's items."""
    names = call.asking.all("s")
    if not names:
        raise BadRequestError("s names no stream")
    found = find(call, names, most=MOST_IDS)
    refs = [
        {"id": str(number), "directStreamIds": [], "timestampUsec": str(at)}
        for number, _, at in call.desk.arrivals(found.numbers)
    ]
    if not refs and call.asking.one("client") == "newsplus":
        refs = [{"id": "0", "directStreamIds": [], "timestampUsec": "0"}]  # it can't read []
    more = {"continuation": found.continuation} if found.continuation else {}
    return as_json({"itemRefs": refs, **more})


def item_contents(call: Call, _rest: str) -> Response:
    """Items by their names."""
    numbers = [n for n in map(item_id, call.asking.all("i")) if n][:MANY]
    return as_json(
        {
            "id": READING_LIST,
            "direction": "ltr",
            "updated": int(call.now.timestamp()),
            "items": items_json(call, call.desk.items(numbers)),
        }
    )


def item_count(call: Call, _rest: str) -> Response:
    """How many unread items a stream has."""
    streams = Streams.named(call, call.asking.all("s") or [READING_LIST]).asked
    counts = [call.desk.unread(one.stream) or 0 for one in streams]
    return as_text(str(sum(counts)))


def items_json(call: Call, views: Sequence[ItemView]) -> list[dict[str, Any]]:
    """Return items as every app reads them: both links, both forms of a time, a summary."""
    known = call.desk.origins(views)
    return [_item(call, view, known.get(view.state.item.source)) for view in views]


def _item(call: Call, view: ItemView, subscription: Subscription | None) -> dict[str, Any]:
    state, body = view.state, item_body(view, call.asking.base)
    published = int(body.published.timestamp())
    content = {"content": body.html, "direction": "ltr"}
    item: dict[str, Any] = {
        "id": long_id(state.item.number),
        "title": body.title,
        "published": max(0, published),
        "updated": max(0, published),
        "crawlTimeMsec": str(int(state.item.at.timestamp() * 1000)),
        "timestampUsec": _micros(state.item),
        "canonical": [{"href": body.url}],
        "alternate": [{"href": body.url, "type": "text/html"}],
        "summary": content,
        "categories": categories(state, subscription),
        "origin": _origin(call, subscription),
    }
    if body.files:
        item["enclosure"] = [_enclosure(file) for file in body.files]
    return item | ({"author": body.author} if body.author else {})


def _enclosure(file: Enclosure) -> dict[str, Any]:
    """Return a file as all apps read it: FreshRSS says href, Miniflux url."""
    size = {"length": file.length} if file.length else {}
    return {"href": file.url, "url": file.url, "type": file.type} | size


def categories(state: ItemState, subscription: Subscription | None) -> list[str]:
    """Return the states, the folder and the labels of an item: all are named so."""
    folder = subscription.folder.name if subscription else ""
    return [
        READING_LIST,
        *([f"user/-/label/{folder}"] if folder else ()),
        *([READ] if state.read else ()),
        *([STARRED] if state.saved else ()),
        *(f"user/-/label/{label}" for label in state.labels),
    ]


def _origin(call: Call, subscription: Subscription | None) -> dict[str, str]:
    if subscription is None:
        return {"streamId": "feed/0", "title": "", "htmlUrl": call.asking.base}
    home = safe_url(subscription.home) or subscription.url or call.asking.base
    return {
        "streamId": f"feed/{subscription.number}",
        "title": subscription.title,
        "htmlUrl": home,
    }


def _micros(item: Item) -> str:
    return str((item.at - EPOCH) // US)


def subscription_list(call: Call, _rest: str) -> Response:
    """What the person follows."""
    icons = call.icons()
    subscriptions = [
        _subscription(call, s, icons.get(s.source, "")) for s in call.desk.subscriptions()
    ]
    return tagged(as_json({"subscriptions": subscriptions}), call.asking)


def _subscription(call: Call, s: Subscription, icon: str) -> dict[str, Any]:
    name = s.folder.name
    folder = [{"id": f"user/-/label/{name}", "label": name, "type": "folder"}] if name else []
    return {
        "id": f"feed/{s.number}",
        "title": s.title,
        "categories": folder,
        "url": s.url or f"{call.asking.base}/",
        "htmlUrl": safe_url(s.home) or s.url or call.asking.base,
        "iconUrl": icon,
        "sortid": f"{s.number:08x}",
        "firstitemmsec": str(int(s.added_at.timestamp() * 1000)),
    }


def tag_list(call: Call, _rest: str) -> Response:
    """Starred, the folders, the labels."""
    folders = [folder.name for folder in call.desk.folders() if folder.name]
    labels = [label for label in call.desk.labels() if label not in folders]
    tags = [{"id": STARRED}]
    tags += [{"id": f"user/-/label/{name}", "label": name, "type": "folder"} for name in folders]
    tags += [{"id": f"user/-/label/{name}", "label": name, "type": "tag"} for name in labels]
    return tagged(as_json({"tags": tags}), call.asking)


def unread_count(call: Call, _rest: str) -> Response:
    """How many items are unread, by feed, by folder and in all."""
    subscriptions = [s for s in call.desk.subscriptions() if s.unread]
    folders = dict.fromkeys(s.folder.name for s in subscriptions if s.folder.name)
    rows = [_counted(f"feed/{s.number}", [s]) for s in subscriptions]
    rows += [
        _counted(f"user/-/label/{name}", [s for s in subscriptions if s.folder.name == name])
        for name in folders
    ]
    rows.append(_counted(READING_LIST, subscriptions))
    return as_json({"max": call.desk.unread(Stream()), "unreadcounts": rows})


def _counted(name: str, subscriptions: Sequence[Subscription]) -> dict[str, Any]:
    newest = max((s.newest_at for s in subscriptions if s.newest_at), default=None)
    return {
        "id": name,
        "count": sum(s.unread for s in subscriptions),
        "newestItemTimestampUsec": str(int(newest.timestamp() * 1_000_000)) if newest else "0",
    }


def user_info(call: Call, _rest: str) -> Response:
    """Who this is."""
    number = str(call.person.id)
    return as_json(
        {
            "userId": number,
            "userName": call.person.name,
            "userProfileId": number,
            "userEmail": call.person.email,
        }
    )


def export(call: Call, _rest: str) -> Response:
    """What the person follows, as OPML."""
    headers = {"Content-Disposition": 'attachment; filename="subscriptions.opml"'}
    return Response(to_list(call.desk), media_type="text/x-opml", headers=headers)


READS: dict[str, Callable[[Call, str], Response]] = {
    "user-info": user_info,
    "tag/list": tag_list,
    "subscription/list": subscription_list,
    "subscription/export": export,
    "unread-count": unread_count,
    "stream/items/ids": item_ids,
    "stream/items/contents": item_contents,
    "stream/items/count": item_count,
    "preference/list": lambda call, _rest: as_json({"prefs": []}),
    "preference/stream/list": lambda call, _rest: as_json({"streamprefs": {}}),
    "friend/list": lambda call, _rest: as_json({"friends": []}),
}
"""What a path under /reader/api/0/ answers, by GET or POST; `stream/contents` takes a name too."""
