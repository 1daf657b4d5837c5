"""Distill: the article in a page (or several): its text, metadata, tags, and how complete it is.

Never touches the network.
"""

from __future__ import annotations

from tidings.distill.pages import is_text, page_of, readable_body
from tidings.distill.textpage import distill_text
from tidings.distill.webpage import distill_html
from tidings.types import Article, Page

__all__ = ["distill", "page_of"]


def distill(page: Page) -> list[Article]:
    """Return the articles on a page: the main one first, then others that stand there in full.

    A page that is no article still gives one, with an honest status and no text: blocked, empty.
    Raises DistillError for what is no page at all, such as a picture.
    """
    body = readable_body(page)
    if is_text(page, body):
        return distill_text(page, body.decode("utf-8", "replace"))
    return distill_html(page, body)
