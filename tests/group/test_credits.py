"""Whom an article names as its source is seen by form, in several languages."""

from __future__ import annotations

import pytest

from tidings.group.credits import credits, is_outlet
from tidings.types import Article

BODY = "The ferry ran aground in the night. Nobody was hurt."


def named(
    *paragraphs: str, authors: tuple[str, ...] = (), outlets: tuple[str, ...] = ()
) -> list[str]:
    article = Article(id="a", publisher="Harbour Gazette", paragraphs=paragraphs, authors=authors)
    return [credit.name for credit in credits(article, outlets)]


@pytest.mark.parametrize(
    ("paragraphs", "names"),
    [
        (["VANESS (Tidewire) - The ferry ran aground."], ["Tidewire"]),
        (["VANESS, March 3 (Tidewire) — The ferry ran aground."], ["Tidewire"]),
        (["MADRID, 5 Oct. (TWE).- El ferri encalló."], ["TWE"]),
        (["Berlin (twa) – Die Fähre lief auf Grund."], ["twa"]),
        (["القاهرة (تايدواير) - جنحت العبارة ليلا"], ["تايدواير"]),
        (["МОСКВА, 5 окт — Волна Новости. Паром сел на мель."], ["Волна Новости"]),
        (["新华社北京10月5日电 渡轮搁浅。"], ["新华社"]),
        ([BODY, "It sails again tomorrow, they said. (Tidewire)"], ["Tidewire"]),
        ([BODY, "Sie fährt morgen wieder. (twa/TWE)"], ["twa", "TWE"]),
        ([BODY, "Source: Tidewire"], ["Tidewire"]),
        ([BODY, "Źródło: Tidewire"], ["Tidewire"]),
        ([BODY, "المصدر: وكالة المد"], ["وكالة المد"]),
        ([BODY, "With material from Tidewire and TWE."], ["Tidewire", "TWE"]),
        ([BODY, "(avec TWE)"], ["TWE"]),
        ([BODY, "Con información de Tidewire."], ["Tidewire"]),
        ([BODY], []),
        (["The World Health Organization (WHO) - a UN agency - met."], []),
        (["The union (which has 300 members) - and others - met."], []),
        ([BODY, "A ferry at night. (Ada Ferrow/Tidewire)"], []),  # whose picture it is
        ([BODY, "He left (as usual)."], []),
        (["VANESS (Harbour Gazette) - The ferry ran aground."], []),  # itself
        ([BODY, "They went with new information from the police and others."], []),
    ],
)
def test_credits(paragraphs: list[str], names: list[str]) -> None:
    assert named(*paragraphs) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The ferry ran aground, Morning Ledger reported on Sunday.", ["Morning Ledger"]),
        ("Le ferry s'est échoué, selon Morning Ledger.", ["Morning Ledger"]),
        ("Morning Ledger was named after a ship.", []),
        ("The ferry ran aground, according to the police.", []),
        ("The ferry ran aground, Harbour Gazette reported.", []),
    ],
)
def test_another_outlet_s_report(text: str, names: list[str]) -> None:
    assert named(text, outlets=("Morning Ledger", "Harbour Gazette")) == names


def test_a_byline_that_is_an_outlet() -> None:
    assert named(BODY, authors=("Morning Ledger",), outlets=("Morning Ledger",)) == [
        "Morning Ledger"
    ]
    assert named(BODY, authors=("TWE",)) == ["TWE"]
    assert named(BODY, authors=("Ada Ferrow",)) == []


@pytest.mark.parametrize(
    ("name", "publisher", "same"),
    [
        ("Tidewire", "Tidewire", True),
        ("the Tidewire", "Tidewire News", True),
        ("TPA", "Tide Press Agency", True),
        ("AFP", "Agence France-Presse", True),
        ("Ledger", "Harbour Gazette", False),
        ("", "Harbour Gazette", False),
    ],
)
def test_the_same_outlet(name: str, publisher: str, same: bool) -> None:
    assert is_outlet(name, publisher) is same
