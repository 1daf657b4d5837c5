"""Events on sentences of our own: who did what to whom, in six languages.

`labels/events.tsv`: language, sentence, and of each event its type, who did it, to whom, and
whether it was denied or is planned. Every other sentence was tuned on. An event is right when type,
names and flags are. The peer is what one would write first: the trigger, and the names next to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.table import Figure
from tidings.enrich.events import note_events
from tidings.enrich.events.words import triggers
from tidings.enrich.names import note_names
from tidings.text import word_spans
from tidings.types import Article, Note, Novelty

__all__ = ["Case", "cases", "found", "run", "scores"]

LABELS = Path(__file__).with_name("labels") / "events.tsv"
FLAGS = ("denied", "planned")

Event = tuple[str, tuple[str, ...], tuple[str, ...], str]  # type, actors, targets, flag


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence and its event, None where it tells of none."""

    language: str
    text: str
    event: Event | None


def cases() -> list[Case]:
    """Return the sentences in order; the second, fourth … are unseen."""
    rows = [line.split("\t") for line in LABELS.read_text("utf-8").splitlines()]
    return [Case(language, text, _event(label)) for language, text, label in rows]


def _event(label: str) -> Event | None:
    if label == "-":
        return None
    kind, actors, targets, *flag = label.split("|")
    return kind, _names(actors), _names(targets), "".join(flag)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for name in text.split(",") if name)


def run(shared: Path, *, quick: bool = False) -> list[Figure]:
    """Measure precision and recall on both halves, and by language on all."""
    every = cases()
    figures = []
    for name, those in (("tuned on", every[::2]), ("unseen", every[1::2])):
        precision, recall = scores(those, found)
        peer = scores(those, _plain)
        note = f"{len(those)} sentences"
        figures.append(
            Figure(f"events, precision, {name}", precision, "", peer[0], note, "names beside it")
        )
        figures.append(
            Figure(f"events, recall, {name}", recall, "", peer[1], note, "names beside it")
        )
    for language in dict.fromkeys(case.language for case in every):
        those = [case for case in every if case.language == language]
        precision, recall = scores(those, found)
        figures.append(Figure(f"events, {language}, precision", precision, ""))
        figures.append(Figure(f"events, {language}, recall", recall, ""))
    return figures


def scores(those: list[Case], tell: Callable[[Case], list[Event]]) -> tuple[float, float]:
    """Return precision and recall of what `tell` finds in sentences."""
    right = told = wanted = 0
    for case in those:
        events = tell(case)
        told += len(events)
        wanted += case.event is not None
        right += any(case.event and _same(case.event, event) for event in events)
    return right / max(1, told), right / max(1, wanted)


def _same(wanted: Event, told: Event) -> bool:
    return (
        wanted[0] == told[0]
        and wanted[3] == told[3]
        and all(
            len(names) == len(found)
            and all(n.casefold() in f.casefold() for n, f in zip(names, found, strict=True))
            for names, found in ((wanted[1], told[1]), (wanted[2], told[2]))
        )
    )


def found(case: Case) -> list[Event]:
    """Return what we find in a sentence."""
    article = Article(id="a", paragraphs=(case.text,), language=case.language)
    novelty = Novelty(article="a")
    return [_told(note) for note in note_events(article, novelty, note_names(article, novelty))]


def _told(note: Note) -> Event:
    sides = []
    for side in ("actors", "targets"):
        those = note.value[side]
        assert isinstance(those, list)
        sides.append(tuple(str(one["name"]) for one in those))
    flag = "".join(name for name in FLAGS if note.value.get(name))
    return str(note.value["type"]), sides[0], sides[1], flag


def _plain(case: Case) -> list[Event]:
    """Return an event for each trigger: the name before it and the name after it."""
    article = Article(id="a", paragraphs=(case.text,), language=case.language)
    names = [n for n in note_names(article, Novelty(article="a")) if n.span]
    known = triggers(case.language)
    for word, start, _ in word_spans(case.text.lower()):
        for trigger in known.get(word, ()):
            match = trigger.pattern.match(case.text.lower(), start)
            if match:
                before = [n for n in names if n.span and n.span.end <= start][-1:]
                after = [n for n in names if n.span and n.span.start >= match.end()][:1]
                sides = (tuple(str(n.value["name"]) for n in those) for those in (before, after))
                return [(trigger.type.lower(), *sides, "")]  # type: ignore[list-item]
    return []
