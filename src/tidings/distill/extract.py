"""The text of the article in a page: title and paragraphs. Never touches the network."""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from tidings.distill.extraction.blocks import cut_blocks
from tidings.distill.extraction.charset import decode_html
from tidings.distill.extraction.features import features
from tidings.distill.extraction.model import judge

__all__ = ["Document", "Extraction", "extract_text", "parse_html"]

Document = LexborHTMLParser


@dataclass(frozen=True, kw_only=True, slots=True)
class Extraction:
    """What was found in a page: the paragraphs of its article, as plain text."""

    title: str
    paragraphs: tuple[str, ...]
    confidence: float  # 0..1 that the text is the article's


def parse_html(html: bytes | str, *, content_type: str = "") -> Document:
    """Parse a page. `content_type` is the header's, for its charset; never raises on bad markup."""
    text = html if isinstance(html, str) else decode_html(html, content_type=content_type)
    return LexborHTMLParser(text.encode("utf-8", "replace"))


def extract_text(document: Document, *, url: str = "") -> Extraction:
    """Find the article's title and paragraphs. Leaves the document as it is."""
    body = document.body
    if body is None:
        return Extraction(title="", paragraphs=(), confidence=0.0)
    title = _title(document)
    outline = cut_blocks(body)
    if not outline.blocks:
        return Extraction(title=title, paragraphs=(), confidence=0.0)
    belongs = judge(features(outline, title))
    kept = [block.text for block, sure in zip(outline.blocks, belongs, strict=True) if sure >= 0.5]
    return Extraction(title=title, paragraphs=tuple(kept), confidence=0.5 if kept else 0.0)


def _title(document: Document) -> str:
    title = document.css_first("title")
    return " ".join(title.text().split()) if title else ""
