"""What happened, put together from the articles of a story."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib.resources import files

from tidings.config import Config
from tidings.news import News
from tidings.types import Article, Json, Note, Span

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)


def tell(news: News, id: str, type: str, *actors: str, language: str = "en") -> None:
    """Keep an article of one story that tells of one event."""
    text = f"{' and '.join(actors)} did it."
    at = NOW + timedelta(hours=int(id))
    article = Article(id=id, title="", paragraphs=(text,), language=language, published_at=at)
    news.store.articles.save(article, page="", now=NOW)
    news.store.stories.assign(id, "s1", duplicate_of="", because=())
    those: list[Json] = [{"name": name, "kind": "place", "start": 0, "end": 1} for name in actors]
    value: dict[str, Json] = {"type": type, "actors": those, "targets": [], "trigger": "did"}
    span = Span(start=0, end=len(text))
    note = Note(article=id, name="events", version=1, value=value, span=span, confidence=0.8)
    news.store.articles.save_notes(id, "events", (note,))


def test_two_of_three_who_signed_are_told_with_the_third() -> None:
    with News.open("sqlite://", config=Config(encoder="none")) as news:
        tell(news, "1", "agree", "Norway", "Denmark")
        tell(news, "2", "agree", "Norway", "Denmark", "Iceland")
        tell(news, "3", "protest", "Norway")
        view = news.story("s1")
    assert view is not None
    assert {one.wording for one in view.events} == {"did"}
    told = [(one.type, [party.name for party in one.actors]) for one in view.events]
    assert told == [("agree", ["Norway", "Denmark", "Iceland"]), ("protest", ["Norway"])]


def test_one_act_told_in_two_languages_is_one_row() -> None:
    with News.open("sqlite://", config=Config(encoder="none")) as news:
        tell(news, "1", "protest", "drivers", "mechanics")
        tell(news, "2", "protest", "conducteurs", "mécaniciens", language="fr")
        tell(news, "3", "agree", "Velora", "Norvania")
        tell(news, "4", "agree", "فيلورا", "نورفانيا", language="ar")
        tell(news, "5", "protest", "étudiants", language="fr")
        view = news.story("s1")
    assert view is not None
    told = [(one.type, [party.name for party in one.actors], one.also) for one in view.events]
    assert told == [
        ("protest", ["drivers", "mechanics"], 1),
        ("agree", ["Velora", "Norvania"], 1),
        ("protest", ["étudiants"], 0),
    ]


def test_every_trade_stands_in_the_lists_of_those_who_act() -> None:
    folder = files("tidings.enrich.events")
    acting = folder.joinpath("actors.tsv").read_text("utf-8")
    known = {word for line in acting.splitlines() for word in line.split("\t")[1].split("|")}
    same = folder.joinpath("same_trades.tsv").read_text("utf-8").replace("\n", "|").split("|")
    assert {word for word in same if word} <= known
    assert len(same) - 1 == len(set(same) - {""})  # each stands once
