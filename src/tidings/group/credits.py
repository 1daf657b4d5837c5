"""Whom an article says it has its news from: an agency's dateline, a source line, a credit.

By form alone: what stands in the place where agencies are named is taken for one, whatever it is
called. Only "according to …" needs to know outlets, for it is said of the police as well: those
of the article's story are handed in.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from tidings.text import fold, words
from tidings.types import Article

__all__ = ["Credit", "credits", "is_outlet", "outlet_key"]

_HEAD_CHARS = 200  # of a text, in which a dateline stands
_LEAD_CHARS = 1_500  # in which it is said whose report this rests on
_TAIL = 4  # last paragraphs, where sources are named
_PLACE_WORDS = 6  # that stand before an agency in a dateline: place, day, month
_NAME_WORDS = 4
_TAIL_CHARS = 240  # of a paragraph that does nothing but name its sources
_DASH = r"\-\u2010-\u2015"

# LONDON (Reuters) - …; MADRID, 5 Oct. (EFE).- …; Berlin (dpa) – …; القاهرة (رويترز) - …
_BRACKETED = re.compile(rf"^([^()\n]{{0,60}})\(([^()\n\d]{{2,40}})\)\s*\.?\s*(?:[{_DASH}]|/\s)")
# ANKARA, AA — …; МОСКВА, 5 окт — РИА Новости. …
_BARE = re.compile(rf"^([^()\n.]{{2,40}}),\s*([A-ZА-Я]{{3,6}})\s*[{_DASH}]\s")
_AFTER = re.compile(
    rf"^[A-ZА-Я][A-ZА-Я\s]+,[^()\n.{_DASH}]{{2,20}}\s[{_DASH}]\s([^.\n]{{2,30}})\.\s"
)
# 新华社北京10月5日电
_WIRED = re.compile(r"^(\w{1,6}社)\w{0,8}\d{1,2}月\d{1,2}日电")
# … they said. (AFP)
_CLOSING = re.compile(r"(?:^|[.!?…”\"»。])\s*[(\[]([^()\[\]\n\d:]{2,40})[)\]]\s*\.?\s*$")
_SOURCE = re.compile(
    r"^\s*[(\[]?\s*(?:sources?|quellen?|fuentes?|fontes?|fonti|fonte|kaynak|źródł[oa]|источник\w*"
    r"|джерел[оа]|المصدر|المصادر|bron(?:nen)?|käll[oa]r?|kilder?|zdroj|forrás|πηγή|来源|來源"
    r"|出典|출처|h/t)\s*[:\uff1a]\s*([^|\n]{2,80}?)\s*(?:\|.*|[)\]]?\s*\.?\s*)$",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"(?:\bwith (?:\w+ )?(?:inputs?|material|files|information|contributions?) from\b"
    r"|[(\[]\s*(?:with|mit|avec|con|met)\b|\bavec les informations de\b"
    r"|\bmit (?:material|informationen|agenturmaterial) (?:von|der)\b"
    r"|\bcon (?:información|informaciones|datos) de\b|\bcom informações d[aeo]\b"
    r"|\bcon informazioni d[ai]\b|\bпо материалам\b|\bmet (?:informatie|materiaal) van\b)"
    r"\s+([^.()\[\]\n]{2,60})",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:according to|reports?|reported|told|first published|via|laut|berichtet\w*|selon"
    r"|d'après|rapporte|según|informó|informa|secondo|riferisce|segundo|według|podał\w*|göre"
    r"|по данным|сообща\w+|переда[её]т|пишет|volgens|enligt|ifølge)\b"
    r"|وفق|بحسب|نقلا عن|ذكرت|أفادت|据|によると",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:[/,;|+&]|\b(?:and|und|et|y|e|en|и|i|ve|och|og)\b)\s*")
_ARTICLE = re.compile(r"^(?:the|die|der|la|le|el)\s+", re.IGNORECASE)
_ACRONYM = re.compile(r"[A-ZА-Я]{2,6}|[a-z]{2,4}$")


@dataclass(frozen=True, slots=True)
class Credit:
    """An outlet that an article names as its source, and the words in which it does."""

    name: str  # as written
    text: str


def credits(article: Article, outlets: Collection[str] = ()) -> tuple[Credit, ...]:
    """Return the outlets that an article credits, but for its own publisher, each once.

    `outlets` are names of publishers that may be reported upon or stand in a byline.
    """
    found: dict[str, Credit] = {}
    for credit in _credits(article, outlets):
        for name in _names(credit.name):
            if not is_outlet(name, article.publisher):
                found.setdefault(outlet_key(name), Credit(name, credit.text))
    return tuple(found.values())


def outlet_key(name: str) -> str:
    """Return what is equal for an outlet's name in its common spellings."""
    said = words(name)
    return " ".join(said[1:] if len(said) > 1 and said[0] == "the" else said)


