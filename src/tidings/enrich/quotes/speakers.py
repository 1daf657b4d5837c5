"""Who a speaker is: the full name behind "Haftar", "he", "who" and "the deputy minister"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tidings.enrich.quotes.clauses import Token
from tidings.enrich.quotes.lexicon import Lexicon
from tidings.enrich.quotes.offices import INSTITUTIONS, ROLES, TITLES

__all__ = ["Speakers"]

NEAR = 3  # paragraphs that a pronoun looks back over
GENDERS = {
    "she": frozenset("mrs ms miss mme sra dame lady frau señora she elle ella sie она".split()),
    "he": frozenset("mr sir lord m herr sr señor he il él er он".split()),
    "it": frozenset(("it",)),
}
INNER = frozenset("al el bin ibn abu de da di del della van von der la le du dos bek ben".split())
_INITIAL = re.compile(r"[A-ZА-Я]\.?")


@dataclass(slots=True)
class _Name:
    """A name as it stands: where, its words, and the words that say what its bearer is."""

    start: int
    end: int
    words: tuple[str, ...]
    roles: frozenset[str]
    paragraph: int
    leads: bool  # its sentence begins with it
    owns: bool  # 's
    bound: int  # where the preposition stands that it hangs on: of Vermont; -1 without one
    gender: str = ""

    @property
    def text(self) -> str:
        return " ".join(self.words)


@dataclass(slots=True)
class _Person:
    """One who is named in the text, by the fullest form of the name."""

    name: str
    words: tuple[str, ...]
    roles: set[str] = field(default_factory=set)
    gender: str = ""


class Speakers:
    """Those who are named in a text. Ask for the speakers in order of the text."""

    def __init__(self, paragraphs: Sequence[Sequence[Sequence[Token]]], words: Lexicon) -> None:
        self.words = words
        self.names = [
            name
            for number, paragraph in enumerate(paragraphs)
            for sentence in paragraph
            for name in _names(sentence, number, words)
        ]
        self.names = _surely(self.names, paragraphs)
        self.called: dict[tuple[str, ...], _Person] = {}
        self.who: dict[int, _Person] = {}  # by where a name starts
        for name in sorted(self.names, key=lambda n: -len(n.words)):
            self._meet(name)
        self.told: list[tuple[int, int, _Person]] = []  # who spoke: where, in which paragraph

    def _meet(self, name: _Name) -> None:
        person = self._known(name)
        if person is None:
            person = _Person(name.text, name.words)
            self._enter(person)
        person.roles |= name.roles
        person.gender = person.gender or name.gender
        self.who[name.start] = person

    def _enter(self, person: _Person) -> None:
        """Note by which forms one may be called: the whole name, its ends, its initials."""
        full = tuple(word.lower() for word in person.words)
        for at in range(len(full)):
            self.called.setdefault(full[at:], person)
        self.called.setdefault(full[:1], person)
        initials = "".join(word[0] for word in person.words if word[0].isupper())
        if len(initials) > 1:
            self.called.setdefault((initials,), person)

    def _known(self, name: _Name) -> _Person | None:
        """Return whom a form of a name means: of several the one with the longest name."""
        said = tuple(word.lower() for word in name.words)
        if person := self.called.get(said):
            return person
        if len(said) == 1:
            return self.called.get(name.words)  # an abbreviation
        person = self.called.get(said[-1:])  # B. Obama, Barack H. Obama
        if person and len(person.words) > 1 and person.words[0][0] == name.words[0][0]:
            initial = min(len(person.words[0].strip(".")), len(name.words[0].strip("."))) == 1
            return person if initial or person.words[0] == name.words[0] else None
        return None

    def named(self, start: int, end: int, text: str) -> str | None:
        """Return the full name of the speaker who is told of at a span, None if none is known."""
        paragraph = self._paragraph(start)
        person = self._person(start, end, text, paragraph)
        if person is None:
            return None
        self.told.append((start, paragraph, person))
        return person.name

    def _paragraph(self, at: int) -> int:
        before = [name.paragraph for name in self.names if name.start <= at]
        return before[-1] if before else 0

    def _person(self, start: int, end: int, text: str, paragraph: int) -> _Person | None:
        said = text.lower().strip()
        if said in self.words.relatives:
            return self._last_before(start)
        if said in self.words.pronouns:
            return self._meant(said, start, paragraph)
        within = [name for name in self.names if start <= name.start < end]
        free = [name for name in within if not name.owns and name.bound < start]
        free = [name for name in free if not self._describes(text[name.end - start :])]
        free = [name for name in free if text[name.start - start - 1 : name.start - start] != "("]
        between = [text[a.end - start : b.start - start].split() for a, b in pairwise(free)]
        if len(free) > 1 and between[0][:1] == ["and"]:
            return None  # two at once
        if free:
            return self.who[self._chief(free, text, start).start]
        person = self._by_role(said, start)
        if person is None and within and not within[0].owns and " by " in said:
            return self.who[within[0].start]  # a statement by the embassy
        return person

    def _describes(self, rest: str) -> bool:
        """Say whether a capital word describes what follows it: Western powers."""
        after = re.match(r" ([^\W\d_]+)", rest)
        if after is None or not after[1].islower():
            return False
        words = self.words
        return after[1] not in words.prepositions | words.relatives | words.joins | words.borders

    def _chief(self, names: Sequence[_Name], text: str, start: int) -> _Name:
        """Return the last name before the first comma that follows one."""
        chosen = names[0]
        for name in names[1:]:
            if "," in text[chosen.end - start : name.start - start]:
                break
            chosen = name
        return chosen

    def _last_before(self, at: int) -> _Person | None:
        before = [name for name in self.names if name.end <= at and not name.owns]
        free = [name for name in before[-3:] if name.bound < 0]
        near = (free or before)[-1:]
        return self.who[near[0].start] if near and at - near[0].end < 90 else None

    def _meant(self, pronoun: str, at: int, paragraph: int) -> _Person | None:
        """Return whom he or she means: whoever spoke, or began a sentence, last."""
        gender = next((g for g, said in GENDERS.items() if pronoun in said), "")
        if not gender:
            return None
        leading = [
            (name.start, name.paragraph, self.who[name.start])
            for name in self.names
            if name.start < at and name.leads and not name.owns
        ]
        for _, where, person in sorted([*leading, *self.told], key=lambda s: s[0], reverse=True):
            if paragraph - where > NEAR:
                return None
            if gender == "it" and not person.gender and len(person.words) > 1:
                continue  # a given and a family name, most likely
            if person.gender in ("", gender):
                person.gender = gender
                return person
        return None

    def _by_role(self, said: str, at: int) -> _Person | None:
        """Return who bears the office that is said: the deputy minister of defence."""
        told = set(re.findall(r"[^\W\d_]+", said))
        told = {ROLES.get(word, word) for word in told} - self.words.determiners - {"of"}
        heads = told & set(ROLES.values())
        if not heads or said.split()[0] in ("a", "an", "another", "one", "some", "two"):
            return None
        best: tuple[float, int, _Person] | None = None
        for name in self.names:
            person = self.who[name.start]
            if name.start < at and heads <= person.roles:
                score = (len(told & person.roles) / len(told), name.start, person)
                best = score if best is None or score[:2] > best[:2] else best
        return best[2] if best and best[0] > 0.5 else None


def _surely(names: Sequence[_Name], paragraphs: Sequence[Sequence[Sequence[Token]]]) -> list[_Name]:
    """Leave out what is written with a capital letter only because it begins a sentence."""
    openings = {s[0].start for paragraph in paragraphs for s in paragraph}
    seen = {word for name in names if name.start not in openings for word in name.words}
    common = {t.low for paragraph in paragraphs for s in paragraph for t in s if not t.capital}

    def sure(name: _Name) -> bool:
        word = name.words[0]
        if len(name.words) > 1 or name.start not in openings or word in seen:
            return True
        return word.lower() not in common and not word.endswith("s")

    return [name for name in names if sure(name)]


def _names(sentence: Sequence[Token], paragraph: int, words: Lexicon) -> Iterable[_Name]:
    """Yield the names of a sentence, with the offices that stand before and after them."""
    at = 0
    while at < len(sentence):
        if not _named(sentence[at], words):
            at += 1
            continue
        end = at + 1
        while end < len(sentence) and _goes_on(sentence, end, words):
            end += 1
        if name := _name(sentence, at, end, paragraph, words):
            yield name
        at = end


def _named(token: Token, words: Lexicon) -> bool:
    if not token.capital:
        return False
    return token.low not in words.small


def _goes_on(sentence: Sequence[Token], at: int, words: Lexicon) -> bool:
    token, before = sentence[at], sentence[at - 1]
    if before.low.endswith("'s"):
        return False
    if token.low == ".":
        return bool(_INITIAL.fullmatch(before.text)) or before.low in TITLES
    if token.low == "of" and before.low in INSTITUTIONS:
        return at + 1 < len(sentence) and sentence[at + 1].capital
    if token.low in INNER:
        return at + 1 < len(sentence) and sentence[at + 1].capital
    return _named(token, words)


def _name(
    sentence: Sequence[Token], first: int, end: int, paragraph: int, words: Lexicon
) -> _Name | None:
    run = [token for token in sentence[first:end] if token.low != "."]
    cut = max((k + 1 for k, token in enumerate(run) if token.low.strip(".") in TITLES), default=0)
    titles, named = run[:cut], run[cut:]
    if not named:
        return None
    roles = {ROLES.get(t.low.strip("."), t.low.strip(".")) for t in titles}
    for token in (*_office_before(sentence, first, words), *_office_after(sentence, end)):
        roles.add(ROLES.get(token.low, token.low))
    last = re.sub(words.cases or r"['’]s$", "", named[-1].text)
    low = {token.low.strip(".") for token in titles}
    return _Name(
        start=named[0].start,
        end=named[-1].end,
        words=(*(token.text for token in named[:-1]), last),
        roles=frozenset(roles),
        paragraph=paragraph,
        leads=all(not t.capital or t.low in words.determiners for t in sentence[:first])
        and first <= 6,
        owns=last != named[-1].text,
        bound=_bound(sentence, first, words),
        gender=(
            "it"
            if any(token.low in INSTITUTIONS for token in named)
            else next((g for g, said in GENDERS.items() if low & said), "")
        ),
    )


def _bound(sentence: Sequence[Token], first: int, words: Lexicon) -> int:
    """Return where the preposition stands on which a name hangs: for the Middle East and Africa."""
    for token in reversed(sentence[max(0, first - 5) : first]):
        if token.low in words.prepositions:
            return token.start
        if not (token.capital or token.low in words.determiners or token.low in words.joins):
            break
    return -1


def _office_before(sentence: Sequence[Token], first: int, words: Lexicon) -> Sequence[Token]:
    at = first
    if at and sentence[at - 1].low in words.prepositions:
        return ()  # the death of Ann Roe
    if at and sentence[at - 1].low == ",":
        at -= 1
    stop = at
    while at and stop - at < 8:
        token = sentence[at - 1]
        if not token.text[0].isalpha() or token.low in words.determiners or token.low in words.cues:
            break
        at -= 1
    return [token for token in sentence[at:stop] if token.low not in words.prepositions]


def _office_after(sentence: Sequence[Token], end: int) -> Sequence[Token]:
    if end >= len(sentence) or sentence[end].low != ",":
        return ()
    found = []
    for token in sentence[end + 1 : end + 9]:
        if not token.text[0].isalpha():
            break
        found.append(token)
    return found
