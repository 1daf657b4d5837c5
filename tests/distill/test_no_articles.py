"""Pages that hold no article: they say so, and give no furniture as an article's text."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tidings.distill import distill, page_of
from tidings.types import Status

NOW = datetime(2025, 6, 10, 12, 0, tzinfo=UTC)
PAGES: list[dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("no_articles.toml").read_text(encoding="utf-8")
)["page"]
PROSE = "The council will pay for the new roof of the school from what the ferry earns in summer. "


def html_of(page: dict[str, str]) -> str:
    return (
        f"<!doctype html><html lang={page['language']}><head><meta charset=utf-8>"
        f"<title>{page['title']}</title></head><body>{page['body']}</body></html>"
    )


@pytest.mark.parametrize("page", PAGES, ids=[f"{one['name']}-{one['language']}" for one in PAGES])
def test_what_is_no_article_is_not_called_one(page: dict[str, str]) -> None:
    found = distill(page_of(html_of(page), url="https://post.example/a-story", fetched_at=NOW))
    assert found[0].status.value in page["statuses"].split()
    assert len(found) == 1
    if found[0].status in (Status.EMPTY, Status.BLOCKED):
        assert not found[0].paragraphs


@pytest.mark.parametrize(
    "around", [page["body"] for page in PAGES if "front" in page["name"] or "404" in page["name"]]
)
def test_an_article_above_such_a_page_stays_one(around: str) -> None:
    text = "".join(f"<p>{PROSE * 2}</p>" for _ in range(4))
    body = f"<article><h1>Ferry pays for school roof</h1>{text}</article><aside>{around}</aside>"
    page = {"language": "en", "title": "Ferry pays for school roof", "body": body}
    found = distill(page_of(html_of(page), url="https://post.example/a-story", fetched_at=NOW))
    assert found[0].status is Status.FULL


def test_a_short_article_that_says_what_it_is_stays_one() -> None:
    dated = "<h1>New cookie factory</h1><time datetime=2025-06-09>9 June</time>"
    body = f"<main>{dated}<p>A factory for cookies opens in Elmford on Monday.</p></main>"
    page = {"language": "en", "title": "New cookie factory", "body": body}
    found = distill(page_of(html_of(page), url="https://post.example/a-story", fetched_at=NOW))
    assert found[0].status is Status.FULL
