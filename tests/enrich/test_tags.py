from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.enrich.novelty.index import NoveltyIndex
from tidings.enrich.tags import MOST, key_phrases, slug
from tidings.types import Article, Novelty


def tags(article: Article, novelty: Novelty | None = None) -> list[str]:
    found = key_phrases(article, novelty or Novelty(article=article.id))
    return [str(note.value["tag"]) for note in found]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("#Elections", "election"),
        ("ELECTION", "election"),
        ("Parties", "party"),
        ("politics", "politics"),
        ("Texas", "texas"),
        ("Crisis", "crisis"),
        ("glass", "glass"),
        ("news", "news"),
        ("Khaled  Haftar", "khaled-haftar"),
        ("khaled_haftar", "khaled-haftar"),
        ("United States", "united-states"),
        ("Yunus-bek Yevkurov", "yunus-bek-yevkurov"),
        ("Côte d’Ivoire", "cote-d-ivoire"),
        ("الجيش الليبي", "الجيش-الليبي"),
        ("#", ""),
        ("", ""),
    ],
)
def test_slug(tag: str, expected: str) -> None:
    assert slug(tag) == expected


@given(st.text(max_size=30))
def test_a_slug_is_its_own_slug(tag: str) -> None:
    assert slug(slug(tag)) == slug(tag)


HARBOUR = Article(
    id="a",
    title="Ibra closes its harbour as Mayor Lena Dorn warns of the storm",
    language="en",
    paragraphs=(
        "The harbour of Port Ibra will be closed on Monday, Mayor Lena Dorn said. The storm surge "
        "may reach the old town, and nobody should stay near the water in Port Ibra.",
        "Dorn asked the Northern Rescue Service for help. It has sent forty boats so far. The "
        "last storm surge drove people in Port Ibra from their homes.",
        "However, the Northern Rescue Service warned that it may take days.",
    ),
)


def test_names_and_phrases_that_come_again() -> None:
    found = tags(HARBOUR)
    assert set(found[:3]) == {"Port Ibra", "Lena Dorn", "Northern Rescue Service"}
    assert "storm surge" in found
    assert not {"Monday", "However", "Mayor", "The", "Dorn"} & set(found)


def test_notes_stand_where_they_say() -> None:
    for note in key_phrases(HARBOUR, Novelty(article="a")):
        assert note.span is not None
        said = HARBOUR.text[note.span.start : note.span.end]
        assert said.lower() == str(note.value["tag"]).lower()
        assert (note.name, note.article) == ("tags", "a")
        assert 0 < note.confidence < 1


def test_recycled_background_gives_no_tags() -> None:
    background = "The Republic of Sanna has been at war with the Eastern League since 2011. "
    index = NoveltyIndex()
    index.add(Article(id="old", paragraphs=(background * 2,)))
    article = Article(id="b", language="en", paragraphs=(*HARBOUR.paragraphs, background * 2))
    assert not {"Republic of Sanna", "Sanna", "Eastern League"} & set(
        tags(article, index.add(article))
    )


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "أعلنت وزارة الصحة عن حملة التطعيم. وقالت وزارة الصحة إن حملة التطعيم تبدأ غدا.",
         {"وزارة الصحة", "حملة التطعيم"}),
        ("de", "Der Hafen bleibt am Montag zu. Das sagte Lena Dorn am Abend. Laut Lena Dorn kommt "
         "die Sturmflut in der Nacht.", {"Lena Dorn"}),
        ("fr", "La maire Lena Dorn ferme le port. Selon Lena Dorn, la tempête arrive lundi.",
         {"Lena Dorn"}),
        ("ru", "Мэр Лена Дорн закрыла порт. По словам Лена Дорн, шторм начнется в понедельник.",
         {"Лена Дорн"}),
    ],
)  # fmt: skip
def test_other_languages(language: str, text: str, expected: set[str]) -> None:
    found = tags(Article(id="a", language=language, paragraphs=(text,)))
    assert expected <= set(found)


@given(st.text(max_size=300), st.sampled_from(["", "en", "zh"]))
def test_any_text_has_at_most_so_many(text: str, language: str) -> None:
    found = tags(Article(id="a", title=text[:40], paragraphs=(text,), language=language))
    assert len(found) <= MOST
    assert all(found)


def test_days_and_months_are_no_tags() -> None:
    text = (
        "The court meets on Tuesday in the old town hall of Ibra, as it has done each Tuesday "
        "since the first days of October. The judges in Ibra say that no other Tuesday counts, "
        "and that they will hold to what was said last October before all of them."
    )
    article = Article(id="a", title="Tuesday in Ibra", language="en", paragraphs=(text,))
    assert "Ibra" in tags(article)
    assert not {"Tuesday", "October", "tuesday"} & set(tags(article))
