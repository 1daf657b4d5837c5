"""Who took from whom, and how many sources a story has, whatever the order of arrival."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from tidings.group import features, trace
from tidings.types import Article, Descent, Lineage

NOON = datetime(2026, 3, 14, 12, 7, tzinfo=UTC)
HOUR = timedelta(hours=1)
WORDS = [f"word{n}" for n in range(4_000)]


def text(seed: int, length: int = 200) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))


WIRE, OWN, HEAD, TAIL = text(1), text(2), text(3, 25), text(4, 25)


def told(name: str, body: str, hours: float = 0, **more: object) -> Article:
    made = Article(
        id=name,
        publisher=f"{name.title()} Post",
        title=f"{name} tells",
        paragraphs=tuple(body.split("\n")),
        published_at=NOON + hours * HOUR,
        fetched_at=NOON + 9 * HOUR,
    )
    return replace(made, **more)


def traced(*articles: Article) -> tuple[dict[str, Descent], Lineage]:
    found = trace(articles, {a.id: features(a) for a in articles})
    return {d.article: d for d in found.descents}, found


EDITED = " ".join("changed" if n % 40 == 7 else w for n, w in enumerate(WIRE.split()))


@pytest.mark.parametrize(
    ("copy", "kind"),
    [
        (told("b", WIRE, 1), "same"),
        (told("b", EDITED, 1), "edited"),
        (told("b", f"{HEAD} {WIRE} {TAIL}", 1), "part"),
        (told("b", " ".join(WIRE.split()[:120]), 1), "part"),
        (told("b", WIRE, 1, publisher="A Post"), "again"),
        (told("b", f"{OWN} {' '.join(WIRE.split()[:120])} {TAIL}", 1), "partly"),
        (told("b", f"VANESS (A Post) - {OWN}", 1), "credit"),
        (told("b", f"It sank, A Post reported. {OWN}", 1), "credit"),
        (told("b", OWN, 1), "first"),
    ],
)
def test_kinds(copy: Article, kind: str) -> None:
    descents, lineage = traced(told("a", WIRE), copy)
    assert descents["a"].kind == "first"
    assert descents["b"].kind == kind
    assert descents["b"].of == ("" if kind == "first" else "a")
    assert len(lineage.sources) == (2 if kind in ("first", "partly") else 1)


def test_a_wire_s_text_in_twelve_papers_is_one_source() -> None:
    papers = [told(f"paper{n}", f"{text(50 + n, 20)} {WIRE}", 1 + n / 10) for n in range(12)]
    own = told("own", OWN, 2)
    descents, lineage = traced(told("wire", WIRE), *papers, own)
    assert {descents[p.id].of for p in papers} == {"wire"}
    assert lineage.sources == ("Wire Post", "Own Post")


def test_a_copy_of_a_copy_leads_to_the_copy() -> None:
    edited = f"{HEAD} {EDITED} {TAIL}"
    descents, _ = traced(told("a", WIRE), told("b", edited, 1), told("c", edited, 2))
    assert (descents["b"].of, descents["c"].of) == ("a", "b")


def test_an_agency_that_is_not_among_the_sources_is_one() -> None:
    first = told("a", f"VANESS (Tidewire) - {WIRE}")
    other = told("b", f"{OWN}\nIt sails again. (Tidewire)", 1)
    _, lineage = traced(first, other, told("c", text(9), 2))
    assert lineage.sources == ("C Post", "Tidewire")


def test_whom_others_credit_was_first_whatever_the_times_say() -> None:
    late = told("wire", WIRE, 3)
    descents, lineage = traced(told("paper", f"VANESS (Wire Post) - {WIRE}", 1), late)
    assert (descents["paper"].of, descents["wire"].of) == ("wire", "")
    assert lineage.sources == ("Wire Post",)


@pytest.mark.parametrize(
    ("changes", "ordered"),
    [
        ({}, True),
        ({"published_at": None}, False),
        ({"published_at": NOON}, False),  # at the same moment
        ({"published_at": NOON + timedelta(days=400)}, False),  # from the future
        ({"published_at": NOON.replace(hour=0, minute=0)}, False),  # earlier: b is the first
    ],
)
def test_wrong_times_make_the_order_doubtful(changes: dict[str, object], ordered: bool) -> None:
    descents, _ = traced(told("a", WIRE), told("b", WIRE, 1, **changes))
    (copy,) = (d for d in descents.values() if d.of)
    assert copy.ordered is ordered


def test_the_order_of_arrival_changes_nothing() -> None:
    articles = [
        told("a", WIRE),
        told("b", f"{HEAD} {WIRE}", 1),
        told("c", WIRE, 1),
        told("d", f"{OWN}. (A Post)", 2),
        told("e", OWN, 2),
    ]
    found = {repr(traced(*order)[1]) for order in permutations(articles)}
    assert len(found) == 1


def test_a_flood_of_one_text_and_a_story_of_many_texts_take_bounded_time() -> None:
    same = [told(f"s{n}", WIRE, n / 1000) for n in range(3_000)]
    many = [told(f"m{n}", text(100 + n), n / 1000) for n in range(700)]
    known = features(same[0])
    facts = {a.id: replace(known, article=a.id) for a in same}
    facts |= {a.id: features(a) for a in many}
    began = time.process_time()
    found = trace([*same, *many], facts)
    assert time.process_time() - began < 8
    assert sum(d.of == "s0" for d in found.descents) == 2_999


def test_articles_without_features_are_their_own() -> None:
    found = trace([told("a", ""), told("b", "", 1)], {})
    assert [d.kind for d in found.descents] == ["first", "first"]
    assert trace([], {}) == Lineage()
