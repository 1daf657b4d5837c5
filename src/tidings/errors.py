"""Our errors. Each says what happened and what to do next; bugs raise anything else."""

from __future__ import annotations

__all__ = [
    "ConfigError",
    "DistillError",
    "FeedError",
    "FetchError",
    "StoreError",
    "TidingsError",
    "UsageError",
]


class TidingsError(Exception):
    """The base of every error that Tidings raises on purpose."""


class UsageError(TidingsError):
    """The caller asked for something that can't be done as it was asked."""


class ConfigError(TidingsError):
    """A setting is missing or makes no sense."""


class FetchError(TidingsError):
    """An address could not be fetched: unreachable, refused, too slow, too large, not allowed."""


class FeedError(TidingsError):
    """A document is no feed, sitemap or OPML that can be read."""


class DistillError(TidingsError):
    """A page could not be turned into an article."""


class StoreError(TidingsError):
    """The library could not be read or written: locked, full, damaged, from a newer release."""
