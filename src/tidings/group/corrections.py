"""What follows from a person's corrections: who must be together, who never, what is closed. Pure.

The facts are kept as they were told (`types.Correction`); everything here is worked out anew from
those in force, so that undoing one is leaving it out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tidings.types import Correction, CorrectionKind, make_id

__all__ = ["Constraints", "broken", "conflict", "constraints", "partners"]

_LEAVING = (CorrectionKind.SPLIT, CorrectionKind.MOVE, CorrectionKind.APART)
_LOOSE = (CorrectionKind.APART, CorrectionKind.RENAME)  # these put no articles together

Separation = tuple[set[str], set[str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Constraints:
    """What grouping obeys. `must` names an article's story, `cannot` pairs that never meet.

    Of articles that must be together one stands for all in `cannot`. `closed` are the stories
    that take no article but those that `must` puts there.
    """

    must: Mapping[str, str] = field(default_factory=dict)
    cannot: frozenset[tuple[str, str]] = frozenset()
    closed: frozenset[str] = frozenset()


class _Facts:
    """The corrections in force, with what later ones took out of earlier ones.

    An article that a person took out of a story is no longer bound by what was said of that
    story as a whole: only by what was said of the article itself.
    """

    def __init__(self, corrections: Iterable[Correction]) -> None:
        self.known = sorted((c for c in corrections if c.undone_at is None), key=lambda c: c.id)
        self._left: dict[str, int] = {}  # article: the last correction that took it out of a story
        for number, correction in enumerate(self.known):
            if correction.kind in _LEAVING and correction.story:
                self._left |= dict.fromkeys(correction.articles, number)

    def bound(self) -> Iterator[tuple[Correction, list[str]]]:
        """Yield the articles that each correction holds together."""
        for number, correction in enumerate(self.known):
            if correction.kind in _LOOSE and not _moved(correction):
                continue
            held = dict.fromkeys((*correction.articles, *correction.joined))
            if correction.kind is not CorrectionKind.TOGETHER:
                held = dict.fromkeys(a for a in held if self._left.get(a, -1) <= number)
            if held:
                yield correction, list(held)

    def separated(self) -> Iterator[tuple[Correction, Separation]]:
        """Yield the articles that each correction keeps apart."""
        for number, correction in enumerate(self.known):
            named = set(correction.named)
            sides = tuple(
                {a for a in side if a in named or self._left.get(a, -1) <= number}
                for side in (correction.articles, correction.others)
            )
            if all(sides):
                yield correction, (sides[0], sides[1])


def _moved(correction: Correction) -> bool:
    """Return whether articles had to leave their story to be kept apart."""
    return correction.kind is CorrectionKind.APART and bool(correction.story)


class _Unions:
    """Articles that must be together, as sets named by one of them."""

    def __init__(self, facts: _Facts) -> None:
        self._parent: dict[str, str] = {}
        for _, held in facts.bound():
            for article in held:
                self._parent[self.of(article)] = self.of(held[0])

    def of(self, article: str) -> str:
        """Return the one that stands for all that must be with this article."""
        path = []
        while (parent := self._parent.get(article, article)) != article:
            path.append(article)
            article = parent
        for passed in path:
            self._parent[passed] = article
        return article


def constraints(
    corrections: Iterable[Correction], placed: Mapping[str, str] | None = None
) -> Constraints:
    """Return what follows. `placed` are the stories that the articles are in now.

    Articles that must be together are in the story where they are, or, where none of them is
    placed, in the one that the latest correction named.
    """
    facts = _Facts(corrections)
    unions = _Unions(facts)
    cannot = {
        (a, b)
        for _, (one, other) in facts.separated()
        for a in {unions.of(x) for x in one}
        for b in {unions.of(x) for x in other}
    }
    labels = _labels(facts, unions, placed or {}, cannot)
    bound = list(facts.bound())
    return Constraints(
        must={article: labels[unions.of(article)] for _, held in bound for article in held},
        cannot=frozenset(cannot),
        closed=frozenset(
            labels[unions.of(held[0])] for c, held in bound if c.kind is CorrectionKind.LOCK
        ),
    )


def _labels(
    facts: _Facts, unions: _Unions, placed: Mapping[str, str], cannot: Collection[tuple[str, str]]
) -> dict[str, str]:
    """Return the story of each union; those that are kept apart never have the same."""
    labels: dict[str, str] = {}
    here: dict[str, str] = {}
    for correction, held in facts.bound():
        union = unions.of(held[0])
        labels[union] = correction.story or labels.get(union, "") or make_id("story", union)
        for article in held:
            if article in placed:
                here.setdefault(union, placed[article])
    labels |= here
    for a, b in sorted(cannot):
        if a in labels and labels[a] == labels.get(b):
            fresh = a if b in here else b
            labels[fresh] = make_id("story", labels[fresh], fresh)
    return labels


def conflict(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Return corrections that can't hold together, the earliest first; none where all can."""
    facts = _Facts(corrections)
    unions = _Unions(facts)
    for correction, (one, other) in facts.separated():
        first = {unions.of(article): article for article in sorted(one)}
        second = {unions.of(article): article for article in sorted(other)}
        for union in first.keys() & second.keys():
            path = _path(facts, first[union], second[union])
            found = {c.id: c for c in (correction, *path)}
            return tuple(found[number] for number in sorted(found))
    return ()


def _path(facts: _Facts, start: str, end: str) -> list[Correction]:
    """Return the fewest corrections that hold two articles together."""
    bound = list(facts.bound())
    holding: dict[str, list[int]] = {}
    for number, (_, held) in enumerate(bound):
        for article in held:
            holding.setdefault(article, []).append(number)
    came: dict[str, tuple[str, int]] = {start: ("", -1)}
    ahead = deque([start])
    used: set[int] = set()
    while ahead and end not in came:
        article = ahead.popleft()
        for number in holding.get(article, ()):
            if number not in used:
                used.add(number)
                fresh = [a for a in bound[number][1] if a not in came]
                came |= dict.fromkeys(fresh, (article, number))
                ahead.extend(fresh)
    path = []
    while end and (step := came[end])[0]:
        end, number = step
        path.append(bound[number][0])
    return path


def broken(corrections: Iterable[Correction], placed: Mapping[str, str]) -> tuple[Correction, ...]:
    """Return the corrections that stories as they are (article: story) do not obey."""
    facts = _Facts(corrections)
    found = {}
    for correction, held in facts.bound():
        if len({placed[article] for article in held if article in placed}) > 1:
            found[correction.id] = correction
    for correction, sides in facts.separated():
        one, other = ({placed[a] for a in side if a in placed} for side in sides)
        if one & other:
            found[correction.id] = correction
    return tuple(found[number] for number in sorted(found))


def partners(corrections: Iterable[Correction], articles: Sequence[str]) -> set[str]:
    """Return these articles with all that must be with them."""
    facts = _Facts(corrections)
    unions = _Unions(facts)
    wanted = {unions.of(article) for article in articles}
    held = {article for _, held in facts.bound() for article in held}
    return set(articles) | {article for article in held if unions.of(article) in wanted}
