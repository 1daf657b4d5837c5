"""`tidings group`: articles, in the order in which they arrive, to stories.

What is new in an article hangs on those before it, so that is found here, one after the other;
its vector and features are its own, and drawn by all cores.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import chain, islice, tee
from typing import Any

import click

from tidings.cli.jsonlines import Record, attempt, each_line, in_its_language, read_article, records
from tidings.records import line, reason_texts
from tidings.types import Article, Novelty
from tidings.workers import batched
from tidings.workers.local import Inline, Processes

__all__ = ["draw", "drawn", "group"]

BATCH = 16  # articles that a process draws at a time
MANY = 48  # articles from which it pays to start processes: some two seconds
READY = ["tidings.cli.grouping", "tidings.enrich.embedding", "tidings.group"]

Judged = tuple[Article, Novelty]


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
    from tidings.group import regroup

    known: dict[str, Any] = {}  # an id that comes again is the same article
    places: list[tuple[str, Record] | Record] = []
    lines, ahead = tee(map(_read_article, records(sys.stdin.buffer)))
    features = drawn(encoder, (found for _, found in ahead if isinstance(found, Article)))
    for id, found in lines:
        if isinstance(found, Article):
            known.setdefault(found.id, next(features))
            places.append((found.id, {"id": id}))
        else:
            places.append(found)
    decisions = dict(zip(known, regroup(list(known.values())), strict=True))
    bad = 0
    for place in places:
        result = place if isinstance(place, dict) else place[1] | _decided(decisions[place[0]])
        bad += "error" in result
        sys.stdout.write(line(result) + "\n")
    sys.exit(1 if bad else 0)


def _read_article(record: Record | str) -> tuple[Any, Article | Record]:
    """Return a line's id and its article, or what is said in its place."""
    said = attempt(lambda given: {"article": in_its_language(read_article(given))}, record)
    return said["id"], said.get("article", said)


def _decided(decision: Any) -> Record:
    return {
        "story": decision.story,
        "duplicate_of": decision.duplicate_of or None,
        "because": reason_texts(decision.because),
    }


def drawn(encoder: str, articles: Iterator[Article]) -> Iterator[Any]:
    """Yield the features of each article; later ones are read while those before are drawn."""
    first = list(islice(articles, MANY))
    ready = [*READY, *(["tidings.preload_encoder"] * (encoder != "none"))]
    pool = Processes(ready=ready) if len(first) == MANY else Inline()
    work, handed = partial(draw, encoder), deque[list[Judged]]()
    with closing(pool):
        pool.start()
        for found in pool.map(work, _handed(chain(first, articles), handed)):
            judged = handed.popleft()
            yield from work(judged) if isinstance(found, BaseException) else found


def _handed(articles: Iterator[Article], handed: deque[list[Judged]]) -> Iterator[list[Judged]]:
    """Yield batches of articles with what is new in each; all that are `handed` out are kept."""
    from tidings.enrich.novelty.index import NoveltyIndex

    index = NoveltyIndex()
    for batch in batched(articles, BATCH):
        handed.append([(article, index.add(article)) for article in batch])
        yield handed[-1]


def draw(encoder: str, judged: Sequence[Judged]) -> list[Any]:
    """Return the features of articles, with the vectors of an encoder ("none": without)."""
    from tidings.enrich.embedding import embedding_text, load_encoder
    from tidings.group import features

    model = load_encoder(encoder)
    vectors: Any = [None] * len(judged)
    if model is not None:
        vectors = model.encode([embedding_text(*told) for told in judged])
    return [features(*told, vector) for told, vector in zip(judged, vectors, strict=True)]
