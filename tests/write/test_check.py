"""Sentences that a model might write, true and false, held to what they cite."""

from __future__ import annotations

import pytest
from bench.entailment import pairs

from tidings.write.remote.check import unsupported

HARBOUR = (
    "Grain exports through the port of Velmora rose 12 percent in March, the harbour office said "
    "on Tuesday."
)
FERRY = (
    "The council of Selby may let the ferry sail at night if residents agree, Mona Berg told the "
    "Gazette."
)
FIRE = (
    "Hundreds of people fled when a warehouse burned in Drumlin on Sunday; three firemen were "
    "injured."
)
COURT = "A court in Orsk released the banker Ivo Lann before the trial, for lack of evidence."
VOTE = "Lawmakers rejected the bridge plan by 41 votes to 38, and the minister Ada Quill resigned."
QUOTE = "“We will not sell the shipyard,” said its owner, Tor Helm, after talks with Norvik."
FRENCH = "Le gouvernement d'Orsel a annoncé mardi une baisse de 3 % du prix de l'eau."
SPANISH = "El puerto de Velmora podría cerrar dos meses, dijo el alcalde Iker Solana el lunes."
GERMAN = "Die Zahl der Fähren nach Selby stieg im März um zwölf Prozent, teilte das Hafenamt mit."

TRUE = [
    ("Grain exports through Velmora rose 12 percent in March.", HARBOUR, "en"),
    ("The port of Velmora's grain exports rose by 12% in March.", HARBOUR, "en"),
    ("Officials said grain exports through Velmora rose 12 percent in March.", HARBOUR, "en"),
    ("Selby may let the ferry sail at night if residents agree.", FERRY, "en"),
    ("Hundreds fled when a warehouse burned in Drumlin.", FIRE, "en"),
    ("Three firemen were injured when a warehouse burned in Drumlin on Sunday.", FIRE, "en"),
    ("The banker Ivo Lann was released before the trial for lack of evidence.", COURT, "en"),
    ("The bridge plan was rejected by 41 votes to 38.", VOTE, "en"),
    ("Tor Helm said “We will not sell the shipyard” after talks with Norvik.", QUOTE, "en"),
    ("Le prix de l'eau baisse de 3 % à Orsel, selon le gouvernement.", FRENCH, "fr"),
    ("El puerto de Velmora podría cerrar dos meses.", SPANISH, "es"),
    ("Die Zahl der Fähren nach Selby stieg um zwölf Prozent.", GERMAN, "de"),
]
FALSE = [
    ("Grain exports through Velmora fell 12 percent in March.", HARBOUR, "en", "fell"),
    ("Grain exports through Velmora rose 12 percent in April.", HARBOUR, "en", "April"),
    ("Grain exports through Velmora rose 21 percent in March.", HARBOUR, "en", "number 21"),
    ("Grain exports through Velmora rose 12 million in March.", HARBOUR, "en", "millions"),
    ("The council of Selby lets the ferry sail at night.", FERRY, "en", "certain"),
    ("The council of Selby let the ferry sail at night, residents agree.", FERRY, "en", "certain"),
    ("Thousands of people fled when a warehouse burned in Drumlin.", FIRE, "en", "thousands"),
    ("Three firemen were killed when a warehouse burned in Drumlin.", FIRE, "en", "killed"),
    ("A court in Orsk arrested the banker Ivo Lann before the trial.", COURT, "en", "arrested"),
    ("A court in Orsk released the banker Ivo Lann after the trial.", COURT, "en", "after"),
    ("Lawmakers approved the bridge plan by 41 votes to 38.", VOTE, "en", "approved"),
    ("Lind resigned as minister after the bridge plan was rejected.", VOTE, "en", "Lind"),
    ("Tor Helm said “we will sell the whole shipyard” after talks.", QUOTE, "en", "denies"),
    ("Norvik will not sell the shipyard, said its owner after talks with Tor Helm.", QUOTE, "en",
     "other way round"),
    ("The owner said he would \u202enot sell the shipyard\u202c.", QUOTE, "en", "markup"),
    ("Le gouvernement d'Orsel a annoncé mardi une hausse de 3 % du prix de l'eau.", FRENCH, "fr",
     "hausse"),
    ("Le gouvernement d'Orsel a annoncé jeudi une baisse de 3 % du prix de l'eau.", FRENCH, "fr",
     "jeudi"),
    ("El puerto de Velmora cerró dos meses, dijo el alcalde.", SPANISH, "es", "certain"),
    ("Die Zahl der Fähren nach Selby stieg im April um zwölf Prozent.", GERMAN, "de", "April"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "cited", "language"), TRUE)
def test_a_fair_paraphrase_is_kept(sentence: str, cited: str, language: str) -> None:
    assert unsupported(sentence, [cited], language=language) == ""


@pytest.mark.parametrize(("sentence", "cited", "language", "why"), FALSE)
def test_a_turned_sentence_is_refused(sentence: str, cited: str, language: str, why: str) -> None:
    assert why in unsupported(sentence, [cited], language=language)


def test_most_turned_sentences_are_refused_and_most_fair_ones_kept() -> None:
    every = [pair for half in pairs() for pair in half]
    refused = [not pair.kept for pair in every if not pair.true]
    kept = [pair.kept for pair in every if pair.true]
    assert len(every) > 70
    assert sum(refused) >= 0.94 * len(refused)
    assert sum(kept) >= 0.9 * len(kept)
