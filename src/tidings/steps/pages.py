"""*Distill*: pages to articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tidings.collect.page import ENTRY_TYPE, page_from_entry, page_id
from tidings.distill import distill
from tidings.enrich.tags import slug
from tidings.errors import TidingsError
from tidings.storage import Store
from tidings.types import Article, Entry, Failure, Page, Status
from tidings.versions import is_one_article

__all__ = ["load_pages", "read_pages", "save_articles"]

Loaded = list[tuple[str, Any]]
NO_ARTICLE = {
    Status.BLOCKED: "the publisher answered with a wall instead of the article: "
    "open the page in a browser to see what it asks for",
    Status.EMPTY: "there is no text of an article on this page",
}


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
    """Return the page without its body and all that its feed says: they need not travel back."""
    entry = page.entry and Entry(id=page.entry.id, url=page.entry.url)
    return Page(
        id=page.id, url=page.url, body=b"", fetched_at=page.fetched_at, source=page.source,
        entry=entry,
    )  # fmt: skip


def _failure(page: Page, error: str) -> Failure:
    return Failure(id=page.id, stage="distill", error=error, source=page.source, url=page.url)


def save_articles(store: Store, item: str, result: tuple[Page, list[Article]]) -> None:
    """Keep a page's articles and their publishers' tags."""
    page, articles = result
    if len(articles) == 1:
        articles = [_as_known(store, page, articles[0])]
    for article in articles:
        store.articles.save(article, page=item, now=page.fetched_at)
        tags = [(slug(tag), tag) for tag in article.tags if slug(tag)]
        store.articles.save_tags(article.id, tags, ours=False)


def _as_known(store: Store, page: Page, article: Article) -> Article:
    """Return an article under the id that it has, though its publisher moved it since."""
    if store.articles.get([article.id]):
        return article
    former = store.intake.former_url(page.entry.id) if page.entry else ""
    known = store.articles.of_page(page.id) or (
        store.articles.of_page(page_id(former)) if former else ()
    )
    same = (one for one in known if one.source == article.source and is_one_article(one, article))
    return replace(article, id=next((one.id for one in same), article.id))
