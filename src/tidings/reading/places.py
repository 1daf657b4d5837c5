"""Where in two articles the words of a reason stand: the evidence that a reader can click. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from tidings.text import fold, sentences, word_spans, words
from tidings.types import Article, Place, Reason

__all__ = ["with_places"]

READ = 30_000  # characters of an article that are looked through
COPIED = 3  # sentences that show a copy
_COPIES = ("same-text", "near-copy")
_DIGITS = re.compile(r"\D+")


def with_places(
    reasons: Sequence[Reason], article: Article, others: Mapping[str, Article]
) -> tuple[Reason, ...]:
    """Return an article's reasons with the places that show them, in it and in the other one."""
    return tuple(_shown(reason, article, others.get(reason.other)) for reason in reasons)


def _shown(reason: Reason, article: Article, other: Article | None) -> Reason:
    if other is None:
        return reason
    if reason.kind in _COPIES:
        return replace(reason, places=tuple(_copied(article, other)))
    found = [place for one in (article, other) for place in _standing(one, reason.words)]
    return replace(reason, places=tuple(found))


def _standing(article: Article, wanted: Collection[str]) -> Iterator[Place]:
    """Yield the first place of each word in the text, in order."""
    left = list(wanted)
    for token, start, end in word_spans(article.text[:READ]) if left else ():
        hit = next((word for word in left if _is(fold(token), word)), None)
        if hit is not None:
            left.remove(hit)
            yield Place(article=article.id, start=start, end=end)
            if not left:
                return


def _is(token: str, word: str) -> bool:
    """Say whether a folded token is a word of a reason, which may be cut, or a plain number."""
    if word[0].isdigit():
        return _DIGITS.sub("", token) == _DIGITS.sub("", word)
    return token.startswith(word) or (not word.isascii() and len(word) > 2 and word in token)


def _copied(article: Article, other: Article) -> Iterator[Place]:
    """Yield the first sentences that stand in both, here and there."""
    theirs = dict(_sentences(other))
    both = [(place, theirs[key]) for key, place in _sentences(article) if key in theirs]
    for pair in both[:COPIED]:
        yield from pair


def _sentences(article: Article) -> Iterator[tuple[str, Place]]:
    text = article.text[:READ]
    for span in sentences(text, language=article.language):
        key = " ".join(words(text[span.start : span.end]))
        yield key, Place(article=article.id, start=span.start, end=span.end)
