"""What a rule does with the items that it matches, and undoing it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from tidings.people.desk import Desk
from tidings.storage import Store
from tidings.types import HIDDEN, Act, Done, ItemState, Rule

__all__ = ["do", "undo"]


def do(store: Store, desk: Desk, rule: Rule, items: Sequence[ItemState], *, now: datetime) -> int:
    """Do with these items what a rule says, and log it; return how many it had not dealt with."""
    known = store.watching.log.known(rule.number, [state.item.number for state in items])
    new = [state.item.number for state in items if state.item.number not in known]
    changes = {  # as they are now: another rule may just have marked them
        state.item.number: (state, _changes(rule, state)) for state in desk.states(new)
    }
    for act in rule.acts:
        numbers = [number for number, (_, acts) in changes.items() if act in acts]
        if numbers:
            _act(desk, act, numbers, label=rule.label, on=True)
    store.watching.log.add(
        [
            Done(
                rule=rule.number,
                item=number,
                article=state.item.article,
                at=now,
                acts=acts,
                label=rule.label,
            )
            for number, (state, acts) in changes.items()
        ]
    )
    return len(changes)


def _changes(rule: Rule, state: ItemState) -> tuple[Act, ...]:
    """Return those of a rule's acts that make an item another than it is."""
    so_already = {
        Act.READ: state.read,
        Act.HIDE: HIDDEN in state.labels,
        Act.SAVE: state.saved,
        Act.LABEL: rule.label in state.labels,
    }
    acts = [act for act in rule.acts if not so_already.get(act)]
    if Act.HIDE in acts and Act.READ not in acts and not state.read:
        acts.append(Act.READ)
    return tuple(acts)


def _act(desk: Desk, act: Act, numbers: Sequence[int], *, label: str, on: bool) -> None:
    if act is Act.READ:
        desk.mark(numbers, read=on, undoable=False)
    elif act is Act.HIDE:
        desk.label(numbers, HIDDEN, on=on)
        if on:
            desk.mark(numbers, read=True, undoable=False)
    elif act is Act.SAVE:
        desk.save(numbers, saved=on)
    elif act is Act.LABEL:
        desk.label(numbers, label, on=on)


def undo(desk: Desk, done: Iterable[Done]) -> int:
    """Take back what a rule changed; return how many items that were."""
    log = list(done)
    labels = {one.label for one in log}
    for act in (Act.READ, Act.HIDE, Act.SAVE):
        _act(desk, act, [one.item for one in log if act in one.acts], label="", on=False)
    for label in labels:
        items = [one.item for one in log if Act.LABEL in one.acts and one.label == label]
        _act(desk, Act.LABEL, items, label=label, on=False)
    return len(log)
