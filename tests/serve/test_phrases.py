from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from tidings.serve.render.phrases import count, language_name, marked, query_string, unmarked


@pytest.mark.parametrize(
    ("snippet", "html"),
    [
        ("a \x02b\x03 c", "a <mark>b</mark> c"),
        ("\x02a", "<mark>a</mark>"),
        ("a\x03", "a"),
        ("\x02\x02a\x03\x03", "<mark>a</mark>"),
        ("<b>\x02&\x03", "&lt;b&gt;<mark>&amp;</mark>"),
    ],
)
def test_matches_are_marked_and_the_rest_escaped(snippet: str, html: str) -> None:
    assert marked(snippet) == html


@given(st.text("a<>&\"'\x02\x03/mark ", max_size=40))
def test_a_snippet_never_opens_anything_but_marks(snippet: str) -> None:
    html = str(marked(snippet))
    tree = LexborHTMLParser(f"<div>{html}</div>")
    assert {node.tag for node in tree.css("div *")} <= {"mark"}
    assert html.count("<mark>") == html.count("</mark>")


@given(st.text("a\x02\x03 ", max_size=40))
def test_a_snippet_without_marks_says_where_they_were(snippet: str) -> None:
    text, spans = unmarked(snippet)
    assert text == snippet.replace("\x02", "").replace("\x03", "")
    assert all(0 <= start <= end <= len(text) for start, end in spans)


def test_small_turns() -> None:
    assert [count(1, "story", "stories"), count(2_000, "article")] == ["1 story", "2,000 articles"]
    assert query_string({"q": "a b&c", "tag": ""}) == "?q=a+b%26c"
    assert query_string({}) == ""
    assert language_name("fr") == "Français"
    assert language_name("xx") == "xx"
