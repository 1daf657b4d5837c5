"""Say in words why two articles are, or are not, held to be one story."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from tidings.group.signals import languages_differ, namesakes, same_names
from tidings.group.terms import STEM, has_capitals, shown
from tidings.group.word_weights import Weighed
from tidings.i18n import phrase
from tidings.text import fold
from tidings.types import Reason

__all__ = ["reasons", "same_text"]

_SHOWN = 4  # words or names that a reason lists
_CLOSE_VECTOR = 0.88  # cosine; unrelated news lies about .78 with the default encoder


def reasons(a: Weighed, b: Weighed, signal: Mapping[str, float]) -> tuple[Reason, ...]:
    """Return the reasons for and against, the weightiest first. Never empty."""
    found = [
        *_copies(a, b, signal),
        *_shared(a, b, signal),
        *(() if signal["copy"] else _apart(a, b, signal)),  # a copy's few new words all differ
        *_near(a, b, signal),
    ]
    found.sort(key=lambda r: -abs(r.weight))
    found = found or [Reason(kind="nothing-shared", text="share no telling words")]
    return tuple(replace(reason, other=b.features.article) for reason in found)


def same_text(other: str) -> Reason:
    """Return the reason why an article is a copy of the `other`, word for word."""
    return Reason(kind="same-text", text="the same text word for word", weight=1.0, other=other)


def _copies(a: Weighed, b: Weighed, signal: Mapping[str, float]) -> list[Reason]:
    share = signal["copy"]
    if share >= 1.0 and a.features.sketch.same(b.features.sketch):
        return [same_text(b.features.article)]
    if share > 0:
        return [Reason(kind="near-copy", text=f"{share:.0%} of the text is the same", weight=share)]
    return []


def _shared(a: Weighed, b: Weighed, signal: Mapping[str, float]) -> list[Reason]:
    called = same_names(a, b)
    return [
        *_shared_names(a, b, called, signal["names"]),
        *_shared_words(a, b, {name[:7] for name in called}),
        *_shared_numbers(a.features.numbers & b.features.numbers),
    ]


def _shared_names(
    a: Weighed, b: Weighed, called: Mapping[str, str], weight: float
) -> Iterator[Reason]:
    """Yield the names that both name; `called` says how the other writes each."""
    weights = a.name_weights
    told = {n: weights[n] * _count(n, a) * _count(called[n], b) for n in called}
    forms: dict[str, str] = {}  # of "Democrats" and "Democratic" one will do
    for name in sorted(told, key=lambda n: (-told[n], n)):
        forms.setdefault(name[:STEM], name)
    if foremost := list(forms.values())[:_SHOWN]:
        abroad = languages_differ(a.features, b.features)
        both = {n: (a.features.names[n], b.features.names[called[n]]) for n in foremost}
        written = {n: _written(*forms, abroad=abroad) for n, forms in both.items()}
        names = ", ".join(_in_full(written, a.features.full_names))
        are_names = abroad or has_capitals(called)
        text = phrase(f"both name {names}") if are_names else _tell_of(names)
        words = (*foremost, *(called[n] for n in foremost if called[n] != n))
        yield Reason(kind="shared-names", text=text, weight=weight, words=words)


def _written(here: str, there: str, *, abroad: bool) -> str:
    """Return how a name is shown: as both languages write it; in one, its shorter form."""
    if abroad:
        return here if fold(here) == fold(there) else f"{here} ({there})"
    return min(here, there, key=len)


def _in_full(written: Mapping[str, str], given: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Yield names, a given one before its surname: "Jane Doe" for "Doe" and "Jane"."""
    first = {n: next((g for g in sorted(given.get(n, ())) if g in written), "") for n in written}
    told = set[str]()
    for name, word in written.items():
        if name in told or (name in first.values() and not first[name]):
            continue
        told |= {name, first[name]}
        yield f"{written[first[name]]} {word}" if first[name] else word


def _shared_words(a: Weighed, b: Weighed, but: Collection[str]) -> Iterator[Reason]:
    here, there = a.term_weights, b.term_weights
    both = {
        term: weight * there[term]
        for term, weight in here.items()  # in their order: a set's makes the sum vary by a bit
        if term in there and term not in but and not term.isdigit()
    }
    words = sorted(both, key=lambda t: (-both[t], t))
    overlap = sum(both.values())
    if words and overlap > 0.02:
        ours, theirs = a.features.words, b.features.words
        text = _tell_of(", ".join(f"“{shown(w, ours, theirs)}”" for w in words[:_SHOWN]))
        yield _reason("shared-words", text, overlap, words)


