"""The earlier sentences that an article may repeat, made ready to be looked through."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import chain
from operator import or_

from tidings.enrich.novelty.near import PARTLY, SAME, Likeness, Wording, compare, tells
from tidings.enrich.novelty.sketch import SHARED, sketches
from tidings.types import Sentence, Sighting

__all__ = ["Earlier", "Finding"]


COMMON = 200  # wordings that share a hash with others: more are a table's rows, or a timetable's
NEAREST = 16  # of these that one sentence is compared with, word by word
FIRST = 2  # articles that hold a part of a sentence are looked through for its other parts
BESIDE = 60  # sentences of each of these
NOTHING = Likeness()


@dataclass(frozen=True, slots=True)
class Finding:
    """What the earlier sentences say about one of ours."""

    words: int
    likeness: Likeness = NOTHING
    first_seen: str = ""  # the earliest article that holds it; "" where none does
    seen: int = 0  # how many earlier articles hold it
    own: frozenset[str] = frozenset()  # of these, the same publisher's


class Earlier:
    """Sightings by their wording, and the hashes by which these are found. Oldest first."""

    def __init__(self, sightings: Iterable[Sighting], *, publisher: str) -> None:
        self._publisher = publisher
        grouped: dict[str, list[Sighting]] = defaultdict(list)
        for sighting in sightings:
            grouped[sighting.text].append(sighting)
        self._sightings = list(grouped.values())
        self._wordings = [Wording(text) for text in grouped]
        self._by_key: dict[int, list[int]] = {}
        self._by_value: dict[int, list[int]] = {}
        for number, smallest in enumerate(sketches([w.words for w in self._wordings])):
            self._by_key.setdefault(self._sightings[number][0].key, []).append(number)
            for value in smallest:
                holders = self._by_value.setdefault(value, [])
                if len(holders) < COMMON:
                    holders.append(number)

    def near(self, sentence: Sentence) -> list[int]:
        """Return the numbers of the wordings that may be this sentence's, the oldest first."""
        found = [numbers for value in sentence.sketch if (numbers := self._by_value.get(value))]
        likely = set(self._by_key.get(sentence.key, ()))
        if len(found) >= SHARED:
            shared = Counter(chain.from_iterable(found))
            near = [(-values, n) for n, values in shared.items() if values >= SHARED]
            likely.update(n for _, n in sorted(near)[:NEAREST])
        return sorted(likely)

    def beside(self, article: str) -> list[int]:
        """Return the numbers of the wordings that an earlier article holds."""
        return self._by_article.get(article, [])[:BESIDE]

    @cached_property
    def _by_article(self) -> Mapping[str, list[int]]:
        """The numbers of the wordings that each article holds; few articles ask for them."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, held in enumerate(self._sightings):
            for article in {sighting.article for sighting in held}:
                found[article].append(number)
        return found

    def find(self, text: str, numbers: Iterable[int], *, names: bool) -> Finding:
        """Say how much of a sentence these wordings, from `near`, hold, and where they stood.

        `names`: capitals mark names in this text.
        """
        ours = Wording(text)
        total = len(ours.told)
        near = {n: compare(ours, self._wordings[n], names=names) for n in numbers}
        same = [n for n, likeness in near.items() if likeness.same]
        if same:
            return self._finding(total, same, Likeness(share=1.0))
        joined = reduce(or_, (likeness.runs for likeness in near.values()), 0)
        share = joined.bit_count() / max(total, 1)
        if share >= SAME and not tells(ours, joined, names=names):
            parts = [n for n, likeness in near.items() if likeness.runs]
            return self._finding(total, parts, Likeness(share=share))
        for n, likeness in near.items():
            if likeness.share >= PARTLY and (parts := self._parts(ours, n, names=names)):
                return self._finding(total, parts, Likeness(share=SAME))
        return Finding(total, max(near.values(), key=lambda like: like.share, default=NOTHING))

    def _parts(self, ours: Wording, number: int, *, names: bool) -> list[int]:
        """Return the sentences of one article that make up ours: that, and others beside it."""
        for sighting in self._sightings[number][:FIRST]:
            beside = self.beside(sighting.article)
            found = {n: compare(ours, self._wordings[n], names=names).pieces for n in beside}
            covered = reduce(or_, found.values(), 0)
            if covered.bit_count() >= SAME * len(ours.told) and not tells(
                ours, covered, names=names
            ):
                return [n for n, pieces in found.items() if pieces]
        return []

    def _finding(self, words: int, numbers: Iterable[int], likeness: Likeness) -> Finding:
        held = [s for n in numbers for s in self._sightings[n]]
        seen = {s.article for s in held}
        own = frozenset(s.article for s in held if s.publisher == self._publisher != "")
        return Finding(words, likeness, held[0].article, len(seen), own)
