"""Following a source from a reader app: by an address that is known here, or by adding it."""

from __future__ import annotations

import re

from tidings.collect.opml import Subscription, parse_opml, write_opml
from tidings.errors import TidingsError
from tidings.intake.preview import known_at
from tidings.news import News
from tidings.people import Desk
from tidings.serve.reader.asking import BadRequestError
from tidings.types import Person, Role
from tidings.views import Candidate

__all__ = ["follow_address", "import_list", "known_source", "to_list"]

MOST_FEEDS = 5_000  # of one list: some five seconds

_WEB = re.compile(r"https?:/{1,2}(?=[^\s/])", re.IGNORECASE)  # a proxy may have eaten a slash


def web_address(text: str) -> str:
    """Return an address of the web, whole; raises BadRequestError for anything else."""
    text = text.strip()
    if not _WEB.match(text):
        text = f"https://{text}" if re.fullmatch(r"[^\s/:?#]+\.[^\s/:?#]+(/\S*)?", text) else text
    if not _WEB.match(text):
        raise BadRequestError("this is no address of a feed or a site: it begins with https://")
    return _WEB.sub(lambda found: found[0].rstrip("/") + "//", text, count=1)


def follow_address(
    news: News, person: Person, desk: Desk, address: str, *, folder: str = "", title: str = ""
) -> str:
    """Follow what is at an address; return the id of its source.

    Only those who may add sources can follow one that is not here yet.
    """
    url = web_address(address)
    try:
        source = known_source(news, url) or _added(news, person, url, folder)
    except TidingsError as error:
        raise BadRequestError(str(error)) from error
    desk.follow(source, folder=folder or None, title=title or None)
    return source


def known_source(news: News, url: str) -> str:
    """Return the id of the source at an address, "" where there is none."""
    try:
        found = known_at(news.store, web_address(url))
    except (BadRequestError, TidingsError):
        return ""
    return found.id if found else ""


def _added(news: News, person: Person, url: str, folder: str) -> str:
    if person.role is Role.READER:
        raise BadRequestError("you may follow sources that are here, not add new ones", 403)
    preview = news.preview(url)
    if preview.error:
        raise BadRequestError(preview.error)
    feeds = [one for one in preview.candidates if one.kind != "page"]
    if not feeds:
        raise BadRequestError("there is no feed at this address")
    news.add_candidates(feeds[:1], folder=folder)
    return known_source(news, feeds[0].url)


def import_list(news: News, person: Person, desk: Desk, body: bytes) -> int:
    """Follow all feeds of an OPML list, in its folders; return how many there are."""
    try:
        feeds = parse_opml(body)
        if len(feeds) > MOST_FEEDS:
            raise BadRequestError(f"a list holds at most {MOST_FEEDS:,} feeds: send it in parts")
        if person.role is not Role.READER:
            news.add_candidates(
                Candidate(url=one.xml_url, kind="feed", title=one.title, folder=one.folder)
                for one in feeds
            )
        known = [(one, known_source(news, one.xml_url)) for one in feeds]
    except TidingsError as error:
        raise BadRequestError(str(error)) from error
    for one, source in known:
        if source:
            desk.follow(source, folder=one.folder, title=one.title)
    return sum(bool(source) for _, source in known)


def to_list(desk: Desk) -> bytes:
    """Return what a person follows as OPML."""
    return write_opml(
        Subscription(title=s.title, xml_url=s.url, home=s.home, folder=s.folder.name)
        for s in desk.subscriptions()
        if s.url
    )
