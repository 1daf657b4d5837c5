"""What belongs to a person and not into public: numbers, mail addresses, where somebody lives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tidings.types import Span
from tidings.write.moderate.comment import Comment, Sign
from tidings.write.moderate.words import listed, table

__all__ = ["personal_data"]

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DIGITS = re.compile(r"\+?\(?\d[\d ()./-]{6,22}\d")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b")
_FREE = re.compile(
    r"(?:\+\d{1,3}|00\d{1,3}|[018])?80\d"
)  # a number that nobody pays for: a hotline
_PAPER = re.compile(r"(?=(?:\D*\d){6})[a-z0-9]{6,12}")
_HOUSE = re.compile(r"(?!(?:19|20)\d\d)\d{1,4}[a-z]?")
REACH = 3  # words between a street and its number, a paper and its number


def personal_data(comment: Comment) -> Iterator[Sign]:
    """Yield what looks like a person's address or number, of what kind."""
    text = comment.text
    for match in _MAIL.finditer(text) if "@" in text else ():  # without one it is slow to say no
        yield Sign("holds a mail address", _span(match), 0.8)
    for match in _IBAN.finditer(text):
        if _is_iban(match.group()):
            yield Sign("holds a bank account", _span(match), 0.9)
    for match in _DIGITS.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if 13 <= len(digits) <= 19 and _luhn(digits):
            yield Sign("holds the number of a bank card", _span(match), 0.9)
        elif re.fullmatch(r"\d{3}-\d{2}-\d{4}", match.group()):
            yield Sign("holds what looks like a social security number", _span(match), 0.85)
        elif _is_phone(match.group(), digits):
            yield Sign("holds a telephone number", _span(match), 0.75)
    yield from _papers(comment)
    yield from _addresses(comment)


def _papers(comment: Comment) -> Iterator[Sign]:
    for place in range(len(comment.words)):
        if comment.meets(place, table("papers")):
            for word in comment.words[place + 1 : place + 2 + REACH]:
                if _PAPER.fullmatch(word.folded):
                    yield Sign("holds the number of somebody's papers", word.span, 0.75)


def _addresses(comment: Comment) -> Iterator[Sign]:
    """Yield streets with a number; they weigh more where it is told that somebody lives there."""
    at_home = any(comment.meets(place, table("living")) for place in range(len(comment.words)))
    for place, word in enumerate(comment.words):
        ends = word.folded.endswith(tuple(listed("street_ends"))) and len(word.folded) > 5
        after = ends or comment.meets(place, table("number_after"))
        near = [*range(place + 1, place + 2 + REACH)] if after else []
        if comment.meets(place, table("number_before")):
            near += range(place - REACH, place)
        house = next((n for n in near if _is_house(comment, n, word.sentence)), None)
        if house is not None:
            first, last = sorted((house, place))
            named = comment.words[first : last + 2 + REACH]
            if any(_may_be_name(comment.said(one.span)) for one in named):
                span = Span(start=comment.words[first].span.start,
                            end=comment.words[last].span.end)  # fmt: skip
                weight = 0.7 if at_home else 0.4
                yield Sign("holds what looks like an address", span, weight)


def _is_house(comment: Comment, place: int, sentence: int) -> bool:
    if not 0 <= place < len(comment.words):
        return False
    word = comment.words[place]
    return word.sentence == sentence and bool(_HOUSE.fullmatch(word.folded))


def _may_be_name(word: str) -> bool:
    """Say whether a word is written like a name; any is in a script without capital letters."""
    return word[:1].isalpha() and not word[:1].islower()


def _is_phone(written: str, digits: str) -> bool:
    """Say whether digits are somebody's telephone number.

    No date, no year to year, no great number; none that is free of charge, as hotlines are.
    """
    if _FREE.match(re.sub(r"[^\d+]", "", written)):
        return False
    if not 8 <= len(digits) <= 15 or re.search(r"\b\d{4}\s*[-/]\s*\d{4}\b", written):
        return written.startswith("+") and 8 <= len(digits) <= 15
    if re.fullmatch(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4}", written):
        return False
    if re.fullmatch(r"\d{1,3}(?:[ .]\d{3})+", written) and written[0] not in "0+":
        return False
    return written[0] in "+0(" or bool(re.fullmatch(r"\d{3}[ .-]\d{3,4}[ .-]\d{4}", written))


def _luhn(digits: str) -> bool:
    doubled = [int(d) * (1 + place % 2) for place, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _is_iban(written: str) -> bool:
    plain = written.replace(" ", "")
    turned = plain[4:] + plain[:4]
    return int("".join(str(int(c, 36)) for c in turned)) % 97 == 1


def _span(match: re.Match[str]) -> Span:
    return Span(start=match.start(), end=match.end())
