"""What each stage loads, does and saves: the cells of the table in `flow`.

The functions that work are pure and see no store; those that load and save know nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tidings.collect.page import ENTRY_TYPE, page_from_entry
from tidings.distill import distill
from tidings.enrich import Annotator
from tidings.enrich.embedding import embedding_text
from tidings.enrich.novelty import judge
from tidings.enrich.sketch import sketch
from tidings.enrich.tags import slug
from tidings.errors import TidingsError
from tidings.group import (
    Calibration,
    Decision,
    Features,
    Grouper,
    constraints,
    features,
    from_bytes,
    tell,
    to_bytes,
    trace,
)
from tidings.lineage import Lineage
from tidings.storage import Store
from tidings.types import (
    Article,
    Failure,
    Note,
    Novelty,
    Page,
    Sentence,
    Sighting,
    Statement,
    Status,
    Summary,
)
from tidings.write import summarize

if TYPE_CHECKING:
    import numpy as np

    from tidings.enrich.embedding import Encoder

__all__ = [
    "Annotating",
    "Embedding",
    "Grouping",
    "draw_features",
    "judge_articles",
    "load_articles",
    "load_novelty",
    "load_pages",
    "load_sightings",
    "load_stories",
    "load_told",
    "load_traced",
    "read_pages",
    "save_articles",
    "save_novelty",
    "save_sentences",
    "save_summary",
    "save_told",
    "sketch_articles",
    "tell_stories",
    "write_stories",
]

Loaded = list[tuple[str, Any]]
NO_ARTICLE = {
    Status.BLOCKED: "the publisher answered with a wall instead of the article: "
    "open the page in a browser to see what it asks for",
    Status.EMPTY: "there is no text of an article on this page",
}


# --- distill: pages to articles


def load_pages(store: Store, items: Sequence[str]) -> Loaded:
    """Load pages whose bodies are kept."""
    return [(page.id, page) for page in store.intake.pages(items)]


def read_pages(pages: Sequence[Page]) -> list[tuple[Page, list[Article]] | Failure]:
    """Turn each page into its articles."""
    return [_read_page(page) for page in pages]


def _read_page(page: Page) -> tuple[Page, list[Article]] | Failure:
    try:
        found = distill(page)
        if _is_wall(found) and page.entry and page.content_type != ENTRY_TYPE:
            found = _from_entry(page) or found
    except TidingsError as exc:
        return _failure(page, str(exc))
    except OSError:  # the machine's trouble, not the page's
        raise
    except Exception as exc:  # a page that trips a bug must not stop the others
        return _failure(page, f"could not be read ({type(exc).__name__}: {exc})")
    if _is_wall(found):
        return _failure(page, NO_ARTICLE[found[0].status if found else Status.EMPTY])
    told = [article for article in found if article.status not in NO_ARTICLE]
    return _light(page), told


def _is_wall(found: Sequence[Article]) -> bool:
    return all(article.status in NO_ARTICLE for article in found)


def _from_entry(page: Page) -> list[Article]:
    """Return what the feed itself tells of a page that could not be read."""
    if not page.entry or not (page.entry.content or page.entry.summary):
        return []
    told = page_from_entry(page.entry, None, now=page.fetched_at)
    return distill(replace(told, source=page.source, publisher=page.publisher))


def _light(page: Page) -> Page:
    """Return the page without its body, which need not travel back."""
    return Page(id=page.id, url=page.url, body=b"", fetched_at=page.fetched_at, source=page.source)


def _failure(page: Page, error: str) -> Failure:
    return Failure(id=page.id, stage="distill", error=error, source=page.source, url=page.url)


def save_articles(store: Store, item: str, result: tuple[Page, list[Article]]) -> None:
    """Keep a page's articles and their publishers' tags."""
    page, articles = result
    for article in articles:
        store.articles.save(article, page=item, now=page.fetched_at)
        tags = [(slug(tag), tag) for tag in article.tags if slug(tag)]
        store.articles.save_tags(article.id, tags, ours=False)


# --- sketch: the sentences of an article, to be known again


def load_articles(store: Store, items: Sequence[str]) -> Loaded:
    """Load articles."""
    return list(store.articles.get(items).items())


def sketch_articles(articles: Sequence[Article]) -> list[tuple[Article, tuple[Sentence, ...]]]:
    """Cut each article into sentences with the hashes by which they are found again."""
    return [(article, sketch(article)) for article in articles]


def save_sentences(store: Store, item: str, result: tuple[Article, tuple[Sentence, ...]]) -> None:
    """Keep the sentences; later articles that hold the same ones are judged again."""
    later = store.sentences.save(*result)
    store.queue.add("novelty", dict.fromkeys(later, datetime.now(UTC)))


# --- novelty: what is new in an article


def load_sightings(store: Store, items: Sequence[str]) -> Loaded:
    """Load articles with their sentences and where these stood before."""
    return [
        (name, (article, held, store.sentences.sightings(article, held)))
        for name, article in store.articles.get(items).items()
        for held in [store.sentences.of(name)]
    ]


def judge_articles(
    tasks: Sequence[tuple[Article, Sequence[Sentence], Sequence[Sighting]]],
) -> list[Novelty]:
    """Say of each article what is new in it."""
    return [judge(article, sentences, earlier) for article, sentences, earlier in tasks]


def save_novelty(store: Store, item: str, result: Novelty) -> None:
    """Keep what is new; the article's story counts it."""
    store.articles.save_novelty([result])
    story = store.stories.membership([item]).get(item)
    if story:
        store.stories.refresh([story[0]])


