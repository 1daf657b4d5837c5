"""Undoing a correction: the articles go back as far as nothing later keeps them where they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tidings.correcting.apply import rewrite
from tidings.correcting.targets import lock_of, story_named
from tidings.errors import ConflictError, NotFoundError, UsageError
from tidings.group import broken, conflict, constraints
from tidings.i18n import phrase
from tidings.storage import Store
from tidings.storage.corrections import Before
from tidings.types import Correction, CorrectionKind, Placement
from tidings.views import Corrected

__all__ = ["undo", "unlock"]


@dataclass(frozen=True, slots=True)
class _Return:
    """Where an article is now, and where undoing puts it back."""

    now: str
    back: Placement


def undo(store: Store, number: int = 0, *, now: datetime, dry: bool = False) -> Corrected:
    """Undo a correction, the latest in force without a number; `dry`: only say what it would do.

    Every article goes back where it was, unless something later keeps it where it is now.
    """
    with store.transaction():
        correction = _in_force(store, number)
        rest = [c for c in store.corrections.in_force() if c.id != correction.id]
        _refuse(correction, conflict(rest))
        before = store.corrections.before(correction.id)
        returns = _returns(store, correction, before)
        allowed = _allowed(store, correction, rest, returns)
        says = _undone(correction, before, allowed)
        shown = _shown(store, correction, allowed)
        if dry:
            return Corrected(correction=correction, says=says, story=shown)
        store.corrections.end(correction.id, now)
        store.queue.add("group", dict.fromkeys(allowed, now))  # what is related is found anew
        _put_back(store, before, allowed)
        shown = store.stories.resolve(shown)
        touched = {r.now for r in allowed.values()} | {r.back.story for r in allowed.values()}
        rewrite(store, {*touched, shown})
    return Corrected(correction=replace(correction, undone_at=now), says=says, story=shown)


def unlock(store: Store, story: str, *, now: datetime, dry: bool = False) -> Corrected:
    """Let a story take in articles again."""
    found = story_named(store, story)
    lock = lock_of(store, found)
    if lock is None:
        raise UsageError("this story is not locked")
    return undo(store, lock.id, now=now, dry=dry)


def _in_force(store: Store, number: int) -> Correction:
    if not number:
        last = store.corrections.in_force()[-1:]
        if not last:
            raise UsageError("there is no correction to undo")
        return last[0]
    found = store.corrections.get(number)
    if found is None:
        raise NotFoundError(f"there is no correction {number}: 'tidings corrections' lists them")
    if found.undone_at is not None:
        raise UsageError(f"correction {number} was undone already")
    return found


def _refuse(correction: Correction, against: Sequence[Correction]) -> None:
    if against:
        latest = against[-1]
        raise ConflictError(
            f"without correction {correction.id}, these would contradict each other: "
            + "; ".join(f"{c.id} ({c.says})" for c in against)
            + f". Undo one of them first: tidings undo {latest.id}",
            tuple(c.id for c in against),
        )


def _returns(store: Store, correction: Correction, before: Before) -> dict[str, _Return]:
    """Return the articles that are still where the correction put them."""
    put = store.stories.resolve(correction.story)
    own = dict(before.aliases)
    membership = store.stories.membership([p.article for p in before.placements])
    returns = {}
    for placement in before.placements:
        story, _, _ = membership.get(placement.article, ("", "", ()))
        back = placement.story if own.get(placement.story) == placement.story else ""
        target = replace(placement, story=back or store.stories.resolve(placement.story))
        if story and story in (put, target.story):
            returns[placement.article] = _Return(story, target)
    return returns


def _allowed(
    store: Store,
    correction: Correction,
    rest: Sequence[Correction],
    returns: Mapping[str, _Return],
) -> dict[str, _Return]:
    """Return those that may go back: what is still in force keeps the others."""
    about = {a for c in rest for a in (*c.articles, *c.joined, *c.others)} | set(returns)
    placed = {a: m[0] for a, m in store.stories.membership(list(about)).items()}
    allowed = dict(returns)
    while True:
        after = placed | {a: r.back.story for a, r in allowed.items()}
        held = constraints(rest, after)
        stay = {
            a
            for a, r in allowed.items()
            if r.back.story in held.closed and held.must.get(a) != r.back.story != r.now
        }
        against = broken(rest, after)
        for c in against:
            stay |= allowed.keys() & {*c.articles, *c.joined, *c.others}
        if not stay:
            _refuse(correction, against)
            return allowed
        allowed = {a: r for a, r in allowed.items() if a not in stay}


def _shown(store: Store, correction: Correction, allowed: Mapping[str, _Return]) -> str:
    """Return the story to look at afterwards: the one that most went back to."""
    stories = [r.back.story for r in allowed.values()]
    if stories:
        return max(stories, key=stories.count)
    held = store.stories.membership(correction.articles)
    return next((story for story, _, _ in held.values()), correction.story)


def _put_back(store: Store, before: Before, allowed: Mapping[str, _Return]) -> None:
    here = [r.back for r in allowed.values()]
    left = {r.now: r.back.story for r in allowed.values() if r.now != r.back.story}
    followers = {story: store.stories.aliases(story) for story in left}
    store.stories.place(here)
    there = store.stories.get([story for _, story in before.aliases])
    store.stories.redirect({id: story for id, story in before.aliases if story in there})
    kept = store.stories.get(list(left))
    gone = {story: into for story, into in left.items() if story not in kept}
    store.stories.redirect(
        {id: into for story, into in gone.items() for id in (story, *followers[story])}
    )


def _undone(
    correction: Correction, before: Before, allowed: Mapping[str, _Return]
) -> tuple[str, ...]:
    moved = len({a for a, r in allowed.items() if r.now != r.back.story})
    stayed = len(before.placements) - len(allowed)
    says = [phrase(f"Correction {correction.id} ({correction.says}) holds no longer.")]
    if moved:
        says.append(
            phrase("1 article is back in the story that it was in.")
            if moved == 1
            else phrase(f"{moved} articles are back in the story that they were in.")
        )
    elif correction.kind in _STILL:
        says.append(_STILL[correction.kind])
    elif not stayed:
        says.append(phrase("No article moves."))
    if stayed:
        says.append(
            phrase("1 article stays where it is, since something later keeps or put it there.")
            if stayed == 1
            else phrase(
                f"{stayed} articles stay where they are, since something later keeps or put them "
                "there."
            )
        )
    return tuple(says)


_STILL = {
    CorrectionKind.LOCK: phrase("Articles may join the story and leave it again."),
    CorrectionKind.RENAME: phrase("The story has the headline again that is written for it."),
}
