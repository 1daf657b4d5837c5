"""What was changed is told by its kind, and what matters is told from what does not."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.types import Span, Version
from tidings.versions import compare, said, surplus

SEEN = datetime(2026, 3, 14, 9, tzinfo=UTC)
STAYS = "The ferry left the harbour with its lights on."


def version(number: int, title: str, *paragraphs: str) -> Version:
    return Version(article="a", number=number, seen_at=SEEN, title=title, paragraphs=paragraphs)


@pytest.mark.parametrize(
    ("old", "new", "kind", "material"),
    [
        ("It carried 120 people.", "It carried 121 people.", "figure", True),
        ("It carried 1,200 people.", "It carried 1200 people.", "reworded", False),
        ("At least twelve people died.", "At least 12 people died.", "reworded", False),
        ("At least twelve people died.", "At least fifteen people died.", "figure", True),
        ("At least 12 people died.", "At least fifteen people died.", "figure", True),
        ("Forty-two people died there.", "Forty-three people died there.", "figure", True),
        ("Zwölf Menschen starben dort.", "Fünfzehn Menschen starben dort.", "figure", True),
        ("It was once due in spring.", "It was soon due in spring.", "reworded", False),
        ("The boat sank on Monday night.", "The boat sank on Tuesday night.", "date", True),
        ("It sank at 14:30 off Vaness.", "It sank at 15:40 off Vaness.", "date", True),
        ("It sank on 3 March off Vaness.", "It sank on 4 March off Vaness.", "date", True),
        ("Then Ms Holm left the ship.", "Then Ms Dusk left the ship.", "name", True),
        ("Then Ms Kovalenko left it.", "Then Ms Kovalemko left it.", "spelling", False),
        ("The cause is known by now.", "The cause is not known by now.", "denial", True),
        ("La cause est connue.", "La cause n'est pas connue.", "denial", True),
        ("The cause was clear to all.", "The cause was evident to all.", "reworded", False),
        ("The cause was clear to all.", "The cause was clear to all!", "spelling", False),
        (
            "The mayor spoke to reporters.",
            "The mayor spoke to reporters after a long night of talks.",
            "added",
            True,
        ),
        ("", "Divers found the log of the ship this morning.", "added", True),
        ("Divers found the log of the ship this morning.", "", "deleted", True),
        ("", "Read more: storms in the north", "added", False),
    ],
)
def test_kinds(old: str, new: str, kind: str, material: bool) -> None:
    before = version(1, "t", STAYS, *filter(None, [old]))
    after = version(2, "t", STAYS, *filter(None, [new]))
    found = compare(before, after)
    assert {edit.kind for edit in found.edits} - {"reworded"} == {kind} - {"reworded"}
    assert found.material is material
    for edit in found.edits:
        assert _text(before, edit.before) == edit.old
        assert _text(after, edit.after) == edit.new


def _text(version: Version, span: Span | None) -> str:
    return "\n".join(version.paragraphs)[span.start : span.end] if span else ""


@pytest.mark.parametrize(
    ("old", "new", "material"),
    [
        ("Ferry sinks, 12 dead", "Ferry sinks, 15 dead", True),
        ("Ferry sinks off Vaness", "FERRY SINKS OFF VANESS", False),
        ("Ferry sinks off Vaness", "Ferry sinks off Vaness | Harbour Gazette", False),
        ("Tram drivers walk out in Orvane", "Orvane strike suspended for talks", True),
        ("Talks on the harbor go on", "Talks on the harbour go on", False),
    ],
)
def test_a_headline(old: str, new: str, material: bool) -> None:
    (edit,) = compare(version(1, old, STAYS), version(2, new, STAYS)).edits
    assert (edit.kind, edit.material) == ("headline", material)


def test_a_moved_passage_changes_nothing() -> None:
    other = "The crew was saved by a fishing boat from Skerra."
    found = compare(version(1, "t", STAYS, other, "x"), version(2, "t", other, "x", STAYS))
    assert {edit.kind for edit in found.edits} == {"moved"}
    assert not found.material


def test_it_is_said_in_a_line() -> None:
    found = compare(
        version(1, "Ferry sinks, 12 dead", "At least 12 people died, it is said."),
        version(2, "Ferry sinks, 15 dead", "At least 15 people died, it is said.", STAYS),
    )
    assert said(found) == "headline changed; 12 → 15 people died; 1 passage added"
    headline = compare(version(1, "Ferry sinks, 12 dead"), version(2, "Ferry sinks, 15 dead"))
    assert said(headline) == "headline changed: 12 → 15 dead"


def test_a_long_change_is_a_passage_rewritten() -> None:
    found = compare(
        version(1, "t", "Not one of the nine tram lines ran on Saturday, as the drivers met."),
        version(2, "t", "Trams in all of Orvane stood still, for 300 or more of the drivers met."),
    )
    assert said(found) in ("1 passage rewritten", "1 passage added; 1 passage deleted")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (["word and more " * 350_000], ["more and word " * 350_000]),
        ([f"Line {n} of many." for n in range(60_000)], [f"{n} lines." for n in range(60_000)]),
        (["Same line."] * 20_000 + ["x"] + ["y."] * 9, ["Same line."] * 9 + ["z."] * 20_000),
        (["a b c. " * 20_000], ["b a c? " * 20_000]),
    ],
)
def test_a_monster_is_compared_in_bounded_time(old: list[str], new: list[str]) -> None:
    began = time.process_time()
    found = compare(version(1, "t", *old), version(2, "t", *new))
    assert found.material or found.edits
    assert time.process_time() - began < 5


texts = st.lists(st.text("ab. 12N\n", max_size=30), max_size=4)


@given(texts, texts)
def test_equal_versions_have_no_edits_and_spans_hold(old: list[str], new: list[str]) -> None:
    before, after = version(1, "t", *old), version(2, "t", *new)
    assert compare(before, before).edits == ()
    for edit in compare(before, after).edits:
        if edit.before and edit.kind not in ("added", "deleted"):
            assert _text(before, edit.before) == edit.old


def test_of_many_versions_the_first_and_the_latest_are_kept() -> None:
    seen: list[datetime] = []
    for number in range(400):  # as a live blog comes in: one more, then thinned
        seen.append(SEEN + timedelta(minutes=3 * number))
        for place in reversed(surplus(seen)):
            del seen[place]
    assert len(seen) == 40
    assert seen[0] == SEEN
    assert seen[-10:] == [SEEN + timedelta(minutes=3 * n) for n in range(390, 400)]
    assert max(b - a for a, b in pairwise(seen)) < timedelta(hours=8)


def test_a_denial_is_told_with_what_it_denies() -> None:
    before, after = (
        version(number, "t", STAYS, f"The ship {what} an inspection in August.")
        for number, what in enumerate(("passed", "never passed"))
    )
    (edit,) = compare(before, after).edits
    assert (edit.kind, edit.old, edit.new) == ("denial", "ship passed", "ship never passed")
    assert said(compare(after, before)) == "ship never passed → ship passed"
