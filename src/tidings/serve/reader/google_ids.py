"""The names of the Google Reader API: of items and of streams. Pure but for looking up a name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import unquote

from tidings.people import Desk
from tidings.serve.reader.asking import JS_SAFE, BadRequestError
from tidings.serve.reader.call import Call
from tidings.serve.reader.following import known_source
from tidings.storage.desks import Asked
from tidings.types import Of, Stream

__all__ = [
    "READ", "READING_LIST", "STARRED", "STATE", "Streams", "item_id", "label_of", "long_id",
    "source_of", "state_of",
]  # fmt: skip

STATE = "user/-/state/com.google/"
READING_LIST, READ, STARRED = STATE + "reading-list", STATE + "read", STATE + "starred"
PREFIX = "tag:google.com,2005:reader/item/"

_USER = re.compile(r"user/[^/]*/(state/com\.google|label)/(.+)", re.DOTALL)
_HEX = re.compile(r"[0-9a-fA-F]{1,16}")


def long_id(number: int) -> str:
    """Return the long name of an item."""
    return f"{PREFIX}{number:016x}"


def item_id(text: str) -> int | None:
    """Return the number of an item by any of its names; None where it can't be one.

    Long, long without its zeros, 16 bare hexadecimal digits, decimal: our numbers have fewer than
    16 digits, so that none of them is two of these.
    """
    text = text.strip()
    digits = text.removeprefix(PREFIX)
    if digits != text or len(digits) == 16:
        number = int(digits, 16) if _HEX.fullmatch(digits) else -1
    else:
        number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 20 else -1
    return number if 0 < number < JS_SAFE else None


def state_of(stream: str) -> str:
    """Return the name of a state ("read"), "" for what is none."""
    found = _USER.fullmatch(stream.strip())
    return found[2] if found and found[1] != "label" else ""


def label_of(stream: str) -> str:
    """Return the name of a folder or label, "" for what is none."""
    found = _USER.fullmatch(stream.strip())
    return found[2].strip() if found and found[1] == "label" else ""


def source_of(call: Call, stream: str) -> str | None:
    """Return the source of `feed/12` or `feed/https://…`; None where there is none."""
    name = stream.strip()
    while name.startswith("feed/"):
        name = name.removeprefix("feed/")
    if name.isascii() and name.isdigit() and len(name) < 16:
        return call.news.store.desks.subscriptions.source_of(int(name))
    return known_source(call.news, name) or known_source(call.news, unquote(name)) or None


@dataclass(frozen=True, slots=True)
class Streams:
    """What is asked for: of each of these, read on from the same place."""

    asked: tuple[Asked, ...]
    sources: frozenset[str] = frozenset()  # whose items are left out

    @classmethod
    def named(cls, call: Call, names: list[str]) -> Streams:
        """Return the streams of these names. Raises BadRequestError for what is none."""
        asked = [one for name in names for one in _streams(call, name)]
        return cls(tuple(asked))

    def without(self, call: Call, names: list[str]) -> Streams:
        """Leave out what has one of these states, labels, or comes from one of these feeds."""
        found = self
        for name in names:
            state, label = state_of(name), label_of(name)
            if state == "read":
                found = found._each(read=False)
            elif state == "starred":
                found = found._each(saved=False)
            elif label:
                found = found._without_label(call.desk, label)
            elif source := source_of(call, name):
                found = replace(found, sources=found.sources | {source})
        return found

    def only(self, call: Call, names: list[str]) -> Streams:
        """Keep what has all of these states and labels."""
        found = self
        for name in names:
            state, label = state_of(name), label_of(name)
            if state == "read":
                found = found._each(read=True)
            elif state == "kept-unread":
                found = found._each(read=False)
            elif state == "starred":
                found = found._each(saved=True)
            elif label:
                found = Streams(
                    tuple(replace(one, labels=(*one.labels, label)) for one in found.asked),
                    found.sources,
                )
        return found

    def _without_label(self, desk: Desk, label: str) -> Streams:
        sources = {s.source for s in desk.subscriptions() if s.folder.name == label}
        asked = tuple(replace(one, without=(*one.without, label)) for one in self.asked)
        return Streams(asked, self.sources | sources)

    def _each(self, *, read: bool | None = None, saved: bool | None = None) -> Streams:
        """Ask for less of each; what is asked to be two things at once is nothing."""
        asked = []
        for one in self.asked:
            if read is not None and one.read is (not read):
                continue
            if saved is not None and one.saved is (not saved):
                continue
            if saved is False and one.stream.of is Of.SAVED:
                continue
            one = replace(one, read=one.read if read is None else read)
            asked.append(replace(one, saved=one.saved if saved is None else saved))
        return Streams(tuple(asked), self.sources)


def _streams(call: Call, name: str) -> list[Asked]:
    name = name.strip().strip("/") if "://" not in name else name.strip()
    if name in ("", "reading-list"):
        return [Asked()]
    if label := label_of(name):
        folders = [f for f in call.desk.folders() if f.name == label]
        asked = [Asked(stream=Stream(Of.FOLDER, str(f.number))) for f in folders]
        return [*asked, Asked(stream=Stream(Of.LABEL, label))]
    if state := state_of(name):
        return [_STATES[state]] if state in _STATES else []
    if name.startswith("feed/"):
        source = source_of(call, name)
        if source is None:
            raise BadRequestError("there is no such feed", 404)
        return [Asked(stream=Stream(Of.SOURCE, source))]
    raise BadRequestError("this is no name of a stream")


_STATES = {
    "reading-list": Asked(),
    "starred": Asked(stream=Stream(Of.SAVED)),
    "read": Asked(read=True),
    "kept-unread": Asked(read=False),
}  # all others (broadcast, like, …) hold nothing here
