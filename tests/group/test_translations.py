"""A translation follows its original; another telling of the same event does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tidings.group import features, trace
from tidings.group.translations import shape, translated
from tidings.types import Article

ENGLISH = """The ferry Santa Irela ran aground off Port Sabel at 4:20 on Sunday with 236 \
people aboard.
Eleven passengers were taken to hospital, most of them with bruises and one with a broken arm.
The harbour master said that the wind had reached 98 kilometres an hour.
Three tugs tried to free the ship at high water but gave up after 45 minutes.
The company, which runs 14 ships along the coast, said that it would pay back every fare.
It was the third such accident since 2019.
A commission of five is to look at the charts, which date from 1987, before the month is out."""
FRENCH = """Le ferry Santa Irela a échoué dimanche à 4 h 20 au large de Port Sabel avec 236 \
personnes.
Onze passagers ont été conduits à l'hôpital, la plupart avec des contusions et un avec un \
bras cassé.
Selon le capitaine du port, le vent avait atteint 98 kilomètres à l'heure.
Trois remorqueurs ont essayé de dégager le navire à marée haute mais ont renoncé après 45 \
minutes.
La compagnie, qui exploite 14 navires le long de la côte, a promis de rembourser tous les \
billets.
C'est le troisième accident de ce genre depuis 2019.
Une commission de cinq membres examinera avant la fin du mois les cartes, qui datent de 1987."""
OTHER = """Un bateau de la ligne côtière est bloqué depuis dimanche devant Port Sabel.
À 4 h 20, un choc a réveillé les 236 voyageurs, raconte une enseignante qui revenait d'un \
mariage et qui a passé cinq heures sur le pont avec ses deux enfants.
« Personne ne nous disait rien. »
Le syndicat des marins accuse la direction d'avoir supprimé 30 postes en 2024 et 12 autres \
cette année.
Le ministre se rendra sur place lundi.
Les tempêtes d'automne ont déjà coûté 8 millions de couronnes aux ports de la région, dont \
3 pour la seule digue de Vaness."""


def told(text: str, language: str, hour: int = 4) -> Article:
    return Article(
        id=language + str(hour),
        publisher=f"{language} Post",
        language=language,
        paragraphs=tuple(text.split("\n")),
        published_at=datetime(2026, 3, 14, hour, 7, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("a", "b", "least", "most"),
    [
        (told(ENGLISH, "en"), told(FRENCH, "fr"), 0.5, 1.0),
        (told(FRENCH, "fr"), told(ENGLISH, "en"), 0.5, 1.0),
        (told(ENGLISH, "en"), told(OTHER, "fr"), 0.0, 0.1),
        (told(FRENCH, "fr"), told(OTHER, "fr"), 0.0, 0.1),
        (told("", "en"), told(FRENCH, "fr"), 0.0, 0.0),
        (told("No figures. At all.", "en"), told("Pas de chiffres.", "fr"), 0.0, 0.0),
        (told("1 2 3 4 5. " * 50_000, "en"), told("1 2 3 4 5. " * 60_000, "fr"), 0.0, 1.0),
    ],
)
def test_how_probable_a_translation_is(a: Article, b: Article, least: float, most: float) -> None:
    assert least <= translated(shape(a), shape(b)) <= most


def test_a_story_names_its_probable_translations() -> None:
    articles = [told(ENGLISH, "en"), told(FRENCH, "fr", 6), replace(told(OTHER, "fr", 7), id="o")]
    found = trace(articles, {a.id: features(a) for a in articles})
    assert [(d.kind, d.of) for d in found.descents] == [
        ("first", ""),
        ("translation", "en4"),
        ("first", ""),
    ]
    assert 0.5 <= found.descents[1].probability < 1
