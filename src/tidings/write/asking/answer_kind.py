"""What kind of thing a question asks for, and whether a sentence has one that it does not. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from functools import cache

from tidings.reference.stopwords import stop_words
from tidings.reference.timewords import CALENDAR, COUNTS, DAY_WORDS
from tidings.text import fold
from tidings.types import Question
from tidings.write.asking.indexed import phrase

__all__ = ["AnswerKind", "fits", "kind_of"]


class AnswerKind(Enum):
    """What answers a question."""

    NUMBER = "number"
    TIME = "time"
    NAME = "name"
    REASON = "reason"
    ANY = "any"


# By language, in the order of AnswerKind; each finds its words in a folded question.
_ASKING: Mapping[str, tuple[str, str, str, str]] = {
    "en": (
        r"how (?:many|much|old|long|far|tall|high|big|large|fast|often|deep)|what (?:percent\w*|"
        r"share|age)",
        r"when|what (?:day|date|month|year)|which (?:day|date|month|year)",
        r"who|whom|whose|which|where|titled|called|named|what(?:'s| is| was) (?:the name|it called)"
        r"|what (?:city|state|company|country|team|club|film|movie|actor|actress|singer|author)",
        r"why|what (?:caused|led to)",
    ),
    "fr": (
        r"combien|quel (?:age|pourcentage|montant)",
        r"quand|quel jour|quelle date",
        r"qui|^ou|quel(?:le)? (?:pays|ville|entreprise|equipe|parti)",
        r"pourquoi",
    ),
    "de": (r"wie ?viele?|wie (?:alt|lange|hoch|gross|weit|oft)", r"wann", r"(?!)",
           r"warum|wieso|weshalb"),
    "es": (r"cuant[oa]s?|que (?:edad|porcentaje)", r"cuando", r"quien(?:es)?|donde|que pais|cual",
           r"por que"),
    "it": (r"quant[oaie]", r"quando", r"chi|dove|quale", r"perche"),
    "pt": (r"quant[oa]s?", r"quando", r"quem|onde|qual", r"por que|porque"),
    "nl": (r"hoeveel|hoe (?:oud|lang|hoog|groot)", r"wanneer", r"wie|waar|welke?", r"waarom"),
    "pl": (r"ile|ilu", r"kiedy", r"kto|kogo|gdzie", r"dlaczego"),
    "ru": (r"сколько", r"когда", r"кто|кого|кому|где|куда", r"почему|зачем"),
    "uk": (r"скільки", r"коли", r"хто|кого|де", r"чому"),
    "tr": (r"kac", r"ne zaman", r"kim|nerede", r"neden|nicin"),
    "ar": (r"كم", r"متى", r"(?!)", r"لماذا"),
}  # fmt: skip
_BECAUSE: Mapping[str, str] = {
    "en": r"because|due to|after|amid|citing|over|owing to|caused by|following|as a result",
    "fr": r"parce qu|car|apres|en raison|a cause|suite a|faute de",
    "de": r"weil|wegen|nachdem|nach|aufgrund|infolge|da",
    "es": r"porque|debido|por|tras|a causa|a raiz",
    "it": r"perche|a causa|dopo|per via",
    "pt": r"porque|devido|apos|por causa",
    "nl": r"omdat|vanwege|na|wegens|doordat",
    "ru": r"потому|из-за|после|поскольку|вследствие",
    "ar": r"بسبب|لان|بعد|اثر",
}
_WRITTEN_BIG = re.compile(r"(?<![\w'’])[^\W\d_][\w'’-]*")
_LAST = re.compile(r"(?<=[.!?…])\s+(?=\S)")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_TIMES = frozenset(CALENDAR) | {fold(word) for word in DAY_WORDS if len(word) > 3}
_COUNTS = {fold(word) for word, count in COUNTS.items() if count > 1 and len(word) > 2}


def kind_of(question: Question) -> AnswerKind:
    """Return what kind of thing a question asks for, as the first words that ask say.

    What is told before it is asked counts only where its last sentence does not ask.
    """
    told, _, asked = _LAST.sub("\n", fold(question.text)).rpartition("\n")
    found = _first(asked, question.language)
    return _first(told, question.language) if found is AnswerKind.ANY else found


def _first(text: str, language: str) -> AnswerKind:
    found = [
        (match.start(), kind)
        for kind, pattern in zip(AnswerKind, _patterns(language), strict=False)
        if (match := pattern.search(text))
    ]
    return min(found, key=lambda one: one[0], default=(0, AnswerKind.ANY))[1]


def fits(kind: AnswerKind, sentence: str, article: str, question: Question) -> bool:
    """Say whether a sentence of an article has such a thing, and one that the question lacks."""
    asked = set(phrase(question.text).split())
    words = set(fold(sentence).split())
    if kind is AnswerKind.NUMBER:
        return bool((_numbers(sentence) - _numbers(question.text)) or (words & _COUNTS) - asked)
    if kind is AnswerKind.TIME:
        told = {word.strip(".,;:()") for word in words}
        return bool(told & _TIMES or _numbers(sentence) - _numbers(question.text))
    if kind is AnswerKind.REASON:
        pattern = _because(question.language)
        return bool(pattern and pattern.search(fold(sentence)))
    return kind is AnswerKind.NAME and _names_another(sentence, article, asked, question.language)


def _names_another(sentence: str, article: str, asked: set[str], language: str) -> bool:
    """Say whether a name stands there that the question does not have.

    A word is one if it is written big and the article never writes it small.
    """
    stop = stop_words(language)
    for match in _WRITTEN_BIG.finditer(sentence):
        word = match.group()
        if not word[0].isupper() or fold(word) in stop or fold(word) in _TIMES:
            continue
        if not asked.isdisjoint(phrase(word).split()):
            continue
        if match.start() or not re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", article):
            return True
    return False


def _numbers(text: str) -> set[str]:
    return set(_FIGURE.findall(text))


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    asking = _ASKING.get(language) or (_ASKING["en"] if not language else ())
    return tuple(re.compile(rf"(?<!\w)(?:{one})(?!\w)") for one in asking)


@cache
def _because(language: str) -> re.Pattern[str] | None:
    found = _BECAUSE.get(language or "en")
    return re.compile(rf"(?<!\w)(?:{found})(?!\w)") if found else None
