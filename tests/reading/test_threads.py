"""What a step of an affair is said to have changed: its news, who is new, other figures."""

from __future__ import annotations

import pytest

from tidings.reading.threads import steps_of
from tidings.types import Entity, Span, Story, Summary, SummarySentence
from tidings.views import ThreadStep

CITES = (("article", Span(start=0, end=1)),)
FIRST = (
    "Ferry runs aground off Port Sabel",
    "The ferry Santa Irela ran aground in fog on Monday.",
    "At least 12 people were hurt, the harbour office said.",
)


def steps(
    *told: tuple[str, ...], named: dict[str, list[tuple[str, int]]] | None = None
) -> list[ThreadStep]:
    """Make steps of headlines with their sentences, and of who is named how often in each."""
    stories = {head: Story(id=head, articles=(), headline=head) for head, *_ in told}
    summaries = {
        head: Summary(
            headline=head,
            sentences=tuple(SummarySentence(text=text, cites=CITES) for text in sentences),
        )
        for head, *sentences in told
    }
    entities = {
        story: [(Entity(id=name, kind="person", name=name), times) for name, times in found]
        for story, found in (named or {}).items()
    }
    return list(steps_of(stories, summaries, entities, lambda _: None))


@pytest.mark.parametrize(
    "sentences",
    [
        (
            "A faulty pump let water into the ferry's steering, the inquiry found.",
            "Passengers remembered the cold, the darkness, blankets, whistles and prayers.",
        ),
        (
            "Passengers remembered the cold, the darkness, blankets, whistles and prayers.",
            "A faulty pump let water into the ferry's steering, the inquiry found.",
        ),
        (
            "The ferry Santa Irela ran aground in fog on Monday.",  # known
            "Inquiry blames faulty pump.",  # the headline again
            "A faulty pump let water into the ferry's steering, the inquiry found.",
        ),
    ],
)
def test_a_step_says_what_its_headline_tells(sentences: tuple[str, ...]) -> None:
    last = steps(FIRST, ("Inquiry blames faulty pump", *sentences))[-1]
    assert last.sentence is not None
    assert last.sentence.text.startswith("A faulty pump")


def test_of_sentences_that_tell_alike_the_first_is_said() -> None:
    told = ("Harbour closed", "Divers search basins.", "Lawyers weigh claims.")
    sentence = steps(FIRST, told)[-1].sentence
    assert sentence is not None
    assert sentence.text == "Divers search basins."


def test_who_is_new_is_told_of_in_the_summary() -> None:
    head = "Inquiry blames faulty pump"
    told = (head, "Judge Anna Kestrin said that the pump was known to be faulty.")
    named = {head: [("Anna Kestrin", 3), ("Jane Doe", 4), ("Santa Irela", 5)]}
    first = {FIRST[0]: [("Santa Irela", 2)]}
    assert steps(FIRST, told, named=named | first)[-1].names == ("Anna Kestrin",)


def test_a_figure_that_is_another_now() -> None:
    told = ("Toll rises", "At least 15 people were hurt, the harbour office said.")
    (figure,) = steps(FIRST, told)[-1].figures
    assert "12" in figure
    assert "15" in figure


def test_a_story_without_a_summary_has_no_sentence() -> None:
    assert steps(FIRST, ("Fog again",))[-1].sentence is None
