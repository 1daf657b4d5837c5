from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tidings.enrich.novelty import judge, new_text, paragraphs, weights
from tidings.enrich.novelty.sketch import sketch
from tidings.types import Article, Novelty, Sighting, Span

CHAOS = (
    "The republic has been in turmoil since a revolt drove out its old president in 2011. "
    "The country has for years been split between two rival governments."
)
OIL = (
    "Its economy, which lives on oil, has suffered under the long conflict. "
    "Output and prices have gone up and down for years, and so has the state’s income."
)
PARK = (
    "A new park was opened in the town of Bela on Monday by the company that keeps its streets. "
    "It covers 8,000 square metres and has benches, a playground, two cafés and a prayer room. "
    "The mayor said that families had waited for such a place since the old gardens were built up."
)


def article(id_: str, *texts: str, publisher: str = "") -> Article:
    return Article(id=id_, paragraphs=texts, publisher=publisher)


def seen(*earlier: Article) -> list[Sighting]:
    return [
        Sighting(
            article=it.id,
            time=datetime(2026, 1, 1, tzinfo=UTC),
            publisher=it.publisher,
            text=it.text[s.start : s.end],
            key=s.key,
        )
        for it in earlier
        for s in sketch(it)
    ]


def novelty(it: Article, *earlier: Article) -> Novelty:
    return judge(it, sketch(it), seen(*earlier))


def verdicts(it: Article, *earlier: Article) -> list[tuple[bool, str]]:
    return [(s.new, s.first_seen) for s in novelty(it, *earlier).segments]


NEW = (True, "")
OLD = (False, "a")
A = article("a", CHAOS, OIL)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([PARK], [NEW]),
        ([CHAOS, PARK, OIL], [OLD, NEW, OLD]),
        ([CHAOS.replace("’", "'").upper()], [OLD]),
        ([" ".join(reversed(CHAOS.split(". ")))], [OLD]),  # its sentences in another order
        ([CHAOS + " " + OIL], [OLD]),  # two paragraphs joined
        ([*CHAOS.split(". ")], [OLD, OLD]),  # one split
        ([PARK + " " + CHAOS], [NEW, OLD]),  # glued to a long new paragraph
        ([CHAOS + " " + PARK + " " + OIL], [OLD, NEW, OLD]),
        (["The mayor opened a park. " + CHAOS.split(". ")[1]], [NEW]),  # short: stays whole
        ([CHAOS + " He left."], [OLD]),  # too short to count
        ([CHAOS.replace("2011", "2012")], [NEW]),  # a changed number is news
        ([CHAOS.replace("for years", "for long").replace("rival ", "")], [OLD]),
        ([CHAOS.replace(". The country", "; the country")], [OLD]),  # two sentences made one
        (["", "  ", CHAOS], [OLD]),
        ([], []),
    ],
)
def test_judge(texts: list[str], expected: list[tuple[bool, str]]) -> None:
    assert verdicts(article("b", *texts), A) == expected


def test_a_quotation_is_known_again_sentence_by_sentence() -> None:
    first, last = CHAOS.split(". ")
    quoted = f"“{first}. {last[:-1]},” the envoy told the council."
    assert verdicts(article("b", quoted), article("a", first + ".", last)) == [OLD]


LAW = (
    "The new law moves the section of state law dealing with floods from the water code to the "
    "health statutes.",
    "It also authorizes wardens and harbour doctors to close some beaches, the Bela Times reports.",
)
LAWS = (
    "The new law also authorizes harbour doctors to close some beaches and moves the section of "
    "state law dealing with floods from the water code to the health statutes."
)


@pytest.mark.parametrize(
    ("text", "earlier", "expected"),
    [
        (LAWS, LAW, OLD),
        (LAWS, LAW[:1], NEW),  # the rest stands nowhere
        (LAWS.replace("some", "12"), LAW, NEW),
        (LAWS.replace("harbour doctors", "Kestrian doctors"), LAW, NEW),
    ],
)
def test_two_sentences_of_one_article_that_were_made_one(
    text: str, earlier: tuple[str, ...], expected: tuple[bool, str]
) -> None:
    assert verdicts(article("b", text), article("a", *earlier)) == [expected]


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("Our harbour must be protected,” she wrote later.", OLD),
        ("Our harbour must be sold by spring,” she wrote later.", NEW),
    ],
)
def test_a_short_half_is_looked_for_where_the_other_was_found(
    last: str, expected: tuple[bool, str]
) -> None:
    first = "“I will ask the council to move on an inquiry into the harbour master’s accounts. "
    earlier = article("a", first.rstrip() + "” “Our harbour must be protected.”", PARK)
    assert verdicts(article("b", first + last), earlier) == [expected]


