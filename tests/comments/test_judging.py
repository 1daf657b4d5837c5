"""What is in a comment: bounds, names, and what has to wait."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.comments.judging import LONGEST, checked, doubts, mentioned
from tidings.distill.language import detect
from tidings.errors import UsageError
from tidings.types import Person
from tidings.write.moderate import Context

NOW = datetime(2026, 3, 15, tzinfo=UTC)
ABOUT = ("The harbour bridge of Vaness was closed after an inspection found rust in its cables.",)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Good.\r\nYes.\r", "Good.\nYes."),
        ("a\x00b\x1b[31mc\x7fd\x9be", "ab[31mcde"),
        ("safe\u202egnp.exe\u2066x\u2069", "safegnp.exex"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d👩 ok", "👩\u200d👩 ok"),
        ("e\u0301", "é"),
        ("Z" + "\u0353" * 500 + "algo", "Z" + "\u0353" * 8 + "algo"),
        ("\ud800lone", "lone"),
        ("\tcode", "code"),
    ],
)
def test_a_text_as_it_is_kept(text: str, kept: str) -> None:
    assert checked(text) == kept


@pytest.mark.parametrize(
    "text", ["", " \n ", "\u200b\u200b", "\u200d", "\x00\x01", "\u0301\u0301", "\ufeff"]
)
def test_nothing_is_no_comment(text: str) -> None:
    with pytest.raises(UsageError, match="nothing in this comment"):
        checked(text)


def test_a_comment_is_bounded() -> None:
    assert len(checked("x" * LONGEST)) == LONGEST
    with pytest.raises(UsageError, match="10,000 characters, this has 10,001"):
        checked("x" * (LONGEST + 1))


@given(st.text(max_size=200))
def test_checking_twice_changes_nothing(text: str) -> None:
    try:
        once = checked(text)
    except UsageError:
        return
    assert checked(once) == once


PEOPLE = [
    Person(id=number, name=name, created_at=NOW)
    for number, name in enumerate(("Ann", "Ann Smith", "Bea", "Straße", "o'Neil", "李"), 1)
]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@Ann what?", {1}),
        ("@ann smith, and @BEA.", {2, 3}),
        ("(@Ann)", {1}),
        ("@Annabel", set()),
        ("@Ann_x", set()),
        ("me@Ann", set()),
        ("@ Ann", set()),
        ("@STRASSE und @o'neil", {4, 5}),
        ("@李", {6}),
        ("@" * 5_000, set()),
        ("Ann", set()),
        ("@Ann @Ann", {1}),
    ],
)
def test_who_is_named(text: str, named: set[int]) -> None:
    assert mentioned(text, PEOPLE) == named


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The cables were known to be bad for years.", []),
        ("I think that nobody in the town hall ever reads a report, which is a scandal.", []),
        ("You are an idiot.", ["insult"]),
        ("We will kill you.", ["threat"]),
        ("Write to me at ann@post.example, I know more.", ["personal data"]),
        (
            "Buy cheap pills! https://pills.example https://pills2.example FREE casino",
            ["spam", "off-topic"],
        ),
        ("https://gazette.example/earlier has the inspection report on the bridge cables.", []),
        (
            "My grandmother grows wonderful tomatoes, cucumbers, peppers, onions and herbs: "
            "https://tomato.example",
            ["off-topic"],
        ),
    ],
)
def test_what_has_to_wait(text: str, kinds: list[str]) -> None:
    found = doubts(text, Context(about=ABOUT, language="en"))
    assert [one.kind for one in found] == kinds
    assert all(one.signs for one in found)


def test_the_words_that_show_it_are_told() -> None:
    (doubt,) = doubts("Write to ann@post.example.", Context())
    assert doubt.signs == ("holds a mail address: “ann@post.example”",)


def test_of_many_comments_those_wait_that_should() -> None:
    """Written by hand in six languages: trouble, and what only looks like it."""
    lines = Path(__file__).with_name("judged.tsv").read_text(encoding="utf-8").splitlines()
    cases = [line.split("\t") for line in lines]
    held = {text for _, _, text in cases if doubts(text, Context(language=detect(text)))}
    wanted = {text for _, kind, text in cases if kind != "-"}
    assert held <= wanted
    assert len(held) >= 0.95 * len(wanted)
