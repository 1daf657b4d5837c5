"""`tidings group`: articles, in the order in which they arrive, to stories.

What is new in an article hangs on those before it, so that is found here, one after the other;
its language, sentences, vector and features are its own, and drawn by all cores.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tidings.cli.jsonlines import Record, attempt, each_line, in_its_language, read_article, records
from tidings.records import line, reason_texts
from tidings.types import Article, Novelty, Sentence
from tidings.types.packing import pack, unpack
from tidings.workers import batched
from tidings.workers.local import Inline, Pool, Processes, mapped

if TYPE_CHECKING:
    from tidings.enrich.novelty.index import NoveltyIndex

__all__ = ["draw", "drawn", "group", "read"]

BATCH = 16  # articles that a process draws at a time
MANY = 48  # articles from which it pays to start processes: some two seconds
READY = [
    "tidings.cli.grouping", "tidings.collect.jsonarticle", "tidings.enrich.embedding",
    "tidings.enrich.language", "tidings.enrich.novelty.sketch", "tidings.group",
]  # fmt: skip

T = TypeVar("T")
R = TypeVar("R")
Judged = tuple[Article, Novelty]
# What is said of a line, its article, and the sentences of that, packed.
_Read = tuple[Record, Article | None, bytes]
_Line = tuple[Record, str | None]  # what is said of a line, and the id of its article


@click.command("group")
@click.option("--online", is_flag=True, help="Give each decision as it falls.")
@click.option("--encoder", default=None, help='The sentence encoder; "none" groups by words.')
def group(online: bool, encoder: str | None) -> None:
    """Group articles into stories.

    A line is an article, in the order in which they arrive.

    \b
    tidings group < articles.jsonl
    """
    from tidings.config import Config

    name = Config.load(encoder=encoder).encoder
    if online:
        _group_online(name)
    else:
        _group_all(name)


def _group_online(encoder: str) -> None:
    from tidings.enrich.novelty.index import NoveltyIndex
    from tidings.group import AT_ONCE, Settler

    index, settler = NoveltyIndex(), Settler(around=AT_ONCE)

    def work(record: Record) -> Record:
        article = in_its_language(read_article(record))
        (known,) = draw(encoder, [(article, index.add(article))])
        return _decided(settler.decide(known))

    each_line(work)


def _group_all(encoder: str) -> None:
    lines: list[_Line] = []
    known: dict[str, Any] = {}  # an id that comes again is the same article
    for features in drawn(encoder, records(sys.stdin.buffer), lines):
        known.setdefault(features.article, features)
    from tidings.group import regroup  # only now: the processes had a start to make use of

    decisions = dict(zip(known, regroup(list(known.values())), strict=True))
    bad = 0
    for said, article in lines:
        result = said if article is None else said | _decided(decisions[article])
        bad += "error" in result
        sys.stdout.write(line(result) + "\n")
    sys.exit(1 if bad else 0)


def _decided(decision: Any) -> Record:
    return {
        "story": decision.story,
        "duplicate_of": decision.duplicate_of or None,
        "because": reason_texts(decision.because),
    }


def drawn(
    encoder: str, given: Iterator[Record | str], lines: list[_Line] | None = None
) -> Iterator[Any]:
    """Yield the features of the articles on lines; later ones are read while these are drawn.

    What is said of each line is added to `lines`.
    """
    first = list(islice(given, MANY))
    ready = [*READY, *(["tidings.preload_encoder"] * (encoder != "none"))]
    pool = Processes(ready=ready) if len(first) == MANY else Inline()
    with closing(pool):
        pool.start()
        from tidings.enrich.novelty.index import NoveltyIndex  # while the processes start

        judge = partial(_judged, NoveltyIndex(), [] if lines is None else lines)
        found = _done(pool, read, batched(chain(first, given), BATCH))
        for features in _done(pool, partial(draw, encoder), map(judge, found)):
            yield from features


def _done(
    pool: Pool, work: Callable[[Sequence[T]], Sequence[R]], batches: Iterable[Sequence[T]]
) -> Iterator[Sequence[R]]:
    """Yield what comes of each batch; one whose process died is worked on here."""
    for batch, found in mapped(pool, work, batches):
        yield work(batch) if isinstance(found, BaseException) else found


def read(given: Sequence[Record | str]) -> list[_Read]:
    """Return what is said of each line, its article and the sentences of that, packed."""
    return [_read(record) for record in given]


def _read(record: Record | str) -> _Read:
    from tidings.enrich.novelty.sketch import sketch

    said = attempt(lambda told: {"article": in_its_language(read_article(told))}, record)
    article = said.pop("article", None)
    return said, article, pack(sketch(article)) if article else b""


def _judged(index: NoveltyIndex, lines: list[_Line], found: Sequence[_Read]) -> list[Judged]:
    """Return the articles on lines, each with what is new in it after those before it."""
    lines += [(said, article.id if article else None) for said, article, _ in found]
    return [
        (article, index.add(article, unpack(tuple[Sentence, ...], sentences)))
        for _, article, sentences in found
        if article
    ]


def draw(encoder: str, judged: Sequence[Judged]) -> list[Any]:
    """Return the features of articles, with the vectors of an encoder ("none": without)."""
    from tidings.enrich.embedding import embedding_text, load_encoder
    from tidings.group import features

    model = load_encoder(encoder)
    vectors: Any = [None] * len(judged)
    if model is not None:
        vectors = model.encode([embedding_text(*told) for told in judged])
    return [features(*told, vector) for told, vector in zip(judged, vectors, strict=True)]
