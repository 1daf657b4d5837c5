"""The sentences of a stream of articles, in bounded memory: what `tidings novelty` asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import itemgetter

from tidings.enrich.novelty import judge
from tidings.enrich.novelty.sketch import SHARED, sketch, sketches
from tidings.text import words
from tidings.types import Article, Novelty, Sentence, Sighting
from tidings.urls import outlet

__all__ = ["NoveltyIndex"]

MAX_SENTENCES = 1_000_000  # some 40,000 articles in 0.95 GB
OLDEST = 24  # articles that are remembered of one sentence: the first, and enough to count
ALIKE = 24  # wordings that are remembered of one sketch value; common phrases have many more
UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)  # the time of an article that tells none

UTF8 = ("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class _Holder:
    """An article that went by."""

    number: int  # in the stream
    article: str
    time: datetime
    publisher: str


@dataclass(frozen=True, slots=True)
class _Wording:
    """A sentence that went by, and the articles that hold it, the first one first."""

    text: bytes  # UTF-8: a single typographic quote doubles the memory of a str
    holders: tuple[_Holder, ...]


class NoveltyIndex:
    """Judges articles against those that were added before, in the order in which they come.

    Holds at most `max_sentences` different sentences; those that were not met for the longest
    time are forgotten first.
    """

    def __init__(self, *, max_sentences: int = MAX_SENTENCES) -> None:
        self._max_sentences = max_sentences
        self._added = 0
        self._wordings: dict[int, _Wording] = {}  # by key; the last met stands at the end
        self._keys: dict[int, tuple[int, ...] | int] = {}  # by sketch value; a lone one is bare

    def __len__(self) -> int:
        return len(self._wordings)

    def add(self, article: Article, sentences: Sequence[Sentence] | None = None) -> Novelty:
        """Judge an article against the earlier ones, then remember it.

        An article that comes again, in another version, is never its own earlier sighting.
        `sentences` are its own, from `sketch`, where they are at hand.
        """
        sentences = sketch(article) if sentences is None else sentences
        novelty = judge(article, sentences, self._earlier(article, sentences))
        self._added += 1
        holder = _Holder(
            self._added, article.id, article.time or UNKNOWN, outlet(article.publisher, article.url)
        )
        text = article.text
        for sentence in sentences:
            self._remember(holder, sentence, text[sentence.start : sentence.end])
        while len(self._wordings) > self._max_sentences:
            self._forget(next(iter(self._wordings)))
        return novelty

    def _earlier(self, article: Article, sentences: Sequence[Sentence]) -> list[Sighting]:
        keys = {sentence.key for sentence in sentences}
        for sentence in sentences:
            keys |= self._near(sentence)
        found = [
            (holder.number, known.text.decode(*UTF8), holder, key)
            for key, known in ((key, self._wordings[key]) for key in keys & self._wordings.keys())
            for holder in known.holders
            if holder.article != article.id
        ]
        return [
            Sighting(
                article=holder.article,
                time=holder.time,
                publisher=holder.publisher,
                text=text,
                key=key,
            )
            for _, text, holder, key in sorted(found, key=itemgetter(0, 1))
        ]

    def _near(self, sentence: Sentence) -> set[int]:
        found = [keys for value in sentence.sketch if (keys := self._keys.get(value)) is not None]
        if len(found) < SHARED:
            return set()
        shared = Counter(key for keys in found for key in _tuple(keys))
        return {key for key, values in shared.items() if values >= SHARED}

    def _remember(self, holder: _Holder, sentence: Sentence, text: str) -> None:
        known = self._wordings.pop(sentence.key, None)
        if known is None:
            known = _Wording(text.encode(*UTF8), (holder,))
        elif len(known.holders) < OLDEST and all(
            h.article != holder.article for h in known.holders
        ):
            known = _Wording(known.text, (*known.holders, holder))
        self._wordings[sentence.key] = known
        for value in sentence.sketch:
            keys = _tuple(self._keys.setdefault(value, sentence.key))
            if sentence.key not in keys and len(keys) < ALIKE:
                self._keys[value] = (*keys, sentence.key)

    def _forget(self, key: int) -> None:
        text = self._wordings.pop(key).text.decode(*UTF8)
        for value in sketches([words(text)])[0]:
            left = tuple(k for k in _tuple(self._keys.get(value, ())) if k != key)
            if left:
                self._keys[value] = left
            else:
                self._keys.pop(value, None)


def _tuple(keys: tuple[int, ...] | int) -> tuple[int, ...]:
    return (keys,) if isinstance(keys, int) else keys
