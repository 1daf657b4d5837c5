"""What is noted on articles, as a filter over JSON Lines: all spans by the text that was given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import click

from tidings.cli.jsonlines import Record, read_article
from tidings.cli.parallel import spread_lines
from tidings.types import Note, Span

__all__ = ["COMMANDS"]


@click.command("annotate")
def annotate() -> None:
    """Annotate articles: names, places, quotes, dates and more.

    Also language, figures, tags, events, topics. A line is an article; spans are offsets into
    the text that was given.

    \b
    tidings annotate < articles.jsonl
    """
    spread_lines(
        annotated, ready=["tidings.cli.annotating", "tidings.enrich", "tidings.preload_names"]
    )


def annotated(record: Record) -> Record:
    """Return what is noted on the article of a line."""
    from tidings.collect.jsonarticle import places_in
    from tidings.enrich import ANNOTATORS, ON_DEMAND
    from tidings.enrich.events import note_events
    from tidings.enrich.topics import note_topics
    from tidings.types import Novelty

    article = read_article(record)
    novelty = Novelty(article=article.id)
    (language,) = ANNOTATORS["language"].annotate(article, novelty) or (None,)
    code = str(language.value["language"]) if language else article.language
    tags = ANNOTATORS["tags"].annotate(article, novelty)
    known = replace(article, language=code)
    given = str(record.get("text") or "")
    places = places_in(given)
    notes = {name: one.annotate(known, novelty) for name, one in ON_DEMAND.items()}
    found = {name: [_placed(note, given, places) for note in ns] for name, ns in notes.items()}
    events = note_events(known, novelty, notes["names"])
    return {
        "language": code or None,
        **found,
        "tags": [note.value["tag"] for note in tags],
        "events": [_event(note, given, places) for note in events],
        "topics": [_topic(note, places) for note in note_topics(known, novelty)],
    }


def _placed(note: Note, given: str, places: Sequence[int]) -> Record:
    """Return a note with a span as it travels: its words, where they stand, what is noted."""
    start, end = _where(note.span or Span(start=0, end=0), places)
    return {"text": given[start:end], "start": start, "end": end} | dict(note.value)


def _event(note: Note, given: str, places: Sequence[int]) -> Record:
    """Return an event as it travels: its sentence, and who takes part."""
    sides = {
        side: [_moved(one, places) for one in those if isinstance(one, dict)]
        for side in ("actors", "targets")
        if isinstance(those := note.value[side], list)
    }
    return _placed(note, given, places) | sides | {"confidence": note.confidence}


def _topic(note: Note, places: Sequence[int]) -> Record:
    """Return a topic as it travels, with the words that speak for it where they stand."""
    words = note.value.get("words")
    return {
        "code": note.value["code"],
        "name": note.value["name"],
        "confidence": note.confidence,
        "words": [
            _moved(word, places)
            for word in (words if isinstance(words, list) else [])
            if "start" in word
        ],
    }


def _moved(one: Record, places: Sequence[int]) -> Record:
    start, end = _where(Span(start=int(one["start"]), end=int(one["end"])), places)
    return one | {"start": start, "end": end}


def _where(span: Span, places: Sequence[int]) -> tuple[int, int]:
    """Return where a span of the article's text stands in the text that was given."""
    if span.start >= span.end:
        return 0, 0
    return places[span.start], places[span.end - 1] + 1


COMMANDS = (annotate,)
