"""Real news, labelled by two teachers: what they agree on is learned from."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

import spacy
from tools.train_names.sentences import Name, Sentence, read, write

__all__ = ["label_news", "label_prose", "paragraphs"]

KINDS = {"PERSON": "PER", "PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
KINDS |= dict.fromkeys(
    ("NORP", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW", "LANGUAGE", "MISC"), "MISC"
)
WORDS = range(4, 111)  # of a paragraph that is read
OF_ARTICLE = 200  # words: the beginning; more of an article teaches the same names
UNUSED = ("parser", "tagger", "lemmatizer", "attribute_ruler", "morphologizer", "senter")

_ARTICLE = re.compile(r"(?i)the\s+")
_PERHAPS = re.compile(r'«[^»]+»|"[^"]+"|(?<=[а-яё,] )[A-ZА-Я]\w+|[A-Za-z]\w+')
_GENITIVE = re.compile(r"\s*['’]s?$")


def label_news(news: Path, teachers: Sequence[str], letters: int, out: Path) -> None:
    """Write paragraphs of news with the names that each of two pipelines finds."""
    texts = list(paragraphs(news, letters))
    first, second = (_names(teacher, texts) for teacher in teachers)
    write(out, (Sentence(*found) for found in zip(texts, first, second, strict=True)))


def label_prose(prose: Path, language: str, teacher: str, count: int, out: Path) -> None:
    """Write so many texts of a language with the names that its one teacher finds."""
    texts = [one.text for one in read(prose) if one.language == language][:count]
    found = _spans(texts) if teacher == "slovnet" else _names(teacher, texts)
    pairs = zip(texts, found, strict=True)
    if teacher == "slovnet":
        write(out, (Sentence(text, names, _doubted(text, names), "ru") for text, names in pairs))
    else:
        write(out, (Sentence(text, names, language=language) for text, names in pairs))


def _spans(texts: Sequence[str]) -> Iterator[tuple[Name, ...]]:
    from natasha import Doc, NewsEmbedding, NewsNERTagger, Segmenter

    segmenter, tagger = Segmenter(), NewsNERTagger(NewsEmbedding())
    for text in texts:
        document = Doc(text)
        document.segment(segmenter)
        document.tag_ner(tagger)
        yield tuple((span.start, span.stop, span.type) for span in document.spans)


def _doubted(text: str, names: tuple[Name, ...]) -> tuple[Name, ...]:
    """Return the names, and what may be a name of the kind that the teacher doesn't know.

    A second teacher's word in the sentence: where the two differ nothing is learned.
    """
    odd = (match.span() for match in _PERHAPS.finditer(text))
    free = (
        (start, end, "MISC")
        for start, end in odd
        if not any(start < e and end > s for s, e, _ in names)
    )
    return (*names, *free)


def paragraphs(news: Path, letters: int) -> Iterator[str]:
    """Yield titles and the beginnings of articles, in any order, until so many letters are read."""
    packed = news.read_bytes()
    lines = gzip.decompress(packed) if news.suffix == ".gz" else packed
    articles = [json.loads(line) for line in lines.splitlines()]
    chance = random.Random(5)
    chance.shuffle(articles)
    read = 0
    for article in articles:
        texts = [text.strip() for text in article["text"].split("\n")]
        if article.get("title") and chance.random() < 0.5:
            texts.insert(0, article["title"])
        for text in _beginning(texts):
            yield text
            read += len(text)
        if read > letters:
            return


def _beginning(lines: Sequence[str]) -> Iterator[str]:
    fit = [line for line in lines if len(line.split()) in WORDS]
    before = [sum(len(line.split()) for line in fit[:n]) for n in range(len(fit))]
    return (line for _, line in takewhile(lambda pair: pair[0] <= OF_ARTICLE, zip(before, fit)))  # noqa: B905


def _names(teacher: str, texts: Sequence[str]) -> list[tuple[Name, ...]]:
    pipeline = spacy.load(teacher, exclude=UNUSED)
    return [tuple(_found(document)) for document in pipeline.pipe(texts, batch_size=64)]


def _found(document: Any) -> Iterator[Name]:
    """Yield a document's names, without "the" before and "'s" behind."""
    for entity in document.ents:
        start, end = entity.start_char, entity.end_char
        begins = _ARTICLE.match(document.text, start, end)
        start = begins.end() if begins else start
        ends = _GENITIVE.search(document.text[:end], start)
        end = ends.start() if ends else end
        if entity.label_ in KINDS and start < end:
            yield start, end, KINDS[entity.label_]
