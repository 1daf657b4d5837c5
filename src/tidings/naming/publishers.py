"""A publisher that speaks of itself: "the Post has seen the letter", in the Meridian Post."""

from __future__ import annotations

from tidings.naming.forms import ARTICLES
from tidings.text import words
from tidings.types import Article, Span

__all__ = ["speaks_of_itself"]

_BEFORE = 12  # characters before a name, in which the word before it stands


def speaks_of_itself(article: Article, name: Span) -> bool:
    """Say whether a name in an article is its publisher's, or how that ends, after "the".

    "The Post" is the Meridian Post there. Other languages set articles before countries too:
    "la France" is not Radio France.
    """
    said, own = words(article.text[name.start : name.end]), words(article.publisher)
    if said[-1:] != own[-1:]:  # most names: nothing else need be looked at
        return False
    if said[:1] == ["the"]:
        return _ends(own, said[1:])
    before = words(article.text[max(0, name.start - _BEFORE) : name.start])
    whole = said == own or (said == own[1:] and own[0] in ARTICLES)
    return bool(own) and (whole or (before[-1:] == ["the"] and _ends(own, said)))


def _ends(own: list[str], said: list[str]) -> bool:
    return bool(said) and own[-len(said) :] == said
