"""Two articles held side by side: as probable in other languages as in English.

`told_twice.json` holds six invented events in each language, each told by two articles.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import combinations, product
from pathlib import Path

import pytest

from tidings.enrich.embedding import embedding_text, load_encoder
from tidings.group import Features, compare, features
from tidings.group.frequencies import Frequencies
from tidings.group.signals import SIGNALS, signals
from tidings.group.terms import names
from tidings.group.word_weights import weigh
from tidings.types import Article

EVENTS = json.loads(Path(__file__).with_name("told_twice.json").read_text("utf-8"))


@cache
def told(language: str) -> list[tuple[int, Features]]:
    """Return each article's event and features."""
    encoder = load_encoder("default")
    assert encoder is not None
    articles = [
        (
            number,
            Article(
                id=f"{number}{title}",
                title=telling["title"],
                paragraphs=(telling["text"],),
                language=language,
            ),
        )
        for number, tellings in enumerate(EVENTS[language])
        for title, telling in enumerate(tellings)
    ]
    vectors = encoder.encode([embedding_text(article, None) for _, article in articles])
    return [
        (event, features(article, None, vector))
        for (event, article), vector in zip(articles, vectors, strict=True)
    ]


@pytest.mark.parametrize("language", EVENTS)
def test_what_is_unrelated_is_improbable_in_any_language(language: str) -> None:
    pairs = list(combinations(told(language), 2))
    same = [compare(a, b)[0] for (m, a), (n, b) in pairs if m == n]
    other = [compare(a, b)[0] for (m, a), (n, b) in pairs if m != n]
    assert min(same) > 0.75
    assert max(other) < 0.45
    assert sum(other) / len(other) < 0.05  # .007 in English; Arabic stood at .105


NEXT = dict(zip(EVENTS, [*EVENTS][1:], strict=False))


def beside(one: str, two: str) -> tuple[list[float], list[float]]:
    """Return how probable pairs of one event, and of two, are in two languages."""
    chances: tuple[list[float], list[float]] = ([], [])
    for (event, a), (other, b) in product(told(one), told(two)):
        chances[event != other].append(compare(a, b)[0])
    return chances


@pytest.mark.parametrize("language", [language for language in EVENTS if language != "en"])
def test_an_event_told_in_two_languages_is_one(language: str) -> None:
    same, other = beside("en", language)
    assert sum(chance > 0.5 for chance in same) / len(same) > 0.85  # .62 by their letters
    assert max(other) < 0.5
    assert sum(other) / len(other) < 0.05


def test_an_event_is_one_in_any_two_languages() -> None:
    chances = [chance for pair in NEXT.items() for chance in beside(*pair)[0]]
    assert sum(chance > 0.5 for chance in chances) / len(chances) > 0.95


@pytest.mark.parametrize("language", EVENTS)
def test_news_lies_as_far_apart_as_in_english(language: str) -> None:
    """Before they were measured from titles with leads: .76 in French, .84 in Japanese."""
    assert nearness(language) == pytest.approx(nearness("en"), abs=0.02)


def nearness(language: str) -> float:
    """Return the mean cosine of what tells two events."""
    vectors = [(event, one.vector) for event, one in told(language) if one.vector is not None]
    apart = [float(a @ b) for (m, a), (n, b) in combinations(vectors, 2) if m != n]
    return sum(apart) / len(apart)


@pytest.mark.parametrize(
    ("one", "two", "event", "says"),
    [
        ("en", "ar", 2, "both name Hartig (هارتيغ), Brenn (برين)"),
        ("ar", "en", 2, "both name برين (Brenn), هارتيغ (Hartig)"),
        ("en", "ru", 3, "both name Solna (Сольна)"),
        ("de", "es", 0, "both name Velmar"),
    ],
)
def test_reasons_name_both_spellings(one: str, two: str, event: int, says: str) -> None:
    here, there = told(one)[2 * event][1], told(two)[2 * event][1]
    texts = [reason.text for reason in compare(here, there)[1]]
    assert any(text.startswith(says) for text in texts), texts


def test_what_is_written_in_another_alphabet_is_not_called_a_different_name() -> None:
    because = compare(told("en")[0][1], told("ar")[2][1])[1]
    assert not any(reason.kind == "different-names" for reason in because)


@pytest.mark.parametrize("language", ["ko", "ja", "zh"])
def test_names_that_cannot_be_heard_say_nothing(language: str) -> None:
    one, *others = (weigh(f, Frequencies()) for _, f in (told("en")[0], *told(language)))
    column = SIGNALS.index("names_apart")
    assert not signals(one, others)[:, column].any()


def test_without_capitals_rare_words_stand_for_names() -> None:
    found = names("وقال إن الحريق دمر مصنعا في دورنا، وفي NATO")
    assert {"دورنا", "حريق"} <= found.keys()
    assert "في" not in found


def test_reasons_do_not_call_them_names() -> None:
    because = [r for _, a in told("ar")[:1] for r in compare(a, told("ar")[1][1])[1]]
    shared = next(r.text for r in because if r.kind == "shared-names")
    assert shared.startswith("both tell of ")
