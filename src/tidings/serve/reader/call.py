"""One call of a reader app that was let in, and the answers that all protocols share."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from starlette.responses import Response

from tidings.news import News
from tidings.people import Desk
from tidings.serve.reader.asking import JS_SAFE, Asking, BadRequestError
from tidings.serve.responses import matches
from tidings.types import Person

__all__ = ["EPOCH", "ICONS", "Call", "as_json", "as_text", "moment", "tagged", "to_name"]

ICONS = "/icon/"
MAX_NAME = 200  # characters of a folder's or a label's name, or a title


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """What was asked, by whom."""

    asking: Asking
    person: Person
    news: News
    version: str
    now: datetime

    @property
    def desk(self) -> Desk:
        """The caller's desk."""
        return self.news.people.desk(self.person.id)

    def icons(self) -> dict[str, str]:
        """Return the address of each source's icon here, by source."""
        names = self.news.icons.names()
        return {source: f"{self.asking.base}{ICONS}{name}" for source, name in names.items()}


def as_json(value: Any, status: int = 200) -> Response:
    """Answer with JSON; what is no text of Unicode is told as if it were."""
    try:
        body = orjson.dumps(value)
    except orjson.JSONEncodeError:  # a lone surrogate somewhere in a title
        body = orjson.dumps(_whole(value))
    return Response(body, status, media_type="application/json")


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_whole(key): _whole(one) for key, one in value.items()}
    return [_whole(one) for one in value] if isinstance(value, list | tuple) else value


def as_text(text: str, status: int = 200) -> Response:
    """Answer with text, without a newline: apps compare `OK` as it is."""
    return Response(text.encode("utf-8", "replace"), status, media_type="text/plain")


def tagged(answer: Response, asking: Asking) -> Response:
    """Give an answer its tag; 304 with nothing in it where the app has it already."""
    tag = f'W/"{hashlib.blake2b(bytes(answer.body), digest_size=12).hexdigest()}"'
    if matches(asking.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers={"ETag": tag})
    answer.headers["ETag"] = tag
    return answer


def to_name(text: str, what: str) -> str:
    """Return a name that a person gave; raises BadRequestError where it is none."""
    name = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if not name:
        raise BadRequestError(f"{what} needs a name")
    if len(name) > MAX_NAME:
        raise BadRequestError(f"the name of {what} has at most {MAX_NAME} characters")
    return name


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_UNITS = ((10**11, 1_000_000), (10**14, 1_000), (10**17, 1))  # s, ms, µs; ns beyond


def moment(stamp: int) -> datetime:
    """Return the time that a number means: in s, ms, µs or ns, told by its size."""
    for limit, micros in _UNITS:
        if stamp < limit:
            return EPOCH + timedelta(microseconds=max(0, stamp) * micros)
    return EPOCH + timedelta(microseconds=min(stamp // 1_000, JS_SAFE))
