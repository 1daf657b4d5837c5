"""Stories and affairs as they are shown where nobody writes."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from tidings.views import StoryView, ThreadView

__all__ = ["View", "unwritten"]

View = TypeVar("View", StoryView, ThreadView)


def unwritten(view: View) -> View:
    """Return a story without its summary, an affair without the sentence of each step.

    Headlines are those of articles, and what each article adds stands in the article: they stay.
    """
    if isinstance(view, StoryView):
        return replace(view, summary=replace(view.summary, sentences=()))
    return replace(view, steps=tuple(replace(step, sentence=None) for step in view.steps))
