"""The meetings that the seeds tell of are found, with those who met."""

from __future__ import annotations

from pathlib import Path

import pytest

from tidings.enrich.events import note_events
from tidings.enrich.names import note_names
from tidings.types import Article, Novelty

MEETINGS = {
    ("Khalifa Haftar", "Yunus-bek Yevkurov"),
    ("Mikhail Bogdanov", "Mohammed Maghrawi"),
    ("Khaled Haftar", "Yunus-bek Yevkurov"),
}


def test_the_meetings_of_the_seeds(shared: Path) -> None:
    found = set()
    for path in sorted((shared / "seeds").glob("*.txt")):
        title, *lines = path.read_text("utf-8").split("\n")
        text = tuple(line for line in lines if line.strip())
        article = Article(id="a", title=title, paragraphs=text, language="en")
        novelty = Novelty(article="a")
        for note in note_events(article, novelty, note_names(article, novelty)):
            sides = (note.value["actors"], note.value["targets"])
            names = [str(one["name"]) for side in sides if isinstance(side, list) for one in side]
            if note.value["type"] == "consult":
                found.add(tuple(names))
    if not found:
        pytest.skip("no model of names here")
    assert found >= MEETINGS
