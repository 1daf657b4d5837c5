"""What a comment's moderator should look at, and why: pure, on a CPU, in a dozen languages.

It scores and shows its reasons; people decide. Words and patterns only: a reason is always words
that stand in the comment, never a guess about who wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from tidings.reference.stopwords import stop_words
from tidings.text import fold, word_spans
from tidings.types import Span
from tidings.write.abuse_words import (
    ADVERTS,
    HARMING,
    HARSH,
    INSULTS,
    MEANT,
    STREETS,
    WE,
    WISHES,
    YOU,
)
from tidings.write.passages import terms

__all__ = ["KINDS", "Concern", "Context", "Sign", "moderate"]

READ_CHARS = 20_000  # of a comment
NEAR = 6  # words between a person and what is said of or done to them
_PLAIN = str.maketrans("01345@$!|", "oieasasii")  # letters that are written as figures
_STARRED = re.compile(r"[\w@$!|*#-]+")
_URL = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|net|org|info|biz|ru|xyz|top|shop)\b\S*")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DIGITS = re.compile(r"\+?\(?\d[\d ()./-]{6,22}\d")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b")
_SHOUT = 0.7  # of the letters in capitals
_REPEATED = re.compile(r"(.)\1{4,}|(\b\w+\b)(?:\W+\2\b){3,}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sign:
    """A reason: what it is, where it stands in the comment, and how much it weighs, 0 to 1."""

    text: str
    span: Span
    weight: float


@dataclass(frozen=True, slots=True)
class Concern:
    """One kind of trouble: how likely, 0 to 1, and the signs of it, the gravest first."""

    kind: str
    score: float
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """What a comment is about, and what else was said."""

    about: Sequence[str] = ()  # texts: the headline, the article, the comment that it answers
    others: Sequence[str] = ()  # other comments of late: the same text again is spam
    language: str = ""  # ISO 639-1; "" reads all languages' words


@dataclass(frozen=True, slots=True)
class _Comment:
    text: str
    words: tuple[tuple[str, Span], ...]  # folded
    context: Context

    def meets(self, place: int, table: Mapping[str, frozenset[str]]) -> bool:
        """Say whether a word is in a table, in the comment's language or in any."""
        word = self.words[place][0]
        language = self.context.language
        lists = [table[language]] if language in table else list(table.values())
        return any(_in(word, words) for words in lists)

    def near(self, place: int, table: Mapping[str, frozenset[str]], reach: int = NEAR) -> bool:
        """Say whether a word of a table stands near a word."""
        beside = range(max(0, place - reach), min(len(self.words), place + reach + 1))
        return any(self.meets(n, table) for n in beside if n != place)


def _in(word: str, words: frozenset[str]) -> bool:
    if word in words:
        return True
    return any(f"{word[:length]}*" in words for length in range(3, len(word) + 1))


def moderate(text: str, context: Context | None = None) -> tuple[Concern, ...]:
    """Return every kind of concern with its score, in the order of KINDS; 0 without a sign."""
    comment = _read(text[:READ_CHARS], context or Context())
    return tuple(_concern(kind, look(comment)) for kind, look in KINDS.items())


def _read(text: str, context: Context) -> _Comment:
    found = []
    for word, start, end in word_spans(text):
        folded = fold(word).replace("’", "'")
        found.append((folded, Span(start=start, end=end)))
    return _Comment(text, tuple(found) + tuple(_disguised(text)), context)


def _disguised(text: str) -> Iterator[tuple[str, Span]]:
    """Yield words that are written so that no list meets them: 1d10t, i.d.i.o.t, st*pid."""
    for match in _STARRED.finditer(text):
        word = match.group()
        plain = fold(word).translate(_PLAIN)
        if plain != fold(word) and not word.isdecimal() and any(c.isalpha() for c in word):
            yield plain, Span(start=match.start(), end=match.end())
    for match in re.finditer(r"\b(?:\w[ .*_-]){3,}\w\b", text):
        spelt = fold(re.sub(r"[ .*_-]", "", match.group()))
        yield spelt, Span(start=match.start(), end=match.end())


def _concern(kind: str, signs: Iterator[Sign]) -> Concern:
    """Put signs together: each takes its share of the doubt that the others left."""
    found = sorted(signs, key=lambda sign: (-sign.weight, sign.span.start))
    doubt = 1.0
    for sign in found:
        doubt *= 1.0 - sign.weight
    return Concern(kind, round(1.0 - doubt, 3), tuple(found))


