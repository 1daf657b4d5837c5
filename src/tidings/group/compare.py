"""How probable is it that two articles tell the same story, and why?"""

from __future__ import annotations

from collections.abc import Sequence

from tidings.group.features import Features
from tidings.group.frequencies import Frequencies
from tidings.group.model import probabilities
from tidings.group.reasons import reasons
from tidings.group.signals import SIGNALS, signals
from tidings.group.word_weights import Weighed, weigh
from tidings.types import Reason

__all__ = ["compare", "explain", "judge", "why"]


def compare(
    a: Features, b: Features, frequencies: Frequencies | None = None
) -> tuple[float, tuple[Reason, ...]]:
    """Return how probable it is, 0 to 1, that two articles tell one story, and why.

    `frequencies` says how common words are in this news; without it what is known beforehand
    of their languages must do.
    """
    known = frequencies or Frequencies()
    return judge(weigh(a, known), weigh(b, known))


def judge(a: Weighed, b: Weighed) -> tuple[float, tuple[Reason, ...]]:
    """Return what `compare` does, of features that are weighed already."""
    values = signals(a, [b])
    return round(float(probabilities(values, "alone")[0]), 4), explain(a, b, values[0].tolist())


def why(a: Weighed, b: Weighed) -> tuple[Reason, ...]:
    """Return the reasons of `judge` alone."""
    return explain(a, b, signals(a, [b])[0].tolist())


def explain(a: Weighed, b: Weighed, values: Sequence[float]) -> tuple[Reason, ...]:
    """Return the reasons for and against, from the signals of two articles."""
    return reasons(a, b, dict(zip(SIGNALS, values, strict=True)))
