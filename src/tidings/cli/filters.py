"""Every stage as a filter over JSON Lines. No library is needed or touched.

One output line for each input line, in the same order. A line that can't be worked on gives
`{"id": …, "error": …}` in its place, and exit status 1 at the end; all other lines are done.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice, tee
from pathlib import Path
from typing import Any, TypeVar

import click

from tidings.cli.jsonlines import Record, attempt, each_line, read_article, records
from tidings.cli.parallel import spread_lines
from tidings.errors import UsageError
from tidings.records import article_record, feed_record, line, reason_texts, summary_record
from tidings.types import Article, Page, make_id

__all__ = ["COMMANDS"]

SURE_LANGUAGE = 0.9  # from which a language that no line named is believed
BATCH = 32  # articles that are read while those before them are encoded
ENCODED = 8  # that one thread encodes at a time
T = TypeVar("T")


def _in_its_language(article: Article) -> Article:
    """Return the article with its language, where the line named none and the words are sure."""
    from tidings.enrich.language import identify

    if article.language:
        return article
    language, confidence = identify(f"{article.title}\n{article.text[:1_000]}")
    return replace(article, language=language) if confidence >= SURE_LANGUAGE else article


def _body(record: Record) -> bytes:
    if isinstance(record.get("body"), str):
        return str(record["body"]).encode("utf-8", "surrogatepass")
    if isinstance(record.get("path"), str):
        return Path(record["path"]).read_bytes()
    raise UsageError("give the document as `body`, or the file that holds it as `path`")


@click.command("read-feed")
def read_feed() -> None:
    """Read feeds: each becomes its entries.

    A line is {"id", "url", "body" or "path"}.

    \b
    echo '{"id": 1, "path": "feed.xml"}' | tidings read-feed
    """
    from tidings.collect.feeds import parse_feed

    def work(record: Record) -> Record:
        return feed_record(parse_feed(_body(record), url=str(record.get("url") or "")))

    each_line(work)


@click.command("distill")
def distill() -> None:
    """Extract articles from pages.

    A line is {"id", "url", "html", "text" or "path", "fetched_at"?}.

    \b
    echo '{"id": 1, "path": "page.html"}' | tidings distill
    """
    spread_lines(read_page, ready=["tidings.cli.filters", "tidings.preload"])


def read_page(record: Record) -> Record:
    """Return the articles of a page."""
    from tidings.distill import distill

    main, *more = distill(_page(record))
    return (
        _distilled(main)
        | {"more": [_distilled(article) for article in more]}
        | {"id": record.get("id")}
    )


def _distilled(article: Article) -> Record:
    return article_record(article) | {"paragraphs": list(article.paragraphs)}


def _page(record: Record) -> Page:
    from tidings.collect.feeds.dates import parse_date
    from tidings.collect.files import read_files

    url = str(record.get("url") or "")
    at = parse_date(str(record.get("fetched_at") or "")) or None
    for key, content_type in (("html", "text/html"), ("text", "text/plain")):
        if isinstance(record.get(key), str):
            body = str(record[key]).encode("utf-8", "surrogatepass")
            return Page(
                id=make_id(url or str(record.get("id"))),
                url=url,
                body=body,
                content_type=f"{content_type}; charset=utf-8",
                fetched_at=at or datetime.now(UTC),
            )
    if not isinstance(record.get("path"), str):
        raise UsageError("give the page as `html` or `text`, or the file that holds it as `path`")
    found = next(iter(read_files([Path(record["path"])])), None)
    if not isinstance(found, Page):
        raise UsageError(getattr(found, "error", f"{record['path']} holds no page"))
    return Page(
        id=found.id,
        url=url or found.url,
        body=found.body,
        content_type=found.content_type,
        fetched_at=at or found.fetched_at,
    )


@click.command("novelty")
def novelty() -> None:
    """Tell new paragraphs of articles from recycled ones.

    A line is an article; the oldest come first.

    \b
    tidings distill < pages.jsonl | tidings novelty
    """
    from tidings.enrich.novelty import paragraphs
    from tidings.enrich.novelty.index import NoveltyIndex

    index = NoveltyIndex()

    def work(record: Record) -> Record:
        article = read_article(record)
        return {"paragraphs": paragraphs(article, index.add(article))}

    each_line(work)


@click.command("group")
@click.option("--online", is_flag=True, help="Give each decision as it falls.")
@click.option("--encoder", default=None, help='The sentence encoder; "none" groups by words.')
def group(online: bool, encoder: str | None) -> None:
    """Group articles into stories.

    A line is an article, in the order in which they arrive.

    \b
    tidings group < articles.jsonl
    """
    reader = _Reader(encoder)
    if online:
        from tidings.group import Grouper

        grouper = Grouper()
        each_line(lambda record: _decided(grouper.add(reader.read(record))))
        return
    _group_all(reader)


class _Reader:
    """Reads articles in the order of the stream: novelty, vector, features."""

    def __init__(self, encoder: str | None) -> None:
        from tidings.config import Config
        from tidings.enrich.embedding import load_encoder
        from tidings.enrich.novelty.index import NoveltyIndex

        self._encoder = load_encoder(Config.load(encoder=encoder).encoder)
        self._index = NoveltyIndex()
        self._threads = ThreadPoolExecutor()  # the encoder leaves Python's lock

    def read(self, record: Record) -> Any:
        """Return the features of one article."""
        return self._finish(self._begin([_in_its_language(read_article(record))]))[0]

    def read_all(self, batches: Iterable[Sequence[Article]]) -> Iterator[list[Any]]:
        """Yield the features of each batch of articles; the next is read while one is encoded."""
        waiting: deque[Any] = deque()
        for batch in batches:
            waiting.append(self._begin(batch))
            if len(waiting) > 1:
                yield self._finish(waiting.popleft())
        yield from map(self._finish, waiting)

    def _begin(self, articles: Sequence[Article]) -> Any:
        from tidings.enrich.embedding import embedding_text

        novelty = [self._index.add(article) for article in articles]
        encoding = []
        if self._encoder is not None:
            texts = [embedding_text(a, n) for a, n in zip(articles, novelty, strict=True)]
            parts = [texts[n : n + ENCODED] for n in range(0, len(texts), ENCODED)]
            encoding = [self._threads.submit(self._encoder.encode, part) for part in parts]
        return articles, novelty, encoding

    def _finish(self, begun: Any) -> list[Any]:
        from tidings.group import features

        articles, novelty, encoding = begun
        vectors = [vector for part in encoding for vector in part.result()]
        vectors = vectors or [None] * len(articles)
        return [features(*parts) for parts in zip(articles, novelty, vectors, strict=True)]


def _decided(decision: Any) -> Record:
    return {
        "story": decision.story,
        "duplicate_of": decision.duplicate_of or None,
        "because": reason_texts(decision.because),
    }


def _group_all(reader: _Reader) -> None:
    from tidings.group import regroup

    known: dict[str, Any] = {}  # an id that comes again is the same article
    places: list[tuple[str, Record] | Record] = []
    lines, ahead = tee(_batches(map(_read_article, records(sys.stdin.buffer)), BATCH))
    articles = ([found for _, found in batch if isinstance(found, Article)] for batch in ahead)
    for batch, read in zip(lines, reader.read_all(articles), strict=True):
        features = iter(read)
        for id, found in batch:
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


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    waiting = iter(items)
    while batch := list(islice(waiting, size)):
        yield batch


def _read_article(record: Record | str) -> tuple[Any, Article | Record]:
    """Return a line's id and its article, or what is said in its place."""
    said = attempt(lambda given: {"article": _in_its_language(read_article(given))}, record)
    return said["id"], said.get("article", said)


