"""Subscription lists, the badly formed ones too; nothing in them is ever run."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.collect.opml import Skipped, Subscription, parse_opml, read_opml, write_opml
from tidings.errors import FeedError

FEED = "https://f.example/feed"


def outline(**attributes: str) -> str:
    return "<outline " + " ".join(f'{k}="{v}"' for k, v in attributes.items()) + "/>"


@pytest.mark.parametrize(
    "body",
    [
        f"<opml><body>{outline(text='A & B', xmlUrl=FEED)}</body></opml>",
        f"<opml><body>{outline(text='A &amp; B', XMLURL=FEED)}",
        f"<opml><body><outline text='A &amp; B' xmlUrl='{FEED}'></body></opml>",
        f"<?xml version='1.0' encoding='bogus'?><opml><body><outline xmlUrl={FEED} text='A & B'/>",
        f"{outline(text='A &#38; B', xmlUrl=FEED)}",
        f"<opml><!-- {outline(text='no', xmlUrl='https://no.example/')} -->"
        f"{outline(text='A &amp; B', xmlUrl='feed:' + FEED)}</opml>",
    ],
)
def test_lists_well_formed_or_not(body: str) -> None:
    assert parse_opml(body.encode()) == (Subscription(title="A & B", xml_url=FEED),)


def test_folders() -> None:
    body = (
        f'<opml><body><outline text="N &amp; E"><outline text="Sea"/><outline text="Deep">'
        f"{outline(text='x', xmlUrl=FEED, htmlUrl='https://f.example/')}</outline></outline>"
        f"{outline(title='y', xmlUrl='https://g.example/')}</body></opml>"
    )
    assert parse_opml(body.encode()) == (
        Subscription(title="x", xml_url=FEED, home="https://f.example/", folder="N & E/Deep"),
        Subscription(title="y", xml_url="https://g.example/"),
    )


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "windows-1252"])
def test_charsets(codec: str) -> None:
    body = f"<opml>{outline(text='Zoë', xmlUrl=FEED)}</opml>".encode(codec)
    assert parse_opml(body)[0].title == "Zoë"


@pytest.mark.parametrize(
    ("attributes", "reason"),
    [
        ({"xmlUrl": "exec:touch x"}, "command"),
        ({"xmlUrl": "|touch x"}, "command"),
        ({"xmlUrl": FEED, "filtercmd": "touch x"}, "command"),
        ({"xmlUrl": "javascript:alert(1)"}, "web"),
        ({"xmlUrl": "file:///etc/passwd"}, "web"),
        ({"xmlUrl": "/relative"}, "web"),
        ({"xmlUrl": "http://["}, "web"),
        ({"xmlUrl": "https://127.0.0.1:99999/"}, "web"),
        ({"xmlUrl": "https://x.example/" + "y" * 9_000}, "web"),
    ],
)
def test_what_can_not_be_subscribed_to_is_skipped_with_a_reason(
    attributes: dict[str, str], reason: str
) -> None:
    (only,) = read_opml(f"<opml>{outline(text='t', **attributes)}</opml>".encode())
    assert isinstance(only, Skipped)
    assert reason in only.reason


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("feed://x.example/f", "http://x.example/f"),
        ("feed:https://x.example/f", "https://x.example/f"),
        ("feed://https://x.example/f", "https://x.example/f"),
    ],
)
def test_a_feed_is_named_in_several_ways(written: str, meant: str) -> None:
    (only,) = parse_opml(f"<opml>{outline(text='t', xmlUrl=written)}</opml>".encode())
    assert only.xml_url == meant


def test_no_list() -> None:
    with pytest.raises(FeedError, match="no subscription list"):
        parse_opml(b"<rss></rss>")


NAMES = st.text(
    alphabet=st.characters(blacklist_categories=("Cs", "Cc", "Z"), blacklist_characters="/"),
    min_size=1,
    max_size=20,
)


@given(
    st.lists(
        st.builds(
            Subscription,
            title=NAMES,
            xml_url=st.integers(0, 10**6).map(lambda n: f"https://f.example/{n}?a=1&b=2"),
            folder=st.lists(NAMES, max_size=3).map("/".join),
        ),
        unique_by=lambda s: s.xml_url,
        max_size=8,
    )
)
def test_what_is_written_is_read_again(subscriptions: list[Subscription]) -> None:
    assert set(parse_opml(write_opml(subscriptions) + b"<outline/>")) == set(subscriptions)


@given(st.text(alphabet="<outline xmlUrl=\"'/>&;!-", max_size=300))
def test_odd_lists_never_raise_anything_else(text: str) -> None:
    read_opml(f"<opml>{text}</opml>".encode())


@pytest.mark.parametrize("piece", ['<outline a="', "<outline '", "<outline <", '"', "<!--"])
def test_hostile_lists_take_linear_time(piece: str) -> None:
    start = time.process_time()
    read_opml(b"<opml>" + piece.encode() * 20_000)
    assert time.process_time() - start < 2


def test_collected_lists(shared: Path) -> None:
    for vector in json.loads((shared / "vectors/opml.json").read_text())["vectors"]:
        if not isinstance(vector["input"], str):
            continue
        try:
            found = parse_opml(vector["input"].encode())
        except FeedError:
            continue
        assert all(s.xml_url.startswith(("http://", "https://")) for s in found), vector["id"]
