"""A summary whose every sentence links to the sentences that it rests on. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tidings.serve.render.reading import anchor, cited
from tidings.text import fold, sentences, word_spans
from tidings.types import Article, Claim, Line, Reason, Span, Summary, SummarySentence
from tidings.views import Judged, Quoted, StoryView

__all__ = [
    "Citation",
    "CitedSentence",
    "Passage",
    "Said",
    "added",
    "cited_among",
    "cited_sentences",
    "claimed",
    "passage",
    "passages",
    "quote_places",
    "worded",
]

PASSAGES = 2  # of an article that show one reason
_COMMA = re.compile("[,،](?=[”\"’'»]?$)")  # before "she said", which a quote alone lacks


@dataclass(frozen=True, slots=True)
class Citation:
    """A link to a sentence of an article."""

    url: str
    publisher: str


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence of a summary: where it is from, and who else says it."""

    text: str
    language: str
    source: Citation | None
    confirming: tuple[Citation, ...]


def cited_sentences(view: StoryView) -> tuple[CitedSentence, ...]:
    """Return the summary of a story with its links; each publisher confirms a sentence once."""
    return cited_among(
        view.summary, {telling.article.id: telling.article for telling in view.tellings}
    )


def cited_among(summary: Summary, articles: Mapping[str, Article]) -> tuple[CitedSentence, ...]:
    """Return a summary with links into these articles."""
    known = {
        id: sentences(articles[id].text, language=articles[id].language)
        for sentence in summary.sentences
        for id, _ in sentence.cites
        if id in articles
    }
    return tuple(_cited(sentence, articles, known) for sentence in summary.sentences)


def _cited(
    sentence: SummarySentence, articles: Mapping[str, Article], known: dict[str, list[Span]]
) -> CitedSentence:
    cites = [(articles[id], span) for id, span in sentence.cites if id in articles]
    links = list(_one_each((_citation(a, span, known[a.id]) for a, span in cites)))
    language = cites[0][0].language if cites else ""
    return CitedSentence(sentence.text, language, links[0] if links else None, tuple(links[1:]))


def _citation(article: Article, span: Span, known: list[Span]) -> Citation:
    place = cited(span, known)
    url = f"/article/{article.id}#{place}" if place else f"/article/{article.id}"
    return Citation(url, article.publisher or article.title)


def _one_each(citations: Iterator[Citation]) -> Iterator[Citation]:
    seen = set()
    for citation in citations:
        if citation.publisher not in seen:
            seen.add(citation.publisher)
            yield citation


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that shows a reason, the telling words marked; `url` leads to its place."""

    url: str
    publisher: str
    language: str
    pieces: tuple[tuple[str, bool], ...]  # (text, whether it is marked)
    also: tuple[Citation, ...] = ()  # where the same sentence stands, word for word


@dataclass(frozen=True, slots=True)
class Said:
    """A quote and the address of the sentence that it begins in."""

    quote: Quoted
    url: str


def quote_places(quotes: Sequence[Quoted]) -> tuple[Said, ...]:
    """Return quotes as they stand alone, with the addresses of their sentences."""
    articles = {quote.article.id: quote.article for quote in quotes}
    known = {id: sentences(a.text, language=a.language) for id, a in articles.items()}
    return tuple(
        Said(replace(quote, text=_COMMA.sub("", quote.text)), f"/article/{article}#{place}")
        for quote in quotes
        for article in [quote.article.id]
        for first in [Span(start=quote.span.start, end=quote.span.start + 1)]
        for place in [cited(first, known[article])]
    )


def passage(article: Article, whole: Span, marked: Span) -> Passage:
    """Return a passage of an article, of which one sentence is marked; `url` leads to that."""
    url = f"/article/{article.id}#{anchor(marked)}"
    name = article.publisher or article.title
    return Passage(url, name, article.language, _marked(article.text, whole, [marked]))


def passages(reason: Reason, articles: Mapping[str, Article]) -> tuple[Passage, ...]:
    """Return the sentences that show a reason, one that stands in both articles once."""
    found: list[Passage] = []
    for id, places in groupby(reason.places, key=lambda place: place.article):
        if id in articles:
            spans = [Span(start=place.start, end=place.end) for place in places]
            found += _passages(articles[id], spans)
    return tuple(_once_each(found))


def _once_each(found: Iterable[Passage]) -> Iterator[Passage]:
    by_text: dict[object, list[Passage]] = {}
    for one in found:
        by_text.setdefault(one.pieces, []).append(one)
    for first, *others in by_text.values():
        yield replace(first, also=tuple(Citation(o.url, o.publisher) for o in others))


def worded(line: Line, apart: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """Return a sentence in pieces, those words marked that only its voice uses there."""
    spans = [
        Span(start=start, end=end)
        for word, start, end in word_spans(line.text)
        if fold(word) in apart
    ]
    return _in_pieces(line.text, 0, spans)


def claimed(claim: Claim) -> tuple[tuple[str, bool], ...]:
    """Return a claim's sentence in pieces, the claim itself marked."""
    return _in_pieces(claim.line.text, claim.line.span.start, [claim.mark])


def added(judged: Judged) -> tuple[tuple[str, bool], ...]:
    """Return a sentence of an article in pieces, those words marked that its story lacked."""
    spans = [Span(start=one.start, end=one.end) for one in judged.statement.adds]
    return _in_pieces(judged.text, judged.statement.start, spans)


def _passages(article: Article, marks: Sequence[Span]) -> list[Passage]:
    known = sentences(article.text, language=article.language)
    holding = [(s, [m for m in marks if s.start <= m.start and m.end <= s.end]) for s in known]
    told = sorted((held for held in holding if held[1]), key=lambda held: -len(held[1]))
    return [_passage(article, sentence, inside) for sentence, inside in told[:PASSAGES]]


def _passage(article: Article, sentence: Span, marks: Sequence[Span]) -> Passage:
    telling = [m for m in marks if (m.start, m.end) != (sentence.start, sentence.end)]
    pieces = _marked(article.text, sentence, telling)
    url = f"/article/{article.id}#{anchor(sentence)}"
    return Passage(url, article.publisher or article.title, article.language, pieces)


def _marked(text: str, whole: Span, marks: Sequence[Span]) -> tuple[tuple[str, bool], ...]:
    return _in_pieces(text[whole.start : whole.end], whole.start, marks)


def _in_pieces(text: str, offset: int, marks: Sequence[Span]) -> tuple[tuple[str, bool], ...]:
    """Return a text that begins at `offset` in pieces, marked or not; marks may overlap."""
    pieces, position = [], 0
    for mark in sorted(marks, key=lambda m: m.start):
        start, end = max(mark.start - offset, position), mark.end - offset
        if start < end:
            pieces += [(text[position:start], False), (text[start:end], True)]
            position = end
    pieces.append((text[position:], False))
    return tuple(piece for piece in pieces if piece[0])
