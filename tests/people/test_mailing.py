"""The daily wrap-up by mail: at its hour, of a folder, what came since the last one."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from typing import cast

import pytest

from tests.people.conftest import Mails
from tests.people.watched import NOW, Clock, library
from tidings.errors import UsageError
from tidings.news import News
from tidings.people.mailing import Posting
from tidings.types import OWNER, Article, ChannelKind, Person, Writer

HOUR = 10  # an hour after NOW
SAID = {
    "harbour": "Dredgers cleared the harbour of Vaness after the storm",
    "bridge": "A lorry fire closed the old bridge to Selby all morning",
    "tower": "Bell ringers found a Roman coin beneath the tower",
}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def news(clock: Clock, mails: tuple[str, type[Mails]]) -> Iterator[News]:
    with library(clock, mail_server=mails[0], mail_from="news@tidings.example") as opened:
        yield opened


def me(news: News) -> Person:
    found = news.people.accounts.get(OWNER)
    assert found is not None
    return found


def address(news: News, mails: tuple[str, type[Mails]]) -> int:
    channels = news.people.watching.channels(OWNER)
    channel = channels.add(ChannelKind.MAIL, "ann@example.org")
    code = re.search(rb"Subject: Tidings: (\d{8})", mails[1].came.pop())
    assert code is not None
    channels.confirm(channel.number, code[1].decode())
    return channel.number


def tell(news: News, clock: Clock, name: str, source: str = "gazette") -> None:
    """Let an article come that begins a story."""
    article = Article(
        id=name, url=f"https://{source}.example/{name}", source=source, publisher=source.title(),
        title=SAID[name], paragraphs=(f"{SAID[name]}, the mayor <b>said</b>.",), language="en",
        published_at=clock() - timedelta(minutes=5), fetched_at=clock(),
    )  # fmt: skip
    news.store.articles.save(article, page="", now=clock())
    news.enrich()


def told(mails: tuple[str, type[Mails]]) -> tuple[str, str]:
    """Return the plain text and the HTML of the only mail that came."""
    (sent,) = mails[1].came
    mails[1].came.clear()
    message = cast(EmailMessage, email.message_from_bytes(sent, policy=default))
    assert message["To"] == "ann@example.org"
    parts = [message.get_body((kind,)) for kind in ("plain", "html")]
    plain, html = (part.get_content() for part in parts if part is not None)
    return plain, html


def test_it_comes_at_its_hour_and_nothing_twice(
    news: News, clock: Clock, mails: tuple[str, type[Mails]]
) -> None:
    tell(news, clock, "harbour")
    news.mailing.start(me(news), channel=address(news, mails), hour=HOUR)
    assert news.mailing.send() == 0
    clock.go(hours=1)
    assert (news.mailing.send(), news.mailing.send()) == (1, 0)
    plain, html = told(mails)
    assert "harbour" in plain
    assert "<b>" not in html
    clock.go(hours=23, minutes=59)
    tell(news, clock, "bridge")
    assert news.mailing.send() == 0
    clock.go(minutes=1)
    assert news.mailing.send() == 1
    plain, _ = told(mails)
    assert "bridge" in plain
    assert "harbour" not in plain
    clock.go(days=1)
    assert news.mailing.send() == 0  # nothing was reported
    news.mailing.stop(me(news))
    tell(news, clock, "tower")
    clock.go(days=2)
    assert (news.mailing.send(), mails[1].came) == (0, [])


def test_a_folder_alone(news: News, clock: Clock, mails: tuple[str, type[Mails]]) -> None:
    desk = news.people.desk(OWNER)
    desk.follow("matin", folder="Abroad")
    folder = next(one.number for one in desk.folders() if one.name == "Abroad")
    news.mailing.start(me(news), channel=address(news, mails), hour=HOUR, folder=folder)
    tell(news, clock, "harbour")
    tell(news, clock, "bridge", source="matin")
    clock.go(hours=2)
    assert news.mailing.send() == 1
    plain, _ = told(mails)
    assert ("bridge" in plain, "harbour" in plain) == (True, False)


def test_a_server_that_takes_nothing_is_asked_again_later(
    news: News, clock: Clock, mails: tuple[str, type[Mails]]
) -> None:
    tell(news, clock, "harbour")
    news.mailing.start(me(news), channel=address(news, mails), hour=HOUR)
    clock.go(hours=1)
    mails[1].refuses = True
    assert news.mailing.send() == 0
    (channel,) = news.people.watching.channels(OWNER).all()
    assert "nobody" in channel.error
    mails[1].refuses = False
    clock.go(minutes=20)
    assert news.mailing.send() == 0
    clock.go(minutes=11)
    assert news.mailing.send() == 1


def test_where_nothing_is_written_nothing_is_sent(
    news: News, clock: Clock, mails: tuple[str, type[Mails]]
) -> None:
    tell(news, clock, "harbour")
    news.mailing.start(me(news), channel=address(news, mails), hour=HOUR)
    news.people.accounts.set_settings(me(news), writer=Writer.OFF.value)
    clock.go(hours=1)
    assert (news.mailing.send(), mails[1].came) == (0, [])


@pytest.mark.parametrize(("hour", "folder"), [(24, 0), (-1, 0), (7, 99)])
def test_what_can_not_be_is_refused(
    news: News, mails: tuple[str, type[Mails]], hour: int, folder: int
) -> None:
    channel = address(news, mails)
    with pytest.raises(UsageError):
        news.mailing.start(me(news), channel=channel, hour=hour, folder=folder)
    with pytest.raises(UsageError):
        news.mailing.start(me(news), channel=channel + 1, hour=7)
    assert news.mailing.of(me(news)) is None


@pytest.mark.parametrize(
    ("sent", "now", "due"),
    [
        ("2026-03-14T10:00:01+00:00", NOW, False),  # NOW is before today's hour
        ("2026-03-14T09:59:00+00:00", NOW, True),
        ("2026-03-15T10:00:01+00:00", NOW + timedelta(hours=2), False),
    ],
)
def test_when_it_is_due(sent: str, now: datetime, due: bool) -> None:
    assert Posting(channel=1, hour=HOUR, folder=0, sent_at=sent).due(now) is due
