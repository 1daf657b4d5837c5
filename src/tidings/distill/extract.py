"""The text of the article in a page: title and paragraphs. Never touches the network."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

from tidings.distill.extraction.blocks import cut_blocks
from tidings.distill.extraction.charset import utf8_html
from tidings.distill.extraction.choose import choose_blocks, confidence
from tidings.distill.extraction.features import read_page
from tidings.distill.extraction.guard import tame
from tidings.distill.extraction.model import judge

__all__ = ["Document", "Extraction", "extract_text", "leave_out_code", "parse_html", "parse_utf8"]

Document = LexborHTMLParser


@dataclass(frozen=True, kw_only=True, slots=True)
class Extraction:
    """What was found in a page: the paragraphs of its article, as plain text."""

    title: str  # the headline on the page, else the page's own title, with the site's name in it
    paragraphs: tuple[str, ...]
    confidence: float  # 0..1 that the text is the article's, see `choose.confidence`


def parse_html(html: bytes | str, *, content_type: str = "") -> Document:
    """Parse a page. `content_type` is the header's, for its charset.

    Never raises on bad markup; what only a hostile page holds (thousands of attributes on one tag,
    of unclosed tags) is left out, so that time and memory stay in proportion to its size.
    """
    if isinstance(html, str):
        body = html.encode("utf-8", "replace")
    else:
        body = utf8_html(html, content_type=content_type)
    return parse_utf8(body)


def parse_utf8(body: bytes) -> Document:
    """Parse a page in UTF-8, as `parse_html` does."""
    return LexborHTMLParser(tame(body), options=LexborDocumentOptions.WO_EVENTS)


def leave_out_code(document: Document) -> None:
    """Take scripts, styles and drawings out of a document: nothing in them is read by people."""
    document.strip_tags(["style", "template", "svg"])
    for script in document.css("script:not([src])"):  # the others say who keeps readers out
        script.decompose()


def extract_text(document: Document, *, url: str = "") -> Extraction:
    """Find the article's title and paragraphs. Leaves the document as it is.

    A page without text gives no paragraphs; one that holds no article (a list of links, a notice)
    still gives what looks most like one, with a low confidence.
    """
    title = _page_title(document)
    outline = cut_blocks(document.body) if document.body else None
    if not outline or not outline.texts:
        return Extraction(title=title, paragraphs=(), confidence=0.0)
    page = read_page(outline, title)
    belongs = judge(page.rows)
    if page.headline >= 0:
        belongs[page.headline] = 0
    kept = choose_blocks(outline.texts, page.size, belongs)
    return Extraction(
        title=outline.texts[page.headline] if page.headline >= 0 else title,
        paragraphs=tuple(outline.texts[i] for i in np.flatnonzero(kept)),
        confidence=confidence(page.size, page.link, belongs, kept),
    )


def _page_title(document: Document) -> str:
    title = document.css_first("title")
    return " ".join(title.text().split()) if title else ""
