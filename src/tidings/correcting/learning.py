"""Learning from corrections, on the person's own machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from datetime import datetime
from itertools import islice, product

from tidings.group import SHIPPED, Features, Learned, Lesson, compare, from_bytes, learn
from tidings.storage import Store
from tidings.types import Correction, CorrectionKind

__all__ = ["forget_learned", "learn_from_corrections"]

LEFT_ALONE = 10  # decisions of either kind for each correction: most that is seen is right
PAIRS = 12  # of one correction: a merge of large stories is still one thing that a person said


def learn_from_corrections(store: Store, *, now: datetime, dry: bool = False) -> Learned:
    """Fit the decision to the corrections in force; kept where it is better, unless `dry`."""
    corrections = store.corrections.in_force()
    touched = {a for c in corrections for a in (*c.articles, *c.joined, *c.others)}
    corrected = list(_corrected(store, corrections))
    learned = learn(corrected, list(_left_alone(store, touched, LEFT_ALONE * len(corrected))))
    if learned.better and not dry:
        store.corrections.calibrate(learned.calibration.scale, learned.calibration.shift, at=now)
    return learned


def forget_learned(store: Store, *, now: datetime) -> None:
    """Decide as shipped again."""
    store.corrections.calibrate(SHIPPED.scale, SHIPPED.shift, at=now)


def _corrected(store: Store, corrections: Sequence[Correction]) -> Iterator[Lesson]:
    for correction in corrections:
        if correction.kind in (CorrectionKind.LOCK, CorrectionKind.RENAME):
            continue
        for others, same in ((correction.joined, True), (correction.others, False)):
            if chances := _chances(store, correction.articles, others):
                yield Lesson(chances, float(same))


def _left_alone(store: Store, touched: Set[str], stories: int) -> Iterator[Lesson]:
    """Yield what is made of the latest stories' articles, beside one of theirs and what is near."""
    recent = store.stories.recent(limit=stories)
    for story in recent:
        first, *others = story.articles
        near = [related.other for related in store.related.of([first], limit=1)]
        for beside in (others[:1], near):
            if touched.isdisjoint((*story.articles, *beside)):
                yield from (Lesson((c,), c) for c in _chances(store, [first], beside))


def _chances(store: Store, some: Sequence[str], others: Sequence[str]) -> tuple[float, ...]:
    pairs = list(islice(product(some, others), PAIRS))
    wanted = sorted({article for pair in pairs for article in pair})
    known = {a: from_bytes(d) for a, d in store.stories.features(wanted).items()}
    return tuple(_chance(known[a], known[b]) for a, b in pairs if a in known and b in known)


def _chance(a: Features, b: Features) -> float:
    return compare(a, b)[0]
