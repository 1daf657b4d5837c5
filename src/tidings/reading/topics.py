"""What is shown of topics: those of an article with their reasons, a story's, and all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tidings.reference.topics import TOPICS, Topic, in_order
from tidings.storage import Store
from tidings.types import Article, Note, Notes
from tidings.views import TopicCount, TopicFound

__all__ = ["article_topics", "story_topics", "topic_counts"]


def article_topics(store: Store, article: Article) -> tuple[TopicFound, ...]:
    """Return the topics of an article, the surest first."""
    notes = store.articles.notes([article.id], "topics").get(article.id, Notes())
    return tuple(_found(note) for note in notes if note.value["code"] in TOPICS)


def _found(note: Note) -> TopicFound:
    words = note.value.get("words")
    return TopicFound(
        topic=TOPICS[str(note.value["code"])],
        chance=note.confidence,
        words=tuple(str(w["text"]) for w in words if isinstance(w, dict))
        if isinstance(words, list)
        else (),
        by=str(note.value["by"]),
    )


def story_topics(store: Store, articles: Sequence[str]) -> tuple[Topic, ...]:
    """Return the topics that half of a story's articles have."""
    told = store.topics.of(articles)
    counts = Counter(code for codes in told.values() for code in codes)
    return tuple(in_order({code for code, n in counts.items() if 2 * n >= len(articles)}))


def topic_counts(store: Store) -> tuple[TopicCount, ...]:
    """Return every topic with how many articles have it, in the order of the vocabulary."""
    counts = store.topics.counts()
    return tuple(TopicCount(topic=t, articles=counts.get(t.code, 0)) for t in TOPICS.values())