@pytest.mark.parametrize(
    ("month", "expected"), [("Aug.", OLD), ("August", OLD), ("April", NEW), ("Augustus", NEW)]
)
def test_a_name_cut_short_is_the_same(month: str, expected: tuple[bool, str]) -> None:
    text = "The council said that the ferry would sail to the outer isles until August 8 at noon."
    again = text.replace("August", month)
    assert verdicts(article("b", again), article("a", text)) == [expected]


@pytest.mark.parametrize(
    ("heads", "publisher", "new"),
    [
        (["The market", "The buzz", "The chart"], "Bela Times", False),
        (["The market", "The buzz"], "Bela Times", True),  # two may meet by chance
        (["The market", "The buzz", "The chart"], "The Ibra Post", True),
        (["The market.", "The buzz.", "The chart."], "Bela Times", True),  # sentences
    ],
)
def test_the_heads_of_a_column_are_known_after_one_issue(
    heads: list[str], publisher: str, new: bool
) -> None:
    earlier = article("a", *heads, CHAOS, publisher="Bela Times")
    found = novelty(article("b", *heads, PARK, publisher=publisher), earlier)
    assert [s.new for s in found.segments] == [new] * len(heads) + [True]


@pytest.mark.parametrize(
    ("line", "earlier", "new"),
    [
        ("Advertisement", 5, False),
        ("Advertisement", 4, True),  # five articles make a habit, whoever published them
        ("Thank you.", 9, True),  # a sentence recurs by chance
    ],
)
def test_furniture(line: str, earlier: int, new: bool) -> None:
    before = [article(f"a{n}", line) for n in range(earlier)]
    assert [n for n, _ in verdicts(article("b", PARK, line), *before)] == [True, new]


def test_a_publishers_own_furniture_needs_three_articles() -> None:
    before = [article(f"a{n}", "Read more", publisher="Bela Times") for n in range(2)]
    again = article("b", PARK, "Read more", publisher="Bela Times")
    assert [s.new for s in novelty(again, *before).segments] == [True, False]


def test_first_seen_is_the_earliest_even_in_another_wording() -> None:
    edited = article("b", CHAOS.replace("drove out", "toppled"))
    assert verdicts(article("c", *edited.paragraphs), A, edited) == [OLD]


def test_an_article_is_no_evidence_against_itself() -> None:
    assert verdicts(article("a", CHAOS, CHAOS), A) == [NEW, NEW]


def test_short_sentences_are_no_evidence_alone() -> None:
    earlier = article("a", "He declined to comment.", CHAOS, "What comes next?")
    assert verdicts(article("b", "He declined to comment.", PARK), earlier) == [NEW, NEW]
    assert verdicts(article("b", PARK, CHAOS, "What comes next?"), earlier) == [NEW, OLD, OLD]


@pytest.mark.parametrize(
    ("line", "publisher", "expected"),
    [
        ("Read more here", "The Ibra Post", OLD),
        ("Read more here", "Bela Times", NEW),
        ("Thank you.", "The Ibra Post", NEW),  # anyone says that
    ],
)
def test_a_short_line_that_its_publisher_repeats_is_recycled(
    line: str, publisher: str, expected: tuple[bool, str]
) -> None:
    earlier = [article(id_, line, publisher="The Ibra Post") for id_ in ("a", "b")]
    assert verdicts(article("c", line, publisher=publisher), *earlier) == [expected]


def test_standing_background_is_what_one_publisher_repeats() -> None:
    def post(id_: str) -> Article:
        return article(id_, CHAOS, publisher="The Ibra Post")

    def last(*earlier: Article) -> tuple[int, bool]:
        segment = novelty(post("z"), *earlier).segments[0]
        return segment.seen, segment.standing

    assert last() == (1, False)
    assert last(post("a")) == (2, False)
    assert last(post("a"), post("b")) == (3, True)
    assert last(post("a"), article("b", CHAOS, publisher="Bela Times")) == (3, False)
    assert last(article("a", CHAOS), article("b", CHAOS)) == (3, False)


def test_rendering() -> None:
    it = article("b", PARK + "  " + CHAOS, OIL)
    found = novelty(it, A)
    shown = paragraphs(it, found)
    assert shown[0] == {"text": PARK, "new": True, "first_seen": None}
    assert shown[1] == {"text": CHAOS, "new": False, "first_seen": "a"}
    assert " ".join(str(p["text"]) for p in shown).split() == it.text.split()
    assert new_text(it, found) == PARK
    start = it.text.index(CHAOS)
    assert weights(found, [Span(start=0, end=10), Span(start=start, end=start + 9)]) == [1.0, 0.1]
    assert 0.3 < found.share < 0.6
