"""Our errors. Each says what happened and what to do next; bugs raise anything else."""

from __future__ import annotations

from datetime import timedelta

__all__ = [
    "CacheError",
    "ConfigError",
    "ConflictError",
    "DistillError",
    "FeedError",
    "FetchError",
    "GoneError",
    "LoginError",
    "ModelError",
    "NotFoundError",
    "StoreError",
    "TidingsError",
    "TooManyError",
    "UsageError",
]


class TidingsError(Exception):
    """The base of every error that Tidings raises on purpose."""


class UsageError(TidingsError):
    """The caller asked for something that can't be done as it was asked."""


class NotFoundError(UsageError):
    """What the caller named is not there."""


class GoneError(TidingsError):
    """Who asked, or what they asked about, was removed while they did."""


class ConflictError(UsageError):
    """What the caller asked for contradicts earlier corrections: `numbers`, one to be undone."""

    def __init__(self, message: str, numbers: tuple[int, ...] = ()) -> None:
        super().__init__(message)
        self.numbers = numbers


class LoginError(UsageError):
    """Who asks is not known here, or said so wrongly."""


class TooManyError(UsageError):
    """Something was tried too often: `wait` says for how long it is refused."""

    def __init__(self, wait: timedelta) -> None:
        minutes = max(1, round(wait.total_seconds() / 60))
        super().__init__(f"This was tried too often. Wait {minutes} min and try again.")
        self.wait = wait


class ConfigError(TidingsError):
    """A setting is missing or makes no sense."""


class CacheError(TidingsError, OSError):
    """A file that is made once could not be kept: the machine's trouble, no article's."""


class FetchError(TidingsError):
    """An address could not be fetched: unreachable, refused, too slow, too large, not allowed."""


class FeedError(TidingsError):
    """A document is no feed, sitemap or OPML that can be read."""


class DistillError(TidingsError):
    """A page could not be turned into an article."""


class StoreError(TidingsError):
    """The library could not be read or written: locked, full, damaged, from a newer release."""


class ModelError(TidingsError):
    """A remote model could not write: the default writer steps in.

    `tokens` were probably paid for all the same; `late`: it is still writing.
    """

    def __init__(self, message: str, *, tokens: int = 0, late: bool = False) -> None:
        super().__init__(message)
        self.tokens = tokens
        self.late = late
