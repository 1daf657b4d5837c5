"""The words by which a language tells who says what: a file of `lexicons/` for each language.

A file names the fields of `Lexicon`, their words apart by spaces; `cues` are verbs by what they go
with. A field that is left out is empty, but for `saying`: all verbs of the cue SAY. Where there is
a field `doubling`, regular verbs are named by one form alone (English).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import Any, get_type_hints

__all__ = ["LANGUAGES", "Cue", "Lexicon", "read_lexicon"]

LANGUAGES = frozenset("ar de en es fr it nl pl pt ru tr".split())


class Cue(Enum):
    """What a verb of saying goes with."""

    SAY = "said that; “…,” said"  # content on either side, the speaker on either side
    TELL = "told them that"  # a hearer stands between it and its content
    OBJECT = "praised the plan"  # content after it alone
    INFINITIVE = "vowed to fight"  # only with "to" or "that"
    THAT = "believes that"  # only with "that", or with a clause


@dataclass(frozen=True, kw_only=True, slots=True)
class Lexicon:
    """One language's words. Everything in lower case."""

    cues: Mapping[str, Cue]
    bare: frozenset[str] = frozenset()  # forms that go with several, and may be nouns: they claim
    pronouns: frozenset[str]  # that may be who speaks
    singular: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()  # who
    helpers: frozenset[str] = frozenset()  # has, did, would: between speaker and cue
    passives: frozenset[str] = frozenset()  # was: whoever stands before it didn't say it
    adverbs: frozenset[str] = frozenset()
    finite: frozenset[str] = frozenset()  # other verbs, that end a subject
    that: frozenset[str] = frozenset()  # that, whether: a told clause begins
    to: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()  # that bind an office to its place
    papers: frozenset[str] = frozenset()  # in which one speaks: a statement saying
    reading: frozenset[str] = frozenset()  # participles that what is written has: a sign saying
    participles: tuple[str, ...] = ()  # endings: saying
    past: tuple[str, ...] = ()  # endings: hissed
    manner: tuple[str, ...] = ()  # endings of adverbs
    not_manner: frozenset[str] = frozenset()  # words that end so and are none
    cases: str = ""  # a pattern of what is added to a name behind an apostrophe: Kaya'ya
    verb_first: bool = False  # the speaker always follows: قال الوزير إن
    genitive: tuple[str, ...] = ()
    according: tuple[tuple[str, ...], ...] = ()
    determiners: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()  # and, but
    by: frozenset[str] = frozenset()  # after a verb it makes no sentence: a panel led by Ann Roe
    conceding: frozenset[str] = frozenset()  # while, although: another clause is the main one
    leading: frozenset[str] = frozenset()  # of `borders`, that may stand within a phrase, too
    borders: frozenset[str] = frozenset()  # because, when: what stands before is another clause
    times: frozenset[str] = frozenset()
    likewise: frozenset[str] = frozenset()  # as the mayor said, …
    topical: frozenset[str] = frozenset()  # complained about the delay
    within: frozenset[str] = frozenset()  # in
    polls: frozenset[str] = frozenset()  # in a poll last week, …
    happenings: frozenset[str] = frozenset()  # that show something, but say nothing: the meeting
    ongoing: frozenset[str] = frozenset()  # that say something only without "to": continued
    unsourced: frozenset[str] = frozenset()  # to which things accord, and nobody tells: the law
    absolute: frozenset[str] = frozenset()  # with a spokesman saying
    opinion: frozenset[str] = frozenset()  # of `according`: only before a name that comes first
    finding: frozenset[str] = frozenset()  # tells only with a clause: found that
    written: frozenset[str] = frozenset()  # of `reading`: tells only a quotation
    empty: frozenset[str] = frozenset()  # subjects that are nobody: there
    dated: frozenset[str] = frozenset()  # on, in: before when it was said
    after: frozenset[str] = frozenset()  # that stand behind who says it: Roth zufolge
    behind: frozenset[str] = frozenset()  # of `cues`, those only after a comma: “…”, so Roth
    hearers: frozenset[str] = frozenset()  # before whom it was told: a raconté à l'AFP Ann Roe
    inverting: bool = False  # the speaker may follow the verb: Am Montag sagte Roth, …
    comma: bool = False  # what is told may follow a comma without more: sie sagte, man warte
    here: frozenset[str] = frozenset()  # where it was said, after the speaker
    saying: frozenset[str] = frozenset()  # that stand before their speaker without a quotation
    small: frozenset[str] = frozenset()  # all of these that are never part of a name

    def __post_init__(self) -> None:
        """Gather what no name begins with."""
        small = (
            self.determiners
            | self.pronouns
            | self.prepositions
            | self.joins
            | self.borders
            | self.times
            | self.adverbs
            | self.helpers
        )
        object.__setattr__(self, "small", small)


@cache
def read_lexicon(language: str) -> Lexicon:
    """Return the words of one of LANGUAGES."""
    text = files(__package__).joinpath("lexicons", f"{language}.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    verbs: Mapping[str, str] = table.pop("cues", {})
    doubling: str | None = table.pop("doubling", None)
    # Cues named first win: "ask" and "warn" take a hearer, "propose" and "offer" an object, too.
    cues = {
        form: cue
        for cue in reversed(Cue)
        for verb in verbs.get(cue.name.lower(), "").split()
        for form in ([verb] if doubling is None else _english_forms(verb, doubling.split()))
    }
    bare = [form for form in cues if f"{form}s" in cues and not form.endswith("ed")]
    hints = get_type_hints(Lexicon)
    words = {"saying": verbs.get("say", "")} | table
    return Lexicon(
        cues=cues,
        bare=frozenset(bare if doubling else ()),
        **{name: _READ[hints[name]](value) for name, value in words.items()},
    )


_READ: Mapping[Any, Callable[[Any], Any]] = {
    frozenset[str]: lambda words: frozenset(words.split()),
    tuple[str, ...]: lambda words: tuple(words.split()),
    tuple[tuple[str, ...], ...]: lambda phrases: tuple(tuple(one.split()) for one in phrases),
    str: str,
    bool: bool,
}


def _english_forms(verb: str, doubling: Collection[str]) -> Sequence[str]:
    """Return the forms of a verb: of a regular one all, of another those that / sets apart.

    A verb that is `doubling` its last letter: admit, admitted, admitting.
    """
    if "/" in verb:
        return verb.split("/")
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    stem = (verb[:-1] if verb.endswith("e") else verb) + verb[-1] * (verb in doubling)
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "o")) else "s")
    return verb, third, stem + "ed", stem + "ing"
