"""What grouping knows of an article: its features, drawn from its title and what is new in it.

Recycled background counts for nothing here: it is the same in articles that have nothing in
common. Pure: an article, its novelty and its vector in, features out; no other article matters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

import numpy as np
import orjson

from tidings.group.alignment import Vector, aligned
from tidings.group.copies import FEW_WORDS, Sketch, sketch, text_key
from tidings.group.terms import full_names, names, numbers, terms, whole_words, years
from tidings.text import words
from tidings.types import Article, Novelty

__all__ = ["TITLED", "Features", "features", "from_bytes", "to_bytes", "vector_of"]


TITLED = 3  # times that a term of the title counts; of the lead 2, else 1
_MAX_TERMS = 160
_NAMEABLE = 100  # of these, that a reason names whole: 94 % of the words of reasons
_MAX_CHARS = 6_000  # of new text that is weighed: the news stands at the beginning
_LEAD_CHARS = 500  # of new text: what the encoder sees too


@dataclass(frozen=True, kw_only=True, slots=True)
class Features:
    """An article as grouping sees it. `terms` are counts, weighed by where they stand."""

    article: str
    time: datetime | None = None
    publisher: str = ""
    language: str = ""
    url: str = ""
    title: str = ""
    title_terms: tuple[str, ...] = ()
    terms: Mapping[str, float]
    words: Mapping[str, str]  # of the terms told most, where a word is more: that word, folded
    names: Mapping[str, str]  # folded, or its stem: as written
    full_names: Mapping[str, frozenset[str]]  # surname: given names, folded
    numbers: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()
    sketch: Sketch
    vector: Vector | None = None  # (dims,), length 1


def features(
    article: Article, novelty: Novelty | None = None, vector: Vector | None = None
) -> Features:
    """Return the features of an article, of a monster those of its beginning.

    Without `novelty` all of its text counts as new.
    """
    article = article.beginning
    text = novelty.news(article.text) if novelty else article.text
    told = text[:_MAX_CHARS]
    title, language = article.title[:400], article.language
    title_terms = terms(title, language)
    lead, rest = (terms(part, language) for part in (told[:_LEAD_CHARS], told[_LEAD_CHARS:]))
    weighed = _weighed(title_terms, lead, rest)
    nameable = frozenset(islice(weighed, _NAMEABLE))
    return Features(
        article=article.id,
        time=article.time,
        publisher=article.publisher,
        language=language,
        url=article.canonical_url or article.url,
        title=article.title,
        title_terms=tuple(dict.fromkeys(title_terms)),
        terms=weighed,
        words=whole_words(f"{title}\n{told}", nameable, language),
        names=names(told, language) | names(title, language),
        full_names=full_names(told, language),
        numbers=numbers(f"{title}\n{told}"),
        years=years(f"{title}\n{told}"),
        sketch=_sketch(article, novelty),
        vector=None if vector is None else aligned(vector, language),
    )


def _weighed(title: list[str], lead: list[str], rest: list[str]) -> dict[str, float]:
    counts: Counter[str] = Counter(rest)
    for term, count in Counter(lead).items():
        counts[term] += 2 * count
    for term in title:
        counts[term] += TITLED
    return {term: float(count) for term, count in counts.most_common(_MAX_TERMS)}


def _sketch(article: Article, novelty: Novelty | None) -> Sketch:
    """Return the sketch of the text without its standing background.

    A text that comes by the thousand becomes its publisher's standing background itself: `exact`
    still knows it again, by title and text together, so that a notice glues no headlines.
    """
    title, text = words(article.title[:400]), article.text
    whole = body = words(text)
    if novelty is not None and any(s.standing for s in novelty.segments):
        body = words("\n".join(text[s.start : s.end] for s in novelty.segments if not s.standing))
    exact = text_key(title + whole) if len(title) + len(whole) >= FEW_WORDS else 0
    return replace(sketch(body if len(body) >= 8 else title + body), exact=exact)


def to_bytes(features: Features) -> bytes:
    """Return the features in some 3 kB: a line of JSON, then the vector and the sketch."""
    head = {
        "article": features.article,
        "time": features.time.isoformat() if features.time else None,
        "publisher": features.publisher,
        "language": features.language,
        "url": features.url,
        "title": features.title,
        "title_terms": features.title_terms,
        "terms": features.terms,
        "words": features.words,
        "names": features.names,
        "full_names": {name: sorted(given) for name, given in features.full_names.items()},
        "numbers": sorted(features.numbers),
        "years": sorted(features.years),
        "sketch": [features.sketch.words, features.sketch.key, features.sketch.exact],
        "arrays": [
            len(features.sketch.whole),
            len(features.sketch.opening),
            -1 if features.vector is None else len(features.vector),
        ],
    }
    vector = b"" if features.vector is None else features.vector.astype("<f2").tobytes()
    whole, opening = features.sketch.whole, features.sketch.opening
    arrays = whole.astype("<u4").tobytes() + opening.astype("<u4").tobytes() + vector
    return orjson.dumps(head) + b"\n" + arrays


def vector_of(data: bytes) -> Vector | None:
    """Return the vector alone of what `to_bytes` returned, a hundred times as fast."""
    end = data.index(b"\n")
    whole, opening, dims = orjson.loads(data[data.rindex(b"[", 0, end) : end - 1])
    if dims < 0:
        return None
    start = end + 1 + 4 * (whole + opening)
    return np.frombuffer(data, "<f2", dims, start).astype(np.float32)


def from_bytes(data: bytes) -> Features:
    """Return what `to_bytes` was given; the vector to three digits."""
    head, _, arrays = data.partition(b"\n")
    values = orjson.loads(head)
    whole, opening, dims = values.pop("arrays")
    count, key, *exact = values.pop("sketch")
    hashes = np.frombuffer(arrays, "<u4", whole + opening).astype(np.uint32)
    vector = None
    if dims >= 0:
        vector = np.frombuffer(arrays, "<f2", dims, 4 * (whole + opening)).astype(np.float32)
    time = values.pop("time")
    return Features(
        **{name: values[name] for name in ("article", "publisher", "language", "url", "title")},
        title_terms=tuple(values["title_terms"]),
        terms=values["terms"],
        words=values.get("words", {}),  # not kept of old
        names=values["names"],
        full_names={name: frozenset(given) for name, given in values["full_names"].items()},
        numbers=frozenset(values["numbers"]),
        years=frozenset(values["years"]),
        time=datetime.fromisoformat(time) if time else None,
        sketch=Sketch(count, key, hashes[:whole], hashes[whole:], *exact),
        vector=vector,
    )
