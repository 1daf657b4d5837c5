from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.enrich.novelty.sketch import SHARED, sketch, sketches
from tidings.text import words
from tidings.types import Article

LONG = "The harbour of the old town will be closed to all ships until the end of next week."


def article(*paragraphs: str, language: str = "") -> Article:
    return Article(id="a", paragraphs=paragraphs, language=language)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Libya’s economy — reliant on oil — has suffered.", "Libya's economy, reliant on oil, has"
         " suffered!"),
        ("The MINISTER resigned on Monday", "the minister  resigned on monday."),
        ("Die Straße ist gesperrt, sagte er.", "Die STRASSE ist gesperrt, sagte er"),
        ("Le maire a dé\u00admis\u00adsionné hier soir.", "Le maire a démissionné hier soir."),
        ("«Мы готовы», заявил министр.", '"Мы готовы" - заявил министр'),
        ("هٰذا البيان صدر اليوم عن الوزارة", "هذا البيـــان صدر اليوم عن الوزارة."),
    ],
)  # fmt: skip
def test_key_is_blind_to_case_spacing_and_punctuation(one: str, other: str) -> None:
    assert sketch(article(one))[0].key == sketch(article(other))[0].key


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        (LONG, LONG.replace("closed", "shut"), True),
        (LONG, LONG.replace("all ", "").replace("town", "city"), True),
        (LONG, "A new school opens in the old town for all children of the land next week.", False),
        ("政府周一表示，港口将在下周末之前对所有船只关闭。",
         "政府周二表示，港口将在下周末之前对所有船只关闭。", True),
        ("أعلنت الحكومة أن الميناء سيبقى مغلقا أمام جميع السفن حتى نهاية الأسبوع المقبل",
         "أعلنت الحكومة أن الميناء سيظل مغلقا أمام جميع السفن حتى نهاية الأسبوع المقبل", True),
    ],
)  # fmt: skip
def test_near_copies_share_values(one: str, other: str, near: bool) -> None:
    a, b = (set(sketch(article(text))[0].sketch) for text in (one, other))
    assert (len(a & b) >= SHARED) is near


def test_sentences_stand_where_they_say() -> None:
    it = article(
        "He came. She left early, and 😀 nobody saw it.", "", "…", "今天天气很好。我们去公园。"
    )
    assert [(it.text[s.start : s.end], s.paragraph) for s in sketch(it)] == [
        ("He came.", 0),
        ("She left early, and 😀 nobody saw it.", 0),
        ("今天天气很好。", 3),
        ("我们去公园。", 3),
    ]


def test_short_sentences_have_no_sketch() -> None:
    assert [len(s.sketch) for s in sketch(article("He said no.", LONG))] == [0, 6]


def test_numbers_fit_sqlite_and_never_change() -> None:
    (sentence,) = sketch(article("The harbour will be closed until Monday."))
    assert sentence.key == 5044734327599016870
    assert sentence.sketch[0] == -7940161923474792535


@given(st.lists(st.text(max_size=80), max_size=5))
def test_any_text_can_be_sketched(paragraphs: list[str]) -> None:
    it = article(*paragraphs)
    found = sketch(it)
    assert all(words(it.text[s.start : s.end]) for s in found)
    assert all(-(2**63) <= v < 2**63 for s in found for v in (s.key, *s.sketch))
    assert [s.start for s in found] == sorted(s.start for s in found)


WORD = st.text(st.characters(exclude_characters="\0"), min_size=1, max_size=5)


@given(st.lists(st.lists(WORD, max_size=12), max_size=6))
def test_texts_sketched_together_are_as_alone(texts: list[list[str]]) -> None:
    assert sketches(texts) == [sketches([text])[0] for text in texts]
