"""Tags: what an article is about, in its own words; and one slug for a tag however it is written.

Names first, then phrases that come again. Only new text is read: the background that a publisher
sets under every article would tag all of them alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

from tidings.enrich.novelty import weights
from tidings.naming import speaks_of_itself
from tidings.reference.stopwords import stop_words, titles
from tidings.reference.timewords import CALENDAR
from tidings.text import fold, sentences, word_spans, words
from tidings.types import COPIED, Article, Note, Novelty, Span
from tidings.wording import capitals_name

__all__ = ["VERSION", "key_phrases", "slug"]

VERSION = 3
MOST = 8  # tags of an article
READ_CHARS = 6000  # of the text: a thousand words name all that matters
LEAD_CHARS = 400  # of the text: what stands there is what it is about
LONGEST_NAME = 4  # words; longer runs of capitals are lists
LONGEST_PHRASE = 3
ENOUGH = 1.8  # score; a name told once, in passing, is no tag
TITLE = 2.0  # added to what the title names too
LEAD = 1.0  # added to what the first lines name
# What a phrase is worth each time it is told: names, phrases of several words, single words.
NAME, PHRASE, WORD = 1.0, 0.7, 0.3
PARTICLES = frozenset(
    fold("of the de del della der di do dos da du la van von bin ibn al el").split()
)

_POSSESSIVE = re.compile(r"['’]s?$")
_CLITIC = re.compile(r"^\w+'(?:m|re|ve|ll|d|t|s)$")  # I'm, we're, don't: none of them a name
_KEPT_S = ("ss", "us", "is", "as", "os", "ics", "ws")  # glass, virus, crisis, visas, politics, news


def slug(tag: str) -> str:
    """Return what a tag is known by: "#Elections", "elections" and "Election" are one.

    Words in lower case joined by hyphens; the plural is taken off a lone word. "" for no word.
    """
    parts = re.findall(r"[^\W_]+", " ".join(words(tag.replace("_", " "))))
    return _singular(parts[0]) if len(parts) == 1 else "-".join(parts)


def _singular(word: str) -> str:
    if len(word) < 5 or not word.isascii() or not word.endswith("s") or word.endswith(_KEPT_S):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]


class _Token(NamedTuple):
    """A word of the text. A tuple, since a thousand of them are made for an article."""

    text: str  # as it stands, without a possessive ending
    folded: str
    start: int
    end: int
    first: bool  # of its sentence: a capital means nothing
    glued: bool  # only a space stands between it and the word before
    capital: bool


@dataclass(slots=True)
class _Candidate:
    """A phrase that may become a tag, while its mentions are counted."""

    label: str
    words: tuple[str, ...]
    span: Span
    worth: float  # of one mention
    mentions: int = 0
    score: float = 0.0


def key_phrases(article: Article, novelty: Novelty) -> tuple[Note, ...]:
    """Return the names and phrases that an article is about, the surest first, at most MOST.

    Each note's value holds `tag`; its span is where the phrase first stands. Pure. An article
    without text has none.
    """
    tokens = _tokens(article, novelty)
    stops = stop_words(article.language)
    found = _names(tokens, stops, sure=capitals_name(article.text))
    taken = {word for name in found for word in name}
    found |= _phrases(tokens, stops, taken)
    found = {
        name: told
        for name, told in found.items()
        if not CALENDAR.issuperset(name) and not speaks_of_itself(article, told.span)
    }
    _score(found.values(), set(words(article.title)))
    return tuple(
        Note(
            article=article.id,
            name="tags",
            version=VERSION,
            value={"tag": candidate.label},
            span=candidate.span,
            confidence=round(candidate.score / (candidate.score + 3), 3),
        )
        for candidate in _best(found.values())
    )


def _tokens(article: Article, novelty: Novelty) -> list[_Token]:
    text = article.text[:READ_CHARS]
    spans = sentences(text, language=article.language)
    if novelty.share >= COPIED:
        told = weights(novelty, spans)
        spans = [span for span, weight in zip(spans, told, strict=True) if weight > 0.5]
    return [token for span in spans for token in _sentence_tokens(text, span)]


def _sentence_tokens(text: str, span: Span) -> Iterator[_Token]:
    sentence = text[span.start : span.end]
    last = -1
    for word, start, end in word_spans(sentence):
        bare = (_POSSESSIVE.sub("", word) or word) if "'" in word or "’" in word else word
        if "." in bare and sentence[end : end + 1] == ".":  # U.S., which no word's end shows
            bare, end = bare + ".", end + 1
        yield _Token(
            bare,
            fold(bare),
            span.start + start,
            span.start + start + len(bare),
            last < 0,
            sentence[last:start] == " ",
            bare[0].isupper(),
        )
        last = end if len(bare) >= len(word) else len(sentence)  # a possessive ends a name


def _names(
    tokens: Sequence[_Token], stops: frozenset[str], *, sure: bool
) -> dict[tuple[str, ...], _Candidate]:
    """Return the runs of words with a capital, as far as the capital makes them names."""
    proper = {token.folded for token in tokens if token.capital and not token.first}
    proper -= {token.folded for token in tokens if not token.capital}
    found: dict[tuple[str, ...], _Candidate] = {}
    for run in _capital_runs(tokens):
        name = _bare_name(run, stops)
        if not name or sum(token.capital for token in name) > LONGEST_NAME:
            continue
        if len(name) == 1 and (len(name[0].text) < 2 or name[0].folded not in proper):
            continue
        _count(found, name, NAME if sure or len(name) > 1 else WORD)
    _merge_last_names(found)
    return found


def _capital_runs(tokens: Sequence[_Token]) -> Iterator[list[_Token]]:
    run: list[_Token] = []
    for token in tokens:
        if run and token.glued and (token.capital or token.folded in PARTICLES):
            run.append(token)
            continue
        if run:
            yield run
        run = [token] if token.capital else []
    if run:
        yield run


def _bare_name(run: Sequence[_Token], stops: frozenset[str]) -> Sequence[_Token]:
    """Take off what stands around a name: function words, offices, the end of "Ministry of the"."""
    start, end = 0, len(run)
    while start < end and _is_around(run[start], stops):
        start += 1
    while start < end and run[end - 1].folded in stops | PARTICLES:
        end -= 1
    return run[start:end]


def _is_around(token: _Token, stops: frozenset[str]) -> bool:
    word = token.folded
    return word in stops or word in titles() or word in PARTICLES or bool(_CLITIC.match(word))


def _merge_last_names(found: dict[tuple[str, ...], _Candidate]) -> None:
    """Count "Haftar" as a mention of "Khalifa Haftar" where only one full name ends so."""
    full: dict[str, list[_Candidate]] = {}
    for name, candidate in found.items():
        if len(name) > 1:
            full.setdefault(name[-1], []).append(candidate)
    for last, holders in full.items():
        alone = found.get((last,))
        if alone and len(holders) == 1:
            holders[0].mentions += alone.mentions
            del found[(last,)]


def _phrases(
    tokens: Sequence[_Token], stops: frozenset[str], taken: set[str]
) -> dict[tuple[str, ...], _Candidate]:
    """Return the words and runs of words that come again and are neither names nor function words.

    `taken` are the words of names.
    """
    found: dict[tuple[str, ...], _Candidate] = {}
    counts = Counter(token.folded for token in tokens)  # what comes again is made of such words
    again = {word for word, n in counts.items() if n > 1 and word not in stops}
    again = set(filter(_is_telling, again))
    usable = [t.folded in again and (t.first or not t.capital) for t in tokens]
    for place in compress(range(len(tokens)), usable):
        if tokens[place].folded not in taken:
            _count(found, tokens[place : place + 1], WORD)
        for end in range(place + 2, min(place + LONGEST_PHRASE, len(tokens)) + 1):
            if not (usable[end - 1] and tokens[end - 1].glued):
                break
            _count(found, tokens[place:end], PHRASE)
    return {
        phrase: candidate
        for phrase, candidate in found.items()
        if candidate.mentions >= (2 if len(phrase) > 1 else 3)
    }


def _is_telling(word: str) -> bool:
    return len(word) > 2 and word.replace("-", "").isalpha()


def _count(found: dict[tuple[str, ...], _Candidate], run: Sequence[_Token], worth: float) -> None:
    name = tuple([token.folded for token in run])
    if name not in found:
        label = " ".join(token.text for token in run)
        if worth != NAME and run[0].first:  # its capital is the sentence's
            label = label[0].lower() + label[1:]
        span = Span(start=run[0].start, end=run[-1].end)
        found[name] = _Candidate(label, name, span, worth)
    found[name].mentions += 1


def _score(candidates: Iterable[_Candidate], title: set[str]) -> None:
    for candidate in candidates:
        longer = 1 + 0.25 * (len(candidate.words) - 1)
        share = sum(word in title for word in candidate.words) / len(candidate.words)
        lead = LEAD if candidate.span.start < LEAD_CHARS else 0.0
        candidate.score = candidate.worth * (candidate.mentions * longer + TITLE * share + lead)


def _best(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    best: list[_Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (-c.score, c.span.start, c.label)):
        if candidate.score < ENOUGH or len(best) == MOST:
            break
        if not any(_overlap(candidate.words, other.words) for other in best):
            best.append(candidate)
    return best


def _overlap(a: Sequence[str], b: Sequence[str]) -> bool:
    """Say whether one phrase is a part of the other, or a form of the same word: Libya, Libyan."""
    if len(a) == len(b) == 1:
        short, long = sorted((a[0], b[0]), key=len)
        return long.startswith(short) and len(long) - len(short) <= 2
    return set(a) <= set(b) or set(b) <= set(a)
