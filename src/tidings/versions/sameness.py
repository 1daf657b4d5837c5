"""Whether two texts of one publisher are versions of one article. Pure."""

from __future__ import annotations

from itertools import islice, pairwise

from tidings.text import words
from tidings.types import Article

__all__ = ["is_one_article"]

READ = 5_000  # words of each
SHARED = 0.4  # of the pairs of words in a row of the shorter; 99 of 100 pairs of news under .14


def is_one_article(one: Article, other: Article) -> bool:
    """Say whether an article was made of another: the same headline, or much of the same text."""
    if one.title and words(one.title) == words(other.title):
        return True
    ours, theirs = (set(pairwise(islice(words(a.text), READ))) for a in (one, other))
    return len(ours & theirs) > SHARED * min(len(ours), len(theirs))
