"""Where we may connect to."""

from __future__ import annotations

import asyncio
import errno
import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fetch.hostile_server import QUICK, Names, Server, answer
from tidings.collect.fetch import Web
from tidings.collect.guard import Guard, is_public
from tidings.collect.messages import Request
from tidings.errors import ConfigError, FetchError
from tidings.types import Failure
from tidings.urls import parse


@pytest.fixture
def dialled(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every address that a socket was asked to connect to; none of them is."""
    calls: list[Any] = []

    async def refuse(self: object, sock: socket.socket, address: Any) -> None:
        calls.append(address)
        raise ConnectionRefusedError(errno.ECONNREFUSED, "refused")

    monkeypatch.setattr(asyncio.selector_events.BaseSelectorEventLoop, "sock_connect", refuse)
    return calls


def test_every_special_address(shared: Path) -> None:
    cases = json.loads((shared / "vectors" / "ssrf_ips.json").read_text())["vectors"]
    wrong = [c["input"] for c in cases if is_public(c["input"]) != (c["property"] == "ip_allowed")]
    assert wrong == []


def test_every_spelling_of_a_forbidden_place(shared: Path, dialled: list[Any]) -> None:
    cases = json.loads((shared / "vectors" / "ssrf_urls.json").read_text())["vectors"]
    with Web(policy=QUICK, resolver=Names()) as web:  # a name server that knows every name
        for case in cases:
            dialled.clear()
            with pytest.raises(FetchError):
                web.fetch(Request(url=case["input"], kind="feed"))
            if case["property"] == "url_blocked":
                assert dialled == [], case["input"]
            else:
                assert {ip for ip, _ in dialled} <= {"93.184.216.34"}, case["input"]


@pytest.mark.parametrize(
    "ip", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fe80::1%eth0", "::ffff:7f00:1", "x"]
)
def test_not_public(ip: str) -> None:
    assert not is_public(ip)


@pytest.mark.parametrize("ip", ["1.1.1.1", "2606:4700::1111", "::ffff:808:808", "64:ff9b::808:808"])
def test_public(ip: str) -> None:
    assert is_public(ip)


@given(st.ip_addresses() | st.text(max_size=40))
def test_judges_anything(ip: object) -> None:
    assert is_public(str(ip)) in (True, False)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://127.0.0.1/", "not on the public web"),
        ("http://[::1]/", "not on the public web"),
        ("http://localhost/", "local network"),
        ("http://db/", "local network"),
        ("http://printer.local/", "local network"),
        ("http://metadata.packet.net/", "cloud"),
        ("http://example.org:22/", "port 22"),
        ("http://user@example.org/", "user name"),
        ("http://" + "a" * 64 + ".example/", "no host name"),
    ],
)
def test_refused_before_anything_is_looked_up(url: str, why: str) -> None:
    with pytest.raises(FetchError, match=why):
        Guard().check(parse(url))


@pytest.mark.parametrize(
    ("allow", "url"),
    [
        (["127.0.0.1"], "http://127.0.0.1:9999/"),
        (["127.0.0.0/8"], "http://127.3.2.1/"),
        (["192.168.1.5/24"], "http://192.168.1.77:1200/"),
        (["fd00::/8"], "http://[fd00::5]/"),
        (["NAS.lan"], "http://nas.lan:5000/"),
        (["db"], "http://db/"),
    ],
)
def test_the_owner_may_allow_more(allow: list[str], url: str) -> None:
    address = parse(url)
    guard = Guard(tuple(allow))
    guard.check(address)
    ip = address.host if address.host[0] in "1f" else "10.0.0.1"
    guard.check_resolved(address.host, address.port, [ip])


def test_what_is_allowed_allows_nothing_else() -> None:
    guard = Guard(("192.168.1.0/24", "nas.lan"))
    for host, ips in {
        "a.example": ["10.0.0.1"],
        "b.example": ["192.168.1.9", "10.0.0.1"],
        "localhost": ["127.0.0.1"],
    }.items():
        guard.check(parse(f"http://{host}:81/"))  # may stand for an allowed address: not known yet
        with pytest.raises(FetchError, match="not on the public web"):
            guard.check_resolved(host, 81, ips)
    with pytest.raises(FetchError, match="port 81"):
        guard.check_resolved("c.example", 81, ["1.1.1.1"])
    guard.check_resolved("home.example", 81, ["192.168.1.9"])


@pytest.mark.parametrize("entry", ["", " x", "10.0.0.0/99", "http://x/"])
def test_a_mistaken_allowance_is_named(entry: str) -> None:
    with pytest.raises(ConfigError, match="neither a host name nor a network"):
        Guard((entry,))


Serve = Callable[..., Server]


def test_connects_to_what_was_checked(serve: Serve) -> None:
    server = serve(feed=answer(b"news"))
    names = Names(rebinds_example=[["127.0.0.1"], ["127.0.0.9"]])
    with Web(policy=QUICK, allow=["127.0.0.1"], resolver=names) as web:
        url = f"http://rebinds.example:{server.port}/feed"
        assert web.fetch(Request(url=url, kind="feed")).body == b"news"
        assert names.asked == ["rebinds.example"]
        assert server.seen[0].headers["host"] == f"rebinds.example:{server.port}"


@pytest.mark.parametrize(
    "answers", [["127.0.0.9"], ["127.0.0.1", "127.0.0.9"], ["127.0.0.1", "::1"], ["fc00::1"]]
)
def test_one_bad_address_spoils_the_name(serve: Serve, answers: list[str]) -> None:
    server = serve(feed=answer(b"news"))
    with (
        Web(policy=QUICK, allow=["127.0.0.1"], resolver=Names(a_example=[answers])) as web,
        pytest.raises(FetchError, match="not on the public web"),
    ):
        web.fetch(Request(url=f"http://a.example:{server.port}/feed", kind="feed"))
    assert server.connections == 0


@pytest.mark.parametrize(
    "location",
    [
        "http://internal.example:{port}/", "//internal.example:{port}/", "\\\\127.0.0.9:{port}\\",
        "http://127.0.0.9:{port}/", "http://[::1]:{port}/", "http://0x7f000009:{port}/",
        "http://u:p@127.0.0.9:{port}/", "/again", "file:///etc/passwd", "gopher://127.0.0.9/_x",
        "data:text/xml,<rss/>", "http://127.0.0.9:{port}",
    ],
)  # fmt: skip
def test_no_redirect_leads_inside(serve: Serve, location: str) -> None:
    """As the web sees it: 127.0.0.1 is public here and 127.0.0.9 is inside."""
    inside = serve(host="127.0.0.9", **{"": answer(b"secret")})
    target = location.format(port=inside.port)
    moved = answer(status="302 Found", headers=f"Location: {target}\n")
    outside = serve(
        feed=moved,
        again=answer(
            status="307 Temporary", headers=f"Location: http://127.0.0.9:{inside.port}/\n"
        ),
    )
    names = Names(internal_example=[["127.0.0.9"]], localhost=[["127.0.0.9"]])
    with Web(policy=QUICK, allow=["127.0.0.1"], resolver=names) as web:
        for _ in range(2):
            with pytest.raises(FetchError):
                web.fetch(Request(url=f"{outside.url}/feed", kind="feed"))
    assert inside.connections == 0


def test_hints_are_not_followed(serve: Serve, web: Web) -> None:
    inside = serve(host="127.0.0.9", **{"": answer(b"secret")})
    hint = f'Refresh: 0; url={inside.url}/\nAlt-Svc: h3="127.0.0.9:{inside.port}"\n'
    body = f"<meta http-equiv=refresh content='0; url={inside.url}/'>".encode()
    server = serve(page=answer(body, headers=hint))
    assert web.fetch(Request(url=f"{server.url}/page", asked=True)).body == body
    assert inside.connections == 0


def test_a_proxy_in_the_environment_is_not_used(
    serve: Serve, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve(feed=answer(b"news"))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.9:1/")
    assert web.fetch(Request(url=f"{server.url}/feed", kind="feed")).body == b"news"


@pytest.mark.parametrize(
    ("error", "stage", "words"),
    [
        (socket.gaierror(socket.EAI_AGAIN, "later"), "offline", "is the network up"),
        (socket.gaierror(socket.EAI_NONAME, "no"), "collect", "does not exist"),
        (OSError("?"), "collect", "can't be looked up"),
    ],
)
def test_names_that_are_not_found(error: OSError, stage: str, words: str) -> None:
    with Web(policy=QUICK, resolver=Names(a_example=[error])) as web:
        (reply,) = web.fetch_all([Request(url="http://a.example/", kind="feed")])
    assert isinstance(reply, Failure)
    assert reply.stage == stage
    assert words in reply.error


def test_another_address_is_tried(serve: Serve) -> None:
    server = serve(feed=answer(b"news"))
    names = Names(a_example=[["::1", "127.0.0.2", "127.0.0.1"]])
    with Web(policy=QUICK, allow=["127.0.0.0/8", "::1"], resolver=names) as web:
        url = f"http://a.example:{server.port}/feed"
        assert web.fetch(Request(url=url, kind="feed")).body == b"news"


def test_both_families_get_their_turn(dialled: list[Any]) -> None:
    names = Names(a_example=[["2606::1", "2606::2", "2606::3", "2606::4", "1.1.1.1"]])
    with (
        Web(policy=QUICK, resolver=names) as web,
        pytest.raises(FetchError, match="refused the connection"),
    ):
        web.fetch(Request(url="http://a.example/", kind="feed"))
    assert [address[0] for address in dialled] == ["2606::1", "1.1.1.1", "2606::2", "2606::3"]
