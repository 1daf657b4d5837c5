"""The JSON Lines contract: nouns as they travel between filters, machines and programs.

One JSON object a line, UTF-8; times are RFC 3339; offsets count code points of `text`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson

from tidings.types import (
    Article,
    Correction,
    Entry,
    Feed,
    Lineage,
    Reason,
    Related,
    Summary,
)

__all__ = [
    "article_record",
    "correction_record",
    "feed_record",
    "line",
    "lineage_record",
    "reason_texts",
    "related_ids",
    "summary_record",
    "time_text",
]

Record = dict[str, Any]


def line(record: Mapping[str, Any]) -> str:
    """Return an object as one line of JSON, without its line break."""
    return orjson.dumps(record, option=orjson.OPT_NON_STR_KEYS).decode("utf-8", "replace")


def time_text(moment: datetime | None) -> str | None:
    """Return a time as RFC 3339, in UTC."""
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z") if moment else None


def article_record(article: Article) -> Record:
    """Return an article with all its fields; what is not known is left out or null."""
    return {
        "id": article.id,
        "url": article.url or None,
        "canonical_url": article.canonical_url or None,
        "source": article.source or None,
        "publisher": article.publisher or None,
        "title": article.title,
        "text": article.text,
        "authors": list(article.authors),
        "published_at": time_text(article.published_at),
        "modified_at": time_text(article.modified_at),
        "fetched_at": time_text(article.fetched_at),
        "language": article.language or None,
        "tags": list(article.tags),
        "image": article.image or None,
        "status": article.status.value,
    }


def feed_record(feed: Feed) -> Record:
    """Return a feed with its entries."""
    return {
        "title": feed.title,
        "home": feed.home or None,
        "entries": [_entry_record(entry) for entry in feed.entries],
    }


def _entry_record(entry: Entry) -> Record:
    return {
        "id": entry.id,
        "url": entry.url or None,
        "title": entry.title,
        "summary": entry.summary,
        "content": entry.content,
        "authors": list(entry.authors),
        "published_at": time_text(entry.published_at),
        "updated_at": time_text(entry.updated_at),
        "tags": list(entry.tags),
        "enclosures": [
            {"url": e.url, "type": e.type or None, "length": e.length} for e in entry.enclosures
        ],
    }


def summary_record(summary: Summary) -> Record:
    """Return a summary, each sentence with the spans that it rests on."""
    return {
        "headline": summary.headline,
        "sentences": [
            {
                "text": sentence.text,
                "cites": [
                    {"article": article, "start": span.start, "end": span.end}
                    for article, span in sentence.cites
                ],
            }
            for sentence in summary.sentences
        ],
    }


def lineage_record(lineage: Lineage) -> Record:
    """Return who of a story's articles took from whom, and the sources behind them."""
    return {
        "sources": list(lineage.sources),
        "descents": [
            {
                "article": descent.article,
                "kind": descent.kind,
                "of": descent.of or None,
                "credit": descent.credit or None,
                "share": descent.share,
                "probability": descent.probability,
                "ordered": descent.ordered,
                "because": descent.because,
            }
            for descent in lineage.descents
        ],
    }


def reason_texts(reasons: Sequence[Reason]) -> list[str]:
    """Return reasons in words."""
    return [reason.text for reason in reasons]


def related_ids(related: Sequence[Related]) -> list[str]:
    """Return the ids of related articles, nearest first."""
    return [near.other for near in related]


def correction_record(correction: Correction) -> Record:
    """Return what a person decided, and whether it still holds."""
    return {
        "id": correction.id or None,
        "kind": correction.kind.value,
        "says": correction.says,
        "articles": list(correction.articles),
        "joined": list(correction.joined),
        "others": list(correction.others),
        "named": list(correction.named),
        "story": correction.story or None,
        "headline": correction.headline or None,
        "by": correction.by or None,
        "note": correction.note or None,
        "at": time_text(correction.at),
        "undone_at": time_text(correction.undone_at),
    }
