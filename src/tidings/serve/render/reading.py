"""An article as it is read: background folded, every sentence with a name to link to. Pure."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tidings.text import sentences
from tidings.types import Article, Segment, Span
from tidings.views import ArticleView, Judged

__all__ = ["Block", "Piece", "Teller", "anchor", "blocks", "cited", "foremost", "minutes_of"]

FOREMOST = 2  # sentences of an article that its story shows at once
WORDS_A_MINUTE = 230  # that people read of news, silently
SIGNS_A_MINUTE = 450  # of writing that puts no spaces between words
SHORT = 80  # characters: below this a sentence's length matters little


@dataclass(frozen=True, slots=True)
class Teller:
    """Who told a sentence before, in other words: a link to the place, and the reason."""

    url: str
    publisher: str
    because: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `anchor` is the id of the sentence that begins here, "" between sentences."""

    text: str
    anchor: str = ""
    start: int = 0  # in Article.text
    teller: Teller | None = None  # where the sentence only restates an earlier one of the story


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """Paragraphs in a row that are all new, or all recycled and folded together."""

    new: bool
    paragraphs: tuple[tuple[Piece, ...], ...]
    origins: tuple[Article, ...] = ()  # who published it first, without repeats
    standing: bool = False
    seen: int = 1  # in how many articles the most repeated part of it stands


def anchor(span: Span) -> str:
    """Return the id that a sentence has on its article's page."""
    return f"s{span.start}-{span.end}"


def cited(span: Span, known: Sequence[Span]) -> str:
    """Return the id of the sentence that a citation rests on, "" when none is there any more.

    `known` are the sentences of its article. A citation that is no whole sentence means the one
    that holds most of it.
    """
    overlapping = [s for s in known if s.start < span.end and span.start < s.end]
    if not overlapping:
        return ""
    return anchor(max(overlapping, key=lambda s: min(s.end, span.end) - max(s.start, span.start)))


def blocks(view: ArticleView) -> tuple[Block, ...]:
    """Return the article's text as blocks, in order; nothing of it is left out."""
    article = view.article
    known = sentences(article.text, language=article.language)
    origins = dict(view.first_seen)
    tellers = dict(_tellers(view))
    runs = groupby(_segments(article, view.novelty.segments), key=lambda s: s.new)
    return tuple(_block(article.text, list(run), known, origins, tellers) for _, run in runs)


def _tellers(view: ArticleView) -> Iterator[tuple[int, Teller]]:
    """Yield the start of each sentence that was told before, and who told it."""
    told = dict(view.told)
    for judged in view.judged:
        places = [p for p in judged.statement.restates if p.article in told]
        if judged.statement.known and places:
            place = places[0]
            mark = f"#{anchor(Span(start=place.start, end=place.end))}" if place.end else ""
            other = told[place.article]
            url = f"/article/{place.article}{mark}"
            teller = Teller(url, other.publisher or other.title, judged.because.text)
            yield judged.statement.start, teller


def foremost(judged: Sequence[Judged]) -> tuple[Judged, ...]:
    """Return the new sentences that tell most in the fewest words, in order."""
    fresh = [one for one in judged if not one.statement.known]
    best = sorted(fresh, key=lambda one: (-_news(one), one.statement.start))[:FOREMOST]
    return tuple(one for one in fresh if one in best)


def _news(judged: Judged) -> float:
    """Return how much a sentence adds: facts count double, and long sentences less."""
    facts = sum(2 if added.kind != "word" else 1 for added in judged.statement.adds)
    return facts / math.sqrt(SHORT + len(judged.text))


def _block(
    text: str,
    run: list[Segment],
    known: list[Span],
    origins: dict[str, Article],
    tellers: Mapping[int, Teller],
) -> Block:
    paragraphs = []
    for _, parts in groupby(run, key=lambda s: s.paragraph):
        pieces = [piece for s in parts for piece in _pieces(text, s.start, s.end, known)]
        paragraphs.append(tuple(_with_teller(piece, tellers) for piece in pieces))
    named = dict.fromkeys(s.first_seen for s in run)
    return Block(
        new=run[0].new,
        paragraphs=tuple(paragraphs),
        origins=tuple(origins[id] for id in named if id in origins),
        standing=any(s.standing for s in run),
        seen=max(s.seen for s in run),
    )


def _with_teller(piece: Piece, tellers: Mapping[int, Teller]) -> Piece:
    start = piece.anchor[1:].partition("-")[0]
    return replace(piece, teller=tellers.get(int(start))) if start and tellers else piece


def _segments(article: Article, found: Sequence[Segment]) -> Iterator[Segment]:
    """Yield segments that cover every paragraph: what no finding covers counts as new."""
    start, first, text = 0, 0, article.text
    ordered = sorted(found, key=lambda s: s.start)
    for index, paragraph in enumerate(article.paragraphs):
        end = start + len(paragraph)
        first = bisect_right(ordered, start, first, key=lambda s: s.end)
        after = bisect_left(ordered, end, first, key=lambda s: s.start)
        yield from _covering(index, start, end, ordered[first:after], text)
        start = end + 1


def _covering(
    index: int, start: int, end: int, inside: list[Segment], text: str
) -> Iterator[Segment]:
    position = start
    for segment in inside:
        begin = max(segment.start, position)
        if text[position:begin].strip():
            yield Segment(paragraph=index, start=position, end=begin, new=True)
            position = begin
        stop = min(segment.end, end)
        if stop > position:
            yield replace(segment, paragraph=index, start=position, end=stop)
            position = stop
    if text[position:end].strip():
        yield Segment(paragraph=index, start=position, end=end, new=True)


def _pieces(text: str, start: int, end: int, known: list[Span]) -> Iterator[Piece]:
    position = start
    first = bisect_right(known, start, key=lambda s: s.end)
    after = bisect_left(known, end, first, key=lambda s: s.start)
    for sentence in known[first:after]:
        begin, stop = max(sentence.start, start), min(sentence.end, end)
        if begin > position:
            yield Piece(text[position:begin], start=position)
        whole = sentence.start >= start
        yield Piece(text[begin:stop], anchor(sentence) if whole else "", begin)
        position = stop
    if position < end:
        yield Piece(text[position:end], start=position)


def minutes_of(texts: Iterable[str]) -> int:
    """Return how many minutes texts take to read: one at least."""
    minutes = 0.0
    for text in texts:
        signs = sum("\u3040" <= one <= "\u9fff" or "\u0e00" <= one <= "\u0eff" for one in text)
        minutes += (
            signs / SIGNS_A_MINUTE if signs > len(text) / 3 else len(text.split()) / WORDS_A_MINUTE
        )
    return max(1, round(minutes))
