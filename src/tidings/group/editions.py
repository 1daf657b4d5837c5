"""How much each article tells of its story, for those who want a story once. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from tidings.types import Article, Edition, Shows, Statement

__all__ = ["judge_editions"]

MATERIAL = 2  # sentences that add a figure, a name, a date or a denial
HARD = frozenset({"number", "name", "date", "denial"})


def judge_editions(
    articles: Sequence[Article],
    *,
    copies: Mapping[str, str],
    statements: Mapping[str, Sequence[Statement]],
    known: Collection[str],
) -> tuple[Edition, ...]:
    """Judge the articles of a story, oldest first, that are not `known` to be judged yet.

    `copies`: of which article one is a copy, "" for none. The first that is judged begins the
    story, whenever it was written: nobody has been statements of it.
    """
    by_id = {article.id: article for article in articles}
    first = next((by_id[article.id] for article in articles if article.id in known), None)
    judged: list[Edition] = []
    for article in articles:
        if article.id in known:
            continue
        original = by_id.get(copies.get(article.id, ""))
        if first is None:
            first = article
            judged.append(Edition(article=article.id, level=Shows.STORIES))
        elif original is not None:
            judged.append(Edition(article=article.id, level=0, behind=original.source))
        elif sum(map(_is_material, statements.get(article.id, ()))) >= MATERIAL:
            judged.append(Edition(article=article.id, level=Shows.STORIES))
        else:
            judged.append(Edition(article=article.id, level=Shows.OWN, behind=first.source))
    return tuple(judged)


def _is_material(statement: Statement) -> bool:
    return not statement.known and any(added.kind in HARD for added in statement.adds)
