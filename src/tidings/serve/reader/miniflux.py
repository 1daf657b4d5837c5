"""The part of Miniflux's REST API that its clients use, over the same desk as all else."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from starlette.responses import Response

from tidings.serve.reader import miniflux_entries as entries
from tidings.serve.reader.asking import Asking, BadRequestError
from tidings.serve.reader.bodies import data_of
from tidings.serve.reader.call import Call, as_json, tagged, to_name
from tidings.serve.reader.following import follow_address, import_list, to_list, web_address
from tidings.serve.reader.login import basic_login, by_token
from tidings.serve.reader.miniflux_shapes import UNNAMED, category, feed, me
from tidings.serve.reader.server import Server
from tidings.types import Folder, Person, Role, Stream, Subscription

__all__ = ["miniflux"]


def miniflux(server: Server, asking: Asking, path: str) -> Response | None:
    """Answer a call under /v1."""
    person = _person(server, asking)
    if person is None:
        refusal = as_json({"error_message": "access unauthorized"}, 401)
        refusal.headers["WWW-Authenticate"] = 'Basic realm="Restricted"'
        return refusal
    call = server.call(asking, person)
    allowed = []
    for method, pattern, act in ROUTES:
        if found := pattern.fullmatch(path.rstrip("/")):
            if method == asking.method or (method, asking.method) == ("GET", "HEAD"):
                return act(call, *(_number(text) for text in found.groups()))
            allowed.append(method)
    if not allowed:
        return None
    refusal = as_json({"error_message": f"this is asked by {' or '.join(allowed)}"}, 405)
    refusal.headers["Allow"] = ", ".join(allowed)
    return refusal


def _person(server: Server, asking: Asking) -> Person | None:
    keys, now = server.news.people.keys, server.clock()
    if token := asking.headers.get("x-auth-token", "").strip():
        return by_token(keys, token, now=now)
    login = basic_login(asking)
    return keys.by_password(*login, now=now) if login else None


def _number(text: str) -> int:
    if len(text) > 15:
        raise BadRequestError("there is nothing of this number", 404)
    return int(text)


def _given(call: Call) -> dict[str, Any]:
    given = call.asking.json()
    if not isinstance(given, dict):
        raise BadRequestError("the body is a JSON object")
    return given


def _text(given: dict[str, Any], name: str, default: str = "") -> str:
    value = given.get(name, default)
    if not isinstance(value, str):
        raise BadRequestError(f"{name} is text")
    return value


# --- categories


def _folder(call: Call, number: int) -> Folder:
    found = next((folder for folder in call.desk.folders() if folder.number == number), None)
    if found is None:
        raise BadRequestError("there is no such category", 404)
    return found


def _categories(call: Call) -> Response:
    counted = call.asking.one("counts") == "true"
    of = call.desk.subscriptions() if counted else None
    rows = [category(folder, call.person.id, of) for folder in call.desk.folders()]
    return tagged(as_json(rows), call.asking)


def _add_category(call: Call) -> Response:
    name = to_name(_text(_given(call), "title"), "a category")
    if name == UNNAMED or any(folder.name == name for folder in call.desk.folders()):
        raise BadRequestError("this category already exists")
    return as_json(category(call.desk.add_folder(name), call.person.id), 201)


def _rename_category(call: Call, number: int) -> Response:
    name = to_name(_text(_given(call), "title"), "a category")
    if not _folder(call, number).name or name == UNNAMED:
        raise BadRequestError(f"{UNNAMED} is what is in no other category: it keeps its name")
    call.desk.rename_folder(number, name)
    found = next(folder for folder in call.desk.folders() if folder.name == name)
    return as_json(category(found, call.person.id), 201)


def _remove_category(call: Call, number: int) -> Response:
    if not _folder(call, number).name:
        raise BadRequestError(f"{UNNAMED} is what is in no other category: it stays")
    call.desk.remove_folder(number)
    return Response(status_code=204)


def _category_feeds(call: Call, number: int) -> Response:
    folder = _folder(call, number)
    inside = [s for s in call.desk.subscriptions() if s.folder.number == folder.number]
    icons = call.news.icons.names()
    return as_json([feed(call, s, icons) for s in inside])


# --- feeds


def _subscription(call: Call, number: int) -> Subscription:
    found = next((s for s in call.desk.subscriptions() if s.number == number), None)
    if found is None:
        raise BadRequestError("there is no such feed", 404)
    return found


def _feeds(call: Call) -> Response:
    icons = call.news.icons.names()
    rows = [feed(call, s, icons) for s in call.desk.subscriptions()]
    return tagged(as_json(rows), call.asking)


def _feed(call: Call, number: int) -> Response:
    return as_json(feed(call, _subscription(call, number), call.news.icons.names()))


def _counters(call: Call) -> Response:
    known = call.desk.subscriptions()
    return as_json(
        {
            "reads": {str(s.number): s.items - s.unread for s in known},
            "unreads": {str(s.number): s.unread for s in known},
        }
    )


def _add_feed(call: Call) -> Response:
    given = _given(call)
    folder = _named_folder(call, given)
    source = follow_address(
        call.news, call.person, call.desk, _text(given, "feed_url"), folder=folder or ""
    )
    found = next(s for s in call.desk.subscriptions() if s.source == source)
    return as_json({"feed_id": found.number}, 201)


def _named_folder(call: Call, given: dict[str, Any]) -> str | None:
    number = given.get("category_id")
    if number is None:
        return None
    if not isinstance(number, int) or isinstance(number, bool):
        raise BadRequestError("category_id is a number")
    return _folder(call, number).name


def _change_feed(call: Call, number: int) -> Response:
    given, found = _given(call), _subscription(call, number)
    title = to_name(_text(given, "title"), "a feed") if given.get("title") is not None else None
    call.desk.follow(found.source, folder=_named_folder(call, given), title=title)
    return as_json(feed(call, _subscription(call, number), call.news.icons.names()), 201)


def _leave(call: Call, number: int) -> Response:
    call.desk.leave(_subscription(call, number).source)
    return Response(status_code=204)


def _refresh(call: Call, number: int) -> Response:
    source = _subscription(call, number).source
    if source and call.person.role is not Role.READER:
        call.news.poll_now(source)
    return Response(status_code=204)


def _discover(call: Call) -> Response:
    if call.person.role is Role.READER:
        raise BadRequestError("you may follow sources that are here, not look for new ones", 403)
    preview = call.news.preview(web_address(_text(_given(call), "url")))
    found = [one for one in preview.candidates if one.kind == "feed"]
    if not found:
        raise BadRequestError(preview.error or "there is no feed at this address", 404)
    return as_json([{"url": one.url, "title": one.title, "type": "rss"} for one in found])


def _export(call: Call) -> Response:
    return Response(to_list(call.desk), media_type="text/x-opml")


def _import(call: Call) -> Response:
    import_list(call.news, call.person, call.desk, call.asking.body)
    return as_json({"message": "Feeds imported successfully"}, 201)


# --- all else


def _mark_all(kind: str) -> Callable[[Call, int], Response]:
    def mark(call: Call, number: int) -> Response:
        if kind == "user":
            _own(call, number)
        stream = Stream() if kind == "user" else entries.stream_of(call, kind, number)
        call.desk.mark_through(stream)
        return Response(status_code=204)

    return mark


def _entries(kind: str) -> Callable[[Call, int], Response]:
    return lambda call, number: entries.entries(call, entries.stream_of(call, kind, number))


def _entry_in(kind: str) -> Callable[[Call, int, int], Response]:
    def get(call: Call, within: int, number: int) -> Response:
        entries.stream_of(call, kind, within)
        return entries.by_id(call, number)

    return get


def _own(call: Call, number: int) -> None:
    if number != call.person.id:
        raise BadRequestError("access forbidden", 403)


def _user(call: Call, number: int) -> Response:
    _own(call, number)
    return as_json(me(call))


def _version(call: Call) -> Response:
    said = dict.fromkeys(("commit", "build_date", "go_version", "compiler", "arch", "os"), "")
    return as_json({"version": call.version, **said})


def _done(status: int) -> Callable[..., Response]:
    return lambda call, *numbers: Response(status_code=status)


def _icon(call: Call, number: int) -> Response:
    """The icon of a feed; it has the feed's number."""
    source = call.news.store.desks.subscriptions.source_of(number)
    icon = call.news.icons.of(source).get(source) if source else None
    if icon is None:
        raise BadRequestError("this feed has no icon", 404)
    return as_json({"id": number, "mime_type": icon.type, "data": data_of(icon)})


