"""What topics are learned from and measured on.

People's labels (`labels/topics.csv`: of a random 316 articles of the corpus, and of 92 of the
questions' articles; ours): every other one was learned from and tuned on, the rest is unseen.
Publishers' sections, as their addresses name them: weak labels. Invented headlines in six
languages (`tools/topics/headlines.tsv`), and articles of the story sets, labelled by us.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tidings.collect.jsonarticle import article_from_json
from tidings.evaluation import read_labelled
from tidings.reference.topics import find_topic
from tidings.types import Article, make_id

__all__ = ["Labelled", "codes_of", "headlines", "labelled", "others", "sections"]

LABELS = Path(__file__).with_name("labels") / "topics.csv"
OURS = Path(__file__).parent.parent / "tools/topics"
OF_STORY = 8  # articles of a story that is labelled whole
PACKED = {
    "corpus": "corpus/news-2019-2020.jsonl.gz",
    "qa": "qa/realtimeqa-2022-24-articles.jsonl.gz",
}
MOST = {"corpus": 90, "qa": 130}  # articles of a section, so that none drowns the others

_SECTIONS = {
    "sport": "sports sport nfl mlb nba soccer tennis nhl golf olympics ncaaf ncaab ncaaw wnba "
    "nascar football",
    "arts": "entertainment music movies tv books theater arts",
    "arts human-interest": "celebrities",
    "arts media": "media",
    "economy": "money business companies retail energy economy",
    "economy markets": "markets investing",
    "science": "tech technology science space",
    "health": "health healthcare health-shots goatsandsoda",
    "health diseases": "coronavirus",
    "education": "education",
    "weather": "weather",
    "weather disaster": "hurricanes",
    "lifestyle": "travel food dining cars shopping destinations lifestyle",
    "lifestyle economy": "airline-news flights",
    "politics": "politics senate house administration politics-news policy-and-politics",
    "politics election": "elections campaign us-usa-election",
    "crime": "crime crime-and-courts justice criminal-justice",
    "crime judiciary": "courts court-battles",
    "environment": "environment energy-environment",
    "environment climate": "climate-change",
    "religion": "faith religion",
    "labour": "careers",
    "society immigration": "immigration",
}
_BY_SECTION = {name: slugs for slugs, names in _SECTIONS.items() for name in names.split()}


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article and the codes of its topics; of `sections`, those that are sure."""

    article: Article
    topics: frozenset[str]
    seen: bool = True  # learned from


def codes_of(slugs: str) -> frozenset[str]:
    """Return the codes of topics that are named by their slugs."""
    return frozenset(topic.code for slug in slugs.split() if (topic := find_topic(slug)))


def labelled(shared: Path) -> list[Labelled]:
    """Return the articles that were labelled by hand, in the order of the labels."""
    rows = _rows(LABELS)
    records = {name: _records(shared, name) for name in PACKED}
    return [
        Labelled(_article(row["article"], found), codes_of(row["topics"]), seen=n % 2 == 0)
        for n, row in enumerate(rows)
        if (found := records[row["set"]].get(row["article"]))
    ]


def sections(shared: Path) -> Iterator[Labelled]:
    """Yield articles that their publisher's section tells a topic of, none of them labelled."""
    known = {one.article.id for one in labelled(shared)}
    for name in PACKED:
        counts: Counter[str] = Counter()
        for id, record in _records(shared, name).items():
            parts = [p.lower() for p in urlsplit(record["url"]).path.split("/") if p][:-1]
            found = [part for part in parts if part in _BY_SECTION]
            if found and id not in known and counts[found[-1]] < MOST[name]:
                counts[found[-1]] += 1
                codes = frozenset().union(*(codes_of(_BY_SECTION[part]) for part in found))
                yield Labelled(_article(id, record), codes)


def headlines() -> list[Labelled]:
    """Return the invented headlines."""
    rows = [line.split("\t") for line in (OURS / "headlines.tsv").read_text("utf-8").splitlines()]
    return [
        Labelled(Article(id=f"headline-{n}", title=title, language=language), codes_of(slugs))
        for n, (language, slugs, title) in enumerate(rows)
    ]


def others(shared: Path) -> Iterator[Labelled]:
    """Yield articles of the story sets: those labelled by their story, and by themselves."""
    folder = shared / "data/stories"
    wanted = {(row["set"], row["story"]): row["topics"] for row in _rows(OURS / "stories.csv")}
    counts: Counter[str] = Counter()
    for name in sorted({name for name, _ in wanted}):
        for one in read_labelled(folder / f"{name}.jsonl"):
            counts[one.story] += 1
            if (name, one.story) in wanted and counts[one.story] <= OF_STORY:
                article = replace(one.article, language="en")
                yield Labelled(article, codes_of(wanted[name, one.story]))
    alone = {row["article"]: row["topics"] for row in _rows(OURS / "pairs.csv")}
    for line in (folder / "semeval2022-en-pairs.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        slugs = alone.pop(record["id"].split("_")[0], None)
        if slugs is not None:
            text = tuple(p for p in record["text1"].strip().split("\n") if p)
            yield Labelled(
                Article(id=record["id"], paragraphs=text, language="en"), codes_of(slugs)
            )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _records(shared: Path, name: str) -> dict[str, dict[str, Any]]:
    with gzip.open(shared / "data" / PACKED[name], "rt", encoding="utf-8") as file:
        records = map(json.loads, file)
        return {str(one.get("id") or make_id(one["url"])): one for one in records}


def _article(id: str, record: dict[str, Any]) -> Article:
    return article_from_json(record | {"id": id, "language": "en"})
