"""An article page: what is new in it, its story and why, its versions, what is related."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from tidings.reading.evidence import judged_sentences
from tidings.reading.quotes import article_quotes
from tidings.reading.reason_places import ReasonPlaces
from tidings.reading.related import related_articles
from tidings.reading.topics import article_topics
from tidings.storage import Store
from tidings.types import Article, Novelty, Version
from tidings.versions import history
from tidings.views import ArticleView

__all__ = ["article_view"]


def article_view(store: Store, article_id: str) -> ArticleView | None:
    """Return an article with everything known about it; None when there is none."""
    article = store.articles.get([article_id]).get(article_id)
    if article is None:
        return None
    story_id, duplicate_of, because = store.stories.membership([article_id]).get(
        article_id, ("", "", ())
    )
    novelty = store.articles.novelty([article_id]).get(article_id) or Novelty(article=article_id)
    near = related_articles(store, article_id)
    copies = store.stories.copies(article_id)
    firsts = list(dict.fromkeys(s.first_seen for s in novelty.segments if s.first_seen))
    judged = store.statements.of(story_id, article=article_id).get(article_id, ())
    places = list(dict.fromkeys(p.article for s in judged for p in s.restates))
    held = [reason.other for reason in because]
    known = store.articles.get(
        [*firsts, *copies, duplicate_of, *(r.other for r in near), *places, *held]
    )
    evidence = ReasonPlaces({**known, article_id: article})
    versions = tuple(store.articles.versions(article_id)) or (_only_version(article),)
    return ArticleView(
        article=article,
        novelty=novelty,
        first_seen=tuple((first, known[first]) for first in firsts if first in known),
        tags=store.articles.tags([article_id]).get(article_id, ()),
        topics=article_topics(store, article),
        story=store.stories.get([story_id]).get(story_id),
        duplicate_of=known.get(duplicate_of),
        copies=tuple(known[copy] for copy in copies if copy in known),
        related=tuple(
            (replace(r, because=evidence.show(r.because, article_id, r.other)), known[r.other])
            for r in near
            if r.other in known
        ),
        versions=versions,
        changes=history(versions),
        because=evidence.show(because, article_id),
        against=tuple((other, known[other]) for other in dict.fromkeys(held) if other in known),
        judged=tuple(judged_sentences(article, judged, known)),
        told=tuple((place, known[place]) for place in places if place in known),
        quotes=article_quotes(store, article),
    )


def _only_version(article: Article) -> Version:
    return Version(
        article=article.id,
        number=1,
        seen_at=article.fetched_at or article.time or datetime.now(UTC),
        title=article.title,
        paragraphs=article.paragraphs,
    )
