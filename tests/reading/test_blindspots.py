"""Who is silent on what, and who may fairly be called so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from tidings.cli import main
from tidings.reading.blindspots import ENOUGH, WAIT, Told, blind_spots, library_blind_spots
from tidings.reference.countries import COUNTRIES, country_of, to_country
from tidings.storage import open_store
from tidings.types import Article, Related, Source, StoryKey

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def source(name: str, country: str, **changes: object) -> Source:
    made = Source(
        id=name, url=f"https://{name}.example/feed", kind="feed", title=name.upper(),
        country=country, added_at=NOW - 30 * DAY, polled_at=NOW,
    )  # fmt: skip
    return replace(made, **changes)


SOURCES = [source(n, c) for n, c in (("d1", "DE"), ("d2", "DE"), ("g1", "GB"), ("g2", "GB"))]
TOLD = Told(
    story="s", first_seen=NOW - 2 * DAY, carriers=frozenset({"d1", "d2"}), near=frozenset(),
    topics=frozenset({"ports"}),
)  # fmt: skip
SHARE = {"within": 9 * DAY, "least": 2}
COUNTS = dict.fromkeys(("d1", "d2", "g1", "g2"), ENOUGH)
TOPICS = {name: {"ports", "sea"} for name in COUNTS}


def spots(
    told: Told = TOLD,
    sources: list[Source] = SOURCES,
    counts: dict[str, int] = COUNTS,
    topics: dict[str, set[str]] = TOPICS,
) -> list[tuple[str, str]]:
    found = blind_spots([told], sources, by="country", articles=counts, topics=topics, now=NOW)
    return [(spot.story, spot.silent) for spot in found]


def test_a_story_that_a_country_does_not_tell() -> None:
    assert spots() == [("s", "GB")]
    (spot,) = blind_spots([TOLD], SOURCES, by="country", articles=COUNTS, topics=TOPICS, now=NOW)
    assert spot.silent_sources == (("g1", "G1"), ("g2", "G2"))
    assert spot.carried == (("DE", (("d1", "D1"), ("d2", "D2"))),)
    assert spot.since == TOLD.first_seen


def changed(name: str, **changes: object) -> list[Source]:
    return [replace(s, **changes) if s.id == name else s for s in SOURCES]


@pytest.mark.parametrize(
    "case",
    [
        {"told": replace(TOLD, carriers=frozenset({"d1"}))},
        {"told": replace(TOLD, carriers=frozenset({"d1", "d2", "g1"}))},
        {"told": replace(TOLD, near=frozenset({"g2"}))},
        {"told": replace(TOLD, first_seen=NOW - WAIT + HOUR)},
        {"told": replace(TOLD, topics=frozenset({"football"}))},
        {"counts": {**COUNTS, "g1": ENOUGH - 1}},
        {"topics": {**TOPICS, "g1": {"football"}}},
        {"sources": SOURCES[:3]},
        {"sources": changed("g1", added_at=NOW - DAY)},
        {"sources": changed("g1", polled_at=NOW - 2 * DAY)},
        {"sources": changed("g1", polled_at=None)},
        {"sources": changed("g1", failures=2)},
        {"sources": changed("g1", paused=True)},
        {"sources": changed("g1", gone=True)},
        {"sources": changed("g1", country="")},
    ],
)
def test_who_could_not_have_told_it_is_not_silent(case: dict[str, object]) -> None:
    assert spots(**case) == []  # type: ignore[arg-type]


def test_without_vectors_no_silence_is_seen_in_another_language() -> None:
    spoken = [replace(s, language="de" if s.id[0] == "d" else "en") for s in SOURCES]
    assert spots(replace(TOLD, languages=frozenset({"de"})), sources=spoken) == []
    assert spots(replace(TOLD, languages=frozenset({"de", "en"})), sources=spoken) == [("s", "GB")]


@pytest.mark.parametrize(
    ("changes", "country"),
    [
        ({"url": "https://zeitung.de/feed"}, "DE"),
        ({"url": "https://paper.co.uk/rss"}, "GB"),
        ({"url": "https://feeds.host.example/x", "home": "https://journal.fr/"}, "FR"),
        ({"url": "https://start.io/feed"}, ""),
        ({"url": "https://news.com/feed", "language": "en-GB"}, "GB"),
        ({"url": "https://news.com/feed", "language": "zh-Hant-TW"}, "TW"),
        ({"url": "https://news.com/feed", "language": "en"}, ""),
        ({"url": "https://zeitung.de/feed", "country": "AT"}, "AT"),
        ({"url": "https://127.0.0.1/feed"}, ""),
    ],
)
def test_where_a_source_is_from(changes: dict[str, str], country: str) -> None:
    assert country_of(replace(source("x", ""), **changes)) == country


def test_countries_by_code_and_name() -> None:
    assert len(COUNTRIES) > 120
    assert [to_country(t) for t in ("gb", "UK", " united kingdom ", "Atlantis", "")] == [
        "GB", "GB", "GB", "", "",
    ]  # fmt: skip


def test_the_library_is_looked_through() -> None:
    store = open_store("sqlite://")
    for one in SOURCES:
        store.sources.save(one)
    begun = NOW - 2 * DAY
    for name in COUNTS:
        for number in range(ENOUGH):
            id = f"{name}{number}"
            article = Article(id=id, source=name, title=id, published_at=begun + number * HOUR)
            store.articles.save(article, page="", now=NOW)
            store.articles.save_tags(id, [("ports", "Ports")], ours=True)
            story = "s" if name[0] == "d" and not number else id
            store.stories.assign(id, story, duplicate_of="", because=())
    found = library_blind_spots(store, by="country", limit=9, now=NOW)
    assert [(s.story, s.silent, s.headline) for s in found.spots] == [("s", "GB", "d10")]
    assert dict(found.groups) == {"DE": 2, "GB": 2}
    assert library_blind_spots(store, by="folder", limit=9, now=NOW).spots == ()
    store.threads.save_keys("d11", [StoryKey("quay", 2.0), StoryKey("crane", 2.0)], **SHARE)
    store.threads.save_keys("s", [StoryKey("quay", 2.0), StoryKey("crane", 2.0)], **SHARE)
    assert library_blind_spots(store, by="country", limit=9, now=NOW).spots  # its own affair
    store.threads.save_keys("g12", [StoryKey("quay", 2.0), StoryKey("crane", 2.0)], **SHARE)
    assert library_blind_spots(store, by="country", limit=9, now=NOW).spots == ()
    store.threads.save_keys("g12", [], **SHARE)
    store.related.save("g13", [Related(article="g13", other="d20", score=0.4)])
    assert library_blind_spots(store, by="country", limit=9, now=NOW).spots == ()
    store.close()


@pytest.mark.parametrize(
    ("countries", "said"),
    [(("DE", "DE"), "nothing to compare yet"), (("DE", "GB"), "all tell who")],
)
def test_the_command_says_why_there_are_none(
    tmp_path: Path, countries: tuple[str, ...], said: str
) -> None:
    path = tmp_path / "library.sqlite"
    store = open_store(path)
    for number, country in enumerate(countries):
        store.sources.save(source(f"x{number}", country))
    store.close()
    answer = CliRunner().invoke(main, ["--library", str(path), "blindspots"])
    assert answer.exit_code == 0
    assert said in answer.stderr
