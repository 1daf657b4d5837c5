from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.enrich.novelty import paragraphs
from tidings.enrich.novelty.index import NoveltyIndex
from tidings.types import Article


def text_of(number: int) -> str:
    return f"Report number {number} says that the road from Bela to Ibra was opened again at noon."


def article(id_: str, *texts: str) -> Article:
    return Article(id=id_, paragraphs=texts)


def new(index: NoveltyIndex, it: Article) -> list[bool]:
    return [segment.new for segment in index.add(it).segments]


def test_the_stream_is_remembered() -> None:
    index = NoveltyIndex()
    assert new(index, article("a", text_of(1), text_of(2))) == [True, True]
    assert new(index, article("b", text_of(2), text_of(3))) == [False, True]
    assert index.add(article("c", text_of(3))).segments[0].first_seen == "b"


def test_a_later_version_is_not_its_own_copy() -> None:
    index = NoveltyIndex()
    index.add(article("a", text_of(1)))
    index.add(article("b", text_of(1)))
    assert new(index, article("a", text_of(1), text_of(2))) == [False, True]  # b came before it
    assert new(index, article("a", text_of(2))) == [True]


def test_memory_is_bounded_and_what_is_met_again_is_kept() -> None:
    index = NoveltyIndex(max_sentences=10)
    index.add(article("first", text_of(0)))
    for number in range(1, 30):
        index.add(article(f"a{number}", text_of(number)))
        if number % 5 == 0:
            index.add(article(f"b{number}", text_of(0)))
        assert len(index) <= 10
    assert new(index, article("z", text_of(0), text_of(3))) == [False, True]
    for number in range(30, 50):
        index.add(article(f"a{number}", text_of(number)))
    assert len(index._keys) <= 60  # nothing of what was forgotten is left


@given(st.lists(st.lists(st.text(max_size=60), max_size=4), max_size=6))
def test_pieces_are_the_text_whatever_comes(articles: list[list[str]]) -> None:
    index = NoveltyIndex(max_sentences=5)
    for number, texts in enumerate(articles):
        it = article(str(number), *texts)
        shown = paragraphs(it, index.add(it))
        assert "".join("".join(str(p["text"]) for p in shown).split()) == "".join(it.text.split())


def seeds(shared: Path) -> list[Article]:
    """Cut the two documents by hand into their five articles."""
    one, two = (path.read_text() for path in sorted((shared / "seeds").glob("*.txt")))
    title, *lines = one.splitlines()
    page, *related = re.split(r"- Libya Review\n", two.replace("Tags: ", "\nTags: "))
    cut = [Article(id="khalifa", title=title, paragraphs=tuple(lines))]
    lines = page.split("\nTags: ")[0].strip().splitlines()
    cut.append(Article(id="khaled", publisher="LR", title=lines[0], paragraphs=tuple(lines[1:])))
    for name, body in zip(("park", "trade", "fire"), related, strict=True):
        title, text = body.strip().splitlines()[:2]
        cut.append(Article(id=name, publisher="LR", title=title, paragraphs=(text,)))
    return cut


BACKGROUND = (
    "has been in chaos since",
    "heavily reliant on oil",
    "significant humanitarian crisis",
    "The planned elections",
    "Despite the ceasefire",
)


@pytest.mark.parametrize("turn", [1, -1])
def test_seeds(shared: Path, turn: int) -> None:
    index = NoveltyIndex()
    seen: set[str] = set()
    for it in seeds(shared)[::turn]:
        shown = paragraphs(it, index.add(it))
        held = {phrase for phrase in BACKGROUND if phrase in it.text}
        old = " ".join(str(p["text"]) for p in shown if not p["new"])
        assert {phrase for phrase in BACKGROUND if phrase in old} == held & seen, it.id
        rest = [str(p["text"]) for p in shown if p["new"]]
        fresh = it.text.split("has been in chaos since")[0].rsplit(" ", 1)[0]
        assert fresh.split()[:-1] == " ".join(rest).split()[: len(fresh.split()) - 1], it.id
        seen |= held
