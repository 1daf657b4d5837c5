"""Whom a name alone means in a library: the one bearer, the foremost by far, else nobody."""

from __future__ import annotations

import pytest

from tidings.naming import choose, is_lone, near_keys
from tidings.types import Spelling


def known(*names: str) -> list[Spelling]:
    """Names of the library, each an entity of its own; "Roe=Ann Roe" is one of Ann Roe's."""
    found = []
    for one in names:
        name, _, of = one.partition("=")
        found.append(Spelling(key=f"person:{name.lower()}", name=name, entity=of or name))
    return found


@pytest.mark.parametrize(
    ("name", "library", "often", "entity"),
    [
        # a family name alone: the only bearer, the foremost by far, nobody
        ("Roe", ("Ann Roe",), {}, "Ann Roe"),
        ("Roe", ("Ann Roe", "Jim Roe"), {"Ann Roe": 4, "Jim Roe": 3}, ""),
        ("Roe", ("Ann Roe", "Jim Roe"), {"Ann Roe": 50, "Jim Roe": 3}, "Ann Roe"),
        ("Roe", ("Ann Roe", "Jim Roe", "Eve Roe"), {"Ann Roe": 50, "Jim Roe": 9, "Eve Roe": 2}, ""),
        ("Roe", ("Ann Roe", "Jim Roe"), {"Ann Roe": 3}, ""),  # named too seldom to be meant
        # a full name takes a family name over only where nobody else bears it
        ("Ann Roe", ("Roe",), {}, "Roe"),
        ("Kim Roe", ("Roe", "Ann Roe", "Jim Roe"), {}, ""),
        ("Kim Roe", ("Roe=Ann Roe", "Ann Roe"), {}, ""),
        # double names
        ("Lopez-Varga", ("Ines Lopez-Varga",), {}, "Ines Lopez-Varga"),
        ("Ben Roe", ("Jim Roe",), {}, ""),
    ],
)
def test_whom_a_name_means(
    name: str, library: tuple[str, ...], often: dict[str, int], entity: str
) -> None:
    assert choose(name, "person", known(*library), often)[0] == entity


@pytest.mark.parametrize("name", ["Roe", "Lopez-Varga", "Mr. Roe", "Ann Roe", "Van Roe", "van Roe"])
def test_what_is_a_name_alone(name: str) -> None:
    assert is_lone(name, "person") == (name not in ("Ann Roe", "Van Roe"))


def test_a_double_name_is_found_by_the_full_one() -> None:
    one, two = near_keys("Ines Lopez-Varga", "person"), near_keys("Lopez-Varga", "person")
    assert set(one) & set(two)
