"""A query means to a rule what it means to the search index."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tidings.errors import UsageError
from tidings.people.watching.items import facts_of
from tidings.people.watching.matching import Facts, finds, holds
from tidings.people.watching.patterns import LONGEST, checked_pattern, finder
from tidings.storage import Store, open_store
from tidings.storage.query import parse_query
from tidings.types import Article, When

NOW = datetime(2026, 3, 15, 9, tzinfo=UTC)
TEXTS = (
    ("Dockers strike at the old harbour", "Nine cranes stood still. No ferry sailed.", "en"),
    ("Grève au port", "Les dockers ont cessé le travail à Brême.", "fr"),
    ("地震が東京を襲う", "東京で大きな地震がありました。", "ja"),
    ("Harbour wage deal", "The wage deal ends the strike of the dockers, says A. Jansen.", "en"),
    ("O'Brien wins", "He won by 3.5 points; e-mail from O'Brien.", "en"),
    ("", "Ein Text ohne Titel über Straßen und Häfen.", "de"),
    ("İstanbul ve Æsir", "Łódź, Øresund, ёлка.", "tr"),
)
QUERIES = """
dockers|strike harbour|"wage deal"|"deal wage"|harbour OR port|strike -harbour|ferr*|dock* -grève
title:harbour|title:dockers|author:jansen|author:"anna jansen"|source:gazette
-source:gazette dockers
tag:shipping|tag:"North Sea"|topic:labour|topic:medtop:09000000|-topic:labour dockers|event:protest
topic:nothing strike|-tag:shipping strike|lang:fr|lang:fra|-lang:en dockers|after:2026-03-14
before:2026-03-14|after:2026-03-14 before:2026-03-15 dockers|東京|地震 東京|"東京で"|o'brien|3.5
e-mail|strassen|straßen|hafen|häfen|istanbul|aesir|lodz|oresund|елка|the|nothing|-strike|""|*|bre*
title:"old harbour"|text:dockers|"cranes stood still no"|"harbour nine"|source:GAZETTE|brême|breme
""".replace("\n", "|")


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    opened = open_store("sqlite://")
    for number, (title, text, language) in enumerate(TEXTS):
        article = Article(
            id=f"a{number}", url=f"https://gazette.example/{number}" if number % 2 else "x:",
            source="s1" if number < 3 else "s2", publisher=("The Gazette", "Le Matin")[number % 2],
            title=title, paragraphs=(text,), authors=("Anna Jansen",) if number == 1 else (),
            language=language, published_at=NOW - timedelta(days=number), fetched_at=NOW,
        )  # fmt: skip
        opened.articles.save(article, page="", now=NOW)
        if number in (0, 3):
            opened.articles.save_tags(
                article.id, [("shipping", "Shipping"), ("north-sea", "North Sea")], ours=False
            )
            opened.topics.save(article.id, ["medtop:09000000"])
            opened.events.save(article.id, ["protest"])
    yield opened
    opened.close()


@pytest.mark.parametrize("query", [one for one in QUERIES.split("|") if one])
def test_finds_what_the_index_finds(store: Store, query: str) -> None:
    parsed = parse_query(query)
    by_index = {*store.search.find(parsed, limit=100, offset=0).articles}
    facts = facts_of(store, [f"a{n}" for n in range(len(TEXTS))])
    assert {id for id, known in facts.items() if finds(parsed, known)} == by_index


def fact(**changes: object) -> Facts:
    article = Article(
        id="a", url="https://gazette.example/a", source="s1", publisher="Gazette",
        title="Dockers strike", paragraphs=("Nine cranes.",), language="en", fetched_at=NOW,
    )  # fmt: skip
    return Facts(article=article, tags=("North Seas",), size=3)


@pytest.mark.parametrize(
    ("wants", "expected"),
    [
        (When(words="dockers"), True),
        (When(words="dockers", source="s2"), False),
        (When(source="s1", folder=7), True),
        (When(folder=8), False),
        (When(tag="north seas"), True),
        (When(tag="north"), False),
        (When(language="en", least=3, most=3), True),
        (When(least=4), False),
        (When(most=2), False),
        (When(pattern=r"^dock\w+ STRIKE$"), True),
        (When(pattern=r"nine.cranes"), True),
        (When(pattern=r"strike.*nine"), False),
    ],
)
def test_all_of_a_rule_must_hold(wants: When, expected: bool) -> None:
    assert holds(wants, fact(), folder=7) is expected


@pytest.mark.parametrize(
    "pattern",
    ["(", "(?=a)", "(?P<a", "a{1001}", "(x{1000}){1000}", r"(a)\1", "x" * (LONGEST + 1), "[z-a]"],
)
def test_a_pattern_that_can_not_be_used_is_refused_in_words(pattern: str) -> None:
    with pytest.raises(UsageError, match="pattern"):
        checked_pattern(pattern)


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)+$", "(.*a){12}b", "(?:a?){60}a{60}b"])
def test_no_pattern_takes_long(pattern: str) -> None:
    start = time.process_time()
    finder(pattern)("a" * 50_000 + "\ud800c")
    assert time.process_time() - start < 2.0
