"""The figures of `bench/topics.py` and `bench/events.py` must not fall below their floors."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.topicsets import labelled

from bench import events, topics
from tidings.enrich.names.tagger import can_tag


@pytest.mark.quality
def test_topics_by_words_alone(shared: Path) -> None:
    unseen = [one for one in labelled(shared) if not one.seen]
    assert len(unseen) > 200
    assert topics.f1(unseen, topics.by_words(unseen)) >= 0.78


@pytest.mark.quality
@pytest.mark.skipif(not can_tag(), reason="no model of names here")
def test_events_of_invented_sentences() -> None:
    precision, recall = events.scores(events.cases(), events.found)
    assert precision >= 0.95
    assert recall >= 0.82
