"""What the comment moderator finds, and what it leaves alone."""

from __future__ import annotations

import pytest

from tidings.write.moderate import KINDS, Context, moderate

SURE, LOW = 0.6, 0.35
STORY = "The harbour authority raised ferry fares by four percent after a strike of dock workers."


def scores(text: str, **context: object) -> dict[str, float]:
    return {one.kind: one.score for one in moderate(text, Context(**context))}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("You are an idiot and so is everyone who agrees with you.", "insult"),
        ("you absolute m0r0n", "insult"),
        ("What an i d i o t you are", "insult"),
        ("Du bist doch ein Vollidiot.", "insult"),
        ("Tu es vraiment un connard.", "insult"),
        ("Eres un imbécil, tú y los tuyos", "insult"),
        ("Ты просто идиот", "insult"),
        ("انت غبي", "insult"),
        ("I will kill you.", "threat"),
        ("We know where you live, better hide", "threat"),
        ("Ich werde dich umbringen", "threat"),
        ("je vais te tuer", "threat"),
        ("Я тебя убью", "threat"),
        ("I hope you die soon", "threat"),
        ("EARN $5000 a week trading crypto, guaranteed profit, click www.get-rich.xyz", "spam"),
        ("Buy cheap followers at http://a.example and http://b.example best offer", "spam"),
        ("write to me: jo.doe@mail.example", "personal data"),
        ("Her number is +49 30 1234567", "personal data"),
        ("call 555-123-4567 any time", "personal data"),
        ("He lives at 12 Harbour Street", "personal data"),
        ("Er wohnt in der Lindenstraße 7", "personal data"),
        ("my card 4111 1111 1111 1111", "personal data"),
        ("IBAN DE89 3704 0044 0532 0130 00", "personal data"),
    ],
)
def test_trouble_is_found_with_its_reason(text: str, kind: str) -> None:
    (found,) = (one for one in moderate(text, Context()) if one.kind == kind)
    assert found.score >= SURE
    assert found.signs
    for sign in found.signs:
        assert 0 <= sign.span.start < sign.span.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "The union will find it hard to sell this to its members.",
        "We will kill this bill in the senate, and you know it has no majority.",
        "They shot the film in 2021-2022 for 1.250.000 euros.",
        "Population grew from 1 234 567 to 1 300 000 between 2010 - 2020.",
        "I grew up in Scunthorpe and classify myself as a cocktail expert.",
        "Published 2026-11-22, updated 22.11.2026, figures in 10 000s.",
        "The killer whale was found on Tuesday; I saw it with your colleagues.",
        "Der Minister sagte, er werde die Reform nicht beerdigen.",
        "Why did the fares go up on the 12 ferries?",
    ],
)
def test_plain_comments_are_left_alone(text: str) -> None:
    assert all(score <= LOW for kind, score in scores(text, about=[text]).items()), scores(text)


def test_a_thing_may_be_called_stupid() -> None:
    of_a_thing = scores("This policy is stupid.")["insult"]
    assert 0 < of_a_thing < SURE < scores("You are stupid.")["insult"]


def test_what_has_nothing_to_do_with_the_story_is_off_topic() -> None:
    text = "My grandmother bakes wonderful apple cake every autumn with cinnamon, sugar and butter"
    assert scores(text, about=[STORY])["off-topic"] >= SURE
    assert scores(text)["off-topic"] == 0
    told = "The ferry fares rise after every strike, and the harbour authority never asks workers"
    assert scores(told, about=[STORY])["off-topic"] == 0


def test_the_same_again_is_spam() -> None:
    text = "Have a look at what the neighbours said about all this last summer."
    assert scores(text, others=[text + "!"])["spam"] >= SURE
    assert scores(text, others=["Nothing like it."])["spam"] == 0


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "a" * 50_000, "🤬" * 3_000, "1" * 9_000, "ا" * 40]
)
def test_any_text_is_scored(text: str) -> None:
    found = moderate(text, Context(about=[STORY], others=[text]))
    assert [one.kind for one in found] == list(KINDS)
    assert all(0 <= one.score <= 1 for one in found)
