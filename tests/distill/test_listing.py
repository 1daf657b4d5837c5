"""Text pages with several articles: every layout, in several languages, gives them all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.distill import invented
from tests.distill.invented import AGES, STYLES, Told, text_page
from tidings.distill import distill, page_of
from tidings.types import Article

NOW = datetime(2025, 6, 10, 12, 0, tzinfo=UTC)


def read(text: str) -> list[Article]:
    return distill(page_of(text, content_type="text/plain", fetched_at=NOW))


def check(articles: list[Article], told: tuple[Told, ...]) -> None:
    assert [a.title for a in articles] == [t.title for t in told]
    for article, one in zip(articles[1:], told[1:], strict=True):
        assert article.publisher == one.publisher
        assert article.published_at == NOW - timedelta(hours=one.hours)
        assert " ".join(article.paragraphs) == one.body.replace("\n", " ")
    assert list(articles[0].paragraphs) == told[0].body.split("\n")
    assert len({a.id for a in articles}) == len(articles)


@pytest.mark.parametrize("gap", [0, 1, 2, 3])
@pytest.mark.parametrize("style", STYLES)
def test_every_layout(style: str, gap: int) -> None:
    check(read(text_page(invented.ENGLISH, style=style, gap=gap)), invented.ENGLISH)


@pytest.mark.parametrize("style", STYLES)
def test_every_layout_with_many_publishers(style: str) -> None:
    told = (invented.ENGLISH[0], *invented.OTHER_PUBLISHERS)
    articles = read(text_page(told, style=style))
    check(articles, told)
    assert articles[0].publisher == ""


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("de", invented.GERMAN),
        ("fr", invented.FRENCH),
        ("es", invented.SPANISH),
        ("ar", invented.ARABIC),
    ],
)
def test_every_language(language: str, told: tuple[Told, ...], style: str) -> None:
    articles = read(text_page(told, style=style, language=language))
    check(articles, told)
    assert {a.language for a in articles} == {language}


@pytest.mark.parametrize("ages", AGES)
def test_every_age(ages: str) -> None:
    check(read(text_page(invented.ENGLISH, ages=ages)), invented.ENGLISH)


@pytest.mark.parametrize("tags", ["glued", "commas", "hashtags", "bars"])
def test_tags_are_cut_apart(tags: str) -> None:
    articles = read(text_page(invented.ENGLISH, tags=tags))
    check(articles, invented.ENGLISH)
    for article, one in zip(articles, invented.ENGLISH, strict=True):
        assert article.tags == one.tags


def test_the_publisher_of_the_main_article_shows_in_its_standing_text() -> None:
    assert read(text_page(invented.ENGLISH))[0].publisher == "Vellmar Courier"
