"""The bundled sample, the whole way: from feeds and pages to stories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tidings.config import Config
from tidings.news import News
from tidings.sample import truth
from tidings.sample.web import SampleWeb, load_sample
from tidings.workers.local import Inline


@pytest.fixture(scope="module")
def news() -> Iterator[News]:
    with News.open("sqlite://", config=Config(), pool=Inline()) as opened:
        load_sample(opened)
        yield opened


def test_everything_is_done_and_nothing_is_doubled(news: News) -> None:
    before = news.counts()
    assert (before.pending, before.sources) == (0, 7)
    assert before.articles >= 60
    with news.using(SampleWeb({}, now=lambda: datetime.now(UTC))):
        done = news.sync()
    assert (done.polled, done.articles) == (0, 0)
    assert news.counts() == before
    assert news.check() == ()


def test_an_edited_headline_is_one_article_with_two_versions(news: News) -> None:
    articles = {a.id: a for a in news.store.articles.all()}
    edited = [id for id, n in news.store.articles.version_counts(list(articles)).items() if n > 1]
    assert len(edited) >= 2
    assert len({a.canonical_url for a in articles.values() if a.canonical_url}) == len(
        [a for a in articles.values() if a.canonical_url]
    )


def test_the_wall_became_no_article(news: News) -> None:
    titles = [a.title for a in news.store.articles.all()]
    assert not [t for t in titles if "verify" in t.lower() or "moment" in t.lower()]


def test_stories_are_the_events(news: News) -> None:
    """BCubed F1 of the sample's stories; the events are known."""
    known = truth()
    told = {a.id: known.get(a.url) or known.get(a.title) or a.id for a in news.store.articles.all()}
    story = {id: m[0] for id, m in news.store.stories.membership(list(told)).items()}
    assert set(story) == set(told)
    by_event, by_story = defaultdict(set), defaultdict(set)
    for id in told:
        by_event[told[id]].add(id)
        by_story[story[id]].add(id)
    shared = {id: len(by_event[told[id]] & by_story[story[id]]) for id in told}
    precision = sum(shared[id] / len(by_story[story[id]]) for id in told) / len(told)
    recall = sum(shared[id] / len(by_event[told[id]]) for id in told) / len(told)
    assert precision > 0.95
    assert 2 * precision * recall / (precision + recall) > 0.7  # across languages much is missed


def test_background_is_recycled_and_news_is_new(news: News) -> None:
    found = news.store.articles.novelty([a.id for a in news.store.articles.all()])
    recycled = [s for n in found.values() for s in n.segments if not s.new]
    assert len(recycled) > 30
    assert any(s.standing for s in recycled)
    assert sum(n.share for n in found.values()) / len(found) > 0.5


def test_views_can_be_put_together_for_everything(news: News) -> None:
    cards = news.front(limit=100)
    assert len(cards) > 15
    assert all(card.because and card.snippet for card in cards)
    assert [c.rank for c in cards] == sorted((c.rank for c in cards), reverse=True)
    for card in cards:
        view = news.story(card.story.id)
        assert view
        assert view.summary.headline
        assert view.summary.sentences
        for sentence in view.summary.sentences:
            for cited, span in sentence.cites:
                article = news.article(cited)
                assert article
                assert article.article.text[span.start : span.end].strip()
            first, span = sentence.cites[0]
            source = news.article(first)
            assert source
            assert source.article.text[span.start : span.end] == sentence.text


def test_export_tells_all(news: News) -> None:
    records = list(news.export())
    assert len(records) == news.counts().articles
    for record in records:
        assert record["story"]
        assert "".join("".join(p["text"].split()) for p in record["paragraphs"]) == "".join(
            record["text"].split()
        )


def test_search_and_tags(news: News) -> None:
    assert news.search("strike").total >= 3
    assert news.search("lang:ar after:2020").total > 3
    tag = news.tags()[0]
    assert news.front(tag=tag.tag)


def test_related_articles_are_told_from_both_ends(news: News) -> None:
    articles = [a.id for a in news.store.articles.all()]
    near = {id: news.related(id, limit=30) for id in articles}
    story = {id: m[0] for id, m in news.store.stories.membership(articles).items()}
    pairs = [(id, r) for id in articles for r in near[id]]
    assert pairs
    assert all(story[id] != story[r.other] and r.because for id, r in pairs)
    told = {(story[id], story[r.other]) for id, r in pairs}
    assert {(b, a) for a, b in told} & told
    exported = {r["id"]: r["related"] for r in news.export()}
    assert exported == {id: [r.other for r in news.related(id)] for id in articles}
    shown = news.article(pairs[0][0])
    assert shown
    assert [r.other for r, _ in shown.related] == exported[pairs[0][0]]
    assert [p for r, _ in shown.related for reason in r.because for p in reason.places]


def test_a_copy_has_what_is_related_to_its_original(news: News) -> None:
    articles = [a.id for a in news.store.articles.all()]
    copies = {id: m[1] for id, m in news.store.stories.membership(articles).items() if m[1]}
    assert copies
    for copy, original in copies.items():
        assert [r.other for r in news.related(copy)] == [r.other for r in news.related(original)]
