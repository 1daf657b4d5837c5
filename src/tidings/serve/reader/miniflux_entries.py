"""The Miniflux API: entries, by what may be asked of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from starlette.responses import Response

from tidings.enrich.tags import slug
from tidings.serve.reader.asking import JS_SAFE, BadRequestError
from tidings.serve.reader.call import Call, as_json, moment
from tidings.serve.reader.miniflux_shapes import FILES, READ_A_MINUTE, Json, enclosures, entry
from tidings.storage.desks import Asked
from tidings.storage.query import parse_query
from tidings.types import ItemState, Of, Stream

__all__ = ["by_id", "content", "enclosure", "entries", "ids", "star", "stream_of", "update"]

DEFAULT, MOST, MOST_IDS = 100, 1_000, 10_000
FURTHEST = 200_000  # an offset beyond reads too much: ask by before_entry_id instead
HITS = 1_000  # of a search
ORDERS = frozenset(
    "id status changed_at published_at created_at category_title category_id title author".split()
)
STATUS = frozenset(("read", "unread", "removed"))

BEFORE = ("before", "published_before", "changed_before")
AFTER = ("after", "published_after", "changed_after")


@dataclass(frozen=True, slots=True)
class _Found:
    numbers: list[int]
    total: int


def entries(call: Call, stream: Stream) -> Response:
    """Entries of a stream, in the order in which they came, whatever order is asked for."""
    found = _find(call, stream, most=MOST)
    views = call.desk.items(found.numbers)
    known = call.desk.origins(views)
    icons = call.news.icons.names()
    rows = [entry(call, view, known.get(view.state.item.source), icons) for view in views]
    return as_json({"total": found.total, "entries": rows})


def ids(call: Call) -> Response:
    """The ids of entries."""
    found = _find(call, Stream(), most=MOST_IDS)
    return as_json({"total": found.total, "entry_ids": found.numbers})


def _find(call: Call, stream: Stream, *, most: int) -> _Found:
    asked, limit, offset = _asked(call, stream), _limit(call, most), _offset(call)
    if query := call.asking.one("search"):
        numbers = _searched(call, asked, query)
        return _Found(numbers[offset : offset + limit], len(numbers))
    numbers = _first(call, asked, offset + limit)[offset:]
    return _Found(numbers, _total(call, asked))


def _limit(call: Call, most: int) -> int:
    limit = call.asking.number("limit", DEFAULT, most=most)
    if limit < 0:
        raise BadRequestError("limit is not below 0")
    return limit or most


def _offset(call: Call) -> int:
    offset = call.asking.number("offset", 0)
    if not 0 <= offset <= FURTHEST:
        raise BadRequestError(f"offset is 0 to {FURTHEST}: ask by before_entry_id instead")
    return offset


def _asked(call: Call, stream: Stream) -> Asked:
    asking = call.asking
    if asking.one("order", "id") not in ORDERS or asking.one("direction", "asc") not in (
        "asc",
        "desc",
    ):
        raise BadRequestError("order or direction is none that is known")
    statuses = set(asking.all("status"))
    if not statuses <= STATUS:
        raise BadRequestError("status is read or unread")
    if category := asking.number("category_id", 0):
        stream = stream_of(call, "category", category)
    if feed := asking.number("feed_id", 0):
        stream = stream_of(call, "feed", feed)
    if tags := asking.all("tags"):
        stream = Stream(Of.TAG, slug(tags[0]))
    above, below = _bounds(call)
    wanted = statuses & {"read", "unread"}
    asked = Asked(
        stream=stream,
        read=None if len(wanted) != 1 else wanted == {"read"},
        saved=_flag(asking.one("starred")),
        above=above,
        below=0 if statuses == {"removed"} else below,
        oldest_first=asking.one("direction", "asc") == "asc",
    )
    return call.desk.shown(asked)


def _flag(text: str) -> bool | None:
    if text.lower() not in ("", "true", "false", "1", "0"):
        raise BadRequestError("starred is true or false")
    return None if not text else text.lower() in ("true", "1")


def _bounds(call: Call) -> tuple[int, int]:
    """Return between which numbers entries are asked for: by id, or by when they came."""
    asking, desk = call.asking, call.desk
    above = asking.number("after_entry_id", 0)
    below = asking.number("before_entry_id", 0) or JS_SAFE
    for name in AFTER:
        if stamp := asking.stamp(name):
            above = max(above, desk.number_at(moment(stamp)))
    for name in BEFORE:
        if stamp := asking.stamp(name):
            below = min(below, desk.number_at(moment(stamp)) + 1)
    return above, below


def _first(call: Call, asked: Asked, limit: int) -> list[int]:
    """Return the first items of what is asked, page by page."""
    numbers: list[int] = []
    while len(numbers) < limit:
        page = call.desk.page(asked, limit=limit - len(numbers))
        numbers += page.items
        if page.after is None:
            break
        asked = (
            replace(asked, above=page.after)
            if asked.oldest_first
            else replace(asked, below=page.after)
        )
    return numbers


def _total(call: Call, asked: Asked) -> int:
    """Return how many there are in all: as it is counted, where it is."""
    whole = asked.above == 0 and asked.below == JS_SAFE and asked.saved is None
    if whole and asked.stream.of in (Of.ALL, Of.FOLDER, Of.SOURCE):
        inside = [s for s in call.desk.subscriptions() if _is_in(s, asked.stream)]
        unread, items = sum(s.unread for s in inside), sum(s.items for s in inside)
        items -= call.desk.hidden(asked.stream) if asked.without else 0
        return items if asked.read is None else items - unread if asked.read else unread
    return len(_first(call, asked, FURTHEST))


def _is_in(subscription: Any, stream: Stream) -> bool:
    if stream.of is Of.FOLDER:
        return str(subscription.folder.number) == stream.name
    return stream.of is Of.ALL or subscription.source == stream.name


def _searched(call: Call, asked: Asked, query: str) -> list[int]:
    found = call.news.store.search.find(parse_query(query), limit=HITS, offset=0)
    states = call.desk.of(found.articles)
    kept = [s.item.number for s in states if _fits(s, asked)]
    return sorted(kept, reverse=not asked.oldest_first)


def _fits(state: ItemState, asked: Asked) -> bool:
    return (
        asked.above < state.item.number < asked.below
        and asked.read in (None, state.read)
        and asked.saved in (None, state.saved)
        and not {*asked.without} & {*state.labels}
        and (asked.stream.of is not Of.SOURCE or state.item.source == asked.stream.name)
    )


def stream_of(call: Call, kind: str, number: int) -> Stream:
    """Return the stream of a feed or category; raises BadRequestError (404) where it is none."""
    if kind == "feed":
        source = call.news.store.desks.subscriptions.source_of(number)
        if source is not None and any(s.source == source for s in call.desk.subscriptions()):
            return Stream(Of.SOURCE, source)
    elif any(folder.number == number for folder in call.desk.folders()):
        return Stream(Of.FOLDER, str(number))
    raise BadRequestError(f"there is no such {kind}", 404)


def by_id(call: Call, number: int) -> Response:
    """One entry."""
    return as_json(_one(call, number))


def _one(call: Call, number: int) -> Json:
    views = call.desk.items([number] if number < JS_SAFE else [])
    if not views:
        raise BadRequestError("there is no such entry", 404)
    known = call.desk.origins(views)
    icons = call.news.icons.names()
    return entry(call, views[0], known.get(views[0].state.item.source), icons)


def enclosure(call: Call, number: int) -> Response:
    """One file of an entry."""
    views = call.desk.items([number // FILES] if number < JS_SAFE else [])
    found = [one for view in views for one in enclosures(call, view) if one["id"] == number]
    if not found:
        raise BadRequestError("there is no such enclosure", 404)
    return as_json(found[0])


def content(call: Call, number: int) -> Response:
    """The text of an entry: it was fetched when it came."""
    html = _one(call, number)["content"]
    return as_json({"content": html, "reading_time": max(1, len(html) // READ_A_MINUTE)})


def star(call: Call, number: int) -> Response:
    """Save an entry, or save it no more: this API knows no other way."""
    starred = _one(call, number)["starred"]
    call.desk.save([number], saved=not starred)
    return Response(status_code=204)


def update(call: Call) -> Response:
    """Mark entries read or unread, and save them."""
    given = call.asking.json()
    numbers = given.get("entry_ids") if isinstance(given, dict) else None
    if not isinstance(numbers, list) or not numbers or not all(map(_is_id, numbers)):
        raise BadRequestError("entry_ids is a list of ids")
    status, starred = given.get("status"), given.get("starred")
    if status not in ("read", "unread", None) or not isinstance(starred, bool | None):
        raise BadRequestError("status is read or unread, starred true or false")
    if status is None and starred is None:
        raise BadRequestError("say status or starred")
    if status is not None:
        call.desk.mark(numbers, read=status == "read")
    if starred is not None:
        call.desk.save(numbers, saved=starred)
    return Response(status_code=204)


def _is_id(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < JS_SAFE
