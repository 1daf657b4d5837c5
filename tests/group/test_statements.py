"""What a sentence adds to its story, and what it only says again."""

from __future__ import annotations

import random
import time

import pytest

from tests.group.news import article
from tidings.group import new_statements, statements_of
from tidings.types import Article, Novelty, Segment, Statement

FIRST = article(
    "a1",
    "Two ferries collide off Velora",
    "Two ferries collided in thick fog off the harbour of Port Sall on Monday, killing 12 people.",
    "Captain Mirko Vantel of the larger ferry was arrested, the coast guard said.",
    "The ferry company did not comment on the collision.",
    publisher="Gazette",
)


def second(*paragraphs: str, name: str = "a2", hours: float = 2, language: str = "en") -> Article:
    made = article(name, "Ferries collide", *paragraphs, hours=hours, publisher="Courier")
    return made if not language else Article(**{**fields(made), "language": language})


def fields(noun: Article) -> dict[str, object]:
    return {name: getattr(noun, name) for name in noun.__dataclass_fields__}


def judged(sentence: str, *, before: str = "") -> tuple[Statement, Article]:
    """Return what is said of the last sentence of a second article."""
    other = second(before, sentence) if before else second(sentence)
    return statements_of([FIRST, other], {})[other.id][-1], other


@pytest.mark.parametrize(
    "sentence",
    [
        "In thick fog off Port Sall harbour, two ferries collided on Monday and 12 people died.",
        "Vantel, who captained the larger ferry, has been arrested by the coast guard.",
        "12 people were killed in Monday's collision of two ferries in thick fog.",
    ],
)
def test_other_words_for_what_was_told_are_known(sentence: str) -> None:
    found, _ = judged(sentence)
    assert found.known
    assert not found.adds
    assert found.restates[0].article == "a1"


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("A 61-year-old man was held on Monday after the collision of the two ferries.",
         "The man held on Monday after the collision of two ferries is 61."),
        ("Captain Vantel was held on Monday in the port without a lawyer at his side.",
         "On Monday Captain Vantel was held in the port of the island."),
    ],
)  # fmt: skip
def test_a_count_by_itself_and_a_denial_of_something_else_are_no_news(
    before: str, sentence: str
) -> None:
    first = article("a1", "Ferries collide", before, "They sailed to the island of Velora.")
    other = second(sentence)
    (found,) = statements_of([first, other], {})[other.id]
    assert found.known


@pytest.mark.parametrize(
    ("sentence", "kind", "text"),
    [
        ("Two ferries collided in thick fog off Port Sall on Monday, killing 15 people.",
         "number", "15"),
        ("Captain Jonas Brell of the larger ferry was arrested, the coast guard said.",
         "name", "Jonas Brell"),
        ("Two ferries collided in thick fog off the harbour of Port Sall on Tuesday.",
         "date", "Tuesday"),
        ("Captain Vantel of the larger ferry was not arrested, the coast guard said.",
         "denial", "not"),
        ("The coast guard said passengers were rescued by fishermen with ropes and nets.",
         "word", "fishermen"),
    ],
)  # fmt: skip
def test_a_new_fact_makes_a_sentence_new(sentence: str, kind: str, text: str) -> None:
    found, other = judged(sentence)
    assert not found.known
    assert (kind, text) in [(a.kind, other.text[a.start : a.end]) for a in found.adds]


def test_a_denial_taken_back_is_new() -> None:
    found, _ = judged("The ferry company did comment on the collision.")
    assert not found.known


def test_a_name_that_its_own_article_introduced_is_not_new_twice() -> None:
    found, _ = judged(
        "Lena Osk said that 12 people were killed when the two ferries collided.",
        before="A hearing is set for Friday, said Lena Osk of the coast guard in Dornheim.",
    )
    assert found.known


def test_the_places_are_sentences_of_earlier_articles() -> None:
    found, _ = judged("Ferry captain Vantel was arrested, the coast guard said.")
    place = found.restates[0]
    assert FIRST.text[place.start : place.end] == FIRST.paragraphs[1]