def _insults(comment: _Comment) -> Iterator[Sign]:
    for place, (_, span) in enumerate(comment.words):
        said = comment.text[span.start : span.end]
        if comment.meets(place, INSULTS):
            if comment.near(place, YOU):
                yield Sign(f"calls the one who is addressed “{said}”", span, 0.85)
            else:
                yield Sign(f"calls somebody or something “{said}”", span, 0.45)
        elif comment.meets(place, HARSH):
            weight = 0.5 if comment.near(place, YOU, 2) else 0.25
            yield Sign(f"is harsh: “{said}”", span, weight)
    if _shouts(comment.text):
        yield Sign("is written in capitals", _whole(comment), 0.15)


def _threats(comment: _Comment) -> Iterator[Sign]:
    flat = " ".join(word for word, _ in comment.words)
    for phrase in WISHES:
        if re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", flat):
            yield Sign(f"wishes or announces harm: “{phrase}”", _whole(comment), 0.85)
    for place, (word, span) in enumerate(comment.words):
        if not comment.meets(place, HARMING) or not _by_whom_to_whom(comment, place):
            continue
        said = comment.text[span.start : span.end]
        weight = 0.3 if word in MEANT else 0.85
        yield Sign(f"speaks of doing harm to the one who is addressed: “{said}”", span, weight)


def _by_whom_to_whom(comment: _Comment, place: int) -> bool:
    """Say whether "I" or "we" stand before what is done, and "you" close after it."""
    before = range(max(0, place - 4), place)
    after = range(place + 1, min(len(comment.words), place + 3))
    if comment.words[place][0].endswith("ك"):  # Arabic writes "you" at the verb's end
        return True
    doer = any(comment.meets(n, WE) for n in before)
    return doer and any(comment.meets(n, YOU) for n in (*after, *before))


def _spam(comment: _Comment) -> Iterator[Sign]:
    links = list(_URL.finditer(comment.text))
    for number, match in enumerate(links):
        yield Sign("holds a link", _span(match), 0.25 if not number else 0.35)
    adverts = [(w, s) for w, s in comment.words if w in ADVERTS]
    share = len(adverts) / max(8, len(comment.words))
    for word, span in adverts[:5]:
        yield Sign(f"advertises: “{word}”", span, min(0.35, 0.1 + share))
    for match in _REPEATED.finditer(comment.text):
        yield Sign("says the same over and over", _span(match), 0.3)
    own = fold(comment.text)
    for other in comment.context.others:
        if len(own) > 30 and SequenceMatcher(None, own, fold(other)).quick_ratio() > 0.95:
            yield Sign("was posted before, nearly word for word", _whole(comment), 0.7)
            break
    if _shouts(comment.text):
        yield Sign("is written in capitals", _whole(comment), 0.15)


def _off_topic(comment: _Comment) -> Iterator[Sign]:
    stop = stop_words(comment.context.language)
    told = [w for w, _ in comment.words if w not in stop and len(w) > 2]
    own = {stem for word in told for stem in terms(word)}
    about = {stem for text in comment.context.about for stem in terms(fold(text))}
    if len(own) < 8 or not about:
        return
    share = len(own & about) / len(own)
    if share < 0.15:
        of = f"{len(own & about)} of its {len(own)} words"
        yield Sign(f"has little in common with the story: {of}", _whole(comment), 0.8 - 4 * share)


def _personal(comment: _Comment) -> Iterator[Sign]:
    text = comment.text
    for match in _MAIL.finditer(text):
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
    yield from _addresses(comment)


def _addresses(comment: _Comment) -> Iterator[Sign]:
    words = comment.words
    for place, (word, span) in enumerate(words):
        if word not in STREETS and not any(
            word.endswith(end[1:]) and len(word) > len(end) + 2 for end in STREETS if end[0] == "-"
        ):
            continue
        near = range(max(0, place - 3), min(len(words), place + 4))
        for n in near:
            number, other = words[n]
            if re.fullmatch(r"\d{1,4}[a-z]?", number):
                where = Span(start=min(span.start, other.start), end=max(span.end, other.end))
                named = comment.text[where.start : where.end]
                if any(piece[:1].isupper() for piece in named.split()):
                    yield Sign("holds what looks like an address", where, 0.6)
                break


def _is_phone(written: str, digits: str) -> bool:
    """Say whether digits are a telephone number: no date, no year to year, no great number."""
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


def _shouts(text: str) -> bool:
    letters = [c for c in text if c.isalpha() and c.lower() != c.upper()]
    return len(letters) >= 20 and sum(map(str.isupper, letters)) > _SHOUT * len(letters)


def _whole(comment: _Comment) -> Span:
    return Span(start=0, end=len(comment.text))


def _span(match: re.Match[str]) -> Span:
    return Span(start=match.start(), end=match.end())


KINDS: Mapping[str, Callable[[_Comment], Iterator[Sign]]] = {
    "insult": _insults,
    "threat": _threats,
    "spam": _spam,
    "off-topic": _off_topic,
    "personal data": _personal,
}
