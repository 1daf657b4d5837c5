"""The facade of what is watched, and the pass over what has come since the last one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from tidings.config import Config
from tidings.errors import GoneError
from tidings.people.desk import Desk
from tidings.people.watching.actions import do
from tidings.people.watching.alerts import Alerts
from tidings.people.watching.channels import Channels, Limits
from tidings.people.watching.items import BATCH, facts_of, folders_of
from tidings.people.watching.matching import Facts, finds, holds
from tidings.people.watching.notifier import Notifier
from tidings.people.watching.outbox import Delivered, deliver
from tidings.people.watching.rules import Rules
from tidings.people.watching.searches import Searches
from tidings.storage import Store
from tidings.storage.query import Query, parse_query
from tidings.types import Act, Item, ItemState, Rule, SavedSearch

__all__ = ["Watching"]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Watch:
    """All that is watched for one person, compiled."""

    desk: Desk
    rules: tuple[Rule, ...]
    searches: tuple[tuple[SavedSearch, Query], ...]
    folders: Mapping[str, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Hits:
    """What of a batch was hit for one person."""

    watch: _Watch
    by_rules: Sequence[tuple[Rule, list[ItemState]]]
    by_searches: Sequence[tuple[SavedSearch, list[ItemState]]]


class Watching:
    """What is watched for people. Safe for several threads at once."""

    def __init__(
        self,
        store: Store,
        *,
        config: Config,
        now: Callable[[], datetime],
        desk: Callable[[int], Desk],
    ) -> None:
        self._store = store
        self._config = config
        self.notifier = Notifier(config)
        self._limits = Limits()
        self._now = now
        self._desk = desk

    def rules(self, person: int) -> Rules:
        """Return a person's rules."""
        return Rules(self._store, self._desk(person), now=self._now)

    def searches(self, person: int) -> Searches:
        """Return a person's saved searches."""
        return Searches(self._store, self._desk(person), now=self._now)

    def alerts(self, person: int) -> Alerts:
        """Return what a person was told of, and the ways to tell them."""
        return Alerts(self._store, person, now=self._now)

    def channels(self, person: int) -> Channels:
        """Return the ways by which a person is told."""
        return Channels(
            self._store,
            person,
            notifier=self.notifier,
            config=self._config,
            limits=self._limits,
            now=self._now,
        )

    def deliver(self) -> Delivered:
        """Send what waits to be told; what can't be is tried again later."""
        return deliver(self._store, self.notifier, now=self._now)

    def close(self) -> None:
        """Close every connection."""
        self.notifier.close()

    def run(self, *, stop: Callable[[], bool] = lambda: False) -> int:
        """Hold what was judged since the last time against what is watched; return how much it was.

        Each batch is one transaction with its being done. Who watches nothing costs nothing.
        """
        watches = self._watches()
        if not watches:
            newest = self._store.desks.streams.newest()
            if newest > self._store.watching.through():
                self._store.watching.set_through(newest)
            return 0
        looked_at = 0
        while not stop():
            through = self._store.watching.through()
            items = self._store.watching.judged(above=through, limit=BATCH)
            if not items:
                break
            looked_at += len(items)
            try:
                self._run(watches, items, through)
            except GoneError:  # a person or a rule was removed meanwhile: again, without them
                watches = self._watches()
                self._run(watches, items, through)
        return looked_at

    def _watches(self) -> list[_Watch]:
        watching = self._store.watching
        rules = [rule for rule in watching.rules.everyones() if rule.active]
        searches = watching.searches.everyones()
        people = sorted({rule.person for rule in rules} | {one.person for one in searches})
        by_person = {p: list(own) for p, own in groupby(rules, key=lambda rule: rule.person)}
        saved = {p: list(own) for p, own in groupby(searches, key=lambda one: one.person)}
        return [
            self._watch(person, by_person.get(person, []), saved.get(person, []))
            for person in people
        ]

    def _watch(self, person: int, rules: list[Rule], searches: list[SavedSearch]) -> _Watch:
        desk = self._desk(person)
        return _Watch(
            desk=desk,
            rules=tuple(rules),
            searches=tuple((one, parse_query(one.query)) for one in searches),
            folders=folders_of(desk) if any(rule.wants.folder for rule in rules) else {},
        )

    def _run(self, watches: Sequence[_Watch], items: Sequence[Item], through: int) -> None:
        facts = facts_of(self._store, [item.article for item in items])
        hits = [_hits(watch, watch.desk.of(tuple(facts)), facts) for watch in watches]
        levels = {item.article: item.level for item in items}
        with self._store.transaction(private=True):
            if self._store.watching.through() != through:  # another process was faster
                return
            for one in hits:
                self._do(one, levels)
            self._store.watching.set_through(items[-1].number)

    def _do(self, hits: _Hits, levels: Mapping[str, int]) -> None:
        watch, now = hits.watch, self._now()
        alerts = self.alerts(watch.desk.person)
        for rule, states in hits.by_rules:
            do(self._store, watch.desk, rule, states, now=now)
            if Act.NOTIFY in rule.acts:
                alerts.tell(
                    states, levels, origin=rule.name, rule=rule.number, channels=rule.channels
                )
        for search, states in hits.by_searches:
            self._store.watching.found(search.number, len(states))
            if search.notify:
                alerts.tell(states, levels, origin=search.name, channels=search.channels)


def _hits(watch: _Watch, states: Sequence[ItemState], facts: Mapping[str, Facts]) -> _Hits:
    by_rules = [
        (rule, found)
        for rule in watch.rules
        if (found := [s for s in states if _is_hit(rule, s, facts, watch.folders)])
    ]
    by_searches = [
        (search, found)
        for search, query in watch.searches
        if (
            found := [
                s
                for s in states
                if s.item.number > search.looked and finds(query, facts[s.item.article])
            ]
        )
    ]
    return _Hits(watch=watch, by_rules=_kept(by_rules), by_searches=by_searches)


def _is_hit(
    rule: Rule, state: ItemState, facts: Mapping[str, Facts], folders: Mapping[str, int]
) -> bool:
    folder = folders.get(state.item.source, 0)
    return holds(rule.wants, facts[state.item.article], folder=folder)


def _kept(
    hits: Sequence[tuple[Rule, list[ItemState]]],
) -> list[tuple[Rule, list[ItemState]]]:
    """Return the hits without those from which another rule keeps its items."""
    kept = {s.item.number for rule, states in hits if Act.KEEP in rule.acts for s in states}
    return [
        (rule, [s for s in states if not _clears(rule) or s.item.number not in kept])
        for rule, states in hits
    ]


def _clears(rule: Rule) -> bool:
    return Act.KEEP not in rule.acts and bool({Act.HIDE, Act.READ} & {*rule.acts})
