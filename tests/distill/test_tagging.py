"""Tags cut apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidings.distill.tagging import merge_tags, split_tags, vocabulary

TEXT = (
    "The harbour council of Vellmar met Ada Lindqvist on Monday. The Osk ferry and the fishing "
    "fleet share a quay; the LNA guards it. Vellmar police and the Wind Authority were there, and "
    "so was McAllister of TransOsk. In Moscow nobody cared, and Rosgard said so to Bjarne Holt."
)
KNOWN = vocabulary([TEXT])


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("Ada Lindqvistferryharbour", ("Ada Lindqvist", "ferry", "harbour")),
        ("Ada LindqvistFerryHarbour council", ("Ada Lindqvist", "Ferry", "Harbour council")),
        ("vellmarpoliceOsk", ("vellmar", "police", "Osk")),
        ("LNAVellmarWind Authority", ("LNA", "Vellmar", "Wind Authority")),
        ("BudgetEarthquakeNobody", ("Budget", "Earthquake", "Nobody")),
        ("moscowRosgardBjarne Holtelections", ("moscow", "Rosgard", "Bjarne Holt", "elections")),
        ("ferrynavymoscow", ("ferry", "navy", "moscow")),
        ("McAllisterTransOskYouTube", ("McAllister", "TransOsk", "YouTube")),
        ("climate change", ("climate change",)),
        ("Antidisestablishmentarianism", ("Antidisestablishmentarianism",)),
        ("ferry, Osk, ferry", ("ferry", "Osk")),
        ("ferry; Osk", ("ferry", "Osk")),
        ("ferry | Osk • quay", ("ferry", "Osk", "quay")),
        ("#ferry #osk", ("ferry", "osk")),
        ("عبارة، ميناء", ("عبارة", "ميناء")),
        ("", ()),
    ],
)
def test_split_tags(line: str, tags: tuple[str, ...]) -> None:
    assert split_tags(line, KNOWN) == tags


def test_tags_of_scripts_without_capitals() -> None:
    known = vocabulary(["أقر مجلس المدينة خطة الميناء الجديد في موسكو"])
    assert split_tags("المدينةالميناءموسكو", known) == ("المدينة", "الميناء", "موسكو")


def test_merge_tags_keeps_the_first_spelling() -> None:
    assert merge_tags(["Osk", "ferry"], ["FERRY", " osk ", "", "x" * 100]) == ("Osk", "ferry")


@settings(deadline=None)
@given(st.lists(st.sampled_from(["Osk", "ferry", "harbour", "Vellmar", "Moscow"]), max_size=12))
def test_words_that_are_glued_come_apart(tags: list[str]) -> None:
    assert split_tags("".join(tags), KNOWN) == tuple(dict.fromkeys(tags))
