"""Every stage as a filter over JSON Lines. No library is needed or touched.

One output line for each input line, in the same order. A line that can't be worked on gives
`{"id": …, "error": …}` in its place, and exit status 1 at the end; all other lines are done.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from tidings.cli.console import length_option
from tidings.cli.grouping import group
from tidings.cli.jsonlines import Record, each_line, in_its_language, read_article
from tidings.cli.parallel import spread_lines
from tidings.errors import UsageError
from tidings.records import article_record, feed_record, reason_texts, summary_record
from tidings.types import Article, Page, make_id

__all__ = ["COMMANDS"]


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
        pair = [in_its_language(read_article(record.get(side))) for side in ("a", "b")]
        vectors: list[Any] = [None, None]
        if model is not None:
            vectors = list(model.encode([embedding_text(article) for article in pair]))
        a, b = (features(article, None, v) for article, v in zip(pair, vectors, strict=True))
        chance, because = same_story(a, b)
        return {"same_story": round(float(chance), 4), "because": reason_texts(because)}

    each_line(work)


@click.command("summarize")
@length_option("How long a summary may be.")
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
