"""What Miniflux calls an entry, a feed and a category, made of ours. Ids are whole numbers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from tidings.people import ItemView
from tidings.serve.reader.bodies import item_body
from tidings.serve.reader.call import Call
from tidings.serve.render.feeds import rfc3339
from tidings.types import Folder, Subscription

__all__ = ["FILES", "READ_A_MINUTE", "Json", "category", "enclosures", "entry", "feed", "me"]

READ_A_MINUTE = 1_200  # characters
UNNAMED = "All"  # Miniflux knows no feed without a category
FILES = 16  # places for the files of an item in their ids
NEVER = "0001-01-01T00:00:00Z"

Json = dict[str, Any]


def me(call: Call) -> Json:
    """Return who this is, with what clients look for."""
    return {
        "id": call.person.id,
        "username": call.person.name,
        "is_admin": False,
        "theme": "system_serif",
        "language": "en_US",
        "timezone": "UTC",
        "entry_sorting_direction": "desc",
        "entries_per_page": 100,
        "last_login_at": rfc3339(call.now),
    }


def category(folder: Folder, person: int, of: Sequence[Subscription] | None = None) -> Json:
    """Return a folder; with what is followed in it, also the counts."""
    row: Json = {
        "id": folder.number,
        "title": folder.name or UNNAMED,
        "user_id": person,
        "hide_globally": False,
    }
    if of is not None:
        inside = [s for s in of if s.folder.number == folder.number]
        row |= {"feed_count": len(inside), "total_unread": sum(s.unread for s in inside)}
    return row


def feed(call: Call, s: Subscription, icons: Mapping[str, str]) -> Json:
    """Return a source that is followed; an icon has its source's number."""
    person, base, icon = call.person.id, call.asking.base, icons.get(s.source, "")
    return {
        "id": s.number,
        "user_id": person,
        "feed_url": s.url or f"{base}/",
        "site_url": s.home or s.url or f"{base}/",
        "title": s.title,
        "description": "",
        "checked_at": _time(s.newest_at),
        "next_check_at": NEVER,
        "etag_header": "",
        "last_modified_header": "",
        "parsing_error_message": "",
        "parsing_error_count": 0,
        "scraper_rules": "",
        "rewrite_rules": "",
        "crawler": False,
        "blocklist_rules": "",
        "keeplist_rules": "",
        "user_agent": "",
        "username": "",
        "password": "",
        "disabled": False,
        "ignore_http_cache": False,
        "fetch_via_proxy": False,
        "hide_globally": False,
        "category": category(s.folder, person),
        "icon": {
            "feed_id": s.number,
            "icon_id": s.number if icon else 0,
            "external_icon_id": icon,
        },
    }


def entry(call: Call, view: ItemView, of: Subscription | None, icons: Mapping[str, str]) -> Json:
    """Return an item."""
    body, state = item_body(view, call.asking.base), view.state
    came = rfc3339(state.item.at)
    return {
        "id": state.item.number,
        "user_id": call.person.id,
        "feed_id": of.number if of else 0,
        "status": "read" if state.read else "unread",
        "hash": hashlib.sha256(f"{state.item.article} {state.item.level}".encode()).hexdigest(),
        "title": body.title,
        "url": body.url,
        "comments_url": "",
        "published_at": rfc3339(body.published),
        "created_at": came,
        "changed_at": came,
        "content": body.html,
        "author": body.author,
        "share_code": "",
        "starred": state.saved,
        "reading_time": max(1, len(body.html) // READ_A_MINUTE),
        "language": view.article.language,
        "enclosures": enclosures(call, view),
        "feed": feed(call, of, icons) if of else None,
        "tags": [*view.article.tags, *state.labels],
    }


def enclosures(call: Call, view: ItemView) -> list[Json]:
    """Return the files of an item; each one's id holds that of the item, and its place there."""
    number = view.state.item.number
    return [
        {
            "id": number * FILES + place,
            "user_id": call.person.id,
            "entry_id": number,
            "url": file.url,
            "mime_type": file.type,
            "size": file.length or 0,
            "media_progression": 0,
        }
        for place, file in enumerate(item_body(view, call.asking.base).files)
    ]


def _time(moment: datetime | None) -> str:
    return rfc3339(moment) if moment else NEVER
