"""Online clustering: articles join stories, or begin them, one at a time as they arrive."""

from __future__ import annotations

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from tidings.group.calibration import SHIPPED, Calibration
from tidings.group.compare import explain, why
from tidings.group.decisions import (
    CORRECTED,
    FIRST,
    Cannot,
    Decision,
    copied_from,
    obeyed,
    story_id,
)
from tidings.group.features import Features
from tidings.group.frequencies import Frequencies
from tidings.group.model import probabilities
from tidings.group.reasons import same_text
from tidings.group.related import nearest, nearness
from tidings.group.serial import doubted, near
from tidings.group.signals import SIGNALS, Matrix, nearness_alone, signals
from tidings.group.surroundings import Slots, Surroundings
from tidings.group.window import Window
from tidings.group.word_weights import Weighed, parts, weigh
from tidings.types import Related

__all__ = [
    "CORRECTED", "FIRST", "HELD_AGAINST", "STORIES", "Cannot", "Decision", "Grouper", "story_id",
]  # fmt: skip

_Held = Mapping[int, Sequence[float]]  # slot: its signals with the article in question

JOIN = 0.5  # probability from which an article joins a story; see decisions/0110
HELD_AGAINST = 12  # members of a story that an article is held against
_LEAST_ALIKE = 4  # members of a larger story that an article must be like
_ALIKE = 2 / 3  # of the members that count; half chains events: decisions/0201
STORIES = 6  # stories that it is held against
_LEARNED = 1.4  # times the articles: what a young library has learned that changes its weights
_RELATED = 8  # articles near to one that are kept
_OF_ONE_STORY = 2  # of these that may tell one story
_KNOWN = 1_000  # articles after which one more changes little


