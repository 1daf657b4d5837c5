"""Small made-up news for the tests of grouping."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tidings.group import Features, features
from tidings.types import Article

START = datetime(2026, 3, 2, 8, tzinfo=UTC)

QUAKE = (
    "A strong earthquake of magnitude 6.1 shook the island of Velora on Monday.",
    "Mayor Anna Kestrin said that 23 people were hurt when houses in Port Sall fell in.",
    "Rescue teams from Dornheim were searching the ruins of a school with dogs.",
)
QUAKE_RETOLD = (
    "Twenty-three were hurt as houses fell in Port Sall, mayor Kestrin told reporters.",
    "The earthquake, of magnitude 6.1, was felt all over Velora; dogs searched a school.",
)
OTHER_QUAKE = (
    "An earthquake of magnitude 4.8 rattled the mountain town of Hargate on Friday.",
    "Nobody was hurt, said fire chief Tomas Brell, though chimneys broke in Lower Mill.",
)
MARKET = (
    "Shares of the ferry line Ostrava Lines fell by 9 percent on the Calder exchange.",
    "Chief executive Mirko Vantel blamed the price of fuel and a strike in Brunnmouth.",
)


def article(
    name: str, title: str, *paragraphs: str, hours: float | None = 0.0, publisher: str = ""
) -> Article:
    """Return an article that came out some hours after the start; None: without a time."""
    time = None if hours is None else START + timedelta(hours=hours)
    return Article(
        id=name, title=title, paragraphs=paragraphs, published_at=time, publisher=publisher
    )


def told(name: str, title: str, *paragraphs: str, hours: float | None = 0.0) -> Features:
    """Return the features of such an article, without a vector."""
    return features(article(name, title, *paragraphs, hours=hours))


def four() -> list[Features]:
    """Return two articles on one earthquake, one on another, one on a share."""
    return [
        told("q1", "Earthquake hurts 23 on Velora", *QUAKE),
        told("q2", "23 hurt in Velora earthquake", *QUAKE_RETOLD, hours=2),
        told("h1", "Earthquake rattles Hargate", *OTHER_QUAKE, hours=3),
        told("m1", "Ostrava Lines falls on Calder exchange", *MARKET, hours=4),
    ]