def test_the_first_article_is_not_judged_and_fragments_are_left_out() -> None:
    other = second("On Monday.", "Gazette photo.")
    assert statements_of([FIRST, other], {}) == {"a2": ()}


def test_recycled_sentences_are_left_to_novelty() -> None:
    copied = second(FIRST.paragraphs[0])
    whole = Segment(paragraph=0, start=0, end=len(copied.text), new=False, first_seen="a1")
    novelty = {"a2": Novelty(article="a2", segments=(whole,))}
    assert statements_of([FIRST, copied], novelty) == {"a2": ()}
    assert statements_of([FIRST, copied], {})["a2"][0].known


def test_the_order_given_plays_no_part() -> None:
    articles = [
        FIRST,
        second("The captain of the larger ferry was arrested in Port Sall."),
        second("Divers found 3 more bodies, the coast guard said.", name="a3", hours=4),
    ]
    expected = statements_of(articles, {})
    for seed in range(5):
        mixed = random.Random(seed).sample(articles, len(articles))
        assert statements_of(mixed, {}) == expected


@pytest.mark.parametrize(
    ("language", "first", "again", "more"),
    [
        ("de", "Bei einem Brand in einer Schule in Dornheim sind am Montag 7 Kinder verletzt"
         " worden.", "7 Kinder wurden am Montag beim Brand einer Dornheimer Schule verletzt.",
         "Bei dem Brand in der Schule wurden 9 Kinder verletzt."),
        ("ru", "При пожаре в школе в городе Дорн в понедельник пострадали 7 детей.",
         "В понедельник 7 детей пострадали при пожаре в школе города Дорн.",
         "При пожаре в школе в городе Дорн пострадали 9 детей."),
        ("ar", "أصيب 7 أطفال في حريق اندلع في مدرسة بمدينة دورنهايم يوم الاثنين.",
         "اندلع حريق يوم الاثنين في مدرسة بمدينة دورنهايم أصيب فيه 7 أطفال.",
         "أصيب 9 أطفال في حريق اندلع في مدرسة بمدينة دورنهايم."),
        ("zh", "周一多恩海姆一所学校发生火灾，7名儿童受伤。",
         "多恩海姆一所学校周一发生火灾，造成7名儿童受伤。",
         "多恩海姆一所学校发生火灾，9名儿童受伤。"),
    ],
)  # fmt: skip
def test_in_any_script(language: str, first: str, again: str, more: str) -> None:
    told = article("f", "", first)
    known, new = (second(text, language=language) for text in (again, more))
    assert statements_of([told, known], {})["a2"][0].known
    assert not statements_of([told, new], {})["a2"][0].known


def test_a_reader_is_told_only_what_none_of_the_read_articles_says() -> None:
    other = second("Captain Vantel of the larger ferry was arrested.", "Divers found a black box.")
    third = second("Divers found a black box in the wreck.", name="a3", hours=4)
    articles = [FIRST, other, third]
    assert new_statements({"a1", "a2", "a3"}, articles, {}) == {}
    assert list(new_statements({"a1", "a2"}, articles, {})) == []
    (statement,) = new_statements({"a1"}, articles, {})["a2"]  # once, where it was told first
    assert other.text[statement.start : statement.end] == "Divers found a black box."
    # An older article may be new to a reader.
    assert set(new_statements({"a2"}, articles, {})) == {"a1"}


@pytest.mark.parametrize(
    "text", ["", " ", "a", "?!", "\x00", "7", "x" * 100_000, "Ferry. " * 20_000]
)
def test_any_text_is_judged_in_bounds(text: str) -> None:
    began = time.process_time()
    statements_of([FIRST, second(text), second(text, name="a3")], {})
    assert time.process_time() - began < 5


def test_a_flood_of_articles_in_one_story_stays_in_bounds() -> None:
    rng = random.Random(1)
    words = [f"word{n}" for n in range(400)]
    flood = [
        second(*(" ".join(rng.sample(words, 15)) + "." for _ in range(10)), name=f"f{n}", hours=n)
        for n in range(200)
    ]
    began = time.process_time()
    assert len(statements_of(flood, {})) == 199
    assert time.process_time() - began < 8
