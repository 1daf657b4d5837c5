"""HTML pages with several whole articles, and the far more usual ones with only one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import escape

import pytest

from tests.distill import invented
from tests.distill.invented import AGES, WORDS, Told
from tidings.distill import distill, page_of
from tidings.types import Article

NOW = datetime(2025, 6, 10, 12, 0, tzinfo=UTC)

Card = Callable[[Told, str], str]


def paragraphs(told: Told) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in told.body.split("\n"))


CARDS: dict[str, Card] = {
    "article h3": lambda t, age: (
        f'<article class="card"><div class="src">{t.publisher}</div><div class="ago">{age}</div>'
        f'<h3><a href="/a/{t.hours}">{escape(t.title)}</a></h3>{paragraphs(t)}</article>'
    ),
    "div h2 first": lambda t, age: (
        f'<div class="item"><h2>{escape(t.title)}</h2><p><span>{t.publisher}</span>'
        f" · <time>{age}</time></p>{paragraphs(t)}</div>"
    ),
    "li h4 inline spans": lambda t, age: (
        f'<li class="story"><h4>{escape(t.title)}</h4><span class="p">{t.publisher}</span>'
        f'<span class="t">{age}</span><div>{escape(t.body)}</div></li>'
    ),
    "class title": lambda t, age: (
        f'<div class="box"><div class="meta">{t.publisher} | {age}</div>'
        f'<a class="box-title" href="/x/{t.hours}">{escape(t.title)}</a>'
        f'<div class="text">{escape(t.body)}</div></div>'
    ),
    "footer": lambda t, age: (
        f'<section class="s"><h3>{escape(t.title)}</h3>{paragraphs(t)}'
        f"<div><b>{t.publisher}</b> <i>{age}</i></div></section>"
    ),
    "flat": lambda t, age: (
        f"<h3>{escape(t.title)}</h3><p class='by'>{t.publisher} · {age}</p>{paragraphs(t)}"
    ),
    "only divs": lambda t, age: (
        f'<div class="a"><div class="b">{t.publisher}</div><div class="c">{age}</div>'
        f'<div class="d">{escape(t.title)}</div><div class="e">{escape(t.body)}</div></div>'
    ),
    "nameless divs": lambda t, age: (
        f"<div><div>{escape(t.title)}</div><div>{t.publisher} · {age}</div>{paragraphs(t)}</div>"
    ),
    "flat divs": lambda t, age: (
        f"<div>{t.publisher}</div><div>{age}</div><div>{escape(t.title)}</div>{paragraphs(t)}"
    ),
    "rows of a table": lambda t, age: (
        f"<table><tr><td>{t.publisher}</td><td>{age}</td></tr><tr><td><b>{escape(t.title)}</b></td>"
        f"</tr><tr><td>{paragraphs(t)}</td></tr></table>"
    ),
    "line breaks": lambda t, age: (
        f"<ul class='u'><li><strong>{escape(t.title)}</strong><br>{t.publisher}, {age}<br>"
        f"{escape(t.body)}</li></ul>"
    ),
    "elements of its own": lambda t, age: (
        f"<x-card><x-by>{t.publisher}</x-by><x-age>{age}</x-age><x-name>{escape(t.title)}</x-name>"
        f"<x-text>{escape(t.body)}</x-text></x-card>"
    ),
    "logo and buttons": lambda t, age: (
        f'<div class="news-card"><div class="top"><img src="/l.png" alt=""><a '
        f'href="/p">{t.publisher}'
        f'</a><time datetime="{(NOW - timedelta(hours=t.hours)).isoformat()}">{age}</time></div>'
        f"<h3>{escape(t.title)}</h3>{paragraphs(t)}<div><button>Share</button><a href='#'>Save</a>"
        f"<span>12 comments</span></div></div>"
    ),
}


def html_page(told: tuple[Told, ...], card: Card, language: str) -> str:
    main, *others = told
    comments, none_yet, related, _ = WORDS[language]
    age = AGES[language]
    return (
        f'<!doctype html><html lang="{language}"><head><title>{escape(main.title)} - Nuzzle</title>'
        f'<meta property="og:site_name" content="Nuzzle"></head><body><header><nav><a href="/">'
        f'Home</a><a href="/w">World</a></nav></header><main><article class="main"><h1>'
        f"{escape(main.title)}</h1>{paragraphs(main)}</article><div class='tools'>"
        f"<h2>{comments}</h2><p>{none_yet}</p></div><section><h2>{related}</h2>"
        + "".join(card(one, age(one.hours)) for one in others)
        + "</section></main><footer><a href='/about'>About</a><p>© 2025 Nuzzle</p></footer>"
        "</body></html>"
    )


def read(html: str, url: str = "https://nuzzle.example/a/1") -> list[Article]:
    return distill(page_of(html, url=url, fetched_at=NOW))


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", invented.ENGLISH),
        ("en", (invented.ENGLISH[0], *invented.OTHER_PUBLISHERS)),
        ("de", invented.GERMAN),
        ("fr", invented.FRENCH),
        ("es", invented.SPANISH),
        ("ar", invented.ARABIC),
    ],
)
def test_every_card_becomes_an_article(language: str, told: tuple[Told, ...], card: str) -> None:
    main, *others = read(html_page(told, CARDS[card], language))
    assert main.title == told[0].title
    assert [a.title for a in others] == [t.title for t in told[1:]]
    for article, one in zip(others, told[1:], strict=True):
        assert article.publisher == one.publisher
        assert article.published_at == NOW - timedelta(hours=one.hours)
        assert " ".join(article.paragraphs) == one.body.replace("\n", " ")
        assert one.body[:40] not in main.text
    assert len({a.id for a in (main, *others)}) == len(told)


@pytest.mark.parametrize(
    ("language", "told", "age"),
    [
        ("ru", invented.RUSSIAN, "{} ч. назад"),
        ("tr", invented.TURKISH, "{} saat önce"),
        ("zh", invented.CHINESE, "{}小时前"),
    ],
)
@pytest.mark.parametrize("card", ["only divs", "article h3", "flat"])
def test_more_languages(language: str, told: tuple[Told, ...], age: str, card: str) -> None:
    cards = "".join(CARDS[card](one, age.format(one.hours)) for one in told[1:])
    html = f"<html lang={language}><h1>{told[0].title}</h1>{paragraphs(told[0])}<div>{cards}</div>"
    articles = read(html)
    assert [a.title for a in articles] == [t.title for t in told]
    assert [a.publisher for a in articles[1:]] == [t.publisher for t in told[1:]]


@pytest.mark.parametrize(
    "head",
    [
        "<div><span>Vellmar Courier</span> <span>1 hour ago</span></div>",
        "<p>Vellmar Courier · 1h ago</p>",
        "<p>Vellmar Courier</p><p>1 hour ago</p>",
    ],
)
@pytest.mark.parametrize("card", ["article h3", "only divs", "flat"])
def test_the_main_article_has_its_credits_above(head: str, card: str) -> None:
    html = html_page((invented.ENGLISH[0], *invented.OTHER_PUBLISHERS), CARDS[card], "en")
    main = read(html.replace("<h1>", f"{head}<h1>"))[0]
    assert main.publisher == "Vellmar Courier"
    assert main.published_at == NOW - timedelta(hours=1)


@pytest.mark.parametrize(
    "tags",
    [
        "<div class='tags'>{}</div>".format("".join("<a href='/t'>{}</a>" for _ in range(3))),
        "<ul class='tag-list'>{}</ul>".format("<li>{}</li>" * 3),
        "<p class='tags'>Tags: {}</p>".format("<span>{}</span>" * 3),
    ],
)
def test_standing_text_and_tags_stay_with_each(tags: str) -> None:
    told = invented.ENGLISH
    cards = "".join(
        f"<div class=c><h3>{t.title}</h3><i>{t.publisher} · {t.hours}h ago</i>{paragraphs(t)}"
        f"{tags.format(*t.tags)}</div>"
        for t in told[1:]
    )
    articles = read(f"<html lang=en><h1>{told[0].title}</h1>{paragraphs(told[0])}{cards}")
    assert [a.paragraphs[-1].endswith(invented.STANDING) for a in articles] == [True] * 3
    assert [a.tags for a in articles[1:]] == [t.tags for t in told[1:]]


@pytest.mark.parametrize("card", ["article h3", "only divs"])
def test_a_front_page_of_whole_articles_is_cut_into_them(card: str) -> None:
    cards = "".join(CARDS[card](t, f"{t.hours}h ago") for t in invented.OTHER_PUBLISHERS)
    html = f"<html lang=en><title>Nuzzle</title><h1>Latest news</h1><main>{cards}</main>"
    assert [a.title for a in read(html)] == [t.title for t in invented.OTHER_PUBLISHERS]


TEASERS = "".join(
    f'<div class="card"><h3><a href="/{i}">{t.title}</a></h3><span>{t.publisher}</span>'
    f"<time>{t.hours} hours ago</time><p>{t.body[:140]}…</p></div>"
    for i, t in enumerate(invented.OTHER_PUBLISHERS)
)
COMMENTS = "".join(
    f'<div class="comment"><h4><a href="/u/{i}">Reader number {i} of this site</a></h4>'
    f"<span>{i} hours ago</span><p>{t.body}</p></div>"
    for i, t in enumerate(invented.OTHER_PUBLISHERS, 1)
)
SECTIONS = "".join(
    f"<section class='part'><h2>{t.title}</h2><p>{t.body}</p></section>"
    for t in invented.OTHER_PUBLISHERS
)
LIVE = "".join(
    f"<div class='entry'><time>{t.hours} hours ago</time><h3>{t.title}</h3><p>{t.body}</p></div>"
    for t in invented.OTHER_PUBLISHERS
)


@pytest.mark.parametrize("more", [TEASERS, COMMENTS, SECTIONS, LIVE])
def test_an_ordinary_page_is_one_article(more: str) -> None:
    main = invented.ENGLISH[0]
    html = (
        f"<html lang=en><body><article><h1>{main.title}</h1><p>By Nora Field</p>"
        f"<time datetime='2025-06-09T08:00:00Z'>9 June</time>{paragraphs(main)}</article>"
        f"<div class=more><h2>Related Articles</h2>{more}</div></body></html>"
    )
    if more is LIVE:
        html = html.replace("<h2>Related Articles</h2>", "")
    assert len(read(html)) == 1
