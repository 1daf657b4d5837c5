from __future__ import annotations

import pytest

from tidings.enrich.novelty.near import Wording, compare
from tidings.wording import capitals_name

FIRE = "At least 12 people were killed when a fire broke out in a market in Port Ibra on Monday."


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        (FIRE, FIRE, True),
        (FIRE, FIRE.replace("killed", "dead"), True),
        (FIRE, FIRE.replace("broke out", "started"), True),
        (FIRE, FIRE.replace("12", "15"), False),  # a number is another one
        (FIRE.replace("12", "twelve"), FIRE.replace("12", "fifteen"), False),
        (FIRE.replace("12", "twelve"), FIRE, True),  # the same number, spelled
        (FIRE, FIRE.replace("Port Ibra", "Old Sanna"), False),  # a name took another's place
        (FIRE, FIRE.replace("Port Ibra", "the port"), True),  # a name left out tells nothing
        (FIRE, FIRE.replace("people", "people and 3 guards"), False),  # a number came in
        (FIRE, FIRE.replace("At least 12 people", "People"), True),
        (FIRE, "In Port Ibra on Monday.", False),  # too little to be an excerpt
        (FIRE, FIRE.split(" when ")[1] + " Nothing else is known, the police said there.", False),
        ("The Defence Minister met his guest in the capital on Friday to talk about trade.",
         "The Defense Minister met his guest in the capital on Friday to talk about trade.", True),
        ("The head of the Zambian army met his guest in the capital on Friday.",
         "The head of the Gambian army met his guest in the capital on Friday.", False),
        ("The council will raise the price of water in the coming year, it said.",
         "The council will not raise the price of water in the coming year, it said.", False),
        ("Der Rat wird den Preis des Wassers im kommenden Jahr nicht erhöhen, hieß es.",
         "Der Rat wird den Preis des Wassers im kommenden Jahr wieder erhöhen, hieß es.", False),
        ("He paid 1,200 crowns for the boat that he had seen at the fair in the spring.",
         "He paid 1200 crowns for the boat that he had seen at the fair in the spring.", True),
        ("The party leader said: “We will build ten schools, and we will build them now, in every"
         " district of this country.”",
         "“We will build ten schools, and we will build them now, in every district", True),
        ("The minister wrote: “We shall never again let this harbour fall into such a state.”",
         "“We shall never again let this harbour fall into such a state,” Vera Holm said.", True),
        ("“We shall never again let this harbour fall into such a state,” she said.",
         "“We shall let this harbour fall to such a state again,” said Vera Holm.", False),
        ("“We shall rebuild the old harbour,” she said of the 12 wrecks.",
         "“We shall rebuild the old harbour,” she said of the 15 wrecks.", False),
        ("وقتل 12 شخصا على الأقل في حريق اندلع في سوق بالمدينة يوم الاثنين",
         "وقتل 15 شخصا على الأقل في حريق اندلع في سوق بالمدينة يوم الاثنين", False),
    ],
)  # fmt: skip
def test_same_sentence(old: str, new: str, same: bool) -> None:
    assert compare(Wording(new), Wording(old), names=True).same is same


def test_names_are_not_looked_for_where_capitals_name_nothing() -> None:
    old = "Die Polizei hat am Montag im Hafen der alten Stadt ein gestohlenes Boot gefunden."
    new = old.replace("Boot", "Schiff")
    assert not compare(Wording(new), Wording(old), names=True).same
    assert compare(Wording(new), Wording(old), names=capitals_name(old)).same


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("The head of the army met his guest in Ibra on Friday, and they spoke about trade.", True),
        ("Der Chef der Armee traf am Freitag in der Stadt seinen Gast zum Gespräch.", False),
        ("THE HEAD OF THE ARMY MET HIS GUEST", False),
        ("", False),
    ],
)
def test_capitals_name(text: str, tells: bool) -> None:
    assert capitals_name(text) is tells
