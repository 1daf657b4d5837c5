"""Summaries on demand, of anything that holds articles, in three lengths."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from tidings.reading.threads import thread_view
from tidings.storage import Store
from tidings.storage.query import parse_query
from tidings.types import Article, Summary, SummarySentence, Written
from tidings.views import Summarised
from tidings.write import LENGTHS, summarize

__all__ = ["SCOPES", "rewritten", "summary_of"]

Write = Callable[[Sequence[SummarySentence], Mapping[str, Article], int], Written]
"""How a model writes so many sentences from these, that rest on these articles."""

TOLD = 40  # articles of a story that are read, its originals first
FOUND = 20  # articles of a search
STEPS = {"short": 4, "medium": 8, "long": 20}  # of a thread, the latest: a sentence for each


def summary_of(store: Store, scope: str, what: str, *, length: str = "medium") -> Summarised | None:
    """Return the summary of an article, a story, a thread (by an id) or a search (by its words).

    None where there is no such thing. `scope` is one of SCOPES, `length` one of LENGTHS.
    """
    return SCOPES[scope](store, what, length)


def _of_article(store: Store, what: str, length: str) -> Summarised | None:
    return _told(store, [what], length) if store.articles.get([what]) else None


def _of_story(store: Store, what: str, length: str) -> Summarised | None:
    story = store.stories.resolve(what)
    ids = store.stories.tellers(story, limit=TOLD)
    found = _told(store, ids, length, told=story) if ids else None
    if found and length == "medium":  # the one that its page shows, which a person may have named
        written = store.stories.summaries([story]).get(story)
        return Summarised(summary=written or found.summary, articles=found.articles)
    return found


def _of_thread(store: Store, what: str, length: str) -> Summarised | None:
    view = thread_view(store, what)
    if view is None:
        return None
    steps = [step.sentence for step in view.steps if step.sentence][-STEPS[length] :]
    cited = dict.fromkeys(id for sentence in steps for id, _ in sentence.cites)
    return Summarised(
        summary=Summary(headline=view.headline, sentences=tuple(steps)),
        articles=store.articles.get(list(cited)),
    )


def _of_search(store: Store, what: str, length: str) -> Summarised | None:
    found = store.search.find(parse_query(what), limit=FOUND, offset=0)
    return _told(store, found.articles, length) if found.articles else None


def _told(store: Store, ids: Sequence[str], length: str, *, told: str = "") -> Summarised:
    articles = store.articles.get(ids)
    summary = summarize(
        list(articles.values()),
        novelty=store.articles.novelty(ids),
        statements=store.statements.of(told) if told else None,
        sentences=LENGTHS[length],
    )
    return Summarised(summary=summary, articles=articles)


def rewritten(found: Summarised, more: Summarised, write: Write) -> Summarised:
    """Return a summary in a model's words, made of the sentences of a longer one."""
    count = max(1, len(found.summary.sentences))
    written = write(more.summary.sentences, more.articles, count)
    sentences = written.sentences or found.summary.sentences
    return Summarised(
        summary=replace(found.summary, sentences=sentences),
        articles={**found.articles, **more.articles},
        written=written,
    )


Maker = Callable[[Store, str, str], Summarised | None]
SCOPES: Mapping[str, Maker] = {
    "article": _of_article,
    "story": _of_story,
    "thread": _of_thread,
    "search": _of_search,
}
