from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tidings.enrich.names import note_names, tagger
from tidings.enrich.names.bounds import Tagged, bounded
from tidings.enrich.names.model import LONGEST
from tidings.enrich.names.tagger import can_tag, tag, tag_each, words_in_names
from tidings.types import Article, Note, Novelty, Segment

pytestmark = pytest.mark.skipif(not can_tag(), reason="the model's package is not for this machine")


def notes(text: str, *, title: str = "", language: str = "en") -> tuple[Note, ...]:
    article = Article(id="a", title=title, paragraphs=tuple(text.split("\n")), language=language)
    return note_names(article, Novelty(article="a"))


def told(text: str, *, title: str = "") -> list[tuple[str, object, object]]:
    return [
        (text[note.span.start : note.span.end], note.value["type"], note.value["name"])
        for note in notes(text, title=title)
        if note.span
    ]


def test_titles_and_short_forms_lead_to_the_full_name() -> None:
    text = (
        "President Ilona Varga met Mikhail Sorokin in Vienna on Monday.\n"
        "Varga said the talks with Sorokin went well."
    )
    assert told(text) == [
        ("Ilona Varga", "person", "Ilona Varga"),
        ("Mikhail Sorokin", "person", "Mikhail Sorokin"),
        ("Vienna", "place", "Vienna"),
        ("Varga", "person", "Ilona Varga"),
        ("Sorokin", "person", "Mikhail Sorokin"),
    ]


def test_a_title_is_no_part_of_a_name() -> None:
    (name,) = told("They were led by Captain Ines Morvan until Sunday.")
    assert name == ("Ines Morvan", "person", "Ines Morvan")


def test_a_name_that_is_sure_is_found_again() -> None:
    text = "Ilona Varga came by train.\nVarga, varga and Vargas: only the first is hers."
    assert told(text)[:2] == [
        ("Ilona Varga", "person", "Ilona Varga"), ("Varga", "person", "Ilona Varga")
    ]  # fmt: skip
    assert "varga" not in [words for words, _, _ in told(text)]


def test_the_headline_lends_its_names() -> None:
    found = told("Varga said the talks went well.", title="President Ilona Varga visits Vienna")
    assert found == [("Varga", "person", "Ilona Varga")]


def test_a_long_paragraph_is_read_to_its_end() -> None:
    text = "The council met again and talked about the harbour. " * 30 + "Then Ilona Varga spoke."
    assert told(text) == [("Ilona Varga", "person", "Ilona Varga")]
    endless = "a, " * 2 * LONGEST + "Ilona Varga"
    assert all(endless[name.start : name.end] for name in tag(endless))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "12 %", "\ud800 x", "\u202e", "._." * 400])
def test_odd_texts_give_no_names_and_no_trouble(text: str) -> None:
    assert notes(text) == ()


def test_who_is_who_in_the_seeds(shared: Path) -> None:
    first, second = sorted((shared / "seeds").glob("*.txt"))
    title, _, text = first.read_text("utf-8").partition("\n")
    names = Counter(name for _, kind, name in told(text, title=title) if kind == "person")
    assert names["Khalifa Haftar"] == 2
    assert names["Yunus-bek Yevkurov"] == 1
    assert names["Mikhail Bogdanov"] == 3
    assert names["Mohammed Maghrawi"] == 3
    assert {("LNA", "organisation", "Libyan National Army")} <= set(told(text, title=title))
    title, _, text = second.read_text("utf-8").partition("\n")
    named = {name for _, _, name in told(text, title=title)}
    assert {"Khaled Haftar", "Yunus-bek Yevkurov", "Kamel Rezig"} <= named
    assert "Khalifa Haftar" not in named
    kinds = {kind for words, kind, _ in told(text, title=title) if words in ("Algerian", "Libyan")}
    assert kinds == {"other"}  # what a people is called is no place


@pytest.mark.parametrize(
    ("small", "asked"),
    [
        ([True, True, True], []),  # in small letters alone: nothing is read
        ([True, False, True, True, False, True], [1, 2, 3, 4]),  # "Bank of the West"
        ([False, True, True, True, True, True, False], [0, 6]),  # too far apart for one name
        ([False, False], [0, 1]),
    ],
)
def test_words_are_asked_where_names_can_stand(small: list[bool], asked: list[int]) -> None:
    assert list(words_in_names(small)) == asked


@pytest.mark.parametrize(
    ("language", "text", "read"),
    [
        ("en", "He met Ann Lee. But nothing was said. The Hague was far.",
         ["He met Ann Lee.", "The Hague was far."]),
        ("en", "But nothing was said. And that was all.", []),
        ("en", "Apple fell. It rose.", ["Apple fell."]),
        ("en", "He left. It was 2019. They stayed in it.", []),
        ("de", "Aber es regnete. Der Hund lief.", ["Der Hund lief."]),
        ("ru", "Он ушел. Но вернулся в Минск.", ["Но вернулся в Минск."]),
        ("ar", "قال ذلك. ثم ذهب.", ["قال ذلك. ثم ذهب."]),
        ("eo", "Li iris. Sed poste revenis.", ["Li iris. Sed poste revenis."]),
    ],
)  # fmt: skip
def test_sentences_that_can_name_nothing_are_not_read(
    language: str, text: str, read: list[str]
) -> None:
    assert [text[start:end].strip() for start, end in tagger._stretches(text, language)] == read


