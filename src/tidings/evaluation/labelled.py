"""Articles of which people said which story each one tells: JSON Lines with a `story`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import orjson

from tidings.collect.jsonarticle import article_from_json
from tidings.errors import UsageError
from tidings.types import Article

__all__ = ["Labelled", "read_labelled", "some"]


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article and the name of the story it tells."""

    article: Article
    story: str


def read_labelled(path: Path) -> list[Labelled]:
    """Return the articles of a file that name their story, in its order; others are left out.

    An article is what it is everywhere on the wire; `source` names its publisher. Two articles
    of one id are two articles. Raises UsageError for a line that is none.
    """
    labelled: list[Labelled] = []
    taken: set[str] = set()
    for number, one in _lines(path):
        name = one.article.id
        if name in taken:
            one = replace(one, article=replace(one.article, id=f"{name}#{number}"))
        taken.add(one.article.id)
        labelled.append(one)
    return labelled


def _lines(path: Path) -> Iterator[tuple[int, Labelled]]:
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                record = orjson.loads(line)
                if not isinstance(record, dict) or not record.get("story"):
                    continue
                article = article_from_json(record)
            except (orjson.JSONDecodeError, UsageError) as exc:
                raise UsageError(f"{path}, line {number}: {exc}") from exc
            yield number, Labelled(article, str(record["story"]))


def some(labelled: list[Labelled], *, stories: int, articles: int) -> list[Labelled]:
    """Return the first articles of the first so many stories, in their order."""
    first = set(list(dict.fromkeys(one.story for one in labelled))[:stories])
    return [one for one in labelled if one.story in first][:articles]
