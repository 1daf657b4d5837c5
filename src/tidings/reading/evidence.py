"""Why a sentence of a story counts as known or as new, in words. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import time

from tidings.i18n import phrase
from tidings.types import Addition, Article, ArticleSpan, Reason, Statement
from tidings.urls import outlet
from tidings.views import Judged

__all__ = ["judged_sentences"]

QUOTED = 90  # characters of an earlier sentence that are shown
MIDNIGHT = time()
KINDS = ("name", "number", "date", "denial", "word")


def judged_sentences(
    article: Article, statements: Sequence[Statement], articles: Mapping[str, Article]
) -> Iterator[Judged]:
    """Yield the judged sentences of an article with the reason for each.

    `articles` are the story's, by id; a span in an article that is gone is passed over.
    """
    text = article.text
    for statement in statements:
        if statement.end <= len(text):
            yield Judged(
                text=text[statement.start : statement.end],
                statement=statement,
                because=_why(article, statement, articles),
            )


def _why(article: Article, statement: Statement, articles: Mapping[str, Article]) -> Reason:
    if statement.known:
        places = ((articles.get(span.article), span) for span in statement.restates)
        told = (_told(other, span, article) for other, span in places if other is not None)
        said = "; ".join(told) or phrase("what the story told before")
        text = phrase(f"restates {said}")
        return Reason(kind="restates", text=text, weight=statement.held)
    said = "; ".join(_added(article.text, statement.adds))
    return Reason(
        kind="adds",
        text=said or phrase("says what no earlier article says together"),
        weight=round(1 - statement.held, 3),
    )


def _told(earlier: Article, span: ArticleSpan, article: Article) -> str:
    words = earlier.text[span.start : span.end] or earlier.title
    quoted = words if len(words) <= QUOTED else f"{words[:QUOTED].rsplit(' ', 1)[0]} …"
    who = outlet(earlier.publisher, earlier.url) or "an earlier article"
    return f"“{quoted}” ({who}{_when(earlier, article)})"


def _when(earlier: Article, article: Article) -> str:
    """Return the hour, where it is known, with the day where it was another one."""
    if earlier.time is None:
        return ""
    same_day = article.time is not None and article.time.date() == earlier.time.date()
    day = "" if same_day else f" {earlier.time:%Y-%m-%d}"
    hour = (
        f" {earlier.time:%H:%M}" if earlier.time.time() != MIDNIGHT else ""
    )  # only a day is known
    return f",{day}{hour}" if day or hour else ""


def _added(text: str, additions: Iterable[Addition]) -> Iterator[str]:
    """Yield what a sentence adds, facts before words, each word once."""
    found: dict[str, dict[str, None]] = {kind: {} for kind in KINDS}
    for one in additions:
        words = text[one.start : one.end]
        if not any(words in told for told in found.values()):
            found[one.kind][words] = None
    yield from (_of_kind(kind, told) for kind, told in found.items() if told)


def _of_kind(kind: str, told: Iterable[str]) -> str:
    said = ", ".join(told)
    match kind:
        case "number":
            return phrase(f"adds numbers: {said}")
        case "name":
            return phrase(f"adds names: {said}")
        case "date":
            return phrase(f"adds dates: {said}")
        case "denial":
            return phrase(f"adds a denial: {said}")
        case _:
            words = ", ".join(f"“{word}”" for word in told)
            return phrase(f"adds words: {words}")
