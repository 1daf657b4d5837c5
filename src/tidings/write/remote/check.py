"""Whether a sentence says no more than the sentences that it cites. Pure; no model judges.

Strict on purpose: what a sentence loses here is replaced by the source's own words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tidings.stopwords import stop_words
from tidings.text import fold, words
from tidings.wording import DENIALS
from tidings.write.passages import STEM, numbers, terms

__all__ = ["unsupported"]

LONGEST = 500  # characters of a sentence
SHARED = 0.6  # of its words that say something stand in what it cites; paraphrase keeps that much
_MARKUP = re.compile(r"https?:|www\.|\]\(|!\[|[<>`{}]|\[\d+\]")
_NAME = re.compile(r"\b[^\W\d_a-zß-ÿ][\w'’-]+")
_NUMBERS = "two three four five six seven eight nine ten eleven twelve".split()


def unsupported(sentence: str, cited: Sequence[str], *, language: str = "en") -> str:
    """Return why a sentence does not rest on what it cites, in plain words; "" where it does."""
    text = " ".join(cited)
    if not cited:
        return "it cites nothing"
    if not sentence.strip() or len(sentence) > LONGEST:
        return "it is empty or too long"
    if _MARKUP.search(sentence):
        return "it holds a link or markup"
    if strange := _numbers(sentence) - _numbers(text):
        return f"no cited sentence has the number {min(strange)}"
    if strange := _names(sentence, text):
        return f"no cited sentence names {min(strange)}"
    if _denied(sentence) != any(map(_denied, cited)):
        return "it denies what is told, or the other way round"
    if _turned(sentence, cited):
        return "it names who did what to whom the other way round"
    own = _content(sentence, language)
    if len(own & _content(text, language)) < SHARED * len(own):
        return "most of its words stand in no cited sentence"
    return ""


def _numbers(text: str) -> set[str]:
    spoken = {str(n) for n, word in enumerate(_NUMBERS, 2) if word in words(text)}
    return set(numbers(text)) | spoken


def _names(sentence: str, text: str) -> set[str]:
    """Return the names of a sentence that a text doesn't have; its first word may be no name."""
    known = set(terms(fold(text)))
    found = list(_NAME.finditer(sentence))
    return {
        match.group()
        for match in found
        if match.start() > len(sentence) - len(sentence.lstrip())
        and not known.issuperset(terms(fold(match.group())))
    }


def _denied(text: str) -> bool:
    spoken = words(text)
    return any(word in DENIALS or word.endswith("n't") for word in spoken)


def _turned(sentence: str, cited: Sequence[str]) -> bool:
    """Say whether two names stand in one order here and in the other in all that cite both."""
    order = list(dict.fromkeys(fold(m.group())[:STEM] for m in _NAME.finditer(sentence)))[:6]
    places = [{name: fold(text).find(name) for name in order} for text in cited]
    for one, a in enumerate(order):
        for b in order[one + 1 :]:
            both = [at for at in places if at[a] >= 0 and at[b] >= 0]
            if both and all(at[a] > at[b] for at in both):
                return True
    return False


def _content(text: str, language: str) -> set[str]:
    stop = stop_words(language)
    return {stem for word in words(text) if word not in stop for stem in terms(word)}
