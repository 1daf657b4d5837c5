"""A name new to the library: which names it knows may be the same, and which of them is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tidings.naming.compare import SHORT, SURE, Verdict, compare
from tidings.naming.forms import form_of, initials
from tidings.naming.romanise import skeleton
from tidings.types import Spelling

__all__ = ["choose", "near_keys"]

HEARD = 3  # consonants of a name by which its spellings are found
ONLY = "the only one of this name in the library"


def near_keys(name: str, kind: str) -> tuple[str, ...]:
    """Return what names that may be the same have in common: a sound, or initials."""
    form = form_of(name, kind)
    if not form.words:
        return ()
    if form.acronym:
        return (f"{kind}:={form.acronym}",)
    if kind == "person":
        ends = (form.words[0], form.words[-1])
        return tuple({f"{kind}:{skeleton(word)[:HEARD]}" for word in ends})
    sound = f"{kind}:{'-'.join(sorted(map(skeleton, form.words)))}"
    return (sound, *(f"{kind}:={short}" for short in sorted(initials(name))))


def choose(name: str, kind: str, near: Sequence[Spelling]) -> tuple[str, str]:
    """Return the entity that a new name is one of, and why; "" where it is none's.

    A name that tells only in its text, a family name or initials, is taken for the one entity
    that has it, and for nobody where several have.
    """
    judged = [(spelling, compare(name, spelling.name, kind)) for spelling in near]
    others = {s.entity for s, v in judged if v.score == 0.0 and _both_full(name, s.name, kind)}
    judged = [(spelling, verdict) for spelling, verdict in judged if spelling.entity not in others]
    sure = [(s, v) for s, v in judged if v.score >= SURE]
    if len(_entities(sure)) > 1 and any("#" in spelling.key for spelling, _ in sure):
        return "", ""  # two people of one name: which of them is meant, a spelling can't say
    if sure:
        spelling, verdict = max(sure, key=lambda pair: (pair[1].score, pair[0].key))
        return spelling.entity, f"{spelling.name}: {verdict.because}"
    perhaps = [(s, v) for s, v in judged if _tells(name, s.name, kind, v)]
    if len(_entities(perhaps)) == 1:
        spelling, verdict = perhaps[0]
        return spelling.entity, f"{verdict.because}, {ONLY}"
    return "", ""


def _both_full(name: str, other: str, kind: str) -> bool:
    """Say whether both say enough to contradict each other: not Haftar, but Khaled Haftar."""
    return kind == "person" and all(len(form_of(n, kind).words) > 1 for n in (name, other))


def _tells(name: str, other: str, kind: str, verdict: Verdict) -> bool:
    if kind == "person":
        lone = 1 in (len(form_of(name, kind).words), len(form_of(other, kind).words))
        return lone and verdict.score > SHORT
    return kind == "organisation" and verdict.score > SHORT


def _entities(judged: Iterable[tuple[Spelling, Verdict]]) -> set[str]:
    return {spelling.entity for spelling, _ in judged}