class Grouper:
    """Puts each article into a story as it arrives; its memory is bounded by `limit` articles.

    What a person decided holds: `must` names the story of an article, `cannot` the pairs of
    articles that are never one story, `closed` the stories that take in no more. Not safe for
    several threads at once.
    """

    def __init__(
        self,
        *,
        limit: int = 10_000,
        must: Mapping[str, str] | None = None,
        cannot: Cannot = (),
        closed: Collection[str] = (),
        calibration: Calibration = SHIPPED,
    ) -> None:
        self._oblige(must or {}, cannot, closed, calibration)
        self._window = Window(limit=limit, fair=True)
        self._here = 0  # the slot of the article that is decided on
        self._surroundings = Surroundings(limit=limit + 1)  # the one that arrives beside all others
        self._frequencies = Frequencies()
        self._weighed_at = 0  # articles that were known when all in the window were weighed
        self._slots: dict[str, int] = {}  # article: slot
        self._decided: dict[str, Decision] = {}  # of the articles in the window, and their copies
        self._members: dict[str, list[int]] = defaultdict(list)  # story: slots
        self._held: dict[str, set[str]] = defaultdict(set)  # story: articles, for `cannot`

    def add(self, features: Features) -> Decision:
        """Decide on one article and remember it. One that is known already stays where it is."""
        known = self._decided.get(features.article)
        if known is not None:
            return known
        decision = self._same_text(features)
        if decision is not None:
            self._remember(decision)
            return decision
        article = self._weigh(features)
        decision = self._decide(article)
        self._keep(article, decision)
        return decision

    def restore(self, decided: Iterable[tuple[Features, Decision]]) -> None:
        """Take in articles with what was decided on them, oldest first, deciding nothing."""
        for features, decision in decided:
            self._keep(self._weigh(features), decision)

    def _oblige(
        self,
        must: Mapping[str, str],
        cannot: Cannot,
        closed: Collection[str],
        calibration: Calibration,
    ) -> None:
        self._calibration = calibration
        self.must = dict(must)
        self._given = frozenset(self.must.values())
        self._closed = frozenset(closed)
        self._apart: dict[str, set[str]] = defaultdict(set)
        for a, b in cannot:
            self._apart[a].add(b)
            self._apart[b].add(a)

    def obey(
        self,
        *,
        must: Mapping[str, str],
        cannot: Cannot,
        closed: Collection[str],
        calibration: Calibration,
        placed: Mapping[str, tuple[str, str]],
    ) -> None:
        """Let what a person decides now hold from here on.

        `placed`: the story, and the original or "", of the articles that are remembered; any that
        has none is forgotten.
        """
        self._oblige(must, cannot, closed, calibration)
        for article, decision in list(self._decided.items()):
            if article not in placed:  # it was decided on, but a correction came before it was kept
                self._unlearn(article, decision.story)
                continue
            story, original = placed[article]
            if (story, original) != (decision.story, decision.duplicate_of):
                self._move(replace(decision, story=story, duplicate_of=original))

    def _unlearn(self, article: str, story: str) -> None:
        del self._decided[article]
        slot = self._slots.pop(article, -1)
        if slot in self._window:
            self._window.remove(slot)
        self._leave(article, story)

    def _move(self, decision: Decision) -> None:
        article, before = decision.article, self._decided[decision.article].story
        self._decided[article] = decision
        self._held[decision.story].add(article)
        slot = self._slots.get(article, -1)
        if decision.story == before:
            return
        if slot in self._members[before]:
            self._members[before].remove(slot)
            insort(self._members[decision.story], slot)
        self._leave(article, before)

    @property
    def remembered(self) -> Collection[str]:
        """The articles whose decisions are remembered."""
        return self._decided.keys()

    def renew(self, features: Features, decision: Decision) -> Decision:
        """Find anew what is related to an article that has its story; decide nothing else.

        All that was found before is replaced, from both ends, hence no limit.
        """
        if self._slots.get(features.article, -1) not in self._window:
            self._keep(self._weigh(features), decision)
        if decision.duplicate_of:
            return decision
        article = weigh(features, self._frequencies)
        held = self._hold_against(article, self._window.candidates(article))
        near = self._related(article, held, decision.story, limit=len(held))
        return replace(decision, related=near)

    def _decide(self, article: Weighed) -> Decision:
        features = article.features
        must = self.must.get(features.article)
        copy = self._copy(article)
        if copy is not None and must is None:
            return copy
        self._here = self._window.place(article)
        slots = [slot for slot in self._window.candidates(article) if slot != self._here]
        held = self._hold_against(article, slots)
        self._begin(held)
        if must is not None:
            decision = obeyed(features.article, must, copy)
        else:
            decision = self._join(article, held) or Decision(
                article=features.article, story=self._fresh(features.article), because=(FIRST,)
            )
        near = self._related(article, held, decision.story, limit=_RELATED)
        return replace(decision, related=near)

    def _related(
        self, article: Weighed, held: _Held, story: str, *, limit: int
    ) -> tuple[Related, ...]:
        """Return what is near to an article and tells another story."""
        told: Counter[str] = Counter({story: _OF_ONE_STORY})
        chosen = []
        for slot in sorted(held, key=lambda s: (-nearness(held[s]), s)):
            told[self._story(slot)] += 1
            if told[self._story(slot)] <= _OF_ONE_STORY:
                chosen.append((self._window[slot], held[slot]))
        return nearest(article, chosen[:limit], limit)

    def _same_text(self, features: Features) -> Decision | None:
        """Return the decision on a text that is known word for word: it costs next to nothing."""
        slot = self._window.same_text(features.sketch)
        if slot is None or features.article in self.must:
            return None
        original = self._original(features, slot)
        known = self._window[slot].features.article
        return original and copied_from(features, original, (same_text(known),))

    def _fresh(self, article: str) -> str:
        """Return an id for a new story; a person may have given the usual one to others."""
        story = story_id(article)
        return story_id(story) if story in self._given else story

    def _copy(self, article: Weighed) -> Decision | None:
        for _, slot in self._window.copies(article):
            original = self._original(article.features, slot)
            if original is not None:
                because = why(article, self._window[slot])
                return copied_from(article.features, original, because[:4])
        return None

    def _original(self, features: Features, slot: int) -> Decision | None:
        """Return what was decided on the article at a slot, if another may be its copy."""
        other = self._window[slot].features
        decided = self._decided[other.article]
        if near(features, other) and not self._kept_apart(features.article, decided.story):
            return decided
        return None

    def _join(self, article: Weighed, held: _Held) -> Decision | None:
        near = {slot: held[slot] for slot in held if self._near(article, slot)}
        chances = self._chances(near)
        nearest: dict[str, int] = {}  # story: the slot in it that is most alike
        for slot in sorted(chances, key=lambda s: (-chances[s], s)):
            nearest.setdefault(self._story(slot), slot)
        likely = [
            story
            for story in list(nearest)[:STORIES]
            if not self._kept_apart(article.features.article, story)
        ]
        if not likely:
            return None
        unseen = {slot for story in likely for slot in self._asked(story) if slot not in near}
        more = self._hold_against(article, sorted(unseen - held.keys()))
        self._meet(more)
        chances = self._chances({**near, **more, **{s: held[s] for s in unseen & held.keys()}})
        scores = self._scores(self._by_figures(article.features, likely, chances))
        best = max(likely, key=lambda story: scores[story])
        if scores[best] < JOIN:
            return None
        slot = nearest[best]
        because = explain(article, self._window[slot], held[slot])
        return Decision(article=article.features.article, story=best, because=because[:5])

    def _near(self, article: Weighed, slot: int) -> bool:
        return near(article.features, self._window[slot].features)

    def _hold_against(self, article: Weighed, slots: Sequence[int]) -> _Held:
        values = signals(article, [self._window[slot] for slot in slots])
        return dict(zip(slots, values.tolist(), strict=True))

    def _story(self, slot: int) -> str:
        return self._decided[self._window[slot].features.article].story

    def _asked(self, story: str) -> list[int]:
        """Return the members of a story that an article is held against: the latest."""
        latest = self._members[story][-HELD_AGAINST:]
        return [s for s in latest if s in self._window and s != self._here]

    def _begin(self, held: _Held) -> None:
        """Begin with an article that has met none but its candidates."""
        self._surroundings.open(self._here)
        self._meet(held)

    def _meet(self, held: _Held) -> None:
        """Let an article that is yet to be kept and others know how near they are."""
        for slot in held:
            if not self._surroundings.knows(slot):
                self._look_around(slot)
        slots, values = as_arrays(held)
        self._surroundings.meet(self._here, slots, values)

    def _look_around(self, slot: int) -> None:
        """Find the surroundings of a copy, or of an article from before a restart."""
        article = self._window[slot]
        others = [s for s in self._window.candidates(article) if s != slot]
        self._surroundings.open(slot)
        self._surroundings.look(slot, nearness_alone(article, [self._window[s] for s in others]))

    def _chances(self, held: _Held) -> dict[int, float]:
        """Return how probable it is that each of these tells the same story."""
        slots, values = as_arrays(held)
        around = self._surroundings.around(self._here, slots, values)
        chances = self._calibration(probabilities(values, "online", around))
        return dict(zip(held, chances.tolist(), strict=True))

    def _by_figures(
        self, features: Features, stories: Sequence[str], chances: Mapping[int, float]
    ) -> Mapping[int, float]:
        """Let figures tell serial news without dates apart; other news stays as it is."""
        for story in stories if features.time is None else ():
            held = [slot for slot in self._members[story] if slot in self._window]
            members = {slot: self._window[slot].features for slot in held}
            chances = {**chances, **doubted(features, members, chances)}
        return chances

    def _scores(self, chances: Mapping[int, float]) -> dict[str, float]:
        """Return how probable it is that the article tells each story: by its likelier members.

        A story that develops holds articles that have little in common with the latest news,
        so a third of its members may be unlike; but never all but one or two.
        """
        members: dict[str, list[float]] = defaultdict(list)
        for slot, chance in chances.items():
            members[self._story(slot)].append(chance)
        scores = {}
        for story, held in members.items():
            likelier = sorted(held, reverse=True)[: max(_LEAST_ALIKE, round(_ALIKE * len(held)))]
            scores[story] = sum(likelier) / len(likelier)
        return scores

    def _kept_apart(self, article: str, story: str) -> bool:
        """Return whether a person keeps an article out of a story; their own `must` wins."""
        own = self.must.get(article)
        if own is not None:
            return own != story
        apart = self._apart.get(article, ())
        return story in self._closed or any(
            a in self._held[story] or self.must.get(a) == story for a in apart
        )

    def _weigh(self, features: Features) -> Weighed:
        """Return an article with its words weighed and counted."""
        drawn = parts(features)
        if self._window.same_text(features.sketch) is None:  # a flood of one text counts once
            self._frequencies.add(drawn.words, drawn.counts)
            if features.vector is not None:
                self._frequencies.add_vector(features.vector, features.language)
            if self._weighed_at * _LEARNED < self._frequencies.articles <= _KNOWN:
                self._weighed_at = self._frequencies.articles
                self._window.reweigh(self._frequencies)
        return weigh(features, self._frequencies, drawn)

    def _keep(self, article: Weighed, decision: Decision) -> None:
        name = article.features.article
        if self._window.same_text(article.features.sketch) is None:  # and needs one place
            self._oust(self._window.place(article))
            slot = self._window.add(article)
            self._slots[name] = slot
            self._members[decision.story].append(slot)
        self._remember(decision)

    def _oust(self, slot: int) -> None:
        """Let the article at a slot, if there is one, give its place to another."""
        if slot in self._window:
            name = self._window[slot].features.article
            self._members[self._decided[name].story].remove(slot)
            del self._slots[name]

    def _remember(self, decision: Decision) -> None:
        self._decided[decision.article] = decision
        self._held[decision.story].add(decision.article)
        self._forget()

    def _forget(self) -> None:
        """Forget the oldest decisions whose articles have left the window."""
        while len(self._decided) > 2 * self._window.limit:
            article, decision = next(iter(self._decided.items()))
            del self._decided[article]
            slot = self._slots.get(article, -1)
            if slot in self._window:
                self._decided[article] = decision
                continue
            self._slots.pop(article, None)
            self._leave(article, decision.story)

    def _leave(self, article: str, story: str) -> None:
        self._held[story].discard(article)
        self._members[story] = [s for s in self._members[story] if s in self._window]
        if not self._held[story]:
            del self._held[story]
            self._members.pop(story, None)


def as_arrays(held: _Held) -> tuple[Slots, Matrix]:
    """Return the slots, and the signals (slots, SIGNALS)."""
    values = np.array([*held.values()]).reshape(len(held), len(SIGNALS))
    return np.array([*held], np.int64), values
