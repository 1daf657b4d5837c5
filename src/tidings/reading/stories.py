"""A story page: its summary, who tells it when, what each adds, what is near."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from tidings.enrich.tags import slug
from tidings.reading.cards import CARD_TAGS, cards, new_sentences
from tidings.reading.changes import latest_changes
from tidings.reading.events import story_events
from tidings.reading.evidence import judged_sentences
from tidings.reading.quotes import story_quotes
from tidings.reading.reason_places import ReasonPlaces
from tidings.reading.related import RELATED, nearest, stories_of
from tidings.reading.threads import thread_of
from tidings.reading.topics import story_topics
from tidings.storage import Store
from tidings.types import Article, CorrectionKind, Lineage, Novelty, Reason, Related, Story
from tidings.views import StoryCard, StoryView, Telling
from tidings.write import summarize

__all__ = ["TELLINGS", "story_view"]

TELLINGS = 300  # articles of a story that are shown: of too many rather the originals
EVIDENCE = 30  # of its first and of its last articles whose reasons are shown where they stand

Member = tuple[str, str, tuple[Reason, ...]]  # story, the article that it copies, reasons


def story_view(store: Store, story_id: str, *, now: datetime) -> StoryView | None:
    """Return a story with its summary, tellings and neighbours; None when there is none."""
    current = store.stories.resolve(story_id)
    story = store.stories.get([current]).get(current)
    if story is None:
        return None
    shown = store.stories.tellers(story.id, limit=TELLINGS)
    articles = list(store.articles.get(shown).values())
    novelty = store.articles.novelty(shown)
    members = store.stories.membership(shown)
    near = _nearest_stories(store, story)
    known = {article.id: article for article in articles}
    named = [
        *(reason.other for _, _, because in members.values() for reason in because),
        *(id for one in near.values() for id in (one.article, one.other)),
    ]
    against = store.articles.get([id for id in dict.fromkeys(named) if id and id not in known])
    evidence = ReasonPlaces({**against, **known})
    written = store.stories.summaries([story.id])
    corrections = tuple(store.corrections.of(story.articles))
    return StoryView(
        story=story,
        summary=written.get(story.id) or summarize(articles, novelty=novelty),
        tellings=tuple(_tellings(store, story.id, articles, novelty, members, evidence)),
        tags=_common_tags(store.articles.tags(shown).values()),
        topics=story_topics(store, shown),
        events=story_events(store, articles),
        related=_related_stories(store, near, evidence, now),
        against=against,
        lineage=store.stories.lineages([story.id]).get(story.id) or Lineage(),
        corrections=corrections,
        locked=any(
            c.kind is CorrectionKind.LOCK and store.stories.resolve(c.story) == story.id
            for c in corrections
        ),
        thread=thread_of(store, story.id),
        facts=store.facts.of(story.id),
        quotes=story_quotes(store, articles),
    )


def _nearest_stories(store: Store, story: Story) -> dict[str, Related]:
    """Return the stories near to one, by id, with which of their articles are so near."""
    near = nearest(store, story.articles, limit=RELATED)
    stories = stories_of(store, [one.other for one in near])
    return {stories[one.other]: one for one in near}


def _related_stories(
    store: Store, near: Mapping[str, Related], evidence: ReasonPlaces, now: datetime
) -> tuple[StoryCard, ...]:
    """Return the stories near to one, each with why it is near."""
    found = store.stories.get(list(near))
    return tuple(
        replace(card, because=evidence.show(one.because, one.article, one.other))
        for card in cards(store, list(found.values()), now=now)
        for one in [near[card.story.id]]
    )


def _tellings(
    store: Store,
    story_id: str,
    articles: Sequence[Article],
    novelty: Mapping[str, Novelty],
    members: Mapping[str, Member],
    evidence: ReasonPlaces,
) -> Iterable[Telling]:
    judged_by_article = store.statements.of(story_id)
    known = {article.id: article for article in articles}
    changes = latest_changes(store, list(known))
    for place, article in enumerate(articles):
        _, duplicate_of, because = members.get(article.id, ("", "", ()))
        if min(place, len(articles) - 1 - place) < EVIDENCE:
            because = evidence.show(because, article.id)
        found = novelty.get(article.id) or Novelty(article=article.id)
        judged = tuple(judged_sentences(article, judged_by_article.get(article.id, ()), known))
        adds = (
            (one.text for one in judged if not one.statement.known)
            if article.id in judged_by_article
            else new_sentences(article, novelty.get(article.id))
        )
        yield Telling(
            article=article,
            novelty=found,
            adds=tuple(adds),
            judged=judged,
            duplicate_of=duplicate_of,
            because=because,
            changes=changes.get(article.id, ()),
        )


def _common_tags(lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    labels: dict[str, str] = {}
    for tags in lists:
        for tag in tags:
            counts[slug(tag)] = counts.get(slug(tag), 0) + 1
            labels.setdefault(slug(tag), tag)
    order = sorted(counts, key=lambda name: -counts[name])
    return tuple(labels[name] for name in order[: 2 * CARD_TAGS])
