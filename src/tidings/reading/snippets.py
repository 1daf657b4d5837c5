"""The place of an article that answers a search, with its matches marked. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice, pairwise

from tidings.storage.query import Query, Term
from tidings.storage.searchable import flat, is_unspaced
from tidings.types import Article, Novelty

__all__ = ["LENGTH", "snippet"]

LENGTH = 240  # characters that are shown
LEAD = 60  # of these before the first match
READ = 20_000  # characters of an article that are looked through
MATCHES = 50  # of a term
_EDGE = re.compile(r"\s")
_Match = tuple[int, int, int]  # start, end, number of the term


def snippet(article: Article, novelty: Novelty | None, query: Query) -> str:
    """Return some words of an article around what was asked for, marked with \\x02 and \\x03.

    The place with most of the terms is shown, in what is new rather than in background.
    """
    text = article.text[:READ]
    terms = [term for group in query.wanted for term in group if not term.field]
    matches = _matches(flat(text), terms)
    new = [(s.start, s.end) for s in novelty.segments if s.new] if novelty else [(0, len(text))]
    if not matches:
        first = new[0][0] if new else 0
        return _cut(text, first, [])
    best = max(range(len(matches)), key=lambda n: (_worth(matches, n, new), -matches[n][0]))
    return _cut(text, matches[best][0], matches)


def _matches(text: str, terms: Sequence[Term]) -> list[_Match]:
    found: list[_Match] = []
    for number, term in enumerate(terms):
        whole = not is_unspaced(term.words[0])
        places = (
            (m.start(), m.end(), number)
            for m in _pattern(term).finditer(text)
            if not (whole and m.start() and text[m.start() - 1].isalnum())
        )
        found.extend(islice(places, MATCHES))
    return sorted(found)


@lru_cache(maxsize=256)
def _pattern(term: Term) -> re.Pattern[str]:
    """Return what finds a term, but for what stands before it: literals first are found fast."""
    words = [re.escape(word) for word in term.words]
    gaps = [
        r"\W*" if is_unspaced(a) or is_unspaced(b) else r"[\W_]+" for a, b in pairwise(term.words)
    ]
    body = "".join(part for pair in zip(words, [*gaps, ""], strict=True) for part in pair)
    if is_unspaced(term.words[-1]):
        return re.compile(body)
    return re.compile(body + (r"[^\W_]*" if term.prefix else r"(?![^\W_])"))


def _worth(matches: Sequence[_Match], first: int, new: Sequence[tuple[int, int]]) -> float:
    """Return how many of the terms are seen from a match on; in new text each counts double."""
    start = matches[first][0]
    seen: dict[int, float] = {}
    for begin, end, term in matches[first:]:
        if end > start + LENGTH - LEAD:
            break
        fresh = any(a <= begin < b for a, b in new)
        seen[term] = max(seen.get(term, 0.0), 2.0 if fresh else 1.0)
    return sum(seen.values())


def _cut(text: str, match: int, matches: Sequence[_Match]) -> str:
    start = _near_edge(text, max(0, match - LEAD))
    end = min(len(text), start + LENGTH)
    if end < len(text):
        end = next((m.start() for m in _EDGE.finditer(text, end, end + 30)), end)
    marked, at = "", start
    for begin, stop, _ in matches:
        if begin >= at and stop <= end:
            marked += f"{text[at:begin]}\x02{text[begin:stop]}\x03"
            at = stop
    marked = " ".join(f"{marked}{text[at:end]}".split())
    return f"{'…' if start else ''}{marked}{'…' if end < len(text) else ''}"


def _near_edge(text: str, at: int) -> int:
    """Return where the next word begins, if that is near; 0 stays 0."""
    if not at:
        return 0
    edge = _EDGE.search(text, at, at + 30)
    return edge.end() if edge else at
