"""Evaluation: how well grouping agrees with labelled articles (BCubed, pair F1)."""

from tidings.evaluation.labelled import Labelled, read_labelled
from tidings.evaluation.scores import bcubed, pair_f1
from tidings.evaluation.stories import (
    Measured,
    at_rest,
    measure_stories,
    online,
    prepare,
    settled,
)

__all__ = [
    "Labelled",
    "Measured",
    "at_rest",
    "bcubed",
    "measure_stories",
    "online",
    "pair_f1",
    "prepare",
    "read_labelled",
    "settled",
]
