"""What people do with comments: write, answer, change, take back, report, mute, leave."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from tests.comments.conftest import Clock, read
from tidings.comments import Reader
from tidings.errors import ConflictError, NotFoundError, TooManyError, UsageError
from tidings.news import News
from tidings.types import ActKind, CommentState, Person, Role

Someone = Callable[[str], Person]
WAITING, SHOWN = CommentState.WAITING, CommentState.SHOWN
RUDE = "You are an idiot, Bea."


def test_a_story_shows_what_is_said_of_its_articles_too(news: News, someone: Someone) -> None:
    first = news.comments.write(someone("Ann"), "On it all.", story="bridge")
    news.comments.write(someone("Bea"), "On one.", article="bridge1")
    news.comments.write(someone("Bea"), "Yes.", answers=first.id)
    assert read(news.comments.of_story("bridge")) == [
        "0 Bea: On one.", "0 Ann: On it all.", "1 Bea: Yes.",
    ]  # fmt: skip
    assert read(news.comments.of_article("bridge1")) == ["0 Bea: On one."]
    assert read(news.comments.of_article("bridge0")) == []
    assert read(news.comments.of_story("strike")) == []


def test_comments_go_where_the_articles_go(news: News, someone: Someone) -> None:
    news.comments.write(someone("Ann"), "All.", story="strike")
    news.comments.write(someone("Ann"), "One.", article="bridge1")
    done = news.correct("merge", ["bridge", "strike"])
    assert read(news.comments.of_story("bridge")) == ["0 Ann: One.", "0 Ann: All."]
    assert read(news.comments.of_story("strike")) == ["0 Ann: One.", "0 Ann: All."]  # an alias
    news.undo(done.correction.id if done.correction else 0)
    assert read(news.comments.of_story("bridge")) == ["0 Ann: One."]
    assert read(news.comments.of_story("strike")) == ["0 Ann: All."]


def test_what_is_said_of_a_story_outlives_the_article_it_was_kept_with(
    news: News, someone: Someone
) -> None:
    kept = news.comments.write(someone("Ann"), "All.", story="bridge")
    one = news.comments.write(someone("Ann"), "One.", article=kept.article)
    news.comments.write(someone("Bea"), "Yes.", answers=one.id)
    assert kept.article == "bridge0"
    news.store.sources.remove("gazette", articles=True)
    assert read(news.comments.of_story("bridge")) == ["0 Ann: All."]
    assert read(news.comments.latest()) == ["0 Ann: All."]
    news.store.sources.remove("matin", articles=True)
    assert news.comments.latest() == []


@pytest.mark.parametrize(
    ("place", "error"),
    [
        ({"story": "nowhere"}, "no such story"),
        ({"article": "nowhere"}, "no such article"),
        ({"article": "' or 1=1 --"}, "no such article"),
        ({"answers": 4711}, "no such comment"),
        ({}, "no such story"),
    ],
)
def test_nothing_is_said_of_nothing(
    news: News, someone: Someone, place: dict[str, str], error: str
) -> None:
    with pytest.raises(NotFoundError, match=error):
        news.comments.write(someone("Ann"), "Hello.", **place)  # type: ignore[arg-type]


def test_the_same_words_twice_are_one_comment(news: News, someone: Someone, clock: Clock) -> None:
    ann = someone("Ann")
    once = news.comments.write(ann, "Hello.", story="bridge")
    assert news.comments.write(ann, " Hello. \r\n", story="bridge").id == once.id
    assert news.comments.write(ann, "Hello.", article="bridge0").id != once.id
    assert news.comments.write(someone("Bea"), "Hello.", story="bridge").id != once.id
    clock.go_on(minutes=11)
    assert news.comments.write(ann, "Hello.", story="bridge").id != once.id


def test_two_submits_at_once_are_one_comment(news: News, someone: Someone) -> None:
    ann = someone("Ann")
    tries = [
        threading.Thread(target=news.comments.write, args=(ann, "Hi."), kwargs={"story": "bridge"})
        for _ in range(6)
    ]
    for one in tries:
        one.start()
    for one in tries:
        one.join()
    assert len(news.comments.of_story("bridge")) == 1


def test_nobody_floods(news: News, someone: Someone, clock: Clock) -> None:
    ann, owner = someone("Ann"), news.people.accounts.owner
    for number in range(10):
        news.comments.write(ann, f"Word {number}.", story="bridge")
    with pytest.raises(TooManyError) as refused:
        news.comments.write(ann, "One more.", story="bridge")
    assert refused.value.wait.total_seconds() == 600
    for number in range(12):
        news.comments.write(owner, f"Word {number}.", story="bridge")
    clock.go_on(minutes=10)
    news.comments.write(ann, "One more.", story="bridge")


def test_what_is_rude_waits_and_its_writer_sees_why(news: News, someone: Someone) -> None:
    ann, bea = someone("Ann"), someone("Bea")
    rude = news.comments.write(ann, RUDE, story="bridge")
    assert (rude.state, [one.kind for one in rude.because]) == (WAITING, ["insult"])
    (row,) = news.comments.of_story("bridge", news.comments.reader(ann))
    assert row.comment.because[0].signs
    assert row.notes == ("Waits for a moderator, by Tidings: insult",)
    for reader in (news.comments.reader(bea), news.comments.reader(None)):
        assert news.comments.of_story("bridge", reader) == []
        assert news.comments.latest(reader) == []
        with pytest.raises(NotFoundError):
            news.comments.thread(rude.id, reader)
    with pytest.raises(NotFoundError):
        news.comments.write(bea, "What?", answers=rude.id)
    (queued,) = news.comments.moderation.queue()
    assert (queued.comment.id, queued.name) == (rude.id, "Ann")


def test_a_moderator_lets_it_through_hides_it_and_takes_each_back(
    news: News, someone: Someone
) -> None:
    rude = news.comments.write(someone("Ann"), RUDE, story="bridge")
    moderation = news.comments.moderation

    def state() -> str:
        return news.store.comments.get([rude.id])[rude.id].state

    done = [
        moderation.act(rude.id, does, by="Owner", note=f"because {does}")
        for does in (ActKind.RESTORE, ActKind.HIDE, ActKind.REMOVE)
    ]
    assert state() == "removed"
    assert [act.does for act, _ in moderation.acts()] == ["remove", "hide", "restore", "hold"]
    with pytest.raises(ConflictError, match="undo that first"):
        moderation.undo(done[0].id)
    for act, before in zip(reversed(done), ("hidden", "shown", "waiting"), strict=True):
        assert moderation.undo(act.id).undone_at
        assert state() == before
    with pytest.raises(NotFoundError):
        moderation.undo(done[0].id)
    (held,) = [act for act, _ in moderation.acts() if act.does is ActKind.HOLD]
    moderation.undo(held.id)  # what Tidings did by itself can be undone as well
    assert state() == "shown"


def test_words_of_a_moderator_or_the_owner_never_wait(news: News, someone: Someone) -> None:
    ann = someone("Ann")
    news.comments.moderation.set_moderator(ann, on=True)
    assert news.comments.write(ann, RUDE, story="bridge").state is SHOWN
    assert news.comments.write(news.people.accounts.owner, RUDE, story="bridge").state is SHOWN
    news.comments.moderation.set_moderator(ann, on=False)
    assert news.comments.write(ann, RUDE + "!", story="bridge").state is WAITING


def test_a_comment_is_changed_and_looked_at_again(
    news: News, someone: Someone, clock: Clock
) -> None:
    ann = someone("Ann")
    mine = news.comments.write(ann, "Fine.", story="bridge")
    clock.go_on(minutes=1)
    changed = news.comments.edit(ann, mine.id, "Fine, @Bea.")
    assert (changed.text, changed.edited_at) == ("Fine, @Bea.", clock())
    assert read(news.comments.addressed(Reader(person=someone("Bea").id))) == ["0 Ann: Fine, @Bea."]
    assert news.comments.edit(ann, mine.id, RUDE).state is WAITING
    assert news.comments.edit(ann, mine.id, "Fine again.").state is WAITING  # a person decides
    assert [act.does for act, _ in news.comments.moderation.acts()] == ["hold"]
    for number, person in ((mine.id, someone("Bea")), (4711, ann)):
        with pytest.raises(NotFoundError):
            news.comments.edit(person, number, "Mine now.")
    news.comments.moderation.act(mine.id, ActKind.HIDE, by="Owner")
    with pytest.raises(UsageError, match="a moderator has hidden"):
        news.comments.edit(ann, mine.id, "Let me.")


def test_a_comment_that_is_taken_back_leaves_its_place(news: News, someone: Someone) -> None:
    ann, bea = someone("Ann"), someone("Bea")
    first = news.comments.write(ann, "First.", story="bridge")
    answer = news.comments.write(bea, "Second.", answers=first.id)
    with pytest.raises(NotFoundError):
        news.comments.delete(bea, first.id)
    news.comments.delete(ann, first.id)
    assert read(news.comments.of_story("bridge")) == ["0 deleted", "1 Bea: Second."]
    assert news.store.comments.get([first.id])[first.id].text == ""
    news.comments.delete(bea, answer.id)
    assert news.comments.of_story("bridge") == []
    with pytest.raises(NotFoundError):
        news.comments.delete(ann, first.id)


def test_three_reports_and_it_waits(news: News, someone: Someone) -> None:
    news.people.accounts.add("Dee", role=Role.READER, now=news._now())
    ann = someone("Ann")
    mine = news.comments.write(ann, "A lie.", story="bridge")
    with pytest.raises(UsageError, match="your own"):
        news.comments.report(ann, mine.id)
    for name in ("Bea", "Bea", "Cem"):
        news.comments.report(someone(name), mine.id, "It is\n a lie")
    (queued,) = news.comments.moderation.queue()
    assert [(name, report.why) for name, report in queued.reports] == [
        ("Bea", "It is a lie"), ("Cem", "It is a lie"),
    ]  # fmt: skip
    assert read(news.comments.of_story("bridge")) == ["0 Ann: A lie."]
    news.comments.report(someone("Dee"), mine.id)
    assert read(news.comments.of_story("bridge")) == []
    news.comments.moderation.act(mine.id, ActKind.RESTORE, by="Owner")
    assert news.comments.moderation.queue() == []
    assert read(news.comments.of_story("bridge")) == ["0 Ann: A lie."]


def test_who_is_muted_is_not_read(news: News, someone: Someone) -> None:
    ann, bea = someone("Ann"), someone("Bea")
    mine = news.comments.write(ann, "Loud, @Bea.", story="bridge")
    before = news.stamp()
    news.comments.mute(bea, ann.id)
    assert news.stamp() == before  # nobody else's affair
    reader = news.comments.reader(bea)
    assert news.comments.of_story("bridge", reader) == []
    assert news.comments.latest(reader) == news.comments.addressed(reader) == []
    news.comments.write(someone("Cem"), "Quite.", answers=mine.id)
    assert read(news.comments.of_story("bridge", reader)) == ["0 muted", "1 Cem: Quite."]
    assert [one.name for one in news.comments.muted(bea)] == ["Ann"]
    news.comments.mute(bea, ann.id, on=False)
    assert read(news.comments.latest(news.comments.reader(bea)))[1] == "0 Ann: Loud, @Bea."
    for other in (bea.id, 4711):
        with pytest.raises(UsageError):
            news.comments.mute(bea, other)


def test_those_who_are_named_or_answered_are_told(news: News, someone: Someone) -> None:
    ann, bea, cem = someone("Ann"), someone("Bea"), someone("Cem")
    first = news.comments.write(ann, "Well, @Bea and @Ann?", story="bridge")
    news.comments.write(cem, "No.", answers=first.id)
    news.comments.write(cem, "You are an idiot, @Bea.", story="bridge")  # waits: told to nobody
    assert [news.comments.unseen(one) for one in (ann, bea, cem)] == [1, 1, 0]
    assert read(news.comments.addressed(Reader(person=ann.id))) == ["0 Cem: No."]
    news.comments.see(ann)
    assert news.comments.unseen(ann) == 0
    assert len(news.comments.addressed(Reader(person=ann.id))) == 1


def test_a_person_who_leaves_takes_their_words_along(news: News, someone: Someone) -> None:
    ann, bea = someone("Ann"), someone("Bea")
    first = news.comments.write(ann, "Mine.", story="bridge")
    news.comments.write(bea, "Yours, @Ann.", answers=first.id)
    rude = news.comments.write(ann, RUDE, article="bridge0")
    news.comments.report(bea, first.id)
    news.comments.mute(bea, ann.id)
    news.comments.moderation.set_moderator(ann, on=True)
    news.people.accounts.remove(ann)
    assert read(news.comments.of_story("bridge")) == ["0 deleted", "1 Bea: Yours, @Ann."]
    kept = news.store.comments.get([first.id, rude.id])
    assert {(one.text, one.person, one.because) for one in kept.values()} == {("", None, ())}
    assert news.comments.moderation.queue() == []
    assert news.comments.moderation.moderators() == []
    with pytest.raises(NotFoundError):
        news.comments.moderation.act(rude.id, ActKind.RESTORE, by="Owner")


def test_no_comment_is_judged_where_nobody_writes(news: News, someone: Someone) -> None:
    held = news.comments.write(someone("Ann"), RUDE, story="bridge")
    news.editor.choices.change({"writer": "off"})
    shown = news.comments.write(someone("Ann"), f"{RUDE} Really.", story="bridge")
    assert (shown.state, shown.because) == (SHOWN, ())
    assert news.store.comments.get([held.id])[held.id].state == WAITING  # people decide
