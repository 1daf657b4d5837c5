"""Learning from corrections, on the person's own machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice, product

from tidings.group import SHIPPED, Features, Learned, Lesson, compare, from_bytes, learn
from tidings.storage import Store
from tidings.types import CorrectionKind

__all__ = ["forget_learned", "learn_from_corrections"]

PAIRS = 12  # of one correction: a merge of large stories is still one thing that a person said


def learn_from_corrections(store: Store, *, now: datetime, dry: bool = False) -> Learned:
    """Fit the decision to the corrections in force; kept where it is better, unless `dry`."""
    learned = learn(list(_lessons(store)))
    if learned.better and not dry:
        store.corrections.calibrate(learned.calibration.scale, learned.calibration.shift, at=now)
    return learned


def forget_learned(store: Store, *, now: datetime) -> None:
    """Decide as shipped again."""
    store.corrections.calibrate(SHIPPED.scale, SHIPPED.shift, at=now)


def _lessons(store: Store) -> Iterator[Lesson]:
    for correction in store.corrections.in_force():
        if correction.kind in (CorrectionKind.LOCK, CorrectionKind.RENAME):
            continue
        for others, same in ((correction.joined, True), (correction.others, False)):
            chances = _chances(store, correction.articles, others)
            if chances:
                yield Lesson(chances, same)


def _chances(store: Store, some: Sequence[str], others: Sequence[str]) -> tuple[float, ...]:
    pairs = list(islice(product(some, others), PAIRS))
    wanted = sorted({article for pair in pairs for article in pair})
    known = {a: from_bytes(d) for a, d in store.stories.features(wanted).items()}
    return tuple(_chance(known[a], known[b]) for a, b in pairs if a in known and b in known)


def _chance(a: Features, b: Features) -> float:
    return compare(a, b)[0]
