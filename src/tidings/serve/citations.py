"""A summary whose every sentence links to the sentences that it rests on. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tidings.serve.reading import cited
from tidings.text import sentences
from tidings.types import Article, Span, SummarySentence
from tidings.views import StoryView

__all__ = ["Citation", "CitedSentence", "cited_sentences"]


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
    articles = {telling.article.id: telling.article for telling in view.tellings}
    known = {
        id: sentences(articles[id].text, language=articles[id].language)
        for sentence in view.summary.sentences
        for id, _ in sentence.cites
        if id in articles
    }
    return tuple(_cited(sentence, articles, known) for sentence in view.summary.sentences)


def _cited(
    sentence: SummarySentence, articles: dict[str, Article], known: dict[str, list[Span]]
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
