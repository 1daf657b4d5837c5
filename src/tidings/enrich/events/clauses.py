"""Who does it and to whom: what stands before and after a trigger in its clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tidings.enrich.events.assaults import is_no_assault
from tidings.enrich.events.words import FunctionWords, Trigger

__all__ = ["Candidate", "Event", "Mention", "read_event", "where"]

FAR = 70  # characters between a verb and who does it, or to whom
TOGETHER = 40  # between the names of those who do it together
NEXT_TO = 7  # characters: a comma and "which"
OFFICE = 8  # words that may stand before a person: the office
LITTLE = 3  # before others
VERB_GROUP = 3  # words before a verb that may deny it or put it off
PASSIVE_GROUP = 6  # before a participle: in German who did it stands there

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*[’']?")
_STOPS = re.compile(r"[.;:!?()\[\]\n]|\s[-–—]\s")
_OWNER = re.compile(r"[’']s?\s")


class Mention(NamedTuple):
    """One that may act, in a sentence."""

    start: int
    end: int
    kind: str  # "person", "organisation", "place", or "trade": no name
    name: str


class Event(NamedTuple):
    """An event as a sentence tells it."""

    type: str
    frame: str
    actors: tuple[Mention, ...]
    targets: tuple[Mention, ...]
    start: int  # of the trigger
    end: int
    denied: bool
    planned: bool


class Candidate(NamedTuple):
    """A wording that may tell of an event: where it stands in a sentence in lower case."""

    text: str
    trigger: Trigger
    start: int
    end: int
    small: FunctionWords

    def before(self, most: int) -> list[str]:
        """Return the last words before it."""
        words = _WORD.finditer(self.text, max(0, self.start - 80), self.start)
        return [word.group() for word in words][-most:]

    @property
    def own(self) -> list[str]:
        """Its own words."""
        return [word.group() for word in _WORD.finditer(self.text, self.start, self.end)]


class _Clause(NamedTuple):
    """A sentence in lower case, its trigger, and who stands around it."""

    text: str
    start: int
    end: int
    before: tuple[Mention, ...]
    inside: tuple[Mention, ...]  # the trigger's own words
    after: tuple[Mention, ...]
    small: FunctionWords


def read_event(candidate: Candidate, mentions: Sequence[Mention]) -> Event | None:
    """Return what a wording tells of, None where it isn't clear."""
    text, trigger, start, end, small = candidate
    group, own = candidate.before(VERB_GROUP), candidate.own
    if _is_unclear(candidate):
        return None
    if small.unsure & {*group} - {"would"}:
        return None
    if trigger.frame == "a-" and small.be & {*group[-2:]} and small.by:
        return None  # "was welcomed": by somebody else
    clause = _Clause(
        text, start, end,
        _reach_back(candidate, mentions),
        tuple(m for m in mentions if start <= m.start and m.end <= end),
        _reach_on(candidate, mentions), small,
    )  # fmt: skip
    passive = trigger.frame == "pv" or (trigger.frame == "av" and bool(small.be & {*group[-2:]}))
    found = (
        _passive(clause, mentions, must=trigger.frame == "av")
        if passive
        else _FRAMES[trigger.frame](clause)
    )
    if found is None:
        return None
    persons = any(m.kind == "person" for m in found[0])
    if trigger.type == "ASSAULT" and is_no_assault(text, start, end, by_person=persons):
        return None
    said = {*group} if trigger.type == "REJECT" else {*group, *own}  # who denies, does so
    return Event(
        trigger.type, trigger.frame, found[0], found[1], start, end,
        denied=bool(small.denied & said) or any(w.endswith("n't") for w in group),
        planned=bool(small.to_come & {*group, *own[:1]}) or _begins_to_come({*own}),
    )  # fmt: skip


def where(text: str, mentions: Sequence[Mention], small: FunctionWords) -> str:
    """Return the place that a sentence names as one where something is, "" for none."""
    places = (m for m in mentions if m.kind == "place" and _is_led(text, m, small, small.at))
    return next((m.name for m in places), "")


def _is_unclear(candidate: Candidate) -> bool:
    """Say whether a wording tells of nothing certain: in quotation marks, of "him", by halves."""
    text, trigger, start, end, small = candidate
    if _is_quoted(text, start) or any(mark in text[start:end] for mark in _MARKS):
        return True
    if small.pronouns & {*candidate.own}:
        return True
    if trigger.frame == "pv":  # a participle by itself
        return bool(small.by) and not small.be & {*candidate.before(PASSIVE_GROUP)}
    # "a man accused by the police" does nothing
    near = {*candidate.before(2)}
    return not small.be & near and bool(small.between) and bool(_BY.match(text, end))


_BY = re.compile(r"\s+by\b")
_MARKS = '“”«»„"'


_Parties = tuple[tuple[Mention, ...], tuple[Mention, ...]]


def _is_quoted(text: str, start: int) -> bool:
    """Say whether a trigger stands in quotation marks: then somebody tells it, not the article."""
    opened = sum(text.count(mark, 0, start) for mark in "“«„")
    closed = sum(text.count(mark, 0, start) for mark in "”»")
    return opened > closed or text.count('"', 0, start) % 2 == 1


