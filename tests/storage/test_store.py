"""The contract that every store keeps."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from tidings.errors import StoreError
from tidings.storage import Store, open_store
from tidings.storage.articles import Change
from tidings.storage.corrections import Before
from tidings.storage.query import Term, parse_query
from tidings.storage.stories import StoryFilter
from tidings.types import (
    Addition,
    Article,
    ArticleSpan,
    Correction,
    CorrectionKind,
    Enclosure,
    Entry,
    Failure,
    Note,
    Notes,
    Novelty,
    Page,
    Placement,
    Reason,
    Segment,
    Sentence,
    Source,
    Span,
    Statement,
    Status,
)

NOW = datetime(2026, 3, 14, 9, 26, 53, 589793, tzinfo=UTC)
HOUR = timedelta(hours=1)


def source(**changes: object) -> Source:
    return replace(
        Source(id="s", url="https://a.example/feed", kind="feed", added_at=NOW), **changes
    )


def entry(number: int, **changes: object) -> Entry:
    made = Entry(
        id=f"e{number}",
        url=f"https://a.example/{number}",
        title="Ferry",
        published_at=NOW,
        tags=("sea",),
        enclosures=(Enclosure(url="https://a.example/x.mp3", length=7),),
    )
    return replace(made, **changes)


def article(name: str, **changes: object) -> Article:
    made = Article(
        id=name,
        url=f"https://a.example/{name}",
        publisher="Harbour Gazette",
        title="Ferry adds a night crossing",
        paragraphs=("The ferry will sail at night.", "Fares stay as they are."),
        published_at=NOW,
        authors=("A. Writer",),
        tags=("sea", "Ferries"),
        language="en",
    )
    return replace(made, **changes)


def save(store: Store, *articles: Article) -> list[Change]:
    return [store.articles.save(a, page="p", now=NOW) for a in articles]


def test_a_source_comes_back_as_it_was(store: Store) -> None:
    kept = source(title="Gazette", next_poll_at=NOW, gone=True, interval=12.5)
    store.sources.save(kept)
    assert store.sources.get("s") == kept
    assert store.sources.all() == [kept]


@pytest.mark.parametrize(
    ("changes", "due"),
    [
        ({}, True),
        ({"next_poll_at": NOW}, True),
        ({"next_poll_at": NOW + HOUR}, False),
        ({"paused": True}, False),
        ({"gone": True}, False),
        ({"kind": "files"}, False),
    ],
)
def test_due(store: Store, changes: dict[str, object], due: bool) -> None:
    store.sources.save(source(**changes))
    assert bool(store.sources.due(NOW, limit=5)) is due


def test_entries_are_kept_once_and_again_when_they_changed(store: Store) -> None:
    store.sources.save(source())
    assert store.intake.save_entries("s", [entry(1), entry(2)], now=NOW) == 2
    store.queue.done("fetch", ["e1", "e2"])
    assert store.intake.save_entries("s", [entry(1), entry(2, title="Ferries")], now=NOW) == 0
    assert store.queue.pending("fetch", limit=9) == ["e2"]
    assert store.intake.entries(["e2", "e1"]) == [("s", entry(2, title="Ferries")), ("s", entry(1))]


def test_an_entry_is_postponed(store: Store) -> None:
    store.sources.save(source())
    store.intake.save_entries("s", [entry(1)], now=NOW)
    assert store.intake.postpone("e1", NOW + HOUR) == 1
    assert store.queue.pending("fetch", limit=9, until=NOW) == []
    assert store.queue.pending("fetch", limit=9, until=NOW + HOUR) == ["e1"]


def test_a_page_is_pending_only_when_it_is_new_or_changed(store: Store) -> None:
    page = Page(id="p", url="https://a.example/1", body=b"\x00<p>", fetched_at=NOW, entry=entry(1))
    for kept, pending in ((page, ["p"]), (page, []), (replace(page, body=b"<p>!"), ["p"])):
        store.intake.save_page(kept)
        assert store.queue.pending("distill", limit=9) == pending
        assert store.intake.pages(["p"]) == [kept]
        store.queue.done("distill", ["p"])


def test_bodies_are_forgotten_once_read(store: Store) -> None:
    store.intake.save_page(Page(id="p", url="u", body=b"x", fetched_at=NOW))
    assert store.intake.forget_bodies(before=NOW + HOUR) == 0
    store.queue.done("distill", ["p"])
    assert store.intake.forget_bodies(before=NOW + HOUR) == 1
    assert store.intake.pages(["p"]) == []


def test_an_article_comes_back_and_is_pending_for_every_stage(store: Store) -> None:
    kept = article("a", status=Status.TEASER, modified_at=NOW + HOUR)
    assert save(store, kept) == [Change.NEW]
    assert store.articles.get(["a", "none"]) == {"a": kept}
    assert set(store.queue.counts()) == {
        "sketch",
        "novelty",
        "language",
        "names",
        "places",
        "quotes",
        "events",
        "tags",
        "embedding",
        "topics",
        "group",
    }


def test_a_silent_edit_is_a_version_not_an_article(store: Store) -> None:
    spaced = article("a", title="Ferry  adds a night crossing")
    edited = article("a", title="Ferry cancels its night crossing", published_at=NOW + HOUR)
    assert save(store, article("a"), spaced, edited) == [Change.NEW, Change.SAME, Change.EDITED]
    assert [v.title for v in store.articles.versions("a")] == [article("a").title, edited.title]
    assert store.articles.version_counts(["a"]) == {"a": 2}
    assert store.totals()["article"] == 1


def test_of_a_live_blog_the_first_and_the_latest_versions_are_kept(store: Store) -> None:
    for number in range(60):
        text = (f"Update number {number} from the harbour.",)
        store.articles.save(
            article("a", paragraphs=text), page="p", now=NOW + timedelta(minutes=number)
        )
    kept = [v.number for v in store.articles.versions("a")]
    assert len(kept) == 40
    assert kept[0] == 1
    assert kept[-10:] == list(range(51, 61))
    assert store.articles.version_counts(["a"]) == {"a": 60}


def test_a_teaser_that_becomes_whole_is_no_edit(store: Store) -> None:
    teaser = article("a", paragraphs=("The ferry …",), status=Status.TEASER)
    save(store, teaser, article("a"))
    assert [v.paragraphs for v in store.articles.versions("a")] == [article("a").paragraphs]


def test_every_article_is_yielded_oldest_first(store: Store) -> None:
    save(store, article("b"), article("c", published_at=NOW - HOUR), article("a"))
    assert [a.id for a in store.articles.all()] == ["c", "a", "b"]
    assert [a.id for a in store.articles.latest(tag="", source="", since=None, limit=2)] == [
        "a",
        "b",
    ]


def test_notes_tags_and_novelty(store: Store) -> None:
    save(store, article("a"))
    note = Note(
        article="a", name="tags", version=2, value={"tag": "ferry"}, span=Span(start=4, end=9)
    )
    segment = Segment(paragraph=0, start=0, end=9, new=False, first_seen="b", seen=3, standing=True)
    store.articles.save_notes("a", "tags", [note, note])
    store.articles.save_notes("a", "tags", [note])
    store.articles.save_novelty([Novelty(article="a", segments=(segment,))])
    store.articles.save_tags("a", [("sea", "sea")], ours=False)
    store.articles.save_tags("a", [("ferry", "Ferry"), ("sea", "Sea")], ours=True)
    assert store.articles.notes(["a"], "tags") == {"a": Notes([note])}
    assert store.articles.novelty(["a"]) == {"a": Novelty(article="a", segments=(segment,))}
    assert store.articles.tags(["a"]) == {"a": ("sea", "Ferry")}
    assert store.articles.tag_counts(limit=5) == [("Ferry", 1), ("sea", 1)]


def sentence(name: str, key: int, *sketch: int) -> Sentence:
    return Sentence(article=name, start=0, end=29, paragraph=0, key=key, sketch=sketch)


def test_sightings_are_of_earlier_articles_only(store: Store) -> None:
    late, early = article("late", published_at=NOW + HOUR), article("early")
    save(store, late, early)
    assert store.sentences.save(late, [sentence("late", 1, 5, 6, 8)]) == []
    assert store.sentences.save(early, [sentence("early", 2, 6, 7, 8)]) == ["late"]
    found = store.sentences.sightings(late, store.sentences.of("late"))
    assert [(s.article, s.text, s.publisher) for s in found] == [
        ("early", "The ferry will sail at night.", "Harbour Gazette")
    ]
    assert store.sentences.sightings(early, store.sentences.of("early")) == []
    strangers = [sentence("early", 2, 6, 7, 9)]  # one hash in common is an accident
    store.sentences.save(early, strangers)
    assert store.sentences.sightings(late, store.sentences.of("late")) == []


def test_what_stands_everywhere_is_looked_up_in_bounds(store: Store) -> None:
    copies = [article(f"n{n:03}", published_at=NOW + n * HOUR) for n in range(60)]
    save(store, *copies)
    for copy in copies:
        store.sentences.save(copy, [sentence(copy.id, 1, 5, 6)])
    found = store.sentences.sightings(copies[-1], store.sentences.of(copies[-1].id))
    assert [s.article for s in found] == [f"n{n:03}" for n in range(24)]


def test_taking_a_sentence_back_makes_later_articles_pending_again(store: Store) -> None:
    late, early = article("late", published_at=NOW + HOUR), article("early")
    save(store, late, early)
    store.sentences.save(early, [sentence("early", 1, 5)])
    store.sentences.save(late, [sentence("late", 1, 5)])
    assert store.sentences.save(early, []) == ["late"]


def test_nearest(store: Store) -> None:
    save(store, article("a"), article("b"), article("c"))
    store.vectors.save("e", ["a", "b"], np.eye(3, dtype=np.float32)[:2])
    store.vectors.save("e", ["c"], np.array([[0.8, 0.6, 0.0]], np.float32))
    first = np.eye(3, dtype=np.float32)[0]
    assert [name for name, _ in store.vectors.like("e", first, limit=5)] == ["a", "c", "b"]
    store.vectors.save("other", ["c"], np.array([[1.0, 0.0]], np.float32))
    assert [name for name, _ in store.vectors.like("e", first, limit=5)] == ["a", "b"]


def test_vectors_that_come_and_go_are_seen(store: Store) -> None:
    east = np.array([1.0, 0.0], np.float32)

    def nearest() -> list[str]:
        return [name for name, _ in store.vectors.like("e", east, limit=9)]

    assert nearest() == []
    save(store, article("a"), article("b"), article("c"))
    store.vectors.save("e", ["a"], np.array([[0.0, 1.0]], np.float32))
    assert nearest() == ["a"]
    store.vectors.save("e", ["b"], np.array([[1.0, 0.0]], np.float32))
    assert nearest() == ["b", "a"]
    store.vectors.save("other", ["a"], np.array([[1.0, 0.0]], np.float32))
    store.vectors.save("e", ["c"], np.array([[0.6, 0.8]], np.float32))
    assert nearest() == ["b", "c"]
    assert [name for name, _ in store.vectors.like("other", east, limit=9)] == ["a"]
    assert nearest() == ["b", "c"]
    terms = [Term(words=("ferry",)), Term(words=("nothing",))]
    assert [store.evidence.count(term) for term in terms] == [3, 0]


def test_stories_count_their_members(store: Store) -> None:
    save(store, article("a"), article("b", publisher="Le Phare"), article("c", publisher="Echo"))
    why = (Reason(kind="copy", text="the same text", weight=0.5),)
    store.stories.assign("a", "x", duplicate_of="", because=())
    store.stories.assign("b", "x", duplicate_of="a", because=why)
    store.stories.assign("c", "y", duplicate_of="", because=())
    assert store.queue.pending("count", limit=9) == ["x"]  # once, however many join
    store.stories.refresh(["x"])
    kept = store.stories.get(["x"])["x"]
    assert (kept.articles, kept.publishers, kept.independent) == (
        ("a", "b"),
        ("Harbour Gazette", "Le Phare"),
        1,
    )
    assert store.stories.membership(["b"]) == {"b": ("x", "a", why)}
    assert store.stories.copies("a") == ["b"]
    store.stories.place([Placement(article="c", story="x")])
    store.stories.redirect({"y": "x", "x": "y"})  # only the id of a story that is gone
    assert store.stories.resolve("y") == "x" == store.stories.resolve("x")
    assert store.stories.aliases("x") == ["y"]
    assert set(store.stories.get(["x", "y"])) == {"x"}
    assert store.stories.get(["x"])["x"].articles == ("a", "b", "c")
    store.stories.place([Placement(article="c", story="y")])
    assert store.stories.resolve("y") == "y"


def test_corrections_are_kept_and_ended(store: Store) -> None:
    told = Correction(kind=CorrectionKind.MOVE, articles=("a",), joined=("b",), story="x", at=NOW)
    before = Before(placements=(Placement(article="a", story="y"),), aliases=(("y", "y"),))
    assert store.corrections.stamp() == (0, 0, 0)
    assert store.corrections.calibration() == (1.0, 0.0)
    first = store.corrections.save(told, before)
    name = replace(told, kind=CorrectionKind.RENAME, headline="Told anew", joined=())
    second = store.corrections.save(name, Before())
    assert (first.id, second.id) == (1, 2)
    assert store.corrections.get(1) == first
    assert store.corrections.before(1) == before
    assert store.corrections.in_force() == [first, second]
    assert store.corrections.latest(limit=1) == [second]
    assert store.corrections.latest(limit=9, before=2) == [first]
    assert store.corrections.of(["b"]) == [first]
    assert store.corrections.headline("x") == "Told anew"
    store.corrections.end(2, NOW + HOUR)
    store.corrections.end(2, NOW + 2 * HOUR)
    assert store.corrections.get(2) == replace(second, undone_at=NOW + HOUR)
    assert store.corrections.headline("x") == ""
    assert store.corrections.in_force() == [first]
    assert store.corrections.stamp() == (2, 1, 0)
    store.corrections.calibrate(1.5, -0.2, at=NOW)
    assert store.corrections.calibration() == (1.5, -0.2)
    assert store.corrections.stamp() > (2, 1, 0)
    assert store.corrections.get(3) is None


def test_recent_stories_are_filtered(store: Store) -> None:
    save(store, article("a"), article("b", language="fr", source="s2"))
    store.articles.save_tags("a", [("sea", "sea")], ours=False)
    store.topics.save("b", ["medtop:15000000"])
    for name in "ab":
        store.stories.assign(name, name, duplicate_of="", because=())
    for which, found in (
        (StoryFilter(), {"a", "b"}),
        (StoryFilter(tag="sea"), {"a"}),
        (StoryFilter(source="s2"), {"b"}),
        (StoryFilter(language="fr"), {"b"}),
        (StoryFilter(language="fr", tag="sea"), set()),
        (StoryFilter(topic="medtop:15000000"), {"b"}),
        (StoryFilter(topic="medtop:07000000"), set()),
    ):
        assert {s.id for s in store.stories.recent(which)} == found
    assert store.stories.recent(since=NOW + HOUR) == []


def test_topics_are_replaced_and_counted(store: Store) -> None:
    save(store, article("a"), article("b"))
    store.topics.save("a", ["medtop:15000000", "medtop:07000000"])
    store.topics.save("b", ["medtop:15000000"])
    store.topics.save("a", ["medtop:15000000"])
    assert store.topics.of(["a", "b", "c"]) == {
        "a": ("medtop:15000000",),
        "b": ("medtop:15000000",),
    }
    assert store.topics.counts() == {"medtop:15000000": 2}


def test_another_version_of_a_stage_makes_everything_pending(store: Store) -> None:
    save(store, article("a"))
    store.queue.reconcile("tags", "1", of="articles")
    store.queue.done("tags", ["a"])
    store.queue.reconcile("tags", "1", of="articles")
    assert store.queue.pending("tags", limit=5) == []
    store.queue.reconcile("tags", "2", of="articles")
    assert store.queue.pending("tags", limit=5) == ["a"]


def test_a_failure_is_kept_until_the_item_is_done(store: Store) -> None:
    failure = Failure(id="p", stage="distill", error="a wall", source="s", at=NOW)
    store.queue.fail([failure, failure])
    assert store.queue.failures(source="s") == [failure]
    store.queue.done("distill", ["p"])
    assert store.queue.failures() == []


def test_a_transaction_is_all_or_nothing(store: Store) -> None:
    def fail_half_way() -> None:
        with store.transaction():
            save(store, article("a"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    assert store.totals()["article"] == 0


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ferry", {"a", "b"}),
        ("FÉRRY", {"a", "b"}),
        ('"sail at night"', {"a"}),
        ('"night at sail"', set()),
        ("ferry -fares", {"b"}),
        ("title:night", {"a"}),
        ("-title:night lang:en", {"b"}),
        ("nig*", {"a"}),
        ("cross* fare*", {"a"}),
        ("fares OR news", {"a", "b"}),
        ("fares | news -crossing", {"b"}),
        ("ferry fares OR news", {"a", "b"}),
        ("ferry AND fares", {"a"}),
        ("ferry NOT fares", {"b"}),
        ("OR", set()),
        ("author:writer ferry", {"a", "b"}),
        ("-author:writer ferry", set()),
        ("writer", {"a", "b"}),
        ("source:gazette", {"a", "b"}),
        ("source:phare", set()),
        ("source:phare source:Gazette", {"a", "b"}),
        ("ferry -source:gazette", set()),
        ("lang:fr lang:en", {"a", "b"}),
        ("ferry -lang:en", set()),
        ("ferry -tag:sea", {"b"}),
        ("tag:sea", {"a"}),
        ("lang:EN ferry", {"a", "b"}),
        ("after:2026-03-14 ferry", {"a"}),
        ("before:2026-03-14 ferry", {"b"}),
        ("", set()),
        ("-ferry", set()),
    ],
)
def test_search(store: Store, query: str, found: set[str]) -> None:
    other = article("b", title="Ferry", paragraphs=("No news.",), published_at=NOW - 24 * HOUR)
    save(store, article("a"), other)
    store.articles.save_tags("a", [("sea", "sea")], ours=False)
    result = store.search.find(parse_query(query), limit=5, offset=0)
    assert set(result.articles) == found
    assert (result.total, result.more) == (len(found), False)
    assert store.search.find(parse_query(query), limit=5, offset=5).total == len(found)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Café Zürich, São Paulo", "cafe zurich sao"),
        ("Zürich", "ZÜRICH"),
        ("İstanbul'da ışık", "istanbul isik"),
        ("Łódź, København, Œuvre", "lodz kobenhavn oeuvre"),
        ("Ёлки", "елки"),
        ("الْقَاهِرَة إلى المدينة", "القاهره الى"),
        ("地震袭击维洛拉岛", "维洛拉"),
        ("地震袭击维洛拉岛", "地震 维洛"),
        ("東京で地震がありました", "地震"),
        ("서울에서 지진이 발생했다", "서울"),
        ("แผ่นดินไหวในเชียงใหม่", "แผ่นดินไหว"),
        ("don’t panic", "don't"),
        ("The U.S. and COVID-19", "u.s. covid-19"),
    ],
)
def test_search_in_many_scripts(store: Store, text: str, query: str) -> None:
    save(store, article("a", title="", paragraphs=(text,)), article("b", title="维拉岛 Zurichs"))
    assert store.search.find(parse_query(query), limit=5, offset=0).articles == ("a",)
    assert store.search.find(parse_query(f'"{query} xyz"'), limit=5, offset=0).total == 0


def test_a_word_of_the_title_counts_more_and_many_hits_are_bounded(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tidings.storage.sqlite import search

    save(store, article("t", title="Dredging", paragraphs=("x", "y")))
    save(store, *[article(f"n{n}", paragraphs=("Of dredging.", f"No {n}.")) for n in range(9)])
    found = store.search.find(parse_query("dredging"), limit=3, offset=0)
    assert (found.articles[0], found.total, found.more) == ("t", 10, False)
    monkeypatch.setattr(search, "RANKED", 4)
    found = store.search.find(parse_query("dredging"), limit=3, offset=3)
    assert (len(found.articles), found.total, found.more) == (1, 4, True)


def test_search_follows_an_edit(store: Store) -> None:
    save(store, article("a"), article("a", paragraphs=("Tugboats strike.",)))
    assert store.search.find(parse_query("crossing fares"), limit=5, offset=0).total == 0
    assert store.search.find(parse_query("tugboats"), limit=5, offset=0).total == 1
    assert store.check(mend=True) == ()
    assert store.search.find(parse_query("tugboats"), limit=5, offset=0).total == 1
    assert store.search.find(parse_query("crossing fares"), limit=5, offset=0).total == 0


def test_removing_a_source_keeps_or_takes_its_articles(store: Store) -> None:
    store.sources.save(source())
    save(store, article("a", source="s"))
    store.sources.remove("s", articles=False)
    assert store.totals()["article"] == 1
    store.sources.save(source())
    store.sources.remove("s", articles=True)
    assert store.totals()["article"] == 0
    assert store.check(mend=False) == ()


def test_what_a_removed_source_brought_leaves_its_stories(store: Store) -> None:
    store.sources.save(source())
    save(store, article("a", source="s"), article("b", source="t"), article("c", source="s"))
    for id, story, of in (("a", "x", ""), ("b", "x", "a"), ("c", "y", "")):
        store.stories.assign(id, story, duplicate_of=of, because=())
    store.sources.remove("s", articles=True)
    assert store.stories.get(["x"])["x"].articles == ("b",)
    assert store.stories.membership(["b"])["b"][1] == ""
    assert store.stories.count() == 1
    assert store.check(mend=False) == ()


def test_a_backup_is_a_whole_library(store: Store, tmp_path: Path) -> None:
    save(store, article("a"))
    target = tmp_path / "copy.sqlite"
    store.backup(target)
    copy = open_store(target)
    assert copy.articles.get(["a"]) == {"a": article("a")}
    copy.close()
    with pytest.raises(StoreError, match="there already"):
        store.backup(target)


def test_what_was_told_is_kept_by_story_until_one_article_is_left(store: Store) -> None:
    for name in ("a1", "a2"):
        store.articles.save(article(name), page="", now=NOW)
        store.stories.assign(name, "t", duplicate_of="", because=())
    store.stories.refresh(["t"])
    assert store.queue.pending("statements", limit=9) == ["t"]
    statement = Statement(
        start=0,
        end=5,
        known=False,
        held=0.25,
        restates=(ArticleSpan(article="a1", start=0, end=3),),
        adds=(Addition(kind="number", start=1, end=3),),
    )
    store.statements.save("t", {"a2": (statement,)})
    assert store.statements.of("t") == {"a2": (statement,)}
    store.statements.save("t", {"a1": ()})
    assert store.statements.of("t") == {"a1": ()}
    store.stories.assign("a2", "u", duplicate_of="", because=())
    store.stories.refresh(["t"])
    assert store.statements.of("t") == {}


def test_of_a_story_of_many_copies_the_originals_are_read(store: Store) -> None:
    for number in range(5):
        name = f"a{number}"
        store.articles.save(article(name), page="", now=NOW + timedelta(minutes=number))
        copied = "a0" if number in (1, 2, 3) else ""
        store.stories.assign(name, "t", duplicate_of=copied, because=())
    assert store.stories.tellers("t", limit=9) == ["a0", "a1", "a2", "a3", "a4"]
    assert store.stories.tellers("t", limit=3) == ["a0", "a1", "a4"]
