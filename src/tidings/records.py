"""The JSON Lines contract: nouns as records, between filters, machines and programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import orjson

from tidings.types import (
    Answer,
    Article,
    Correction,
    Enclosure,
    Entry,
    Feed,
    Line,
    Lineage,
    Reason,
    Related,
    Summary,
    Viewpoints,
    WrapUp,
    WrongCase,
)

__all__ = [
    "answer_record",
    "article_record",
    "correction_record",
    "feed_record",
    "line",
    "lineage_record",
    "reason_texts",
    "related_ids",
    "summary_record",
    "time_text",
    "viewpoints_record",
    "wrap_up_record",
    "wrong_record",
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
        **({"enclosures": _enclosures(article.enclosures)} if article.enclosures else {}),
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
        "enclosures": _enclosures(entry.enclosures),
    }


def _enclosures(enclosures: Iterable[Enclosure]) -> list[Record]:
    return [{"url": e.url, "type": e.type or None, "length": e.length} for e in enclosures]


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


def answer_record(answer: Answer) -> Record:
    """Return an answer with the passages that it rests on, or that come nearest to one."""
    chosen = {} if answer.choice is None else {"choice": answer.choice}
    return {
        "answer": answer.text,
        "answered": answer.answered,
        **chosen,
        "cites": [
            {"article": cited.article.id, "url": cited.article.url or None, "quote": cited.quote}
            for cited in answer.cites
        ],
    }


def viewpoints_record(points: Viewpoints) -> Record:
    """Return how the voices of a story differ."""
    return {
        "story": points.story,
        "agreed": [_line_record(one) for one in points.agreed],
        "wordings": [
            [
                _line_record(one) | {"apart": list(apart)}
                for one, apart in zip(wording.lines, wording.apart, strict=True)
            ]
            for wording in points.wordings
        ],
        "views": [
            {
                "by": view.by,
                "name": view.name,
                "stresses": [_line_record(one) for one in view.stresses],
                "omits": [_line_record(one) for one in view.omits],
                "quotes": [_line_record(one) for one in view.quotes],
                "words": list(view.words),
                "articles": view.articles,
            }
            for view in (*points.publishers, *points.countries, *points.speakers)
        ],
        "why_none": points.why_none or None,
    }


def wrap_up_record(found: WrapUp) -> Record:
    """Return a wrap-up, every line with where it stands."""
    parts = {"happened": found.happened, "changed": found.changed}
    return {
        "since": time_text(found.since),
        "until": time_text(found.until),
        "minutes": found.minutes,
        **{
            name: [
                {
                    "story": item.story,
                    "headline": item.headline,
                    "lines": [_line_record(one) for one in item.lines],
                }
                for item in items
            ]
            for name, items in parts.items()
        },
        "watch": [
            {"day": one.day.isoformat(), "precision": one.precision, "story": one.story}
            | _line_record(one.line)
            for one in found.watch
        ],
        "left_out": found.left_out,
    }


def _line_record(one: Line) -> Record:
    return {
        "text": one.text,
        "voice": one.voice,
        "article": one.article,
        "start": one.span.start,
        "end": one.span.end,
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


def wrong_record(case: WrongCase) -> Record:
    """Return what somebody called wrong, with the passages that it rested on."""
    return asdict(case) | {"at": time_text(case.at)}
