"""Rules: tried, run on what comes, applied, undone; saved searches that count what is new."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.people.watched import NOW, Clock, library, make, note, state, tell
from tidings.errors import NotFoundError, UsageError
from tidings.news import News
from tidings.people.watching import Rules, Watching
from tidings.types import HIDDEN, OWNER, Act, Role, Stream, When

UNTOUCHED = (False, False, ())


@pytest.fixture
def news() -> Iterator[News]:
    with library(Clock()) as opened:
        tell(opened, "old", "Dockers strike at the harbour.")
        opened.people.watching.run()
        yield opened


@pytest.fixture
def rules(news: News) -> Rules:
    return news.people.watching.rules(OWNER)


@pytest.mark.parametrize(
    ("acts", "label", "expected"),
    [
        ((Act.READ,), "", (True, False, ())),
        ((Act.HIDE,), "", (True, False, (HIDDEN,))),
        ((Act.SAVE,), "", (False, True, ())),
        ((Act.LABEL,), "Port", (False, False, ("Port",))),
        ((Act.KEEP,), "", UNTOUCHED),
        ((Act.SAVE, Act.LABEL, Act.READ), "Port", (True, True, ("Port",))),
    ],
)
def test_a_rule_does_its_acts_on_what_comes_and_takes_them_back(
    news: News, rules: Rules, acts: tuple[Act, ...], label: str, expected: object
) -> None:
    rule = make(rules, *acts, label=label, words="strike")
    tell(news, "hit", "The strike goes on.")
    tell(news, "other", "A ferry sailed.")
    unread = news.people.desk(OWNER).unread(Stream())
    assert news.people.watching.run() == 2
    assert state(news, "hit") == expected
    assert state(news, "other") == state(news, "old") == UNTOUCHED
    assert rules.get(rule.number).hits == 1
    assert [done.article for done in rules.log(rule.number)] == ["hit"]
    assert rules.undo(rule.number) == 1
    assert state(news, "hit") == UNTOUCHED
    assert news.people.desk(OWNER).unread(Stream()) == unread
    assert (rules.get(rule.number).hits, rules.log(rule.number)) == (0, [])


def test_undoing_takes_back_only_what_the_rule_changed(news: News, rules: Rules) -> None:
    desk = news.people.desk(OWNER)
    (old,) = desk.of(["old"])
    desk.save([old.item.number], saved=True)
    rule = make(rules, Act.SAVE, Act.READ, words="strike")
    assert rules.apply(rule.number).changed == 1
    rules.undo(rule.number)
    assert state(news, "old") == (False, True, ())


def test_two_rules_on_one_article_each_undo_their_own(news: News, rules: Rules) -> None:
    first = make(rules, Act.READ, words="strike")
    second = make(rules, Act.READ, Act.SAVE, words="goes")
    tell(news, "hit", "The strike goes on.")
    news.people.watching.run()
    rules.undo(second.number)
    assert state(news, "hit") == (True, False, ())
    rules.undo(first.number)
    assert state(news, "hit") == UNTOUCHED


def test_keep_wins_over_rules_that_hide(news: News, rules: Rules) -> None:
    make(rules, Act.HIDE, Act.SAVE, words="strike")
    make(rules, Act.READ, words="strike")
    make(rules, Act.KEEP, pattern="goes on")
    tell(news, "kept", "The strike goes on.")
    tell(news, "hidden", "The strike ends.")
    news.people.watching.run()
    assert state(news, "kept") == UNTOUCHED
    assert state(news, "hidden") == (True, True, (HIDDEN,))


def test_a_try_tells_what_would_be_hit_and_changes_nothing(news: News, rules: Rules) -> None:
    tell(news, "second", "The strike goes on.", source="matin")
    news.people.watching.run()
    for wants, expected in (
        (When(words="strike"), {"old", "second"}),
        (When(words="strike", source="matin"), {"second"}),
        (When(pattern="GOES|dockers"), {"old", "second"}),
        (When(pattern="goes", source="gazette"), set()),
        (When(language="en", least=2), set()),
    ):
        tried = rules.try_(rules.draft(wants, (Act.READ,)))
        assert {s.item.article for s in tried.hits} == expected
        assert tried.all
    assert state(news, "old") == state(news, "second") == UNTOUCHED
    assert rules.all() == []


def test_applying_twice_is_once(news: News, rules: Rules) -> None:
    rule = make(rules, Act.LABEL, label="Port", words="strike")
    assert [rules.apply(rule.number).changed for _ in range(2)] == [1, 0]
    assert rules.get(rule.number).hits == 1
    assert news.people.watching.alerts(OWNER).latest() == []


def test_a_rule_at_rest_does_nothing(news: News, rules: Rules) -> None:
    rule = make(rules, Act.READ, words="strike")
    rules.switch(rule.number, active=False)
    tell(news, "hit", "The strike goes on.")
    news.people.watching.run()
    assert state(news, "hit") == UNTOUCHED
    rules.switch(rule.number, active=True)
    tell(news, "next", "The strike ends.")
    news.people.watching.run()
    assert state(news, "next")[0]
    assert not state(news, "hit")[0]  # it had come before


def test_each_sees_their_own(news: News, rules: Rules) -> None:
    accounts = news.people.accounts
    accounts.set_password(accounts.owner, "correct horse")
    other = accounts.add("Ann", role=Role.READER, now=NOW)
    mine = make(rules, Act.READ, words="strike")
    search = news.people.watching.searches(OWNER).add("strike")
    with pytest.raises(NotFoundError):
        news.people.watching.rules(other.id).undo(mine.number)
    with pytest.raises(NotFoundError):
        news.people.watching.searches(other.id).remove(search.number)
    tell(news, "hit", "The strike goes on.")
    news.people.watching.run()
    (theirs,) = news.people.desk(other.id).of(["hit"])
    assert state(news, "hit")[0]
    assert not theirs.read
    accounts.remove(other)
    assert news.people.watching.run() == 0


@pytest.mark.parametrize(
    ("wants", "acts", "label"),
    [
        (When(), (Act.READ,), ""),
        (When(words="-strike"), (Act.READ,), ""),
        (When(words="x"), (), ""),
        (When(words="x"), (Act.LABEL,), ""),
        (When(words="x"), (Act.LABEL,), "a\nb" * 50),
        (When(words="x"), (Act.LABEL,), "a\x00b"),
        (When(words="x"), (Act.LABEL,), HIDDEN),
        (When(pattern="("), (Act.READ,), ""),
        (When(least=3, most=2), (Act.READ,), ""),
    ],
)
def test_what_makes_no_rule_is_refused(
    rules: Rules, wants: When, acts: tuple[Act, ...], label: str
) -> None:
    with pytest.raises(UsageError):
        rules.draft(wants, acts, label=label)


def test_a_rule_that_is_sent_twice_is_one(rules: Rules) -> None:
    first = make(rules, Act.SAVE, words="strike")
    assert make(rules, Act.SAVE, words="strike") == first
    rules.switch(first.number, active=False)  # it may be wanted beside the one that rests
    others = [make(rules, Act.SAVE, words="strike"), make(rules, Act.READ, words="strike")]
    assert rules.all() == [rules.get(first.number), *others]


def test_nobody_keeps_too_many(rules: Rules) -> None:
    for number in range(100):
        make(rules, Act.READ, words=f"word{number}")
    with pytest.raises(UsageError, match="at most"):
        make(rules, Act.READ, words="one more")


def test_a_saved_search_counts_what_came_since_it_was_looked_at(news: News) -> None:
    searches = news.people.watching.searches(OWNER)
    one = searches.add("  strike  -ferry ", name="The port\x07")
    assert (one.query, one.name) == ("strike -ferry", "The port")
    assert searches.add("strike -ferry").number == one.number
    tell(news, "hit", "The strike goes on.")
    tell(news, "miss", "No ferry in the strike.")
    news.people.watching.run()
    assert searches.get(one.number).fresh == 1
    assert searches.look(one.number).fresh == 1
    assert searches.get(one.number).fresh == 0
    with pytest.raises(UsageError):
        searches.add("-strike")


def test_nothing_is_looked_at_where_nobody_watches(news: News) -> None:
    tell(news, "hit", "The strike goes on.")
    assert news.people.watching.run() == 0
    make(news.people.watching.rules(OWNER), Act.READ, words="strike")
    assert news.people.watching.run() == 0  # what came before the rule stays as it is
    assert state(news, "hit") == UNTOUCHED


def test_what_is_not_noted_yet_waits_with_all_that_came_after_it(news: News, rules: Rules) -> None:
    make(rules, Act.READ, words="strike")
    for name, noted in (("first", True), ("second", False), ("third", True)):
        tell(news, name, "The strike goes on.", noted=noted)
    assert news.people.watching.run() == 1
    note(news, "second")  # but not what its story means by its places
    news.store.queue.add("where", {"ssecond": NOW})
    assert news.people.watching.run() == 0
    note(news, "ssecond")
    assert news.people.watching.run() == 2


def test_a_rule_that_is_removed_meanwhile_costs_the_others_nothing(
    news: News, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule, other = (make(rules, act, words="strike") for act in (Act.SAVE, Act.READ))
    watched = Watching._watches

    def removed(self: Watching) -> object:
        found = watched(self)
        if other in rules.all():
            rules.remove(other.number)
        return found

    monkeypatch.setattr(Watching, "_watches", removed)
    tell(news, "hit", "The strike goes on.")
    assert news.people.watching.run() == 1
    assert rules.get(rule.number).hits == 1
    assert state(news, "hit") == (False, True, ())
    assert news.store.watching.through() == news.store.desks.streams.newest()
