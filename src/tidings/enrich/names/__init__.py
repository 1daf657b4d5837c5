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

from tidings.enrich.names.tagger import Tagged, can_tag, tag_each
from tidings.enrich.places.regions import PEOPLES
from tidings.naming import Mention, cluster
from tidings.reference.stopwords import titles
from tidings.text import fold
from tidings.types import Article, Note, Novelty, Span

__all__ = ["VERSION", "note_names", "note_names_each"]

VERSION = 8
SURE = 0.7  # from which a name is looked for again
LEAST = 4  # letters of it
AGAIN = 0.5  # how sure its repeats are
BEFORE, TITLES = 60, 4  # characters before a name that may hold its titles; how many of these
READ_CHARS = 30_000  # of a text: five thousand words; longer ones are lists and transcripts

_WORD = re.compile(r"\w+")
_IN = re.compile(r"\b(?:in|near|outside|around|en|em|à|dans|nach|aus|в|из)\s+$", re.IGNORECASE)


def note_names(article: Article, novelty: Novelty) -> tuple[Note, ...]:
    """Return the names of an article's text in order. None where the model's package is missing."""
    return note_names_each([(article, novelty)])[0]


def note_names_each(articles: Sequence[tuple[Article, Novelty]]) -> list[tuple[Note, ...]]:
    """Return the names of each article; all are read together, which takes less time."""
    if not can_tag():
        return [() for _ in articles]
    titles = [(_headline(article), article.language) for article, _ in articles]
    texts = [(_told(_text(article), novelty), article.language) for article, novelty in articles]
    found = tag_each([*titles, *texts])
    named = zip(found[: len(articles)], found[len(articles) :], strict=True)
    return [_notes(article, *names) for (article, _), names in zip(articles, named, strict=True)]


def _headline(article: Article) -> str:
    """Return the headline; nothing where the text begins with it."""
    return "" if article.text.startswith(article.title) else article.title.replace("\n", " ")


def _text(article: Article) -> str:
    return article.text[:READ_CHARS]


def _notes(article: Article, above: Sequence[Tagged], below: Sequence[Tagged]) -> tuple[Note, ...]:
    """Return the notes on the names found in the headline and in the text."""
    title, text = _headline(article), _text(article)
    above, found = _people(title, above), _people(text, below)
    known = [(title[name.start : name.end], name) for name in above]
    found = _as_families(text, found, known)
    found = _with_repeats(text, found, [*known, *_worded(text, found)])
    mentions = [_mention(title, name, shift=len(title) + 1) for name in above]
    mentions += [_mention(text, name) for name in found]
    shift = len(above)
    notes: dict[int, Note] = {}
    for one in cluster(mentions):
        for member in one.members:
            if member >= shift:
                notes[member] = _note(article.id, found[member - shift], one.kind, one.name)
    return tuple(notes[member] for member in sorted(notes))


def _people(text: str, names: Sequence[Tagged]) -> list[Tagged]:
    """Return the names with titles left off people's; what is only a title is no name."""
    untitled = (_untitled(text, _as_people(text, name)) for name in names)
    return [name for name in untitled if not _is_title(text, name)]


def _as_people(text: str, name: Tagged) -> Tagged:
    """Return a name that the model took for a land, but is what its people are called, as other."""
    if name.kind == "place" and fold(text[name.start : name.end]).removesuffix("s") in PEOPLES:
        return name._replace(kind="other")
    return name


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


def _worded(text: str, names: Sequence[Tagged]) -> list[tuple[str, Tagged]]:
    return [(text[name.start : name.end], name) for name in names]


def _as_families(
    text: str, found: Sequence[Tagged], known: Sequence[tuple[str, Tagged]]
) -> list[Tagged]:
    """Take for a person what is called as somebody told in full, and never said to be a place."""
    worded = _worded(text, found)
    full = (words.split() for words, name in [*known, *worded] if name.kind == "person")
    families = {words[-1] for words in full if len(words) > 1}
    places = [(words, name) for words, name in worded if name.kind == "place" and words in families]
    families -= {words for words, name in places if _IN.search(text[: name.start][-BEFORE:])}
    people = {name for words, name in places if words in families}
    return [name._replace(kind="person") if name in people else name for name in found]


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


def _mention(text: str, name: Tagged, *, shift: int = 0) -> Mention:
    """Return a name as it is told; a headline's stand before the text, by a shift."""
    return Mention(
        text=text[name.start : name.end],
        kind=name.kind,
        at=name.start - shift,
        title=_title_before(text, name.start),
        sure=name.confidence,
    )


def _title_before(text: str, start: int) -> str:
    """Return the titles that stand before a name: "Field Marshal" before "Khalifa Haftar"."""
    *before, next_to = text[max(0, start - BEFORE) : start].split(" ")
    return "" if next_to else " ".join(reversed(list(_titles(before[-TITLES:]))))


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
