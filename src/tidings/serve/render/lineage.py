"""A story's lineage as a tree to show: who took from whom, how much of the text, when. Pure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from tidings.i18n import Locale, phrase
from tidings.types import Article, Descent
from tidings.views import StoryView

__all__ = ["Branch", "family"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Branch:
    """An article and those that took from it. Without an article: an outlet that is only named."""

    name: str
    article: Article | None = None
    how: str = ""  # it has its text: "word for word", "60 % of its text"
    when: str = ""  # "2 hours later"
    source: bool = True  # one of its own
    branches: tuple[Branch, ...] = ()


def family(view: StoryView, locale: Locale) -> tuple[Branch, ...]:
    """Return the sources of a story with what was taken from them; () where nothing was."""
    articles = {telling.article.id: telling.article for telling in view.tellings}
    descents = [d for d in view.lineage.descents if d.article in articles]
    if not any(d.of or d.credit for d in descents):
        return ()
    taken: dict[str, list[Descent]] = defaultdict(list)
    named: dict[str, list[Descent]] = defaultdict(list)
    agencies = {d.article: d.credit.casefold() for d in descents if _names_only(d)}
    for descent in descents:
        credit = descent.credit.casefold()
        if _names_only(descent) or (credit and agencies.get(descent.of) == credit):
            named[credit].append(descent)  # both have it from the agency
        elif descent.of in articles:
            taken[descent.of].append(descent)
    own = [d for d in descents if d.of not in articles and not _names_only(d)]
    return (
        *(_branch(descent, articles, taken, locale) for descent in own),
        *(
            Branch(
                name=told[0].credit,
                branches=tuple(_branch(d, articles, taken, locale) for d in told),
            )
            for told in named.values()
        ),
    )


def _names_only(descent: Descent) -> bool:
    """Say whether an article rests on an outlet that is not in the story."""
    return descent.kind == "credit" and not descent.of


def _branch(
    descent: Descent,
    articles: dict[str, Article],
    taken: dict[str, list[Descent]],
    locale: Locale,
) -> Branch:
    article = articles[descent.article]
    return Branch(
        name=article.publisher or article.title,
        article=article,
        how=_how(descent),
        when=_when(article, articles.get(descent.of), locale, ordered=descent.ordered),
        source=not descent.depends,
        branches=tuple(_branch(child, articles, taken, locale) for child in taken[descent.article]),
    )


def _how(descent: Descent) -> str:
    share, chance = (_percent(part) for part in (descent.share, descent.probability))
    return {
        "same": phrase("word for word"),
        "edited": phrase(f"edited, {share} of its text"),
        "part": phrase(f"{share} of its text"),
        "again": phrase("the same publisher once more"),
        "credit": phrase(f"names {descent.credit} as its source"),
        "translation": phrase(f"probably a translation ({chance})"),
        "partly": phrase(f"{share} of its text, and more of its own"),
    }.get(descent.kind, "")


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %")


def _when(article: Article, other: Article | None, locale: Locale, *, ordered: bool) -> str:
    if other is None:
        return ""
    if not ordered or article.time is None or other.time is None:
        return locale.gettext("probably later")
    return locale.later(article.time, other.time)