def test_background_is_not_read_but_for_those_whom_the_news_names() -> None:
    news = "Clara Venn, the mayor of Port Sabel, resigned on Saturday."
    background = "Clara Venn took office when Emil Tarrant left it."
    text = f"{news}\n{background}"
    cuts = ((0, 0, len(news), True), (1, len(news) + 1, len(text), False))
    segments = tuple(Segment(paragraph=p, start=s, end=e, new=n) for p, s, e, n in cuts)
    article = Article(id="a", paragraphs=(news, background), language="en")

    def named(novelty: Novelty) -> list[str]:
        spans = [note.span for note in note_names(article, novelty)]
        return [text[span.start : span.end] for span in spans if span]

    assert "Emil Tarrant" in named(Novelty(article="a"))
    found = named(Novelty(article="a", segments=segments))
    assert found.count("Clara Venn") == 2
    assert "Emil Tarrant" not in found


def test_what_a_text_names_does_not_hang_on_what_it_is_read_with() -> None:
    texts = [
        "Ilona Varga met Mikhail Sorokin in Vienna on Monday.",
        "The Ministry of Water said so.",
        "El presidente de Colombia habló en Bogotá con Marta Rueda.\nThe end.",
        "nothing here",
        "",
    ]
    tagger._KNOWN.clear()
    together = tag_each([(text, "en") for text in texts])
    tagger._KNOWN.clear()
    alone = [tag(text, language="en") for text in texts]
    spans = [[name[:3] for name in names] for names in together]
    assert spans == [[name[:3] for name in names] for names in alone]
    assert sum(map(len, spans)) >= 6
    sure = [name.confidence for names in together for name in names]
    assert sure == pytest.approx([n.confidence for names in alone for n in names], abs=0.01)


def test_paragraphs_are_remembered_and_not_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagger, "KEPT", 3)
    tagger._KNOWN.clear()
    tag("\n".join(f"Ilona Varga came on day {n}." for n in range(9)))
    assert list(tagger._KNOWN) == [(f"Ilona Varga came on day {n}.", "") for n in (6, 7, 8)]


@pytest.mark.parametrize(
    ("language", "text", "kinds", "expected"),
    [
        ("fr", "au sud de l'île Devon", {"Devon": "place"}, ["île Devon"]),
        ("fr", "dans le golfe du Mexique", {"Mexique": "place"}, ["golfe du Mexique"]),
        ("fr", "la baie d' Hudson", {"Hudson": "place"}, ["baie d' Hudson"]),
        ("fr", "le lac et Devon", {"Devon": "place"}, ["Devon"]),
        ("fr", "le lac de Devon", {"Devon": "person"}, ["Devon"]),
        ("pt", "à margem do rio São João", {"São João": "place"}, ["rio São João"]),
        ("en", "the river Tay", {"Tay": "place"}, ["Tay"]),
        ("ru", "у Аральского моря", {"Аральского": "place"}, ["Аральского моря"]),
        ("ru", "в Минске вчера", {"Минске": "place"}, ["Минске"]),
        ("en", 'She sang in "Sons of Guns" again', {"Sons": "other"}, ["Sons of Guns"]),
        ("en", '"We saw the Sons," he said', {"Sons": "other"}, ["Sons"]),
        ("en", "about “Jewish money” and so on", {"Jewish": "other"}, ["Jewish"]),
        ("en", 'on TV," Pence told CBS\' "Face it"', {"CBS": "organisation"}, ["CBS"]),
        ("fr", "le roman « Le Carnet d'or »", {"Carnet": "other"}, ["Le Carnet d'or"]),
        ("de", "von „Emil Tarrant ging fort“", {"Emil Tarrant": "person"}, ["Emil Tarrant"]),
    ],
)
def test_small_words_and_titles_belong_to_names(
    language: str, text: str, kinds: dict[str, str], expected: list[str]
) -> None:
    names = [
        Tagged(text.index(words), text.index(words) + len(words), kind, 0.9)
        for words, kind in kinds.items()
    ]
    assert [text[name.start : name.end] for name in bounded(text, names, language)] == expected


def test_a_comma_parts_two_names() -> None:
    text = "Ghana, Guinea, Kenya and Malawi signed it."
    assert [text[name.start : name.end] for name in tag(text, language="en")] == [
        "Ghana", "Guinea", "Kenya", "Malawi"
    ]  # fmt: skip
