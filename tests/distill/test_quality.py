"""How honest the status of a page is."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from tests.distill import invented
from tidings.distill import distill, page_of
from tidings.errors import DistillError
from tidings.types import Article, Status

NOW = datetime(2025, 6, 10, 12, 0, tzinfo=UTC)
LONG = [one.body for one in (*invented.ENGLISH, *invented.OTHER_PUBLISHERS)]
LEAD = LONG[3].split(". ")[0] + "."


def read(body: str, *, head: str = "", title: str = "Glassworks cut a hundred jobs") -> Article:
    html = (
        f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head>"
        f"<body>{body}</body></html>"
    )
    return distill(page_of(html, url="https://post.example/a", fetched_at=NOW))[0]


def article(*paragraphs: str, after: str = "") -> str:
    inner = "".join(f"<p>{text}</p>" for text in paragraphs)
    return f"<article><h1>Glassworks cut a hundred jobs</h1>{inner}{after}</article>"


def ld(**values: object) -> str:
    item = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Glass", **values}
    return f'<script type="application/ld+json">{json.dumps(item)}</script>'


def test_a_whole_article_is_full() -> None:
    assert read(article(*LONG)).status is Status.FULL


def test_a_short_article_is_full() -> None:
    assert read(article(LONG[3])).status is Status.FULL


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Just a moment...", "Verify you are human by completing the action below."),
        ("post.example", "Please enable JavaScript and cookies to continue."),
        ("Access Denied", "You don't have permission to access this server. Reference #18.2d"),
        ("404 Not Found", "The page you are looking for does not exist or has moved."),
        ("Attention Required! | Cloud", "Sorry, you have been blocked. Ray ID: 81f2"),
        ("Seite nicht gefunden", "Die gesuchte Seite existiert nicht mehr."),
        ("Erreur 404", "La page demandée n'existe pas ou plus."),
        ("Página no encontrada", "La página que buscas no existe."),
        ("Страница не найдена", "Доступ ограничен. Подтвердите, что вы не робот."),
        ("الصفحة غير موجودة", "الصفحة غير موجودة، عد إلى الصفحة الرئيسية."),
        ("Before you continue", "We and our partners store and/or access information on a device."),
        ("Zustimmung", "Wir und unsere Partner verwenden Cookies. Alle akzeptieren?"),
    ],
)
def test_walls_never_become_articles(title: str, text: str) -> None:
    found = read(f"<main><h1>{title}</h1><p>{text}</p></main>", title=title)
    assert found.status is Status.BLOCKED
    assert found.paragraphs == ()


def test_an_article_about_walls_is_an_article() -> None:
    text = "Sites ask readers to verify you are human, and a page not found costs them money. "
    assert read(article(text + LONG[0], *LONG[1:])).status is Status.FULL


@pytest.mark.parametrize("body", ["", "<div id=root></div>", "<nav><a href=/>Home</a></nav>"])
def test_a_page_without_text_is_empty(body: str) -> None:
    assert read(body).status is Status.EMPTY


@pytest.mark.parametrize(
    "call",
    [
        "Subscribe to continue reading this article.",
        "Dieser Artikel ist exklusiv für Abonnenten.",
        "Cet article est réservé aux abonnés.",
        "Contenido exclusivo para suscriptores.",
        "Только для подписчиков.",
        "هذا المحتوى للمشتركين فقط.",
    ],
)
def test_a_call_to_subscribe_below_a_short_text_is_a_paywall(call: str) -> None:
    assert read(article(LONG[3], call)).status is Status.PAYWALL


def test_a_gate_is_a_paywall() -> None:
    gate = '<div class="paywall-box"><b>Already a subscriber?</b> <a href="/in">Sign in</a></div>'
    assert read(article(LONG[3], after=gate)).status is Status.PAYWALL


def test_what_is_stated_not_to_be_free_and_cut_off_is_a_paywall() -> None:
    part = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paid"}
    head = ld(isAccessibleForFree=False, hasPart=part)
    assert read(article(LONG[3]), head=head).status is Status.PAYWALL


def test_what_is_stated_not_to_be_free_but_is_all_there_is_full() -> None:
    part = {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".paid"}
    head = ld(isAccessibleForFree="False", hasPart=part)
    paid = "<div class=paid>" + "".join(f"<p>{text}</p>" for text in LONG[3:]) + "</div>"
    assert read(article(LONG[0], after=paid), head=head).status is Status.FULL


@pytest.mark.parametrize(
    "end", [" …", "...", " [...]", " Read more", " Weiterlesen", " Lire la suite"]
)
def test_a_text_that_goes_on_elsewhere_is_a_teaser(end: str) -> None:
    assert read(article(LEAD + end)).status is Status.TEASER


def test_a_text_that_is_only_the_description_is_a_teaser() -> None:
    head = f'<meta property="og:description" content="{LEAD}">'
    assert read(article(LEAD), head=head).status is Status.TEASER


def test_a_text_much_shorter_than_stated_is_a_teaser() -> None:
    assert read(article(LONG[3]), head=ld(wordCount=900)).status is Status.TEASER
    assert read(article(*LONG), head=ld(wordCount=480)).status is Status.FULL


@pytest.mark.parametrize(
    ("body", "kind"),
    [(b"%PDF-1.7 \x00\x00", "text/html"), (b"\x89PNG\r\n", ""), (b"x", "image/png")],
)
def test_what_is_no_page_is_an_error(body: bytes, kind: str) -> None:
    with pytest.raises(DistillError):
        distill(page_of(body, url="https://post.example/a", content_type=kind, fetched_at=NOW))
