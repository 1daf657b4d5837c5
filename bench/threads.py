"""Threads on real news: whether linked stories are of one affair, and affairs of one thread.

    python -m bench threads [--data DIR]

Two spans of the corpus, of three months each, go into a library of their own, as they are; what
is weighed was chosen on the first ("dev"), the other was labelled before it was looked at.
`labels/threads.csv` holds a line for each story that the library made of them when they were
labelled, by its first article, and no text: the affairs that a reader of headlines would say it
is of, none for most, and the one that it is a step of for certain. What is of an affair by its
subject alone (an opinion, a poll in passing, a part of a long campaign) has no such step: it is
right there, and not missed elsewhere. One labeller.

A link is right when both stories are of one affair; of a story in a thread the precision is the
share of the thread that is of its affairs, of a step the recall is the share of its affair's
steps that its thread holds (BCubed).
"""

from __future__ import annotations

import csv
import gzip
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from bench.novelty import CORPUS
from bench.table import Figure
from tidings.news import News

LABELS = Path(__file__).with_name("labels") / "threads.csv"
SPANS = {"dev": ("2019-11-10", "2020-02-10"), "held-out": ("2019-03-01", "2019-06-01")}


@dataclass(frozen=True, slots=True)
class Label:
    """Of which affairs a story is, and of which one it is a step for certain."""

    affairs: frozenset[str] = frozenset()
    step_of: str = ""


def labels(part: str) -> dict[str, Label]:
    """Return the label of each labelled article of this part."""
    with LABELS.open(encoding="utf-8", newline="") as lines:
        return {
            row["article"]: Label(frozenset(row["affairs"].split()), row["step_of"])
            for row in csv.DictReader(lines)
            if row["part"] == part
        }


def linked(shared: Path, part: str) -> tuple[list[str], dict[str, str]]:
    """Put a part's articles into a library; return its stories by their first labelled article,
    in order of time, and from which of these each goes on."""
    first, last = SPANS[part]
    with gzip.open(shared / CORPUS, "rt", encoding="utf-8") as lines:
        wanted = [line for line in lines if first <= _day(line) < last]
    known = labels(part)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.jsonl"
        path.write_text("".join(wanted), encoding="utf-8")
        with News.open(Path(folder) / "library.sqlite") as news:
            news.add(path)
            news.sync(network=False)
            members = news.store.stories.membership(list(known))
            stories = news.store.stories.get({story for story, *_ in members.values()})
            links = news.store.threads.links(list(stories))
    names = {
        story.id: next(article for article in story.articles if article in known)
        for story in sorted(stories.values(), key=lambda s: (s.first_seen, s.id))
    }
    previous = {
        names[link.story]: names[link.previous] for link in links.values() if link.previous in names
    }
    return list(names.values()), previous


def _day(line: str) -> str:
    """Return the day of a line of the corpus; its date stands before its text."""
    return line.partition('"published_at": "')[2][:10]


def score(
    stories: Sequence[str], previous: Mapping[str, str], known: Mapping[str, Label]
) -> dict[str, float]:
    """Return precision and recall of links, and of threads (BCubed, over stories)."""
    threads = defaultdict(list)
    for story in stories:
        threads[_root(story, previous)].append(story)
    steps = defaultdict(list)
    for story in stories:
        if known[story].step_of:
            steps[known[story].step_of].append(story)
    goes_on = [story for affair in steps.values() for story in affair[1:]]

    def one(a: str, b: str) -> bool:
        return a == b or not known[a].affairs.isdisjoint(known[b].affairs)

    return {
        "links": len(previous),
        "links, precision": fmean(one(a, b) for a, b in previous.items()),
        "links, recall": fmean(s in previous and one(s, previous[s]) for s in goes_on),
        "threads": sum(len(thread) > 1 for thread in threads.values()),
        "threads, precision": fmean(
            fmean(one(story, other) for other in thread)
            for thread in threads.values()
            if len(thread) > 1
            for story in thread
        ),
        "threads, recall": fmean(
            fmean(other in threads[_root(story, previous)] for other in affair)
            for affair in steps.values()
            if len(affair) > 1
            for story in affair
        ),
    }


def _root(story: str, previous: Mapping[str, str]) -> str:
    while story in previous:
        story = previous[story]
    return story


def run(shared: Path, *, quick: bool = False) -> Iterator[Figure]:
    """Return the figures of both parts; `quick` leaves dev out."""
    for part in ("held-out",) if quick else SPANS:
        stories, previous = linked(shared, part)
        for what, value in score(stories, previous, labels(part)).items():
            unit = "share" if "," in what else ""
            yield Figure(f"threads {part}: {what}", value, unit)
