"""Spam, and what has nothing to do with the story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from tidings.reference.stopwords import stop_words
from tidings.text import fold
from tidings.types import Span
from tidings.write.moderate.comment import Comment, Sign, whole
from tidings.write.moderate.hostile import shouts
from tidings.write.moderate.words import listed, table
from tidings.write.passages import terms

__all__ = ["off_topic", "spam"]

_URL = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|net|org|info|biz|ru|xyz|top|shop)\b\S*")
_SUM = re.compile(r"[$€£₽]\W*$")  # stands before its number
_REPEATED = re.compile(r"(.)\1{4,}|(\b\w+\b)(?:\W+\2\b){3,}", re.IGNORECASE)


def spam(comment: Comment) -> Iterator[Sign]:
    """Yield links, adverts, promises of money, and what was posted before."""
    for number, match in enumerate(_URL.finditer(comment.text)):
        yield Sign("holds a link", _span(match), 0.25 if not number else 0.35)
    yield from _adverts(comment)
    for match in _REPEATED.finditer(comment.text):
        yield Sign("says the same over and over", _span(match), 0.3)
    own = fold(comment.text)
    for other in comment.context.others:
        if len(own) > 30 and SequenceMatcher(None, own, fold(other)).quick_ratio() > 0.95:
            yield Sign("was posted before, nearly word for word", whole(comment), 0.7)
            break
    if shouts(comment.text):
        yield Sign("is written in capitals", whole(comment), 0.15)


def _adverts(comment: Comment) -> Iterator[Sign]:
    words = comment.words
    adverts = [word for word in words if word.folded in listed("adverts")]
    share = len(adverts) / max(8, len(words))
    for said in adverts[:5]:
        word = said.folded
        yield Sign(f"advertises: “{word}”", said.span, min(0.2, 0.1 + share))
    places = range(len(words))
    reached = {n for n in places if words[n].folded in listed("channels") or "@" in comment.gap(n)}
    if invited := comment.stretch(
        {n for n in places if comment.meets(n, table("inviting"))}, reached
    ):
        said_there = comment.said(invited)
        yield Sign(f"asks to be written to elsewhere: “{said_there}”", invited, 0.55)
    sums = {n for n in places if comment.meets(n, table("money")) or _SUM.search(comment.gap(n))}
    if promised := comment.stretch({n for n in places if comment.meets(n, table("earning"))}, sums):
        said_there = comment.said(promised)
        again_and_again = any(comment.meets(n, table("each_time")) for n in places)
        weight = 0.5 if again_and_again else 0.3
        yield Sign(f"promises money: “{said_there}”", promised, weight)


def off_topic(comment: Comment) -> Iterator[Sign]:
    """Yield that a comment shares next to no word with what it is about."""
    stop = stop_words(comment.context.language)
    told = [w.folded for w in comment.words if w.folded not in stop and len(w.folded) > 2]
    own = {stem for word in told for stem in terms(word)}
    about = {stem for text in comment.context.about for stem in terms(fold(text))}
    if len(own) < 8 or not about:
        return
    share = len(own & about) / len(own)
    if share < 0.15:
        of = f"{len(own & about)} of its {len(own)} words"
        yield Sign(f"has little in common with the story: {of}", whole(comment), 0.8 - 4 * share)


def _span(match: re.Match[str]) -> Span:
    return Span(start=match.start(), end=match.end())
