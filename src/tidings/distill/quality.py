"""How much of an article a page really gives: full, teaser, paywall, blocked or empty."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tidings.distill.lines import word_count
from tidings.types import Status

__all__ = ["judge"]


def judge(title: str, paragraphs: Sequence[str]) -> Status:
    """Return the status of a text by itself, without what markup says of it."""
    return Status.FULL if paragraphs else Status.EMPTY
