"""What an item says in a reader app: its title, its link, its text as HTML that is safe."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from tidings.people import ItemView
from tidings.serve.render.feeds import files_of, paragraphs
from tidings.serve.render.phrases import count
from tidings.serve.render.sanitize import safe_url
from tidings.types import Article, Enclosure, Icon

__all__ = ["ItemBody", "data_of", "item_body", "linked"]

SHOWN = 12  # sentences of what is new


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemBody:
    """An item as every app shows it."""

    title: str  # plain text, never empty
    url: str
    html: str
    author: str = ""
    published: datetime
    files: tuple[Enclosure, ...] = ()  # a podcast's sound; their addresses are safe


def item_body(view: ItemView, base: str) -> ItemBody:
    """Return what an item says: its article, or its story and what is new in it."""
    article = view.article
    published = min(article.published_at or view.state.item.at, view.state.item.at)
    if view.story is None:
        return ItemBody(
            title=article.heading,
            url=safe_url(article.url) or f"{base}/article/{article.id}",
            html=paragraphs(article.paragraphs),
            author=", ".join(article.authors) or article.publisher,
            published=published,
            files=files_of(article),
        )
    return ItemBody(
        title=view.story.headline or article.heading,
        url=f"{base}/story/{view.story.id}",
        html=_story(view, base),
        author=count(len(view.story.publishers), "publisher"),
        published=published,
    )


def data_of(icon: Icon) -> str:
    """Return an icon as Fever and Miniflux send it."""
    return f"{icon.type};base64,{b64encode(icon.body).decode()}"


def linked(files: tuple[Enclosure, ...]) -> str:
    """Return files as links, for apps whose protocol has no place for them."""
    link = Markup('<p><a href="{}">{}</a></p>')
    return "".join(link.format(one.url, one.type or one.url) for one in files)


def _story(view: ItemView, base: str) -> str:
    parts = []
    if view.adds:
        parts.append(Markup("<h3>{}</h3>").format(f"New, by {_name(view.article)}"))
        parts += [Markup("<p>{}</p>").format(text) for text in view.adds[:SHOWN]]
    if view.summary and view.summary.sentences:
        if view.adds:
            parts.append(Markup("<h3>The story</h3>"))
        parts += [Markup("<p>{}</p>").format(one.text) for one in view.summary.sentences]
    parts.append(Markup("<h3>{}</h3>").format(_told_by(view)))
    parts.append(Markup("<ul>{}</ul>").format(Markup("").join(map(_teller, view.tellers))))
    if not view.adds:
        parts.append(Markup("<h3>{}</h3>").format(f"In full, by {_name(view.article)}"))
        parts.append(Markup(paragraphs(view.article.paragraphs)))  # noqa: S704  escaped there
    page = f"{base}/story/{view.story.id}" if view.story else base
    parts.append(Markup('<p><a href="{}">All sources side by side</a></p>').format(page))
    return "".join(parts)


def _told_by(view: ItemView) -> str:
    articles = len(view.story.articles) if view.story else 1
    return f"Told in {count(articles, 'article')}"


def _teller(article: Article) -> Markup:
    url, words = safe_url(article.url), f"{_name(article)}: {article.title}"
    if not url:
        return Markup("<li>{}</li>").format(words)
    return Markup('<li><a href="{}">{}</a></li>').format(url, words)


def _name(article: Article) -> str:
    return article.publisher or "an unnamed source"
