"""A person's rules: kept, tried before they are, applied to what is stored, undone."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from tidings.errors import NotFoundError, UsageError
from tidings.people.desk import Desk
from tidings.people.watching.actions import do, undo
from tidings.people.watching.items import stored
from tidings.people.watching.patterns import checked_pattern
from tidings.reference.topics import TOPICS, find_topic
from tidings.storage import Store
from tidings.storage.query import parse_query
from tidings.types import HIDDEN, Act, Done, ItemState, Rule, When

__all__ = ["Applied", "Rules", "Tried"]

MOST = 100  # rules of a person
LONGEST = 100  # characters of a name, of a label
LOOKED_AT = 2_000  # stored items that a rule is held against, the newest
SECONDS = 5.0  # for which it is: a pattern over long texts takes its time
LOGGED = 5_000  # items that can be undone


@dataclass(frozen=True, kw_only=True, slots=True)
class Tried:
    """What a rule would have hit."""

    hits: tuple[ItemState, ...]  # newest first
    looked_at: int  # items that could be hit, and were looked at
    all: bool  # no others are stored


@dataclass(frozen=True, kw_only=True, slots=True)
class Applied:
    """What applying a rule came to."""

    changed: int  # items that it dealt with, and had not before
    looked_at: int
    all: bool


class Rules:
    """One person's rules. Cheap to make: make one for each request."""

    def __init__(self, store: Store, desk: Desk, *, now: Callable[[], datetime]) -> None:
        self._store = store
        self._desk = desk
        self._now = now
        self._person = desk.person

    def all(self) -> list[Rule]:
        """Return them, the oldest first."""
        return self._store.watching.rules.of(self._person)

    def get(self, number: int) -> Rule:
        """Return a rule; raises NotFoundError."""
        found = self._store.watching.rules.get(self._person, number)
        if found is None:
            raise NotFoundError("There is no such rule.")
        return found

    def draft(
        self,
        wants: When,
        acts: tuple[Act, ...],
        *,
        name: str = "",
        label: str = "",
        channels: tuple[int, ...] = (),
    ) -> Rule:
        """Return a rule that can be kept; raises UsageError saying what it lacks. Keeps nothing."""
        wants = _checked(wants)
        label = " ".join(label.split())
        if not acts:
            raise UsageError("Choose what the rule should do.")
        if Act.LABEL in acts and not (0 < len(label) <= LONGEST and label.isprintable()):
            raise UsageError(f"Give the label, of 1 to {LONGEST} characters.")
        if label == HIDDEN:
            raise UsageError(f"The label {HIDDEN} is for what is hidden: choose another.")
        mine = {channel.number for channel in self._store.watching.channels.of(self._person)}
        return Rule(
            person=self._person,
            name=_named(name, wants),
            wants=wants,
            acts=tuple(act for act in Act if act in acts),
            label=label if Act.LABEL in acts else "",
            channels=tuple(sorted(mine & set(channels))),
            created_at=self._now(),
        )

    def add(self, rule: Rule) -> Rule:
        """Keep a draft; one that is kept already, as when a form was sent twice, is that one."""
        with self._store.transaction(private=True):
            for known in self.all():
                if rule == replace(
                    known, number=0, hits=0, last_at=None, created_at=rule.created_at
                ):
                    return known
            if len(self.all()) >= MOST:
                raise UsageError(f"A person has at most {MOST} rules: remove one first.")
            return self._store.watching.rules.add(rule)

    def change(self, number: int, draft: Rule) -> Rule:
        """Let a rule be another from now on; what it did stays."""
        with self._store.transaction(private=True):
            rule = self.get(number)
            changed = replace(
                draft,
                number=number,
                active=rule.active,
                hits=rule.hits,
                last_at=rule.last_at,
                created_at=rule.created_at,
            )
            self._store.watching.rules.save(changed)
        return changed

    def switch(self, number: int, *, active: bool) -> None:
        """Let a rule rest, or work again."""
        with self._store.transaction(private=True):
            self._store.watching.rules.save(replace(self.get(number), active=active))

    def remove(self, number: int) -> None:
        """Forget a rule; what it did stays as it is."""
        self.get(number)
        self._store.watching.rules.remove(self._person, number)

    def try_(self, rule: Rule) -> Tried:
        """Return what a rule would have hit. Changes nothing."""
        hits: list[ItemState] = []
        looked_at, until = 0, time.monotonic() + SECONDS
        for batch in stored(self._store, self._desk, rule.wants):
            hits += [state for state, hit in batch if hit]
            looked_at += len(batch)
            if looked_at >= LOOKED_AT or time.monotonic() > until:
                return Tried(hits=tuple(hits), looked_at=looked_at, all=False)
        return Tried(hits=tuple(hits), looked_at=looked_at, all=True)

    def apply(self, number: int) -> Applied:
        """Do with what is stored what a rule says, but for telling of it."""
        rule = self.get(number)
        tried = self.try_(rule)
        with self._store.transaction(private=True):
            changed = do(self._store, self._desk, rule, tried.hits, now=self._now())
        return Applied(changed=changed, looked_at=tried.looked_at, all=tried.all)

    def log(self, number: int, *, limit: int = 50) -> list[Done]:
        """Return what a rule did, the newest item first."""
        return self._store.watching.log.of(self.get(number).number, limit=limit)

    def undo(self, number: int) -> int:
        """Take back what a rule changed, and what it told of that nobody saw; return how much."""
        rule = self.get(number)
        with self._store.transaction(private=True):
            count = undo(self._desk, self._store.watching.log.of(rule.number, limit=LOGGED))
            self._store.watching.log.clear(rule.number)
            self._store.watching.alerts.withdraw(rule.number)
        return count


def _checked(wants: When) -> When:
    """Return what a rule wants as it is kept; raises UsageError saying what it lacks."""
    topic = find_topic(wants.topic)
    if wants.topic and topic is None:
        raise UsageError(f"There is no topic {wants.topic!r}: see the list of topics.")
    wants = replace(
        wants,
        words=" ".join(wants.words.split()),
        tag=wants.tag.strip(),
        topic=topic.code if topic else "",
    )
    if wants == When():
        raise UsageError("Say what the rule is for: without any condition it would hit everything.")
    if wants.words and parse_query(wants.words).empty:
        raise UsageError("Say what to look for, not only what not.")
    if wants.most and wants.most < wants.least:
        raise UsageError("A story can't have fewer articles than it has at least.")
    checked_pattern(wants.pattern)
    return wants


def _named(name: str, wants: When) -> str:
    said = " ".join(name.split()) or wants.words or wants.pattern or wants.tag or wants.source
    said = said or (TOPICS[wants.topic].name if wants.topic else "")
    plain = "".join(c for c in said if c.isprintable()).strip()
    return plain[:LONGEST] or "A rule"
