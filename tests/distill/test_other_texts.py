"""Aggregator pages as text, in shapes that no rule was written for: each gives its articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.distill.invented import (
    ARABIC,
    CHINESE,
    ENGLISH,
    FRENCH,
    GERMAN,
    OTHER_PUBLISHERS,
    RUSSIAN,
    TURKISH,
    Told,
)
from tidings.distill import distill, page_of

NOW = datetime(2025, 6, 10, 12, 0, tzinfo=UTC)
Head = Callable[[Told, int], list[str]]  # of the told and its number


def ago(told: Told) -> str:
    return f"{told.hours} hours ago"


def page(
    told: Sequence[Told],
    head: Head,
    *,
    middle: Sequence[str] = ("Comments", "No comments yet...", "Related Articles"),
    above: Sequence[str] = (),
    below: Sequence[str] = (),
    body: Callable[[Told], list[str]] = lambda t: [t.body],
    under: Sequence[str] = (),
    main_head: Head = lambda t, i: [t.title],
) -> str:
    """Lay a page out: its main article, what stands in the middle, a card for each other one."""
    main, *others = told
    lines = [*above, *main_head(main, 0), main.body, "", *middle]
    for number, one in enumerate(others, 1):
        lines += ["", *head(one, number), *body(one), *under]
    return "\n".join([*lines, *below])


def named(t: Told, _: int) -> list[str]:
    return [t.publisher, ago(t), t.title]


def dated(form: str) -> Head:
    return lambda t, _: [t.title, f"{t.publisher} | {NOW - timedelta(hours=t.hours):{form}}"]


def aged(told: Sequence[Told], hours: int) -> tuple[Told, ...]:
    return tuple(replace(one, hours=hours) for one in told)


MANY = (ENGLISH[0], *OTHER_PUBLISHERS)
SEPARATED = tuple(replace(one, tags=()) for one in ENGLISH)
PAGES: dict[str, tuple[str, Sequence[Told]]] = {
    "unknown section heads": (
        page(ENGLISH, named, middle=("What readers say", "Nobody yet.", "More of the valley")),
        SEPARATED,
    ),
    "tags above the body": (
        page(ENGLISH, lambda t, i: [*named(t, i), "Tags: " + ", ".join(t.tags)]),
        ENGLISH,
    ),
    "hashtags above the body": (
        page(ENGLISH, lambda t, i: [*named(t, i), " ".join(f"#{tag[:5]}" for tag in t.tags)]),
        [replace(one, tags=tuple(tag[:5].strip() for tag in one.tags)) for one in ENGLISH],
    ),
    "tags in a row without a label": (
        page(ENGLISH, named, body=lambda t: [t.body, " | ".join(t.tags)]),
        ENGLISH,
    ),
    "glued tags in small letters": (
        page(ENGLISH, named, body=lambda t: [f"{t.body} Tags: {''.join(t.tags).lower()}"]),
        [replace(one, tags=tuple(tag.lower() for tag in one.tags)) for one in ENGLISH],
    ),
    "numbered titles": (
        page(MANY, lambda t, i: [f"{i}. {t.title}", f"{t.publisher} · {ago(t)}"]),
        MANY,
    ),
    "numbers on lines of their own": (
        page(MANY, lambda t, i: [f"{i}", t.title, t.publisher, ago(t)]),
        MANY,
    ),
    "one card under an unknown head": (
        page(ENGLISH[:2], named, middle=("Discussion", "You might have missed")),
        SEPARATED[:2],
    ),
    "the main article has a head too": (
        page(MANY, lambda t, i: [t.title, f"{t.publisher} • {ago(t)}"], main_head=named),
        MANY,
    ),
    "buttons below each": (
        page(ENGLISH, named, under=("12 likes · 3 comments", "Listen · 3 min", "Share  Save")),
        SEPARATED,
    ),
    "links on below each": (
        page(ENGLISH, named, under=("Read full story at Vellmar Courier", "Hide")),
        SEPARATED,
    ),
    "time to read": (
        page(MANY, lambda t, i: [t.title, f"{t.publisher} · {ago(t)} · 3 min read"]),
        MANY,
    ),
    "author, publisher and age in a row": (
        page(MANY, lambda t, i: [t.title, f"By Nora Field, {t.publisher}, {ago(t)}"]),
        MANY,
    ),
    "a category above each": (
        page(
            MANY, lambda t, i: ["LOCAL" if i % 2 else "WORLD", t.title, f"{t.publisher} • {ago(t)}"]
        ),
        MANY,
    ),
    "publisher and age glued": (
        page(MANY, lambda t, i: [t.title, f"{t.publisher}{ago(t)}"]),
        MANY,
    ),
    "age in brackets": (page(MANY, lambda t, i: [t.title, f"{t.publisher} ({ago(t)})"]), MANY),
    "labels before both": (
        page(MANY, lambda t, i: [t.title, f"Source: {t.publisher}", f"Published: {ago(t)}"]),
        MANY,
    ),
    "rules between": (page(MANY, lambda t, i: ["---", *named(t, i)]), MANY),
    "navigation above": (
        page(MANY, named, above=("Nuzzle", "Home", "World", "Log in", "")),
        MANY,
    ),
    "a page's foot with prose": (
        page(
            MANY,
            named,
            below=(
                "",
                "© 2025 Nuzzle",
                "Privacy · Terms",
                f"All is ours, {'so ' * 12}.",
            ),
        ),
        MANY,
    ),
    "a newsletter box": (
        page(
            MANY,
            named,
            middle=(
                "Get the morning brief",
                "Sign up for our newsletter and read it in your inbox every morning at seven.",
                "Subscribe",
                "Related Articles",
            ),
        ),
        MANY,
    ),
    "yesterday": (
        page(aged(MANY, 24), lambda t, i: [t.publisher, "Yesterday", t.title]),
        aged(MANY, 24),
    ),
    "day, month, year": (page(MANY, dated("%d %B %Y, %H:%M")), MANY),
    "month, day, year": (page(MANY, dated("%A, %B %d, %Y at %I:%M %p")), MANY),
    "dots": (page(MANY, dated("%d.%m.%Y %H:%M")), MANY),
    "ISO": (page(MANY, dated("%Y-%m-%dT%H:%M:%SZ")), MANY),
    "Russian": (
        page(
            RUSSIAN,
            lambda t, i: [t.publisher, "3 часа назад" if i == 1 else "3 дня назад", t.title],
            middle=("Обсуждение", "Пока никто не написал", "Ещё по теме"),
            body=lambda t: [f"{t.body} Теги: {''.join(t.tags)}"],
        ),
        RUSSIAN,
    ),
    "Turkish": (
        page(
            TURKISH,
            lambda t, i: [t.publisher, f"{t.hours} saat önce", t.title],
            middle=("Görüşler", "Henüz görüş yok", "Diğer haberler"),
        ),
        [replace(one, tags=()) for one in TURKISH],
    ),
    "Chinese": (
        page(
            CHINESE,
            lambda t, i: [t.title, f"{t.publisher} · {t.hours}小时前"],
            middle=("大家都在看",),
            body=lambda t: [t.body + ("标签：" + "、".join(t.tags) if t.tags else "")],
        ),
        CHINESE,
    ),
    "Arabic, two hours in one word": (
        page(
            aged(ARABIC, 2),
            lambda t, i: [t.publisher, "منذ ساعتين", t.title],
            middle=("آراء القراء", "المزيد من الأخبار"),
        ),
        aged(ARABIC, 2),
    ),
    "Arabic digits": (
        page(
            ARABIC,
            lambda t, i: [t.publisher, f"منذ {'٠١٢٣٤٥٦'[t.hours]} ساعات", t.title],
            middle=("التعليقات", "مقالات ذات صلة"),
        ),
        ARABIC,
    ),
    "French, short": (
        page(
            FRENCH,
            lambda t, i: [t.title, f"{t.publisher} - il y a {t.hours} h"],
            middle=("Réactions", "Les plus lus"),
        ),
        FRENCH,
    ),
    "German, short": (
        page(
            GERMAN,
            lambda t, i: [f"{t.publisher}, vor {t.hours} Std.", t.title],
            middle=("Leserbriefe", "Mehr aus der Region"),
        ),
        GERMAN,
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_every_article_is_found(name: str) -> None:
    text, told = PAGES[name]
    articles = distill(page_of(text, content_type="text/plain", fetched_at=NOW))
    assert [a.title for a in articles] == [t.title for t in told]
    assert [a.paragraphs for a in articles] == [tuple(t.body.split("\n")) for t in told]
    for article, one in zip(articles[1:], told[1:], strict=True):
        assert article.publisher == one.publisher
        assert article.published_at == NOW - timedelta(hours=one.hours)
        assert article.tags == one.tags
