"""Alerts: a story once, and on their way by mail, webhook and ntfy to servers on loopback."""

from __future__ import annotations

import base64
import email
import hashlib
import hmac
import json
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default
from functools import partial
from http.server import HTTPServer
from pathlib import Path
from typing import cast

import pytest

from tests.loopback import Quiet, serving
from tests.people.conftest import Mails
from tests.people.watched import Clock, library, make, tell
from tidings.collect.policy import FetchPolicy
from tidings.collect.web import LazyWeb
from tidings.config import Config
from tidings.errors import ConfigError, TooManyError, UsageError
from tidings.news import News
from tidings.people.watching import notifier
from tidings.people.watching.channels import Channels
from tidings.types import OWNER, Act, Channel, ChannelKind

LOOPBACK = ("127.0.0.1",)
EVIL = "Strike\r\nBcc: all@example.org\x07‮ goes on"


class Hooks(Quiet):
    """Answers as it is told to, and remembers what came."""

    answers: list[int]
    came: list[tuple[dict[str, str], bytes]]

    def do_POST(self) -> None:
        self.came.append(({k.lower(): v for k, v in self.headers.items()}, self.body()))
        status = self.answers.pop(0) if self.answers else 204
        elsewhere = {"Location": "http://127.0.0.1:1/elsewhere"} if status == 302 else {}
        self.answer(status, **elsewhere)


@pytest.fixture
def hooks(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, type[Hooks]]]:
    """A server that is asked without pauses."""
    monkeypatch.setattr(notifier, "LazyWeb", partial(LazyWeb, policy=FetchPolicy(gap=0.0)))
    handler = cast(type[Hooks], type("H", (Hooks,), {"answers": [], "came": []}))
    with serving(HTTPServer(("127.0.0.1", 0), handler)) as place:
        yield f"http://{place}/hook", handler


@pytest.fixture
def clock() -> Clock:
    return Clock()


def watch(news: News, *channels: Channel) -> None:
    numbers = tuple(channel.number for channel in channels)
    rules = news.people.watching.rules(OWNER)
    make(rules, Act.NOTIFY, name="Strikes", words="strike", channels=numbers)


def of(news: News) -> Channels:
    return news.people.watching.channels(OWNER)


def bring(news: News) -> tuple[int, int]:
    news.people.watching.run()
    done = news.people.watching.deliver()
    return done.sent, done.failed


def test_a_story_is_told_once_and_again_when_something_was_added(clock: Clock) -> None:
    with library(clock) as news:
        watch(news)
        make(news.people.watching.rules(OWNER), Act.NOTIFY, name="Other", pattern="strike")
        for name, level in (("a1", 2), ("a2", 1), ("a3", 0)):
            tell(news, name, "The strike.", story="one", level=level)
        tell(news, "b1", "Another strike.", story="two", level=0)  # the first that is found of it
        news.people.watching.run()
        alerts = news.people.watching.alerts(OWNER)
        assert [one.article for one in alerts.latest()] == ["b1", "a1"]
        tell(news, "a4", "The strike ends.", story="one", level=2)
        tell(news, "a5", "The strike ended.", story="one", level=1)
        news.people.watching.run()
        assert [one.article for one in alerts.latest()] == ["a4", "b1", "a1"]
        news.store.stories.assign("b1", "one", duplicate_of="", because=())  # merged later
        tell(news, "a6", "The strike, again.", story="one", level=1)
        news.people.watching.run()
        assert alerts.unseen() == 3
        alerts.see(alerts.latest()[0].number)
        assert alerts.unseen() == 0


def test_a_webhook_is_signed_and_brought_once(clock: Clock, hooks: tuple[str, type[Hooks]]) -> None:
    url, handler = hooks
    with library(clock, allow_networks=LOOPBACK) as news:
        channel = of(news).add(ChannelKind.WEBHOOK, url)
        watch(news, channel)
        tell(news, "a1", EVIL, story="one")
        assert bring(news) == (1, 0)
        assert bring(news) == (0, 0)
        ((headers, body),) = handler.came
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(channel.secret.removeprefix("whsec_"))
    expected = base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    said = json.loads(body)
    assert said["type"] == "alerts.created"
    (alert,) = said["data"]["alerts"]
    assert (alert["story"], alert["by"]) == ("one", "Strikes")
    assert alert["headline"] == "Strike Bcc: all@example.org goes on"


