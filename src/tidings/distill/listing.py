"""Pages that carry several articles: a main one, and others each under its own head.

What makes such a page is repetition: heads of a few short lines (publisher, age, title, in the
same order each time) between stretches of prose. An age is the anchor of a head; where the other
lines stand around it is read off all heads together, so no site has to be known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import dropwhile, pairwise, takewhile

from tidings.distill.asides import is_call
from tidings.distill.boilerplate import (
    cut_tags,
    is_furniture,
    is_related_head,
    is_section_head,
    split_byline,
)
from tidings.distill.heads import (
    Credits,
    Head,
    Layout,
    find_head,
    is_dated,
    is_title,
    layout_of,
    name_of,
    publisher_of,
    read_head,
    source_of,
)
from tidings.distill.lines import Line, is_prose, is_sentence, word_count
from tidings.distill.titles import letters
from tidings.distill.trim import trim

__all__ = ["FEWEST_WORDS", "Card", "read_card", "read_listing", "read_main_head"]

FEWEST_WORDS = 40  # of a body; less is a teaser that only links to an article
_NUMBER = re.compile(r"(\d{1,3})\s?[.):–-]\s+")
_HEAD_LINES = 4  # above a title, and below
_FEWEST_TITLE_WORDS = 3  # a shorter first line may be the name of the site


@dataclass(frozen=True, slots=True)
class Card:
    """One article as a page shows it: what its head says, its body, its tags as they stand."""

    credits: Credits = field(default_factory=Credits)
    paragraphs: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()  # lines of tags, each perhaps glued together


@dataclass(frozen=True, slots=True)
class _Run:
    """Short lines and the prose below them; `head` where an age is among the lines."""

    lines: tuple[Line, ...]
    body: tuple[Line, ...]
    head: Head | None = None


@dataclass(frozen=True, slots=True)
class _Group:
    """All that belongs to one article: its head, and the lines below."""

    head: Head | None
    lines: list[Line] = field(default_factory=list)


def read_listing(
    lines: Sequence[Line], now: datetime, *, language: str = "", fewest_words: int = FEWEST_WORDS
) -> list[Card]:
    """Return the articles on a page of lines, the main one first; most pages have just one.

    Ages count from `now`. What stands between the articles is left out. Never fails.
    """
    runs = _heads_first(_runs(lines, now, language), now, language)
    layout = layout_of([run.head for run in runs[1:] if run.head])
    groups = _groups(runs, layout)
    cards = [_card(group, layout) for group in groups[1:]]
    announced = any(is_related_head(line.text) for line in groups[0].lines)
    cards = [card for card in cards if _is_article(card, fewest_words, announced=announced)]
    cards = _without_numbers(cards)
    if not cards and not _is_ended(groups):
        return [_main(runs[0].head, list(lines), layout, whole=True)]
    main = _main(groups[0].head, groups[0].lines, layout, whole=False)
    return [main, *cards] if main.paragraphs else cards


def _without_numbers(cards: Sequence[Card]) -> list[Card]:
    """Return the cards of a numbered list without the numbers before their titles."""
    numbers = [_NUMBER.match(card.credits.title) for card in cards]
    counted = [int(number[1]) for number in numbers if number]
    if len(counted) < 2 or counted != list(range(counted[0], counted[0] + len(cards))):
        return list(cards)
    return [
        replace(card, credits=replace(card.credits, title=card.credits.title[number.end() :]))
        for card, number in zip(cards, numbers, strict=True)
        if number
    ]


def _is_ended(groups: Sequence[_Group]) -> bool:
    """Say whether the main article ends before other heads: at comments, or a list of teasers."""
    below = dropwhile(lambda line: not is_prose(line), groups[0].lines)
    return len(groups) > 1 and any(is_section_head(line.text) for line in below)


def read_card(
    lines: Sequence[Line],
    now: datetime,
    *,
    language: str = "",
    fewest_words: int = FEWEST_WORDS,
    marked: bool = True,
) -> Card | None:
    """Return the article that is all there is in some lines; None where it is none of its own.

    Its age stands above the prose or below it, its title above; unless that is `marked` as a
    heading or a link, it is the longest line there.
    """
    proses = [i for i, line in enumerate(lines) if is_prose(line)]
    if not proses:
        return None
    top, bottom = list(lines[: proses[0]]), list(lines[proses[-1] + 1 :])
    titled = [line for line in top if line.heading] or [line for line in top if line.href]
    named = [line for line in titled if not split_byline(line.text)]
    title = next((line for line in named if word_count(line.text) >= _FEWEST_TITLE_WORDS), None)
    if not marked and title is None:
        title = _longest_title(top, now)
    for edge in (top, bottom):
        head = find_head([line for line in edge if line is not title], 0, now, language=language)
        if title and head:
            found = read_head(replace(head, start=0), Layout(before=head.anchor), title=title)
            paragraphs, tags = trim([*lines[proses[0] :]])
            card = Card(found, paragraphs, tags)
            return card if _is_article(card, fewest_words, announced=False) else None
    return None


def _longest_title(lines: Sequence[Line], now: datetime) -> Line | None:
    fit = [line for line in lines if is_title(line) and not is_dated(line.text, now)]
    fit = [line for line in fit if not is_furniture(line.text) and not split_byline(line.text)]
    best = max(fit, key=lambda line: word_count(line.text), default=None)
    return best if best and word_count(best.text) >= _FEWEST_TITLE_WORDS else None


def read_main_head(
    lines: Sequence[Line], title: str, now: datetime, *, language: str = ""
) -> Credits:
    """Return what stands of the article beside its title: who published it, and when."""
    at = next((i for i, line in enumerate(lines) if letters(line.text) == letters(title)), -1)
    if at < 0:
        return Credits()
    above = list(lines[max(0, at - _HEAD_LINES) : at])
    below = list(takewhile(lambda line: not is_prose(line), lines[at + 1 : at + 1 + _HEAD_LINES]))
    for run in (above, below):
        if head := find_head(run, 0, now, language=language):
            return read_head(replace(head, start=0), Layout(before=1), title=lines[at])
    return Credits()


def _is_article(card: Card, fewest_words: int, *, announced: bool) -> bool:
    """Say whether a card is an article of its own: a title, a body, and who published it.

    `announced` means that the page says of itself that it lists other articles.
    """
    words = sum(word_count(paragraph) for paragraph in card.paragraphs)
    credited = bool(card.credits.publisher) or announced
    return bool(card.credits.title) and words >= fewest_words and credited


def _runs(lines: Sequence[Line], now: datetime, language: str) -> list[_Run]:
    """Cut the lines into runs of short ones, each with the prose below it."""
    runs: list[_Run] = []
    short: list[Line] = []
    prose: list[Line] = []
    for line in (*lines, None):
        if line and is_prose(line):
            prose.append(line)
            continue
        if prose or line is None:
            head = find_head(short, prose[0].gap if prose else 0, now, language=language)
            runs.append(_Run(tuple(short), tuple(prose), head))
            short, prose = [], []
        if line:
            short.append(line)
    return runs


def _heads_first(runs: list[_Run], now: datetime, language: str) -> list[_Run]:
    """Where publisher and age stand under each article, move them over it; else change nothing.

    The sign: the first article has no head above it, and under the last one there still is one.
    """
    last = runs[-1].head
    if len(runs) < 3 or runs[0].head or not last or runs[-1].body or last.at(1):
        return runs
    lines: list[Line] = []
    for run, under in pairwise(runs):
        own = run.lines[run.head.anchor + 1 :] if run.head else run.lines
        if under.head:
            moved = under.lines[under.head.start : under.head.anchor + 1]
            lines += [replace(line, gap=0 if i else 2) for i, line in enumerate(moved)]
        lines += [*(replace(line, gap=0) for line in own), *run.body]
        lines += under.lines[: under.head.start] if under.head else ()
    return _runs(lines, now, language)


def _groups(runs: Sequence[_Run], layout: Layout) -> list[_Group]:
    """Gather what belongs to the main article, then to each card."""
    groups = [_Group(runs[0].head, [*runs[0].lines, *runs[0].body])]
    for run in runs[1:]:
        if run.head:
            start = max(run.head.start, run.head.anchor - layout.before)
            groups[-1].lines.extend(run.lines[:start])
            groups.append(_Group(run.head, list(run.body)))
        else:
            groups[-1].lines.extend((*run.lines, *run.body))
    return groups


def _card(group: _Group, layout: Layout) -> Card:
    found = read_head(group.head, layout) if group.head else Credits()
    lines = group.lines
    if not found.title and len(lines) > 1 and is_title(lines[0]):
        found, lines = replace(found, title=lines[0].text), lines[1:]
    paragraphs, tags = trim(lines)
    return Card(found, paragraphs, (*_tags_in(group.head), *tags))


def _tags_in(head: Head | None) -> tuple[str, ...]:
    """Return the lines of tags that stand in a head, above the prose."""
    cuts = [cut_tags(line.text) for line in head.lines[head.start :]] if head else []
    return tuple(tags for text, tags in cuts if tags and not text)


def _main(head: Head | None, lines: list[Line], layout: Layout, *, whole: bool) -> Card:
    """Return the article that the page begins with; `whole` means it is the only one there."""
    top = list(takewhile(lambda line: not is_prose(line), lines))
    age = head.lines[head.anchor] if head else None
    alike = head and layout.title and bool(head.names) == layout.named
    usual = head.at(layout.title) if head and alike else None
    if usual is None or not is_title(usual) or split_byline(usual.text):
        usual = _first_title([line for line in top if line is not age] or lines[:1])
    title = usual
    found = _main_credits(head, layout, top, title, whole=whole)
    authors = tuple(name for line in top if (name := split_byline(line.text)))
    rest = [line for line in top if line is not title and line is not age]
    rest = [
        line
        for line in rest
        if not split_byline(line.text) and name_of(line.text) != found.publisher
    ]
    body = [line for line in lines[len(top) :] if line is not title]
    paragraphs, tags = trim([*rest, *body], whole=whole)
    found = replace(found, title=title.text if title else "", authors=authors or found.authors)
    return Card(found, paragraphs, tags)


def _main_credits(
    head: Head | None, layout: Layout, top: Sequence[Line], title: Line | None, *, whole: bool
) -> Credits:
    """Return what is said above the main article; alone on a page, only a clear name counts."""
    if head and not whole:
        return read_head(head, layout, title=title)
    stated = next((name for line in top if (name := source_of(line.text))), "")
    if head is None:
        return Credits(publisher=stated)
    publisher = stated or ("" if head.loose else publisher_of(head.names))
    return Credits(publisher=publisher, published_at=head.moment)


def _first_title(lines: Sequence[Line]) -> Line | None:
    """Return the first line, or a longer one below it where the first may be a site's name."""
    fit = [line for line in lines if is_title(line) and not is_furniture(line.text)]
    fit = [line for line in fit if not split_byline(line.text) and not is_call(line.text)]
    long = [line for line in fit if word_count(line.text) >= _FEWEST_TITLE_WORDS]
    long = [line for line in long if not is_sentence(line.text)]
    headings = [line for line in fit if line.heading]
    return next(iter([*headings, *long, *fit]), None)
