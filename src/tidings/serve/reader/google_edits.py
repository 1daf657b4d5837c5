"""The Google Reader API: what is changed. Every call twice is the same as once."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from tidings.errors import TidingsError
from tidings.serve.reader.asking import BadRequestError
from tidings.serve.reader.call import Call, as_json, as_text, moment, to_name
from tidings.serve.reader.following import follow_address, import_list
from tidings.serve.reader.google_ids import (
    Streams,
    item_id,
    label_of,
    source_of,
    state_of,
)

__all__ = ["EDITS"]


def _ok() -> Response:
    return as_text("OK")


def edit_tag(call: Call, _rest: str) -> Response:
    """Mark, star, label; without an item, a label that is added is a folder that is made."""
    asking, desk = call.asking, call.desk
    numbers = [n for n in map(item_id, asking.all("i")) if n]
    if not asking.has("i"):
        for name in filter(None, map(label_of, asking.all("a"))):
            desk.add_folder(to_name(name, "a folder"))
        return _ok()
    for name, on in _changes(call):
        state, label = state_of(name), label_of(name)
        if state in ("read", "kept-unread"):
            desk.mark(numbers, read=on is (state == "read"))
        elif state == "starred":
            desk.save(numbers, saved=on)
        elif label:
            desk.label(numbers, to_name(label, "a label"), on=on)
        elif not state:
            raise BadRequestError("a and r name states or labels: user/-/state/… or user/-/label/…")
    return _ok()


def _changes(call: Call) -> list[tuple[str, bool]]:
    """Return what is taken off and put on; together they mean what is put on."""
    changes = [(name, False) for name in call.asking.all("r")]
    return [*changes, *((name, True) for name in call.asking.all("a"))]


def mark_all(call: Call, _rest: str) -> Response:
    """Mark a stream read, as far as it had arrived by a time."""
    names = call.asking.all("s")
    if not names:
        raise BadRequestError("s names no stream")
    stamp = call.asking.stamp("ts")
    through = call.desk.number_at(moment(stamp)) if stamp else call.desk.newest()
    for asked in Streams.named(call, names).asked:
        if asked.read:
            continue  # what is read is read
        call.desk.mark_through(asked.stream, through)
    return _ok()


def edit_subscription(call: Call, _rest: str) -> Response:
    """Follow, leave, rename or move feeds."""
    action = call.asking.one("ac")
    act = _ACTIONS.get(action)
    names = [value for key, value in call.asking.fields if key == "s" and value.strip()]
    if act is None:
        raise BadRequestError("ac is subscribe, unsubscribe or edit")
    if not names:
        raise BadRequestError("s names no feed")
    titles = [value for key, value in call.asking.fields if key == "t"]
    for place, name in enumerate(dict.fromkeys(names)):
        act(call, name, titles[place].strip() if place < len(titles) else "")
    return _ok()


def _subscribe(call: Call, name: str, title: str) -> None:
    source = source_of(call, name)
    folder, title = _folder(call) or "", to_name(title, "a feed") if title else ""
    if source is None:
        address = name.strip()
        while address.startswith("feed/"):
            address = address.removeprefix("feed/")
        follow_address(call.news, call.person, call.desk, address, folder=folder, title=title)
    else:
        call.desk.follow(source, folder=folder or None, title=title or None)


def _unsubscribe(call: Call, name: str, _title: str) -> None:
    source = source_of(call, name)
    if source is not None:
        call.desk.leave(source)


def _edit(call: Call, name: str, title: str) -> None:
    source = source_of(call, name)
    if source is None or all(s.source != source for s in call.desk.subscriptions()):
        raise BadRequestError("this feed is not followed", 404)
    folder = _folder(call)
    if folder is None and any(map(label_of, call.asking.all("r"))):
        folder = ""
    call.desk.follow(source, folder=folder, title=to_name(title, "a feed") if title else None)


def _folder(call: Call) -> str | None:
    names = [name for name in map(label_of, call.asking.all("a")) if name]
    return to_name(names[0], "a folder") if names else None


_ACTIONS: dict[str, Callable[[Call, str, str], None]] = {
    "subscribe": _subscribe,
    "unsubscribe": _unsubscribe,
    "edit": _edit,
}


def quick_add(call: Call, _rest: str) -> Response:
    """Follow what is at an address; trouble is told with status 200, as Google did."""
    query = call.asking.one("quickadd")
    address = query.removeprefix("feed/")
    if not address:
        raise BadRequestError("quickadd names no address")
    try:
        source = follow_address(call.news, call.person, call.desk, address)
    except (BadRequestError, TidingsError) as error:
        return as_json({"numResults": 0, "query": address, "error": str(error)})
    found = next(s for s in call.desk.subscriptions() if s.source == source)
    return as_json(
        {
            "numResults": 1,
            "query": address,
            "streamId": f"feed/{found.number}",
            "streamName": found.title,
        }
    )


def import_subscriptions(call: Call, _rest: str) -> Response:
    """Follow the feeds of a list: raw, in a form, or as a file of one."""
    asking = call.asking
    given = asking.one_long("opml") or asking.one_long("subscriptions_file")
    count = import_list(call.news, call.person, call.desk, given.encode() or asking.body)
    return as_text(f"OK: {count}")


def rename_tag(call: Call, _rest: str) -> Response:
    """Rename a folder or a label."""
    new = to_name(label_of(call.asking.one("dest")), "a folder")
    for name in _tags(call):
        for folder in call.desk.folders():
            if folder.name == name:
                call.desk.rename_folder(folder.number, new)
        call.desk.rename_label(name, new)
    return _ok()


def disable_tag(call: Call, _rest: str) -> Response:
    """Remove folders or labels; what was in a folder is followed as before."""
    for name in _tags(call):
        for folder in call.desk.folders():
            if folder.name == name:
                call.desk.remove_folder(folder.number)
        call.desk.rename_label(name, "")
    return _ok()


def _tags(call: Call) -> list[str]:
    names = [label_of(name) or name for name in (*call.asking.all("s"), *call.asking.all("t"))]
    if not any(names):
        raise BadRequestError("s names no label: user/-/label/…")
    return [name for name in names if name]


EDITS: dict[str, Callable[[Call, str], Response]] = {
    "edit-tag": edit_tag,
    "mark-all-as-read": mark_all,
    "subscription/edit": edit_subscription,
    "subscription/quickadd": quick_add,
    "subscription/import": import_subscriptions,
    "rename-tag": rename_tag,
    "disable-tag": disable_tag,
    "preference/set": lambda call, _rest: _ok(),
    "preference/stream/set": lambda call, _rest: _ok(),
}
"""What a POST to a path under /reader/api/0/ does."""
