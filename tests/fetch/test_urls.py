"""One parser at the door, one canonical form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.errors import UsageError
from tidings.urls import canonical, host_of, join, parse, same_site


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTPS://Example.ORG:443/A", "https://example.org/A"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("http://example.org/a/", "http://example.org/a/"),
        ("http://example.org/a#top", "http://example.org/a"),
        ("http://example.org/a?", "http://example.org/a"),
        ("http://example.org/a?b=2&a=1", "http://example.org/a?b=2&a=1"),
        ("http://example.org/a?ref=rss2&id=7", "http://example.org/a?id=7"),
        ("http://example.org/a?maca=en-rss-all&mod=newsletter_daily", "http://example.org/a"),
        ("http://example.org/a?ref=feedback", "http://example.org/a?ref=feedback"),
        ("http://example.org/a?source=reuters", "http://example.org/a?source=reuters"),
        ("http://example.org/?feed=rss2", "http://example.org/?feed=rss2"),  # what is shown
        (
            "http://example.org/?id=7&utm_source=x&UTM_Medium=y&page=2",
            "http://example.org/?id=7&page=2",
        ),
        ("http://example.org/?fbclid=1&gclid=2", "http://example.org/"),
        ("http://example.org/?ref=main", "http://example.org/?ref=main"),
        ("http://example.org/a?amp=1", "http://example.org/a"),
        ("http://example.org/a?amp=2", "http://example.org/a?amp=2"),
        ("http://example.org/%d8%a7", "http://example.org/%D8%A7"),
        ("http://example.org/ا", "http://example.org/%D8%A7"),
        ("http://example.org./a", "http://example.org/a"),
        ("http://example.org.:81/a", "http://example.org:81/a"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
        ("http://[::1]:80/", "http://[::1]/"),
        ("http://127.0.0.1:80/", "http://127.0.0.1/"),
        (" http://example.org/a\n", "http://example.org/a"),
        ("http:\\\\example.org\\a", "http://example.org/a"),
        (
            "https://www-example-org.cdn.ampproject.org/c/s/www.example.org/a?utm_source=x",
            "https://www.example.org/a",
        ),
        ("https://www.google.com/amp/s/www.example.org/a/", "https://www.example.org/a/"),
        ("file:///tmp/A%20b.html#x", "file:///tmp/A%20b.html#x"),
    ],
)
def test_canonical(url: str, expected: str) -> None:
    assert canonical(url) == expected
    assert canonical(expected) == expected


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("example.org/feed", "https://"),
        ("", "https://"),
        ("mailto:a@example.org", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("http://user:secret@example.org/", "password"),
        ("http://a..example/", "host name"),
        ("http://0x7f.1/", "odd way"),
        ("http://a.example\\@b.example/", "two ways"),
        ("http://user:secret@exa mple.org/", "no address"),
        ("ftp://user:secret@example.org/", "only http"),
        ("http://010.0.0.1/", "odd way"),
        ("http://１.1.1.1/", "odd way"),
        ("http://./", "host name"),
        ("http://exa mple.org/", "no address"),
        ("http://example.org/\ud800", "no address"),
        ("http://example.org/" + "a" * 9000, "longer than"),
    ],
)
def test_refused_with_advice(url: str, why: str) -> None:
    with pytest.raises(UsageError, match=why) as raised:
        canonical(url)
    assert "secret" not in str(raised.value)
    assert len(str(raised.value)) < 300


_PIECES = st.sampled_from(
    [
        "http://", "https:", "//", "/", "\\", ".", "..", ":", "@", "?", "&", "#", "%", "%2", "%2e",
        "%25", "%e4", "utm_a=1", "amp", "=", "s/", "c/", "google.com/amp/s/", "example.org",
        "x.cdn.ampproject.org/c/", "0x7f.1", "[::1]", "ü", " ", "\t", "80", ";", "'", "\u3002",
    ]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=12).map("".join) | st.text(max_size=60))
def test_canonical_is_idempotent(rest: str) -> None:
    for url in (rest, f"http://{rest}", f"https://example.org/{rest}"):
        try:
            once = canonical(url)
        except UsageError:
            continue
        assert canonical(once) == once
        assert host_of(once) or once.startswith("file:")


@given(st.text(max_size=80), st.text(max_size=80))
def test_only_our_errors(base: str, ref: str) -> None:
    host_of(ref)
    same_site(base, ref)
    for attempt in (lambda: join(base, ref), lambda: join("https://example.org/", ref)):
        try:
            url = attempt()
        except UsageError:
            continue
        assert parse(url).url == url or parse(url).userinfo or ".:" in url or "./" in url


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("http://example.org/a", "https://www.example.org/b", True),
        ("http://feeds.example.org/a", "https://www.example.org/b", True),
        ("http://feeds.example.org/", "http://m.example.org/", False),
        ("http://example.org.evil.test/", "http://example.org/", False),
        ("http://notexample.org/", "http://example.org/", False),
        ("http://localhost/", "http://a.localhost/", False),
        ("nonsense", "nonsense", False),
    ],
)
def test_same_site(a: str, b: str, same: bool) -> None:
    assert same_site(a, b) is same
    assert same_site(b, a) is same


def test_join_reads_like_a_browser() -> None:
    assert join("https://example.org/a/b?c", "../d?e#f") == "https://example.org/d?e"
    assert join("https://example.org/a", "//other.example/x") == "https://other.example/x"
    assert join("https://example.org/a", "/\\evil.example/") == "https://evil.example/"
    with pytest.raises(UsageError):
        join("https://example.org/a", "javascript:alert(1)")


def test_parts_to_connect_to() -> None:
    address = parse("http://[2606:4700::1]:8080/a?b#c")
    assert (address.host, address.port, address.target) == ("2606:4700::1", 8080, "/a?b")
    assert address.authority == "[2606:4700::1]:8080"


def test_agrees_with_browsers_on_the_host(shared: Path) -> None:
    cases = json.loads((shared / "vectors" / "url_parse_wpt.json").read_text())["vectors"]
    wrong = []
    for case in cases:
        given_url, base = case["input"]["input"], case["input"]["base"] or ""
        try:
            host = parse(given_url, base).host
        except UsageError:
            continue  # refusing is always safe
        expected = None if case["failure"] else case["expected"]["hostname"].strip("[]")
        if expected is None or host != expected.removesuffix("."):
            wrong.append((given_url, host, expected))
    assert wrong == []