# --- the annotators: language, tags


def load_novelty(store: Store, items: Sequence[str]) -> Loaded:
    """Load articles with what is new in them."""
    novelty = store.articles.novelty(items)
    return [
        (name, (article, novelty.get(name) or Novelty(article=name)))
        for name, article in store.articles.get(items).items()
    ]


class Annotating:
    """The stage of one annotator: its work, and saving its notes."""

    def __init__(self, annotator: Annotator) -> None:
        self._annotator = annotator

    def work(self, tasks: Sequence[tuple[Article, Novelty]]) -> list[tuple[Note, ...]]:
        """Annotate each article."""
        return [self._annotator.annotate(article, novelty) for article, novelty in tasks]

    def save(self, store: Store, item: str, result: Sequence[Note]) -> None:
        """Keep the notes, and what follows from them."""
        store.articles.save_notes(item, self._annotator.name, result)
        follow = FOLLOWS.get(self._annotator.name)
        if follow:
            follow(store, item, result)


def _save_tags(store: Store, item: str, notes: Sequence[Note]) -> None:
    labels = [str(note.value["tag"]) for note in notes]
    tags = [(slug(tag), tag) for tag in labels if slug(tag)]
    store.articles.save_tags(item, tags, ours=True)


def _save_language(store: Store, item: str, notes: Sequence[Note]) -> None:
    if notes:
        store.articles.save_language(item, str(notes[0].value["language"]))


FOLLOWS: dict[str, Callable[[Store, str, Sequence[Note]], None]] = {
    "language": _save_language,
    "tags": _save_tags,
}


# --- embedding: a vector of what is new


class Embedding:
    """The stage's work and saving, by one encoder; without one it does nothing."""

    def __init__(self, encoder: Callable[[], Encoder | None]) -> None:
        self._encoder = encoder  # called when there is something to encode: loading takes a while

    def load(self, store: Store, items: Sequence[str]) -> Loaded:
        """Load articles with what is new in them, and the encoder before any thread asks for it."""
        self._encoder()
        return load_novelty(store, items)

    def work(self, tasks: Sequence[tuple[Article, Novelty]]) -> Sequence[np.ndarray | None]:
        """Encode the title and the new text of each article: (dims,) float32, length 1."""
        encoder = self._encoder()
        if encoder is None:
            return [None] * len(tasks)
        return list(encoder.encode([embedding_text(*task) for task in tasks]))

    def save(self, store: Store, item: str, result: np.ndarray | None) -> None:
        """Keep the vector."""
        encoder = self._encoder()
        if encoder is not None and result is not None:
            store.vectors.save(encoder.name, [item], result[None, :])


# --- group: articles to stories


def draw_features(
    tasks: Sequence[tuple[Article, Novelty | None, Any, Decision | None]],
) -> list[tuple[Features, bytes, Decision | None]]:
    """Return what grouping needs to know of each article, and what was decided on it before."""
    found = [(features(*task), settled) for *task, settled in tasks]
    return [(known, to_bytes(known), settled) for known, settled in found]


