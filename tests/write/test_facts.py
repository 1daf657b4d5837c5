"""What sources say of the same things: where they differ, and where they only seem to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tidings.steps.facts import compare_facts
from tidings.types import Article, Facts, Note, Span

NOW = datetime(2026, 3, 11, 8, tzinfo=UTC)  # a Wednesday


def compared(
    *texts: str, language: str = "en", publishers: str = "ABCDEF", hours: tuple[int, ...] = ()
) -> Facts:
    """Compare articles of one text each, an hour apart, each of another publisher."""
    articles = [
        Article(
            id=f"a{n}", publisher=publishers[n], language=language, paragraphs=(text,),
            published_at=NOW + timedelta(hours=hours[n] if hours else n),
        )
        for n, text in enumerate(texts)
    ]  # fmt: skip
    return compare_facts([(articles, {}, {})])[0]


def standings(facts: Facts) -> list[tuple[str, str]]:
    return [(one.kind, str(one.standing)) for one in facts.compared]


FERRY = "The ferry sank in thick fog off Port Sall and {} people were killed, the coastguard said."
COST = "The new bridge over the river Arne will cost {}, the council of Selby decided."


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        # a toll that falls, or that two give at one time, is a disagreement
        ((FERRY.format("12"), FERRY.format("nine")), [("figure", "differ")]),
        # one that grows is news
        ((FERRY.format("nine"), FERRY.format("12")), [("figure", "rose")]),
        ((FERRY.format("nine"), FERRY.format("12"), FERRY.format("12")), [("figure", "rose")]),
        ((FERRY.format("12"), FERRY.format("12")), []),  # word for word: a copy says it once
        (
            (FERRY.format("12"), "In thick fog a ferry sank off Port Sall: 12 people were killed."),
            [("figure", "agree")],
        ),
        # each tells one toll, in words of its own, and the two are near each other
        (
            (
                "Forty-one people were injured, six of them seriously, the coastguard said.",
                "The interior ministry said 38 people were injured and that all had been saved.",
            ),
            [("figure", "differ")],
        ),
        # rounding is none
        (
            (COST.format("$4 million"), COST.format("about $3.97 million")),
            [("figure", "agree")],
        ),
        ((COST.format("$4 million"), COST.format("$6 million")), [("figure", "differ")]),
        # another currency, another thing, another time, somebody else
        ((COST.format("$4 million"), COST.format("6 million euros")), []),
        ((FERRY.format("12"), FERRY.replace("killed", "injured").format("30")), []),
        (
            (
                FERRY.format("12"),
                "In 2011 a ferry sank off Port Sall in thick fog and 40 people were killed.",
            ),
            [],
        ),
        (
            (
                "The farm of Mona Berg in the north keeps 40 goats and sells cheese at market.",
                "The farm of Olaf Brekke in the north keeps 15 goats and sells cheese at market.",
            ),
            [],
        ),
    ],
)
def test_figures(said: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert standings(compared(*said)) == expected


def test_a_day_that_all_call_alike_is_one_before_and_after_midnight() -> None:
    broke = "The dam at Velmar broke on Wednesday and {} houses were lost, a mayor said."
    facts = compared(broke.format("ten"), broke.format("many"), hours=(-9, 1))
    assert standings(facts) == [("date", "agree")]


def test_two_counts_at_one_time_differ_even_where_the_second_is_higher() -> None:
    facts = compared(FERRY.format("nine"), FERRY.format("12"), hours=(0, 0))
    assert standings(facts) == [("figure", "differ")]
    (one,) = facts.compared
    assert one.about == "people killed"
    assert [c.value for c in one.claims] == ["nine people", "12 people"]
    for claim in one.claims:
        start = claim.mark.start - claim.line.span.start
        assert claim.line.text[start:].startswith(claim.value)


def test_an_update_by_the_same_publisher_is_no_disagreement() -> None:
    one = compared(FERRY.format("12"), FERRY.format("nine"), publishers="AA")
    assert (one.compared, one.alone) == ((), ())
    later = compared(
        FERRY.format("12"), "In thick fog a ferry sank off Port Sall: nine people were killed.",
        FERRY.format("nine"), publishers="ABA",
    )  # fmt: skip
    assert standings(later) == [("figure", "rose")] or standings(later) == [("figure", "agree")]


def test_an_article_that_gives_both_numbers_shows_that_they_are_of_two_things() -> None:
    both = FERRY.format("12") + " " + FERRY.replace("ferry", "trawler").format("nine")
    assert standings(compared(both, FERRY.format("nine"))) == []


@pytest.mark.parametrize(
    ("language", "text", "one", "other"),
    [
        ("de", "Bei dem Brand in der Fabrik von Velden wurden {} Menschen verletzt.", "14", "elf"),
        ("fr", "L'incendie de l'usine de Velden a fait {} blessés, selon les pompiers.", "14", "9"),
        ("es", "El incendio de la fábrica de Velden dejó {} heridos, según los bomberos.", "14",
         "9"),
        ("it", "L'incendio nella fabbrica di Velden ha causato {} feriti, dicono i pompieri.",
         "14", "9"),
        ("ru", "На фабрике в городе Вельден при пожаре погибли {} человек, сообщили пожарные.",
         "14", "9"),
    ],
)  # fmt: skip
def test_figures_in_other_languages(language: str, text: str, one: str, other: str) -> None:
    facts = compared(text.format(one), text.format(other), language=language)
    assert standings(facts) == [("figure", "differ")]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            (
                "The harbour board of Selby will vote on the night ferry on Friday, it said.",
                "The harbour board of Selby will vote on the night ferry on Thursday, it said.",
            ),
            [("date", "differ")],
        ),
        (
            (
                "The harbour board of Selby will vote on the night ferry on Friday, it said.",
                "The harbour board of Selby will vote on the night ferry on 13 March, it said.",
            ),
            [("date", "agree")],
        ),
        (
            (
                "The harbour board of Selby voted on the night ferry on Tuesday after a debate.",
                "Hauliers asked the council of Arne for a new road on Monday, after a petition.",
            ),
            [],
        ),
    ],
)
def test_dates(said: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert standings(compared(*said)) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            (
                "The minister knew of the leak at the Arne plant before the inspection began.",
                "The minister did not know of the leak at the Arne plant before the inspection "
                "began.",
            ),
            [("denial", "differ")],
        ),
        (
            (
                "The minister knew of the leak at the Arne plant before the inspection began.",
                "Nobody was hurt when the plant leaked, and the minister did not visit Arne.",
            ),
            [],
        ),
    ],
)
def test_denials(said: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert standings(compared(*said)) == expected


def test_what_only_one_source_says() -> None:
    shared = "The harbour board of Selby let the ferry sail at night, with five members for it."
    own = "The first boat leaves the quay with 300 passengers on board, the harbour master said."
    articles = [
        Article(id="a", publisher="A", language="en", published_at=NOW, paragraphs=(shared,)),
        Article(
            id="b", publisher="B", language="en", published_at=NOW,
            paragraphs=("With five members for it, the board of Selby let ferries sail.", own,
                        "The captain of the first boat will be Mona Berg, who is from the isle."),
        ),
    ]  # fmt: skip
    text = articles[1].text
    start = text.index("Mona Berg")
    berg = Note(
        article="b", name="names", version=1, value={"name": "Mona Berg", "type": "person"},
        span=Span(start=start, end=start + 9),
    )  # fmt: skip
    (facts,) = compare_facts([(articles, {}, {"b": (berg,)})])
    assert [c.value for c in facts.alone] == ["300 passengers", "Mona Berg"]
    assert {c.line.voice for c in facts.alone} == {"B"}


@pytest.mark.parametrize(
    ("own", "marked", "kind", "alone"),
    [
        ("The captain will be Mona Berg, who grew up there.", "Mona Berg", "person", 1),
        ("The captain will be Iva Holm, who grew up there.", "Iva Holm", "person", 0),
        ("The captain told Reuters that all would go well by then.", "Reuters", "place", 0),
        ("The captain comes from the U.K. and said that all would go well.", "U.K", "place", 0),
        ("The captain thanked Ann Roe, D-Selby, for what was done.", "D-Selby", "place", 0),
        ("The captain is Norwegian and said that all would go well.", "Norwegian", "other", 0),
        ("The captain said on Thursday that it would sail.", "", "", 0),
        ("The captain was told so on 4 February 2026, he said.", "", "", 1),
    ],
)  # fmt: skip
def test_what_is_no_news_is_nobodys_alone(own: str, marked: str, kind: str, alone: int) -> None:
    shared = "The harbour board of Selby let the ferry sail at night, as Captain Holm had asked."
    articles = [
        Article(id=n, publisher=n, language="en", published_at=NOW, paragraphs=told)
        for n, told in (("Reuters", (shared,)), ("B", (own,)))
    ]
    start = own.find(marked) if marked else 0
    note = Note(
        article="B", name="names", version=1, value={"name": marked, "type": kind},
        span=Span(start=start, end=start + len(marked)),
    )  # fmt: skip
    (facts,) = compare_facts([(articles, {}, {"B": (note,) if marked else ()})])
    assert len([c for c in facts.alone if c.line.voice == "B"]) == alone


def test_what_two_print_word_for_word_is_nobodys_alone() -> None:
    told = "The first boat leaves the quay with 300 passengers on board, the harbour master said."
    other = "The board of Selby let ferries sail, after years in which it had refused to do so."
    texts = {"A": (other, told), "B": (told, other.replace("years", "months"))}
    articles = [
        Article(id=n, publisher=n, language="en", published_at=NOW, paragraphs=paragraphs)
        for n, paragraphs in texts.items()
    ]
    (facts,) = compare_facts([(articles, {}, {})])
    assert facts.alone == ()


def test_days_are_kept_once_in_order() -> None:
    facts = compared(
        "The board of Selby will meet again on 2 April 2026, its chair told the paper.",
        "The vote on 10 March 2026 was narrow, and on 2 April 2026 the board meets again.",
    )
    assert [day.date for day in facts.days] == ["2026-03-10", "2026-04-02"]
    assert facts.days[1].claim.line.voice == "A"


def test_nothing_to_compare() -> None:
    assert compared() == Facts()
    assert compared("") == Facts()
    assert compared("12 of 12. Not. " * 3000, "12 of 12. Not. " * 3000).compared == ()


def test_figures_say_what_they_measure_and_when() -> None:
    facts = compared(
        "Trade between the two countries rose from approximately $31 million in 2018 to around "
        "$65 million in 2021, the ministry of Selby said. The council wants to see annual trade of "
        "$3 billion, over two years. The park spans a total area of 8,000 square meters."
    )
    found = [(one.of, one.unit, one.value, one.when) for one in facts.figures]
    assert [one[1:] for one in found] == [
        ("USD", 31e6, "2018"), ("USD", 65e6, "2021"), ("USD", 3e9, ""), ("m2", 8000, ""),
    ]  # fmt: skip
    assert [of for of, *_ in found][2:] == ["annual trade", "total area"]


def test_what_most_tell_stands_first_and_once() -> None:
    facts = compared(
        "The council set the budget of the harbour at $12 million and the fare at $9.",
        "The budget of the harbour is $12 million, the council of Selby decided on Monday.",
    )
    assert (facts.figures[0].value, facts.figures[0].publishers) == (12e6, 2)


AID = "The government announced a {} aid package for the island of Arne{}, the council said."


SENT = "The council of Selby will mend 400 km of roads before the winter, it was decided."
PLAN = "In Selby the council has a new plan, which is to mend {} of roads within three years."


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        # what is told in two words needs less beside it; "at least" holds of anything higher
        (
            (AID.format("$13 million", ""), AID.format("$11.6 million", ", drowned in 2017")),
            [("figure", "differ")],
        ),
        (
            (AID.format("$13 million", ""), AID.format("more than $9 million", " now")),
            [("figure", "agree")],
        ),
        (
            (FERRY.format("11"), "Off Port Sall a ferry sank: nearly a dozen people were killed."),
            [("figure", "agree")],
        ),
        (
            (FERRY.format("at least nine"), "A ferry sank off Port Sall, killing 12 people."),
            [("figure", "rose")],
        ),
        # the only figure of its kind in each article, and near: two counts of one thing
        ((SENT, PLAN.format("500 km")), [("figure", "differ")]),
        ((SENT, PLAN.format("900 km")), []),
        ((SENT, PLAN.format("500 km needed")), []),
        ((SENT + " Another 430 km of roads must wait.", PLAN.format("500 km")), []),
    ],
)  # fmt: skip
def test_figures_that_are_told_in_other_sentences(
    said: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    assert standings(compared(*said)) == expected
