"""Entities over a story and the library, from names that are noted by hand: no model is needed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tidings.config import Config
from tidings.entities import in_follow_the_money
from tidings.errors import UsageError
from tidings.news import News
from tidings.steps import save_who, who_is_who
from tidings.types import Article, Link, Note, Span
from tidings.workers.local import Inline

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)


def told(news: News, id: str, text: str, *names: tuple[str, str, str], days: int = 0) -> None:
    """Keep an article as a story of its own, with names: (as it stands, kind, full name)."""
    article = Article(
        id=id, title=text, paragraphs=(text,), published_at=NOW + timedelta(days=days)
    )
    news.store.articles.save(article, page="", now=NOW)
    news.store.stories.assign(id, f"s{id}", duplicate_of="", because=())
    notes = tuple(
        Note(
            article=id,
            name="names",
            version=1,
            value={"type": kind, "name": full},
            span=Span(start=text.index(form), end=text.index(form) + len(form)),
        )
        for form, kind, full in names
    )
    news.store.articles.save_notes(id, "names", notes)
    (found,) = who_is_who([([article], {id: notes})])
    save_who(news.store, f"s{id}", found)


def library() -> News:
    news = News.open("sqlite://", config=Config(encoder="none"), pool=Inline())
    fill(news)
    return news


def fill(news: News) -> None:
    """Three stories: two Haftars, and one man in three spellings."""
    told(
        news, "1", "Field Marshal Khalifa Haftar met Yunus-bek Yevkurov in Benghazi.",
        ("Khalifa Haftar", "person", "Khalifa Haftar"),
        ("Yunus-bek Yevkurov", "person", "Yunus-bek Yevkurov"),
        ("Benghazi", "place", "Benghazi"),
    )  # fmt: skip
    told(
        news, "2", "Khaled Haftar, a general, met Yevkuro in Moscow.",
        ("Khaled Haftar", "person", "Khaled Haftar"),
        ("Yevkuro", "person", "Yevkuro"),
        ("Moscow", "place", "Moscow"), days=2,
    )  # fmt: skip
    told(
        news, "3", "Евкуров, Юнус-бек Евкуров, was in Moscow.",
        ("Юнус-бек Евкуров", "person", "Юнус-бек Евкуров"),
        ("Moscow", "place", "Moscow"), days=3,
    )  # fmt: skip


@pytest.fixture
def news() -> News:
    return library()


def people(news: News) -> dict[str, int]:
    return {one.name: one.stories for one in news.entities.find(kind="person")}


def entity(news: News, name: str) -> str:
    return next(one.id for one in news.entities.find() if one.name == name)


def test_spellings_are_one_over_the_library_and_namesakes_are_not(news: News) -> None:
    assert people(news) == {"Yunus-bek Yevkurov": 3, "Khaled Haftar": 1, "Khalifa Haftar": 1}
    view = news.entities.get(entity(news, "Yunus-bek Yevkurov"))
    assert view is not None
    assert view.spellings[0].name == "Yunus-bek Yevkurov"
    assert {s.name for s in view.spellings} == {"Yunus-bek Yevkurov", "Yevkuro", "Юнус-бек Евкуров"}
    assert all(s.because for s in view.spellings[1:])


def test_a_page_tells_stories_over_time_and_who_else_is_named(news: News) -> None:
    view = news.entities.get(entity(news, "Yunus-bek Yevkurov"))
    assert view is not None
    assert [(bar.start.day, bar.stories) for bar in view.bars] == [
        (14, 1),
        (15, 0),
        (16, 1),
        (17, 1),
    ]
    assert view.unit == "day"
    assert [story.id for story in view.stories] == ["s3", "s2", "s1"]
    assert [(one.name, n) for one, n in view.places] == [("Moscow", 2), ("Benghazi", 1)]
    assert {one.name for one, _ in view.people} == {"Khalifa Haftar", "Khaled Haftar"}


def test_names_are_marked_where_they_stand(news: News) -> None:
    article = news.store.articles.get(["1"])["1"]
    marks = news.entities.marks(article)
    assert [article.text[m.start : m.end] for m in marks] == [
        "Khalifa Haftar", "Yunus-bek Yevkurov", "Benghazi"
    ]  # fmt: skip
    assert marks[0].entity == entity(news, "Khalifa Haftar")


def test_a_correction_holds_over_later_runs_and_can_be_undone(news: News) -> None:
    one, two = entity(news, "Khalifa Haftar"), entity(news, "Khaled Haftar")
    done = news.entities.same(one, two, by="Ann")
    assert people(news)["Khalifa Haftar"] == 2
    assert news.entities.get(two).entity.id == one  # type: ignore[union-attr]
    told(news, "4", "Khaled Haftar spoke.", ("Khaled Haftar", "person", "Khaled Haftar"), days=5)
    assert people(news)["Khalifa Haftar"] == 3
    news.entities.undo(done.id)
    assert people(news)["Khalifa Haftar"] == 1
    assert people(news)["Khaled Haftar"] == 2
    with pytest.raises(UsageError):
        news.entities.undo(done.id)


def test_a_spelling_can_be_set_apart_and_an_entity_renamed(news: News) -> None:
    one = entity(news, "Yunus-bek Yevkurov")
    apart = news.entities.apart(one, "Yevkuro")
    assert people(news)["Yevkuro"] == 1
    renamed = news.entities.rename(one, "  Y.  Yevkurov ")
    assert people(news)["Y. Yevkurov"] == 2
    assert [c.says for c in news.entities.get(one).corrections] == [  # type: ignore[union-attr]
        "Yunus-bek Yevkurov is called Y. Yevkurov", "Yevkuro is not Yunus-bek Yevkurov"
    ]  # fmt: skip
    news.entities.undo(renamed.id)
    news.entities.undo(apart.id)
    assert people(news)["Yunus-bek Yevkurov"] == 3


def test_what_makes_no_sense_is_refused(news: News) -> None:
    one, place = entity(news, "Khalifa Haftar"), entity(news, "Moscow")
    for wrong in (
        lambda: news.entities.same(one, one),
        lambda: news.entities.same(one, place),
        lambda: news.entities.same(one, "nobody"),
        lambda: news.entities.apart(one, "Khalifa Haftar"),
        lambda: news.entities.apart(one, "Somebody"),
        lambda: news.entities.rename(one, " "),
    ):
        with pytest.raises(UsageError):
            wrong()


def test_export(news: News) -> None:
    view = news.entities.get(entity(news, "Yunus-bek Yevkurov"))
    assert view is not None
    record = in_follow_the_money(view)
    assert record is not None
    assert record["schema"] == "Person"
    assert record["properties"]["name"] == ["Yunus-bek Yevkurov"]
    assert set(record["properties"]["alias"]) == {"Yevkuro", "Юнус-бек Евкуров"}


def test_words_to_find_are_no_pattern(news: News) -> None:
    assert [one.name for one in news.entities.find("yevk")] == ["Yunus-bek Yevkurov"]
    assert news.entities.find("%") == []
    assert news.entities.find("_") == []


def test_a_family_name_alone_goes_to_nobody_rare() -> None:
    """What it means is asked again as the library learns who bears it."""
    names = ["Ann Clint"] * 2 + ["Jim Clint"] * 2 + ["Clint"] * 3 + ["DeWitt Clint", "Clint"]
    config = Config(encoder="none", workers=1)
    with News.open("sqlite://", config=config, pool=Inline()) as library:
        for number, name in enumerate(names):
            told(library, f"{number}", f"{name} spoke.", (name, "person", name), days=number)
        found = {one.name: one.articles for one in library.entities.find("Clint")}
        assert found == {"Clint": 4, "Ann Clint": 2, "Jim Clint": 2, "DeWitt Clint": 1}
        for number in range(30):
            told(library, f"x{number}", "Ann Clint", ("Ann Clint", "person", "Ann Clint"))
        told(library, "last", "Clint spoke.", ("Clint", "person", "Clint"))
        found = {one.name: one.articles for one in library.entities.find("Clint")}
    assert found == {"Ann Clint": 37, "Jim Clint": 2, "DeWitt Clint": 1}


def test_of_many_who_share_a_given_name_those_of_the_family_are_found() -> None:
    with News.open("sqlite://", config=Config(encoder="none", workers=1), pool=Inline()) as news:
        for number in range(220):
            name = f"Anna {'BCDFGKLMNP'[number % 10]}{'aeiou'[number % 5]}rt{number}"
            told(news, f"{number}", name, (name, "person", name))
        told(news, "one", "Zoe Varga", ("Zoe Varga", "person", "Zoe Varga"))
        told(news, "alone", "Varga", ("Varga", "person", "Varga"))
        told(news, "two", "Anna Varga", ("Anna Varga", "person", "Anna Varga"))
        found = {one.name: one.articles for one in news.entities.find("Varga")}
    assert found == {"Zoe Varga": 2, "Anna Varga": 1}


def test_a_step_of_a_thread_tells_whom_it_names_first_in_full_and_not_in_passing() -> None:
    news = News.open("sqlite://", config=Config(encoder="none"), pool=Inline())
    acme = ("Acme Ports", "organisation", "Acme Ports")
    told(news, "1", "Acme Ports pays.", acme)
    told(
        news, "2", "Judge Ada Quill of Acme Ports fame met Bo Ray. Quill paid. Acme paid.",
        acme, ("Ada Quill", "person", "Ada Quill"), ("Quill", "person", "Ada Quill"),
        ("Bo Ray", "person", "Bo Ray"), ("Acme", "organisation", "Acme"), days=2,
    )  # fmt: skip
    for story, previous in (("s1", ""), ("s2", "s1")):
        link = Link(story=story, previous=previous, score=0.5) if previous else None
        news.store.threads.save_link(story, link)
    view = news.thread("s1")
    assert view is not None
    assert [step.names for step in view.steps] == [(), ("Ada Quill",)]
