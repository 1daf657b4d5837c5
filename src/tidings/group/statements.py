"""What each article of a story adds to the earlier ones, sentence by sentence.

A sentence is *known* when earlier sentences of the story, one or a few together, say it, and
*new* when it adds a number, a name, a date, a denial or enough other words. Each comes with its
evidence. Words decide, no encoder: decisions/0150 and 0211.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import mul

from tidings.group.sentence_terms import Saying, sayings
from tidings.group.story_sentences import Holding, StorySentences
from tidings.types import Addition, Article, ArticleSpan, Novelty, Statement

__all__ = ["FEW", "Weighed", "new_statements", "read_in_order", "statements_of", "weighed_in_order"]

# By tools/train_statements.py: what each of `Weighed.signs` counts, and the sum from which a
# sentence is known.
WEIGHTS = (4.484, 6.399, 0.621)
BIAS = 6.777
HOLDS = 0.56  # of a sentence: one that holds so much and denies it says the opposite
FACTS = ("number", "name", "date")  # kinds of terms of which a new one is news
FEW = 3  # terms; a sentence of fewer is a fragment, and judged neither way
TELLING = 2.5  # weight from which a single other word is worth showing as what is added
SHOWN = 6  # additions that are kept of a sentence
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence with what speaks for and against its having been told before."""

    saying: Saying
    holding: Holding
    missing: tuple[str, ...]  # its terms that the story doesn't hold
    denied: bool  # it denies what the story asserts, or the other way round

    @property
    def news(self) -> bool:
        """True where it is new for certain: for a number, name or day, or what it denies."""
        return self.denied or any(self.saying.terms[term].kind in FACTS for term in self.missing)

    @property
    def signs(self) -> tuple[float, float, float]:
        """What the learned decision sums, see WEIGHTS."""
        return self.holding.nearest, self.holding.together, math.log(len(self.saying.terms))

    @property
    def known(self) -> bool:
        """True where the story told it before, one sentence or a few together.

        In its own language: between two, all that words share may be names (see `cross_language`).
        """
        return not self.news and self._at_home and sum(map(mul, WEIGHTS, self.signs)) >= BIAS

    @property
    def _at_home(self) -> bool:
        spoken = {place.language for place in self.holding.places[:1]} | {self.saying.language}
        return len(spoken - {""}) < 2


def statements_of(
    articles: Sequence[Article], novelty: Mapping[str, Novelty]
) -> dict[str, tuple[Statement, ...]]:
    """Return the judged sentences of each article of a story but the first, by article id.

    Recycled sentences (see `novelty`) and fragments are left out. The order in which articles
    are given plays no part: they are read by time, then id.
    """
    return {
        name: tuple(map(_statement, found))
        for name, found in weighed_in_order(articles, novelty).items()
    }


def weighed_in_order(
    articles: Sequence[Article], novelty: Mapping[str, Novelty]
) -> dict[str, list[Weighed]]:
    """Return what `statements_of` judges by, by article id."""
    held = StorySentences()
    found: dict[str, list[Weighed]] = {}
    for article, said in read_in_order(articles, novelty):
        if held:
            found[article.id] = list(_weigh([s for s in said if s.recycled is None], held))
        held.add(said)
    return found


def read_in_order(
    articles: Sequence[Article], novelty: Mapping[str, Novelty]
) -> Iterator[tuple[Article, list[Saying]]]:
    """Yield each article with its headline and first sentences, the oldest first."""
    for article in _in_order(articles):
        yield article, _sayings(article, novelty)


def new_statements(
    read: Collection[str], articles: Sequence[Article], novelty: Mapping[str, Novelty]
) -> dict[str, tuple[Statement, ...]]:
    """Return what the articles of a story tell that a reader of some of them does not know.

    `read` are the ids of those. Each new sentence is returned once, under the unread article
    that tells it first; what was published before outside of the story is no news.
    """
    held = StorySentences()
    order = _in_order(articles)
    for article in order:
        if article.id in read:
            held.add(_sayings(article, novelty))
    within = {article.id for article in articles}
    found: dict[str, tuple[Statement, ...]] = {}
    for article in order:
        if article.id not in read:
            said = _sayings(article, novelty)
            judged = _weigh([s for s in said if s.recycled in {None, *within}], held)
            found[article.id] = tuple(_statement(w) for w in judged if not w.known)
            held.add(said)
    return {name: statements for name, statements in found.items() if statements}


