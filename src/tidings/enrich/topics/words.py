"""Words that speak for a topic, in six languages, and where they stand in an article.

The words are ours (`words.tsv`: language, topic, words; one that ends in a hyphen is the beginning
of a word). A language that has none is told by its vector alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import log1p
from typing import NamedTuple

from tidings.reference.topics import find_topic
from tidings.text import fold, word_spans
from tidings.types import Article, Novelty, Span

__all__ = ["FEATURES", "Found", "find_words", "has_words", "weigh"]

READ_CHARS = 1_500  # of the new text: what an article is about stands there
SHORTEST, LONGEST = 3, 14  # letters of a word's beginning
FEATURES = 4  # of a topic, see `weigh`
# Arabic writes the article, "and", "by" and "for" in one with the word that follows.
_JOINED = {"ar": ("وال", "بال", "لل", "ال", "و", "ب", "ل")}


class Found(NamedTuple):
    """A word that speaks for topics."""

    topics: frozenset[str]  # codes
    word: str  # as it stands
    key: str  # as the list has it
    span: Span | None  # None: in the title


class _Words(NamedTuple):
    whole: Mapping[str, frozenset[str]]
    begun: Mapping[str, frozenset[str]]


@cache
def _lists() -> Mapping[str, _Words]:
    whole: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    begun: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    table = files("tidings.enrich.topics").joinpath("words.tsv").read_text("utf-8")
    for row in table.splitlines():
        language, slug, words = row.split("\t")
        topic = find_topic(slug)
        for word in words.split():
            into = begun if word.endswith("-") else whole
            into[language][word.removesuffix("-")].add(topic.code if topic else slug)
    return {
        language: _Words(_frozen(whole[language]), _frozen(begun[language])) for language in whole
    }


def _frozen(words: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {word: frozenset(codes) for word, codes in words.items()}


def has_words(language: str) -> bool:
    """Say whether there are words of this language."""
    return language in _lists()


def find_words(article: Article, novelty: Novelty) -> list[Found]:
    """Return the words of the title and of what is new that speak for a topic, in order."""
    lists = _lists().get(article.language)
    if lists is None:
        return []
    joined = _JOINED.get(article.language, ())
    found = [
        Found(*hit, None)
        for word, _, _ in word_spans(article.title)
        if (hit := _hit(word, lists, joined))
    ]
    for start, piece in _read(article, novelty):
        for word, at, end in word_spans(piece):
            if hit := _hit(word, lists, joined):
                found.append(Found(*hit, Span(start=start + at, end=start + end)))
    return found


def _read(article: Article, novelty: Novelty) -> Iterator[tuple[int, str]]:
    """Yield what is read of the text, and where each piece begins."""
    text, left = article.text, READ_CHARS
    told = novelty.told(text) if novelty.segments else ()
    for start, end in [(s.start, s.end) for s in told] or [(0, len(text))]:
        if left <= 0:
            return
        yield start, text[start : min(end, start + left)]
        left -= end - start


def _hit(word: str, lists: _Words, joined: Sequence[str]) -> tuple[frozenset[str], str, str] | None:
    folded = fold(word)
    bare = [folded[len(j) :] for j in joined if folded.startswith(j) and len(folded) > len(j) + 2]
    for form in (folded, *bare):
        if form in lists.whole:
            return lists.whole[form], word, form
    for length in range(min(len(folded), LONGEST), SHORTEST - 1, -1):
        if folded[:length] in lists.begun:
            return lists.begun[folded[:length]], word, folded[:length]
    return None


def weigh(found: Sequence[Found], topics: Sequence[str]) -> list[tuple[float, ...]]:
    """Return what the words say of each topic, FEATURES numbers each.

    How many in the title (2 at most); how many in the text, and how many different ones, as
    logarithms; their share of the different words of all topics.
    """
    title: dict[str, set[str]] = defaultdict(set)
    text: dict[str, list[str]] = defaultdict(list)
    for one in found:
        for topic in one.topics:
            if one.span is None:
                title[topic].add(one.key)
            else:
                text[topic].append(one.key)
    different = {topic: len(set(keys)) for topic, keys in text.items()}
    total = sum(different.values()) or 1
    return [
        (
            float(min(2, len(title.get(topic, ())))),
            log1p(len(text.get(topic, ()))),
            log1p(different.get(topic, 0)),
            different.get(topic, 0) / total,
        )
        for topic in topics
    ]
