"""Two people of exactly one name: told apart by what is told of them, seldom and for a reason."""

from __future__ import annotations

import pytest

from tests.entities.test_entities import entity, people, told
from tidings.config import Config
from tidings.errors import UsageError
from tidings.naming import told_of
from tidings.news import News
from tidings.workers.local import Inline

LEEDS = (("Leeds United", "organisation"), ("Marco Bielsa", "person"))
OHIO = (("Ohio Senate", "organisation"), ("Ann Miller", "person"))
Others = tuple[tuple[str, str], ...]

# What is told of John Smith in stories of two days, whom each names besides; how many he is.
CASES: list[tuple[str, str, Others, str, Others, int]] = [
    ("work of two kinds, nobody in common",
     "The striker John Smith scored", LEEDS, "The senator John Smith voted", OHIO, 2),
    ("told behind the name",
     "John Smith, the team's goalkeeper, left", LEEDS, "John Smith, an actor, sang", OHIO, 2),
    ("told with is",
     "John Smith is a midfielder", LEEDS, "John Smith is a bishop", OHIO, 2),
    ("one work in two stories",
     "The striker John Smith scored", LEEDS, "The midfielder John Smith left", OHIO, 1),
    ("a general who came to rule",
     "The general John Smith won", LEEDS, "The president John Smith spoke", OHIO, 1),
    ("a professor who became a minister",
     "The economist John Smith wrote", LEEDS, "The minister John Smith quit", OHIO, 1),
    ("somebody in common",
     "The striker John Smith scored", LEEDS, "The senator John Smith voted", LEEDS[:1], 1),
    ("too few named to say that nobody is in common",
     "The striker John Smith scored", LEEDS[:1], "The senator John Smith voted", OHIO, 1),
    ("nothing told of one",
     "The striker John Smith scored", LEEDS, "They met John Smith there", OHIO, 1),
    ("a player who plays two parts in life",
     "The striker and senator John Smith won", LEEDS, "The senator John Smith voted", OHIO, 1),
    ("years of birth", "John Smith, 34, left", LEEDS, "John Smith, 71, died", (), 2),
    ("an age on either side of a birthday",
     "John Smith, 34, left", LEEDS, "The 35-year-old John Smith won", OHIO, 1),
    ("in German", "Der Stürmer John Smith traf", LEEDS, "Der Minister John Smith ging", OHIO, 2),
    ("in Russian", "Вратарь John Smith ушел", LEEDS, "Министр John Smith ушел", OHIO, 2),
    ("in Arabic", "قال اللاعب لاعب John Smith", LEEDS, "قال وزير John Smith", OHIO, 2),
]  # fmt: skip


@pytest.fixture
def news() -> News:
    return News.open("sqlite://", config=Config(encoder="none"), pool=Inline())


def tell(news: News, id: str, text: str, others: Others = (), *, who: str = "John Smith") -> None:
    """Keep a story about somebody, with others named after him."""
    named = [(name, kind, name) for name, kind in others]
    text = ". ".join([text, *(name for name, _ in others)])
    told(news, id, text, (who, "person", who), *named, days=int(id))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_namesakes(news: News, case: tuple[str, str, Others, str, Others, int]) -> None:
    _, one, beside_one, other, beside_other, expected = case
    tell(news, "1", one, beside_one)
    tell(news, "2", other, beside_other)
    assert len(news.entities.find("John Smith")) == expected


def test_later_stories_go_to_the_one_they_mean_and_say_why_there_are_two(news: News) -> None:
    tell(news, "1", "The striker John Smith scored", LEEDS)
    tell(news, "2", "The senator John Smith voted", OHIO)
    tell(news, "3", "John Smith spoke", OHIO[1:])
    tell(news, "4", "The goalkeeper John Smith fell")
    by_stories = {one.id: one.stories for one in news.entities.find("John Smith")}
    assert sorted(by_stories.values()) == [2, 2]
    views = [news.entities.get(one) for one in by_stories]
    assert {tuple(s.id for s in v.stories) for v in views if v} == {("s4", "s1"), ("s3", "s2")}
    reasons = {s.because for v in views if v for s in v.spellings}
    assert reasons == {"", "senator, not striker"}
    tell(news, "2", "The senator John Smith voted again", OHIO)  # judged again: nothing changes
    assert {e.id: e.stories for e in news.entities.find("John Smith")} == by_stories


def test_two_who_are_one_can_be_put_together(news: News) -> None:
    tell(news, "1", "The striker John Smith scored", LEEDS)
    tell(news, "2", "The president John Smith spoke", OHIO)
    one, two = (e.id for e in news.entities.find("John Smith"))
    done = news.entities.same(one, two)
    tell(news, "3", "The president John Smith left", OHIO)
    assert people(news)["John Smith"] == 3
    news.entities.undo(done.id)
    assert len(news.entities.find("John Smith")) == 2


def test_a_story_can_be_said_to_mean_another(news: News) -> None:
    for id in ("1", "2", "3"):
        tell(news, id, "John Smith spoke")
    tell(news, "4", "They were met", (("Ann Miller", "person"),), who="They")
    one = entity(news, "John Smith")
    done = news.entities.other(one, "s2", by="Ann")
    assert sorted(e.stories for e in news.entities.find("John Smith")) == [1, 2]
    tell(news, "2", "John Smith spoke again")  # read again: it holds
    assert sorted(e.stories for e in news.entities.find("John Smith")) == [1, 2]
    with pytest.raises(UsageError):
        news.entities.other(one, "s4")
    news.entities.undo(done.id)
    assert [e.stories for e in news.entities.find("John Smith")] == [3]


def test_the_haftars_are_as_many_as_their_given_names(news: News) -> None:
    army = (("Libyan National Army", "organisation"),)
    tell(news, "1", "Field Marshal Khalifa Haftar, 82, spoke", army, who="Khalifa Haftar")
    tell(news, "2", "The commander Khalifa Haftar met them", army, who="Khalifa Haftar")
    tell(news, "3", "Saddam Haftar, a general, spoke", army, who="Saddam Haftar")
    tell(news, "4", "Khaled Haftar, 40, the chief of staff", army, who="Khaled Haftar")
    assert people(news) == {"Khalifa Haftar": 2, "Saddam Haftar": 1, "Khaled Haftar": 1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the former striker Ann Lee, 34, said", ["work:sport/striker", "born:1992"]),
        ("Ann Lee, a Leeds goalkeeper, fell", ["work:sport/goalkeeper"]),
        ("Ann Lee (actress and singer)", ["work:arts/actress", "work:arts/singer"]),
        ("A senator left. Ann Lee came", []),
        ("said the senator, and Ann Lee came", []),
        ("Ann Lee, 7, saw it", []),
        ("die 41-jährige Ann Lee kam", ["born:1985"]),
    ],
)
def test_what_is_told_beside_a_name(text: str, expected: list[str]) -> None:
    start = text.index("Ann Lee")
    assert told_of(text, start, start + len("Ann Lee"), 2026) == expected
