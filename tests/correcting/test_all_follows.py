"""After a merge and its undoing all that is told of the stories follows, once a run is done."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.correcting.library import placed
from tests.group.news import MARKET, QUAKE, QUAKE_RETOLD, START, article
from tidings.config import Config
from tidings.news import News
from tidings.workers.local import Inline

INQUIRY = (
    "The school in Port Sall that fell in the Velora earthquake had no iron in its walls.",
    "Mayor Anna Kestrin said that the builders from Dornheim had left it out.",
    "An inquiry into the ruins of the school begins on Velora this week.",
)
TRIAL = (
    "A court in Dornheim has sentenced two builders to nine years in prison.",
    "They are to pay the families of Port Sall 40 million crowns for their houses.",
    "On Velora people danced in the streets, mayor Anna Kestrin wrote.",
)
ARTICLES = (
    article("q1", "Earthquake hurts 23 on Velora", *QUAKE, publisher="Gazette"),
    article("q2", "23 hurt in Velora earthquake", *QUAKE_RETOLD, hours=2, publisher="Echo"),
    article("m1", "Ostrava Lines falls on exchange", *MARKET, hours=4, publisher="Wire"),
    article("i1", "Velora school had no iron in its walls", *INQUIRY, hours=216, publisher="Isle"),
    article("t1", "Nine years in prison for builders", *TRIAL, hours=900, publisher="Gazette"),
)


def all_told(news: News) -> dict[str, Any]:
    """Return what is kept of every story and between them."""
    store = news.store
    stories = sorted(set(placed(news).values()))
    return {
        "placed": placed(news),
        "counts": {s.id: (s.articles, s.headline) for s in store.stories.get(stories).values()},
        "statements": {story: store.statements.of(story) for story in stories},
        "lineages": store.stories.lineages(stories),
        "summaries": store.stories.summaries(stories),
        "keys": {s: sorted(k.term for k in ks) for s, ks in store.threads.keys(stories).items()},
        "links": store.threads.links(stories),
        "threads": [thread.stories for thread in store.threads.recent(limit=9)],
    }


def test_all_follows_a_merge_and_its_undoing() -> None:
    far = Config(encoder="none", window_days=100_000)  # the articles are of 2026
    with News.open("sqlite://", config=far, pool=Inline()) as news:
        for one in ARTICLES:
            news.store.articles.save(one, page="", now=START + timedelta(days=30))
        news.enrich()
        before = all_told(news)
        quake, inquiry, trial, market = (before["placed"][a] for a in ("q1", "i1", "t1", "m1"))
        assert before["placed"]["q2"] == quake
        assert before["threads"] == [(quake, inquiry, trial)]

        news.correct("merge", [quake, inquiry])
        news.enrich()
        after = all_told(news)
        assert after["placed"]["i1"] == quake
        assert "i1" in after["statements"][quake]
        assert after["statements"][quake]["q2"] == before["statements"][quake]["q2"]
        assert after["lineages"][quake] != before["lineages"][quake]
        assert "i1" in {a for s in after["summaries"][quake].sentences for a, _ in s.cites}
        assert after["links"][trial].previous == quake
        assert after["threads"] == [(quake, trial)]
        assert not news.store.threads.keys([inquiry])
        assert not news.store.threads.links([inquiry])
        assert {w: after[w][market] for w in ("counts", "summaries")} == {
            w: before[w][market] for w in ("counts", "summaries")
        }

        news.undo()
        news.enrich()
        assert all_told(news) == before
