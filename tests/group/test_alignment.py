"""Vectors of another language lie where English ones would."""

from __future__ import annotations

import numpy as np
import pytest
from tools.make_offsets import parallel_news

from tidings.enrich.embedding import load_encoder
from tidings.group.alignment import aligned

HOMES = {  # one event, told in three languages; the next is another event
    "en": (
        "A ferry ran aground in thick fog near the lighthouse.",
        "The mayor resigned on Friday.",
    ),
    "fr": ("Un ferry s'est échoué dans le brouillard près du phare.", "La maire a démissionné."),
    "ar": ("جنحت عبّارة في ضباب كثيف قرب المنارة.", "استقال رئيس البلدية يوم الجمعة."),
}


@pytest.fixture(scope="module")
def vectors() -> dict[str, np.ndarray]:
    encoder = load_encoder("default")
    assert encoder is not None
    return {language: encoder.encode(list(texts)) for language, texts in HOMES.items()}


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_two_events_are_no_nearer_for_their_language(
    vectors: dict[str, np.ndarray], language: str
) -> None:
    one, other = vectors[language]
    before, after = one @ other, aligned(one, language) @ aligned(other, language)
    english = vectors["en"][0] @ vectors["en"][1]
    assert abs(after - english) < abs(before - english)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_translation_stays_nearest(vectors: dict[str, np.ndarray], language: str) -> None:
    moved = [aligned(vector, language) for vector in vectors[language]]
    for n, vector in enumerate(vectors["en"]):
        assert int(np.argmax([vector @ other for other in moved])) == n


def test_length_one_and_unknown_languages_as_they_are() -> None:
    vector = np.full(384, 384**-0.5, np.float32)
    assert np.linalg.norm(aligned(vector, "fr")) == pytest.approx(1.0, abs=1e-5)
    assert aligned(vector, "en") is vector
    assert aligned(vector, "xx") is vector


def test_every_language_with_parallel_news_is_moved() -> None:
    news = parallel_news()
    assert len({len(items) for items in news.values()}) == 1
    vector = np.full(384, 384**-0.5, np.float32)
    assert {language for language in news if aligned(vector, language) is vector} == {"en"}
