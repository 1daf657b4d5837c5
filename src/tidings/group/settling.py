"""Stories looked at again when more is known: what lies near to new articles, linked as at rest.

An article is decided on as it arrives, before most of what it is about was reported. Once later
news has come, the stories around it are taken apart and put together as `batch` does it with all
articles at hand. What a person has said something about stays as it is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from tidings.group.batch import KEPT, Survey, merged, named, reasoned
from tidings.group.decisions import FIRST, Decision
from tidings.group.features import Features
from tidings.group.linkage import CAREFUL, Pairs
from tidings.group.pair_signals import PairSignals
from tidings.group.pairwise import NONE, Pairwise
from tidings.group.signals import signals
from tidings.group.stories import HELD_AGAINST, STORIES, Grouper, as_arrays
from tidings.group.word_weights import Weighed
from tidings.types import Reason

__all__ = ["AT_ONCE", "Settled", "Settler"]

AROUND = 400  # articles of all the stories that are looked at together: some 100 ms of CPU
AT_ONCE = 150  # where each article is settled as it arrives: of 60, 150, 400; see decisions/0411
LINKED = 0.5  # probability of a pair from which two stories may be one: linkage.MERGE


@dataclass(frozen=True, slots=True)
class Settled:
    """What is decided otherwise now: on articles; and where the stories went that are no more."""

    decisions: tuple[Decision, ...] = ()
    gone: Mapping[str, str] = field(default_factory=dict)  # story: the one that has most of it


class Settler(Grouper):
    """A Grouper that remembers what its articles have in common, and can decide on them again."""

    def __init__(self, *, limit: int = 10_000, around: int = AROUND, **options: Any) -> None:
        super().__init__(limit=limit, **options)
        self._around_at_most = around
        self._compared = PairSignals(limit=limit + 1)
        self._looked: set[str] = set()  # articles of stories looked at since the latest arrived

    def decide(self, features: Features) -> Decision:
        """Add an article, look again at the stories around it, and return where it is then."""
        article = self.add(features).article
        self._look_again(article, latest=self._slots.get(article, NONE))
        return self._decided[article]

    def settle(self, article: str) -> Settled:
        """Look again at the stories around an article, with all that has arrived until now."""
        return self._look_again(article, latest=NONE)

    def _look_again(self, article: str, *, latest: int) -> Settled:
        decision = self._decided.get(article)
        if decision is None or article in self._looked:
            return Settled()
        settled = self._settle(self._around(decision.story), latest)
        self._looked |= self._held[self._decided[article].story]
        return settled

    # --- what is remembered

    def _keep(self, article: Weighed, decision: Decision) -> None:
        super()._keep(article, decision)
        self._looked.clear()
        if decision.duplicate_of:  # it was held against none: what had its slot before is gone
            self._compared.forget(self._slots.get(decision.article, -1))

    def _begin(self, held: Mapping[int, Sequence[float]]) -> None:
        """Remember an article's candidates alone, as at rest.

        The latest of a story, held against it whatever they tell, would thin out long ones.
        """
        super()._begin(held)
        self._compared.open(self._here)
        self._compared.add(self._here, *as_arrays(held))

    def _know(self, slots: Iterable[int]) -> None:
        """Hold articles from before a restart against others, as was done then."""
        for slot in slots:
            if slot in self._compared:
                continue
            others = self._likely(slot)
            values = signals(self._window[slot], [self._window[other] for other in others])
            self._compared.open(slot)
            self._compared.add(slot, np.array(others, np.int64), values)
            if not self._surroundings.knows(slot):
                self._surroundings.open(slot)
                self._surroundings.look(slot, values)

    def _likely(self, slot: int) -> list[int]:
        """Return an article's candidates, and those before it in the stories of most of them.

        Without these a long story is known by its likest pairs alone, and others join it.
        """
        found = [s for s in self._window.candidates(self._window[slot]) if s != slot]
        homes = Counter(map(self._story, found)).most_common(STORIES)
        told = ([s for s in self._members[h] if s in self._window and s < slot] for h, _ in homes)
        return sorted({*found, *(s for members in told for s in members[-HELD_AGAINST:])})

    # --- what is looked at

    def _around(self, story: str) -> list[str]:
        """Return a story and those that pairs link to it, the likeliest first.

        Left out are those that a person spoke of, and those with which they would be too many.
        """
        if self._spoken_of(story):
            return []
        items = self._items(story)
        self._know(items)
        near = [slot for slot in self._compared.met(items) if slot in self._window]
        links: defaultdict[str, float] = defaultdict(float)
        for pair, chance in self._pairs(items, near).items():
            for other in {self._story(slot) for slot in pair} - {story}:
                links[other] = max(links[other], chance)
        found, room = [], self._around_at_most
        likely = [other for other in links if links[other] >= LINKED]
        for other in [story, *sorted(likely, key=lambda s: (-links[s], s))]:
            if len(self._held[other]) <= room and not self._spoken_of(other):
                found.append(other)
                room -= len(self._held[other])
        return found if story in found else []

    def _spoken_of(self, story: str) -> bool:
        """Return whether a person decided anything about a story or an article of it."""
        return (
            story in self._closed
            or story in self._given
            or any(a in self.must or a in self._apart for a in self._held[story])
        )

    def _items(self, story: str) -> list[int]:
        """Return the members of a story that are linked anew: no copies, none without a vector.

        Words alone do no better with all articles at hand.
        """
        held = [slot for slot in self._members[story] if slot in self._window]
        return [
            slot
            for slot in held
            if self._window[slot].meaning is not None
            and not self._decided[self._window[slot].features.article].duplicate_of
        ]

    def _pairs(self, ones: Collection[int], others: Collection[int]) -> Pairs:
        """Return P(same story) of pairs, by slot, as things stand now, each looked at by itself."""
        seen = self._seen(ones, others)
        return seen.by_pair(self._calibration(seen.alone()))

    def _pairs_together(self, slots: Collection[int], latest: int) -> Pairs:
        """Return P(same story) of the pairs of some articles, with what all others say of them."""
        near = [slot for slot in self._compared.met(slots) if slot in self._window]
        seen = self._seen(slots, near)
        chosen = [*slots]
        within = np.isin(seen.ones, chosen) & np.isin(seen.others, chosen)
        return seen.some(within).by_pair(self._calibration(seen.together(within, latest=latest)))

    def _seen(self, ones: Collection[int], others: Collection[int]) -> Pairwise:
        first, second, values = self._compared.pairs(ones, others)
        pairs = zip(first.tolist(), second.tolist(), strict=True)
        near = np.array([self._near(self._window[a], b) for a, b in pairs], np.bool_)
        first, second, values = first[near], second[near], values[near]
        self._look_at({*first.tolist(), *second.tolist()})
        around = self._surroundings.around(first, second, values)
        return Pairwise(ones=first, others=second, values=values, around=around)

    def _look_at(self, slots: Collection[int]) -> None:
        for slot in slots:
            if not self._surroundings.knows(slot):
                self._look_around(slot)

    # --- what is decided

    def _settle(self, stories: Collection[str], latest: int) -> Settled:
        slots = sorted(slot for story in stories for slot in self._items(story))
        if len(slots) < 2:
            return Settled()
        found = self._survey(slots, latest)
        homes = [self._story(slot) for slot in slots]
        groups = merged(found, {}, set(), careful=CAREFUL, homes=homes)
        before = {article: story for story in stories for article in self._held[story]}
        taken = self._held.keys() - set(stories)
        after = named(groups, found.articles, before, {}, taken)
        heirs = _heirs(before, after)
        after |= {a: self._following(a, after, heirs) for a in before.keys() - after.keys()}
        if after == before:
            return Settled()
        decisions = self._changed(before, after, reasoned(groups, found))
        for decision in decisions:
            self._move(decision)
        return Settled(
            decisions=tuple(decisions),
            gone={story: heirs[story] for story in set(stories) - set(after.values())},
        )

    def _survey(self, slots: Sequence[int], latest: int) -> Survey:
        """Return articles as if they had been looked through at rest."""
        self._know(slots)
        at = {slot: i for i, slot in enumerate(slots)}
        pairs = {
            (at[a], at[b]): chance if chance > KEPT else 0.0
            for (a, b), chance in self._pairs_together(slots, latest).items()
        }
        return Survey(articles=[self._window[slot] for slot in slots], pairs=pairs)

    def _following(self, article: str, after: Mapping[str, str], heirs: Mapping[str, str]) -> str:
        """Return where a copy goes, or an article that is no longer in memory."""
        decision = self._decided[article]
        return after.get(decision.duplicate_of) or heirs.get(decision.story, decision.story)

    def _changed(
        self,
        before: Mapping[str, str],
        after: Mapping[str, str],
        because: Mapping[str, tuple[Reason, ...]],
    ) -> list[Decision]:
        """Return new decisions on what moves, and on what stays for reasons that have left."""
        found = []
        for article, story in sorted(after.items()):
            decision = self._decided[article]
            left = any(after.get(r.other, story) != story for r in decision.because)
            if story != before[article] or left:
                reasons = because.get(article, (FIRST,))
                if decision.duplicate_of:
                    reasons = decision.because
                found.append(replace(decision, story=story, because=reasons, related=()))
        return found


def _heirs(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """Return where most of each story's articles go; of two the one of the earlier article."""
    going: dict[str, Counter[str]] = {}
    for article, story in after.items():
        going.setdefault(before[article], Counter())[story] += 1
    return {story: counts.most_common(1)[0][0] for story, counts in going.items()}
