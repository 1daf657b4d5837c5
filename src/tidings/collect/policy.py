"""How we behave towards servers, and what we put up with."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["FetchPolicy", "user_agent"]


def user_agent(home: str = "") -> str:
    """Return the honest name we go by; `home` is an address that tells more about this reader."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version("tidings")
    except PackageNotFoundError:  # run from a checkout
        number = "dev"
    return f"Tidings/{number} (+{home})" if home else f"Tidings/{number}"


@dataclass(frozen=True, kw_only=True)
class FetchPolicy:
    """How often a server is asked, and how long and large an answer may be."""

    agent: str = field(default_factory=user_agent)
    gap: float = 1.0  # seconds between two requests to one host
    at_once: int = 2  # requests to one host at a time
    concurrency: int = 128  # requests under way in all, those that wait for their host included
    deadline: float = 30.0  # seconds for one answer in all, redirects included, waiting not
    patience: float = 5.0  # seconds before a body must have come at `slowest` on the whole
    slowest: float = 1024.0  # bytes a second; who drips holds up others
    max_bytes: int = 20 * 1024 * 1024  # of one answer, on the wire and decoded
