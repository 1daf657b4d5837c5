"""Questions to a small invented library: what it says, what it doesn't, and with which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from tidings.reading.asking import Asking
from tidings.storage import Store, open_store
from tidings.types import Answer, Article, Question
from tidings.write.asking.question import understand

NOW = datetime(2026, 3, 13, 18, tzinfo=UTC)
ARTICLES = {
    "ferry": (
        2,
        "Selby harbour board lets the night ferry sail",
        "The harbour board of Selby voted on Wednesday to let the ferry sail at night from 1 May.\n"
        "Fares for the crossing will stay at 12 crowns, said its chair, Mona Berg.\n"
        "The old captain, Jon Aske, will retire in the summer.",
    ),
    "quake": (
        1,
        "Earthquake shakes Velora island",
        "A strong earthquake of magnitude 6.1 shook the island of Velora on Thursday.\n"
        "Mayor Anna Kestrin said that twenty-three people were hurt when houses fell in.\n"
        "Rescue teams from Dornheim searched the ruins of a school.",
    ),
    "old quake": (
        400,
        "Earthquake rattles Velora island",
        "An earthquake of magnitude 4.2 rattled the island of Velora in the night.\n"
        "Mayor Tomas Brell said that three people were hurt on the island.",
    ),
    "shares": (
        4,
        "Ostrava Lines falls on the Calder exchange",
        "Shares of Ostrava Lines fell by 9 percent on the Calder exchange.\n"
        "Chief executive Mirko Vantel blamed the price of fuel and a strike in Brunnmouth.",
    ),
    "map": (
        9,
        "Museum finds lost map",
        "A map of 1632 lay forgotten in a drawer of the Lund museum.\n"
        "Curator Ida Falk found it while she was looking for a stamp.",
    ),
    "wahl": (
        3,
        "Bürgermeisterwahl in Brunnau",
        "Bei der Bürgermeisterwahl in Brunnau hat am Sonntag Petra Lindner gewonnen.\n"
        "Sie erhielt 54 Prozent der Stimmen.",
    ),
}


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    opened = open_store("sqlite://")
    for id, (days, title, text) in ARTICLES.items():
        at = NOW - timedelta(days=days)
        language = "de" if id == "wahl" else "en"
        article = Article(
            id=id, title=title, paragraphs=tuple(text.split("\n")), published_at=at,
            language=language, publisher="Gazette", url=f"https://g.example/{id}",
        )  # fmt: skip
        opened.articles.save(article, page="", now=at)
    yield opened
    opened.close()


def ask(store: Store, text: str, *choices: str, at: datetime = NOW) -> Answer:
    asking = Asking(store, lambda: None)
    return asking.ask(Question(text=text, asked_at=at, choices=choices))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How many people were hurt in the earthquake on Velora this week?", "twenty-three"),
        ("Who found the lost map in the Lund museum?", "Ida Falk"),
        ("What do fares for the crossing in Selby cost?", "12 crowns"),
        ("Why did shares of Ostrava Lines fall on the Calder exchange?", "price of fuel"),
        ("Wer hat die Bürgermeisterwahl in Brunnau gewonnen?", "Petra Lindner"),
    ],
)
def test_the_passage_that_answers_comes_first(store: Store, question: str, words: str) -> None:
    answer = ask(store, question)
    assert words in answer.cites[0].quote
    for cited in answer.cites:
        text = cited.article.text
        assert text[cited.passage.start : cited.passage.end] == cited.quote
        assert cited.passage.start <= cited.sentence.start < cited.sentence.end
        assert cited.sentence.end <= cited.passage.end
    shown = [(cited.article.id, cited.sentence) for cited in answer.cites]
    assert len(shown) == len(set(shown))


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("What happened on Velora this week?", "quake"),
        ("What happened to Ostrava Lines?", "shares"),
        ("What's the latest on the Selby ferry?", "ferry"),
        ("Was ist in Brunnau passiert?", "wahl"),
        ("¿Qué pasó en Velora?", "quake"),
    ],
)
def test_words_that_only_ask_are_not_looked_for(store: Store, question: str, article: str) -> None:
    answer = ask(store, question)
    assert answer.answered
    assert answer.cites[0].article.id == article


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("What happened yesterday?", (date(2026, 3, 12), date(2026, 3, 12))),
        ("Was ist gestern passiert?", (date(2026, 3, 12), date(2026, 3, 12))),
        ("Que s’est-il passé cette semaine ?", (date(2026, 3, 9), date(2026, 3, 15))),
        ("What's new?", (date(2026, 3, 13), date(2026, 3, 13))),
        ("What happened on Velora yesterday?", None),
        ("?", None),
        ("the of and", None),
    ],
)
def test_questions_for_all_news_of_some_days(
    store: Store, question: str, days: tuple[date, date] | None
) -> None:
    found = Asking(store, lambda: None).of_all_news(Question(text=question, asked_at=NOW))
    assert found == days


def test_the_asker_s_own_language_comes_first() -> None:
    store = open_store("sqlite://")
    told = {
        "fr": "Le pont de Velmar a été rouvert mardi.",
        "en": "The bridge of Velmar was opened again on Tuesday.",
    }
    for language, text in told.items():
        article = Article(
            id=language, title="Velmar", paragraphs=(text,), published_at=NOW, language=language
        )
        store.articles.save(article, page="", now=NOW)
    asked = {"Was Velmar reopened?": "en", "Est-ce que Velmar est rouvert ?": "fr"}
    for question, language in asked.items():
        cites = (
            Asking(store, lambda: None)
            .ask(Question(text=question, asked_at=NOW, language=language))
            .cites
        )
        assert cites[0].article.id == language
    store.close()


def test_what_begins_with_the_thing_asked_about_comes_first() -> None:
    told = {
        "visit": "The president broke off a visit to Oskel after the tanker Iduna had run aground.",
        "tanker": "The tanker Iduna ran aground off Oskel while the president was on a visit.",
    }
    store = open_store("sqlite://")
    for id, text in told.items():
        article = Article(id=id, title="", paragraphs=(text,), published_at=NOW, language="en")
        store.articles.save(article, page="", now=NOW)
    asking = Asking(store, lambda: None)
    for question, first in (("the tanker", "tanker"), ("the president", "visit")):
        asked = Question(text=f"What happened to {question}?", asked_at=NOW, language="en")
        assert asking.ask(asked).cites[0].article.id == first
    store.close()


def test_an_answer_is_a_sentence_of_its_first_passage(store: Store) -> None:
    answer = ask(store, "Which mayor said that people were hurt in the earthquake on Velora?")
    assert answer.answered
    assert answer.text == answer.cites[0].words
    assert answer.text in answer.cites[0].article.text


@pytest.mark.parametrize(
    ("question", "choices", "right"),
    [
        ("How many people were hurt on Velora this week?", ("3", "9", "23", "54"), 2),
        ("What do fares for the Selby ferry cost?", ("6 crowns", "12 crowns", "20 crowns"), 1),
        ("Who is mayor of Velora?", ("Mona Berg", "Ida Falk", "Anna Kestrin"), 2),
        ("Where was the lost map found?", ("a museum in Dornheim", "the Lund museum"), 1),
    ],
)
def test_choices(store: Store, question: str, choices: tuple[str, ...], right: int) -> None:
    answer = ask(store, question, *choices)
    assert answer.choice == right
    assert sum(answer.chances) == pytest.approx(1)


@pytest.mark.parametrize(
    "question",
    [
        "Which footballer won the golden boot in Argentina?",
        "What did the central bank of Tolverne decide about interest rates?",
        "Who wrote the opera that opened in Quillmouth?",
    ],
)
def test_what_no_article_says_is_not_said(store: Store, question: str) -> None:
    answer = ask(store, question, "Ada", "Bert", "Cleo")
    assert not answer.answered
    assert not answer.text
    assert not ask(store, question).answered


def test_nothing_after_the_question_is_looked_at(store: Store) -> None:
    then = NOW - timedelta(days=100)
    found = ask(store, "How many people were hurt in the earthquake on Velora?", at=then)
    assert {cited.article.id for cited in found.cites} == {"old quake"}


@pytest.mark.parametrize(
    "text", ["", " ?", "the of and", '" OR NEAR(', "x" * 9_000, "\x00", "地震"]
)
def test_any_text_is_a_question(store: Store, text: str) -> None:
    answer = ask(store, text, "", "\x00", "a" * 5_000)
    assert answer.choice in (0, 1, 2)
    assert not answer.answered


def test_an_empty_library_says_nothing() -> None:
    store = open_store("sqlite://")
    answer = ask(store, "Who won?", "Ada", "Bert")
    assert (answer.answered, answer.cites, sum(answer.chances)) == (False, (), 1)
    store.close()


@pytest.mark.parametrize(
    ("question", "odd"),
    [
        ("Which of these did not happen on Velora?", True),
        ("Which of the following players wasn't traded?", True),
        ("Mona Berg spoke of all of these except:", True),
        ("Which of these is NOT in Selby?", True),
        ("Which club will not play this week?", False),
        ("Ann Roe will not run again. When was she elected?", False),
        ("Which of these burned?", False),
    ],
)
def test_the_odd_one_out_is_the_one_that_is_not_told(question: str, odd: bool) -> None:
    assert understand(Question(text=question, language="en")).denied is odd


def test_what_is_least_told_answers_what_is_not_so(store: Store) -> None:
    told = ("Anna Kestrin", "Dornheim", "Petra Lindner")
    answer = ask(store, "In the Velora earthquake which of these was not named?", *told)
    assert answer.choice == 2


def test_the_answer_is_the_sentence_that_a_person_would_quote() -> None:
    text = (
        "SELBY (Gazette) – The old lighthouse of Tarn Head was sold to a stranger on Tuesday.\n"
        "It was bought by Mona Berg for 40,000 crowns.\n"
        "The keys were handed over at noon."
    )
    store = open_store("sqlite://")
    at = NOW - timedelta(days=1)
    article = Article(
        id="a", title="Lighthouse sold", paragraphs=tuple(text.split("\n")), published_at=at,
        language="en",
    )  # fmt: skip
    store.articles.save(article, page="", now=at)
    bought = ask(store, "Who bought a lighthouse for 40,000 crowns?").text
    assert bought.endswith("for 40,000 crowns.")
    assert bought.startswith("The old")  # "it" is nothing without the sentence before
    assert ask(store, "Where is the old lighthouse that was sold?").text.startswith("The old")
    store.close()


class Meanings:
    """An encoder to which all texts mean what the first of these words in them does."""

    name = "fake"

    def __init__(self, *words: tuple[str, ...]) -> None:
        self._words = words

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        rows = [self._meaning(text) for text in texts]
        return np.eye(len(self._words) + 1, dtype=np.float32)[rows]

    def _meaning(self, text: str) -> int:
        found = (n for n, words in enumerate(self._words) if any(w in text for w in words))
        return next(found, len(self._words))


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("Wie viele Menschen wurden bei dem Beben verletzt?", "quake"),
        ("¿Cuántas personas resultaron heridas en el terremoto?", "quake"),
        ("Wie hoch ist der Gipfel des Berges dort drüben?", ""),
    ],
)
def test_a_question_is_answered_from_another_language(
    store: Store, question: str, article: str
) -> None:
    encoder = Meanings(("Velora", "Beben", "terremoto"), ("Selby",), ("Lund", "Ostrava"))
    store.vectors.save(
        encoder.name, list(ARTICLES), encoder.encode([one[2] for one in ARTICLES.values()])
    )
    found = Asking(store, lambda: encoder).ask(Question(text=question, asked_at=NOW))
    assert found.answered is bool(article)
    assert not article or found.cites[0].article.id == article


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("Which forgotten map lay in a drawre of the Lund museum?", "map"),
        ("What shook Velora, an eartquake of which magnitud?", "quake"),
        ("Who blamed the price of fuel for Ostrava sahres?", "shares"),
    ],
)
def test_a_misspelt_question_is_understood(store: Store, question: str, article: str) -> None:
    answer = ask(store, question)
    assert answer.answered
    assert answer.cites[0].article.id == article


def test_one_sentence_is_shown_once_and_what_was_years_ago_comes_later() -> None:
    store = open_store("sqlite://")
    past = "The last strong earthquake on Velora, in 1987, killed 31 people."
    for number in range(4):
        at = NOW - timedelta(days=1, hours=number)
        now = f"An earthquake that shook Velora killed at least {12 + number} people on Thursday."
        article = Article(
            id=f"a{number}", title="Earthquake on Velora", paragraphs=(now, "It was dawn.", past),
            published_at=at, language="en",
        )  # fmt: skip
        store.articles.save(article, page="", now=at)
    answer = ask(store, "How many people were killed in the earthquake on Velora?")
    assert "Thursday" in answer.text
    assert [cited.words for cited in answer.cites].count(past) <= 1
    store.close()
