"""Why a sentence of a story counts as known or as new, in words. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tidings.i18n import phrase
from tidings.types import Addition, Article, Place, Reason, Statement
from tidings.urls import outlet
from tidings.views import Judged

__all__ = ["judged_sentences"]

QUOTED = 90  # characters of an earlier sentence that are shown
KINDS = {"number": " (number)", "name": " (name)", "date": " (date)", "denial": " (denial)"}


def judged_sentences(
    article: Article, statements: Sequence[Statement], articles: Mapping[str, Article]
) -> Iterator[Judged]:
    """Yield the judged sentences of an article with the reason for each.

    `articles` are the story's, by id; a place in an article that is gone is passed over.
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
        places = ((articles.get(place.article), place) for place in statement.restates)
        told = (_told(other, place, article) for other, place in places if other is not None)
        said = "; ".join(told) or phrase("what the story told before")
        text = phrase(f"restates {said}")
        return Reason(kind="restates", text=text, weight=statement.held)
    added = ", ".join(_named(article.text, addition) for addition in statement.adds)
    said = (
        phrase(f"adds {added}") if added else phrase("says what no earlier article says together")
    )
    return Reason(kind="adds", text=said, weight=round(1 - statement.held, 3))


def _told(earlier: Article, place: Place, article: Article) -> str:
    words = earlier.text[place.start : place.end] or earlier.title
    quoted = words if len(words) <= QUOTED else f"{words[:QUOTED].rsplit(' ', 1)[0]} …"
    who = outlet(earlier.publisher, earlier.url) or "an earlier article"
    return f"“{quoted}” ({who}{_when(earlier, article)})"


def _when(earlier: Article, article: Article) -> str:
    """Return the hour, with the day where it was another one."""
    if earlier.time is None:
        return ""
    same_day = article.time is not None and article.time.date() == earlier.time.date()
    return f", {earlier.time:%H:%M}" if same_day else f", {earlier.time:%Y-%m-%d %H:%M}"


def _named(text: str, addition: Addition) -> str:
    words = text[addition.start : addition.end]
    return f"{words}{KINDS[addition.kind]}" if addition.kind in KINDS else f"“{words}”"
