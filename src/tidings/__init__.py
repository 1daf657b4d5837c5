"""Tidings: a self-hosted news aggregator that shows each event once.

News moves one way, and the folders read in that order: `collect` (poll sources, fetch pages),
`distill` (page to article), `enrich` (notes on an article), `group` (articles to stories),
`write` (summaries), `serve` (faces of it). `flow` knows the order, `storage` keeps what comes
out, `workers` spread the work, `news` is the facade, `types` holds the nouns.

    from tidings import News

    with News.open("news.sqlite") as news:
        news.add("https://gazette.example")
        news.sync()
        for card in news.front():
            print(card.story.headline)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tidings.config import Config
    from tidings.news import News

__all__ = ["Config", "News"]


def __getattr__(name: str) -> Any:
    """Import the facade when it is asked for: the nouns must not wait for it."""
    if name == "News":
        from tidings.news import News

        return News
    if name == "Config":
        from tidings.config import Config

        return Config
    raise AttributeError(f"module 'tidings' has no attribute {name!r}")
