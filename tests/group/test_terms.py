"""Terms, names, numbers and years, in several scripts."""

from __future__ import annotations

import numpy as np
import pytest

from tidings.group import compare, features
from tidings.group.frequencies import Frequencies, commonness, hashes
from tidings.group.terms import full_names, names, numbers, shown, terms, whole_words, years
from tidings.types import Article


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ministers’ meeting", ["ministe", "meeting"]),
        ("Libya's economy", ["libya", "economy"]),
        ("الرئيس والحكومة", ["رييس", "حكومة"]),
        ("президента", ["президе"]),
        ("東京地震", ["東京", "京地", "地震"]),
        ("ドルナの工場で火災があった", ["ドルナ", "工場", "火災"]),
        ("a 7", ["7"]),
        ("", []),
    ],
)
def test_terms(text: str, found: list[str]) -> None:
    assert terms(text) == found


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("ru", "Бурмин Бурмина Бурмину Бурмином"),
        ("ru", "забастовка забастовку забастовки забастовкой"),
        ("pl", "Zarębska Zarębskiej Zarębską"),
        ("pl", "strajk strajku strajkiem"),
        ("tr", "Akhisar Akhisar'da Akhisar’ın Akhisar'dan"),
        ("tr", "İZMİR İzmir'de İzmir'in"),
        ("ar", "زلزال الزلزال زلزالا والزلزال"),
        ("cs", "Ostrava Ostravy Ostravu Ostravou"),
        ("fi", "Oulu Oulun Oulussa Oulusta"),
    ],
)
def test_all_cases_of_a_word_are_one_term(language: str, forms: str) -> None:
    assert len({term for form in forms.split() for term in terms(form, language)}) == 1


def test_a_name_is_known_in_another_case_and_shown_as_written() -> None:
    one, two = (
        features(Article(id=t[-9:], title=t, paragraphs=(t,), language="ru"))
        for t in (
            "Вчера мэр Бурмин приехал в Иркутск.",
            "Вчера в Иркутске ждали Бурмина весь день.",
        )
    )
    assert one.names.keys() == two.names.keys()
    assert {*two.names.values()} == {"Иркутске", "Бурмина"}
    (both, *_) = [why.text for why in compare(one, two)[1] if why.kind == "shared-names"]
    assert both.startswith("both name Бурмин, Иркутск")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On Monday Anna Kestrin met Velora’s mayor.", {"kestrin", "velora"}),
        ("Der Kanzler traf Kestrin in Dornheim.", {"kestrin", "dornheim"}),
        ("Вчера Кестрин приехал в Велору.", {"кестрин", "велору"}),
        ("ドルナの工場で火災があった", {"ドルナ"}),
        ("nothing here is a name", set()),
    ],
)
def test_names(text: str, found: set[str]) -> None:
    assert found <= set(names(text))
    assert not {"the", "on", "der", "mayor", "nothing", "monday"} & set(names(text))


def test_days_months_and_openings_are_no_names() -> None:
    text = "Kestrin met Tuesday Dorn in Velora on Friday, June 4, not in October, Am Dienstag."
    text += " Despite the rain Dorn spoke. Seit gestern."
    assert {"despite", "seit", "tuesday", "friday", "june", "october", "dienstag"}.isdisjoint(
        names(text)
    )
    assert {"velora", "kestrin"} <= set(names(text)) | set(full_names(text))
    assert {"friday", "october", "dienstag"}.isdisjoint(full_names(text))


def test_full_names_end_a_run() -> None:
    text = "Field Marshal Khalifa Haftar spoke. Haftar left for Moscow with Yunus-bek Yevkurov."
    found = full_names(text)
    assert found["haftar"] == {"khalifa", ""}
    assert found["yevkurov"] == {"yunus-bek"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("6.1 on the scale", {"6.1"}),
        ("8,000 square meters", {"8000"}),
        ("1.250.000 Euro und 3,5 Prozent", {"1250000", "3.5"}),
        ("007 in 2014", {"7"}),
        ("٢٣ قتيلا و١٬٢٥٠ جريحا و٣٫٥٪", {"23", "1250", "3.5"}),
        ("12 500 złotych, 1 200 000 рублей", {"12500", "1200000"}),
        ("w 2014 300 domów, 12 5000", {"300", "12", "5000"}),
    ],
)
def test_numbers(text: str, found: set[str]) -> None:
    assert numbers(text) == found


def test_years() -> None:
    assert years("في عام ٢٠٢٦") == {"2026"}
    assert years("from 1999 to 2021, not 123456 or 1700") == {"1999", "2021"}


def test_rare_words_weigh_more_before_anything_was_seen() -> None:
    weights = Frequencies().weights(hashes(["the", "said", "minister", "kestrin"])).tolist()
    assert weights == sorted(weights)
    assert commonness("und") > 0.2 < commonness("и")


def test_words_that_every_article_holds_lose_their_weight() -> None:
    known = Frequencies()
    for number in range(50):
        known.add(hashes(["kestrin", f"w{number}"]), np.ones(2, np.float32))
    everywhere, once = known.weights(hashes(["kestrin", "w1"]))
    assert everywhere < once / 2


def test_reasons_show_whole_words() -> None:
    texts = (
        "The mayor wants strategic dredging near the old pier, where lorries wait for ferries.",
        "Strategic dredging near the pier is what the council discussed for the waiting lorries.",
    )
    one, two = (
        features(Article(id=t[:9], title="Harbour works", paragraphs=(t,), language="en"))
        for t in texts
    )
    told = next(why.text for why in compare(one, two)[1] if why.kind == "shared-words")
    assert told == "both tell of “dredging”, “lorries”, “strategic”, “works”"


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ("emissions", "emissions", "emissions"),
        ("emission", "emissions", "emission…"),
        ("emissions", "", "emissio…"),
        ("", "", "emissio…"),
    ],
)
def test_a_word_that_is_cut_off_is_shown_as_such(here: str, there: str, expected: str) -> None:
    one, two = ({"emissio": word} if word else {} for word in (here, there))
    assert shown("emissio", one, two) == expected


def test_the_first_of_the_words_that_begin_so_stands_for_them() -> None:
    text = "The Emission of the minister's yacht: emissions fell."
    assert whole_words(text, {"emissio", "ministe"}) == {
        "emissio": "emission",
        "ministe": "minister",
    }
