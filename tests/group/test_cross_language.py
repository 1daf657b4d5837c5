"""What an article restates of what other languages told: who is asked, and what follows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bench.statements import ABROAD, score, told_abroad

from tests.group.news import article
from tidings.enrich.embedding import load_encoder
from tidings.group import answered, questions, statements_of
from tidings.group.cross_language import ALIKE, ASKED, Question
from tidings.steps import judge_statements
from tidings.types import Article

ENGLISH = (
    "Two ferries collided in thick fog off the harbour of Port Sall on Monday, killing 12 people.",
    "Captain Mirko Vantel of the larger ferry was arrested, the coast guard said.",
)
RETOLD = (
    "Lundi, deux ferries sont entrés en collision dans un épais brouillard au large du port de "
    "Port Sall, tuant 12 personnes."
)
MORE = "Le parquet a saisi les deux navires et interroge leurs équipages depuis mardi matin."


def told(name: str, *text: str, language: str, hours: float) -> Article:
    made = article(name, "", *text, hours=hours, publisher=name)
    return replace(made, language=language)


FIRST = told("en", *ENGLISH, language="en", hours=0)


def asked(*text: str, language: str = "fr") -> list[Question]:
    later = told("later", *text, language=language, hours=2)
    return questions([FIRST, later], {}, statements_of([FIRST, later], {}))


def test_the_encoder_is_asked_of_the_sentence_that_shares_most() -> None:
    (question,) = asked(RETOLD)
    assert (question.text, question.earlier) == (RETOLD, ENGLISH[0])
    assert (question.language, question.earlier_language) == ("fr", "en")
    place = question.place
    assert FIRST.text[place.start : place.end] == ENGLISH[0]


@pytest.mark.parametrize(
    "text",
    [
        RETOLD.replace("12", "15"),  # another number
        RETOLD.replace("Port Sall", "Brunnmouth"),  # a name that nobody told
        RETOLD.replace("Lundi", "Mardi"),  # another day
        "Lundi, deux ferries n'ont pas fait 12 morts au large de Port Sall.",  # denied
        f"{RETOLD[:-1]}, {MORE[3:]}",  # longer
        "Port Sall.",  # a fragment
        "",
    ],
)
def test_what_is_new_for_certain_is_not_asked(text: str) -> None:
    assert asked(text) == []


def test_a_name_in_common_is_no_restating() -> None:
    later = told("fr", "Mirko Vantel s'explique.", language="fr", hours=2)
    assert not statements_of([FIRST, later], {})["fr"][0].known


def test_one_language_asks_nothing_and_many_sentences_no_more_than_a_few() -> None:
    assert asked(*ENGLISH, language="en") == []
    assert asked(RETOLD, language="") == []
    assert len(asked(*(RETOLD.replace("épais", f"épais{'s' * n}") for n in range(9)))) == ASKED


@pytest.mark.parametrize(("alike", "known"), [(ALIKE, True), (ALIKE - 0.01, False)])
def test_an_answer_makes_a_sentence_known_with_its_evidence(alike: float, known: bool) -> None:
    later = told("fr", RETOLD, MORE, language="fr", hours=2)
    judged = statements_of([FIRST, later], {})
    (question,) = questions([FIRST, later], {}, judged)
    statement, other = answered(judged, {question: alike})["fr"]
    assert statement.known is known
    assert not known or statement.restates == (question.place,)
    assert not (known and statement.adds)
    assert other == judged["fr"][1]  # what was not asked stays


def test_without_an_encoder_words_alone_decide() -> None:
    later = told("fr", RETOLD, language="fr", hours=2)
    assert judge_statements("none", [([FIRST, later], {})]) == [statements_of([FIRST, later], {})]


def test_a_french_sentence_that_says_what_an_english_one_said_is_known() -> None:
    if load_encoder() is None:
        pytest.skip("the default encoder can't be run here")
    said = "Scientists say the glacier is melting three times as fast as it did twenty years ago."
    again = "Le glacier fond trois fois plus vite qu'il y a vingt ans, affirment des scientifiques."
    other = "Le village au pied du glacier prépare des digues, affirment des scientifiques."
    first = told("en", said, language="en", hours=0)
    later = told("fr", again, other, language="fr", hours=2)
    (found,) = judge_statements("default", [([first, later], {})])
    known, new = found["fr"]
    assert known.known
    assert known.restates[0].article == "en"
    assert not new.known


@pytest.mark.quality
def test_pairs_in_two_languages_are_told_with_few_errors() -> None:
    if load_encoder() is None:
        pytest.skip("the default encoder can't be run here")
    truth, said = told_abroad()
    precision, recall, _ = score(truth, said)
    assert len(truth) == len(ABROAD.read_text("utf-8").splitlines())
    assert precision >= 0.85
    assert recall >= 0.3  # processors round otherwise