class Grouping:
    """The stage's loading, deciding and saving, around a window of what was grouped before."""

    def __init__(self, *, days: int) -> None:
        self._days = days
        self._grouper = Grouper()
        self._stamp: tuple[int, ...] | None = None  # of the corrections that it obeys

    def load(self, store: Store, items: Sequence[str]) -> Loaded:
        """Load articles with what is new in them and their vectors, oldest first."""
        self._restore(store)
        novelty = store.articles.novelty(items)
        vectors = store.vectors.get(items)
        settled = {
            name: Decision(article=name, story=story, duplicate_of=copied)
            for name, (story, copied, _) in store.stories.membership(items).items()
        }
        return [
            (name, (article, novelty.get(name), vectors.get(name), settled.get(name)))
            for name, article in store.articles.get(items).items()
        ]

    def _restore(self, store: Store) -> None:
        """Rebuild the window, at first and whenever a person has corrected something."""
        stamp = store.corrections.stamp()
        if stamp == self._stamp:
            return
        facts = store.corrections.in_force()
        about = {a for c in facts for a in (*c.articles, *c.joined)}
        placed = {a: m[0] for a, m in store.stories.membership(list(about)).items()}
        held = constraints(facts, placed)
        self._grouper = Grouper(
            must=held.must,
            cannot=held.cannot,
            closed=held.closed,
            calibration=Calibration(*store.corrections.calibration()),
        )
        since = datetime.now(UTC) - timedelta(days=self._days)
        self._grouper.restore(_decided(store.stories.window(since=since)))
        self._stamp = stamp

    def decide(
        self, result: tuple[Features, bytes, Decision | None]
    ) -> tuple[bytes, Decision, bool]:
        """Put an article into a story; one that was edited stays in its own."""
        known, data, settled = result
        if settled:
            return data, self._grouper.renew(known, settled), False
        return data, self._grouper.add(known), True

    def save(self, store: Store, item: str, result: tuple[bytes, Decision, bool]) -> None:
        """Keep what grouping knows of an article, what is near to it and its story if it is new."""
        data, decision, new = result
        store.stories.save_features({item: data})
        if store.corrections.stamp() != self._stamp:  # decided before a person corrected
            store.queue.add("group", {item: datetime.now(UTC)})
            return
        store.related.save(item, decision.related)
        if new:
            store.stories.assign(
                item, decision.story, duplicate_of=decision.duplicate_of, because=decision.because
            )


# --- told: what each article of a story adds to the earlier ones


def load_told(store: Store, items: Sequence[str]) -> Loaded:
    """Load the stories that several articles tell."""
    return [task for task in load_stories(store, items) if len(task[1][0]) > 1]


def tell_stories(
    tasks: Sequence[tuple[Sequence[Article], Mapping[str, Novelty]]],
) -> list[dict[str, tuple[Statement, ...]]]:
    """Judge the sentences of each story's articles by what came before them."""
    return [tell(articles, novelty) for articles, novelty in tasks]


def save_told(store: Store, item: str, result: Mapping[str, Sequence[Statement]]) -> None:
    """Keep what was judged of a story."""
    store.told.save(item, result)


# --- write: a story's headline, its summary and its lineage


def load_stories(store: Store, items: Sequence[str]) -> Loaded:
    """Load each story's articles with what is new in them."""
    return [
        (name, (list(store.articles.get(story.articles).values()), novelty))
        for name, story in store.stories.get(items).items()
        for novelty in [store.articles.novelty(story.articles)]
    ]


def load_traced(store: Store, items: Sequence[str]) -> Loaded:
    """Load the same, and what grouping knows of the articles."""
    return [
        (name, (articles, novelty, store.stories.features([a.id for a in articles])))
        for name, (articles, novelty) in load_stories(store, items)
    ]


def write_stories(
    tasks: Sequence[tuple[Sequence[Article], Mapping[str, Novelty], Mapping[str, bytes]]],
) -> list[tuple[Summary, Lineage]]:
    """Write each story's headline and summary, and say who took from whom."""
    return [
        (
            summarize(articles, novelty=novelty),
            trace(articles, {name: from_bytes(data) for name, data in known.items()}),
        )
        for articles, novelty, known in tasks
    ]


def save_summary(store: Store, item: str, result: tuple[Summary, Lineage]) -> None:
    """Keep who took from whom, and what was written under the headline that a person gave."""
    summary, lineage = result
    headline = store.corrections.headline(item) or summary.headline
    store.stories.save_summary(item, replace(summary, headline=headline))
    store.stories.save_lineage(item, lineage)


def _decided(
    rows: Iterable[tuple[str, str, str, bytes]],
) -> Iterable[tuple[Features, Decision]]:
    for article, story, duplicate_of, data in rows:
        decision = Decision(article=article, story=story, duplicate_of=duplicate_of)
        yield from_bytes(data), decision