def test_what_fails_is_tried_again_after_a_restart_with_the_same_words(
    clock: Clock, hooks: tuple[str, type[Hooks]], tmp_path: Path
) -> None:
    url, handler = hooks
    handler.answers += [500, 302]
    path = f"sqlite:///{tmp_path / 'library.sqlite'}"
    with library(clock, path=path, allow_networks=LOOPBACK) as news:
        watch(news, of(news).add(ChannelKind.WEBHOOK, url))
        tell(news, "a1", "The strike.", story="one")
        assert bring(news) == (0, 1)
        assert "answered 500" in of(news).all()[0].error
        assert bring(news) == (0, 0)  # not before its time
        tell(news, "a2", "Another strike.", story="two")
    with library(clock, path=path, allow_networks=LOOPBACK) as news:
        clock.go(minutes=1)
        assert bring(news) == (0, 1)  # a redirect is not followed; a2 waits its turn
        clock.go(minutes=5)
        assert bring(news) == (1, 0)
        clock.go(minutes=5)
        assert bring(news) == (1, 0)
        assert not of(news).all()[0].error
    ids = [headers["webhook-id"] for headers, _ in handler.came]
    bodies = [body for _, body in handler.came]
    assert ids[0] == ids[1] == ids[2] != ids[3]
    assert bodies[0] == bodies[1] == bodies[2] != bodies[3]


@pytest.mark.parametrize(("status", "tries"), [(410, 1), (500, 8)])
def test_what_can_not_be_brought_is_given_up_and_the_channel_paused(
    clock: Clock, hooks: tuple[str, type[Hooks]], status: int, tries: int
) -> None:
    url, handler = hooks
    handler.answers += [status] * 20
    with library(clock, allow_networks=LOOPBACK) as news:
        channel = of(news).add(ChannelKind.WEBHOOK, url)
        watch(news, channel)
        tell(news, "a1", "The strike.", story="one")
        for _ in range(12):
            bring(news)
            clock.go(hours=11)
        assert len(handler.came) == tries
        assert of(news).get(channel.number).paused
        handler.answers.clear()
        of(news).pause(channel.number, paused=False)
        tell(news, "a2", "Another strike.", story="two")
        assert bring(news) == (1, 0)


def test_what_comes_within_minutes_goes_together(
    clock: Clock, hooks: tuple[str, type[Hooks]]
) -> None:
    url, handler = hooks
    with library(clock, allow_networks=LOOPBACK) as news:
        watch(news, of(news).add(ChannelKind.NTFY, url, token="tk_1"))
        tell(news, "first", "The strike é.", story="zero")
        assert bring(news) == (1, 0)
        for number in range(30):
            tell(news, f"n{number}", f"Strike {number}.", story=f"s{number}")
            assert bring(news) == (0, 0)
        clock.go(minutes=5)
        assert bring(news) == (1, 0)
    (first, text), (_, many) = handler.came
    assert (first["authorization"], first["click"]) == (
        "Bearer tk_1",
        "http://127.0.0.1:8030/story/zero",
    )
    assert text.decode() == "The strike é. (Gazette)"
    assert len(many.splitlines()) == 21
    assert many.endswith(b"And 10 more.")


def test_apprise_is_told_and_says_when_nobody_is(
    clock: Clock, hooks: tuple[str, type[Hooks]]
) -> None:
    url, handler = hooks
    with library(clock, allow_networks=LOOPBACK) as news:
        channel = of(news).add(ChannelKind.APPRISE, url)
        watch(news, channel)
        tell(news, "a1", EVIL, story="one")
        handler.answers = [200]
        assert bring(news) == (1, 0)
        handler.answers = [204]
        with pytest.raises(UsageError, match="nobody to tell by this key"):
            of(news).test(channel.number)
    headers, body = handler.came[0]
    assert headers["content-type"] == "application/json"
    assert json.loads(body) == {
        "title": "Tidings",
        "body": "Strike Bcc: all@example.org goes on (Gazette)\nhttp://127.0.0.1:8030/story/one",
        "type": "info",
        "format": "text",
    }


