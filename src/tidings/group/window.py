"""The articles that a new one is held against: the latest few thousand, indexed in memory.

Bounded by count, in order of arrival, so that neither a wrong date nor a flood makes it grow; and a
publisher that floods it takes its own oldest places, so that the others' articles stay.
An article's candidates are those with which it shares rare words, those whose vectors lie
near, and those of which it may be a copy.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from tidings.group.copies import Sketch
from tidings.group.frequencies import Frequencies
from tidings.group.serial import copied_with_figures
from tidings.group.word_weights import Weighed, weigh
from tidings.urls import outlet

__all__ = ["Window"]

_POSTINGS = 160  # latest articles that a term remembers: more would make it no rare term
_BY_WORDS = 16  # candidates by words
_BY_VECTOR = 16  # candidates by vector
_VECTOR_REACH = 4_000  # latest articles that are looked through by vector: 1 ms
_SHINGLES = 24  # smallest hashes of a sketch that are looked up
_COPY_POSTINGS = 32

_SHARE = 0.5  # of one publisher, of what a term remembers and of the candidates found one way
_FURTHER = 4  # times as many are looked through where one has more

_FLOOD = 2_000  # of the latest articles that are looked through by vector: half of them

_K = TypeVar("_K")


class _Postings:
    """The latest articles that hold a term among their heaviest, its weight in each, and whose.

    A publisher that has half of the places takes its own oldest with each further one.
    """

    __slots__ = ("outlets", "slots", "weights")

    def __init__(self) -> None:
        self.slots = array("q")
        self.weights = array("f")
        self.outlets = array("i")

    def push(self, slot: int, weight: float, outlet: int) -> None:
        self.slots.append(slot)
        self.weights.append(weight)
        self.outlets.append(outlet)
        if len(self.slots) > _POSTINGS:
            floods = outlet and self.outlets.count(outlet) > _SHARE * _POSTINGS
            self._remove(self.outlets.index(outlet) if floods else 0)

    def drop(self, slot: int) -> None:
        """Forget a slot, mostly the oldest."""
        if slot in self.slots:
            self._remove(self.slots.index(slot))

    def _remove(self, at: int) -> None:
        del self.slots[at], self.weights[at], self.outlets[at]


class Window:
    """The latest `limit` articles, by slot: the running number of their arrival.

    With `fair`, a publisher that has half of the latest places beside others reuses its own.
    """

    def __init__(self, *, limit: int = 10_000, fair: bool = False) -> None:
        self.limit = limit
        self._next = 0
        self._fair = fair
        self._own: dict[str, deque[int]] = defaultdict(deque)  # outlet: its latest slots
        self._outlets: dict[str, int] = {"": 0}  # outlet: its number
        self._articles: dict[int, Weighed] = {}  # slot: article, in order of arrival
        self._terms: dict[int, _Postings] = defaultdict(_Postings)
        self._shingles: dict[int, list[int]] = defaultdict(list)
        self._keys: dict[int, int] = {}  # of Sketch.keys: the first slot that had it
        self._vectors: npt.NDArray[np.float32] | None = None  # a ring

    def __len__(self) -> int:
        return len(self._articles)

    def __getitem__(self, slot: int) -> Weighed:
        return self._articles[slot]

    def __contains__(self, slot: int) -> bool:
        return slot in self._articles

    def slots(self) -> Iterator[int]:
        """Return the slots in order of arrival."""
        return iter(self._articles)

    def place(self, article: Weighed) -> int:
        """Return the slot that an article would have; it may be that of another, which it ousts."""
        own = self._own.get(_outlet(article)) if self._fair else None
        if not own or len(own) < _FLOOD or len(self._own) == 1:  # alone it takes from nobody
            return self._next
        recent = own[0] in self._articles and own[0] >= self._next - _VECTOR_REACH
        return own[0] if recent else self._next

    def add(self, article: Weighed) -> int:
        """Take an article in, and forget the oldest where the window is full."""
        slot = self.place(article)
        if slot in self._articles:
            self._forget(slot)
        else:
            self._next += 1
        if self._fair and (name := _outlet(article)):
            own = self._own[name]
            if len(own) >= _FLOOD:
                own.popleft()
            own.append(slot)
        self._articles[slot] = article
        self._index(slot, article)
        for shingle in article.features.sketch.whole[:_SHINGLES].tolist():
            _push(self._shingles[shingle], slot, _COPY_POSTINGS)
        for key in article.features.sketch.keys:
            self._keys.setdefault(key, slot)
        self._put_vector(slot, article)
        self._forget(self._next - 1 - self.limit)
        return slot

    def remove(self, slot: int) -> None:
        """Forget the article at a slot."""
        self._forget(slot)

    def reweigh(self, frequencies: Frequencies) -> None:
        """Weigh all articles anew, now that more is known of how common their words are."""
        self._terms.clear()
        for slot, article in self._articles.items():
            fresh = weigh(article.features, frequencies, article.parts)
            self._articles[slot] = fresh
            self._put_vector(slot, fresh)
            self._index(slot, fresh)

    def _index(self, slot: int, article: Weighed) -> None:
        name = _outlet(article)
        number = self._outlets.setdefault(name, len(self._outlets)) if self._fair else 0
        for term, weight in article.heaviest:
            self._terms[term].push(slot, weight, number)

    def same_text(self, sketch: Sketch) -> int | None:
        """Return the first article with exactly these words; None for a text too short to tell."""
        return min((self._keys[key] for key in sketch.keys if key in self._keys), default=None)

    def copies(self, article: Weighed) -> list[tuple[float, int]]:
        """Return (share copied, slot) of the copies of an article, and of what it copies."""
        features = article.features
        hits: Counter[int] = Counter()
        for shingle in features.sketch.whole[:_SHINGLES].tolist():
            hits.update(self._shingles.get(shingle, ()))
        likely = [slot for slot, n in hits.most_common(16) if n >= 2 and slot in self._articles]
        shares = [(copied_with_figures(features, self._articles[s].features), s) for s in likely]
        return sorted(((share, s) for share, s in shares if share), key=lambda c: (-c[0], c[1]))

    def candidates(self, article: Weighed) -> list[int]:
        """Return the slots of the articles that may tell the same story."""
        return sorted({*self._by_words(article), *self._by_vector(article)})

    def _by_words(self, article: Weighed) -> list[int]:
        found = [(self._terms[t], w) for t, w in article.heaviest if t in self._terms]
        if not found:
            return []
        slots = np.concatenate([np.frombuffer(p.slots, np.int64) for p, _ in found])
        products = [np.frombuffer(p.weights, np.float32) * np.float32(w) for p, w in found]
        first = int(slots.min())
        scores = np.bincount(slots - first, np.concatenate(products))
        held = np.flatnonzero(scores)
        return self._foremost(held + first, scores[held], _BY_WORDS)

    def _foremost(
        self, slots: npt.NDArray[np.int64], scores: npt.NDArray[Any], count: int
    ) -> list[int]:
        """Return the slots (n,) of the highest scores; of one publisher half, beside others."""
        best = self._highest(slots, scores, count)
        whose = Counter(map(self._number, best))
        del whose[0]
        if max(whose.values(), default=0) <= _SHARE * count:
            return best
        first: list[int] = []
        left: list[int] = []
        of: Counter[int] = Counter()
        for slot in self._highest(slots, scores, _FURTHER * count, ordered=True):
            whom = self._number(slot)
            of[whom] += 1
            (left if whom and of[whom] > _SHARE * count else first).append(slot)
        return [*first, *left][:count]

    def _highest(
        self,
        slots: npt.NDArray[np.int64],
        scores: npt.NDArray[Any],
        count: int,
        *,
        ordered: bool = False,
    ) -> list[int]:
        count = min(count, len(scores))
        at = np.argpartition(-scores, count - 1)[:count] if count else slots
        if ordered:
            at = at[np.argsort(-scores[at], kind="stable")]
        return [slot for slot in slots[at].tolist() if slot in self._articles]

    def _number(self, slot: int) -> int:
        """Return the number of an article's outlet; 0 where it has none, or all are alike."""
        return self._outlets[_outlet(self._articles[slot])] if self._fair else 0

    def _by_vector(self, article: Weighed) -> list[int]:
        vector = article.meaning
        if vector is None or self._vectors is None or not self._articles:
            return []
        reach = len(self._vectors)
        alike = self._vectors[: min(self._next, reach)] @ vector
        newest = self._next - 1
        slots = newest - (newest - np.arange(len(alike))) % reach
        return self._foremost(slots, alike, _BY_VECTOR)

    def _put_vector(self, slot: int, article: Weighed) -> None:
        vector = article.meaning
        if self._vectors is None:
            if vector is None:
                return
            self._vectors = np.zeros((min(self.limit, _VECTOR_REACH), len(vector)), np.float32)
        self._vectors[slot % len(self._vectors)] = 0.0 if vector is None else vector

    def _forget(self, slot: int) -> None:
        article = self._articles.pop(slot, None)
        if article is None:
            return
        own = self._own.get(_outlet(article))
        if own and own[0] == slot:
            own.popleft()
            if not own:
                del self._own[_outlet(article)]
        for term, _ in article.heaviest:
            self._terms[term].drop(slot)
            if not self._terms[term].slots:
                del self._terms[term]
        for shingle in article.features.sketch.whole[:_SHINGLES].tolist():
            _drop(self._shingles, shingle, slot)
        for key in article.features.sketch.keys:
            if self._keys.get(key) == slot:
                del self._keys[key]


def _outlet(article: Weighed) -> str:
    return outlet(article.features.publisher, article.features.url)


def _push(postings: list[int], slot: int, most: int) -> None:
    postings.append(slot)
    if len(postings) > most:
        del postings[0]


def _drop(index: dict[_K, list[int]], key: _K, slot: int) -> None:
    postings = index.get(key)
    if postings and slot in postings:
        postings.remove(slot)
    if not postings:
        index.pop(key, None)
