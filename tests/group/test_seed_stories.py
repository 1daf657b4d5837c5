"""The five articles of the two seed documents: five stories, and the two meetings related."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tidings.enrich.embedding import embedding_text, load_encoder
from tidings.group import Features, Grouper, features, regroup, related
from tidings.types import Article, Novelty, Segment

BACKGROUND = "Libya has been in chaos"


def _cut(text: str, start: str, end: str) -> str:
    return text[text.index(start) : text.index(end)].strip()


def _articles(folder: Path) -> list[Article]:
    first, second = (p.read_text("utf-8") for p in sorted((folder / "seeds").glob("*.txt")))
    title, *body = first.strip().split("\n")
    meeting = _cut(second, "Libya's Chief", "Tags: Khaled")
    park = _cut(second, "The General Company", "\n\n\nLibya Review\n3 hours")
    trade = _cut(second, "In a strategic move", "Tags: algeria")
    fire = _cut(second, "The Administrative Control Authority in", "Tags: Administrative")
    rest = (
        ("Libya & Russia Discuss Military & Economic Cooperation", meeting),
        ("New Family Park Opens in Libya's Bani Walid", park),
        ("Algeria Seeks $3B Trade Boost with Libya", trade),
        ("Unidentified Attackers Set Fire to Libyan Anti-Corruption Office in Tripoli", fire),
    )
    articles = [Article(id="khalifa", title=title, paragraphs=tuple(body))]
    for name, (headline, text) in zip(("khaled", "park", "trade", "fire"), rest, strict=True):
        paragraphs = tuple(p for p in text.split("\n") if p)
        articles.append(Article(id=name, title=headline, paragraphs=paragraphs))
    return articles


def _novelty(article: Article, *, first: bool) -> Novelty:
    """Mark the background as the novelty index does: new where it stands first, then recycled."""
    text = article.text
    cut = text.find(BACKGROUND)
    if cut < 0:
        cut = len(text)
    segments = [Segment(paragraph=0, start=0, end=cut, new=True)]
    if cut < len(text):
        old = Segment(paragraph=0, start=cut, end=len(text), new=first, seen=4, standing=not first)
        segments.append(old)
    return Novelty(article=article.id, segments=tuple(segments))


@pytest.fixture(scope="module", params=["default", "none"])
def seeds(request: pytest.FixtureRequest, shared: Path) -> list[Features]:
    encoder = load_encoder(request.param)
    found = []
    for number, article in enumerate(_articles(shared)):
        novelty = _novelty(article, first=number == 0)
        vector = encoder.encode([embedding_text(article, novelty)])[0] if encoder else None
        found.append(features(article, novelty, vector))
    return found


def test_five_articles_make_five_stories(seeds: list[Features]) -> None:
    grouper = Grouper()
    assert len({grouper.add(f).story for f in seeds}) == 5
    assert len({d.story for d in regroup(seeds)}) == 5
    assert not any(d.duplicate_of for d in regroup(seeds))


def test_the_two_meetings_are_nearest_to_each_other(seeds: list[Features]) -> None:
    near = {f.article: [r.other for r in related(f, seeds)] for f in seeds}
    assert near["khalifa"][:1] == ["khaled"]
    assert near["khaled"][:1] == ["khalifa"]


def test_shared_background_relates_nothing(seeds: list[Features]) -> None:
    apart = [f for f in seeds if f.article in ("park", "trade", "fire")]
    assert [related(one, apart) for one in apart] == [(), (), ()]


def test_background_is_no_copy(shared: Path) -> None:
    whole = [features(replace(a, id=a.id)) for a in _articles(shared)]  # no novelty known at all
    assert not any(d.duplicate_of for d in regroup(whole))
