"""Two articles held side by side: a probability, and reasons that a person understands."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.group.news import four, told
from tidings.group import compare, related
from tidings.group.model import probabilities
from tidings.group.signals import SIGNALS


def test_the_same_event_is_more_probable_than_a_look_alike() -> None:
    first, same, other, market = four()
    chances = [compare(first, f)[0] for f in (same, other, market)]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > 0.5 > chances[1]


def test_it_does_not_matter_which_comes_first() -> None:
    items = [replace(f, vector=np.eye(4, dtype=np.float32)[i // 2]) for i, f in enumerate(four())]
    for a in items:
        for b in items:
            assert compare(a, b)[0] == compare(b, a)[0]


def test_reasons_name_what_is_shared_and_what_is_not() -> None:
    first, same, other, _ = four()
    alike = {r.kind: r.text for r in compare(first, same)[1]}
    assert "Velora" in alike["shared-names"]
    assert alike["shared-numbers"] == "same numbers: 6.1, 23"
    assert alike["time"] == "published 2 h apart"
    at_once = compare(first, replace(same, time=first.time))[1]
    assert "published at one time" in [r.text for r in at_once]
    apart = {r.kind: r.text for r in compare(first, other)[1]}
    assert apart["different-names"].startswith("different names: ")


def test_namesakes_are_different_people() -> None:
    one = told("a", "Dorval in Ostrel", "Pavel Dorval met minister Orlan Teske. Dorval left late.")
    two = told("b", "Dorval and Teske", "Minister Orlan Teske praised the cook Simone Dorval.")
    probability, because = compare(one, two)
    assert "different people: Pavel Dorval here, Simone Dorval there" in [r.text for r in because]
    assert probability < compare(one, replace(two, full_names={}))[0]


def test_related_is_nearest_first_and_never_itself_or_a_copy() -> None:
    first, same, other, market = four()
    copy = replace(first, article="copy")
    found = related(first, [market, other, same, first, copy], limit=2)
    assert [r.other for r in found][:1] == ["q2"]
    assert "m1" not in [r.other for r in found]
    assert all(r.because and 0 < r.score <= 1 for r in found)


def test_of_the_forms_of_a_name_one_is_told_and_a_full_name_as_such() -> None:
    text = "Governor Orlan Teske met the Velorans. A Veloran envoy and Teske praised {0} vines."
    one, two = (
        told(n, "Teske in Port", text.format(what)) for n, what in (("a", "old"), ("b", "new"))
    )
    named = next(r.text for r in compare(one, two)[1] if r.kind == "shared-names")
    assert "Orlan Teske" in named
    assert named.count("Veloran") == 1


def test_a_copy_has_nothing_said_against_it_for_its_few_new_words() -> None:
    """Only what is new in it has names, and these are not those of the text that it repeats."""
    text = "Two ferries collided off Port Sall on Monday, and Orlan Teske ordered an inquiry. " * 3
    one = told("a", "Ferries collide", text)
    two = told("b", "Ferries collide", "Simone Dorval handed out blankets.")
    kinds = [r.kind for r in compare(one, replace(two, sketch=one.sketch))[1]]
    assert "same-text" in kinds
    assert "different-names" not in kinds


@pytest.mark.parametrize("encoded", [True, False])
@pytest.mark.parametrize("signal", ["terms", "title", "titled", "rarest", "names", "numbers"])
def test_more_in_common_is_never_less_alike(signal: str, encoded: bool) -> None:
    """Two short wires with one name and one number: .53 of .60 terms' cosine, .29 of .70."""
    pair = {"terms": 0.48, "title": 0.3, "titled": 0.8, "rarest": 0.6, "names": 1.0, "length": 3.0}
    if encoded:
        pair |= {"vector": 0.92, "meaning": 0.68, "vector_known": 1.0}
    values = np.array([[pair.get(name, 0.0) for name in SIGNALS]] * 11)
    values[:, SIGNALS.index(signal)] = np.linspace(0.0, 1.0, 11)
    chances = probabilities(values, "alone")
    assert (np.diff(chances) > -0.01).all(), chances
