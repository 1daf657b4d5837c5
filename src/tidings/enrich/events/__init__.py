"""Events: who did what to whom, in the PLOVER scheme, each with its sentence.

Told by triggers and the order of words, in six languages; precision counts more than recall: what
names neither who did it nor to whom is left out. No model is loaded; names come from their notes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tidings.enrich.events.clauses import Candidate, Event, Mention, read_event, where
from tidings.enrich.events.words import FUNCTION_WORDS, actors, trade, triggers
from tidings.reference.event_types import TYPES
from tidings.text import sentences, word_spans
from tidings.types import Article, Json, Note, Novelty, Span

__all__ = ["RELIABLE", "TYPES", "VERSION", "note_events", "trade"]

VERSION = 3
RELIABLE = 0.6  # from this confidence on an event is shown
READ_CHARS = 6_000  # of the new text: what happened stands there
LONGEST = 600  # characters of a sentence; longer ones are lists
SHORTEST = 3  # letters of a name: of fewer the model of names is unsure
ACTING = ("person", "organisation", "place")


def note_events(article: Article, novelty: Novelty, names: Sequence[Note]) -> tuple[Note, ...]:
    """Return what the new sentences of an article tell of, in order. Pure.

    `names` are the article's. A note's span is the sentence; its value holds `type`, `actors` and
    `targets` (each with `name`, `kind`, `start` and `end`), `trigger`, `where` ("" for
    nowhere), and `denied` or `planned` where it did not happen, or not yet.
    """
    small = FUNCTION_WORDS.get(article.language)
    if small is None:
        return ()
    found: list[Note] = []
    for span in _read(article, novelty):
        text = _lowered(article.text[span.start : span.end])
        mentions = _mentions(article, text, span, names)
        if mentions:
            events: dict[object, Event] = {}  # an event of a sentence counts once
            for event in _events(text, mentions, article.language):
                events.setdefault((event.type, event.actors, event.targets), event)
            place = where(text, mentions, small) if events else ""
            found += [_note(article, span, event, place) for event in events.values()]
    return tuple(found)


def _read(article: Article, novelty: Novelty) -> Iterator[Span]:
    text = article.text[:READ_CHARS]
    segments = [(s.start, s.end) for s in novelty.told(article.text)] if novelty.segments else []
    for span in sentences(text, language=article.language):
        new = not segments or any(a <= span.start < b for a, b in segments)
        if new and span.end - span.start <= LONGEST:
            yield span


def _lowered(text: str) -> str:
    low = text.lower().replace("’", "'")
    return low if len(low) == len(text) else text


def _mentions(article: Article, text: str, span: Span, names: Sequence[Note]) -> list[Mention]:
    """Return those of a sentence that may act: named, or known by their trade."""
    found = [
        Mention(
            note.span.start - span.start, note.span.end - span.start,
            str(note.value["type"]), str(note.value["name"]),
        )
        for note in names
        if note.span and span.start <= note.span.start and note.span.end <= span.end
        and note.value["type"] in ACTING and len(str(note.value["name"])) >= SHORTEST
    ]  # fmt: skip
    trades = actors(article.language)
    for match in trades.finditer(text) if trades else ():
        if not any(m.start < match.end() and match.start() < m.end for m in found):
            name = article.text[span.start + match.start() : span.start + match.end()]
            found.append(Mention(*match.span(), "trade", name))
    return sorted(found)


def _events(text: str, mentions: Sequence[Mention], language: str) -> Iterator[Event]:
    """Yield the events of a sentence, no two of one stretch of it."""
    known, past = triggers(language), 0
    for word, start in _words(text):
        for trigger in known.get(word, ()) if start >= past else ():
            match = trigger.pattern.match(text, start)
            if match is None:
                continue
            candidate = Candidate(text, trigger, *match.span(), FUNCTION_WORDS[language])
            event = read_event(candidate, mentions)
            if event:
                yield event
                past = match.end()
                break


def _words(text: str) -> Iterator[tuple[str, int]]:
    """Yield each word and where it stands; of one with an apostrophe also what follows that."""
    for word, start, _ in word_spans(text):
        yield word, start
        if "'" in word:
            cut = word.rindex("'") + 1
            yield word[cut:], start + cut


def _note(article: Article, span: Span, event: Event, place: str) -> Note:
    sides: dict[str, Json] = {
        side: [
            {
                "name": m.name,
                "kind": m.kind,
                "start": span.start + m.start,
                "end": span.start + m.end,
            }
            for m in those
        ]
        for side, those in (("actors", event.actors), ("targets", event.targets))
    }
    flags = {name: True for name in ("denied", "planned") if getattr(event, name)}
    trigger = article.text[span.start + event.start : span.start + event.end]
    return Note(
        article=article.id,
        name="events",
        version=VERSION,
        value={"type": event.type.lower(), **sides, "trigger": trigger, "where": place, **flags},
        span=span,
        confidence=_confidence(event),
    )


def _confidence(event: Event) -> float:
    """Return how sure an event is: names are surer than trades, two parties than one, verbs
    than nouns.
    """
    parties = [*event.actors, *event.targets]
    trades = sum(m.kind == "trade" for m in parties)
    doubts = 0.1 * bool(trades) + 0.1 * (len(parties) < 2) + 0.25 * (event.frame == "nm")
    return round(0.8 - doubts, 2)
