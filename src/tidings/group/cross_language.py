"""What an article repeats of what its story's articles in other languages said before it.

Words alone can't tell; an encoder can, and is dear: so it is asked (`Question`) of few sentences
only, those in which nothing is new for certain. The candidates share what survives translation:
numbers, days, how names sound, and words that languages have in common.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from tidings.group.sentence_terms import Saying
from tidings.group.statements import FEW, read_in_order
from tidings.group.story_sentences import SENTENCES
from tidings.naming.romanise import consonants
from tidings.reference.timewords import MONTHS_OF, WEEKDAYS_OF
from tidings.text import fold
from tidings.types import Article, ArticleSpan, Novelty, Statement

__all__ = ["ALIKE", "Question", "answered", "questions"]

ALIKE = 0.915  # cosine, as if both were told in English: decisions/0380
ASKED = 3  # sentences of an article, of those that share most with earlier ones; 10 ms of CPU each
LENGTH = (0.75, 1.3)  # times the telling words of the earlier one: more tell more, few are unlike
_DIGITS = re.compile(r"\d+")
_STEM = 4  # letters by which a term is found in its word
_ELIDED = 2  # letters before an apostrophe, of which the word follows: l'aéroport


@dataclass(frozen=True, slots=True)
class Question:
    """Does a sentence say what an earlier one in another language says?"""

    article: str
    start: int  # of the sentence in Article.text
    text: str
    language: str
    place: ArticleSpan  # of the earlier one
    earlier: str
    earlier_language: str


@dataclass(frozen=True)
class _Told:
    """A sentence with what of it outlives translation."""

    article: Article
    saying: Saying

    @cached_property
    def signs(self) -> Mapping[str, float]:
        """Its numbers, its days and how its other words sound, with their weights."""
        days = _days(self.article.language)
        found = {}
        for name, term in self.saying.terms.items():
            word = fold(self.saying.words[name][0])
            sign = name if term.kind == "number" else days.get(word) or _sound(word, name)
            found[sign] = term.weight
        return found

    @cached_property
    def certain(self) -> set[str]:
        """The signs of its names and days: a new one is news."""
        days = _days(self.article.language)
        words = ((t.kind, fold(self.saying.words[n][0]), n) for n, t in self.saying.terms.items())
        return {
            days.get(word) or _sound(word, name)
            for kind, word, name in words
            if kind == "name" or word in days
        }

    @cached_property
    def figures(self) -> set[str]:
        """The digits of its numbers, cut where languages put different marks."""
        terms = self.saying.terms
        return {d for term in terms if terms[term].kind == "number" for d in _DIGITS.findall(term)}

    @property
    def text(self) -> str:
        span = self.saying.span
        return self.article.beginning.text[span.start : span.end] or self.article.title


class _Earlier:
    """The sentences and headlines of a story so far, by the language and their signs."""

    def __init__(self) -> None:
        self._told: list[_Told] = []
        self._by_sign: dict[str, list[int]] = defaultdict(list)

    def add(self, said: Iterable[_Told]) -> None:
        """Remember these; the oldest where there are too many."""
        for told in said:
            if told.saying.terms and len(self._told) < SENTENCES:
                for sign in told.signs:
                    self._by_sign[sign].append(len(self._told))
                self._told.append(told)

    def holds(self, signs: Iterable[str], language: str) -> bool:
        """Say whether other languages' sentences hold all of these, one or several together."""
        return all(
            any(self._told[n].article.language != language for n in self._by_sign.get(sign, ()))
            for sign in signs
        )

    def nearest(self, told: _Told) -> tuple[float, _Told] | None:
        """Return the sentence in another language that shares most with one, and how much.

        None where no such sentence can say all of it.
        """
        shared: dict[int, float] = defaultdict(float)
        for sign, weight in told.signs.items():
            for n in self._by_sign.get(sign, ()):
                shared[n] += weight
        likely = (n for n in sorted(shared, key=lambda n: (-shared[n], n)))
        found = next((n for n in likely if _may_tell(self._told[n], told)), None)
        return None if found is None else (shared[found], self._told[found])


