"""Two articles held side by side: as probable in other languages as in English.

`told_twice.json` holds six invented events in each language, each told by two articles.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from tidings.enrich.embedding import embedding_text, load_encoder
from tidings.group import Features, compare, features
from tidings.group.terms import names
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


def test_without_capitals_rare_words_stand_for_names() -> None:
    found = names("وقال إن الحريق دمر مصنعا في دورنا، وفي NATO")
    assert {"دورنا", "حريق"} <= found.keys()
    assert "في" not in found


def test_reasons_do_not_call_them_names() -> None:
    because = [r for _, a in told("ar")[:1] for r in compare(a, told("ar")[1][1])[1]]
    shared = next(r.text for r in because if r.kind == "shared-names")
    assert shared.startswith("both tell of ")
