"""Quotes for pages: the same quote by several publishers shown once, each speaker by one name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from tidings.storage import Store
from tidings.text import words
from tidings.types import Article, Note, Notes
from tidings.views import Quoted

__all__ = ["SHORT", "SURE", "article_quotes", "entity_quotes", "story_quotes"]

READ = 100  # articles of a story, or of an entity, whose quotes are read
SHOWN = 40  # quotes of a story or an entity
SHORT = 24  # characters: a quotation of fewer is a phrase, which says nothing by itself
SURE = 0.8  # below are verbs of thinking and hoping, which are wrong more often than right

NOBODY = frozenset(
    "i we you one this that it's people humans many some je nous on yo ich wir я мы".split()
)
"""Who writes, or nobody: what they say in the writer's own words is the article, no quote."""


def article_quotes(store: Store, article: Article) -> tuple[Quoted, ...]:
    """Return who says what in an article, in order of its text."""
    notes = store.articles.notes([article.id], "quotes").get(article.id, Notes())
    return tuple(_quotes(notes, {article.id: article}, store.quotes.speakers([article.id])))


def story_quotes(store: Store, articles: Sequence[Article]) -> tuple[Quoted, ...]:
    """Return who says what in articles: direct quotations first, of known speakers, told by most.

    A quotation that several articles have, whole or in part, stands once, in its longest form.
    """
    read = {article.id: article for article in articles[:READ]}
    notes = store.articles.notes(list(read), "quotes")
    told = [note for id in read for note in notes.get(id, ())]
    found = _once(_quotes(told, read, store.quotes.speakers(list(read))))
    found.sort(key=lambda q: (not q.direct, not q.name, -len(q.also)))
    return tuple(found[:SHOWN])


def entity_quotes(store: Store, entity: str) -> tuple[Quoted, ...]:
    """Return what somebody said, newest first, each quotation once."""
    notes = store.quotes.of_entity(entity, articles=READ)
    ids = list(dict.fromkeys(note.article for note in notes))
    articles = store.articles.get(ids)
    found = _once(_quotes(notes, articles, store.quotes.speakers(ids)))
    return tuple(islice((quote for quote in found if quote.entity == entity), SHOWN))


def _quotes(
    notes: Iterable[Note], articles: Mapping[str, Article], known: Mapping[tuple[str, str], str]
) -> Iterator[Quoted]:
    for note in notes:
        article, span = articles.get(note.article), note.span
        if article is None or span is None or note.confidence < SURE:
            continue
        text = article.text[span.start : span.end]
        direct, speaker = bool(note.value["direct"]), str(note.value["speaker"])
        if len(text) < SHORT or (not direct and speaker.lower() in NOBODY):
            continue
        name = str(note.value.get("speaker_name") or "")
        yield Quoted(
            text=text,
            speaker=speaker,
            name=name,
            entity=known.get((article.id, name), ""),
            direct=direct,
            article=article,
            span=span,
        )


def _once(quotes: Iterable[Quoted]) -> list[Quoted]:
    """Put those together of which one holds the other's words, in the order of the first.

    What is said within another's words stays its speaker's: nobody is given another's words.
    """
    kept: list[tuple[str, Quoted]] = []
    for quote in quotes:
        said = f" {' '.join(words(quote.text))} "
        same = next(
            (
                at
                for at, (old, other) in enumerate(kept)
                if (said in old or old in said) and _may_be_one(quote, other)
            ),
            None,
        )
        if same is None:
            kept.append((said, quote))
        else:
            old, first = kept[same]
            kept[same] = max(old, said, key=len), _together(first, quote)
    return [quote for _, quote in kept]


def _may_be_one(one: Quoted, other: Quoted) -> bool:
    """Say whether two can be of one speaker: within an article only where it calls them so."""
    if one.article.id == other.article.id:
        return (one.name or one.speaker) == (other.name or other.speaker)
    if one.entity and other.entity:
        return one.entity == other.entity
    return not (one.name and other.name) or bool({*words(one.name)} & {*words(other.name)})


def _together(first: Quoted, second: Quoted) -> Quoted:
    longest, other = sorted((first, second), key=lambda q: -len(q.text))
    told = {a.id: a for a in (first.article, *first.also, second.article)}
    told.pop(longest.article.id)
    known = longest if longest.name else other
    return replace(longest, name=known.name, entity=known.entity, also=tuple(told.values()))