def questions(
    articles: Sequence[Article],
    novelty: Mapping[str, Novelty],
    statements: Mapping[str, Sequence[Statement]],
) -> list[Question]:
    """Return what an encoder is to be asked of a story. Pure.

    `statements` is what `statements_of` judged of it; what is known is not asked again.
    """
    if len({article.language for article in articles if article.language}) < 2:
        return []
    earlier = _Earlier()
    asked: list[Question] = []
    for article, said in read_in_order(articles, novelty):
        here = [_Told(article, saying) for saying in said]
        if article.language:
            fresh = {s.start for s in statements.get(article.id, ()) if not s.known}
            asked += _asked(here, fresh, earlier)
            earlier.add(here)
    return asked


def _asked(here: Sequence[_Told], fresh: set[int], earlier: _Earlier) -> list[Question]:
    found = []
    introduced: set[str] = set()
    for number, one in enumerate(here):
        open_ = number and one.saying.span.start in fresh and len(one.saying.terms) >= FEW
        if open_ and earlier.holds(one.certain - introduced, one.article.language):
            near = earlier.nearest(one)
            if near:
                found.append((-near[0], number, _question(one, near[1])))
        introduced |= one.certain
    return [question for _, _, question in sorted(found, key=lambda f: f[:2])[:ASKED]]


def _may_tell(earlier: _Told, later: _Told) -> bool:
    """Say whether an earlier sentence can say all that a later one says."""
    return (
        earlier.article.language != later.article.language
        and bool(earlier.saying.denial) == bool(later.saying.denial)
        and LENGTH[0] <= len(later.signs) / len(earlier.signs) <= LENGTH[1]
        and later.figures <= earlier.figures
    )


def _question(one: _Told, earlier: _Told) -> Question:
    span = earlier.saying.span
    return Question(
        article=one.article.id,
        start=one.saying.span.start,
        text=one.text,
        language=one.article.language,
        place=ArticleSpan(article=earlier.article.id, start=span.start, end=span.end),
        earlier=earlier.text,
        earlier_language=earlier.article.language,
    )


def answered(
    statements: Mapping[str, tuple[Statement, ...]], alike: Mapping[Question, float]
) -> dict[str, tuple[Statement, ...]]:
    """Return what was judged, with what an encoder found: by question, how alike the two are."""
    places = {
        (question.article, question.start): (question.place, cosine)
        for question, cosine in alike.items()
        if cosine >= ALIKE
    }
    return {
        name: tuple(_known(s, *places.get((name, s.start), (None, 0.0))) for s in found)
        for name, found in statements.items()
    }


def _known(statement: Statement, place: ArticleSpan | None, cosine: float) -> Statement:
    if place is None:
        return statement
    return replace(statement, known=True, held=round(cosine, 3), restates=(place,), adds=())


def _sound(word: str, term: str) -> str:
    """Return how a word sounds without what is written together with it: an article, l', d'."""
    head, elided, tail = word.partition("'")
    word = tail if elided and len(head) <= _ELIDED else head
    return consonants(word[max(0, word.find(term[:_STEM])) :])


@cache
def _days(language: str) -> Mapping[str, str]:
    """Return a name for each weekday and month that all languages share, by its words in one."""
    found: dict[str, str] = {}
    for said in _of(language, WEEKDAYS_OF):
        days = said.split("|")
        for number, words in enumerate(days) if len(days) == 7 else ():
            found |= {fold(word): f"day {number}" for word in words.split()}
    for said in _of(language, MONTHS_OF):
        for number, words in enumerate(said.split("|")):
            found |= {fold(word): f"month {number}" for word in words.split()}
    return found


def _of(language: str, said: Mapping[str, str]) -> Iterable[str]:
    """Return the words of a language, of all where it is not among them."""
    return (said[language],) if language in said else said.values()
