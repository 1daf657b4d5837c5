"""Stories as rows of a list: the front page, and that of a tag, a source, a language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from tidings.group.ranking import in_turn, rank
from tidings.storage import Store
from tidings.storage.stories import ANY, StoryFilter
from tidings.text import sentences
from tidings.types import Article, Novelty, Reason, Story
from tidings.views import StoryCard

__all__ = ["CARD_TAGS", "cards", "front", "new_sentences"]

FRONT_SPAN = timedelta(days=7)  # stories older than this are found by search, tag and source
FRONT_STORIES = 600  # that are ranked at most
SNIPPET = 240  # characters
CARD_TAGS = 5


def front(
    store: Store,
    which: StoryFilter = ANY,
    *,
    limit: int = 30,
    offset: int = 0,
    now: datetime,
) -> tuple[StoryCard, ...]:
    """Return stories, most important first. The whole library counts under a filter."""
    since = now - FRONT_SPAN if which == ANY else None
    stories = store.stories.recent(which, since=since, limit=FRONT_STORIES)
    if not stories and since:  # nothing new for a week: show what there is
        stories = store.stories.recent(limit=FRONT_STORIES)
    at = _as_of(stories, now)
    waits = {} if which.source else in_turn(stories, now=at)
    ranked = sorted(stories, key=lambda story: (-_ranked(story, waits, at)[0], story.id))
    return cards(store, ranked[offset : offset + limit], waits=waits, now=now)


def _as_of(stories: Sequence[Story], now: datetime) -> datetime:
    """Return when these stories were news: ranks fade to nought in two years, their order never."""
    latest = max((story.news_at or story.last_seen or now for story in stories), default=now)
    return now if latest > now - FRONT_SPAN else latest


def _ranked(
    story: Story, waits: Mapping[str, Reason], now: datetime
) -> tuple[float, tuple[Reason, ...]]:
    """Return a story's rank among the others of a page, and its parts."""
    score, because = rank(story, now=now)
    wait = waits.get(story.id)
    return (score * wait.weight, (*because, wait)) if wait else (score, because)


def cards(
    store: Store,
    stories: Sequence[Story],
    *,
    waits: Mapping[str, Reason] | None = None,
    now: datetime,
) -> tuple[StoryCard, ...]:
    """Return stories as rows of a list, in the order given; `waits` as `in_turn` returns them."""
    leads = {story.id: story.articles[0] for story in stories if story.articles}
    articles = store.articles.get(list(leads.values()))
    novelty = store.articles.novelty(list(leads.values()))
    tags = store.articles.tags(list(leads.values()))
    differs = store.facts.differing([story.id for story in stories])

    def card(story: Story, lead: Article) -> StoryCard:
        score, because = _ranked(story, waits or {}, now)
        return StoryCard(
            story=story,
            snippet=_snippet(lead, novelty.get(lead.id)),
            image=lead.image,
            tags=tuple(tags.get(lead.id, ())[:CARD_TAGS]),
            rank=score,
            because=because,
            differs=differs.get(story.id),
        )

    return tuple(
        card(story, articles[lead])
        for story in stories
        if (lead := leads.get(story.id)) in articles
    )


def _snippet(article: Article, novelty: Novelty | None) -> str:
    fresh = new_sentences(article, novelty)
    text = next(fresh, article.text[:SNIPPET])
    for sentence in fresh:
        if len(text) + len(sentence) >= SNIPPET:
            break
        text = f"{text} {sentence}"
    return text if len(text) <= 2 * SNIPPET else f"{text[: 2 * SNIPPET].rsplit(' ', 1)[0]} …"


def new_sentences(article: Article, novelty: Novelty | None) -> Iterator[str]:
    """Yield an article's sentences that are not recycled, in order, read as they are asked for."""
    text = article.text
    pieces = [text[s.start : s.end] for s in novelty.segments if s.new] if novelty else [text]
    for piece in pieces:
        for span in sentences(piece, language=article.language):
            yield piece[span.start : span.end]
