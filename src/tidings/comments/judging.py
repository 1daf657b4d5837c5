"""What is in a comment: its text within bounds, whom it names, and whether it has to wait. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from tidings.errors import UsageError
from tidings.types import Doubt, Person
from tidings.write.moderate import Concern, Context, Sign, moderate

__all__ = ["LONGEST", "checked", "doubts", "mentioned"]

LONGEST = 10_000  # characters: two thousand words
MENTIONS = 20  # of a comment: more are no way to speak to somebody
PILED = 8  # marks on one letter; no script needs more
SHOWN_WORDS = 80  # characters of the words that show something

LIMITS = {"insult": 0.8, "threat": 0.6, "spam": 0.6, "personal data": 0.6}
"""From which score on a comment waits. Set on our own tables of tests, not on others' words."""
OFF_TOPIC = 0.7  # counts only with a sign of spam: an opinion seldom repeats an article's words
A_LINK = 0.25  # the score of spam that a single link makes

_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs"})  # not Cn: a letter or an emoji yet to come
_KEPT = frozenset("\n\t\u200c\u200d")  # the joiners: Persian and emoji need them


def checked(text: str) -> str:
    """Return a comment's text as it is kept; raises UsageError where there is none, or too much.

    Control characters, marks of direction and piles of accents are left out.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONGEST:
        raise UsageError(f"a comment has up to {LONGEST:,} characters, this has {len(text):,}")
    kept = "".join(_legible(unicodedata.normalize("NFC", text))).strip()
    if not any(unicodedata.category(sign)[0] not in "CZM" for sign in kept):
        raise UsageError("there is nothing in this comment yet")
    return kept


def _legible(text: str) -> Iterator[str]:
    piled = 0
    for sign in text:
        category = unicodedata.category(sign)
        piled = piled + 1 if category[0] == "M" else 0
        if piled > PILED or (category in _UNSEEN and sign not in _KEPT):
            continue
        yield sign


def mentioned(text: str, people: Iterable[Person]) -> frozenset[int]:
    """Return those who are named as @name, in whatever case; of several names the longest."""
    folded = text.casefold()
    names = sorted(((p.name.casefold(), p.id) for p in people), key=lambda one: -len(one[0]))
    found: set[int] = set()
    for place in _signs(folded):
        rest = folded[place + 1 : place + 1 + 2 * 60]
        named = (id for name, id in names if rest.startswith(name) and _ends(rest[len(name) :]))
        found.update(list(named)[:1])
        if len(found) == MENTIONS:
            break
    return frozenset(found)


def _signs(text: str) -> Iterator[int]:
    """Yield where an @ stands that begins a word: none of a mail address."""
    place = text.find("@")
    while place >= 0:
        if not place or not text[place - 1].isalnum():
            yield place
        place = text.find("@", place + 1)


def _ends(rest: str) -> bool:
    return not rest or not (rest[0].isalnum() or rest[0] == "_")


def doubts(text: str, context: Context) -> tuple[Doubt, ...]:
    """Return why a comment has to wait, with the words that show it; nothing where it need not."""
    found = {one.kind: one for one in moderate(text, context)}
    held = [found[kind] for kind, limit in LIMITS.items() if found[kind].score >= limit]
    if found["off-topic"].score >= OFF_TOPIC and found["spam"].score >= A_LINK:
        held.append(found["off-topic"])
    return tuple(_doubt(one, text) for one in held)


def _doubt(concern: Concern, text: str) -> Doubt:
    signs = dict.fromkeys(_said(sign, text) for sign in concern.signs)
    return Doubt(kind=concern.kind, score=concern.score, signs=tuple(signs)[:5])


def _said(sign: Sign, text: str) -> str:
    words = text[sign.span.start : sign.span.end]
    if len(words) > SHOWN_WORDS or words in sign.text:
        return sign.text
    return f"{sign.text}: “{words}”"
