from __future__ import annotations

from pathlib import Path

import pytest

from tidings.enrich.places import note_places
from tidings.enrich.places.gazetteer import gazetteer
from tidings.enrich.places.resolve import resolve
from tidings.reference.countries import country_names, country_of_address
from tidings.types import Article, Novelty, Place

COUNTRIES = {"france": "FR", "lebanon": "LB", "libya": "LY", "georgia": "GE", "sri lanka": "LK"}


def found(text: str, names: str, home: str = "") -> list[tuple[str, str]]:
    """Country and state, or town, of each name that stands in a text."""
    spans = []
    for name in names.split("|"):
        start = text.index(name, spans[-1][1] if spans else 0)
        spans.append((start, start + len(name)))
    places = resolve(text, spans, gazetteer(), lambda n: COUNTRIES.get(n.lower(), ""), home)
    return [(places[s].country, places[s].part if places[s].country == "US" else "") for s in spans]


@pytest.mark.parametrize(
    ("text", "names", "home", "expected"),
    [
        ("They met in Paris and Lyon.", "Paris|Lyon", "", "FR FR"),
        ("He left Paris, Texas, and came home to Paris.", "Paris|Texas|Paris", "", "US.TX " * 3),
        ("Floods hit Paris. Dallas and Plano are dry.", "Paris|Dallas|Plano", "", "US.TX " * 3),
        ("Tripoli and Sidon are in Lebanon.", "Tripoli|Sidon|Lebanon", "", "LB LB LB"),
        ("Tripoli and Misrata were quiet.", "Tripoli|Misrata", "", "LY LY"),
        ("In Springfield, Ill., they voted.", "Springfield", "", "US.IL"),
        ("Georgia won in Atlanta and Macon.", "Georgia|Atlanta|Macon", "", "US.GA " * 3),
        ("Georgia won in Tbilisi.", "Georgia|Tbilisi", "", "GE GE"),
        ("Rapides Parish, near Alexandria", "Rapides Parish|Alexandria", "", "US.LA US.LA"),
        ("The Sri Lankan navy", "Sri Lankan", "", "LK"),
        ("In St. Louis and Ft. Worth", "St. Louis|Ft. Worth", "", "US.MO US.TX"),
        ("The mayor of Tripoli", "Tripoli", "LB", "LY"),
        ("Washington told Florida and North Carolina", "Washington|Florida|North Carolina", "",
         "US.DC US.FL US.NC"),
        ("In Barrow, Jackson and Clarke counties, Georgia", "Barrow|Jackson|Clarke|Georgia", "",
         "US.GA " * 4),
        ("DeKalb police, Atlanta", "DeKalb|Atlanta", "US.GA", "US.GA US.GA"),
        ("Atlanta and Chicago and Boston", "Atlanta|Chicago|Boston", "US", "US.GA US.IL US.MA"),
        ("Ohioans and Minnesotans", "Ohioans|Minnesotans", "", "US.OH US.MN"),
        ("Athens and Statham met", "Athens|Statham", "US.GA", "US.GA US.GA"),
    ],
)  # fmt: skip
def test_which_place_of_its_name(text: str, names: str, home: str, expected: str) -> None:
    told = [f"{country}.{part}" if part else country for country, part in found(text, names, home)]
    assert told == expected.split()


