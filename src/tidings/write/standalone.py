"""Whether a sentence can stand alone: it must not open by pointing back to the one before it.

Function words only: pronouns, demonstratives and connectives that point back. Never a name, never
a topic. A language without a row is read without this check.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache

from tidings.reference.timewords import COUNTS, MONTHS
from tidings.text import fold, sentences
from tidings.types import Article, Span

__all__ = [
    "half_quoted",
    "is_furniture",
    "leans_back",
    "looks_back",
    "trim_dateline",
    "whole_thought",
]

# language -> folded first words that point at an earlier sentence. Left out are those that are as
# often an article (es "él", de "das", nl "het").
_POINTERS: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "he she it they them him her his hers its their theirs this that these those such "
        "but and or so yet also however moreover meanwhile instead still then there here both "
        "neither nor otherwise therefore thus besides nevertheless it's he's she's they're that's",
        "fr": "il elle ils elles on lui leur leurs son sa ses ce cet cette ces cela ca c'est "
        "c'etait celui celle ceux mais et ou donc or car ainsi aussi pourtant cependant toutefois "
        "ensuite puis enfin alors",
        "es": "ella ellos ellas su sus este esta estos estas ese esa esos esas esto eso aquel pero "
        "y o sino ademas tambien asi entonces luego ambos ambas",
        "pt": "ele ela eles elas seu sua seus suas este esta estes estas esse essa isso isto "
        "aquele mas e ou tambem alem assim entao depois ambos",
        "it": "egli lui lei loro esso essa questo questa questi queste quello quella cio ma e o "
        "anche inoltre quindi cosi poi entrambi suo sua",
        "de": "er sie es ihr ihre sein seine dieser diese dieses diesem diesen dies aber und oder "
        "denn doch jedoch auch zudem ausserdem dabei dadurch damit danach dann dort hier beide so",
        "nl": "hij zij ze hun haar zijn deze dit die dat maar en of ook echter daarna toen beide",
        "ru": "он она оно они его ее их это этот эта эти тот та те но и а или также однако затем "
        "потом при оба",
        "ar": "هو هي هم هذا هذه ذلك تلك هؤلاء لكن ولكن كما ثم وهو وهي وهذا وهذه واضاف واضافت "
        "واضافوا واوضح واوضحت وتابع وتابعت واكد واكدت واشار واشارت",
        "tr": "o bu su onlar bunlar ama ve fakat ancak ayrica boylece sonra",
    }.items()
}  # fmt: skip

# folded first words, where it takes several to point back
_PHRASES: Mapping[str, tuple[str, ...]] = {
    "en": ("on the other", "on the contrary", "in return", "in addition", "in contrast", "in turn",
           "as a result", "as such", "for his part", "for her part", "at the same time"),
    "fr": ("en outre", "en revanche", "en effet", "par ailleurs", "de son cote", "de plus"),
    "es": ("en cambio", "por su parte", "por otra parte", "por eso", "sin embargo", "de hecho"),
    "de": ("im gegenteil", "im gegenzug", "in der tat", "zum anderen"),
    "ar": ("من جهته", "من جهتها", "من ناحية اخرى", "في المقابل", "وفي المقابل", "ومن جهته"),
}  # fmt: skip

_FIRST = re.compile(r"[\w']+")
# “…,” she said: who she is stands one sentence earlier
_SPEAKER = re.compile(r"[”\"’»],? (?:he|she|they|il|elle|er|sie) \w+|-t-(?:il|elle)s?\b")
_DATELINE = re.compile(
    r"[^\W\d_][\w .,/’'\-]{1,40} \([^()]{2,30}\) ?[–—\-]+ (?=[“\"«A-ZÀ-Þ])"
    r"|[A-ZÀ-Þ]{3,}(?:[ -][A-ZÀ-Þ.]{2,})*(?:, [A-ZÀ-Þ][\w. ]+)? ?[–—] ?(?=[“\"«A-ZÀ-Þ])"
)
_BARE_DATELINE = re.compile(  # "Lisbon (Agency) The …"
    r"(?P<place>(?:[A-ZÀ-Þ][\w.'’\-]+,? ){0,4})"
    r"\((?P<agency>[A-ZÀ-Þ])[\w .&]{1,24}\) (?=[“\"A-ZÀ-Þ])"
)
_COUNTED = frozenset(
    "most some many much few several half third thirds quarter quarters fifth fifths tenth tenths "
    "nearly almost about over only just even of to in for from with among".split()
) | frozenset(map(fold, COUNTS))
_THEM = frozenset("it them they their its his him her he she these those".split())
_GLUED = re.compile(r"\b([A-Z]\w{3,})\b.{1,40}?\b\1[A-Z]")  # Joe Marlow Joseph MarlowMore on
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
LEANT = 2
_OF_LATE = timedelta(days=10)


def leans_back(sentence: str, folded: str, language: str) -> bool:
    """Say whether a sentence needs the one before it: a pronoun or connective, half a quotation."""
    language = language or "en"
    first = _FIRST.search(folded.replace("’", "'"))
    if first is None or first.group() in _POINTERS.get(language, frozenset()):
        return True
    if folded.startswith(("(", *_PHRASES.get(language, ()))):
        return True
    if language == "en" and _counts_them(folded):
        return True
    return half_quoted(sentence) or bool(_SPEAKER.search(sentence))


def _counts_them(folded: str) -> bool:
    """Say whether a sentence begins with some of what was told before: "two thirds of them"."""
    said = _FIRST.findall(folded)
    first = next((word for word in said if word not in _COUNTED and not word.isdecimal()), "")
    return first in _THEM


def is_furniture(sentence: str, published: datetime | None) -> bool:
    """Say whether a sentence is a picture's caption, or one that links were glued into.

    A caption tells its day in full, set off from its words; prose says "on Monday".
    """
    if _GLUED.search(sentence):
        return True
    if published is None or not (found := _full_date().search(fold(sentence))):
        return False
    month, year = found["month"] or found["month_after"], found["year"] or found["year_after"]
    days = (published - _OF_LATE, published, published + _OF_LATE)
    return any(str(day.year) == year and month in _months()[day.month] for day in days)


@cache
def _months() -> Mapping[int, frozenset[str]]:
    return {number: frozenset(fold(names).split()) for number, names in MONTHS.items()}


@cache
def _full_date() -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(n) for m in _months().values() for n in m), key=len)[::-1])
    day, year = r"\d{1,2}", r"(?:19|20)\d\d"
    return re.compile(
        rf"[,.(;–—] ?(?:\w+,? )?(?:(?P<month>{names})\.? {day},? (?P<year>{year})"
        rf"|{day}\.? (?:de )?(?P<month_after>{names})\.?,? (?:de )?(?P<year_after>{year}))\b"
    )


def looks_back(sentence: str, published: datetime | None) -> bool:
    """Say whether a sentence names a year that was long gone when its article came out."""
    years = [int(year) for year in _YEAR.findall(sentence)]
    return published is not None and bool(years) and max(years) < published.year - 1


def whole_thought(article: Article, span: Span) -> Span:
    """Return a sentence's span with what it leans on: LEANT sentences before it at most.

    These are of its paragraph. At the start of one a dateline is left out.
    """
    text, language = article.text, article.language
    start = text.rfind("\n", 0, span.start) + 1
    before = sentences(text[start : span.start].rstrip(), language=language)
    for earlier in before[: -LEANT - 1 : -1]:
        said = text[span.start : span.end]
        if not leans_back(said, fold(said), language):
            break
        span = Span(start=start + earlier.start, end=span.end)
    cut = trim_dateline(text[span.start : span.end]) if span.start == start else 0
    return Span(start=span.start + cut, end=span.end)


def trim_dateline(sentence: str) -> int:
    """Return how many code points a dateline takes at the start: "LISBON (Agency) – ".

    What abbreviates the words before it is no agency: "World Body (WB) Chief …".
    """
    if found := _DATELINE.match(sentence):
        return found.end()
    bare = _BARE_DATELINE.match(sentence)
    if bare and all(word[0] != bare["agency"] for word in bare["place"].split()):
        return bare.end()
    return 0


def half_quoted(text: str) -> bool:
    """Say whether a quotation is opened and not closed, or closed and not opened."""
    curly = sum(map(text.count, "“”„"))  # “en”, „de“ and „pl” all take two
    return bool(curly % 2 or text.count('"') % 2) or text.count("«") != text.count("»")