_TABLE: tuple[tuple[str, Callable[..., Response]], ...] = (
    ("GET /me", lambda call: as_json(me(call))),
    ("GET /version", _version),
    ("GET /users", lambda call: as_json([me(call)])),
    ("GET /users/N", _user),
    ("PUT /users/N/mark-all-as-read", _mark_all("user")),
    ("GET /categories", _categories),
    ("POST /categories", _add_category),
    ("PUT /categories/N", _rename_category),
    ("DELETE /categories/N", _remove_category),
    ("PUT /categories/N/mark-all-as-read", _mark_all("category")),
    ("PUT /categories/N/refresh", _done(204)),
    ("GET /categories/N/feeds", _category_feeds),
    ("GET /categories/N/entries", _entries("category")),
    ("GET /categories/N/entries/N", _entry_in("category")),
    ("POST /discover", _discover),
    ("GET /feeds", _feeds),
    ("POST /feeds", _add_feed),
    ("GET /feeds/counters", _counters),
    ("PUT /feeds/refresh", _done(204)),
    ("GET /feeds/N", _feed),
    ("PUT /feeds/N", _change_feed),
    ("DELETE /feeds/N", _leave),
    ("PUT /feeds/N/refresh", _refresh),
    ("GET /feeds/N/icon", _icon),
    ("PUT /feeds/N/mark-all-as-read", _mark_all("feed")),
    ("GET /feeds/N/entries", _entries("feed")),
    ("GET /feeds/N/entries/N", _entry_in("feed")),
    ("GET /icons/N", _icon),
    ("GET /export", _export),
    ("POST /import", _import),
    ("GET /entries", lambda call: entries.entries(call, Stream())),
    ("PUT /entries", entries.update),
    ("GET /entries/ids", entries.ids),
    ("GET /entries/N", entries.by_id),
    ("PUT /entries/N/bookmark", entries.star),
    ("PUT /entries/N/star", entries.star),
    ("POST /entries/N/save", _done(202)),
    ("GET /entries/N/fetch-content", entries.content),
    ("PUT /flush-history", _done(202)),
    ("DELETE /flush-history", _done(202)),
    ("GET /enclosures/N", entries.enclosure),
    ("GET /integrations/status", lambda call: as_json({"has_integrations": False})),
)
"""What is asked and what answers; N is a number, which is handed on."""

ROUTES = tuple(
    (row.partition(" ")[0], re.compile(row.partition(" ")[2].replace("N", r"(\d{1,20})")), act)
    for row, act in _TABLE
)
