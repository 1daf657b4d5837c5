"""Plain text in its many shapes: one article, wrapped lines, odd lists below."""

from __future__ import annotations

import textwrap
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.distill.invented import ENGLISH, OTHER_PUBLISHERS, Told
from tidings.distill import distill, page_of
from tidings.types import Article, Status

NOW = datetime(2025, 6, 10, 12, 0, tzinfo=UTC)
MAIN = ENGLISH[0]
BODY = MAIN.body.split("\n")


def read(text: str) -> list[Article]:
    return distill(page_of(text, content_type="text/plain", fetched_at=NOW))


def cards(told: tuple[Told, ...]) -> str:
    return "\n\n".join(f"{t.publisher}\n{t.hours} hours ago\n{t.title}\n{t.body}" for t in told)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join([MAIN.title, *BODY]),
        "\n\n".join([MAIN.title, *BODY]),
        "\r\n\r\n".join(["\ufeff" + MAIN.title, *BODY]),
        "\n\n".join([MAIN.title, *(textwrap.fill(p, 72) for p in BODY)]),
        MAIN.title + "\n\n" + "\n".join(textwrap.fill(p, 66, initial_indent="   ") for p in BODY),
        "\n".join([MAIN.title, "By Nora Field", "9 June 2025", "", *BODY]),
        "\n".join([MAIN.title, *BODY, "Comments", "No comments yet...", "About us"]),
        "\n".join([MAIN.title, *BODY, "Comments", "Jo Roe", "2 hours ago", ENGLISH[1].body]),
        "\n".join([MAIN.title, *BODY, "Related Articles", "Osk Mail", "3h", ENGLISH[1].title]),
    ],
)
def test_one_article(text: str) -> None:
    (article,) = read(text)
    assert article.title == MAIN.title
    assert list(article.paragraphs) == BODY


def test_byline_date_and_source() -> None:
    text = f"{MAIN.title}\nBy Nora Field\nSource: Osk Mail\nPublished 3 hours ago\n{MAIN.body}"
    (article,) = read(text)
    assert article.authors == ("Nora Field",)
    assert article.publisher == "Osk Mail"
    assert article.published_at == datetime(2025, 6, 10, 9, 0, tzinfo=UTC)


def test_a_timeline_stays_one_article() -> None:
    days = "\n".join(f"{i + 3} June 2025\n{t.body}" for i, t in enumerate(OTHER_PUBLISHERS))
    assert len(read(f"How the strike came about\n{MAIN.body}\n{days}")) == 1


def test_teasers_below_are_left_out() -> None:
    below = "\n\n".join(
        f"{t.publisher}\n{t.hours} hours ago\n{t.title}\n{t.body[:120]}…" for t in OTHER_PUBLISHERS
    )
    (article,) = read(f"{MAIN.title}\n{MAIN.body}\n\nRelated Articles\n\n{below}")
    assert list(article.paragraphs) == BODY


def test_unknown_furniture_ends_the_main_article() -> None:
    asked = "How do you feel about this?\nLeave your thoughts\nPeople also explored"
    below = "\n\n".join(
        f"{t.title}\n{t.publisher} • {t.hours}h ago\n\n{t.body}\n\nOpen in app\nHide"
        for t in OTHER_PUBLISHERS
    )
    head = f"Nuzzle\nWorld\n\n{MAIN.title}\nBy Nora Field\nVellmar Courier · 1h ago"
    articles = read(f"{head}\n\n{MAIN.body}\n\n{asked}\n\n{below}\n\n© 2025 Nuzzle Inc.\nTerms")
    assert [a.title for a in articles] == [MAIN.title, *(t.title for t in OTHER_PUBLISHERS)]
    assert [list(a.paragraphs) for a in articles] == [BODY, *([t.body] for t in OTHER_PUBLISHERS)]
    assert articles[0].publisher == "Vellmar Courier"
    assert articles[0].authors == ("Nora Field",)


def test_one_related_article_is_enough_under_its_heading() -> None:
    articles = read(f"{MAIN.title}\n{MAIN.body}\nRelated stories\n{cards(OTHER_PUBLISHERS[:1])}")
    assert [a.title for a in articles] == [MAIN.title, OTHER_PUBLISHERS[0].title]


def test_a_page_of_cards_alone() -> None:
    articles = read(cards((MAIN, *OTHER_PUBLISHERS)))
    assert [a.publisher for a in articles] == [t.publisher for t in (MAIN, *OTHER_PUBLISHERS)]


def test_the_same_words_by_two_publishers_are_two_articles() -> None:
    one, two = OTHER_PUBLISHERS[0], OTHER_PUBLISHERS[1]
    copy = Told(one.title, two.publisher, 4, one.body)
    articles = read(f"{MAIN.title}\n{MAIN.body}\nRelated Articles\n\n{cards((one, copy))}")
    assert [a.publisher for a in articles[1:]] == [one.publisher, two.publisher]
    assert len({a.id for a in articles}) == 3


def test_the_same_article_twice_is_one() -> None:
    told = (OTHER_PUBLISHERS[0], OTHER_PUBLISHERS[1], OTHER_PUBLISHERS[0])
    assert len(read(f"{MAIN.title}\n{MAIN.body}\nRelated Articles\n\n{cards(told)}")) == 3


def test_tags_each_on_its_own_line() -> None:
    (article,) = read("\n".join([MAIN.title, *BODY, "Tags", "ferry", "Ada Lindqvist", "Osk"]))
    assert article.tags == ("ferry", "Ada Lindqvist", "Osk")


@pytest.mark.parametrize("text", ["", " \n\t\n", "\x00\x01"])
def test_nothing_is_empty(text: str) -> None:
    (article,) = read(text)
    assert (article.status, article.paragraphs) == (Status.EMPTY, ())


def test_the_id_is_of_the_words() -> None:
    one = read(f"{MAIN.title}\n{MAIN.body}")[0]
    assert read(f"{MAIN.title}\n\n{MAIN.body.upper()}")[0].id == one.id
    assert read(f"{MAIN.title}\n{MAIN.body} More.")[0].id != one.id


LINES = st.sampled_from(
    ["", "Comments", "2 hours ago", "Osk Mail", "Tags: aB", MAIN.title, BODY[0], "x", "…", "#a #b"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=14) | st.lists(st.text(max_size=40), max_size=8))
def test_any_lines_are_survived(lines: list[str]) -> None:
    articles = read("\n".join(lines))
    assert articles
    assert len({a.id for a in articles}) == len(articles)
    assert all("\n" not in p and p == p.strip() and p for a in articles for p in a.paragraphs)
