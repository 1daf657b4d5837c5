"""Measuring: how well articles that people put into stories are put together here."""

from tidings.measuring.labelled import Labelled, read_labelled
from tidings.measuring.scores import bcubed, pair_f1
from tidings.measuring.stories import (
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
