"""Quotes kept by the library: one for several publishers, by whom, on every page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.serve.conftest import client_over
from tidings.config import Config
from tidings.enrich.quotes import called_by_names, note_quotes
from tidings.news import News
from tidings.steps import load_with_names, quote_each, save_quotes, save_who, who_is_who
from tidings.types import Article, Note, Novelty, Span
from tidings.workers.local import Inline

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
LONG = "“The bridge is safe and it will be open again on Monday,”"
SHORT = "“It will be open again on Monday,”"
TEXTS = (
    f"{LONG} mayor Ada Ferrow said. Ferrow said that the repairs had cost nine million crowns.",
    f"The work is done. {SHORT} said Ferrow, who is mayor. “Far too late,” he said.",
)


def names(article: Article, *called: tuple[str, str, str]) -> tuple[Note, ...]:
    """Notes of names: (as it stands, kind, full name)."""
    return tuple(
        Note(
            article=article.id,
            name="names",
            version=1,
            value={"type": kind, "name": full},
            span=Span(start=article.text.index(form), end=article.text.index(form) + len(form)),
        )
        for form, kind, full in called
    )


@pytest.fixture
def news() -> News:
    """One story told twice; the second teller knows the speaker by family name alone."""
    news = News.open("sqlite://", config=Config(encoder="none"), pool=Inline())
    for number, text in enumerate(TEXTS, 1):
        article = Article(
            id=str(number),
            title=text[:40],
            paragraphs=(text,),
            language="en",
            publisher=f"Gazette {number}",
            published_at=NOW + timedelta(hours=number),
        )
        news.store.articles.save(article, page="", now=NOW)
        news.store.stories.assign(article.id, "s1", duplicate_of="", because=())
        form = "Ada Ferrow" if number == 1 else "Ferrow"
        notes = names(article, (form, "person", form))
        news.store.articles.save_notes(article.id, "names", notes)
    told = [(list(news.store.articles.get(["1", "2"]).values()),
             news.store.articles.notes(["1", "2"], "names"))]  # fmt: skip
    save_who(news.store, "s1", who_is_who(told)[0])
    loaded = load_with_names(news.store, ["1", "2"])
    for (item, _), quotes in zip(loaded, quote_each([task for _, task in loaded]), strict=True):
        save_quotes(news.store, item, quotes)
    return news


def test_a_story_has_each_quotation_once_the_direct_ones_first(news: News) -> None:
    view = news.story("s1")
    assert view is not None
    first, second = view.quotes
    assert (first.text, first.name, first.direct) == (LONG, "Ada Ferrow", True)
    assert (first.article.id, [a.id for a in first.also]) == ("1", ["2"])
    assert (second.direct, second.name) == (False, "Ada Ferrow")
    assert "nine million" in second.text


def test_every_quote_stands_word_for_word_in_its_article(news: News) -> None:
    for id in ("1", "2"):
        view = news.article(id)
        assert view is not None
        assert view.quotes
        for quote in view.quotes:
            assert view.article.text[quote.span.start : quote.span.end] == quote.text


def test_pages_show_quotes_and_lead_to_their_sentence_and_speaker(news: News) -> None:
    pages = client_over(news)
    speaker = news.entities.find("Ferrow")[0]
    story = pages.get("/story/s1").text
    for part in ("Who says what", LONG, "and 1 other article", f'href="/entity/{speaker.id}"'):
        assert part in story
    assert 'href="/article/1#s0-' in story
    assert "2 quotes" in pages.get("/article/1").text
    page = pages.get(f"/entity/{speaker.id}").text
    assert "What they said" in page
    assert page.index("open again") < page.index("nine million")


def test_the_api_has_them(news: News) -> None:
    pages = client_over(news)
    speaker = news.entities.find("Ferrow")[0].id
    said = pages.get("/api/stories/s1").json()["quotes"][0]
    assert (said["text"], said["entity"], said["also"]) == (LONG, speaker, ["2"])
    assert (said["article"], said["start"], said["end"]) == ("1", 0, len(LONG))
    assert len(pages.get("/api/articles/1").json()["quotes"]) == 2
    assert pages.get(f"/api/entities/{speaker}").json()["quotes"]


@pytest.mark.parametrize(
    ("text", "language", "named", "expected"),
    [
        (
            "قال المتحدث أحمد المسماري إن القوات انسحبت من المدينة.", "ar",
            ("أحمد المسماري", "person", "اللواء أحمد المسماري"), "اللواء أحمد المسماري",
        ),
        (
            "قال المتحدث باسم وزارة الدفاع إن القوات انسحبت من المدينة.", "ar",
            ("وزارة الدفاع", "organisation", "وزارة الدفاع"), None,
        ),
        (
            "A lawyer for Ada Ferrow said that the council had lied.", "en",
            ("Ada Ferrow", "person", "Ada Ferrow"), None,
        ),
        (
            "Ada Ferrow said that the council had lied.", "en",
            ("Ada Ferrow", "person", "Ada M. Ferrow"), "Ada M. Ferrow",
        ),
    ],
)  # fmt: skip
def test_speakers_are_called_as_the_names_are(
    text: str, language: str, named: tuple[str, str, str], expected: str | None
) -> None:
    article = Article(id="a", paragraphs=(text,), language=language)
    quotes = note_quotes(article, Novelty(article="a"))
    (called,) = called_by_names(article, quotes, names(article, named))
    assert called.value["speaker_name"] == expected


def test_nobody_is_given_anothers_words(news: News) -> None:
    text = (
        "The bridge report said that mayor Ada Ferrow told the council that the cables were rusty. "
        "The meeting underscored the importance of the bridge."
    )
    article = Article(id="3", title="", paragraphs=(text,), language="en", published_at=NOW)
    news.store.articles.save(article, page="", now=NOW)
    news.store.articles.save_notes("3", "quotes", note_quotes(article, Novelty(article="3")))
    view = news.article("3")
    assert view is not None
    report, ferrow = view.quotes
    assert (report.speaker, report.name) == ("The bridge report", "")
    assert (ferrow.speaker, ferrow.text) == ("mayor Ada Ferrow", "that the cables were rusty")
    news.store.stories.assign("3", "s2", duplicate_of="", because=())
    story = news.story("s2")
    assert story is not None
    assert [quote.speaker for quote in story.quotes] == ["mayor Ada Ferrow", "The bridge report"]


def test_no_town_is_he() -> None:
    article = Article(
        id="a", paragraphs=("Dunmore is quiet. “It was late,” he said.",), language="en"
    )
    quotes = note_quotes(article, Novelty(article="a"))
    assert quotes[0].value["speaker_name"] == "Dunmore"  # what capital letters alone tell
    (called,) = called_by_names(article, quotes, names(article, ("Dunmore", "place", "Dunmore")))
    assert called.value["speaker_name"] is None


def test_a_spokesman_is_told_by_his_own_name() -> None:
    text = "A spokesman for the industry group Deepfield, Grant Sollers, said that it was legal."
    article = Article(id="a", paragraphs=(text,), language="en")
    known = names(
        article,
        ("Deepfield", "organisation", "Deepfield"),
        ("Grant Sollers", "person", "Grant Sollers"),
    )
    (called,) = called_by_names(article, note_quotes(article, Novelty(article="a")), known)
    assert called.value["speaker_name"] == "Grant Sollers"
