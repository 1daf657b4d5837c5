"""Questions about the news with their right choices, and a library to ask them of."""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha1
from math import log
from pathlib import Path

from tidings.news import News
from tidings.storage import Store
from tidings.types import Article, Question
from tidings.write.asking.indexed import Told, phrase, take_in
from tidings.write.asking.question import understand

__all__ = ["Asked", "Evidence", "Withheld", "fill", "load_articles", "load_questions", "unseen"]

HELD = 0.5  # of a question's words that stand around an answer, for it to be evidence


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question, its choices, and which of them is right."""

    id: str
    question: Question
    right: int

    @cached_property
    def answer(self) -> str:
        """The right choice as `Told.holding` looks for it."""
        return phrase(self.question.choices[self.right])


def load_questions(shared: Path) -> list[Asked]:
    """Return the questions, each once."""
    found: dict[str, Asked] = {}
    for line in (shared / "data/qa/realtimeqa-2022-24-questions.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        day = datetime.fromisoformat(re.sub("[/-]", "-", record["date"])[:10])
        asked_at = day.replace(hour=23, minute=59, tzinfo=UTC)
        choices = tuple(record["choices"])
        question = Question(
            text=record["question"], asked_at=asked_at, choices=choices, language="en"
        )
        found[record["id"]] = Asked(id=record["id"], question=question, right=record["answer"])
    return list(found.values())


def unseen(asked: Asked) -> bool:
    """Say whether a question is of the half that nothing was learned from."""
    return int(sha1(asked.id.encode(), usedforsecurity=False).hexdigest(), 16) % 2 == 1


def load_articles(shared: Path) -> Iterator[tuple[Article, str]]:
    """Yield the articles, each with the question that it was found for."""
    path = shared / "data/qa/realtimeqa-2022-24-articles.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            day = datetime.fromisoformat(record["published_at"].replace("/", "-"))
            article = Article(
                id=record["url"], url=record["url"], title=record["title"], language="en",
                paragraphs=tuple(p.strip() for p in record["text"].split("\n") if p.strip()),
                published_at=day.replace(tzinfo=UTC),
            )  # fmt: skip
            yield article, record["seen_for"]


def fill(news: News, articles: Iterable[Article]) -> None:
    """Put articles into a library as far as asking needs it: words and vectors."""
    with news.store.transaction():
        for article in articles:
            if article.published_at:
                news.store.articles.save(article, page="", now=article.published_at)
    news.enrich(only="embedding")


class Evidence:
    """Which articles hold what answers a question, found by looking at all of them."""

    def __init__(self, articles: Iterable[tuple[Article, str]]) -> None:
        self._told: list[Told] = []
        self._found_for: defaultdict[str, set[str]] = defaultdict(set)
        self._held: dict[str, int] = {}
        for article, asked in articles:
            told = take_in(article)
            self._told.append(told)
            self._found_for[asked].add(article.id)

    def of(self, asked: Asked) -> set[str]:
        """Return the articles, no later than the question, where the right choice stands among
        half of the question's words: in its sentence, beside it or in the title."""
        weights = {stem: self._rarity(stem) for stem in understand(asked.question).stems}
        total, asked_at = sum(weights.values()), asked.question.asked_at
        found = set()
        for told in self._told:
            at = told.article.time
            if at and asked_at and at.date() > asked_at.date():
                continue
            near = (range(max(0, n - 1), n + 2) for n in told.holding(asked.answer))
            if any(self._around(told, n, weights) >= HELD * total for n in near):
                found.add(told.article.id)
        return found

    def _around(self, told: Told, near: range, weights: Mapping[str, float]) -> float:
        return sum(
            weight
            for stem, weight in weights.items()
            if stem in told.title or any(n in near for n in told.places.get(stem, ()))
        )

    def _rarity(self, stem: str) -> float:
        if stem not in self._held:
            self._held[stem] = sum(stem in told.places for told in self._told)
        return log(1 + len(self._told) / (1 + self._held[stem]))

    def found_for(self, asked: Asked) -> set[str]:
        """Return the articles that were found for a question."""
        return self._found_for[asked.id]


class Withheld:
    """The evidence of a library without some of its articles."""

    def __init__(self, store: Store) -> None:
        self._evidence = store.evidence
        self.gone: frozenset[str] = frozenset()

    def holding(self, terms, *, must=(), until=None, limit):  # type: ignore[no-untyped-def]
        """As the library's own."""
        more = limit + len(self.gone)
        found = self._evidence.holding(terms, must=must, until=until, limit=more)
        return [pair for pair in found if pair[0] not in self.gone][:limit]

    def like(self, encoder, vector, *, until=None, limit):  # type: ignore[no-untyped-def]
        """As the library's own."""
        more = limit + len(self.gone)
        found = self._evidence.like(encoder, vector, until=until, limit=more)
        return [pair for pair in found if pair[0] not in self.gone][:limit]

    def count(self, term):  # type: ignore[no-untyped-def]
        """As the library's own."""
        return self._evidence.count(term)

    def spread(self, term, *, since, until):  # type: ignore[no-untyped-def]
        """As the library's own."""
        return self._evidence.spread(term, since=since, until=until)
