"""How voices differ: no sameness and no silence is claimed that isn't there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from tidings.types import Article, Note, Span, Statement, Viewpoints
from tidings.types import ArticleSpan as Told
from tidings.write.viewpoints import viewpoints

OPEN = "The harbour board of Selby voted to open the night ferry on Monday."
OPENED = "The night ferry opens on Monday, the harbour board of Selby voted."
BRIDGE = "Lorries have been barred from the rusty road bridge since the storm of January."
BARRED = "The rusty road bridge has barred lorries since the January storm, hauliers say."


def views(
    texts: Mapping[str, Sequence[str]],
    statements: Mapping[str, Sequence[Statement]] | None = None,
    quotes: Mapping[str, Sequence[Note]] | None = None,
) -> Viewpoints:
    articles = [
        Article(id=name, publisher=name, title="Ferry", language="en", paragraphs=tuple(lines))
        for name, lines in texts.items()
    ]
    return viewpoints("s", articles, statements=statements, quotes=quotes)


def omitted(found: Viewpoints, name: str) -> list[str]:
    return [line.text for one in found.publishers if one.name == name for line in one.omits]


def test_what_several_sentences_tell_together_is_not_one_fact_in_other_words() -> None:
    vague = "Nobody in the small town had expected anything of the kind this spring."
    texts = {"Gazette": [OPEN], "Ledger": [vague, BRIDGE]}
    statement = Statement(
        start=0, end=len(vague), known=True, held=0.8,
        restates=(Told(article="Gazette", start=0, end=len(OPEN)),),
    )  # fmt: skip
    found = views(texts, statements={"Ledger": [statement]})
    assert not found.wordings
    assert not found.agreed


def test_the_same_in_other_words_stands_side_by_side() -> None:
    found = views({"Gazette": [OPEN], "Ledger": [OPENED, BRIDGE]})
    assert [{line.text for line in one.lines} for one in found.wordings] == [{OPEN, OPENED}]


def test_silence_is_told_where_there_is_some() -> None:
    aside = [
        "A baker at the quay sold twice as many rolls as he ever had by noon.",
        "Gulls circled above the pier while children played with an old tyre.",
        "At the town hall a clock that had stopped for years struck four.",
    ]
    told = {"Gazette": [OPEN, BRIDGE], "Ledger": [OPENED, BARRED], "Wire": [OPEN, *aside]}
    assert set(omitted(views(told), "Wire")) & {BRIDGE, BARRED}
    assert not omitted(views(told | {"Wire": [OPEN, BRIDGE, *aside]}), "Wire")


def test_who_tells_it_over_several_sentences_is_not_silent() -> None:
    spread = [
        "A storm came in January, and the road across the bridge has been rusty ever after.",
        "Since then hauliers say that their lorries stand still, barred by a chain.",
    ]
    found = views({"Gazette": [OPEN, BRIDGE], "Ledger": [OPENED, BARRED], "Wire": [OPEN, *spread]})
    assert not omitted(found, "Wire")


def test_what_one_says_twice_is_not_said_by_most() -> None:
    found = views({"Gazette": [BRIDGE, BARRED], "Ledger": [OPENED], "Wire": [OPEN], "Post": [OPEN]})
    assert not omitted(found, "Wire")


def test_words_of_its_own_are_neither_its_name_nor_forms_of_the_others() -> None:
    texts = {
        "Gazette": [
            "The Gazette heard that quarrels about the noise went on until midnight.",
            "A reader of the Gazette quarrels with the noise, and the neighbours quarrel too.",
        ],
        "Ledger": ["The board quarrelled about the ferry before it voted on Monday."],
    }
    (words,) = (one.words for one in views(texts).publishers if one.name == "Gazette")
    assert words == ("noise",)


@pytest.mark.parametrize(
    ("speaker", "name", "shown"),
    [("he", None, False), ("the harbour master", None, True), ("Roe", "Jane Roe", True)],
)
def test_nobody_is_called_he(speaker: str, name: str | None, shown: bool) -> None:
    said = "“We sail at night from Monday on, whatever they say.”"
    value = {"speaker": speaker, "speaker_name": name, "direct": True}
    note = Note(
        article="Gazette", name="quotes", version=1, value=value, span=Span(start=0, end=len(said))
    )
    found = views({"Gazette": [said, OPEN], "Ledger": [OPENED]}, quotes={"Gazette": [note]})
    quoted = [line.voice for one in found.publishers for line in one.quotes]
    assert quoted == ([name or speaker] if shown else [])
