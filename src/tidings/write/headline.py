"""The headline of a story: the best of its articles' own titles."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain

from tidings.text import fold
from tidings.types import Article
from tidings.types.articles import shortened
from tidings.write.passages import Passage, terms

__all__ = ["choose_headline", "main_language", "title_appeal"]

_LONGEST = 300  # characters of a headline
_HEAD = 3  # sentences of an article that tell, with its title, what it is about
_WORDS = range(5, 17)  # a title that tells who did what, and fits a line or two
_SEPARATOR = re.compile(r"\s+[|–—·-]\s+|\s+::\s+")
_BAIT = re.compile(
    r"[?!]|(?:\.\.\.|…)$"
    r"|^\W*\d+ (?:\w+ )?(?:things|ways|reasons|facts|choses|raisons|cosas|razones)\b"
    r"|^(?:here'?s|this is|these are|why|how|what|when|who|watch|live|opinion|voici|pourquoi"
    r"|comment|lo que|por que|como|warum|wie|was|لماذا|كيف|ماذا)\b"
    r"|: (?:why|how|what)\b|\b(?:you|your|vous|votre)\b"
)


def main_language(articles: Sequence[Article]) -> str:
    """Return the language in which most publishers tell the story; the earlier one at a tie."""
    voices: dict[str, set[str]] = {}
    for article in articles:
        voices.setdefault(article.language, set()).add(article.publisher or article.id)
    return max(voices, key=lambda language: len(voices[language]), default="")


def choose_headline(articles: Sequence[Article], passages: Sequence[Passage]) -> str:
    """Return the title that tells best what all articles are about; "" where there are none.

    Where no article has a title it is how the first one begins, or its address.

    In the story's main language; without the publisher's name at its end. `passages` are those of
    the articles.
    """
    language = main_language(articles)
    titled = [a for a in articles if a.title.strip()]
    own = [a for a in titled if a.language == language] or titled
    weights = _term_weights(own, passages)
    titles = [_bare_title(article) for article in own]
    best = max(titles, key=lambda title: title_appeal(title, weights), default="")
    return shortened(best, _LONGEST) or next((a.heading for a in articles), "")


def _term_weights(articles: Sequence[Article], passages: Sequence[Passage]) -> dict[str, float]:
    """Return what a term tells of the story: how many heads hold it besides one, how few sentences.

    A head is a title with the first sentences under it. A word that stands in most sentences says
    little, in whatever language.
    """
    heads = {article.id: set(terms(fold(article.title))) for article in articles}
    for passage in passages:
        if passage.order < _HEAD and passage.article.id in heads:
            heads[passage.article.id].update(passage.terms)
    spread = Counter(chain.from_iterable(heads.values()))
    said = Counter(chain.from_iterable(passage.terms for passage in passages))
    return {
        term: (count - 1) * math.log((1 + len(passages)) / (0.5 + said[term]))
        for term, count in spread.items()
    }


def title_appeal(title: str, weights: Mapping[str, float]) -> float:
    """Return how well a title serves: the terms that other articles share, less what puts off."""
    found = terms(fold(title))
    appeal = sum(weights.get(term, 0.0) for term in found) / (4 + len(found))
    if len(title.split()) not in _WORDS and " " in title:
        appeal *= 0.7
    if _BAIT.search(fold(title)):
        appeal *= 0.5
    return appeal * (0.7 if title.isupper() else 1.0)


def _bare_title(article: Article) -> str:
    """Return the title without the publisher's name that many pages put after or before it."""
    title = " ".join(article.title.split())
    parts = _SEPARATOR.split(title)
    name = fold(article.publisher)
    kept = [part for part in parts if fold(part) != name]
    return title if len(kept) == len(parts) or not kept else " - ".join(kept)
