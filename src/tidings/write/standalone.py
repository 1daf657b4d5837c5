"""Whether a sentence can stand alone: it must not open by pointing back to the one before it.

Function words only: pronouns, demonstratives and connectives that point back. Never a name, never
a topic. A language without a row is read without this check.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["half_quoted", "leans_back", "trim_dateline"]

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
    r"[^\W\d_][\w .,’'\-]{1,40} \([^()]{2,30}\) ?[–—\-]+ (?=[“\"«A-ZÀ-Þ])"
    r"|[A-ZÀ-Þ]{3,}[\w ,.]{0,40} [–—] "
)


def leans_back(sentence: str, folded: str, language: str) -> bool:
    """Say whether a sentence needs the one before it: a pronoun or connective, half a quotation."""
    language = language or "en"
    first = _FIRST.search(folded.replace("’", "'"))
    if first is None or first.group() in _POINTERS.get(language, frozenset()):
        return True
    if folded.startswith(("(", *_PHRASES.get(language, ()))):
        return True
    return half_quoted(sentence) or bool(_SPEAKER.search(sentence))


def trim_dateline(sentence: str) -> int:
    """Return how many code points a dateline takes at the start: "LISBON (Agency) – "."""
    found = _DATELINE.match(sentence)
    return found.end() if found else 0


def half_quoted(text: str) -> bool:
    """Say whether a quotation is opened and not closed, or closed and not opened."""
    curly = sum(map(text.count, "“”„"))  # “en”, „de“ and „pl” all take two
    return bool(curly % 2 or text.count('"') % 2) or text.count("«") != text.count("»")
