"""What was said in English, said anew: errors and reasons are English where they arise. Pure.

A text is known by its pattern: "a person has at most 20 tokens" is said by "a person has at most
%(TOKENS)s tokens". So nothing below the pages has to know who will read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tidings.i18n.catalogues import Texts

__all__ = ["Patterns"]

KEPT = 4_096  # texts that were said before
LONGEST = 2_000  # characters: what is longer is no text of ours
APART = "; "  # between reasons that one line holds
_VALUE = re.compile(r"%\((\w+)\)s")
_COUNTED = re.compile(r"\d[\d,]* \S.*")


class Patterns:
    """Finds which text of a catalogue an English one was made by."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._plain = {_plain(key): key for key in texts.keys if isinstance(key, str)}
        self._made = sorted(_made(texts), key=lambda made: -made[0])
        self.translated = lru_cache(KEPT)(self._translated)

    def _translated(self, english: str) -> str:
        if english in self._plain:
            return self._texts.gettext(self._plain[english]) % {}
        if len(english) > LONGEST:
            return english
        parts = english.split(APART)
        said = [self.translated(part) for part in parts] if len(parts) > 1 else []
        if said and not set(parts) & set(said):
            return APART.join(said)
        return self._by_pattern(english) or (APART.join(said) if said else english)

    def _by_pattern(self, english: str) -> str:
        for _, pattern, one, more in self._made:
            match = pattern.fullmatch(english)
            if match is None:
                continue
            values = {name: self._inside(value) for name, value in match.groupdict().items()}
            if not more:
                return self._texts.gettext(one) % values
            digits = match["num"].replace(",", "")
            if digits.isdecimal():
                return self._texts.ngettext(one, more, int(digits)) % values
        return ""

    def _inside(self, value: str) -> str:
        """Return what stands within a text: of ours are counts and small words, no names."""
        ours = _COUNTED.fullmatch(value) or (value in self._plain and value.islower())
        return self.translated(value) if ours else value


def _plain(key: str) -> str:
    return key.replace("%%", "%")


def _made(texts: Texts) -> Iterator[tuple[int, re.Pattern[str], str, str]]:
    """Yield how much each text says itself, its pattern, and the text with its plural."""
    for key in texts.keys:
        one, more = (key, "") if isinstance(key, str) else key
        for text in filter(None, (one, more)):
            if _VALUE.search(text):
                yield len(_VALUE.sub("", text)), _pattern(text), one, more


def _pattern(text: str) -> re.Pattern[str]:
    pieces, seen = [], set[str]()
    for at, piece in enumerate(_VALUE.split(text)):
        if not at % 2:
            pieces.append(re.escape(_plain(piece)))
        elif piece in seen:
            pieces.append(f"(?P={piece})")
        else:
            seen.add(piece)
            pieces.append(f"(?P<{piece}>.*?)")
    return re.compile("".join(pieces), re.DOTALL)