def _in_order(articles: Sequence[Article]) -> list[Article]:
    return sorted(articles, key=lambda article: (article.time or _NEVER, article.id))


def _sayings(article: Article, novelty: Mapping[str, Novelty]) -> list[Saying]:
    segments = novelty[article.id].segments if article.id in novelty else ()
    return list(sayings(article, segments))


def _statement(weighed: Weighed) -> Statement:
    known = weighed.known
    return Statement(
        start=weighed.saying.span.start,
        end=weighed.saying.span.end,
        known=known,
        held=round((weighed.holding.nearest + 2 * weighed.holding.together) / 3, 3),
        restates=tuple(
            ArticleSpan(article=p.article, start=p.span.start, end=p.span.end)
            for p in weighed.holding.places
        ),
        adds=() if known else tuple(_additions(weighed)),
    )


def _weigh(said: Sequence[Saying], held: StorySentences) -> Iterator[Weighed]:
    """Hold each sentence of an article but the headline, and fragments, against the story so far.

    A name that the article has introduced is known further on.
    """
    first: dict[str, int] = {}
    for number, saying in enumerate(said):
        for term in saying.terms:
            first.setdefault(term, number)
    judged = [(n, s) for n, s in enumerate(said) if n and len(s.terms) >= FEW]
    introduced = [{term for term in s.terms if first[term] < n} for n, s in judged]
    asked = [s for _, s in judged]
    speakers = [_speakers(*one, held) for one in zip(asked, introduced, strict=True)]
    found = held.find(asked, without=speakers)
    for saying, holding, known in zip(asked, found, introduced, strict=True):
        missing = [t for t in holding.missing if not _said_elsewhere(t, saying, held, known)]
        yield Weighed(saying, holding, tuple(missing), _denied(saying, holding))


def _speakers(saying: Saying, introduced: Collection[str], held: StorySentences) -> set[str]:
    """Return the names in a sentence that its own article has introduced, and nobody before."""
    return {
        name
        for name in introduced
        if saying.terms[name].kind == "name" and not held.holds(saying.terms[name])
    }


def _said_elsewhere(
    term: str, saying: Saying, held: StorySentences, introduced: Collection[str]
) -> bool:
    """Say whether a fact is known to the story, or from this article further up."""
    said = saying.terms[term]
    if said.kind == "number":
        return held.tells(term, saying)
    return said.kind in FACTS and (term in introduced or held.holds(said))


def _denied(saying: Saying, holding: Holding) -> bool:
    """Say whether the sentence denies what the earlier ones assert, or the other way round."""
    if saying.denial:
        return not any(place.denial for place in holding.places)
    said = {term.stem for term in saying.terms.values()}
    return holding.nearest >= HOLDS and not said.isdisjoint(holding.places[0].denied)


def _additions(weighed: Weighed) -> list[Addition]:
    saying = weighed.saying
    chosen = [
        (saying.terms[term].kind not in FACTS, -saying.terms[term].weight, term)
        for term in weighed.missing
        if saying.terms[term].kind in FACTS or saying.terms[term].weight >= TELLING
    ]
    shown = [term for _, _, term in sorted(chosen)[:SHOWN]]
    spans = [(*saying.place(term), saying.terms[term].kind) for term in shown]
    if weighed.denied and saying.denial:
        spans = [(saying.denial.start, saying.denial.end, "denial"), *spans[: SHOWN - 1]]
    return _joined(sorted(spans))


def _joined(spans: Iterable[tuple[int, int, str]]) -> list[Addition]:
    """Join names, and words, that stand side by side: a first name and a surname are one."""
    joined: list[tuple[int, int, str]] = []
    for start, end, kind in spans:
        since, until, last = joined[-1] if joined else (start, end, "")
        if kind == last and kind in ("name", "word") and start == until + 1:
            joined[-1] = (since, end, kind)
        else:
            joined.append((start, end, kind))
    return [Addition(kind=kind, start=start, end=end) for start, end, kind in joined]
