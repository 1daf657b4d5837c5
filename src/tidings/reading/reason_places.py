"""Where in two articles the words of a reason stand: the evidence that a reader can click. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from tidings.text import fold, sentences, word_spans, words
from tidings.types import Article, ArticleSpan, Reason

__all__ = ["ReasonPlaces"]

READ = 30_000  # characters of an article that are looked through
COPIED = 3  # sentences that show a copy
_COPIES = ("same-text", "near-copy")
_NUMBER = re.compile(r"\d+(?:[.,\u066b\u066c]\d+)*")
_NO_DIGITS = re.compile(r"\D+")

Spot = tuple[int, int]  # start and end in an article's text


class ReasonPlaces:
    """Finds the places that show reasons. Each article is read once, however many name it."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        self._articles = articles
        self._read: dict[str, _Reading] = {}

    def show(self, reasons: Sequence[Reason], article: str, other: str = "") -> tuple[Reason, ...]:
        """Return an article's reasons with their places, in it and in the other one.

        That is the one that a reason names, but for what was found from the `other` end.
        """
        return tuple(self._shown(reason, article, other or reason.other) for reason in reasons)

    def show_between(
        self, reasons: Sequence[Reason], ours: Sequence[str], theirs: Sequence[str]
    ) -> tuple[Reason, ...]:
        """Return the reasons for which two groups of articles belong together, with places.

        Of each group the article shows a reason in which most of its words stand, the first of
        several.
        """
        return tuple(
            replace(
                reason,
                places=tuple(p for ids in (ours, theirs) for p in self._best(ids, reason.words)),
            )
            for reason in reasons
        )

    def _shown(self, reason: Reason, article: str, other: str) -> Reason:
        if article not in self._articles or other not in self._articles:
            return reason
        here, there = self._reading(article), self._reading(other)
        if reason.kind in _COPIES:
            return replace(reason, places=tuple(_copied(here, there)))
        found = (*here.standing(reason.words), *there.standing(reason.words))
        return replace(reason, places=found)

    def _best(self, ids: Sequence[str], wanted: Collection[str]) -> tuple[ArticleSpan, ...]:
        known = (self._reading(id) for id in ids if id in self._articles)
        return max((tuple(one.standing(wanted)) for one in known), key=len, default=())

    def _reading(self, id: str) -> _Reading:
        if id not in self._read:
            self._read[id] = _Reading(self._articles[id])
        return self._read[id]


class _Reading:
    """An article as it is looked through: where its words and its sentences stand."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._text = article.text[:READ]

    def standing(self, wanted: Collection[str]) -> Iterator[ArticleSpan]:
        """Yield the first place of each word in the text, in order."""
        found = {self._first(word) for word in wanted}
        for start, end in sorted(spot for spot in found if spot):
            yield ArticleSpan(article=self._article.id, start=start, end=end)

    @cached_property
    def sentences(self) -> dict[str, ArticleSpan]:
        """Where each sentence stands, by its folded words, in order."""
        spans = sentences(self._text, language=self._article.language)
        return {
            " ".join(words(self._text[span.start : span.end])): ArticleSpan(
                article=self._article.id, start=span.start, end=span.end
            )
            for span in spans
        }

    @cached_property
    def _words(self) -> list[tuple[str, Spot]]:
        return sorted((fold(word), (start, end)) for word, start, end in word_spans(self._text))

    @cached_property
    def _numbers(self) -> dict[str, Spot]:
        found: dict[str, Spot] = {}
        for match in _NUMBER.finditer(self._text):
            found.setdefault(_NO_DIGITS.sub("", match[0]), match.span())
        return found

    def _first(self, word: str) -> Spot | None:
        """Return where a word of a reason first stands, which may be cut, or a plain number."""
        if word[0].isdigit():
            return self._numbers.get(_NO_DIGITS.sub("", word))
        if not word.isascii() and len(word) > 2:  # with what its language puts before it
            return min((spot for told, spot in self._words if word in told), default=None)
        return min(self._beginning_with(word), default=None)

    def _beginning_with(self, word: str) -> Iterator[Spot]:
        for told, spot in self._words[bisect_left(self._words, (word, (0, 0))) :]:
            if not told.startswith(word):
                return
            yield spot


def _copied(here: _Reading, there: _Reading) -> Iterator[ArticleSpan]:
    """Yield the first sentences that stand in both, here and there."""
    both = [key for key in here.sentences if key in there.sentences]
    for key in both[:COPIED]:
        yield here.sentences[key]
        yield there.sentences[key]
