"""What the sample's publishers wrote: read from `content/`, with days and shared text filled in.

A body may hold placeholders. Days count from the day of the article's event, so that publishers
agree on them: `{weekday -1}`, `{date 3}`, `{year}`. `{standing NAME}` is a passage that the
publisher repeats in many articles; `{wire NAME}` is an agency's text that several publishers run.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import resources
from typing import Any

from tidings.sample import dates
from tidings.types import utc

__all__ = ["LIVE", "Piece", "Site", "load_sites"]

LIVE = datetime(2026, 1, 15, 12, tzinfo=UTC)  # any moment, for what does not depend on one
_HOLE = re.compile(r"\{(\w+)(?: ([\w-]+))?\}")


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One article as its publisher has it at the moment."""

    url: str
    section: str
    event: str
    title: str
    lead: str
    paragraphs: tuple[str, ...]
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    published: datetime
    modified: datetime
    status: str  # a types.Status value
    publisher: str  # whose article it is; on an aggregator's page not the site itself
    comments: tuple[tuple[str, str], ...]  # who, what
    related: tuple[Piece, ...] = ()  # articles in full that stand on the same page


@dataclass(frozen=True, kw_only=True)
class Site:
    """One publisher's site: its pieces newest first, and which feed it offers."""

    domain: str
    name: str
    motto: str
    about: str
    language: str
    feed: str  # a key of render.FEEDS; "" for none
    sections: Mapping[str, str]  # slug -> name
    labels: Mapping[str, str]  # the words of its furniture
    pieces: tuple[Piece, ...]

    @property
    def home(self) -> str:
        """The address of the front page."""
        return f"https://{self.domain}/"


def load_sites(now: datetime, *, later: bool) -> tuple[Site, ...]:
    """Return every site, dated from `now`: in its first state, or as it stands a little later."""
    known: dict[str, Piece] = {}
    sites = []
    for raw in _sources():
        pieces = _load_pieces(raw, utc(now), later, known)
        known |= {piece.url: piece for piece in pieces}
        sites.append(_make_site(raw, pieces))
    return tuple(sites)


def _make_site(raw: Mapping[str, Any], pieces: Iterable[Piece]) -> Site:
    return Site(
        domain=raw["domain"],
        name=raw["name"],
        motto=raw["motto"],
        about=raw["about"],
        language=raw["language"],
        feed=raw["feed"],
        sections=raw["sections"],
        labels=raw.get("labels", {}),
        pieces=tuple(sorted(pieces, key=lambda piece: piece.published, reverse=True)),
    )


def _load_pieces(
    raw: Mapping[str, Any], now: datetime, later: bool, known: Mapping[str, Piece]
) -> list[Piece]:
    pieces = []
    for item in raw["articles"]:
        if item.get("arrives") == "later" and not later:
            continue
        change = item.get("later", {}) if later else {}
        pieces.append(_make_piece(raw, item, change, now, known))
    return pieces


def _make_piece(
    raw: Mapping[str, Any],
    item: Mapping[str, Any],
    change: Mapping[str, Any],
    now: datetime,
    known: Mapping[str, Piece],
) -> Piece:
    item = {**item, "modified": item["age"], **change}
    fill = _Filler(raw, now - dates.age(_table("events.toml")[item["event"]]))
    body = fill(item["body"])
    return Piece(
        url=f"https://{raw['domain']}/{item['slug']}",
        section=item["slug"].split("/")[0],
        event=item["event"],
        title=fill(item["title"]),
        lead=fill(item["lead"]),
        paragraphs=tuple(" ".join(p.split()) for p in re.split(r"\n\s*\n", body) if p.strip()),
        authors=tuple(item.get("authors", ())),
        tags=tuple(item["tags"]),
        published=now - dates.age(item["age"]),
        modified=now - dates.age(item["modified"]),
        status=item.get("status", "full"),
        publisher=item.get("publisher", raw["name"]),
        comments=tuple((who, what) for who, what in item.get("comments", ())),
        related=tuple(known[url] for url in item.get("related", ())),
    )


class _Filler:
    """Fills the placeholders of one article: its publisher's passages, its event's days."""

    def __init__(self, raw: Mapping[str, Any], happened: datetime) -> None:
        self._language: str = raw["language"]
        self._standing: Mapping[str, str] = raw.get("standing", {})
        self._happened = happened

    def __call__(self, text: str) -> str:
        return _HOLE.sub(lambda hole: self._value(hole[1], hole[2] or "0"), text)

    def _value(self, name: str, argument: str) -> str:
        if name == "standing":
            return self(self._standing[argument])
        if name == "wire":
            return self(_table("wires.toml")[argument])
        when = self._happened + timedelta(days=0 if name == "year" else int(argument))
        if name == "year":
            return str(when.year + int(argument))
        return {"weekday": dates.weekday, "date": dates.month_day}[name](when, self._language)


@cache
def _table(name: str) -> Mapping[str, str]:
    text = (resources.files(__package__) / "content" / name).read_text("utf-8")
    return tomllib.loads(text)


@cache
def _sources() -> tuple[Mapping[str, Any], ...]:
    """Return the publishers' files; the aggregator last, as it repeats the others' articles."""
    folder = resources.files(__package__) / "content" / "publishers"
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    raws = [tomllib.loads(file.read_text("utf-8")) for file in files if file.name[0] != "."]
    return tuple(sorted(raws, key=lambda raw: raw.get("aggregator", False)))
