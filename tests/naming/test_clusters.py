from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.naming import KINDS, Mention, cluster, name_key


def mentions(kind: str, text: str) -> list[Mention]:
    """Names by commas; a title stands in brackets before its name."""
    found = []
    for at, part in enumerate(text.split(", ")):
        title, _, name = part.rpartition("] ")
        found.append(Mention(text=name, kind=kind, at=at, title=title.removeprefix("[")))
    return found


def told(kind: str, text: str) -> list[str]:
    return [f"{one.name}: {len(one.members)}" for one in cluster(mentions(kind, text))]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("person", "Haftar, Yevkuro, Khalifa Haftar, Yunus-bek Yevkurov, Haftar",
         ["Khalifa Haftar: 3", "Yunus-bek Yevkurov: 2"]),
        ("person", "Khalifa Haftar, Saddam Haftar, Haftar, Khalifa Haftar, Haftar",
         ["Khalifa Haftar: 3", "Saddam Haftar: 2"]),
        ("person", "[Field Marshal] Khalifa Haftar, [Lieutenant General] Khaled Haftar, "
         "[Field Marshal] Haftar", ["Khalifa Haftar: 2", "Khaled Haftar: 1"]),
        ("person", "Ilona Varga, Ilka Varga, Varga, I. Varga",
         ["Ilona Varga: 1", "Ilka Varga: 3"]),
        ("person", "Mikhail Bogdanov, Bogdanov, Михаил Богданов", ["Mikhail Bogdanov: 3"]),
        ("organisation", "Libyan National Army, LNA, the Libyan National Army, LNA",
         ["Libyan National Army: 4"]),
        ("organisation", "LNA, GNU, LNA", ["LNA: 2", "GNU: 1"]),
        ("organisation", "Norvel Industries Ltd, Norvel, Norvel Industries",
         ["Norvel Industries Ltd: 3"]),
        ("organisation", "Norvel Harbour Authority, Authority, Arvian Authority, Authority",
         ["Norvel Harbour Authority: 2", "Arvian Authority: 2"]),
        ("organisation", "Arvian Post, Post", ["Arvian Post: 1", "Post: 1"]),
        ("place", "Port Ibra, North Arvia, South Arvia, Port-Ibra",
         ["Port Ibra: 2", "North Arvia: 1", "South Arvia: 1"]),
    ],
)  # fmt: skip
def test_spellings_titles_and_short_forms_are_one(
    kind: str, text: str, expected: list[str]
) -> None:
    assert told(kind, text) == expected


def test_the_same_words_are_the_same_kind_throughout() -> None:
    found = cluster(
        [
            Mention(text="Marwick", kind="person", at=0),
            Mention(text="Marwick", kind="place", at=1),
            Mention(text="Marwick", kind="person", at=2),
        ]
    )
    assert [(one.kind, one.members) for one in found] == [("person", [0, 1, 2])]


def test_what_is_surer_of_a_kind_settles_it() -> None:
    found = cluster(
        [
            Mention(text="Marwick", kind="place", at=0, sure=0.5),
            Mention(text="Marwick", kind="organisation", at=1, sure=0.9),
            Mention(text="Marwick", kind="place", at=2, sure=0.6),
        ]
    )
    assert [(one.kind, one.members) for one in found] == [("organisation", [0, 1, 2])]


def test_a_family_name_alone_is_a_person_where_one_is_told_in_full() -> None:
    found = cluster(
        [
            Mention(text="Tarek Marwick", kind="person", at=0),
            Mention(text="Marwick", kind="place", at=1),
        ]
    )
    assert [(one.name, one.kind, one.members) for one in found] == [
        ("Tarek Marwick", "person", [0, 1])
    ]


def test_a_cluster_says_why_its_spellings_are_one() -> None:
    (one,) = cluster(mentions("person", "Yunus-bek Yevkurov, Yevkuro"))
    assert one.because == [
        "Yevkuro: the family name, spelled yevkuro and yevkurov, of yunus bek yevkurov"
    ]


@given(st.lists(st.tuples(st.text(max_size=20), st.sampled_from(KINDS)), max_size=8))
def test_every_mention_with_a_letter_is_in_one_cluster(names: list[tuple[str, str]]) -> None:
    given_names = [Mention(text=t, kind=kind, at=at) for at, (t, kind) in enumerate(names)]
    placed = sorted(member for one in cluster(given_names) for member in one.members)
    assert len(placed) == len(set(placed))
    for member, mention in enumerate(given_names):
        if member not in placed:
            assert not any(name_key(mention.text, kind) for kind in (mention.kind,))


@pytest.mark.parametrize(
    ("mentions", "kinds"),
    [
        # who was told in full is no place, and who bears a title is nobody's organisation
        ([("Omar Selim", "person", ""), ("Selim", "place", "")], {"Omar Selim": "person"}),
        ([("Brekke", "organisation", "President")], {"Brekke": "person"}),
        ([("Defense", "organisation", "Deputy")], {"Defense": "organisation"}),
        # but for what towns, countries and longer names are called
        (
            [("Ida Washington", "person", ""), *[("Washington", "place", "")] * 4],
            {"Ida Washington": "person", "Washington": "place"},
        ),
        (
            [("Jim Jordan", "person", ""), *[("Jordan", "place", "")] * 4],
            {"Jim Jordan": "person", "Jordan": "place"},
        ),
    ],
)
def test_what_kind_a_word_is(mentions: list[tuple[str, str, str]], kinds: dict[str, str]) -> None:
    told = [
        Mention(text=text, kind=kind, title=title, at=at, sure=0.95 if kind == "place" else 0.7)
        for at, (text, kind, title) in enumerate(mentions)
    ]
    assert {one.name: one.kind for one in cluster(told)} == kinds


def test_a_country_is_one_by_all_its_names() -> None:
    called = ("U.S.", "USA", "America", "the United States", "Estados Unidos", "США")
    assert {name_key(name, "place") for name in called} == {"place:united-states"}
    assert name_key("Libyen", "place") == name_key("ليبيا", "place") == name_key("Libya", "place")
    assert name_key("Libya", "organisation") == "organisation:libya"
