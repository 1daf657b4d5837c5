"""The two documents that the project was created from: five articles, five stories."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.conftest import runner

BACKGROUND = {
    "chaos": "Libya has been in chaos since a NATO-backed uprising",
    "economy": "heavily reliant on oil, has suffered",
    "crisis": "The conflict has led to a significant humanitarian crisis",
    "elections": "The planned elections for December 2021 were delayed",
    "ceasefire": "Despite the ceasefire, security remains a significant concern",
}
FURNITURE = (
    "Try Our AI", "Explore what", "No comments", "Related Articles", "hours ago", "Tags:",
)  # fmt: skip


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> list[dict[str, Any]]:
    tidings = runner(tmp_path_factory.mktemp("seeds"))
    assert tidings("add", *sorted((shared / "seeds").glob("*.txt"))).code == 0
    assert tidings("sync", "--offline").code == 0
    return list(tidings("export").records)


def one(records: list[dict[str, Any]], words: str) -> dict[str, Any]:
    (found,) = [record for record in records if words in record["title"]]
    return found


def test_five_articles_five_stories(exported: list[dict[str, Any]]) -> None:
    assert len(exported) == 5
    assert len({record["story"] for record in exported}) == 5
    assert not any(record["duplicate_of"] for record in exported)


def test_each_is_whole_and_nothing_else(exported: list[dict[str, Any]]) -> None:
    first = one(exported, "Haftar discusses with the Russian Deputy Defense Minister Yevkuro")
    assert len(first["text"].split("\n")) == 11
    ages = {"Family Park": 2, "Algeria Seeks": 3, "Unidentified Attackers": 6}
    main = one(exported, "Libya & Russia Discuss")
    for words in ages:
        assert one(exported, words)["publisher"] == "Libya Review"
        assert one(exported, words)["published_at"]
    assert main["publisher"] == "Libya Review"
    for record in exported:
        assert record["status"] == "full"
        assert not [words for words in FURNITURE if words in record["text"]]
        assert "\nLibya Review" not in record["text"]


@pytest.mark.parametrize(
    ("words", "tags"),
    [
        (
            "Libya & Russia",
            ["Khaled Haftar", "libya", "Libyan army", "moscow", "Russia", "Yunus-bek Yevkurov"],
        ),
        ("Algeria Seeks", ["algeria", "Algerian Government", "libya", "Trade"]),
        (
            "Unidentified Attackers",
            ["Administrative Control Authority", "Fire", "libya", "tripoli"],
        ),
    ],
)
def test_glued_tags_are_cut(exported: list[dict[str, Any]], words: str, tags: list[str]) -> None:
    assert one(exported, words)["tags"] == tags


@pytest.mark.parametrize("background", BACKGROUND)
def test_background_is_recycled_wherever_it_stands_again(
    exported: list[dict[str, Any]], background: str
) -> None:
    words = BACKGROUND[background]
    pieces = [
        (record["id"], piece)
        for record in exported
        for piece in record["paragraphs"]
        if words in piece["text"].replace("’", "'")
    ]
    assert len(pieces) >= 3
    new = [article for article, piece in pieces if piece["new"]]
    assert len(new) == 1
    for article, piece in pieces:
        assert piece["new"] or piece["first_seen"] not in (None, article)


def test_what_is_said_once_is_new(exported: list[dict[str, Any]]) -> None:
    for record in exported:
        for piece in record["paragraphs"]:
            text = piece["text"].replace("’", "'")
            if not any(words in text for words in BACKGROUND.values()):
                if "rival administrations" in text or "global oil market" in text:
                    continue  # a second sentence of the background, standing alone
                if "peaceful political transition" in text or "foreign forces" in text:
                    continue
                if "dire conditions" in text:
                    continue
                assert piece["new"], piece


def test_the_two_meetings_are_related_and_nothing_else_is(exported: list[dict[str, Any]]) -> None:
    first = one(exported, "Haftar discusses")
    main = one(exported, "Libya & Russia")
    assert first["related"][0] == main["id"]
    assert main["related"][0] == first["id"]
    park, trade, fire = (one(exported, w)["id"] for w in ("Park", "Algeria", "Attackers"))
    for name, others in ((park, {trade, fire}), (trade, {park, fire}), (fire, {park, trade})):
        (record,) = [r for r in exported if r["id"] == name]
        assert not others & set(record["related"])


def test_distill_counts_ages_from_the_time_it_is_given(
    tidings: Callable[..., Any], shared: Path
) -> None:
    path = str(sorted((shared / "seeds").glob("*.txt"))[1])
    ran = tidings(
        "distill", lines=[{"id": "x", "path": path, "fetched_at": "2025-05-20T12:00:00Z"}]
    )
    (record,) = ran.records
    assert ran.code == 0
    assert record["id"] == "x"
    assert [more["published_at"] for more in record["more"]] == [
        "2025-05-20T10:00:00Z",
        "2025-05-20T09:00:00Z",
        "2025-05-20T06:00:00Z",
    ]