def is_outlet(name: str, publisher: str) -> bool:
    """Say whether a credited name is that publisher: its name, a part of it, or its initials."""
    ours, theirs = outlet_key(name).split(), outlet_key(publisher).split()
    if not ours or not theirs:
        return False
    initials = "".join(word[0] for part in theirs for word in part.split("-") if word)
    return set(ours) <= set(theirs) or "".join(ours) in (initials, "".join(theirs))


def _credits(article: Article, outlets: Collection[str]) -> Iterator[Credit]:
    yield from _bylines(article, outlets)
    paragraphs = [p.strip() for p in article.paragraphs if p.strip()]
    for paragraph in paragraphs[:2]:
        yield from _dateline(paragraph[:_HEAD_CHARS])
    for paragraph in paragraphs[-1:]:
        yield from _closing(paragraph[-_TAIL_CHARS:])
    for paragraph in [*paragraphs[:1], *paragraphs[1:][-_TAIL:]]:
        if len(paragraph) <= _TAIL_CHARS:
            yield from _source_line(paragraph)
    yield from _reported(article, outlets)


def _bylines(article: Article, outlets: Collection[str]) -> Iterator[Credit]:
    known = {outlet_key(outlet) for outlet in outlets} if article.authors else set()
    for author in article.authors:
        if outlet_key(author) in known or _ACRONYM.fullmatch(author):
            yield Credit(author, f"By {author}")


def _dateline(text: str) -> Iterator[Credit]:
    for pattern in (_BRACKETED, _BARE):
        match = pattern.match(text)
        if match and len(match[1].split()) <= _PLACE_WORDS and not _is_expanded(match[1], match[2]):
            yield Credit(match[2], match[0].strip())
    for pattern in (_AFTER, _WIRED):
        match = pattern.match(text)
        if match:
            yield Credit(match[1], match[0].strip())


def _is_expanded(before: str, name: str) -> bool:
    """Say whether a bracket holds but the initials of what stands before it: "… Union (EU)"."""
    initials = "".join(word[0] for word in words(before))
    return bool(initials) and fold(name).replace(".", "")[:3] in initials


def _closing(text: str) -> Iterator[Credit]:
    """Yield what closes a text in brackets, unless it is whose picture stands there."""
    match = _CLOSING.search(text)
    if match is None:
        return
    parts = match[1].strip().split("/")
    short = len(parts) == 1 or all(len(part.split()) == 1 for part in parts)
    if short and len(match[1].split()) <= _NAME_WORDS and _is_name(parts):
        yield Credit(match[1], match[0].strip(" .!?"))


def _is_name(parts: Sequence[str]) -> bool:
    """Say whether all words have a capital, as in a name and not in a remark; or are initials."""
    said = [word for part in parts for word in part.split() if len(word) > 3 or part == word]
    return bool(said) and all(not w[0].islower() or bool(_ACRONYM.fullmatch(w)) for w in said)


def _source_line(text: str) -> Iterator[Credit]:
    for pattern in (_SOURCE, _WITH):
        match = pattern.search(text)
        if match:
            yield Credit(match[1], match[0].strip())


def _names(text: str) -> list[str]:
    """Return the names in a list of sources: "dpa/AFP", "Reuters and AP"."""
    named = (_ARTICLE.sub("", part).strip(" .:") for part in _SPLIT.split(text))
    return [name for name in named if 0 < len(name.split()) <= _NAME_WORDS and _is_capital(name)]


def _is_capital(name: str) -> bool:
    return len(name) > 1 and (not name[0].islower() or bool(_ACRONYM.fullmatch(name)))


def _reported(article: Article, outlets: Collection[str]) -> Iterator[Credit]:
    lead = article.text[:_LEAD_CHARS]
    named = (name for name in outlets if len(name) > 1 and name in lead)
    held = [name for name in named if not is_outlet(name, article.publisher)]
    for sentence in _sentences(lead) if held else ():
        for name in held:
            if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence) and _REPORTED.search(
                sentence
            ):
                yield Credit(name, sentence)


def _sentences(text: str) -> Sequence[str]:
    return re.split(r"(?<=[.!?。؟])\s+|\n", text)
