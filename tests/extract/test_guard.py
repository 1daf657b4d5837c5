"""Hostile pages cost time and memory in proportion to their size."""

from __future__ import annotations

import time

import pytest

from tidings.distill.extract import extract_text, parse_html
from tidings.distill.extraction.guard import tame

HOSTILE = {
    "paragraphs": "<p>hello world, this is a line." * 100_000,
    "nested blocks": "<div>" * 50_000 + "x",
    "nested lists": "<ul><li>" * 20_000 + "x",
    "nested tables": "<table><tr><td>" * 20_000,
    "attributes": "<p " + " ".join(f"a{i}=1" for i in range(50_000)) + ">x",
    "bare attributes": "<p " + " ".join(f"a{i}" for i in range(50_000)) + ">x",
    "unclosed attributes": "<p " + " ".join(f"a{i}" for i in range(50_000)),
    "many long tags": ("<p " + " ".join(f"a{i}=1" for i in range(5_000)) + ">x") * 20,
    "unclosed formatting": "".join(f"<b id={i}><p>x" for i in range(3_000)),
    "unclosed links": "".join(f"<a href={i}><p>x<div>" for i in range(10_000)),
    "cells": "<table><tr>" + "<td>x" * 30_000,
    "breaks": "a<br>" * 100_000,
    "inline": "<p>" + "<span>a" * 100_000,
    "custom elements": "<x-y>" * 50_000,
    "less-than signs": "<" * 500_000,
    "comments": "<!--" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_bounded(name: str) -> None:
    start = time.process_time()
    extract_text(parse_html(HOSTILE[name].encode()))
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "html",
    [
        b"<p>" * 3_000 + b"text",
        b"<div><b>a</b><p>b</p></div>" * 3_000,
        b"<li>a" * 5_000,
        b"<p data-state='" + b"x" * 100_000 + b"'>text</p>",
        b"<script>" + b"if (a<b) c(); " * 10_000 + b"</script><p>text</p>",
        b"<script>" + b"a = 1; " * 10_000 + b"</script><p>text</p>",
    ],
)
def test_ordinary_pages_are_left_alone(html: bytes) -> None:
    assert tame(html) == html


def test_text_after_a_crowded_tag_is_kept() -> None:
    crowded = "<p " + " ".join(f"a{i}=1" for i in range(9_000)) + ">"
    assert tame(f"{crowded}text</p>".encode()) == b"<p >text</p>"
