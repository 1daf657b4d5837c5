from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.enrich.figures import note_figures
from tidings.reference.numberwords import SPELLED
from tidings.types import Article, Novelty

CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases" / "figures.tsv").read_text("utf-8").splitlines()
]


def found(text: str, language: str) -> str:
    """The figures of a text as the table of cases writes them."""
    article = Article(
        id="a",
        paragraphs=tuple(text.split("\n")),
        language=language,
        published_at=datetime(2026, 11, 20, tzinfo=UTC),
    )
    told = []
    for note in note_figures(article, Novelty(article="a")):
        assert note.span is not None
        words = article.text[note.span.start : note.span.end]
        value, unit, of = (note.value[key] for key in ("value", "unit", "of"))
        told.append(f"{words}={value} {unit} {of}".rstrip())
    return "; ".join(told)


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_what_a_text_counts_and_measures(language: str, text: str, expected: str) -> None:
    assert found(text, language) == expected.rstrip()


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "1,250.5", 1250.5), ("en", "1.250", 1.25), ("en", "1,250", 1250), ("en", "0,5", 0.5),
        ("de", "1.250,5", 1250.5), ("de", "1.250", 1250), ("de", "1,250", 1.25),
        ("fr", "1 250,5", 1250.5), ("fr", "1\u202f250\u202f000", 1250000),
        ("it", "1'250'000", 1250000), ("en", "1,250,000", 1250000), ("es", "1.250.000", 1250000),
        ("ar", "٣٫٥", 3.5), ("ar", "١٬٢٥٠", 1250), ("en", "0.250", 0.25), ("de", "0,250", 0.25),
    ],
)  # fmt: skip
def test_a_number_is_read_as_its_language_writes_it(language: str, text: str, value: float) -> None:
    (note,) = note_figures(
        Article(id="a", paragraphs=(f"{text} %",), language=language), Novelty(article="a")
    )
    assert note.value["value"] == value


def test_the_seeds(shared: Path) -> None:
    (seed,) = (shared / "seeds").glob("003_*.txt")
    told = found(seed.read_text("utf-8"), "en").split("; ")
    for expected in (
        "$31 million in 2018", "$65 million", "$59 million=59000000 USD Algerian exports",
        "$3 billion=3000000000 USD annual trade", "8,000 square meters=8000 m2 total area",
        "900-kilometer=900 km shared border", "2,000-square-meter=2000 m2 parking lot",
    ):  # fmt: skip
        assert any(expected.split(" in ")[0] in one for one in told), expected
    assert not [one for one in told if one.startswith(("20=", "17="))]


@given(st.text(max_size=80), st.sampled_from(sorted(SPELLED)))
def test_any_text_gives_notes_inside_it_in_order(text: str, language: str) -> None:
    article = Article(id="a", paragraphs=(f"{text} 12 killed {text} 5%", text), language=language)
    spans = [note.span for note in note_figures(article, Novelty(article="a"))]
    starts = [span.start for span in spans if span]
    assert starts == sorted(starts)
    assert all(span and 0 <= span.start < span.end <= len(article.text) for span in spans)
