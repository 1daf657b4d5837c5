"""Threads, as each reader sees them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.comments.conftest import read
from tidings.comments.rows import NOBODY, Reader, arrange
from tidings.types import Comment, CommentState

NOW = datetime(2026, 3, 15, tzinfo=UTC)
ANN, BEA, CEM = 1, 2, 3
NAMES = {ANN: "Ann", BEA: "Bea", CEM: "Cem"}
MODERATOR = Reader(person=9, moderates=True)


def said(number: int, person: int | None, answers: int = 0, state: str = "shown") -> Comment:
    return Comment(
        id=number, article="a", answers=answers or None, person=person, text=f"t{number}",
        state=CommentState(state), written_at=NOW,
    )  # fmt: skip


THREAD = [said(1, ANN), said(2, BEA, 1), said(3, ANN, 1), said(4, CEM, 2), said(5, CEM)]


def test_threads_newest_first_answers_below_oldest_first() -> None:
    assert read(arrange(THREAD, NOBODY, names=NAMES, notes={})) == [
        "0 Cem: t5", "0 Ann: t1", "1 Bea: t2", "2 Cem: t4", "1 Ann: t3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("state", "reader", "seen"),
    [
        ("waiting", NOBODY, []),
        ("waiting", Reader(person=BEA), []),
        ("waiting", Reader(person=ANN), ["0 Ann: t1"]),
        ("waiting", MODERATOR, ["0 Ann: t1"]),
        ("hidden", NOBODY, []),
        ("hidden", Reader(person=ANN), ["0 Ann: t1"]),
        ("hidden", MODERATOR, ["0 Ann: t1"]),
        ("removed", NOBODY, []),
        ("removed", Reader(person=ANN), ["0 removed"]),
        ("removed", MODERATOR, ["0 removed"]),
        ("deleted", MODERATOR, []),
        ("shown", Reader(person=BEA, muted=frozenset({ANN})), []),
        ("shown", NOBODY, ["0 Ann: t1"]),
    ],
)
def test_who_sees_what(state: str, reader: Reader, seen: list[str]) -> None:
    alone = [said(1, ANN, state=state)]
    assert read(arrange(alone, reader, names=NAMES, notes={})) == seen


@pytest.mark.parametrize(
    ("state", "place"),
    [
        ("deleted", "deleted"),
        ("removed", "removed"),
        ("hidden", "withheld"),
        ("waiting", "withheld"),
    ],
)
def test_what_is_gone_leaves_a_place_where_it_was_answered(state: str, place: str) -> None:
    thread = [said(1, ANN, state=state), said(2, BEA, 1, "deleted"), said(3, CEM, 2)]
    rows = arrange(thread, NOBODY, names=NAMES, notes={1: ["secret"]})
    assert read(rows) == [f"0 {place}", "1 deleted", "2 Cem: t3"]
    assert [(row.comment.text, row.name, row.notes) for row in rows[:2]] == [("", "", ())] * 2


def test_of_whom_one_muted_nothing_is_left_but_a_place() -> None:
    rows = arrange(THREAD, Reader(person=CEM, muted=frozenset({BEA})), names=NAMES, notes={})
    assert read(rows) == ["0 Cem: t5", "0 Ann: t1", "1 muted", "2 Cem: t4", "1 Ann: t3"]
    assert rows[3].answers == ""


def test_one_comment_with_what_is_below_it() -> None:
    assert read(arrange(THREAD, NOBODY, names=NAMES, notes={}, within=2)) == [
        "0 Bea: t2", "1 Cem: t4",
    ]  # fmt: skip
    assert arrange(THREAD, NOBODY, names=NAMES, notes={}, within=4711) == []


def test_a_chain_of_answers_may_be_as_long_as_it_likes() -> None:
    chain = [said(number, ANN, number - 1) for number in range(1, 20_001)]
    rows = arrange(chain, NOBODY, names=NAMES, notes={})
    assert [row.depth for row in rows] == list(range(20_000))
