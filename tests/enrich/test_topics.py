from __future__ import annotations

import numpy as np
import pytest

from tidings.enrich.tags import slug
from tidings.enrich.topics import note_topics
from tidings.reference.topics import _TAGS, TOPICS, find_topic, in_order, topic_of_tag
from tidings.types import Article, Note, Novelty, Segment

MATCH = "The striker scored twice as the team won the cup final in front of a full stadium."
TRIAL = "A judge sentenced the former mayor to six years in prison for bribery after a long trial."


def topics(article: Article, novelty: Novelty | None = None) -> dict[str, Note]:
    notes = note_topics(article, novelty or Novelty(article=article.id))
    return {TOPICS[str(note.value["code"])].slug: note for note in notes}


@pytest.mark.parametrize(
    ("language", "title", "text", "expected"),
    [
        ("en", "Hosts reach the cup final", MATCH, {"sport"}),
        ("en", "Former mayor jailed", TRIAL, {"crime"}),
        ("en", "", "", set()),
        ("en", "Things", "They were there and it was so.", set()),
        ("fr", "Séisme dans la vallée", "Le séisme a fait des victimes, les pompiers et les "
         "secours évacuent les habitants.", {"disaster"}),
        ("es", "El delantero marca dos goles", "El equipo ganó el partido y la copa; el "
         "entrenador felicitó a los jugadores.", {"sport"}),
        ("de", "Früherer Bürgermeister verurteilt", "Das Gericht verurteilte ihn wegen "
         "Korruption zu Haft; die Staatsanwaltschaft und der Richter sahen Betrug.", {"crime"}),
        ("ar", "المنتخب يفوز بالبطولة", "سجل المهاجم هدفين وقاد فريقه إلى الفوز في المباراة على "
         "ملعب النادي.", {"sport"}),
        ("ru", "Землетрясение разрушило деревни", "Землетрясение и пожар: спасатели эвакуируют "
         "пострадавших, десятки погибших.", {"disaster"}),
        ("xx", "Hosts reach the cup final", MATCH, set()),
    ],
)  # fmt: skip
def test_by_words_alone(language: str, title: str, text: str, expected: set[str]) -> None:
    article = Article(id="a", title=title, paragraphs=(text,), language=language)
    assert set(topics(article)) == expected


def test_a_topic_tells_the_words_that_speak_for_it() -> None:
    article = Article(id="a", title="A verdict", paragraphs=("Nothing.", TRIAL), language="en")
    note = topics(article)["crime"]
    words = note.value["words"]
    assert isinstance(words, list)
    placed = [word for word in words if "start" in word]
    assert placed
    assert all(article.text[word["start"] : word["end"]] == word["text"] for word in placed)
    assert note.value["by"] == "words"
    assert 0.5 <= note.confidence <= 1


def test_background_tells_no_topic() -> None:
    text = f"{TRIAL}\n{MATCH}"
    article = Article(id="a", title="", paragraphs=tuple(text.split("\n")), language="en")
    cut = len(TRIAL) + 1
    segments = (
        Segment(paragraph=0, start=0, end=cut - 1, new=False, standing=True),
        Segment(paragraph=1, start=cut, end=len(text), new=True),
    )
    assert set(topics(article, Novelty(article="a", segments=segments))) == {"sport"}


def test_a_vector_of_another_encoder_says_nothing() -> None:
    article = Article(id="a", title="Hosts reach the cup final", paragraphs=(MATCH,), language="en")
    novelty = Novelty(article="a")
    assert note_topics(article, novelty, np.ones(8, np.float32)) == note_topics(article, novelty)


@pytest.mark.parametrize(
    "text", ["sport", "Sport", " medtop:15000000 ", "15000000", "MEDTOP:15000000"]
)
def test_a_topic_by_any_name(text: str) -> None:
    found = find_topic(text)
    assert found is not None
    assert found.name == "Sport"


@pytest.mark.parametrize("text", ["", "medtop:", "medtop:99999999", "sports cars"])
def test_no_topic(text: str) -> None:
    assert find_topic(text) is None


def test_the_vocabulary_is_whole() -> None:
    assert sum(not topic.broader for topic in TOPICS.values()) == 17
    assert all(not topic.broader or topic.broader in TOPICS for topic in TOPICS.values())
    assert len({topic.slug for topic in TOPICS.values()}) == len(TOPICS)
    order = in_order(set(TOPICS))
    assert [topic.code for topic in order] == list(TOPICS)


@pytest.mark.parametrize("tag", [tag for tags in _TAGS.values() for tag in tags.split()])
def test_a_tag_is_known_by_its_slug(tag: str) -> None:
    assert topic_of_tag(slug(tag)) is not None


def test_every_topic_has_tags() -> None:
    assert set(_TAGS) == {topic.slug for topic in TOPICS.values()}
    assert topic_of_tag(slug("Sports")) == find_topic("sport")
    assert topic_of_tag(slug("ferries")) is None
