"""Where the sources of a story differ: figures, dates and denials side by side. Pure.

Precision first. Two figures are held against each other only where they count the same thing, in
sentences of the same language that tell much the same, about the same time; what is rounded or
grew while the story went on is no disagreement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from tidings.types import (
    Article,
    Compared,
    Day,
    Facts,
    Note,
    Novelty,
    Standing,
    Status,
)
from tidings.write.claims import (
    Notes,
    Said,
    alike,
    claim_of,
    is_toll,
    near,
    said_in,
    same_value,
    within,
)
from tidings.write.measured import SPANS, measured
from tidings.write.passages import Passage, split_passages
from tidings.write.single_source import alone

__all__ = ["facts_of"]

# How alike two sentences are that tell of one thing, see decisions/0290; tolls vary most.
ALIKE = {"toll": 0.3, "named": 0.4, "figure": 0.75, "date": 0.8, "denial": 0.85}
ALONE = 0.2  # where each article has one such figure only, and the two are near each other
APART = 0.5  # of that, below which two claims of one group don't tell of one thing
MOST = 1_500  # claims of a story that are compared
SHOWN = 24  # comparisons that are kept
SURE = 0.95  # of a month that is kept: its year is said, too
DAYS = 60  # of a story that are kept
_NEVER = datetime.min.replace(tzinfo=UTC)


def facts_of(
    articles: Sequence[Article],
    *,
    figures: Notes,
    dates: Notes,
    names: Notes | None = None,
    novelty: Mapping[str, Novelty] | None = None,
) -> Facts:
    """Return what the articles of a story say of the same things, and what one alone says.

    The notes are by article id. What was said again word for word counts once, with who said it
    first; with fewer than two publishers there is nothing to compare, but days and figures.
    """
    unread = (Status.BLOCKED, Status.EMPTY)
    read = sorted(
        (a for a in articles if a.status not in unread), key=lambda a: (a.time or _NEVER, a.id)
    )
    passages = [p for p in split_passages(read, novelty or {}) if p.new]
    days = tuple(_days(passages, dates))
    if len({p.voice for p in passages}) < 2:
        return Facts(days=days, figures=measured(passages, figures, dates))
    said = said_in(passages, figures, dates)[:MOST]
    compared = [*_compared(said), *_denials(said)]
    order = (Standing.DIFFER, Standing.ROSE, Standing.AGREE)
    compared.sort(key=lambda one: (order.index(one.standing), -len(one.claims)))
    return Facts(
        compared=tuple(compared[:SHOWN]),
        alone=alone(passages, read, figures=figures, dates=dates, names=names or {}),
        days=days,
        figures=measured(passages, figures, dates),
    )


def _compared(said: Sequence[Said]) -> Iterator[Compared]:
    same: defaultdict[tuple[str, tuple[str, ...]], list[Said]] = defaultdict(list)
    for one in said:
        if one.kind != "denial":
            same[one.kind, one.key].append(one)
    for (kind, key), claims in same.items():
        sort = _sort(kind, key)
        single = sort != "date" and key[1] not in SPANS and _one_in_each(claims)
        for group in _groups(claims, ALIKE[sort], ALONE if single else ALIKE[sort]):
            found = _one_each(group)
            if len({one.passage.voice for one in found}) > 1:
                yield _judged(kind, found)


def _sort(kind: str, key: Sequence[str]) -> str:
    """Say how plain it is what a claim is of: tolls and things of two words need less beside."""
    if kind != "figure":
        return kind
    if is_toll(key[1], key[2:]):
        return "toll" if key[2] == "people" else "named"  # of police officers there are others
    return "named" if len(key) > 3 and key[1] not in SPANS else kind


def _one_in_each(claims: Sequence[Said]) -> bool:
    """Say whether each article has one claim of these, so that it is plain which is meant."""
    return len({one.passage.article.id for one in claims}) == len(claims)


def _groups(claims: Sequence[Said], bar: float, bar_near: float) -> list[list[Said]]:
    """Put together what tells of one thing: each claim joins the group that it is most like."""
    groups: list[list[Said]] = []
    for one in claims:
        found = [([_fits(one, other, bar, bar_near) for other in group], group) for group in groups]
        fit = [(max(by), group) for by, group in found if min(by) >= APART]
        best, group = max(fit, key=lambda pair: pair[0], default=(0.0, []))
        if best >= 1.0:
            group.append(one)
        else:
            groups.append([one])
    return groups


def _fits(one: Said, other: Said, bar: float, bar_near: float) -> float:
    """Return how alike two claims are, as a share of what is asked of them: 1 is enough."""
    return alike(one, other) / (bar_near if near(one, other) else bar)


def _one_each(group: Sequence[Said]) -> list[Said]:
    """Return one claim of each article; none where one gives two values: these are two things."""
    first: dict[str, Said] = {}
    for one in group:
        if not same_value(one, first.setdefault(one.passage.article.id, one)):
            return []
    return list(first.values())


def _judged(kind: str, said: Sequence[Said]) -> Compared:
    return Compared(
        kind=kind,
        about=said[-1].about,
        standing=_standing(said),
        claims=tuple(one.claim for one in said),
    )


def _standing(said: Sequence[Said]) -> Standing:
    """Judge claims in the order of their time: what a publisher said before, it says no more."""
    latest = list({one.passage.voice: one for one in said}.values())
    if _agree(said):
        return Standing.AGREE
    if all(map(_rose, said, said[1:])) or _agree(latest):
        return Standing.ROSE if said[0].counts else Standing.AGREE
    return Standing.DIFFER


def _agree(said: Sequence[Said]) -> bool:
    return all(same_value(a, b) for n, a in enumerate(said) for b in said[n + 1 :])


def _rose(one: Said, other: Said) -> bool:
    """Say whether a later count is no lower: a toll grows."""
    if same_value(one, other):
        return True
    times = one.claim.at, other.claim.at
    if not one.counts or isinstance(one.value, str) or isinstance(other.value, str):
        return False
    return None not in times and times[0] != times[1] and one.value < other.value


def _denials(said: Sequence[Said]) -> Iterator[Compared]:
    """Return the sentences that deny what one of another publisher asserts, beside that."""
    asserted = [one for one in said if one.kind == "denial" and not one.value]
    for denial in (one for one in said if one.kind == "denial" and one.value):
        near = [
            (alike(denial, one), one)
            for one in asserted
            if denial.about in one.context and one.passage.voice != denial.passage.voice
        ]
        best, other = max(near, key=lambda pair: pair[0], default=(0.0, denial))
        if best >= ALIKE["denial"]:
            yield _judged("denial", sorted((other, denial), key=_when))


def _when(one: Said) -> datetime:
    return one.claim.at or _NEVER


def _days(passages: Sequence[Passage], dates: Notes) -> list[Day]:
    """Return each day and month that is spoken of, once; of many those that were told first."""
    found: dict[str, Day] = {}
    for passage in passages:
        for note in dates.get(passage.article.id, ()):
            if _told_well(note) and within(note, passage) and passage.alone:
                span = note.span or passage.span
                date = str(note.value["date"])
                found.setdefault(date, Day(date=date, claim=claim_of(passage, span)))
    return sorted(list(found.values())[:DAYS], key=lambda day: day.date)


def _told_well(note: Note) -> bool:
    """Say whether a date is exact enough to stand on a timeline."""
    precision = note.value["precision"]
    return precision == "day" or (precision == "month" and note.confidence >= SURE)
