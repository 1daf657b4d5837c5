"""Pages that hold no article: they say so, and give no furniture as an article's text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.distill.no_articles import PAGES, NoArticle
from tidings.distill import distill, page_of
from tidings.types import Status

NOW = datetime(2025, 6, 10, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("page", PAGES, ids=[f"{one.name}-{one.language}" for one in PAGES])
def test_what_is_no_article_is_not_called_one(page: NoArticle) -> None:
    html = (
        f"<!doctype html><html lang={page.language}><head><meta charset=utf-8>"
        f"<title>{page.title}</title></head><body>{page.body}</body></html>"
    )
    found = distill(page_of(html, url="https://post.example/2025/a-story", fetched_at=NOW))
    assert found[0].status.value in page.statuses.split()
    assert len(found) == 1
    if found[0].status in (Status.EMPTY, Status.BLOCKED):
        assert not found[0].paragraphs
