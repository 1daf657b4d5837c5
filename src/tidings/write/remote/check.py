"""Whether a sentence says no more than the sentences that it cites. Pure; no model judges.

Strict on purpose: what a sentence loses here is replaced by the source's own words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence

from tidings.reference.stopwords import stop_words
from tidings.reference.timewords import CALENDAR, DAY_WORDS
from tidings.text import fold, words
from tidings.wording import DENIALS
from tidings.write.passages import STEM, numbers, terms
from tidings.write.remote.senses import (
    amounts,
    denies,
    hedged,
    measures,
    neutral,
    plain,
    reversed_words,
)

__all__ = ["unsupported"]

LONGEST = 500  # characters of a sentence
OWN = 12  # of so many words that say something one may stand in nothing that it cites
ALIKE = 5  # letters that forms of a word have in common
QUOTED = 3  # words between quotation marks that have to be somebody's very words

_MARKUP = re.compile(r"https?:|www\.|\]\(|!\[|[<>`{}]|\[\d+\]")
_NAME = re.compile(r"\b[^\W\d_][\w'’-]+")
_OF = re.compile(r"(?:^|\s)(?:of|de|du|des|d['’]|del|von|da|do|di)\s?$")  # the mayor of Selby
_OWNED = re.compile(r"['’]s$")
_QUOTE = re.compile(r"[“„«\"]([^“”„«»\"]+)[”“»\"]")
_NUMBERS = "two three four five six seven eight nine ten eleven twelve".split()
_NOUNS = frozenset(("de",))  # languages whose nouns are written like names
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs"})  # signs that hide words or turn their direction
_JOINERS = "\u200c\u200d"  # which Persian and emoji need
_TIMES = CALENDAR | {fold(word) for word in DAY_WORDS if len(word) > 3}


def unsupported(
    sentence: str, cited: Sequence[str], *, voices: Sequence[str] = (), language: str = "en"
) -> str:
    """Return why a sentence does not rest on what it cites, in plain words; "" where it does.

    It may name the `voices`, who say what is cited.
    """
    text = " ".join((*cited, *voices))
    if not cited:
        return "it cites nothing"
    if not sentence.strip() or len(sentence) > LONGEST:
        return "it is empty or too long"
    if not any(len(word) > 1 for word in _content(sentence, language)):
        return "it says nothing"
    if _MARKUP.search(sentence) or any(map(_hidden, sentence)):
        return "it holds a link or markup"
    if strange := _numbers(sentence) - _numbers(text):
        return f"no cited sentence has the number {min(strange)}"
    if strange := measures(sentence) - measures(text):
        return f"no cited sentence counts in {min(strange)}"
    if strange := _names(sentence, text, language):
        return f"no cited sentence names {min(strange)}"
    if _denied(sentence) != any(map(_denied, cited)):
        return "it denies what is told, or the other way round"
    if strange := _said_of_time(sentence) - set(words(text)):
        return f"no cited sentence says {min(strange)}"
    if turned := reversed_words(sentence, text):
        return f"it says {turned[0]} where the cited sentences say {turned[1]}"
    if not hedged(sentence) and all(map(hedged, cited)):
        return "it tells as certain what is told as possible, planned or claimed"
    if not _in_quotes(sentence, text):
        return "it puts words into a mouth that did not say them"
    if language not in _NOUNS and _turned(sentence, cited, but=_skipped(voices, language)):
        return "it names who did what to whom the other way round"
    if strange := amounts(sentence) - amounts(text):
        return f"no cited sentence speaks of {min(strange)}"
    if unsaid := _strange(sentence, text, language):
        return f"no cited sentence says {unsaid[0]}"
    return ""


def _strange(sentence: str, text: str, language: str) -> list[str]:
    """Return the words that say something and stand in no cited sentence; a few pass in a long one.

    One that is swapped may turn all. What only tells who tells it is the writer's own.
    """
    stop, told = stop_words(language), _content(text, language)
    said = (_OWNED.sub("", word) for word in words(sentence))
    own = [w for w in said if w not in stop and w not in _NUMBERS and len(w) > 1]
    strange = [w for w in own if not plain(w) and not told.issuperset(terms(fold(w)))]
    strange = [word for word in strange if not _inflected(fold(word), told)]
    return strange if len(strange) > len(own) // OWN else []


def _inflected(word: str, told: Collection[str]) -> bool:
    """Say whether a word is another form of one that is told: burnt, burning."""
    return any(len(one) >= ALIKE and word.startswith(one[:ALIKE]) for one in told)


def _numbers(text: str) -> set[str]:
    spoken = {str(n) for n, word in enumerate(_NUMBERS, 2) if word in words(text)}
    return set(numbers(text)) | spoken


def _names(sentence: str, text: str, language: str) -> set[str]:
    """Return the names of a sentence that a text doesn't have; a word that says nothing is none."""
    known = set(terms(fold(text)))
    first = len(sentence) - len(sentence.lstrip())
    stop = stop_words(language)
    return {
        match.group()
        for match in _names_in(sentence)
        if not (match.start() == first and (fold(match.group()) in stop or neutral(match.group())))
        and not known.issuperset(terms(fold(_OWNED.sub("", match.group()))))
    }


def _said_of_time(text: str) -> set[str]:
    return {word for word in words(text) if word in _TIMES}


def _in_quotes(sentence: str, text: str) -> bool:
    """Say whether what stands between quotation marks was said so, word for word."""
    said = " ".join(words(text))
    quoted = (words(match[1]) for match in _QUOTE.finditer(sentence))
    return all(" ".join(quote) in said for quote in quoted if len(quote) >= QUOTED)


def _hidden(sign: str) -> bool:
    return unicodedata.category(sign) in _UNSEEN and sign not in _JOINERS


def _denied(text: str) -> bool:
    spoken = words(text)
    return denies(text) or any(word in DENIALS or word.endswith("n't") for word in spoken)


def _turned(sentence: str, cited: Sequence[str], *, but: Collection[str]) -> bool:
    """Say whether two names stand in one order here and in the other in all that cite both.

    A name is what is written like one in both places, but for those words.
    """
    known = {name for text in cited for name in _stems(text)}
    order = [name for name in dict.fromkeys(_stems(sentence)) if name in known - {*but}][:6]
    places = [{name: fold(text).find(name) for name in order} for text in cited]
    for one, a in enumerate(order):
        for b in order[one + 1 :]:
            both = [at for at in places if at[a] >= 0 and at[b] >= 0]
            if both and all(at[a] > at[b] for at in both):
                return True
    return False


def _skipped(voices: Sequence[str], language: str) -> set[str]:
    """Return words that are no names, or not of those who do something: stop words, voices."""
    return {word[:STEM] for word in stop_words(language)} | {*terms(fold(" ".join(voices)))}


def _stems(text: str) -> list[str]:
    return [
        fold(match.group())[:STEM]
        for match in _names_in(text)
        if not _OF.search(text, 0, match.start())
    ]


def _names_in(text: str) -> list[re.Match[str]]:
    """Return what is written like a name; nothing in a script without capital letters."""
    return [match for match in _NAME.finditer(text) if match.group()[0].isupper()]


def _content(text: str, language: str) -> set[str]:
    stop = stop_words(language)
    return {stem for word in words(text) if word not in stop for stem in terms(word)}
