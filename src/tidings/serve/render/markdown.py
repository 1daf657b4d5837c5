"""Markdown of people here as HTML that is safe to show: text, lists, quotes, code and links."""

from __future__ import annotations

from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markupsafe import Markup

from tidings.serve.render.sanitize import clean_html

__all__ = ["markdown"]

KEPT = 2_000  # texts whose HTML is at hand
NOT_OURS = ("image", "heading", "lheading", "hr", "html_block", "html_inline", "reference")
"""Rules left out: nothing is loaded, nothing looks like a part of the page."""


@lru_cache(maxsize=KEPT)
def markdown(text: str) -> Markup:
    """Return the HTML of a text, by the policy of all HTML from outside. HTML in it is text."""
    return clean_html(_parser().render(text))


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(NOT_OURS)