def _begins_to_come(words: set[str]) -> bool:
    """Say whether the verb itself is in a future tense."""
    return any(_FUTURE.fullmatch(word) for word in words)


# French and Spanish futures, Arabic verbs with their sīn, Russian perfective ones.
_FUTURE = re.compile(
    r".{3,}(?:era|eront|ira|iront|rra|rront|vra|vront|ará|arán|erá|erán|irá|irán|drá|drán)"
    r"|[سس][يت]\w{3,}|встрет[ия]тся|посетит|примет|подпишут|отправит|направит|введ[её]т|начнут"
    r"|обсудят"
)


def _reach_back(candidate: Candidate, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return those before a trigger, of its clause: back to the break that has somebody after."""
    text, _, start, _, small = candidate
    words = list(_WORD.finditer(text, 0, start))
    bounds = [m.end() for m in _STOPS.finditer(text, 0, start) if m.group() not in "()"]
    bounds += [w.end() for w in words if w.group() in small.breaks]
    others = [w.end() for w in words if w.group() in small.pronouns | small.relative]
    for bound in sorted([0, *bounds], reverse=True):
        found = [m for m in mentions if bound <= m.start and m.end <= start]
        free = tuple(m for m in found if not _is_led(text, m, small, small.at | small.of))
        if free and any(w.end() == bound and w.group() in small.relative for w in words):
            return _antecedent(bound, mentions)
        if free:  # nobody, where somebody untold stands nearer to the verb
            return free if not others or others[-1] <= free[-1].start else ()
    return ()


def _antecedent(bound: int, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return whom a relative pronoun that ends there stands for: who stands right before it."""
    return tuple(m for m in mentions if 0 < bound - m.end <= NEXT_TO)


def _reach_on(candidate: Candidate, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return those after a trigger, up to the end of its clause."""
    text, _, _, end, small = candidate
    stop = _STOPS.search(text, end)
    limit = stop.start() if stop else len(text)
    for word in _WORD.finditer(text, end, limit):
        if word.group() in small.breaks:
            limit = word.start()
            break
    found = (m for m in mentions if end <= m.start < limit and m.start - end <= FAR)
    return tuple(m for m in found if not _is_led(text, m, small, small.at, after=end))


def _is_led(
    text: str, mention: Mention, small: FunctionWords, words: frozenset[str], *, after: int = 0
) -> bool:
    """Say whether such a word stands before a mention, or before its article; or a bracket."""
    if text[: mention.start].endswith("("):
        return True
    if mention.kind == "place" and text[: mention.start].endswith(", "):
        next_word = _WORD.search(text, mention.end)
        listed = next_word is not None and next_word.group() in small.both
        return not listed  # "in Harrisburg, Pennsylvania", but "Kenya, Chad and Mali"
    led = [w.group() for w in _WORD.finditer(text, max(after, mention.start - 24), mention.start)]
    gap = text[: mention.start].rstrip()
    if not led or gap.endswith((",", ".", ";")):
        return False
    last = led[-1]
    if last.endswith("'s"):  # "the chairman of Hong Kong's airline"
        return any(word in words for word in led[-4:-1])
    if last in words or last.rstrip("'’") + "'" in words:
        return True
    return last in _ARTICLES and len(led) > 1 and led[-2] in words


_ARTICLES = frozenset("the a an le la les l' un une el los las una der die das den dem".split())


def _subjects(clause: _Clause) -> tuple[Mention, ...]:
    """Return who stands last before the trigger, with those that are joined to it."""
    if not clause.before or not _may_do(clause, clause.before[-1]):
        return ()
    found = [clause.before[-1]]
    for earlier in reversed(clause.before[:-1]):
        between = clause.text[earlier.end : found[0].start]
        words = {w.group() for w in _WORD.finditer(between)}
        joined = bool(words & clause.small.both) or " و" in between
        joined = joined or (len(found) > 1 and between.strip() == ",")
        if not joined or len(between) > TOGETHER or _OWNER.match(between):
            break
        found.insert(0, earlier)
    return tuple(found)


def _may_do(clause: _Clause, one: Mention) -> bool:
    """Say whether the verb can be of one that stands before it: next to it, or behind a comma."""
    between = clause.text[one.end : clause.start]
    if len(between) > FAR or _OWNER.match(between):
        return False
    words = [w.group() for w in _WORD.finditer(between)]
    if not words or not clause.small.between or between.startswith(","):
        return True
    return words[0] in clause.small.between or words[0].endswith("ly")


def _objects(clause: _Clause, skip: int = 0) -> tuple[Mention, ...]:
    """Return who stands first after the trigger: behind an office, the one who holds it."""
    those = clause.after[skip:]
    while those and _OWNER.match(clause.text, those[0].end):
        those = those[1:]  # "met Roe's aide, Lind": not Roe
    if not those:
        return ()
    first = those[0]
    holder = next((m for m in those if m.kind == "person"), None)
    if holder and first.kind != "person" and holder.start - first.end <= FAR:
        between = clause.text[first.end : holder.start]
        words = {w.group() for w in _WORD.finditer(between)}
        if not words & clause.small.both and not words & clause.small.at:
            first = holder
    return (first,) if _is_near(clause, first) else ()


def _is_near(clause: _Clause, target: Mention) -> bool:
    """Say whether little enough stands before a target: only offices stand before their holder."""
    if target.kind in ("organisation", "place") and _is_part(clause, target):
        return False
    between = [w.group() for w in _WORD.finditer(clause.text, clause.end, target.start)]
    if {*between} & (clause.small.pronouns | clause.small.at) or _speaks(clause, target):
        return False
    if target.kind == "person":  # "condemned the killing of Roe" is not said of Roe
        return len(between) <= OFFICE and between[-1:] != ["of"]
    if between and between[-1] in clause.small.of and {*between} & _KINDS_OF_PLACE:
        return True
    return len(between) <= LITTLE and not clause.small.of & {*between}


def _speaks(clause: _Clause, one: Mention) -> bool:
    """Say whether a name is of who tells it: "…, Mueller said"."""
    return bool(_SAYS.match(clause.text, one.end))


_SAYS = re.compile(r",? (?:said|says|told|added|wrote)\b")


def _is_part(clause: _Clause, one: Mention) -> bool:
    """Say whether a name goes on in a common noun: "Senate panel" is not the Senate."""
    follows = _GOES_ON.match(clause.text, one.end)
    return follows is not None and bool(clause.small.between) and follows[1] not in _AFTER


_GOES_ON = re.compile(r"(?:'s)? ([a-z]+)")
_AFTER = frozenset(
    "of in on at to for from with by over after before during and or but as when while that "
    "which who next last this today yesterday tomorrow because against if until since about again "
    "overnight near late early".split()
)

_KINDS_OF_PLACE = frozenset(
    "town city village port province region ville ciudad pueblo stadt stadtteil".split()
)


def _told_both(clause: _Clause) -> _Parties | None:
    actors, targets = _subjects(clause), _objects(clause)
    if clause.inside:  # "griffen Goma an"; or, where the verb stands first, who does it
        if actors:
            targets = clause.inside[:1]
        elif clause.small.verb_first:
            actors = clause.inside[-1:]
    elif clause.small.verb_first and not actors and len(clause.after) > 1:
        actors = _first_after(clause)
        place = clause.after.index(actors[-1]) + 1
        targets = _objects(clause, skip=place)
    return (actors, targets) if actors and targets else None


def _first_after(clause: _Clause) -> tuple[Mention, ...]:
    """Return the first after the verb; of an office and its holder, who stand together, both."""
    first, second = clause.after[0], clause.after[1]
    titled = first.kind in ("place", "organisation", "trade") and second.kind == "person"
    return (second,) if titled and second.start - first.end <= 2 else (first,)


def _together(clause: _Clause) -> _Parties | None:
    actors = _subjects(clause)
    if len(actors) > 1:
        return actors, ()
    with_whom = _objects(clause)
    return (actors, with_whom) if actors and with_whom and _is_with(clause, with_whom) else None


def _is_with(clause: _Clause, those: Sequence[Mention]) -> bool:
    between = clause.text[clause.end : those[0].start]
    return any(w.group() in _WITH for w in _WORD.finditer(between))


_WITH = frozenset("with avec con mit с со مع".split())


def _alone(clause: _Clause) -> _Parties | None:
    actors = _subjects(clause)
    if not actors and clause.small.verb_first:
        actors = (*clause.inside, *clause.after)[:1]
    return (actors, ()) if actors else None


def _noun(clause: _Clause) -> _Parties | None:
    """Tell of a noun: "talks between A and B", or A before it and "with B" after."""
    after = clause.after
    if clause.text[clause.start : clause.end].split()[-1] in _BETWEEN:
        return (after[:2], ()) if len(after) > 1 else None
    actors = _owner(clause)
    targets = _objects(clause)
    return (actors, targets) if actors and targets else None


_BETWEEN = frozenset("between entre zwischen между بين".split())


def _owner(clause: _Clause) -> tuple[Mention, ...]:
    """Return who is told to have met: who stands last before, or whose it is."""
    return clause.before[:1] if len(clause.before) == 1 else _subjects(clause)


def _passive(clause: _Clause, mentions: Sequence[Mention], *, must: bool) -> _Parties | None:
    """Tell of what was done to whom stands before, by whom is led by "by" (and `must` be told)."""
    doers = [
        m
        for m in mentions
        if clause.start - FAR <= m.start <= clause.end + FAR
        and _is_led(clause.text, m, clause.small, clause.small.by)
    ]  # fmt: skip
    if not clause.small.by:  # the case alone tells it
        doers = [m for m in clause.after[:1] if m.start - clause.end <= 2]
    targets = _subjects(clause._replace(before=tuple(m for m in clause.before if m not in doers)))
    if must and not doers:
        return None
    if not targets and clause.small.verb_first and clause.after:
        targets = tuple(m for m in clause.after[:1] if m not in doers)
    return (tuple(doers[:1]), targets) if targets else None


_FRAMES = {"av": _told_both, "aa": _together, "a-": _alone, "nm": _noun}