def _shared_numbers(numbers: Collection[str]) -> Iterator[Reason]:
    long = sorted((n for n in numbers if len(n) > 1), key=lambda n: (-len(n), n))
    if long:
        same = ", ".join(long[:_SHOWN])
        yield _reason(
            "shared-numbers", phrase(f"same numbers: {same}"), 0.1 * len(long[:_SHOWN]), long
        )


def _tell_of(words: str) -> str:
    """Say what both say: without capitals nobody knows whether words taken for names are any."""
    return phrase(f"both tell of {words}")


def _reason(kind: str, text: str, weight: float, words: Sequence[str]) -> Reason:
    return Reason(kind=kind, text=text, weight=weight, words=tuple(words[:_SHOWN]))


def _count(name: str, article: Weighed) -> float:
    return article.features.terms.get(name[:7], 0.0)


def _apart(a: Weighed, b: Weighed, signal: Mapping[str, float]) -> list[Reason]:
    found = []
    if signal["names_apart"] > 0.5 and (known := _kinds_of_words(a, b)):
        ours, theirs = _only(a, b), _only(b, a)
        one, two = _told(ours, a), _told(theirs, b)
        text = (
            phrase(f"different names: {one} here, {two} there")
            if known == "names"
            else phrase(f"different words: {one} here, {two} there")
        )
        found.append(
            Reason(
                kind="different-names",
                text=text,
                weight=-signal["names_apart"],
                words=(*ours, *theirs),
            )
        )
    for weight, surname, here, there in namesakes(a, b)[:1]:
        shown = {**a.features.names, **b.features.names}
        last, one, two = (shown.get(word, word.title()) for word in (surname, here, there))
        text = phrase(f"different people: {one} {last} here, {two} {last} there")
        words = (surname, here, there)
        found.append(Reason(kind="different-people", text=text, weight=-weight, words=words))
    if signal["numbers_apart"]:
        found.append(Reason(kind="different-numbers", text="no number in common", weight=-0.1))
    if signal["years_apart"]:
        years = [sorted(x.features.years)[-1] for x in (a, b)]
        one, two = years
        text = phrase(f"different years: {one} here, {two} there")
        found.append(Reason(kind="different-years", text=text, weight=-0.2, words=(one, two)))
    return found


def _kinds_of_words(a: Weighed, b: Weighed) -> str:
    """Return what stands among the names of both: names; words too, in scripts without capitals.

    "" where they are of two languages and not both names: a word and its translation differ.
    """
    capitals = {has_capitals(article.features.names) for article in (a, b)}
    if capitals == {True}:
        return "names"
    return "" if languages_differ(a.features, b.features) else "words"


def _only(a: Weighed, b: Weighed) -> list[str]:
    """Return the names that weigh most of those that one has and the other lacks."""
    same = same_names(a, b)
    told = {n: w * _count(n, a) for n, w in a.name_weights.items() if n not in same}
    return sorted(told, key=lambda n: (-told[n], n))[:2]


def _told(names: Sequence[str], article: Weighed) -> str:
    written = {name: article.features.names[name] for name in names}
    return ", ".join(_in_full(written, article.features.full_names))


def _near(a: Weighed, b: Weighed, signal: Mapping[str, float]) -> list[Reason]:
    found = []
    if signal["vector"] >= _CLOSE_VECTOR:
        alike = f"{signal['vector']:.2f}"
        text = phrase(f"alike in meaning ({alike})")
        found.append(Reason(kind="similar-new-text", text=text, weight=signal["vector"] - 0.5))
    if a.features.time and b.features.time:
        gap = abs(a.features.time - b.features.time)
        near = 0.1 if gap <= timedelta(days=3) else -0.2
        duration = _duration(gap)
        text = phrase(f"published {duration} apart") if gap else phrase("published at one time")
        found.append(Reason(kind="time", text=text, weight=near))
    return found


def _duration(gap: timedelta) -> str:
    minutes = int(gap.total_seconds() // 60)
    hours, days = minutes // 60, minutes // 1440
    if minutes < 90:
        return phrase(f"{minutes} min")
    return phrase(f"{hours} h") if hours < 72 else phrase(f"{days} days")
