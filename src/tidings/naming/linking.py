"""A name new to the library: which names it knows may be the same, and which of them is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tidings.naming.compare import SHORT, SURE, Verdict, compare
from tidings.naming.forms import form_of, initials
from tidings.naming.romanise import skeleton
from tidings.types import Spelling

__all__ = ["choose", "is_lone", "near_keys"]

HEARD = 3  # consonants of a name by which its spellings are found
FAR = 5  # times as often as all others of a family name, for it alone to mean somebody
FEW = 5  # articles that must name them in full
ONLY = "the only one of this name in the library"
FOREMOST = "whom articles name most by far of all of this name"


def near_keys(name: str, kind: str) -> tuple[str, ...]:
    """Return what names that may be the same have in common: a sound, the family name first."""
    form = form_of(name, kind)
    if not form.words:
        return ()
    if form.acronym:
        return (f"{kind}:={form.acronym}",)
    if kind == "person":
        ends = (form.words[-1], form.words[0])
        return tuple(dict.fromkeys(f"{kind}:{skeleton(word)[:HEARD]}" for word in ends))
    sound = f"{kind}:{'-'.join(sorted(map(skeleton, form.words)))}"
    return (sound, *(f"{kind}:={short}" for short in sorted(initials(name))))


def is_lone(name: str, kind: str) -> bool:
    """Say whether a person's name is a family name or a given name alone."""
    return kind == "person" and not form_of(name, kind).whole


def choose(
    name: str, kind: str, near: Sequence[Spelling], often: Mapping[str, int] | None = None
) -> tuple[str, str]:
    """Return the entity that a name is one of, and why; "" where it is none's.

    A name that tells only in its text, a family name or initials, is taken for the one entity
    that has it; where several have, for the one that articles name by its full name most by far,
    else for nobody. `often` says in how many articles each entity is named so.
    """
    judged = [(spelling, compare(name, spelling.name, kind)) for spelling in near]
    others = {s.entity for s, v in judged if v.score == 0.0 and _both_full(name, s.name, kind)}
    rivals = any(s.entity in others and _one_family(name, s.name, kind) for s, _ in judged)
    judged = [(spelling, verdict) for spelling, verdict in judged if spelling.entity not in others]
    sure = [(s, v) for s, v in judged if v.score >= SURE]
    if len(_entities(sure)) > 1 and any("#" in spelling.key for spelling, _ in sure):
        return "", ""  # two people of one name: which of them is meant, a spelling can't say
    if sure:
        spelling, verdict = max(sure, key=lambda pair: (pair[1].score, pair[0].key))
        return spelling.entity, f"{spelling.name}: {verdict.because}"
    perhaps = [(s, v) for s, v in judged if _tells(name, s.name, kind, v)]
    bearers = _entities(perhaps)
    if rivals or not bearers:
        return "", ""  # whose the family name alone is, another bearer of it can't settle
    if len(bearers) == 1:
        spelling, verdict = perhaps[0]
        return spelling.entity, f"{verdict.because}, {ONLY}"
    return _foremost(perhaps, often or {})


def _foremost(
    perhaps: Sequence[tuple[Spelling, Verdict]], often: Mapping[str, int]
) -> tuple[str, str]:
    """Return of several bearers the one whom articles name far more often than all others."""
    told = {entity: often.get(entity, 0) for entity in _entities(perhaps)}
    first = max(told, key=lambda entity: (told[entity], entity))
    if told[first] < max(FEW, FAR * (sum(told.values()) - told[first])):
        return "", ""
    verdict = next(verdict for spelling, verdict in perhaps if spelling.entity == first)
    return first, f"{verdict.because}, {FOREMOST}"


def _both_full(name: str, other: str, kind: str) -> bool:
    """Say whether both say enough to contradict each other: not Haftar, but Khaled Haftar."""
    return kind == "person" and all(form_of(n, kind).whole for n in (name, other))


def _one_family(name: str, other: str, kind: str) -> bool:
    family = form_of(name, kind).words[-1]
    return compare(family, other, kind).score > SHORT


def _tells(name: str, other: str, kind: str, verdict: Verdict) -> bool:
    if kind == "person":
        lone = is_lone(name, kind) or is_lone(other, kind)
        return lone and verdict.score > SHORT
    return kind == "organisation" and verdict.score > SHORT


def _entities(judged: Iterable[tuple[Spelling, Verdict]]) -> set[str]:
    return {spelling.entity for spelling, _ in judged}
