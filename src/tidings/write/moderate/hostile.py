"""Insults and threats: what somebody is called, and what is wished on or announced to whom."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

from tidings.types import Span
from tidings.write.moderate.comment import Comment, Sign, whole
from tidings.write.moderate.words import listed, phrases, table

__all__ = ["insults", "shouts", "threats"]

BEFORE, AFTER = 6, 3  # words between who is addressed and what they are called
SHORT = 2  # words: a sentence of no more than an insult is meant for whom it answers
QUOTED = 0.4  # of its weight that a sign keeps in a quotation
_SHOUT = 0.7  # of the letters in capitals


def insults(comment: Comment) -> Iterator[Sign]:
    """Yield what somebody is called: those who are addressed above all."""
    for place, word in enumerate(comment.words):
        if comment.meets(place, table("insults")):
            yield _called(comment, place, _addressed(comment, place), weights=(0.85, 0.45))
        elif comment.meets(place, table("silly")):
            you = comment.near(place, table("calling"), before=2, after=2)
            yield _called(comment, place, you, weights=(0.8, 0.35))
        elif comment.meets(place, table("harsh")):
            said = comment.said(word.span)
            near = comment.near(place, table("you"), before=2, after=2) is not None
            yield Sign(f"is harsh: “{said}”", word.span, 0.5 if near else 0.25)
    for said, span, kept in _spoken(comment, phrases("shaming")):
        yield Sign(f"abuses somebody: “{said}”", span, 0.85 * kept)
    for said, span, kept in _spoken(comment, phrases("rude")):
        yield Sign(f"is rude to somebody: “{said}”", span, 0.65 * kept)
    if shouts(comment.text):
        yield Sign("is written in capitals", whole(comment), 0.15)


def threats(comment: Comment) -> Iterator[Sign]:
    """Yield what is wished on somebody, and what "I" or "we" would do to "you"."""
    for phrase, span, kept in _spoken(comment, phrases("wishes")):
        yield Sign(f"wishes or announces harm: “{phrase}”", span, 0.85 * kept)
    harmful = False
    for place, word in enumerate(comment.words):
        you = _harmed(comment, place) if comment.meets(place, table("harming")) else None
        if you is None:
            continue
        harmful = True
        weight = 0.3 if word.folded in listed("meant") else 0.85
        said = comment.said(word.span)
        yield Sign(f"speaks of doing harm to the one who is addressed: “{said}”", word.span,
                   weight * _meant(comment, place, you))  # fmt: skip
    for said, span, kept in _spoken(comment, phrases("warnings")) if harmful else ():
        yield Sign(f"warns the one who is addressed: “{said}”", span, 0.45 * kept)


def shouts(text: str) -> bool:
    """Say whether a text is written in capitals, most of it."""
    letters = [c for c in text if c.isalpha() and c.lower() != c.upper()]
    return len(letters) >= 20 and sum(map(str.isupper, letters)) > _SHOUT * len(letters)


def _called(comment: Comment, place: int, you: int | None, *, weights: tuple[float, float]) -> Sign:
    """Return the sign of a name that is called, with one weight for "you", one for others."""
    span = comment.words[place].span
    said = comment.said(span)
    if you is None:
        weight = weights[1] * _meant(comment, place, place)
        return Sign(f"calls somebody or something “{said}”", span, weight)
    weight = weights[0] * _meant(comment, place, you)
    return Sign(f"calls the one who is addressed “{said}”", span, weight)


def _addressed(comment: Comment, place: int) -> int | None:
    """Return the place of who is addressed by being called so; None where it is somebody else.

    A sentence that says little more is meant for whoever reads it.
    """
    around = comment.words[max(0, place - 2 * SHORT) : place + 2 * SHORT + 1]
    sentence = comment.words[place].sentence
    if len({word.span.start for word in around if word.sentence == sentence}) <= SHORT:
        return place
    you = comment.near(place, table("calling"), before=BEFORE, after=AFTER)
    if you is None:
        return None
    between = range(min(you, place) + 1, max(you, place))
    return None if any(comment.meets(n, table("others")) for n in between) else you


def _harmed(comment: Comment, place: int) -> int | None:
    """Return the place of "you", with "I" or "we" before, beside what is done; else None."""
    if comment.words[place].folded.endswith("ك"):  # Arabic writes "you" at the verb's end
        return place
    if comment.near(place, table("we"), before=4, after=0) is None:
        return None
    return comment.near(place, table("you"), before=4, after=2)


def _meant(comment: Comment, place: int, you: int) -> float:
    """Return 1, or QUOTED where the words are quoted and address nobody outside the quotation."""
    quotation = comment.words[place].quotation
    return QUOTED if quotation and comment.words[you].quotation == quotation else 1.0


def _spoken(comment: Comment, phrases: tuple[str, ...]) -> Iterator[tuple[str, Span, float]]:
    """Yield where phrases are spoken within a sentence: the words, where, how much is meant."""
    starts = list(accumulate((len(w.folded) + 1 for w in comment.words), initial=0))
    flat = " ".join(word.folded for word in comment.words)
    for match in _pattern(phrases).finditer(flat):
        first = bisect_right(starts, match.start()) - 1
        last = bisect_right(starts, match.end() - 1) - 1
        found = comment.words[first : last + 1]
        if len({word.sentence for word in found}) == 1:
            span = Span(start=found[0].span.start, end=found[-1].span.end)
            quoted = all(word.quotation for word in found)
            yield comment.said(span), span, QUOTED if quoted else 1.0


@cache
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of some phrases: a star ends a beginning, _ is up to three words."""
    each = (
        re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ _\ ", r"(?: \S+){0,3}? ")
        for phrase in phrases
    )
    return re.compile(rf"(?<!\S)(?:{'|'.join(each)})(?!\S)")
