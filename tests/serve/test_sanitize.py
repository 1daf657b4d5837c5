"""What a browser gets of outside HTML: checked as text, as a tree, and in a real browser."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from tidings.serve.render.sanitize import ATTRIBUTES, LINK_REL, MAX_TAGS, TAGS, clean_html, safe_url

BASE = "https://paper.example/news/1"
KEPT_ATTRIBUTES = set().union(*ATTRIBUTES.values()) | {"rel"}


def vectors(shared: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((shared / f"vectors/{name}.json").read_text())[
        "vectors"
    ]
    return found


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("plain & simple", "plain &amp; simple"),
        ("<p>One <b>two</b></p>", "<p>One <b>two</b></p>"),
        ('<p onclick="x()" style="a" class="b" id="c">t</p>', "<p>t</p>"),
        ("<script>alert(1)</script>after", "after"),
        ("<div><span>kept text</span></div>", "kept text"),
        ('<img src="https://x.example/a.png">', ""),
        ('<a href="javascript:alert(1)">x</a>', f'<a rel="{LINK_REL}">x</a>'),
        ('<a href="/a?b=1">x</a>', f'<a href="https://paper.example/a?b=1" rel="{LINK_REL}">x</a>'),
        ("<svg><style><a title='</style><img src onerror=1>'>", ""),
        ('<td colspan="9999999">x', "x"),
        ("<ol start=3 reversed><li>x</ol>", '<ol start="3"><li>x</li></ol>'),
        ('<p dir="rtl" lang="ar">x</p>', '<p dir="rtl" lang="ar">x</p>'),
        ("<q cite='vbscript:x'>said</q>", "<q>said</q>"),
    ],
)  # fmt: skip
def test_policy(html: str, clean: str) -> None:
    assert clean_html(html, BASE) == clean


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/x?y=1&z", "https://a.example/x?y=1&z"),
        ("HTTP://A.example", "http://a.example/"),
        ("  https://a.example/\n", "https://a.example/"),
        ("mailto:desk@a.example", "mailto:desk@a.example"),
        ("/only/a/path", ""),
        ("//a.example/x", ""),
        ("java\tscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("", ""),
    ],
)
def test_safe_url(url: str, safe: str) -> None:
    assert safe_url(url) == safe


def test_a_relative_link_is_made_absolute() -> None:
    assert safe_url("../2?a", BASE) == "https://paper.example/2?a"


def test_a_text_of_too_many_tags_is_shown_as_text() -> None:
    deep = "<div>" * (MAX_TAGS * 10)
    began = time.process_time()
    assert "<" not in clean_html(deep)
    clean_html("<div>" * MAX_TAGS)
    assert time.process_time() - began < 2


@given(st.text("<>/=\"'& \0abpsvgmtyle!-[]", max_size=60))
def test_cleaning_twice_changes_nothing(html: str) -> None:
    once = clean_html(html, BASE)
    assert clean_html(once, BASE) == once
    assert_safe(once)


def assert_safe(html: str) -> None:
    for node in LexborHTMLParser(f"<!doctype html><body><main>{html}").css("main *"):
        assert node.tag in TAGS, html
        assert set(node.attributes) <= KEPT_ATTRIBUTES, html
        href = node.attributes.get("href")
        assert href is None or re.match("https?://|mailto:", href), html


def test_hostile_html_as_a_tree(shared: Path) -> None:
    for vector in vectors(shared, "xss_html"):
        once = clean_html(vector["input"], BASE)
        assert_safe(once)
        assert clean_html(once, BASE) == once, vector["id"]


def test_hostile_addresses(shared: Path) -> None:
    for vector in vectors(shared, "xss_urls"):
        for base in ("", BASE):
            url = safe_url(vector["input"], base)
            assert url == "" or re.match(r"https?://[^/]|mailto:", url), vector["id"]
            assert "//127.0.0.1" not in url
            escaped = vector["input"].replace("&", "&amp;").replace('"', "&quot;")
            assert_safe(clean_html(f'<a href="{escaped}">x</a>', base))


def test_the_words_that_miniflux_keeps_are_kept(shared: Path) -> None:
    lost = []
    for vector in vectors(shared, "sanitizer_pairs_miniflux"):
        if "<math" in vector["input"]:  # formulas go as a whole: they are not HTML
            continue
        wanted, ours = (_words(html) for html in (vector["expected"], clean_html(vector["input"])))
        if not wanted <= ours:
            lost.append((vector["id"], wanted - ours))
    assert not lost


def _words(html: str) -> set[str]:
    tree = LexborHTMLParser(f"<body>{html}")
    return set(re.findall(r"\w+", tree.body.text(separator=" "))) if tree.body else set()


IN_A_BROWSER = """([tags, attributes]) => {
  const bad = [];
  for (const box of document.querySelectorAll("section")) {
    const wrong = [...box.querySelectorAll("*")].filter(e =>
      !tags.includes(e.localName) ||
      e.namespaceURI !== "http://www.w3.org/1999/xhtml" ||
      [...e.attributes].some(a => !attributes.includes(a.name)) ||
      (e.hasAttribute("href") && !["http:", "https:", "mailto:"].includes(e.protocol)));
    const again = document.createElement("section");
    again.innerHTML = box.innerHTML;
    if (wrong.length || again.innerHTML !== box.innerHTML) bad.push(box.dataset.id);
  }
  return {bad, ran: window.ran, boxes: document.querySelectorAll("body > section").length};
}"""

HOOKS = """
window.ran = 0;
for (const name of ["alert", "confirm", "prompt", "print", "open"])
  window[name] = () => { window.ran += 1; };
"""


@pytest.mark.browser
def test_hostile_html_in_a_browser(shared: Path, browser: Browser) -> None:
    """All of it in one page without any CSP: the sanitizer has to hold alone."""
    hostile = [(v["id"], v["input"]) for v in vectors(shared, "xss_html")]
    hostile += [(v["id"], v["input"]) for v in vectors(shared, "sanitizer_pairs_miniflux")]
    hostile += [
        (
            v["id"],
            '<a href="{0}">x</a><q cite="{0}">x</q>'.format(v["input"].replace('"', "&quot;")),
        )
        for v in vectors(shared, "xss_urls")
    ]
    boxes = "\n".join(
        f'<section data-id="{id}">{clean_html(html, BASE)}</section>' for id, html in hostile
    )
    html = f"<!doctype html><meta charset=utf-8><title>.</title>{boxes}"
    found, asked = _open(browser, html)
    assert found == {"bad": [], "ran": 0, "boxes": len(hostile)}
    assert asked == ["http://paper.test/"]


def _open(browser: Browser, html: str) -> tuple[Any, list[str]]:
    """Return what stands in the page, and every address that it asked for."""
    page = browser.new_page()
    asked: list[str] = []
    dialogs: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.add_init_script(HOOKS)
    body = html.encode("utf-8", "replace")
    page.route("**/*", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto("http://paper.test/")
    found = page.evaluate(IN_A_BROWSER, [sorted(TAGS), sorted(KEPT_ATTRIBUTES)])
    page.close()
    assert not dialogs
    return found, [url for url in asked if not url.endswith("/favicon.ico")]
