"""What stands beside a name tells its kind: rows of results, lists, a nation's team."""

from __future__ import annotations

import re

import numpy as np
import pytest

from tidings.enrich.names.bounds import Tagged, bounded
from tidings.enrich.names.company import agreed
from tidings.enrich.names.results import with_teams

KINDS = {"P": "person", "O": "organisation", "L": "place", "M": "other"}
_MARKED = re.compile(r"\[([^|]*)\|(\w)\]")


def marked(pattern: str) -> tuple[str, list[Tagged]]:
    """Return a text and its names, which are marked: [Westhaven|L]."""
    text, last = "", 0
    names: list[Tagged] = []
    for match in _MARKED.finditer(pattern):
        text += pattern[last : match.start()]
        names.append(Tagged(len(text), len(text) + len(match[1]), KINDS[match[2]], 0.8))
        text, last = text + match[1], match.end()
    return text + pattern[last:], names


def remarked(text: str, names: list[Tagged]) -> str:
    for name in reversed(names):
        mark = next(mark for mark, kind in KINDS.items() if kind == name.kind)
        words = f"[{text[name.start : name.end]}|{mark}]"
        text = text[: name.start] + words + text[name.end :]
    return text


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("[Norburg|L] 2 [Westhaven|L] 1 ( halftime 1-1 )",
         "[Norburg|O] 2 [Westhaven|O] 1 ( halftime 1-1 )"),
        ("[Norburg|L] 12 7 3 2 24", "[Norburg|O] 12 7 3 2 24"),
        ("[Norburg|L] 12 points, [Kestel|P] 4", "[Norburg|O] 12 points, [Kestel|O] 4"),
        ("[NORBURG|L] AT [WESTHAVEN|L]", "[NORBURG|O] AT [WESTHAVEN|L]"),
        ("[NORBURG|O] AT [WESTHAVEN|O]", "[NORBURG|O] AT [WESTHAVEN|L]"),
        ("May 18 v [Westhaven|L] (three days)", "May 18 v [Westhaven|O] (three days)"),
        ("[Kestel|L]: [Norburg|L] 238 and 13-5 ([J. Adams|P] 12), [Ayr|L] 47",
         "[Kestel|L]: [Norburg|O] 238 and 13-5 ([J. Adams|P] 12), [Ayr|O] 47"),
        ("[Norburg|O] 2 Kestel 0", "[Norburg|O] 2 [Kestel|O] 0"),
        ("NORBURG 2026-08-30", "[NORBURG|L] 2026-08-30"),
        ("NORBURG, [Kent|O] 2026-08-30", "[NORBURG|L], [Kent|L] 2026-08-30"),
    ],
)  # fmt: skip
def test_towns_are_teams_in_rows_of_results(row: str, expected: str) -> None:
    text, names = marked(row)
    assert remarked(text, with_teams(text, names, "en")) == expected


@pytest.mark.parametrize(
    "row",
    [
        "[Germany|L] 2 [Portugal|L] 1",
        "[Scotland|L] 2 [England|L] 1",
        "[Norburg|L] 2026",
        "[Norburg|L] 12 345",
        "[Varga|P] 306, [Moreau|P] 232",
        "[Ilona Varga|P] 6 [Norburg|O] 4",
        "[Varga|P] lived in [Norburg|L] for 12 years, then in [Kestel|L].",
        "[Windows|M] 11",
        "[Norburg|L] v. [Westhaven|L]",
        "[NORBURG|L] GIVES IN ON DAY 34",
        "Model 25 of [Norburg|L]",
        "v",
        "",
    ],
)
def test_nations_people_and_prose_stay_as_they_are(row: str) -> None:
    text, names = marked(row)
    assert with_teams(text, names, "en") == names


def test_names_in_one_list_are_of_one_kind() -> None:
    text = "Rieti, Trapani and Barga fell; Mori left."
    spans = [match.span() for match in re.finditer(r"\b[A-Z]\w+", text)]
    person, place = [0.9, 0, 0.1, 0], [0.1, 0, 0.9, 0]
    unsure = [0.6, 0, 0.4, 0]
    heard = agreed(text, spans, np.array([place, unsure, place, person], np.float32))
    assert heard.argmax(axis=1).tolist() == [2, 2, 2, 0]
    np.testing.assert_allclose(heard.sum(axis=1), 1, atol=1e-5)


def test_the_same_words_are_of_one_kind() -> None:
    kinds = np.array([[0.55, 0, 0.45, 0], [0.1, 0, 0.9, 0]], np.float32)
    assert agreed("Mori fell. Mori", [(0, 4), (11, 15)], kinds).argmax(axis=1).tolist() == [2, 2]
    assert agreed("Mori fell. Ayr", [(0, 4), (11, 14)], kinds).argmax(axis=1).tolist() == [0, 2]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("Играл за сборную [Арвии|L].", "Играл за [сборную Арвии|O]."),
        ("Через [Норвельское|L] море.", "Через [Норвельское море|L]."),
        ("Там [Раневский|L] преподавал.", "Там [Раневский|L] преподавал."),
    ],
)
def test_what_belongs_to_a_russian_name(pattern: str, expected: str) -> None:
    text, names = marked(pattern)
    assert remarked(text, bounded(text, names, "ru")) == expected
