"""Comments on other pages: the first under a story or article, and the link to where each is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tidings.comments import Row
from tidings.serve.site import FeedLinks, Site
from tidings.types import Comment

__all__ = [
    "PER_PAGE",
    "Subject",
    "Talk",
    "subject_of",
    "subjects_of",
    "talk_of_article",
    "talk_of_story",
]

PER_PAGE = 100  # comments


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """What comments are about, and where it is read."""

    url: str
    title: str
    language: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Talk:
    """Comments as they stand under what they are about."""

    rows: Sequence[Row]
    total: int  # of rows; there may be more than are shown
    at: str  # where all are shown, and where a new one is sent
    feed: FeedLinks


def talk_of_story(site: Site, story: str) -> Talk | None:
    """Return the comments on a story and its articles; None where who asks sees none."""
    if not site.talks:
        return None
    rows = site.news.comments.of_story(story, site.news.comments.reader(site.me.person))
    feed = FeedLinks("Tidings: comments", "/comments/feed", f"?story={story}")
    return Talk(rows=rows[:PER_PAGE], total=len(rows), at=f"/comments/story/{story}", feed=feed)


def talk_of_article(site: Site, article: str) -> Talk | None:
    """Return the comments on an article; None where who asks sees none."""
    if not site.talks:
        return None
    rows = site.news.comments.of_article(article, site.news.comments.reader(site.me.person))
    feed = FeedLinks("Tidings: comments", "/comments/feed", f"?article={article}")
    return Talk(rows=rows[:PER_PAGE], total=len(rows), at=f"/comments/article/{article}", feed=feed)


def subjects_of(site: Site, comments: Iterable[Comment]) -> dict[int, Subject]:
    """Return what each comment is about, by its number."""
    comments = tuple(comments)
    articles = site.news.store.articles.get(sorted({one.article for one in comments}))
    told = site.news.store.stories.membership([one.article for one in comments if one.whole])
    stories = site.news.store.stories.get(sorted({member[0] for member in told.values()}))
    found = {}
    for one in comments:
        article = articles[one.article]
        found[one.id] = Subject(
            url=f"/article/{article.id}", title=article.heading, language=article.language
        )
        story = stories.get(told[one.article][0]) if one.article in told and one.whole else None
        if story:
            found[one.id] = Subject(
                url=f"/story/{story.id}", title=story.headline, language=story.language
            )
    return found


def subject_of(site: Site, comment: Comment) -> Subject:
    """Return what a comment is about."""
    return subjects_of(site, [comment])[comment.id]
