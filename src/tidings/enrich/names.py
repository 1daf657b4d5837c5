"""Names: who and what an article names, with one name for all spellings of each.

`note_names` is the annotator. A note's span is the name without titles; its value holds `type`
(person, organisation, place, other), `name`: the fullest spelling of it in the article, headline
included, which is equal for all mentions of one entity, and `because` where a mention is another
spelling. What else needs speakers and actors reads these notes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from tidings.enrich.tagger import Tagged, can_tag, tag
from tidings.naming import Mention, cluster
from tidings.stopwords import titles
from tidings.text import fold
from tidings.types import Article, Note, Novelty, Span

__all__ = ["VERSION", "note_names"]

VERSION = 2
SURE = 0.7  # from which a name is looked for again
LEAST = 4  # letters of it
AGAIN = 0.5  # how sure its repeats are
READ_CHARS = 30_000  # of a text: five thousand words; longer ones are lists and transcripts

_WORD = re.compile(r"\w+")
_BEFORE = re.compile(r"(?:[^\W\d_]+\.? ){1,4}$")


def note_names(article: Article, novelty: Novelty) -> tuple[Note, ...]:
    """Return the names of an article's text in order. None where the model's package is missing."""
    if not can_tag():
        return ()
    text = article.text[:READ_CHARS]
    headline, named = _headline(article, text)
    read = _told(text, novelty)
    found = [_untitled(text, name) for name in tag(read, language=article.language)]
    found = [name for name in found if not _is_title(text, name)]
    found = _with_repeats(text, found, [*named, *((text[n.start : n.end], n) for n in found)])
    mentions = [*headline, *(_mention(text, name) for name in found)]
    shift = len(headline)
    notes: dict[int, Note] = {}
    for one in cluster(mentions):
        for member in one.members:
            if member >= shift:
                notes[member] = _note(article.id, found[member - shift], one.kind, one.name)
    return tuple(notes[member] for member in sorted(notes))


def _told(text: str, novelty: Novelty) -> str:
    """Return the text with nothing in the place of paragraphs that are background: offsets hold.

    Whom they name is noted where they were news; those named in the news are found there again.
    """
    told = {segment.paragraph for segment in novelty.told(text)}
    if not told:
        return text
    lines = text.split("\n")
    return "\n".join(line if n in told else " " * len(line) for n, line in enumerate(lines))


def _untitled(text: str, name: Tagged) -> Tagged:
    """Leave the titles off a person's name that the model took for its beginning."""
    words = list(_WORD.finditer(text, name.start, name.end))
    while name.kind == "person" and len(words) > 1 and fold(words[0].group()) in titles():
        words = words[1:]
        name = name._replace(start=words[0].start())
    return name


def _is_title(text: str, name: Tagged) -> bool:
    return name.kind == "person" and fold(text[name.start : name.end]) in titles()


def _with_repeats(
    text: str, found: Sequence[Tagged], known: Sequence[tuple[str, Tagged]]
) -> list[Tagged]:
    """Add where a name that is sure, or the family name of one, stands again unseen."""
    kinds: dict[str, str] = {}
    for words, name in known:
        if name.confidence >= SURE and len(words) >= LEAST and not words.islower():
            kinds.setdefault(words, name.kind)
            last = words.split()[-1]
            if name.kind == "person" and len(last) >= LEAST and last[0].isupper():
                kinds.setdefault(last, "person")
    if not kinds:
        return list(found)
    longest_first = sorted(kinds, key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")
    taken = [(name.start, name.end) for name in found]
    again = [
        Tagged(*match.span(), kinds[match.group()], AGAIN)
        for match in pattern.finditer(text)
        if not _touches(taken, *match.span())
    ]
    return sorted([*found, *again])


def _touches(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Say whether a span overlaps one of those taken, which stand in order."""
    place = bisect_left(taken, (start, end))
    return (place > 0 and taken[place - 1][1] > start) or (
        place < len(taken) and taken[place][0] < end
    )


def _headline(article: Article, text: str) -> tuple[list[Mention], list[tuple[str, Tagged]]]:
    """Return the headline's names, as mentions before all of the text's and as words."""
    title = article.title
    if not title or text.startswith(title):
        return [], []
    title = title.replace("\n", " ")
    names = [_untitled(title, name) for name in tag(title, language=article.language)]
    names = [name for name in names if not _is_title(title, name)]
    mentions = [
        Mention(
            text=title[name.start : name.end],
            kind=name.kind,
            at=name.start - len(title) - 1,
            title=_title_before(title, name.start),
        )
        for name in names
    ]
    return mentions, [(title[name.start : name.end], name) for name in names]


def _mention(text: str, name: Tagged) -> Mention:
    return Mention(
        text=text[name.start : name.end],
        kind=name.kind,
        at=name.start,
        title=_title_before(text, name.start),
    )


def _title_before(text: str, start: int) -> str:
    """Return the titles that stand before a name: "Field Marshal" before "Khalifa Haftar"."""
    match = _BEFORE.search(text, max(0, start - 60), start)
    return " ".join(reversed(list(_titles(match.group().split())))) if match else ""


def _titles(before: Sequence[str]) -> Iterator[str]:
    for word in reversed(before):
        if fold(word.rstrip(".")) not in titles():
            return
        yield word.rstrip(".")


def _note(article: str, name: Tagged, kind: str, canonical: str) -> Note:
    return Note(
        article=article,
        name="names",
        version=VERSION,
        value={"type": kind, "name": canonical},
        span=Span(start=name.start, end=name.end),
        confidence=name.confidence,
    )