@pytest.mark.parametrize(
    ("text", "home", "placed"),
    [
        ("Storm Maud crossed the coast.", "", False),  # a town of 1,000 in Oklahoma
        ("Storm Maud crossed the coast.", "US.OK", True),
        ("The people of Maud, Oklahoma, wait.", "", True),
        ("Maud, near Shawnee and Oklahoma City, waits.", "", True),
    ],
)
def test_a_small_town_stands_with_others_or_not_at_all(text: str, home: str, placed: bool) -> None:
    names = ("Maud", "Oklahoma City", "Oklahoma", "Shawnee")
    spans = [(at, at + len(name)) for name in names if (at := text.find(name)) >= 0]
    places = resolve(text, spans, gazetteer(), lambda _: "", home)
    at = text.index("Maud")
    assert ((at, at + 4) in places) == placed


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "وصل الوزير إلى طرابلس في ليبيا.", {"Tripoli": "LY", "Libya": "LY"}),
        (
            "fr",
            "Il est arrivé à Londres, au Royaume-Uni.",
            {"London": "GB", "United Kingdom": "GB"},
        ),
        ("ru", "Президент прибыл в Париж.", {"Paris": "FR"}),
        ("en", "The word is nowhere.", {}),
        ("xx", "", {}),
    ],
)
def test_places_by_their_names_in_many_languages(
    language: str, text: str, expected: dict[str, str]
) -> None:
    article = Article(id="a", paragraphs=(text,), language=language)
    notes = note_places(article, Novelty(article="a"))
    assert {note.value["place"]: note.value["country"] for note in notes} == expected


def test_the_seeds(shared: Path) -> None:
    (seed,) = (shared / "seeds").glob("003_*.txt")
    lines = tuple(line for line in seed.read_text("utf-8").split("\n") if line.strip())
    article = Article(id="a", paragraphs=lines, language="en")
    notes = note_places(article, Novelty(article="a"))
    told = {n.value["place"]: (n.value["country"], n.value["lat"], n.value["lon"]) for n in notes}
    assert told["Tripoli"][0] == "LY"
    assert told["Bani Walid"][0] == "LY"
    assert abs(float(str(told["Tripoli"][1])) - 32.9) < 0.2
    assert {"Libya", "Algeria", "Moscow"} <= told.keys()


def test_a_report_from_the_whole_country_speaks_for_no_small_town() -> None:
    told = ("Phoenix Columbia Sacramento Denver Harrisburg Nashville Chicago Seattle "
            "Dallas Albany Rochester Boston Atlanta Illinois Texas Ohio").split()  # fmt: skip
    text = "Writers in " + " and ".join(told) + " and China contributed."
    names = {name: (text.index(name), text.index(name) + len(name)) for name in (*told, "China")}
    places = resolve(text, list(names.values()), gazetteer(), country_names("en"), "US")
    where = {name: (places[span].country, places[span].part) for name, span in names.items()}
    assert where["China"] == ("CN", "")
    assert (where["Boston"], where["Atlanta"]) == (("US", "MA"), ("US", "GA"))


def test_a_county_lies_where_it_is_and_a_piece_of_a_name_is_no_place() -> None:
    text = "A fire in Lamar County, Texas, on 17 February Street."
    spans = [
        (text.index(name), text.index(name) + len(name)) for name in ("Lamar County", "Street")
    ]
    (county,) = resolve(text, spans, gazetteer(), lambda _: "").values()
    assert (county.kind, county.part) == ("county", "TX")
    assert county.km(Place("town", "Paris", 33.66, -95.56, "US", "TX")) < 15


@pytest.mark.parametrize(
    ("address", "country"),
    [
        ("https://news.example.fr/a", "FR"),
        ("https://a.co.uk", "GB"),
        ("https://a.tv", ""),
        ("", ""),
    ],
)
def test_the_country_of_an_address(address: str, country: str) -> None:
    assert country_of_address(address) == country


def test_a_long_list_of_places_is_resolved_whole() -> None:
    names = ["Paris", "Rome", "Springfield", "Tripoli", "Cairo", "Lima"]
    text = ", ".join(f"{name} {n}" for n in range(40) for name in names)
    spans = []
    for n in range(40):
        for name in names:
            start = text.index(f"{name} {n}", spans[-1][1] if spans else 0)
            spans.append((start, start + len(f"{name}")))
    assert len(resolve(text, spans, gazetteer(), lambda _: "")) == len(spans)
    many = [(start, start + 3) for start in range(len(text) - 3)]  # anything may be asked
    resolve(text, many, gazetteer(), lambda _: "")
