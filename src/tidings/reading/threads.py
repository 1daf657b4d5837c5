"""Threads as a reader sees them: each story of an affair in order, and what it changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from tidings.group.frequencies import commonness
from tidings.reading.reason_places import ReasonPlaces
from tidings.storage import Store
from tidings.text import words
from tidings.types import Entity, Link, Story, Summary, SummarySentence, Thread, Version
from tidings.versions import compare
from tidings.views import ThreadCard, ThreadStep, ThreadView

__all__ = ["steps_of", "thread_of", "thread_view", "threads"]

NAMES = 4  # new ones that a step tells
TOLD = 2  # times that a story names what it is told to name first
CALLED = ("person", "organisation", "place")
LATER = 0.9  # what a sentence of a summary is worth beside the one before it
FIGURES = 3  # that a step says have changed
EVIDENCE = 3  # articles of a story, its first, that are looked through for what links it
LOOKED_BACK = 8  # stories in which these stood otherwise: a toll goes on from the last ones
_COMMON = 0.2  # a word in so many articles of its language says nothing of its own
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIGURES = ("figure", "denial")


def threads(store: Store, *, limit: int) -> tuple[ThreadCard, ...]:
    """Return the affairs of several stories, the one with the latest news first."""
    found = store.threads.recent(limit=limit)
    wanted = [story for thread in found for story in (thread.stories[0], thread.stories[-1])]
    stories = store.stories.get(wanted)
    return tuple(_card(thread, stories) for thread in found if thread.stories[-1] in stories)


def _card(thread: Thread, stories: Mapping[str, Story]) -> ThreadCard:
    first, last = stories[thread.stories[0]], stories[thread.stories[-1]]
    return ThreadCard(thread=thread, headline=first.headline, first=first, last=last)


def thread_of(store: Store, story_id: str) -> ThreadCard | None:
    """Return the affair that a story belongs to; None where it is the only one."""
    thread = store.threads.get(store.stories.resolve(story_id))
    if thread is None:
        return None
    stories = store.stories.get([thread.stories[0], thread.stories[-1]])
    return _card(thread, stories)


def thread_view(store: Store, story_id: str) -> ThreadView | None:
    """Return the affair of a story (any of its stories' ids will do); None where there is none."""
    thread = store.threads.get(store.stories.resolve(story_id))
    if thread is None:
        return None
    stories = store.stories.get(thread.stories)
    links = _Links(store, stories)
    steps = steps_of(
        stories,
        store.stories.summaries(thread.stories),
        store.entities.named(thread.stories),
        links.shown,
    )
    return ThreadView(
        thread=thread, headline=steps[0].story.headline, steps=steps, against=links.articles
    )


def steps_of(
    stories: Mapping[str, Story],
    summaries: Mapping[str, Summary],
    named: Mapping[str, Sequence[tuple[Entity, int]]],
    link: Callable[[str], Link | None],
) -> tuple[ThreadStep, ...]:
    """Return what each story of an affair changed; they come by id, in order of time. Pure.

    `link` says from which story one goes on.
    """
    told = [
        _Told(summaries.get(story.id) or Summary(headline=story.headline), named.get(story.id, ()))
        for story in stories.values()
    ]
    return tuple(_steps(stories, told, link))


def _steps(
    stories: Mapping[str, Story], told: Sequence[_Told], link: Callable[[str], Link | None]
) -> Iterator[ThreadStep]:
    """Yield each step; what the earlier ones told is gathered on the way."""
    words_known: set[str] = set()
    names_known: set[str] = set()
    for n, (story, now) in enumerate(zip(stories.values(), told, strict=True)):
        names = tuple(_new_names(now, names_known))
        yield ThreadStep(
            story=story,
            sentence=_telling(now, words_known),
            names=names[:NAMES] if n else (),
            figures=_figures(now, told[max(0, n - LOOKED_BACK) : n]),
            link=link(story.id),
        )
        words_known |= now.telling


class _Links:
    """How the stories of an affair hang together, with the places that show it."""

    def __init__(self, store: Store, stories: Mapping[str, Story]) -> None:
        self._links = store.threads.links(list(stories))
        self._firsts = {id: story.articles[:EVIDENCE] for id, story in stories.items()}
        ids = [article for firsts in self._firsts.values() for article in firsts]
        self.articles = store.articles.get(ids)
        self._evidence = ReasonPlaces(self.articles)

    def shown(self, story: str) -> Link | None:
        """Return from which story one goes on, and where that can be seen; None for the first."""
        link = self._links.get(story)
        if link is None:
            return None
        ours, theirs = self._firsts[story], self._firsts.get(link.previous, ())
        return replace(link, because=self._evidence.show_between(link.because, ours, theirs))


class _Told:
    """What one story of an affair tells, read once for all the steps that come after it."""

    def __init__(self, summary: Summary, named: Sequence[tuple[Entity, int]]) -> None:
        texts = [summary.headline, *(sentence.text for sentence in summary.sentences)]
        self.headline = _rarer(words(summary.headline))
        self.sentences = summary.sentences
        self.named = named
        self.words = {word for text in texts for word in words(text)}
        self.telling = _rarer(self.words)
        self.numbered = _numbered(texts)


def _telling(story: _Told, known: set[str]) -> SummarySentence | None:
    """Return the sentence that tells most that is not known, and most of the headline's news.

    Of two that tell as much the earlier: a report begins with what happened.
    """
    worth = [
        _worth(sentence.text, story.headline, known) * LATER**n
        for n, sentence in enumerate(story.sentences)
    ]
    return story.sentences[worth.index(max(worth))] if worth else None


def _worth(text: str, headline: set[str], known: set[str]) -> float:
    """Return what a sentence is worth; one that only says the headline again is worth nothing."""
    found, news = _rarer(words(text)), headline - known
    fresh = len(found - known - headline) / (len(found) + 4)  # of two alike, the longer
    return fresh * (0.5 + len(found & news) / (len(news) + 1))


def _rarer(spoken: Iterable[str]) -> set[str]:
    return {word for word in spoken if commonness(word) < _COMMON}


def _new_names(story: _Told, known: set[str]) -> Iterator[str]:
    """Yield whom a story tells of, in its summary too, and no earlier one named; adds to `known`.

    Known are words: after "Saudi Arabia" and "Jane Doe" neither "Saudi" nor "Doe" is new.
    """
    for entity, times in story.named:
        spoken = words(entity.name)
        parts = set(spoken)
        told = times >= TOLD and not story.words.isdisjoint(spoken[-1:])
        if entity.kind in CALLED and told and not parts <= known:
            yield entity.name
        known |= parts


def _figures(story: _Told, before: Sequence[_Told]) -> tuple[str, ...]:
    """Return the figures that an earlier story gave otherwise: "12 → 15 people died"."""
    found: dict[str, None] = {}
    for earlier in reversed(before):
        if not story.numbered.paragraphs or len(found) >= FIGURES:
            break
        for edit in compare(earlier.numbered, story.numbered).edits:
            if edit.kind in _FIGURES and edit.old and edit.new:
                found.setdefault(f"{edit.old} → {edit.new} {edit.about}".strip())
    return tuple(found)[:FIGURES]


def _numbered(texts: Iterable[str]) -> Version:
    lines = tuple(text for text in texts if re.search(r"\d", text))
    return Version(article="", number=1, seen_at=_EPOCH, title="", paragraphs=lines)
