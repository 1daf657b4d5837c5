"""What kind of thing a question asks for, and which sentences have one."""

from __future__ import annotations

import pytest

from tidings.types import Question
from tidings.write.asking.answer_kind import AnswerKind, fits, kind_of

NUMBER, TIME, NAME, REASON, ANY = AnswerKind


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("How many people were hurt?", "en", NUMBER),
        ("Bessie Lund died this week, who knew? How old was she?", "en", NUMBER),
        ("The board voted when nobody looked. Which town is it?", "en", NAME),
        ("When does the ferry sail?", "en", TIME),
        ("Why did shares fall?", "en", REASON),
        ("Did the ferry sail?", "en", ANY),
        ("Combien de personnes ont été blessées ?", "fr", NUMBER),
        ("Qui a gagné ?", "fr", NAME),
        ("Wann fährt die Fähre?", "de", TIME),
        ("¿Dónde está el mapa?", "es", NAME),
        ("Сколько человек пострадало?", "ru", NUMBER),
        ("كم عدد الجرحى؟", "ar", NUMBER),
        ("Hur många skadades?", "sv", ANY),
        ("", "", ANY),
    ],
)
def test_what_is_asked_for(text: str, language: str, kind: AnswerKind) -> None:
    assert kind_of(Question(text=text, language=language)) is kind


@pytest.mark.parametrize(
    ("text", "sentence", "held"),
    [
        ("How much did the 12 ferries cost?", "The 12 ferries were dear.", False),
        ("How much did the 12 ferries cost?", "The 12 ferries cost 4,000 crowns.", True),
        ("How many ferries sail?", "Three sail at night.", True),
        ("Who leads Selby?", "Selby is led well.", False),
        ("Who leads Selby?", "Selby is led by Mona Berg.", True),
        ("Who won?", "Winners were told on Sunday.", False),
        ("When did it sail?", "It sailed on Tuesday.", True),
        ("Why did it sink?", "It sank after a fire.", True),
        ("Why did it sink?", "It sank at night.", False),
    ],
)
def test_a_sentence_has_what_the_question_lacks(text: str, sentence: str, held: bool) -> None:
    question = Question(text=text, language="en")
    article = f"{sentence} All winners were there."
    assert fits(kind_of(question), sentence, article, question) is held
