"""Turkish: who says what. Its verbs come last, and what is told ends in a suffix of its own.

Karahan, "Sürecek" dedi. Vali, 17 kişinin yaralandığını söyledi. Karahan'a göre …
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tidings.enrich.quotes.claims import Claim
from tidings.enrich.quotes.clauses import QUOTE, Token
from tidings.enrich.quotes.lexicon import Lexicon

__all__ = ["turkish_claims"]

BEHIND = 4  # words between a quotation and its verb: ifadelerini kullandı
_SAID = frozenset(
    "dedi diyor derken demişti diye ifadelerini ifadesini şeklinde açıklamasını açıklamasında"
    " değerlendirmesinde değerlendirmesini yorumunu uyarısında çağrısında diyen sözleriyle".split()
)
_TOLD = frozenset(
    "söyledi belirtti bildirdi açıkladı kaydetti vurguladı aktardı duyurdu savundu anlattı ekledi"
    " ifade dile iddia öne söylüyor belirtiyor söylediler belirttiler bildirdiler açıkladılar"
    " kaydederek belirterek söyleyerek vurgulayarak yineledi hatırlattı yalanladı".split()
)
_HEARD = frozenset(  # in a statement, where nobody is named
    "belirtildi bildirildi kaydedildi açıklandı duyuruldu aktarıldı vurgulandı ifade".split()
)
_CLAUSE = re.compile(r"(?:[dt][ıiuü]k?ğ?|[ae]ca[kğ]|[ae]ce[kğ]|ler|lar)\w{0,4}[ıiuü](?:n[ıiuü])?$")
_TO = re.compile(r"['’]?[yn]?[ea]$")  # whom something accords with: Karahan'a


def turkish_claims(paragraph: Sequence[Sequence[Token]], words: Lexicon) -> list[Claim]:
    """Return what is told in the sentences of a paragraph, in their order."""
    del words
    return [claim for tokens in paragraph for claim in _claims(tokens)]


def _claims(tokens: Sequence[Token]) -> Iterator[Claim]:
    low = [token.low for token in tokens]
    quotations = [at for at, mark in enumerate(low) if mark == QUOTE]
    told = [at for at in quotations if not _SAID.isdisjoint(low[at + 1 : at + 1 + BEHIND])]
    for at in told:
        speaker = _speaker(tokens, at) or _behind(tokens, at) or (0, 0)
        yield _claim(tokens, speaker, (at, at + 1), at + 1, quotation=True)
    if not told and (found := _reported(tokens, low) or _accorded(tokens, low)):
        speaker, content, cue = found
        yield _claim(tokens, speaker, content, cue, quotation=bool(quotations))


def _claim(
    tokens: Sequence[Token],
    speaker: tuple[int, int],
    content: tuple[int, int],
    cue: int,
    *,
    quotation: bool,
) -> Claim:
    verb = tokens[cue]
    spans = [
        (tokens[a].start, tokens[b - 1].end) if a < b else (verb.start, verb.start)
        for a, b in (speaker, content)
    ]
    (start, end), told = spans
    if "'" in tokens[speaker[1] - 1].low:  # Kaya'ya göre
        end = tokens[speaker[1] - 1].start + tokens[speaker[1] - 1].low.index("'")
    return Claim((start, max(start, end)), (verb.start, verb.end), (told,), True, quotation)


def _speaker(tokens: Sequence[Token], end: int) -> tuple[int, int] | None:
    """Return who stands before a comma or a colon: İzmir Valisi Süleyman Elban, …"""
    if not end or tokens[end - 1].low not in (",", ":"):
        return None
    comma = next(at for at, token in enumerate(tokens) if token.low in (",", ":"))
    return (0, comma) if comma else None


def _behind(tokens: Sequence[Token], quotation: int) -> tuple[int, int] | None:
    """Return who stands behind "diyen": "Gitmeyeceğiz" diyen Kaya, …"""
    first = quotation + 2
    if len(tokens) <= first or tokens[quotation + 1].low != "diyen":
        return None
    end = first
    while end < len(tokens) and tokens[end].capital:
        end += 1
    return (first, end) if end > first else None


def _reported(
    tokens: Sequence[Token], low: Sequence[str]
) -> tuple[tuple[int, int], tuple[int, int], int] | None:
    """Return speaker, content and verb of "…, … olduğunu söyledi"."""
    for verb in range(len(low) - 1, 1, -1):
        if low[verb] not in _TOLD | _HEARD or not _CLAUSE.search(low[verb - 1]):
            continue
        comma = next((at for at in range(1, verb) if low[at] == ","), 0)
        first = comma or next((at for at in range(verb) if not tokens[at].capital), 0)
        start = first + bool(comma)
        if first and start < verb:
            return (0, first), (start, verb), verb
    return None


def _accorded(
    tokens: Sequence[Token], low: Sequence[str]
) -> tuple[tuple[int, int], tuple[int, int], int] | None:
    """Return speaker, content and "göre" of "Karahan'a göre, …"."""
    at = low.index("göre") if "göre" in low else 0
    end = len(tokens) - (low[-1] == ".")
    if not at or not tokens[at - 1].text or not _TO.search(low[at - 1]) or low[at - 1] == "buna":
        return None
    start = at + 1 + (low[at + 1 : at + 2] == [","])
    return ((0, at), (start, end), at) if start < end and "," not in low[:at] else None
