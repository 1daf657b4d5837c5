"""The sentences that a summary may be made of, each with what decides about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tidings.text import fold, sentences
from tidings.types import Article, Novelty, Segment, Span
from tidings.write.standalone import half_quoted, is_furniture, leans_back, trim_dateline

__all__ = ["STEM", "Passage", "numbers", "split_passages", "terms", "voice_of"]

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f\u2009 ]\d{3}(?!\d))*(?:[.,]\d+)?")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff]")  # Thai to Han
_ARABIC_CLITIC = re.compile(r"(?:[وفبكل]{0,2}ال|لل)(?=\w{3})|و(?=\w{4})")
STEM = 6  # characters of a word that count, so that "election" meets "elected"
_TOP = 12  # sentences among which a dateline may stand: captions or a teaser may come first
_ENDS = frozenset('.!?…。！？؟।۔”"»’)')
_LENGTH = range(6, 61)  # words: shorter is a heading or a fragment, longer nobody reads
_OF_ARTICLE = 200  # first sentences of an article that are candidates
_OF_STORY = 2_000  # of a story, rather the first of each article: their matrices take 50 MB


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """One sentence of one article, as a candidate for a summary."""

    article: Article
    span: Span  # in Article.text
    text: str
    folded: str  # as it is compared
    order: int  # which sentence of its article this is, from 0
    terms: tuple[str, ...]
    numbers: frozenset[str]
    new: bool  # not recycled, as far as the novelty index tells
    alone: bool  # a full sentence that does not lean on the one before it

    @property
    def voice(self) -> str:
        """Who speaks: two articles of one publisher are one voice."""
        return voice_of(self.article)


def voice_of(article: Article) -> str:
    """Return who speaks in an article: its publisher, as far as one is known."""
    return article.publisher or article.source or article.id


def split_passages(articles: Iterable[Article], novelty: Mapping[str, Novelty]) -> list[Passage]:
    """Return the sentences of the articles in order; what is said again word for word, once.

    So a wire copy speaks once, with the voice that came first. Of a monster only the beginning is
    read, of very many sentences those that stand first in their articles.
    """
    found: dict[str, Passage] = {}
    for article in articles:
        segments = novelty[article.id].segments if article.id in novelty else ()
        for passage in _article_passages(article.beginning, segments):
            found.setdefault(passage.folded, passage)
    passages = list(found.values())
    if len(passages) <= _OF_STORY:
        return passages
    last = sorted(passage.order for passage in passages)[_OF_STORY]
    return [passage for passage in passages if passage.order < last] or passages[:_OF_STORY]


def _article_passages(article: Article, segments: Sequence[Segment]) -> Iterator[Passage]:
    text = article.text
    paragraph = 0  # where the paragraph of the sentence starts
    for order, span in enumerate(sentences(text, language=article.language)[:_OF_ARTICLE]):
        paragraph = text.rfind("\n", paragraph, span.start) + 1 or paragraph
        if order < _TOP and span.start == paragraph:
            dateline = trim_dateline(text[span.start : span.end])
            span = Span(start=span.start + dateline, end=span.end)
        sentence = text[span.start : span.end]
        folded = fold(sentence)
        yield Passage(
            article=article,
            span=span,
            text=sentence,
            folded=folded,
            order=order,
            terms=terms(folded),
            numbers=numbers(sentence),
            new=_is_new(span, segments),
            alone=not half_quoted(text[paragraph : span.start])
            and _is_sentence(sentence)
            and not leans_back(sentence, folded, article.language)
            and not is_furniture(sentence, article.time),
        )


def _is_new(span: Span, segments: Sequence[Segment]) -> bool:
    """Say whether at least half of the span is new; what no segment covers is new."""
    recycled = sum(
        max(0, min(span.end, segment.end) - max(span.start, segment.start))
        for segment in segments
        if not segment.new
    )
    return 2 * recycled < span.end - span.start


def _is_sentence(text: str) -> bool:
    """Say whether a text reads like a sentence of prose and not like a heading or a list."""
    count = len(text) // 2 if _UNSPACED.search(text) else len(text.split())
    return text[-1] in _ENDS and count in _LENGTH


def terms(folded: str) -> tuple[str, ...]:
    """Return the terms by which a folded text is compared, each once: stems, or character pairs.

    Stems are cut by length, which serves every language a little and needs no table; pairs stand
    in for words in scripts that put no space between them.
    """
    found = _WORD.findall(folded)
    if folded.isascii():
        return tuple(dict.fromkeys([word[:STEM] for word in found]))
    return tuple(dict.fromkeys(term for word in found for term in _foreign_terms(word)))


def _foreign_terms(word: str) -> list[str]:
    if word[0] < "\u0590":  # Latin, Greek, Cyrillic, Armenian
        return [word[:STEM]]
    if _UNSPACED.search(word):
        return [word[i : i + 2] for i in range(max(1, len(word) - 1))]
    return [_ARABIC_CLITIC.sub("", word, count=1)[:STEM]]


def numbers(text: str) -> frozenset[str]:
    """Return the numbers of a text as plain digits: 1,700 and 1 700 and ١٧٠٠ are one."""
    return frozenset(
        "".join(str(int(c)) for c in number if c.isdecimal()) for number in _NUMBER.findall(text)
    )
