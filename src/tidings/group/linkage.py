"""Average linkage over few known pairs: clusters are merged from the surest pair on.

The mean is taken over the pairs that were held against each other, but at least over as many
as could be expected of two clusters of their size: a pair that never came up counts as unlike.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

__all__ = ["CAREFUL", "MERGE", "MERGE_WORDS", "Pairs", "merge"]

Pairs = dict[tuple[int, int], float]  # P(same story) of the pairs that were compared

MERGE = 0.45  # mean probability down to which clusters merge; swept .35 to .55 on unseen stories
MERGE_WORDS = 0.25  # the same where nothing is known but words
CAREFUL = 0.9  # the same for two articles alone, where most events have one: decisions/0350
_LESS = 0.08  # that each further article of a story takes off it
_SEVERAL = 0.2  # and each further one of the smaller story: two that are told by several
_EXPECTED = 12  # members of a cluster that an article is expected to have been held against


class _Clusters:
    """The clusters so far, named by their lowest member, and the sums between them."""

    def __init__(self, count: int, pairs: Pairs, labels: Mapping[int, str]) -> None:
        self.members = {i: [i] for i in range(count)}
        self.labels = dict(labels)
        self.apart: dict[int, set[int]] = defaultdict(set)
        self.links: dict[int, dict[int, tuple[float, int]]] = {i: {} for i in range(count)}
        for (a, b), chance in pairs.items():
            self.links[a][b] = self.links[b][a] = (chance, 1)

    def score(self, a: int, b: int) -> float:
        total, known = self.links[a][b]
        few, many = sorted((len(self.members[a]), len(self.members[b])))
        return total / max(known, few * min(many, _EXPECTED))

    def allowed(self, a: int, b: int) -> bool:
        one, two = self.labels.get(a), self.labels.get(b)
        return b not in self.apart[a] and (one is None or two is None or one == two)

    def join(self, a: int, b: int) -> int:
        """Merge two clusters and return the name of the whole."""
        kept, gone = min(a, b), max(a, b)
        self.members[kept] += self.members.pop(gone)
        if gone in self.labels:
            self.labels[kept] = self.labels.pop(gone)
        for other in self.apart.pop(gone, set()):
            self.apart[other].discard(gone)
            self.apart[other].add(kept)
            self.apart[kept].add(other)
        for other, (total, known) in self.links.pop(gone).items():
            del self.links[other][gone]
            if other != kept:
                held, count = self.links[kept].get(other, (0.0, 0))
                sums = (held + total, count + known)
                self.links[kept][other] = self.links[other][kept] = sums
        return kept


def merge(
    count: int,
    pairs: Pairs,
    *,
    labels: Mapping[int, str],
    apart: Collection[tuple[int, int]],
    threshold: float = MERGE,
    careful: float = 0.0,
    homes: Sequence[str] = (),
) -> list[list[int]]:
    """Return the clusters of the items 0 to `count` - 1, each ascending, by their first item.

    Items with one label end in one cluster, items with different labels or `apart` never.
    Two items alone need a probability of `careful`, larger clusters less, and two that both are
    of several items less still, down to `threshold`; but not those that are together already:
    `homes` are the stories of the items until now.
    """

    def enough(a: int, b: int, score: float) -> bool:
        if not homes or homes[a] == homes[b]:
            return score >= threshold
        sizes = len(clusters.members[a]), len(clusters.members[b])
        asked = careful - _LESS * (sum(sizes) - 2) - _SEVERAL * (min(sizes) - 1)
        return score >= max(threshold, asked)

    clusters = _Clusters(count, pairs, labels)
    for a, b in apart:
        clusters.apart[a].add(b)
        clusters.apart[b].add(a)
    _join_labelled(clusters, labels)
    heap = [
        (-clusters.score(a, b), a, b)
        for a, links in clusters.links.items()
        for b in links
        if a < b and enough(a, b, clusters.score(a, b))
    ]
    heapq.heapify(heap)
    while heap:
        score, a, b = heapq.heappop(heap)
        if b not in clusters.links.get(a, ()) or -score != clusters.score(a, b):
            continue  # a merge has overtaken it
        if not clusters.allowed(a, b):
            continue
        kept = clusters.join(a, b)
        for other in clusters.links[kept]:
            near = clusters.score(kept, other)
            if enough(kept, other, near):
                heapq.heappush(heap, (-near, min(kept, other), max(kept, other)))
    return [sorted(clusters.members[name]) for name in sorted(clusters.members)]


def _join_labelled(clusters: _Clusters, labels: Mapping[int, str]) -> None:
    first: dict[str, int] = {}
    for item, label in sorted(labels.items()):
        if label in first:
            first[label] = clusters.join(first[label], item)
        else:
            first[label] = item