def test_mail_goes_to_confirmed_addresses_with_clean_headers(
    clock: Clock, mails: tuple[str, type[Mails]]
) -> None:
    server, handler = mails
    settings = {"mail_server": server, "mail_from": "news@tidings.example"}
    with library(clock, **settings) as news:
        channel = of(news).add(ChannelKind.MAIL, "ann@example.org")
        watch(news, channel)
        tell(news, "a0", "An early strike.", story="zero")
        assert bring(news) == (0, 0)  # not confirmed
        code = re.search(rb"Subject: Tidings: (\d{8})", handler.came[0])
        assert code is not None
        with pytest.raises(UsageError, match="not the code"):
            of(news).confirm(channel.number, "nonsense")
        of(news).confirm(channel.number, code[1].decode())
        tell(news, "a1", EVIL, story="one")
        assert bring(news) == (1, 0)
        handler.refuses = True
        with pytest.raises(UsageError, match="nobody"):
            of(news).test(channel.number)
        assert not of(news).get(channel.number).error  # no alert failed, none is tried again
    sent = cast(EmailMessage, email.message_from_bytes(handler.came[1], policy=default))
    assert sent["To"] == "ann@example.org"
    assert sent["Subject"] == "Strike Bcc: all@example.org goes on"
    assert sent["Bcc"] is None
    assert "http://127.0.0.1:8030/story/one" in sent.get_content()


@pytest.mark.parametrize(
    "address",
    ["", "ann", "a b@example.org", "ann@example.org, bob@example.org", "ann@a.example\r\nBcc: x@y",
     "Ann <ann@example.org>", "é@example.org", "a" * 250 + "@example.org", "\x00@example.org"],
)  # fmt: skip
def test_what_is_no_mail_address_is_refused(
    clock: Clock, mails: tuple[str, type[Mails]], address: str
) -> None:
    with library(clock, mail_server=mails[0], mail_from="a@b") as news:
        with pytest.raises(UsageError):
            of(news).add(ChannelKind.MAIL, address)
        assert mails[1].came == []


def test_codes_can_not_be_guessed_nor_strangers_flooded(
    clock: Clock, mails: tuple[str, type[Mails]]
) -> None:
    with library(clock, mail_server=mails[0], mail_from="a@b") as news:
        channel = of(news).add(ChannelKind.MAIL, "ann@example.org")
        for number in range(10):
            with pytest.raises(UsageError, match="not the code"):
                of(news).confirm(channel.number, f"x{number}")
        with pytest.raises(TooManyError):
            of(news).confirm(channel.number, channel.secret)
        for number in range(4):
            of(news).add(ChannelKind.MAIL, f"ann{number}@example.org")
        with pytest.raises(TooManyError):
            of(news).add(ChannelKind.MAIL, "ann9@example.org")
        assert len(mails[1].came) == 5


def test_private_networks_are_told_nothing(clock: Clock, hooks: tuple[str, type[Hooks]]) -> None:
    url, handler = hooks
    with library(clock) as news:
        with pytest.raises(UsageError, match="allow_networks"):
            of(news).add(ChannelKind.WEBHOOK, url)
        kept = news.store.watching.channels.add(  # allowed once, and no more
            Channel(person=OWNER, kind=ChannelKind.NTFY, address=url, created_at=clock.at)
        )
        watch(news, kept)
        tell(news, "a1", "The strike.", story="one")
        assert bring(news) == (0, 1)
        assert handler.came == []


def test_what_a_rule_told_of_is_withdrawn_by_undoing(
    clock: Clock, hooks: tuple[str, type[Hooks]]
) -> None:
    with library(clock, allow_networks=LOOPBACK) as news:
        watch(news, of(news).add(ChannelKind.NTFY, hooks[0]))
        tell(news, "a1", "The strike.", story="one")
        news.people.watching.run()
        news.people.watching.rules(OWNER).undo(1)
        assert bring(news) == (0, 0)
        assert news.people.watching.alerts(OWNER).latest() == []


@pytest.mark.parametrize(
    "environ",
    [
        {"TIDINGS_MAIL_SERVER": "mail.example"},
        {"TIDINGS_MAIL_SERVER": "smtps://mail.example"},
        {"TIDINGS_MAIL_SERVER": "smtps://mail.example", "TIDINGS_MAIL_FROM": "a@b\nBcc: c@d"},
    ],
)
def test_settings_by_which_no_mail_can_be_sent_are_refused(environ: dict[str, str]) -> None:
    with pytest.raises(ConfigError, match="mail_"):
        Config.load(environ=environ)
