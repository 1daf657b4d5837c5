"""Encoders: the default works on the CPU in many languages; without one all goes on."""

from __future__ import annotations

import numpy as np
import pytest

from tidings.enrich.embedding import Encoder, embedding_text, load_encoder
from tidings.errors import ConfigError
from tidings.types import Article, Novelty, Segment


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    found = load_encoder()
    if found is None:
        pytest.skip("this machine has no weights for the default encoder")
    return found


def test_vectors_have_length_one_and_depend_on_nothing_else(encoder: Encoder) -> None:
    texts = ["Earthquake hits Iran", "", "x" * 20_000, "\x00\ud800"]
    vectors = encoder.encode(texts)
    assert vectors.shape == (4, encoder.dims)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-4)
    assert np.array_equal(encoder.encode(texts[:1])[0], vectors[0])
    assert encoder.encode([]).shape == (0, encoder.dims)


TRANSLATED = {
    "en": ("Strong earthquake shakes southern Iran", "Parliament votes on the new budget"),
    "ar": ("زلزال قوي يهز جنوب إيران", "البرلمان يصوت على الميزانية الجديدة"),
    "es": ("Un fuerte terremoto sacude el sur de Irán", "El Parlamento vota el presupuesto"),
    "tr": ("Güney İran'da şiddetli deprem", "Meclis yeni bütçeyi oyluyor"),
    "de": ("Starkes Erdbeben erschüttert den Süden Irans", "Parlament stimmt über Haushalt ab"),
    "pl": ("Silne trzęsienie ziemi w południowym Iranie", "Parlament głosuje nad budżetem"),
    "ru": ("Сильное землетрясение на юге Ирана", "Парламент голосует за новый бюджет"),
}


@pytest.mark.parametrize("language", ["ar", "es", "tr", "de", "pl", "ru"])
def test_translations_are_nearest(encoder: Encoder, language: str) -> None:
    english = encoder.encode(TRANSLATED["en"])
    other = encoder.encode(TRANSLATED[language])
    alike = english @ other.T
    assert alike.argmax(axis=1).tolist() == [0, 1]


def test_none_is_no_encoder_and_an_unknown_name_says_what_there_is() -> None:
    assert load_encoder("none") is None
    with pytest.raises(ConfigError, match="use one of default, none, e5"):
        load_encoder("e55")


def test_it_is_loaded_once(encoder: Encoder) -> None:
    assert load_encoder() is encoder


def test_only_the_title_and_what_is_new_is_encoded() -> None:
    article = Article(id="a", title="Title", paragraphs=("Old background.", "Fresh news."))
    segments = (
        Segment(paragraph=0, start=0, end=15, new=False, standing=True),
        Segment(paragraph=1, start=16, end=27, new=True),
    )
    assert embedding_text(article, Novelty(article="a", segments=segments)) == "Title\nFresh news."
    assert embedding_text(article) == "Title\nOld background.\nFresh news."
