"""The library as a reader sees it: nouns put together into views. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tidings.collect.schedule import health
from tidings.enrich.tags import slug
from tidings.evidence import judged_sentences
from tidings.group.ranking import rank
from tidings.lineage import Lineage
from tidings.places import with_places
from tidings.snippets import snippet
from tidings.storage import Store
from tidings.storage.query import parse_query
from tidings.text import sentences
from tidings.timeline import thread_of
from tidings.types import Article, CorrectionKind, Novelty, Related, Story, Version
from tidings.versions import Difference, history
from tidings.views import (
    ArticleView,
    Hit,
    SearchView,
    SourceView,
    StoryCard,
    StoryView,
    TagCount,
    Telling,
)
from tidings.write import summarize

__all__ = [
    "article_view",
    "front",
    "latest",
    "related_articles",
    "search",
    "source_view",
    "source_views",
    "story_view",
    "tag_counts",
]

FRONT_SPAN = timedelta(days=7)  # stories older than this are found by search, tag and source
FRONT_STORIES = 600  # that are ranked at most
SNIPPET = 240  # characters
CARD_TAGS = 5
NEIGHBOURS = 24  # pairs looked at for related articles: some tell one story
RELATED = 6
CHANGES = 6  # latest versions of an article that its story page compares


def front(
    store: Store,
    *,
    tag: str = "",
    source: str = "",
    language: str = "",
    limit: int = 30,
    offset: int = 0,
    now: datetime,
) -> tuple[StoryCard, ...]:
    """Return stories, most important first. The whole library counts under a filter."""
    everything = tag or source or language
    stories = store.stories.recent(
        tag=slug(tag) if tag else "",
        source=source,
        language=language,
        since=None if everything else now - FRONT_SPAN,
        limit=FRONT_STORIES,
    )
    if not stories and not everything:  # nothing new for a week: show what there is
        stories = store.stories.recent(
            tag="", source="", language="", since=None, limit=FRONT_STORIES
        )
    ranked = sorted(stories, key=lambda story: (-rank(story, now=now)[0], story.id))
    return cards(store, ranked[offset : offset + limit], now=now)


def cards(store: Store, stories: Sequence[Story], *, now: datetime) -> tuple[StoryCard, ...]:
    """Return stories as rows of a list, in the order given."""
    leads = {story.id: story.articles[0] for story in stories if story.articles}
    articles = store.articles.get(list(leads.values()))
    novelty = store.articles.novelty(list(leads.values()))
    tags = store.articles.tags(list(leads.values()))
    return tuple(
        _card(story, articles[lead], novelty.get(lead), tags.get(lead, ()), now)
        for story in stories
        if (lead := leads.get(story.id)) in articles
    )


def _card(
    story: Story, lead: Article, novelty: Novelty | None, tags: Sequence[str], now: datetime
) -> StoryCard:
    score, because = rank(story, now=now)
    return StoryCard(
        story=story,
        snippet=_snippet(lead, novelty),
        image=lead.image,
        tags=tuple(tags[:CARD_TAGS]),
        rank=score,
        because=because,
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


def story_view(store: Store, story_id: str, *, now: datetime) -> StoryView | None:
    """Return a story with its summary, tellings and neighbours; None when there is none."""
    current = store.stories.resolve(story_id)
    story = store.stories.get([current]).get(current)
    if story is None:
        return None
    articles = list(store.articles.get(story.articles).values())
    novelty = store.articles.novelty(story.articles)
    written = store.stories.summaries([story.id])
    corrections = tuple(store.corrections.of(story.articles))
    return StoryView(
        story=story,
        summary=written.get(story.id) or summarize(articles, novelty=novelty),
        tellings=tuple(_tellings(store, story.id, articles, novelty)),
        tags=_common_tags(store.articles.tags(story.articles).values()),
        related=_related_stories(store, story, now),
        lineage=store.stories.lineages([story.id]).get(story.id) or Lineage(),
        corrections=corrections,
        locked=any(
            c.kind is CorrectionKind.LOCK and store.stories.resolve(c.story) == story.id
            for c in corrections
        ),
        thread=thread_of(store, story.id),
    )


def _related_stories(store: Store, story: Story, now: datetime) -> tuple[StoryCard, ...]:
    """Return the stories near to one, each with why it is near."""
    near = _nearest(store, story.articles, limit=RELATED)
    stories = _stories_of(store, [r.other for r in near])
    because = {stories[r.other]: r.because for r in near}
    found = store.stories.get(list(because))
    return tuple(
        replace(card, because=because[card.story.id])
        for card in cards(store, list(found.values()), now=now)
    )


def _tellings(
    store: Store, story_id: str, articles: Sequence[Article], novelty: Mapping[str, Novelty]
) -> Iterable[Telling]:
    ids = [article.id for article in articles]
    told = store.told.of(story_id)
    known = {article.id: article for article in articles}
    membership = store.stories.membership(ids)
    edited = store.articles.version_counts(ids)
    for article in articles:
        _, duplicate_of, because = membership.get(article.id, ("", "", ()))
        found = novelty.get(article.id) or Novelty(article=article.id)
        judged = tuple(judged_sentences(article, told.get(article.id, ()), known))
        adds = (
            (one.text for one in judged if not one.statement.known)
            if article.id in told
            else new_sentences(article, novelty.get(article.id))
        )
        yield Telling(
            article=article,
            novelty=found,
            adds=() if duplicate_of else tuple(adds),
            judged=() if duplicate_of else judged,
            duplicate_of=duplicate_of,
            because=because,
            changes=_changes(store, article.id) if edited.get(article.id, 1) > 1 else (),
        )


def _changes(store: Store, article_id: str) -> tuple[Difference, ...]:
    """Return what was changed in an article lately, oldest first."""
    return history(store.articles.versions(article_id)[-CHANGES:])


def _common_tags(lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    labels: dict[str, str] = {}
    for tags in lists:
        for tag in tags:
            counts[slug(tag)] = counts.get(slug(tag), 0) + 1
            labels.setdefault(slug(tag), tag)
    order = sorted(counts, key=lambda name: -counts[name])
    return tuple(labels[name] for name in order[: 2 * CARD_TAGS])


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
    told = store.told.of(story_id, article=article_id).get(article_id, ())
    places = list(dict.fromkeys(p.article for s in told for p in s.restates))
    held = [reason.other for reason in because]
    known = store.articles.get(
        [*firsts, *copies, duplicate_of, *(r.other for r in near), *places, *held]
    )
    versions = tuple(store.articles.versions(article_id)) or (_only_version(article),)
    return ArticleView(
        article=article,
        novelty=novelty,
        first_seen=tuple((first, known[first]) for first in firsts if first in known),
        tags=store.articles.tags([article_id]).get(article_id, ()),
        story=store.stories.get([story_id]).get(story_id),
        duplicate_of=known.get(duplicate_of),
        copies=tuple(known[copy] for copy in copies if copy in known),
        related=tuple(_with_places(r, article, known) for r in near if r.other in known),
        versions=versions,
        changes=history(versions),
        because=with_places(because, article, known),
        against=tuple((other, known[other]) for other in dict.fromkeys(held) if other in known),
        judged=tuple(judged_sentences(article, told, known)),
        told=tuple((place, known[place]) for place in places if place in known),
    )


def _with_places(
    near: Related, article: Article, known: Mapping[str, Article]
) -> tuple[Related, Article]:
    other = known[near.other]  # the reasons may have been found from the other end
    because = with_places(near.because, article, {article.id: other, other.id: other})
    return replace(near, because=because), other


def _only_version(article: Article) -> Version:
    return Version(
        article=article.id,
        number=1,
        seen_at=article.fetched_at or article.time or datetime.now(UTC),
        title=article.title,
        paragraphs=article.paragraphs,
    )


def related_articles(store: Store, article_id: str, *, limit: int = RELATED) -> tuple[Related, ...]:
    """Return the articles nearest by what is new in them that tell another story.

    To a copy is related what is related to its original.
    """
    _, original, _ = store.stories.membership([article_id]).get(article_id, ("", "", ()))
    found = _nearest(store, [original or article_id], limit=limit)
    return tuple(replace(near, article=article_id) for near in found)


def _nearest(store: Store, ids: Sequence[str], *, limit: int) -> list[Related]:
    """Return what is near to any of these articles of one story: each other story, each text once.

    Copies of one text stand in one story, but for those that came weeks apart.
    """
    found = store.related.of(ids, limit=NEIGHBOURS)
    stories = _stories_of(store, [*ids, *(near.other for near in found)])
    texts = store.articles.get([*ids[:1], *(near.other for near in found)])
    shown: dict[str, Related] = {}
    told = {stories.get(name) for name in ids}
    seen = {texts[name].text for name in ids[:1] if name in texts}
    for near in found:
        story, text = stories.get(near.other), texts[near.other].text
        if story and story not in told and text not in seen:
            shown[near.other] = near
            told.add(story)
            seen |= {text} - {""}
    return list(shown.values())[:limit]


def _stories_of(store: Store, ids: Sequence[str]) -> dict[str, str]:
    return {article: m[0] for article, m in store.stories.membership(ids).items()}


def search(store: Store, text: str, *, limit: int = 20, offset: int = 0) -> SearchView:
    """Return what a query finds. Any text is a query."""
    query = parse_query(text)
    found = store.search.find(query, limit=limit, offset=offset)
    articles = store.articles.get(found.articles)
    novelty = store.articles.novelty(found.articles)
    stories = _stories_of(store, found.articles)
    return SearchView(
        query=query.text,
        hits=tuple(
            Hit(
                article=article,
                story=stories.get(name, ""),
                snippet=snippet(article, novelty.get(name), query),
            )
            for name, article in articles.items()
        ),
        total=found.total,
        more=found.more,
        notes=query.notes,
    )


def latest(
    store: Store, *, tag: str = "", source: str = "", query: str = "", limit: int = 50
) -> tuple[Article, ...]:
    """Return articles, newest first: all, or those of a tag, a source or a search."""
    if query:
        hits = search(store, query, limit=limit).hits
        return tuple(hit.article for hit in hits)
    found = store.articles.latest(
        tag=slug(tag) if tag else "", source=source, since=None, limit=limit
    )
    return tuple(found)


def tag_counts(store: Store, *, limit: int = 100) -> tuple[TagCount, ...]:
    """Return the tags that most articles carry."""
    return tuple(TagCount(tag=tag, articles=n) for tag, n in store.articles.tag_counts(limit=limit))


def source_views(store: Store, *, now: datetime) -> tuple[SourceView, ...]:
    """Return every source with its health."""
    counts = store.sources.counts()
    return tuple(
        SourceView(
            source=source,
            health=health(source, now=now),
            articles=counts.get(source.id, (0, None))[0],
            latest=counts.get(source.id, (0, None))[1],
            failures=(),
        )
        for source in store.sources.all()
    )


def source_view(store: Store, source_id: str, *, now: datetime) -> SourceView | None:
    """Return a source with its health and its latest failures; None when there is none."""
    source = store.sources.get(source_id)
    if source is None:
        return None
    articles, last = store.sources.counts().get(source_id, (0, None))
    return SourceView(
        source=source,
        health=health(source, now=now),
        articles=articles,
        latest=last,
        failures=tuple(store.queue.failures(source=source_id, limit=20)),
    )
