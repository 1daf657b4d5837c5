"""A stream as Atom, as Google gave it: what newsboat reads from those it takes for FeedHQ."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from starlette.responses import Response

from tidings.people import ItemView
from tidings.serve.reader.bodies import item_body
from tidings.serve.reader.call import Call
from tidings.serve.reader.google_ids import READING_LIST, long_id
from tidings.serve.reader.google_streams import MOST_ITEMS, categories, find
from tidings.serve.render.feeds import ATOM, add_element, rfc3339
from tidings.types import Subscription

__all__ = ["atom_stream"]

GOOGLE = "http://www.google.com/reader/"


def atom_stream(call: Call, name: str) -> Response:
    """Answer with the items of a stream as Atom."""
    found = find(call, [name or READING_LIST], most=MOST_ITEMS)
    views = call.desk.items(found.numbers)
    known = call.desk.origins(views)
    root = ET.Element("feed", {"xmlns": ATOM})
    add_element(root, "id", f"tag:google.com,2005:reader/{name or READING_LIST}")
    add_element(root, "title", _title(name, known))
    add_element(root, "updated", rfc3339(call.now))
    for view in views:
        _entry(add_element(root, "entry"), call, view, known.get(view.state.item.source))
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return Response(body, media_type="application/atom+xml")


def _title(name: str, known: dict[str, Subscription]) -> str:
    return next((s.title for s in known.values() if name == f"feed/{s.number}"), name or "Tidings")


def _entry(
    entry: ET.Element, call: Call, view: ItemView, subscription: Subscription | None
) -> None:
    body = item_body(view, call.asking.base)
    add_element(entry, "id", long_id(view.state.item.number))
    add_element(entry, "title", body.title)
    add_element(entry, "published", rfc3339(body.published))
    add_element(entry, "updated", rfc3339(body.published))
    add_element(entry, "link", rel="alternate", type="text/html", href=body.url)
    if body.author:
        add_element(add_element(entry, "author"), "name", body.author)
    for name in categories(view.state, subscription):
        add_element(entry, "category", term=name, scheme=GOOGLE, label=name.rpartition("/")[2])
    add_element(entry, "content", body.html, type="html")
