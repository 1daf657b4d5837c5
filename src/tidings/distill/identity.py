"""What names an article: its canonical URL where there is one, else its words."""

from __future__ import annotations

from urllib.parse import urlsplit

from tidings.errors import UsageError
from tidings.text import words
from tidings.types import make_id
from tidings.urls import canonical, join, same_site

__all__ = ["absolute", "canonical_of", "make_article_id"]


def absolute(base: str, ref: str) -> str:
    """Return the absolute http or https address of a link on a page, "" where it has none."""
    ref = ref.strip()
    if not ref:
        return ""
    try:
        return join(base, ref)
    except UsageError:
        return ""


def canonical_of(url: str, claims: tuple[str, ...] = ()) -> str:
    """Return the canonical address of a page: its first claim that can be true, else its own.

    A claim on another site, or to be the home page, is a mistake or a theft and is passed over.
    "" for a page that has no address on the web.
    """
    own = _canonical(url)
    for claim in claims:
        if (stated := _canonical(absolute(url, claim))) and _is_plausible(stated, own):
            return stated
    return own


def _canonical(url: str) -> str:
    """The canonical form of a web address, "" for files and for what is no address."""
    try:
        return canonical(url) if url and not url.startswith("file:") else ""
    except UsageError:
        return ""


def _is_plausible(claim: str, own: str) -> bool:
    if not own:
        return not _is_home(claim)  # a saved page: its own word is all there is
    return same_site(claim, own) and (_is_home(own) or not _is_home(claim))


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def make_article_id(canonical_url: str, text: str, *also: str) -> str:
    """Return an article's id: of its canonical URL, else of its folded words, and what else."""
    return make_id(canonical_url or " ".join(words(text)), *(part for part in also if part))