@click.command("compare")
@click.option("--encoder", default=None, help='The sentence encoder; "none" compares by words.')
def compare(encoder: str | None) -> None:
    """Judge how likely two articles tell the same story.

    A line is {"id", "a", "b"}, two articles."""
    from tidings.config import Config
    from tidings.enrich.embedding import embedding_text, load_encoder
    from tidings.group import compare as same_story
    from tidings.group import features

    model = load_encoder(Config.load(encoder=encoder).encoder)

    def work(record: Record) -> Record:
        pair = [_in_its_language(read_article(record.get(side))) for side in ("a", "b")]
        vectors: list[Any] = [None, None]
        if model is not None:
            vectors = list(model.encode([embedding_text(article) for article in pair]))
        a, b = (features(article, None, v) for article, v in zip(pair, vectors, strict=True))
        chance, because = same_story(a, b)
        return {"same_story": round(float(chance), 4), "because": reason_texts(because)}

    each_line(work)


@click.command("summarize")
@click.option(
    "--length",
    type=click.Choice(("short", "medium", "long")),
    default="medium",
    show_default=True,
    help="How long a summary may be.",
)
def summarize(length: str) -> None:
    """Write the headline and summary of each story.

    A line is {"id", "articles": […]}, the articles of one story."""
    from tidings.enrich.novelty.index import NoveltyIndex
    from tidings.write import LENGTHS
    from tidings.write import summarize as write

    def work(record: Record) -> Record:
        if not isinstance(record.get("articles"), list):
            raise UsageError("`articles` is a list of articles")
        given: dict[str, Record] = {}  # an id that comes again is the same article
        for item in record["articles"]:
            given.setdefault(read_article(item).id, item)
        articles = [read_article(item) for item in given.values()]
        index = NoveltyIndex()
        found = {article.id: index.add(article) for article in sorted(articles, key=_age)}
        return _cited_as_given(
            summary_record(write(articles, novelty=found, sentences=LENGTHS[length])), given
        )

    each_line(work)


def _cited_as_given(summary: Record, given: dict[str, Record]) -> Record:
    """Turn the spans of a summary into spans of the texts that were given."""
    from tidings.collect.jsonarticle import places_in

    places = {id: places_in(str(record.get("text") or "")) for id, record in given.items()}
    for cite in (cite for sentence in summary["sentences"] for cite in sentence["cites"]):
        where = places[cite["article"]]
        cite["start"], cite["end"] = where[cite["start"]], where[cite["end"] - 1] + 1
    return summary


def _age(article: Article) -> tuple[bool, float]:
    return (article.time is None, article.time.timestamp() if article.time else 0.0)


COMMANDS = (read_feed, distill, novelty, group, compare, summarize)
