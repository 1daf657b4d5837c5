"""Where in two articles the words of a reason stand: the evidence that a reader can click. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from tidings.text import fold, sentences, word_spans, words
from tidings.types import Article, ArticleSpan, Reason

__all__ = ["with_places"]

READ = 30_000  # characters of an article that are looked through
COPIED = 3  # sentences that show a copy
_COPIES = ("same-text", "near-copy")
_NUMBER = re.compile(r"\d+(?:[.,\u066b\u066c]\d+)*")
_NO_DIGITS = re.compile(r"\D+")


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
    found = [span for one in (article, other) for span in _standing(one, reason.words)]
    return replace(reason, places=tuple(found))


def _standing(article: Article, wanted: Collection[str]) -> Iterator[ArticleSpan]:
    """Yield the first span of each word in the text, in order."""
    text = article.text[:READ]
    found = {_find(text, word) for word in wanted}
    for start, end in sorted(found - {(0, 0)}):
        yield ArticleSpan(article=article.id, start=start, end=end)


def _find(text: str, word: str) -> tuple[int, int]:
    """Return where a word of a reason first stands, which may be cut, or a plain number."""
    if word[0].isdigit():
        digits = _NO_DIGITS.sub("", word)
        numbers = (m.span() for m in _NUMBER.finditer(text) if _NO_DIGITS.sub("", m[0]) == digits)
        return next(numbers, (0, 0))
    if word.isascii():
        match = re.search(rf"(?<!\w){re.escape(word)}\w*", text, re.IGNORECASE)
        if match:
            return match.span()
    spelled = (span[1:] for span in word_spans(text) if _is(fold(span[0]), word))
    return next(spelled, (0, 0))


def _is(token: str, word: str) -> bool:
    return token.startswith(word) or (not word.isascii() and len(word) > 2 and word in token)


def _copied(article: Article, other: Article) -> Iterator[ArticleSpan]:
    """Yield the first sentences that stand in both, here and there."""
    theirs = dict(_sentences(other))
    both = [(span, theirs[key]) for key, span in _sentences(article) if key in theirs]
    for pair in both[:COPIED]:
        yield from pair


def _sentences(article: Article) -> Iterator[tuple[str, ArticleSpan]]:
    text = article.text[:READ]
    for span in sentences(text, language=article.language):
        key = " ".join(words(text[span.start : span.end]))
        yield key, ArticleSpan(article=article.id, start=span.start, end=span.end)
