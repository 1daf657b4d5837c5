from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.enrich.quotes import note_quotes
from tidings.enrich.quotes.marks import quoted
from tidings.types import Article, Novelty

CASES = [
    (language, text.replace(r"\n", "\n"), expected.replace(r"\n", "\n"))
    for language, text, expected in (
        line.split("\t")
        for line in (Path(__file__).parent / "cases" / "quotes.tsv").read_text("utf-8").splitlines()
    )
]


def found(text: str, language: str = "en") -> str:
    """The quotes of a text as the table of cases writes them; direct ones with an !"""
    article = Article(id="a", paragraphs=tuple(text.split("\n")), language=language)
    told = []
    for note in note_quotes(article, Novelty(article="a")):
        assert note.span is not None
        words = article.text[note.span.start : note.span.end]
        who = note.value["speaker"]
        if note.value["speaker_name"] not in (None, who):
            who = f"{who} ({note.value['speaker_name']})"
        told.append(f"{who}{'!' if note.value['direct'] else ':'} {words}")
    return " | ".join(told)


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_who_says_what(language: str, text: str, expected: str) -> None:
    assert found(text, language) == expected


def test_the_seeds(shared: Path) -> None:
    told = {}
    for seed in (shared / "seeds").glob("*.txt"):
        lines = tuple(line for line in seed.read_text("utf-8").split("\n") if line.strip())
        article = Article(id="a", paragraphs=lines, language="en")
        for note in note_quotes(article, Novelty(article="a")):
            assert note.span is not None
            told[article.text[note.span.start : note.span.end]] = (
                note.value["speaker"],
                note.value["speaker_name"],
            )
    for content, speaker, name in (
        ("the commitment to joint cooperation", "He", "Yunus-bek Yevkurov"),
        ("Russia’s contributions", "The Russian Deputy Minister of Defense", "Yunus-bek Yevkurov"),
        ("the friendly relations", "Haftar", "Khalifa Haftar"),
        ("the importance of maintaining Libya’s unity", "He", "Mikhail Bogdanov"),
        ("that a stable Libya", "Deputy Defence Minister Yevkurov", "Yunus-bek Yevkurov"),
        ("the need to further deepen", "Lieutenant General Khaled Haftar", "Khaled Haftar"),
        ("that enhanced military", "He", "Khaled Haftar"),
        ("that such violations", "the Administrative Control Authority",
         "Administrative Control Authority"),
        ("that Libya represents a 'natural extension'", "Minister Rezig", "Kamel Rezig"),
        ("the session served", "the Ministry of Trade", "Ministry of Trade"),
    ):  # fmt: skip
        assert [said for words, said in told.items() if words.startswith(content)] == [
            (speaker, name)
        ]


def test_a_quotation_interrupted_by_its_speaker_is_one() -> None:
    (note,) = note_quotes(
        Article(id="a", paragraphs=("“We go,” she said. “Now.”",), language="en"),
        Novelty(article="a"),
    )
    assert note.value["said"] == "“We go,” … “Now.”"
    assert note.value["direct"] is True


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“a b” c “d e”", ["“a b”", "“d e”"]),
        ('He "a b" c', ['"a b"']),
        ("„a b“ und »c d«", ["„a b“", "»c d«"]),
        ("« a b » et «c d»", ["« a b »", "«c d»"]),
        ("the dogs' 'long day' at Roe's", ["'long day'"]),
        ("don't, won't, the '90s", []),
        ("“a ‘b’ c”", ["“a ‘b’ c”"]),
        ("“a b\n“c d” e", ["“a b\n“c d”"]),
        ("“a b\nc d", ["“a b"]),
        ("''a b'' c", ["''a b''"]),
        ("「甲乙」丙", ["「甲乙」"]),
    ],
)
def test_what_stands_between_quotation_marks(text: str, inside: list[str]) -> None:
    assert [text[a:b] for a, b in quoted(text)] == inside


@given(
    st.text(alphabet="“”\"'’‘«»„ \nAb.,:said he that", max_size=200), st.sampled_from(["en", ""])
)
def test_no_text_breaks_it(text: str, language: str) -> None:
    article = Article(id="a", paragraphs=(text,), language=language)
    for note in note_quotes(article, Novelty(article="a")):
        assert note.span is not None
        assert 0 <= note.span.start < note.span.end <= len(article.text)
        assert note.value["speaker"]


def test_a_long_line_of_marks_takes_no_time() -> None:
    for text in (
        "“" * 20_000,
        '"a ' * 20_000,
        "'a " * 20_000,
        "(" * 20_000,
        "he said and she said, " * 2_000,
    ):
        note_quotes(Article(id="a", paragraphs=(text,), language="en"), Novelty(article="a"))
