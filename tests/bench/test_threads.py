"""What a score of threads says of links that are right, wrong or missing."""

from __future__ import annotations

from bench.threads import Label, score

STORIES = ["quake", "storm", "inquiry", "opinion", "verdict"]
KNOWN = {
    "quake": Label(frozenset({"quake"}), "quake"),
    "storm": Label(),
    "inquiry": Label(frozenset({"quake"}), "quake"),
    "opinion": Label(frozenset({"quake"})),
    "verdict": Label(frozenset({"quake"}), "quake"),
}


def test_all_that_is_linked_is_right() -> None:
    found = score(STORIES, {"inquiry": "quake", "opinion": "quake"}, KNOWN)
    assert found["links, precision"] == 1.0
    assert found["links, recall"] == 0.5  # the verdict goes on too; an opinion need not
    assert (found["threads"], found["threads, precision"]) == (1, 1.0)
    assert found["threads, recall"] == (2 / 3 + 2 / 3 + 1 / 3) / 3


def test_a_link_to_another_affair_is_wrong() -> None:
    found = score(STORIES, {"inquiry": "quake", "verdict": "storm"}, KNOWN)
    assert (found["links, precision"], found["links, recall"]) == (0.5, 0.5)
    assert found["threads, precision"] == (1.0 + 1.0 + 0.5 + 0.5) / 4
