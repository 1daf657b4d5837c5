"""Workers: one `map(work, batches)` over processes of this machine. They never touch the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

__all__ = ["batched"]

T = TypeVar("T")


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield items in lists of so many, the last of what is left; no more are read than asked for.

    It is what `itertools.batched` is since Python 3.12.
    """
    waiting = iter(items)
    while batch := list(islice(waiting, size)):
        yield batch
