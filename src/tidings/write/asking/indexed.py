"""An article indexed for questions: its sentences, and which of them hold each stem."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tidings.reference.timewords import COUNTS
from tidings.text import fold, sentences
from tidings.types import Article, Span
from tidings.write.passages import STEM, terms

__all__ = ["Told", "phrase", "take_in"]

# A number in words is the number, but for one, which is an article too, and for words that are
# others elsewhere: six in Swedish, ten in Turkish.
_NUMBERS = {
    fold(word): str(number)
    for word, number in COUNTS.items()
    if number > 1 and len(word) > 2 and word != "sex"
}
_TEENS = "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # English alone
_ONES = "one two three four five six seven eight nine".split()
_NUMBERS |= {word: str(number) for number, word in enumerate(_TEENS, 11)}
_NUMBERS |= {word: str(10 * number) for number, word in enumerate(_TENS, 2)}
_COMPOUND = re.compile(rf"\b({'|'.join(_TENS)})[- ]({'|'.join(_ONES)})\b")
READ_CHARS = 40_000  # of a text: seven thousand words
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """One article, taken in once for all questions."""

    article: Article
    title: frozenset[str]  # stems
    spans: tuple[Span, ...]  # of its sentences
    said: tuple[str, ...]  # each sentence's stems in order: " judge sign off "
    places: Mapping[str, tuple[int, ...]]  # of a stem: the numbers of its sentences

    def masks(self, stems: Sequence[str]) -> list[int]:
        """Return for each sentence which of these stems it holds, as bits."""
        found = [0] * len(self.spans)
        for bit, stem in enumerate(stems):
            for number in self.places.get(stem, ()):
                found[number] |= 1 << bit
        return found

    def holding(self, phrase: str) -> tuple[int, ...]:
        """Return the numbers of the sentences that hold a phrase, as `phrase` makes it."""
        parts = phrase.split()
        if not parts:
            return ()
        rarest = min((self.places.get(part, ()) for part in parts), key=len)
        return tuple(number for number in rarest if phrase in self.said[number])


def take_in(article: Article) -> Told:
    """Return an article with its sentences and stems."""
    text = article.text[:READ_CHARS]
    spans = sentences(text, language=article.language)
    said = [_stems(text[span.start : span.end]) for span in spans]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number, found in enumerate(said):
        for stem in dict.fromkeys(found):
            places[stem].append(number)
    return Told(
        article=article,
        title=frozenset(_stems(article.title)),
        spans=tuple(spans),
        said=tuple(f" {' '.join(found)} " for found in said),
        places={stem: tuple(numbers) for stem, numbers in places.items()},
    )


def phrase(text: str) -> str:
    """Return a phrase as `Told.holding` looks for it: its stems with spaces around them."""
    return f" {' '.join(_stems(text))} "


def _stems(text: str) -> list[str]:
    folded = _COMPOUND.sub(_compound, fold(text))
    found = [_NUMBERS.get(word, word) for word in _WORD.findall(folded)]
    if folded.isascii():
        return [word[:STEM] for word in found]
    return [stem for word in found for stem in terms(word)]


def _compound(match: re.Match[str]) -> str:
    return str(10 * (2 + _TENS.index(match[1])) + 1 + _ONES.index(match[2]))
