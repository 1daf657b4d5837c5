"""Places over stories and the library, from names that are noted by hand: no model is needed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tidings.config import Config
from tidings.errors import UsageError
from tidings.homes import home_of
from tidings.news import News
from tidings.types import Article, Home, Note, Source, Span
from tidings.workers.local import Inline

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)


def tell(news: News, id: str, story: str, text: str, *names: str, source: str = "") -> None:
    """Keep an article of a story, each of whose names is a place."""
    article = Article(
        id=id, title="", paragraphs=(text,), language="en", source=source,
        published_at=NOW + timedelta(hours=int(id)),
    )  # fmt: skip
    news.store.articles.save(article, page="", now=NOW)
    news.store.stories.assign(id, story, duplicate_of="", because=())
    notes = tuple(
        Note(
            article=id,
            name="names",
            version=1,
            value={"type": "place", "name": name},
            span=Span(start=text.index(name), end=text.index(name) + len(name)),
        )
        for name in names
    )
    news.store.articles.save_notes(id, "names", notes)


def library() -> News:
    """Three stories: of Libya and Moscow, of Texas, of Tripoli once more."""
    news = News.open("sqlite://", config=Config(encoder="none"), pool=Inline())
    fill(news)
    return news


def fill(news: News) -> None:
    tell(news, "1", "s1", "Talks in Tripoli and Benghazi, then in Moscow.",
         "Tripoli", "Benghazi", "Moscow")  # fmt: skip
    tell(news, "2", "s1", "Benghazi and Libya wait.", "Benghazi", "Libya")
    tell(news, "3", "s2", "Paris, Texas, met Dallas and Plano.", "Paris", "Texas", "Dallas",
         "Plano")  # fmt: skip
    tell(news, "4", "s2", "Paris celebrates.", "Paris")
    tell(news, "5", "s3", "Tripoli is quiet.", "Tripoli")
    news.enrich(only="places")
    news.enrich(only="where")


@pytest.fixture
def news() -> News:
    return library()


def where(news: News, story: str) -> dict[str, tuple[str, int]]:
    return {p.place.name: (p.place.country, p.articles) for p in news.places.of_story(story)}


def place(news: News, name: str) -> str:
    return next(one.id for one, _ in news.places.find(name) if one.name == name)


def test_a_story_knows_where_it_is_set_and_in_which_words(news: News) -> None:
    assert where(news, "s1") == {
        "Benghazi": ("LY", 2), "Libya": ("LY", 1), "Moscow": ("RU", 1), "Tripoli": ("LY", 1)
    }  # fmt: skip
    first = news.places.of_story("s1")[0].first
    text = news.store.articles.get([first.article])[first.article].text
    assert text[first.span.start : first.span.end] == "Benghazi"
    assert news.enrich(only="where") == {"where": 0}


def test_an_article_that_knows_more_tells_what_a_name_means_in_its_story(news: News) -> None:
    assert {p.place.part for p in news.places.of_story("s2")} == {"TX"}
    assert where(news, "s2")["Paris"] == ("US", 2)


def test_a_country_holds_its_towns_and_a_town_lies_near_others(news: News) -> None:
    libya = news.places.get(place(news, "Libya"))
    assert libya is not None
    assert [story.id for story in libya.stories] == ["s3", "s1"]
    assert {pin.place.name for pin in libya.within} == {"Libya", "Tripoli", "Benghazi"}
    dallas = news.places.get(place(news, "Dallas"))
    assert dallas is not None
    assert [(pin.place.name, round(km, -1)) for pin, km in dallas.near] == [("Plano", 30)]
    assert news.places.get("nowhere") is None


def test_a_persons_word_holds_over_later_runs_and_can_be_undone(news: News) -> None:
    one = place(news, "Tripoli")
    done = news.places.correct("s1", "Tripoli", one, "Tripoli, Lebanon", by="Ann")
    assert done.says == "Tripoli is not Tripoli, Libya but Tripoli, Lebanon"
    assert where(news, "s1")["Tripoli"] == ("LB", 1)
    assert where(news, "s3")["Tripoli"] == ("LY", 1)
    tell(news, "6", "s1", "Tripoli and Misrata.", "Tripoli", "Misrata")
    news.enrich(only="places")
    news.enrich(only="where")
    assert where(news, "s1")["Tripoli"] == ("LB", 2)
    news.places.undo(done.id)
    assert where(news, "s1")["Tripoli"] == ("LY", 2)
    with pytest.raises(UsageError):
        news.places.undo(done.id)


def test_a_word_may_hold_everywhere_and_say_that_there_is_no_such_place(news: News) -> None:
    one = place(news, "Tripoli")
    done = news.places.correct("s1", "Tripoli", one, "", everywhere=True)
    assert "Tripoli" not in {**where(news, "s1"), **where(news, "s3")}
    news.places.undo(done.id)
    assert "Tripoli" in where(news, "s3")


@pytest.mark.parametrize(
    ("story", "name", "to"), [("s2", "Tripoli", ""), ("s1", "Tripoli", "Xyzzy"), ("s1", "Rome", "")]
)
def test_what_makes_no_sense_is_said(news: News, story: str, name: str, to: str) -> None:
    with pytest.raises(UsageError):
        news.places.correct(story, name, place(news, "Tripoli"), to)
    with pytest.raises(UsageError):
        news.places.correct(story, name, "nowhere", to)


def source(**said: str) -> Source:
    return Source(
        **({"id": "s", "url": "https://a.example/f", "kind": "feed"} | said), added_at=NOW
    )  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "lands", "country", "part"),
    [
        ({}, {}, "", ""),
        ({"country": "DE"}, {"": 9, "US": 9}, "DE", ""),
        ({"country": "US", "part": "TX"}, {"": 9, "US.GA": 9}, "US", "TX"),
        ({"url": "https://a.ly/f"}, {}, "LY", ""),
        ({"url": "https://feeds.bbci.co.uk/news/rss.xml"}, {}, "GB", ""),
        ({"language": "fr-CA"}, {}, "CA", ""),
        ({}, {"": 10, "US": 9, "US.GA": 5, "LY": 1}, "US", "GA"),
        ({}, {"": 10, "US": 9, "US.GA": 3}, "US", ""),
        ({}, {"": 2, "US": 2}, "", ""),
    ],
)
def test_where_a_source_is_at_home(
    said: dict[str, str], lands: dict[str, int], country: str, part: str
) -> None:
    home = home_of(source(**said), lands)
    assert (home.country, home.part) == (country, part)
    assert bool(home.because) == bool(country)


@pytest.mark.parametrize(
    ("country", "within", "said"),
    [
        ("", "", ("", "")),
        ("DE", "", ("DE", "")),
        ("Allemagne", "", ("DE", "")),
        ("United States", "Georgia", ("US", "GA")),
        ("US", "Macon", ("US", "GA")),
        ("Libya", "Benghazi", ("LY", "69")),
    ],
)
def test_what_a_person_says_of_a_source(
    news: News, country: str, within: str, said: tuple[str, str]
) -> None:
    news.store.sources.save(source(country="FR"))
    news.set_country("s", country, within)
    kept = news.store.sources.get("s")
    assert kept is not None
    assert (kept.country, kept.part) == said
    assert news.places.part_name(Home(country=kept.country, part=kept.part)) == (
        "Benghazi" if said[0] == "LY" else "Georgia" if said[1] else ""
    )


@pytest.mark.parametrize(("country", "within"), [("Xyzzy", ""), ("DE", "Xyzzy"), ("DE", "Texas")])
def test_what_nobody_knows_of_a_source_is_said(news: News, country: str, within: str) -> None:
    news.store.sources.save(source())
    with pytest.raises(UsageError):
        news.set_country("s", country, within)


def test_its_own_articles_tell_where_a_source_is_and_that_tells_its_places(news: News) -> None:
    news.store.sources.save(source())
    for n in range(10, 14):
        tell(news, str(n), f"t{n}", "Macon, Atlanta and Savannah voted.", "Macon", "Atlanta",
             "Savannah", source="s")  # fmt: skip
    tell(news, "20", "t20", "In Athens they voted.", "Athens", source="s")
    tell(news, "21", "t21", "In Athens they voted.", "Athens")
    news.enrich(only="places")
    news.enrich(only="where")
    assert news.places.homes(["s"])["s"] == Home(
        country="US", part="GA", because="most of its articles are set there"
    )
    news.store.queue.add("places", {"20": NOW, "21": NOW})
    news.enrich(only="places")
    news.enrich(only="where")
    assert where(news, "t20") == {"Athens": ("US", 1)}
    assert where(news, "t21") == {"Athens": ("GR", 1)}


def test_what_was_read_before_a_home_was_known_is_read_again(news: News) -> None:
    news.store.sources.save(source())
    tell(news, "20", "t20", "In Athens they voted.", "Athens", source="s")
    news.enrich(only="places")
    news.enrich(only="where")
    assert where(news, "t20") == {"Athens": ("GR", 1)}
    for n in range(10, 14):
        tell(news, str(n), f"t{n}", "Macon, Atlanta and Savannah voted.", "Macon", "Atlanta",
             "Savannah", source="s")  # fmt: skip
    news.enrich(only="places")
    news.enrich(only="where")
    tell(news, "30", "t30", "In Macon they voted.", "Macon", source="s")
    assert news.enrich(only="places")["places"] > 1
    news.enrich(only="where")
    assert where(news, "t20") == {"Athens": ("US", 1)}
    news.enrich(only="places")
    assert news.enrich(only="places") == {"places": 0}  # nothing is read for ever


def test_what_a_person_says_of_a_home_is_read_by_at_once(news: News) -> None:
    news.store.sources.save(source())
    tell(news, "20", "t20", "In Athens they voted.", "Athens", source="s")
    for country, within, meant in (("", "", "GR"), ("US", "GA", "US"), ("GR", "", "GR")):
        news.set_country("s", country, within)
        news.enrich(only="places")
        news.enrich(only="where")
        assert where(news, "t20") == {"Athens": (meant, 1)}
