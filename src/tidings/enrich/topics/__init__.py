"""Topics: what an article is about, in the IPTC Media Topics vocabulary, each with its words.

An article has any number of them, or none. By the sentence encoder's vector and by words; without
an encoder by words alone, which tell the first level only and in six languages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tidings.enrich.topics.model import FINE, TOP, Floats, chances, fits
from tidings.enrich.topics.words import Found, find_words, has_words, weigh
from tidings.reference.topics import TOPICS
from tidings.types import Article, Json, Note, Novelty

__all__ = ["VERSION", "note_topics"]

VERSION = 1
LIKELY = 0.5  # from this probability on an article has a topic
MOST_WORDS = 5  # that are shown for a topic


def note_topics(
    article: Article, novelty: Novelty, vector: Floats | None = None
) -> tuple[Note, ...]:
    """Return the topics of an article, the surest first. Pure.

    `vector` (dims,) is the encoder's of the article, moved to where English ones lie; one of
    another encoder says nothing. Each note's
    value holds `code`, `name`, `words` (that speak for it: each with `text`, and `start` and `end`
    where it stands in the text, not the title) and `by`: "meaning and words", "meaning" or "words".
    """
    vector = vector if fits(vector) else None
    listed = has_words(article.language)
    if vector is None and not listed:
        return ()
    found = find_words(article, novelty)
    told = chances(vector, weigh(found, TOP) if listed else None)
    by = "words" if vector is None else "meaning and words" if listed else "meaning"
    sure = {code: p for code, p in zip(TOP, told.top.tolist(), strict=True) if p >= LIKELY}
    if len(told.fine):
        sure |= {
            code: p * sure[TOPICS[code].broader]
            for code, p in zip(FINE, told.fine.tolist(), strict=True)
            if p >= LIKELY and TOPICS[code].broader in sure
        }
    ranked = sorted(sure.items(), key=lambda one: (-one[1], one[0]))
    return tuple(_note(article, code, p, found, by) for code, p in ranked)


def _note(article: Article, code: str, chance: float, found: Sequence[Found], by: str) -> Note:
    topic = TOPICS[code]
    speaking = [one for one in found if (topic.broader or code) in one.topics]
    places = [one.span for one in speaking if one.span]
    return Note(
        article=article.id,
        name="topics",
        version=VERSION,
        value={"code": code, "name": topic.name, "words": _shown(speaking), "by": by},
        span=places[0] if places else None,
        confidence=round(chance, 3),
    )


def _shown(speaking: Sequence[Found]) -> list[Json]:
    """Return the words that come most often, each once, where it first stands."""
    times = Counter(one.key for one in speaking)
    first = {one.key: one for one in reversed(speaking)}
    ranked = sorted(first, key=lambda key: -times[key])
    shown: list[Json] = []
    for key in ranked[:MOST_WORDS]:
        one = first[key]
        place = {"start": one.span.start, "end": one.span.end} if one.span else {}
        shown.append({"text": one.word, **place})
    return shown
