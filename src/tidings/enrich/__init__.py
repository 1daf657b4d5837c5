"""Enrich: annotations of an article ("notes"), one annotator a module.

What is new in an article (`novelty`) and its vector (`embedding`) rest on other articles or on a
loaded model, and are stages of their own in `flow`; an annotator needs nothing but the article.
Those of `ANNOTATORS` are stages, too; those of `ON_DEMAND` are asked by `tidings annotate` alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tidings.enrich import dates, figures, language, names, places, quotes, tags
from tidings.types import Article, Note, Novelty

__all__ = ["ANNOTATORS", "ON_DEMAND", "Annotator"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Annotator:
    """One kind of note. Raising `version` makes every article pending for it again.

    `annotate` is pure: from an article and what is new in it to its notes, in order of the text
    or the surest first.
    """

    name: str
    version: int
    annotate: Callable[[Article, Novelty], tuple[Note, ...]]


ANNOTATORS: Mapping[str, Annotator] = {
    annotator.name: annotator
    for annotator in (
        Annotator(name="language", version=language.VERSION, annotate=language.note_language),
        Annotator(name="tags", version=tags.VERSION, annotate=tags.key_phrases),
    )
}

# Each note has a span, and a value as `tidings annotate` prints it. `article.language` is believed,
# so identify it first. Of these the library keeps names, places and quotes, by stages of their own;
# figures and dates are asked for by story.
ON_DEMAND: Mapping[str, Annotator] = {
    annotator.name: annotator
    for annotator in (
        Annotator(name="names", version=names.VERSION, annotate=names.note_names),
        Annotator(name="places", version=places.VERSION, annotate=places.note_places),
        Annotator(name="quotes", version=quotes.VERSION, annotate=quotes.note_quotes),
        Annotator(name="figures", version=figures.VERSION, annotate=figures.note_figures),
        Annotator(name="dates", version=dates.VERSION, annotate=dates.note_dates),
    )
}
